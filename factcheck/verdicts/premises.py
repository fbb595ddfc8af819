"""The premises a claim is judged against: single passages, and the sentences of a report that tell most, joined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import Span
from factcheck.plain import canonical
from factcheck.verdicts.telling import telling_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Evidence, Passage, ReferenceStore
    from factcheck.settings import Settings


class Form(StrEnum):
    """How a premise was put together."""

    SINGLE = "single"
    JOINED = "joined"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """Passages of one reference, in text order, joined by a space.

    `core` is the passage the premise was made for, None for a joined one.
    """

    form: Form
    passages: tuple[Passage, ...]
    core: Passage | None

    @property
    def reference_id(self) -> str:
        """Name the reference the passages were cut from."""
        return self.passages[0].reference_id

    @property
    def text(self) -> str:
        """Give the text an NLI model reads."""
        return " ".join(passage.text for passage in self.passages)

    def locate(self, span: Span) -> tuple[Passage, Span]:
        """Find the passage a span of the premise begins in, and the span's characters in the reference.

        A span that runs past the passage is cut at its end.
        """
        offset = 0
        for passage in self.passages:
            if span.start <= offset + len(passage.text):
                start = min(max(span.start - offset, 0), len(passage.text))
                end = min(max(span.end - offset, start), len(passage.text))
                return passage, Span(passage.start + start, passage.start + end, passage.text[start:end])
            offset += len(passage.text) + 1
        last = self.passages[-1]
        return last, Span(last.end, last.end, "")


def build_premises(
    claim: str, query: NDArray[np.float32], evidence: Sequence[Evidence], store: ReferenceStore, settings: Settings
) -> list[Premise]:
    """Build the premises of one claim, given as the models read it and as its unit vector, shape (dim,).

    The first `n_single` evidence passages alone; for the `n_references` first reports the `n_joined` sentences that
    tell most about the claim, joined in text order; and for the first report its `n_nearest` sentences nearest to it,
    joined too: two readings of a report err less than one. A report after the first that does not cover the claim is
    not read: it rules nothing out, and no verdict on 315 dev claims against all starter reports rested on one.
    """
    premises = [
        Premise(form=Form.SINGLE, passages=(item.passage,), core=item.passage) for item in evidence[: settings.n_single]
    ]
    for rank, reference_id in enumerate(first_references(evidence, n=settings.n_references)):
        passages = store.passages_of(reference_id)
        similarities = store.vectors_of(reference_id) @ query
        if rank > 0 and similarities.max() < settings.covered_similarity:
            premises = [premise for premise in premises if premise.reference_id != reference_id]
            continue
        chosen = telling_sentences([canonical(p.text) for p in passages], similarities, claim, n=settings.n_joined)
        premises.append(Premise(form=Form.JOINED, passages=tuple(passages[row] for row in chosen), core=None))
        if rank == 0:
            nearest = np.argsort(-similarities.round(6), kind="stable")[: settings.n_nearest]
            chosen = sorted(nearest.tolist())
            premises.append(Premise(form=Form.NEAREST, passages=tuple(passages[row] for row in chosen), core=None))
    return premises


def first_references(evidence: Iterable[Evidence], *, n: int) -> list[str]:
    """Name the references of the evidence in order of first appearance, at most n."""
    return list(dict.fromkeys(item.reference_id for item in evidence))[:n]
