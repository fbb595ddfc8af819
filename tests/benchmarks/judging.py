"""How fast an article is checked, beside three ways of running models of the kind, and beside the processor's limit.

All times are processor time of one thread, since the machines are shared.
"""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer, RobertaConfig, RobertaForSequenceClassification

from factcheck import FactChecker, ReferenceIndex
from factcheck.models import EMBEDDED, load_nli
from factcheck.models.files import encoder_folder, nli_folder
from factcheck.models.nli import load_classifier
from factcheck.reading import read_article
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import NLIModel, Pair

BATCH = 32
CHUNK_TOKENS = 400
"""As MiniCheck cuts a document."""
ROBERTA_LARGE = RobertaConfig(
    vocab_size=50265,
    hidden_size=1024,
    num_hidden_layers=24,
    num_attention_heads=16,
    intermediate_size=4096,
    max_position_embeddings=514,
    num_labels=2,
)
N_CHUNKS, N_SINGLE = 4, 60
"""What of the slow ways is timed; the rest is reckoned from it."""


class Noting:
    """An NLI model that notes which pairs the product asks it for."""

    def __init__(self, model: NLIModel) -> None:
        self.model_id, self.fingerprint = model.model_id, model.fingerprint
        self.model = model
        self.asked: list[Pair] = []

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Judge, and note."""
        self.asked += pairs
        return self.model.judge(pairs)


def measure_judging(index: Path, articles: list[Path]) -> dict[str, Any]:
    """Measure the check of some articles; every figure comes from one process, one after another.

    `ratios` say how many times longer the other ways take for the same claims: a and b run the same models over all
    premises of each, for only factcheck knows when a verdict is sure before all are judged; c reads one report of each
    claim in chunks (its weights are random, only its shape is right).
    """
    settings = Settings(n_threads=1)
    torch.set_num_threads(1)
    texts = [read_article(str(path), settings=settings) for path in articles]
    nli = Noting(load_nli(EMBEDDED, settings=settings))
    with ReferenceIndex.open(index, settings=settings) as opened:
        checker = FactChecker(opened, settings=settings, nli=nli, policy=None)
        checker.check(texts[0])  # everything is loaded
        nli.asked.clear()
        checked, reports = _timed(lambda: [checker.check(text) for text in texts])
        claims = [verdict.claim.text for report in reports for verdict in report.verdicts]
        pairs = list(nli.asked)
        judging = _timed(lambda: nli.model.judge(pairs))[0]
        nli.asked.clear()
        nli.fingerprint = "a model that no rule is early for"
        for text in texts:
            checker.check(text)
        in_full = list(nli.asked)
        lengths = [
            len(opened.reference(verdict.evidence[0].reference_id).text)
            for report in reports
            for verdict in report.verdicts
        ]
        n_passages = opened.n_passages
    plain = _plain_ways(claims, in_full)
    chunked = _chunked(claims, lengths)
    roof = _float_roof()
    flops = _flops(pairs)
    return {
        "part": "judging",
        "threads": 1,
        "index": {"name": index.name, "n_passages": n_passages},
        "n_articles": len(texts),
        "n_claims": len(claims),
        "n_pairs": len(pairs),
        "n_pairs_in_full": len(in_full),
        "claims_per_second": round(len(claims) / checked, 2),
        "pairs_per_second": round(len(pairs) / judging, 1),
        "seconds": {
            "factcheck": round(checked, 2),
            **{name: round(value, 2) for name, value in plain.items()},
            "c": chunked,
        },
        "ratios": {
            **{name: round(value / checked, 2) for name, value in plain.items()},
            "c_roberta_large_chunks": round(chunked / checked, 2),
        },
        "roof": {
            "float32_gflops_best_product": round(roof / 1e9, 1),
            "judging_gflops": round(flops / judging / 1e9, 1),
            "share_of_float32_roof": round(flops / judging / roof, 2),
            "agreement": agreement(settings, pairs),
        },
    }


def agreement(settings: Settings, pairs: Sequence[Pair]) -> dict[str, float]:
    """Compare the embedded model with its weights in float32 on at most 1,000 pairs."""
    some = list(pairs)[:1000]
    ours = load_nli(EMBEDDED, settings=settings).judge(some)
    plain = load_nli(str(nli_folder()), settings=settings).judge(some)
    return {
        "n_pairs": len(some),
        "same_label": round(float((ours.argmax(1) == plain.argmax(1)).mean()), 4),
        "largest_difference": round(float(np.abs(ours - plain).max()), 5),
    }


def _plain_ways(claims: Sequence[str], pairs: Sequence[Pair]) -> dict[str, float]:
    """Time the same models as sentence-transformers runs them, in float32: one by one, and in batches."""
    texts = [(pair.premise, pair.hypothesis) for pair in pairs]
    with tempfile.TemporaryDirectory() as folder:
        load_classifier(nli_folder()).save_pretrained(folder)
        AutoTokenizer.from_pretrained(nli_folder()).save_pretrained(folder)
        judge = CrossEncoder(folder, device="cpu", max_length=256)
    encoder = SentenceTransformer(str(encoder_folder()), device="cpu")
    some = texts[:: max(1, len(texts) // N_SINGLE)]
    judge.predict(some[:2])
    one_by_one, _ = _timed(lambda: [judge.predict([text], show_progress_bar=False) for text in some])
    batched, _ = _timed(lambda: judge.predict(texts, batch_size=BATCH, show_progress_bar=False))
    encoding, _ = _timed(lambda: [encoder.encode([claim], show_progress_bar=False) for claim in claims])
    together, _ = _timed(lambda: encoder.encode(list(claims), batch_size=BATCH, show_progress_bar=False))
    return {
        "a_pair_by_pair": one_by_one * len(texts) / len(some) + encoding,
        "b_cross_encoder_in_batches": batched + together,
    }


def _chunked(claims: Sequence[str], lengths: Sequence[int]) -> float:
    """Reckon what RoBERTa-large takes for one report a claim, from some chunks; 4.5 characters are a token."""
    model = RobertaForSequenceClassification(ROBERTA_LARGE).eval()
    ids = torch.randint(5, 50000, (1, CHUNK_TOKENS + 30))
    with torch.inference_mode():
        model(input_ids=ids)
        took, _ = _timed(lambda: [model(input_ids=ids) for _ in range(N_CHUNKS)])
    chunks = sum(max(1, round(length / 4.5 / CHUNK_TOKENS)) for length in lengths)
    return round(took / N_CHUNKS * chunks * len(claims) / max(1, len(lengths)), 2)


def _float_roof() -> float:
    """Give the best rate of float32 products in floating-point operations a second, of several shapes and tries."""
    best = 0.0
    for rows in (512, 2048):
        left, right = torch.randn(rows, 768), torch.randn(768, 3072)
        for _ in range(8):
            took, _ = _timed(lambda left=left, right=right: left @ right)
            best = max(best, 2 * rows * 768 * 3072 / took)
    return best


def _flops(pairs: Sequence[Pair]) -> float:
    """Count the operations of the layers' matrices over the tokens of the pairs, without padding and attention.

    The last layer counts with its keys and values alone: the rest of it is computed for one token of a pair.
    """
    tokenizer = AutoTokenizer.from_pretrained(nli_folder())
    encoded = tokenizer([p.premise for p in pairs], [p.hypothesis for p in pairs], truncation=True, max_length=256)
    tokens = sum(len(ids) for ids in encoded["input_ids"])
    config = load_classifier(nli_folder()).config
    hidden, inner, layers = config.hidden_size, config.intermediate_size, config.num_hidden_layers
    whole, last = 4 * hidden * hidden + 2 * hidden * inner, 2 * hidden * hidden
    return float(2 * tokens * ((layers - 1) * whole + last))


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give what work took in processor time, which others on the machine do not lengthen, and what it made."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made
