"""The training loop: AdamW, linear decay over a time budget, averaged weights, checkpoints that resume.

A plain loop rather than a trainer class: it computes with a bfloat16 copy of float32 weights, whose matrix products ran
three times as fast here on two cores, and contrast groups stay together.
"""

from __future__ import annotations

import json
import logging
import os
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import torch
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors.torch import save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from factcheck.errors import InputError
from factcheck.training.batches import Batch, batches
from factcheck.training.mixture import draw_epoch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from factcheck.training.readers import TrainingPair

logger = logging.getLogger(__name__)

LONGEST_STEP_SECONDS = 10.0
"""A longer step was a stopped process (a suspended laptop, SIGSTOP): that time is not the run's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What one run is made with. Times in minutes, lengths in tokens."""

    minutes: float
    learning_rate: float = 1.5e-4
    final_rate: float = 0.02
    warmup: float = 0.02
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    twin_weight: float = 0.0
    max_tokens: int = 192
    batch_tokens: int = 6144
    average: float = 0.999
    freeze_embeddings: bool = True
    freeze_layers: int = 0
    seed: int = 1
    checkpoint_minutes: float = 5.0
    log_steps: int = 50


@dataclass(frozen=True, slots=True)
class Progressed:
    """Where a run stands."""

    epoch: int = 0
    batch: int = 0
    step: int = 0
    n_pairs: int = 0
    seconds: float = 0.0


def loss_of(logits: torch.Tensor, labels: torch.Tensor, *, smoothing: float) -> torch.Tensor:
    """Average the loss: cross entropy, or -log(1 - p(entailment)) where all that is known is "not entailment"."""
    known = labels >= 0
    total = logits.new_zeros(())
    if known.any():
        total = total + torch.nn.functional.cross_entropy(
            logits[known], labels[known], label_smoothing=smoothing, reduction="sum"
        )
    if (~known).any():
        log_p = torch.log_softmax(logits[~known], dim=-1)
        total = total - torch.logsumexp(log_p[:, 1:], dim=-1).sum()
    return total / len(labels)


def twin_loss_of(logits: torch.Tensor, labels: torch.Tensor, twins: torch.Tensor) -> torch.Tensor:
    """Average, over twins, -log of the chance that their two labels stand as they do rather than exchanged.

    What the claim alone suggests is the same on both sides and drops out, so only what the reports say is learned: the
    loss over bundles of Dua et al. 2021, "Learning with instance bundles for reading comprehension".
    """
    if not len(twins):
        return logits.new_zeros(())
    one, other = twins.T
    mine, theirs = labels[one], labels[other]
    margin = logits[one, mine] - logits[one, theirs] + logits[other, theirs] - logits[other, mine]
    return torch.nn.functional.softplus(-margin).mean()


class Trainer:
    """Trains a three-label cross-encoder that starts from a folder; all it writes goes to another folder."""

    def __init__(self, start: Path, output: Path, recipe: Recipe) -> None:
        """Load the start weights, or the checkpoint in `output` when there is one."""
        torch.manual_seed(recipe.seed)
        self.recipe, self.output = recipe, output
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.tokenizer = AutoTokenizer.from_pretrained(str(start))
        self.model = AutoModelForSequenceClassification.from_pretrained(
            str(start),
            dtype=torch.float32,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager" if self.device == "cpu" else "sdpa",
        ).to(self.device)
        labels = [self.model.config.id2label[column].lower() for column in range(3)]
        if labels != ["entailment", "neutral", "contradiction"]:
            raise InputError(
                f"The start model must order its labels entailment, neutral, contradiction; got {labels!r}."
            )
        self._freeze()
        self.stored = {name: tensor.detach().clone() for name, tensor in self.model.state_dict().items()}
        # The optimizer steps on float32 weights; the model computes with a bfloat16 copy of them.
        self.model.to(torch.bfloat16)
        self.copies = {name: p for name, p in self.model.named_parameters() if p.requires_grad}
        self.trained = {name: self.stored[name].clone().requires_grad_() for name in self.copies}
        self.averaged = {name: p.detach().clone() for name, p in self.trained.items()}
        self.optimizer = torch.optim.AdamW(self._parameter_groups(), lr=recipe.learning_rate, fused=True)
        self.at = Progressed()
        output.mkdir(parents=True, exist_ok=True)
        self._resume()

    def _freeze(self) -> None:
        frozen: list[torch.nn.Module] = []
        if self.recipe.freeze_embeddings:
            frozen.append(self.model.base_model.embeddings)
        frozen.extend(self.model.base_model.encoder.layer[: self.recipe.freeze_layers])
        for module in frozen:
            module.requires_grad_(requires_grad=False)

    def _parameter_groups(self) -> list[dict[str, object]]:
        decayed = [p for p in self.trained.values() if p.ndim > 1]
        others = [p for p in self.trained.values() if p.ndim <= 1]
        return [{"params": decayed, "weight_decay": self.recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]

    def train(self, pairs: Sequence[TrainingPair], weights: Mapping[str, float]) -> None:
        """Train until the time budget is spent, then save the averaged weights."""
        last = saved = time.monotonic()
        budget = self.recipe.minutes * 60
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self.model.train()
        with Progress(*columns, disable=not os.isatty(2)) as bar:
            task = bar.add_task("training", total=budget)
            while self.at.seconds < budget:
                epoch = draw_epoch(pairs, seed=self.recipe.seed * 1000 + self.at.epoch, weights=weights)
                logger.info("epoch %d: %d pairs", self.at.epoch, epoch.n_pairs)
                stream = batches(
                    epoch,
                    self.tokenizer,
                    max_tokens=self.recipe.max_tokens,
                    batch_tokens=self.recipe.batch_tokens,
                    seed=self.recipe.seed + self.at.epoch,
                )
                skip = self.at.batch
                for number, batch in enumerate(stream):
                    if number < skip:
                        continue
                    loss = self._step(batch)
                    now = time.monotonic()
                    seconds, last = self.at.seconds + min(now - last, LONGEST_STEP_SECONDS), now
                    n_pairs = self.at.n_pairs + len(batch.labels)
                    self.at = replace(
                        self.at, batch=number + 1, step=self.at.step + 1, n_pairs=n_pairs, seconds=seconds
                    )
                    bar.update(task, completed=seconds, description=f"training, loss {loss:.3f}")
                    if self.at.step % self.recipe.log_steps == 0:
                        logger.info("step %d pairs %d seconds %.0f loss %.3f", self.at.step, n_pairs, seconds, loss)
                    if time.monotonic() - saved > self.recipe.checkpoint_minutes * 60:
                        self.save()
                        saved = time.monotonic()
                    if seconds >= budget:
                        break
                else:
                    self.at = replace(self.at, epoch=self.at.epoch + 1, batch=0)
        self.save()

    def _step(self, batch: Batch) -> float:
        done = min(1.0, self.at.seconds / (self.recipe.minutes * 60))
        warm = min(1.0, (done + 1e-4) / self.recipe.warmup)
        rate = self.recipe.learning_rate * warm * max(self.recipe.final_rate, 1.0 - done)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        inputs = {name: tensor.to(self.device) for name, tensor in batch.inputs.items()}
        logits = self.model(**inputs).logits
        labels = batch.labels.to(self.device)
        loss = loss_of(logits.float(), labels, smoothing=self.recipe.label_smoothing)
        if self.recipe.twin_weight:
            twins = batch.twins.to(self.device)
            loss = loss + self.recipe.twin_weight * twin_loss_of(logits.float(), labels, twins)
        loss.backward()  # type: ignore[no-untyped-call]
        self._update()
        keep = min(self.recipe.average, (1 + self.at.step) / (10 + self.at.step))
        torch._foreach_lerp_(list(self.averaged.values()), [p.detach() for p in self.trained.values()], 1 - keep)
        return float(loss.detach())

    def _update(self) -> None:
        """Step the float32 weights on the gradients of their copies, and renew the copies."""
        for name, copy in self.copies.items():
            self.trained[name].grad = None if copy.grad is None else copy.grad.float()
            copy.grad = None
        torch.nn.utils.clip_grad_norm_(list(self.trained.values()), 1.0)
        self.optimizer.step()
        self._renew_copies()

    def _renew_copies(self) -> None:
        with torch.no_grad():
            torch._foreach_copy_(list(self.copies.values()), list(self.trained.values()))

    def save(self) -> None:
        """Write the averaged weights as a model folder (float16) and the state to resume from."""
        folder = self.output / "model"
        folder.mkdir(exist_ok=True)
        state = {name: tensor.cpu() for name, tensor in {**self.stored, **self.averaged}.items()}
        half = {name: tensor.half().contiguous() for name, tensor in state.items() if tensor.is_floating_point()}
        save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
        config = self.model.config
        config.hidden_dropout_prob, config.attention_probs_dropout_prob = 0.1, 0.1
        config.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        state_path = self.output / "state.pt"
        state = {"trained": self.trained, "averaged": self.averaged, "optimizer": self.optimizer.state_dict()}
        torch.save(state, state_path.with_suffix(".part"))
        state_path.with_suffix(".part").replace(state_path)
        (self.output / "progress.json").write_text(json.dumps({**asdict(self.at), **asdict(self.recipe)}, indent=1))
        logger.info("saved at step %d (%d pairs)", self.at.step, self.at.n_pairs)

    def _resume(self) -> None:
        progress = self.output / "progress.json"
        if not progress.is_file():
            return
        state = torch.load(self.output / "state.pt", weights_only=True)
        with torch.no_grad():
            for name, tensor in state["trained"].items():
                self.trained[name].copy_(tensor)
        self._renew_copies()
        self.averaged = {name: tensor.to(self.device) for name, tensor in state["averaged"].items()}
        self.optimizer.load_state_dict(state["optimizer"])
        stored = json.loads(progress.read_text())
        self.at = Progressed(**{name: stored[name] for name in asdict(self.at)})
        logger.info("resumed at step %d", self.at.step)
