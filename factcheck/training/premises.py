"""Turns documents and claims into the premises the product itself judges, with the product's own encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from factcheck.sentences import sentence_spans
from factcheck.training.readers import NEUTRAL, NLI_LABEL, DeskClaim, DocumentClaim, TrainingPair
from factcheck.verdicts.telling import telling_sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder

SHORT_WORDS = 60
"""Documents up to this many words are taken whole: they fit one premise."""

N_FORMS = 2
"""Premises of one desk claim in one epoch: other forms say the same again, other claims say something new."""
OTHER_EVENTS, OTHER_SENTENCES = 0.35, 0.35
"""Share of desk claims also paired with a report of another event, and with a sentence that does not decide them."""


class Premises:
    """Ranks the sentences of a document for a claim; each text is embedded once."""

    def __init__(self, encoder: Encoder) -> None:
        """Start with an empty store of vectors."""
        self._encoder = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Iterable[str]) -> None:
        """Embed the texts not seen before, shortest first."""
        new = sorted({text for text in texts if text not in self._vectors}, key=len)
        for start in range(0, len(new), 4096):
            block = new[start : start + 4096]
            self._vectors.update(zip(block, self._encoder.encode(block), strict=True))

    def ranked(self, sentences: Sequence[str], claim: str) -> list[int]:
        """Order sentence numbers by similarity to the claim, closest first."""
        return [int(row) for row in np.argsort(-self._similarities(sentences, claim), kind="stable")]

    def telling(self, sentences: Sequence[str], claim: str, *, n: int) -> list[int]:
        """Choose the n sentences that together tell most about the claim, as the product does, in text order."""
        return telling_sentences(sentences, self._similarities(sentences, claim), claim, n=n)

    def _similarities(self, sentences: Sequence[str], claim: str) -> NDArray[np.float32]:
        self.embed([*sentences, claim])
        return np.stack([self._vectors[sentence] for sentence in sentences]) @ self._vectors[claim]


def joined(sentences: Sequence[str], rows: Iterable[int]) -> str:
    """Join some sentences in text order.

    >>> joined(["A.", "B.", "C."], [2, 0])
    'A. C.'
    """
    return " ".join(sentences[row] for row in sorted(set(rows)))


def document_pairs(claims: Sequence[DocumentClaim], premises: Premises, *, n_joined: int) -> list[TrainingPair]:
    """Make one pair a claim: the whole document when short, else its `n_joined` most telling sentences joined."""
    cut: dict[str, list[str]] = {}
    for row in claims:
        if row.document not in cut:
            short = len(row.document.split()) <= SHORT_WORDS
            cut[row.document] = [row.document] if short else [s.text for s in sentence_spans(row.document)][:60]
    premises.embed(sentence for sentences in cut.values() if len(sentences) > 1 for sentence in sentences)
    premises.embed(row.claim for row in claims)
    pairs = []
    for row in claims:
        sentences = cut[row.document]
        if not sentences:
            continue
        rows = premises.telling(sentences, row.claim, n=n_joined) if len(sentences) > 1 else [0]
        pairs.append(
            TrainingPair(
                premise=joined(sentences, rows),
                hypothesis=row.claim,
                label=NLI_LABEL[row.label],
                source=row.source,
                group=f"{row.source}:{row.row_id}",
            )
        )
    return pairs


def desk_pairs(
    sets: dict[str, list[DeskClaim]], premises: Premises, *, n_joined: int, rng: random.Random
) -> list[TrainingPair]:
    """Make the pairs of desk claims: premises as the product judges them, and some of reports of other events."""
    premises.embed(text for claims in sets.values() for row in claims for text in (*row.sentences, row.claim))
    pairs: list[TrainingPair] = []
    names = sorted(sets)
    for name in names:
        for row in sets[name]:
            pairs.extend(_own_report(row, premises, n_joined=n_joined, rng=rng))
            if rng.random() >= OTHER_EVENTS:
                continue
            other = sets[rng.choice([other for other in names if other != name])][0].sentences
            rows = premises.telling(other, row.claim, n=rng.choice([1, n_joined]))
            pairs.append(_pair(row, joined(other, rows), NEUTRAL))
    return pairs


def _own_report(row: DeskClaim, premises: Premises, *, n_joined: int, rng: random.Random) -> list[TrainingPair]:
    label = NLI_LABEL[row.label]
    order = premises.ranked(row.sentences, row.claim)
    evidence = set(row.evidence)
    n_sentences = len(row.sentences)
    forms = {
        "joined": set(premises.telling(row.sentences, row.claim, n=n_joined)),
        "wide": set(premises.telling(row.sentences, row.claim, n=n_joined + 2)),
        "window": {n for n in range(order[0] - 1, order[0] + 2) if 0 <= n < n_sentences},
        "gold": evidence or {order[0]},
    }
    if evidence:
        near = rng.choice(sorted(evidence))
        forms["gold window"] = evidence | {n for n in range(near - 1, near + 2) if 0 <= n < n_sentences}
    fit = {frozenset(rows): None for rows in forms.values() if label == NEUTRAL or evidence <= rows}
    rest = list(fit)[1:]
    chosen = [*list(fit)[:1], *rng.sample(rest, min(N_FORMS - 1, len(rest)))]
    pairs = [_pair(row, joined(row.sentences, rows), label) for rows in chosen]
    if row.label != "unverifiable":
        away = [n for n in order[:6] if n not in evidence and n - 1 not in evidence and n + 1 not in evidence]
        if away and evidence and rng.random() < OTHER_SENTENCES:
            pairs.append(_pair(row, row.sentences[away[0]], NEUTRAL))
    return pairs


def _pair(row: DeskClaim, premise: str, label: str) -> TrainingPair:
    return TrainingPair(premise=premise, hypothesis=row.claim, label=label, source="desk", group=row.group)
