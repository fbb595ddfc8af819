"""Compares directions: rose against fell, before against after, accepted against rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.directions import OPPOSITES
from factcheck.verdicts.checks.lineup import closest_sentence, coverage, shared_context, shown, span, stems, tokens
from factcheck.verdicts.checks.polarity import denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

_WIDTH = 6
_LEAST_COVERAGE = 0.35
_LEAST_SHARED = 1
_LEAST_SHARE = 0.3
_FOLLOWING = 3
_BOUNDS = frozenset("more less fewer higher lower above below up down early late ahead".split())
# Half of one thing is twice the other: these oppose each other only when the same word follows.
_TURNED = stems("twice half double")
# Words that relate two things: they oppose each other only when the same thing follows.
_RELATING = stems("before after earlier later")
_BEFORE_A_BOUND = frozenset({"no", "not", "or"})


def _directed(words: Sequence[Token]) -> list[int]:
    """Find the words that have an opposite, without bounds of a number ("more than 40") and denied words."""
    return [
        at
        for at, word in enumerate(words)
        if word.stem in OPPOSITES and not _is_bound(words, at) and not denied(words, at) and not _names_a_place(words, at)
    ]


def _is_bound(words: Sequence[Token], at: int) -> bool:
    """Tell whether "more", "up" and the like limit the number that follows instead of giving a direction."""
    if words[at].norm not in _BOUNDS:
        return False
    after = [word.norm for word in words[at + 1 : at + 3]]
    return after[:1] == ["than"] or after[:1] == ["to"] or words[max(0, at - 1)].norm in _BEFORE_A_BOUND


def _names_a_place(words: Sequence[Token], at: int) -> bool:
    """Tell whether a capitalised word within a sentence is part of a name ("North Korea")."""
    return at > 0 and words[at].capital


def check_comparison(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the directions a claim and a passage give to the same thing.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where the claim has a word and the passage its opposite in the same company, AGREES where both have
        the same word there; in order of the claim.

    >>> [finding.detail for finding in check_comparison(
    ...     claim="Coffee exports rose by 4 percent.", premise="Coffee exports fell by 4 percent.", published=None)]
    ["the report says 'fell', the claim 'rose'"]
    """
    ours, theirs = tokens(claim), closest_sentence(claim, premise)
    if coverage(claim, premise) < _LEAST_COVERAGE:
        return []
    my_words, their_words = {word.stem for word in ours}, {word.stem for word in theirs}
    theirs_directed = _directed(theirs)
    found = []
    for i in _directed(ours):
        opposite = OPPOSITES[ours[i].stem]
        same = [j for j in theirs_directed if theirs[j].stem == ours[i].stem]
        if same:
            found += [_finding(Relation.AGREES, claim, ours[i], premise, theirs[j]) for j in same if _fits(ours, i, theirs, j)]
            continue
        if opposite & my_words or _allies(ours[i].stem) & their_words:
            continue
        against = [j for j in theirs_directed if theirs[j].stem in opposite and _fits(ours, i, theirs, j)]
        found += [_finding(Relation.DIFFERS, claim, ours[i], premise, theirs[j]) for j in against[:1]]
    return found


def _allies(root: str) -> frozenset[str]:
    """Collect the words that share an opposite with a word: its near synonyms, itself included."""
    return frozenset().union(*(OPPOSITES[other] for other in OPPOSITES[root]))


def _fits(ours: Sequence[Token], i: int, theirs: Sequence[Token], j: int) -> bool:
    if ours[i].stem in _RELATING and not _following(ours, i) & _following(theirs, j):
        return False
    if ours[i].stem in _TURNED and [word.norm for word in ours[i + 1 : i + 2]] != [word.norm for word in theirs[j + 1 : j + 2]]:
        return False
    shared, share = shared_context(ours, i, theirs, j, width=_WIDTH)
    return shared >= _LEAST_SHARED and share >= _LEAST_SHARE


def _following(words: Sequence[Token], at: int) -> frozenset[str]:
    """Collect the stems of the first meaningful words after a position."""
    return frozenset([word.stem for word in words[at + 1 :] if word.content][:_FOLLOWING])


def _finding(relation: Relation, claim: str, mine: Token, premise: str, other: Token) -> Finding:
    says = f"the report says '{shown(other.text)}', the claim '{shown(mine.text)}'"
    return Finding(
        kind=FindingKind.COMPARISON,
        relation=relation,
        claim_span=span(claim, mine, mine),
        premise_span=span(premise, other, other),
        detail=says if relation is Relation.DIFFERS else f"the report and the claim both say '{shown(mine.text)}'",
    )
