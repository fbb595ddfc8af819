"""Judges a compound sentence by its sub-claims: each has a verdict, the most serious one is the sentence's (pure)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.datatypes import VerdictLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Antecedent, Claim, Span, Verdict

SERIOUSNESS = (VerdictLabel.SUPPORTED, VerdictLabel.UNVERIFIABLE, VerdictLabel.CONTRADICTED)
"""From harmless to serious: a sentence is supported only when all of it is."""


def pieces_of(claim: Claim) -> list[Claim]:
    """Give what is judged of a claim: its sub-claims, each a claim of its own, or the claim when it is simple.

    A sub-claim has the sentence's number, and as context what the sentence says before it: the time and the subject
    given first hold for the rest. The context of the sentence comes before that when those words refer back to it.

    >>> from factcheck.datatypes import Claim, Span
    >>> sentence = Claim(number=1, text="A sank, and B burned.", start=0, end=21,
    ...                  parts=(Span(0, 6, "A sank"), Span(12, 20, "B burned")))
    >>> [(piece.text, piece.context) for piece in pieces_of(sentence)]
    [('A sank', None), ('B burned', 'A sank')]
    """
    return [_piece(claim, number) for number in range(len(claim.parts))] or [claim]


def _piece(claim: Claim, number: int) -> Claim:
    """Make a claim of a sub-claim, counted from 0: its words, and what belongs to them."""
    part = claim.parts[number]
    context = claim.context
    if number:
        before = claim.parts[number - 1].end
        context = claim.text[: before - claim.start]
        if claim.context and any(_refers_out(each, claim) for each in claim.antecedents if each.mention.end <= before):
            context = f"{claim.context} {context}"

    def lies_in(span: Span) -> bool:
        return part.start <= span.start and span.end <= part.end

    return replace(
        claim,
        text=part.text,
        start=part.start,
        end=part.end,
        context=context,
        quote_spans=tuple(filter(lies_in, claim.quote_spans)),
        antecedents=tuple(each for each in claim.antecedents if lies_in(each.mention)),
        parts=(),
    )


def _refers_out(antecedent: Antecedent, claim: Claim) -> bool:
    """Tell whether a word of a claim stands for something spoken of before the claim."""
    return antecedent.antecedent is not None and antecedent.antecedent.end <= claim.start


def put_together(claim: Claim, verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict on a claim from those on its pieces (at least one, in order).

    The most serious verdict is the claim's; of several such the surest, but of supported ones, all of which must
    hold, the least sure.
    """
    if not claim.parts:
        return verdicts[0]
    label = max((verdict.label for verdict in verdicts), key=SERIOUSNESS.index)
    weakest = -1.0 if label == VerdictLabel.SUPPORTED else 1.0
    decisive = max((v for v in verdicts if v.label == label), key=lambda verdict: weakest * verdict.confidence)
    conflicting = any(verdict.conflicting for verdict in verdicts)
    return replace(decisive, claim=claim, parts=tuple(verdicts), conflicting=conflicting)
