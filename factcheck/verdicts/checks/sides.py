"""A claim and the premise's sentence closest to it, side by side, and the findings made of their words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation, Span
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import (
    Token,
    closest_sentence,
    coverage,
    shared_context,
    span,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Range = tuple[int, int]


class Company(NamedTuple):
    """How much of what stands around two words must be shared for them to be about the same thing.

    `width` counts words to either side, `least` the content words shared, `share` is their part of the first text's,
    [0, 1].
    """

    width: int
    least: int
    share: float

    def shared(self, ours: Sequence[Token], i: int, theirs: Sequence[Token], j: int) -> bool:
        """Tell whether the words at two positions have enough company in common."""
        n_shared, share = shared_context(ours, i, theirs, j, width=self.width)
        return n_shared >= self.least and share >= self.share


class Sides(NamedTuple):
    """Both texts, the claim's words and the words of the premise's closest sentence.

    `coverage` is the share of the claim's content words that the sentence has, [0, 1]. Ranges below are positions in
    the word lists, both ends included.
    """

    claim: str
    premise: str
    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]
    coverage: float

    def claim_span(self, words: Range) -> Span:
        """Give the claim's span of a range of its words."""
        return span(self.claim, self.ours[words[0]], self.ours[words[1]])

    def premise_span(self, words: Range) -> Span:
        """Give the premise's span of a range of its sentence's words."""
        return span(self.premise, self.theirs[words[0]], self.theirs[words[1]])

    def fit(self, i: int, j: int, company: Company) -> bool:
        """Tell whether the words at claim position `i` and premise position `j` stand in the same company."""
        return company.shared(self.ours, i, self.theirs, j)

    def differs(self, kind: FindingKind, mine: Range, other: Range) -> Finding:
        """Make the finding that these words of the claim and of the premise say different things."""
        return contrast(kind, self.claim_span(mine), self.premise_span(other))

    def agrees(self, kind: FindingKind, mine: Range, other: Range) -> Finding:
        """Make the finding that these words of the claim and of the premise say the same thing."""
        claim_span = self.claim_span(mine)
        detail = f"the report and the claim both say '{shown(claim_span.text)}'"
        return finding(kind, Relation.AGREES, claim_span, self.premise_span(other), detail)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def side_by_side(claim: str, premise: str) -> Sides:
    """Put a claim beside the sentence of the premise that shares most content words with it."""
    return Sides(claim, premise, tokens(claim), closest_sentence(claim, premise), coverage(claim, premise))


def shown(text: str) -> str:
    """Put the white space of a quoted piece in order, so that an explanation stays on one line.

    >>> shown("would   not")
    'would not'
    """
    return " ".join(text.split())


def contrast(kind: FindingKind, claim_span: Span, premise_span: Span, *, verb: str = "says") -> Finding:
    """Make the finding that two pieces say different things; `verb` is what the report does with its words."""
    detail = f"the report {verb} '{shown(premise_span.text)}', the claim '{shown(claim_span.text)}'"
    return finding(kind, Relation.DIFFERS, claim_span, premise_span, detail)


def finding(
    kind: FindingKind, relation: Relation, claim_span: Span | None, premise_span: Span | None, detail: str
) -> Finding:
    """Make a finding."""
    return Finding(kind=kind, relation=relation, claim_span=claim_span, premise_span=premise_span, detail=detail)
