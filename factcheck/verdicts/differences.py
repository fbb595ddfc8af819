"""Marks the words in which a claim and a passage differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from factcheck.datatypes import Finding, FindingKind, Relation, Span
from factcheck.verdicts.checks.sides import Sides, side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

_LEAST_COVERAGE = 0.5  # below it the two sentences say their thing in too different words to be lined up
_MOST_LEFT_OUT = 3  # words within the sentence; more than that, or its end, a claim may leave out
_DENYING = frozenset({"not", "no", "never", "without", "neither", "nor", "none", "only", "all", "some"})

_LONGEST_WORD = 40
_HYPHENATED_BEFORE = re.compile(r"\w[\w-]*-$")
_HYPHENATED_AFTER = re.compile(r"(?:-\w+)+")

# Positions of words of the claim and of the premise's sentence that stand against each other, both in order.
Run = tuple[list[int], list[int]]
WordDifference = tuple[Span | None, Span | None, FindingKind]


def word_differences(*, claim: str, premise: str, findings: Sequence[Finding]) -> list[WordDifference]:
    """Mark the words of a claim and a passage that differ.

    Args:
        claim: the claim's own text.
        premise: the passage's text.
        findings: what the checks found for this claim and this passage.

    Returns:
        Claim span, premise span and kind of each difference, in order of the claim: the findings that differ or,
        when there are none, the words that stand on one side only (kind WORDING; None where a side has no words).
        Spans count characters of the two strings given. [] when the texts are too unlike to be lined up.

    >>> [(mine.text, other.text) for mine, other, _ in word_differences(
    ...     claim="The ideal leader met the envoy.", premise="The supreme leader met the envoy.", findings=[])]
    [('ideal', 'supreme')]
    """
    found = [
        (finding.claim_span, finding.premise_span, finding.kind)
        for finding in findings
        if finding.relation is Relation.DIFFERS
    ]
    if found:
        return sorted(dict.fromkeys(found), key=_place)
    sides = side_by_side(claim, premise)
    if sides.coverage < _LEAST_COVERAGE:
        return []
    return [_difference(sides, run) for run in _runs(sides) if _tells(sides, run)]


def _place(difference: WordDifference) -> tuple[int, int]:
    mine, other, _ = difference
    return (mine.start if mine else -1, other.start if other else -1)


def _weighs(word: Token) -> bool:
    """Tell whether a word can change what a sentence says."""
    return word.content or word.norm in _DENYING


def _runs(sides: Sides) -> list[Run]:
    """Line up the words that weigh and collect those on one side only, in order of the claim."""
    mine = [at for at, word in enumerate(sides.ours) if _weighs(word)]
    other = [at for at, word in enumerate(sides.theirs) if _weighs(word)]
    codes = Indel.opcodes([sides.ours[at].stem for at in mine], [sides.theirs[at].stem for at in other])
    runs: list[Run] = []
    joins = False
    for code in codes:
        if code.tag != "equal":
            run = mine[code.src_start : code.src_end], other[code.dest_start : code.dest_end]
            runs = [*runs[:-1], (runs[-1][0] + run[0], runs[-1][1] + run[1])] if joins else [*runs, run]
        joins = code.tag != "equal"
    return runs


def _tells(sides: Sides, run: Run) -> bool:
    """Tell whether a run is worth showing: not the same words again, not what the claim merely left out."""
    mine, other = run
    if {sides.ours[at].stem for at in mine} == {sides.theirs[at].stem for at in other}:
        return False
    last = max(at for at, word in enumerate(sides.theirs) if _weighs(word))
    return bool(mine) or (len(other) <= _MOST_LEFT_OUT and other[-1] < last)


def _difference(sides: Sides, run: Run) -> WordDifference:
    mine, other = run
    return (
        _whole_words(sides.claim_span((mine[0], mine[-1])), sides.claim) if mine else None,
        _whole_words(sides.premise_span((other[0], other[-1])), sides.premise) if other else None,
        FindingKind.WORDING,
    )


def _whole_words(found: Span, text: str) -> Span:
    """Widen a span that begins or ends inside a hyphenated word, "al" of "al-Kadhimi", to the whole word."""
    start, end = found.start, found.end
    if before := _HYPHENATED_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start]):
        start -= len(before.group())
    if after := _HYPHENATED_AFTER.match(text, end):
        end = after.end()
    return Span(start, end, text[start:end])
