"""The embedded cross-encoder as it is exported: of its last layer no more than the classifier reads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

import torch

if TYPE_CHECKING:
    from transformers import MPNetForSequenceClassification
    from transformers.models.mpnet.modeling_mpnet import MPNetLayer, MPNetSelfAttention


class FirstToken(torch.nn.Module):
    """Gives the logits of an MPNet classifier, which reads the first token: the last layer is computed for it alone.

    What depends on the places of tokens, and on which of them are padding, is one summand for all layers.
    """

    def __init__(self, model: MPNetForSequenceClassification) -> None:
        """Wrap a classifier."""
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Give logits, shape (n, labels), of token numbers and their mask, shape (n, tokens)."""
        encoder = self.model.mpnet.encoder
        hidden = self.model.mpnet.embeddings(input_ids=input_ids)
        away = (1 - attention_mask.to(hidden.dtype)) * torch.finfo(hidden.dtype).min
        bias = self._position_bias(input_ids.shape[1]) + away[:, None, None, :]
        *layers, last = cast("list[MPNetLayer]", list(encoder.layer))
        for layer in layers:
            hidden = _layer(layer, hidden, hidden, bias)
        first = _layer(last, hidden[:, :1], hidden, bias[:, :, :1])
        return self.model.classifier(first)  # type: ignore[no-any-return]

    def _position_bias(self, n_tokens: int) -> torch.Tensor:
        """Give what each head adds to the scores for the places of two tokens, shape (1, heads, tokens, tokens)."""
        encoder = self.model.mpnet.encoder
        at = torch.arange(n_tokens)
        buckets = encoder.relative_position_bucket(  # type: ignore[no-untyped-call]
            at[None, :] - at[:, None], num_buckets=self.model.config.relative_attention_num_buckets
        )
        return encoder.relative_attention_bias(buckets).permute(2, 0, 1).unsqueeze(0)  # type: ignore[no-any-return]


def _layer(layer: MPNetLayer, asking: torch.Tensor, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """Compute a layer for the tokens that ask, shape (n, asking, dim), of all tokens, shape (n, tokens, dim)."""
    attention = layer.attention.attn
    context = _context(attention, attention.q(asking), attention.k(hidden), attention.v(hidden), bias)
    attended = layer.attention.LayerNorm(attention.o(context) + asking)
    return layer.output(layer.intermediate(attended), attended)  # type: ignore[no-any-return]


def _context(
    attention: MPNetSelfAttention, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor
) -> torch.Tensor:
    heads = (attention.num_attention_heads, attention.attention_head_size)
    query, key, value = (
        each.unflatten(-1, heads).transpose(1, 2)  # type: ignore[no-untyped-call]
        for each in (query, key, value)
    )
    scores = query @ key.transpose(-1, -2) / math.sqrt(attention.attention_head_size) + bias
    return (torch.softmax(scores, dim=-1) @ value).transpose(1, 2).flatten(-2)
