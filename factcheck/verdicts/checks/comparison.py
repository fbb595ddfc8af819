"""Compares directions: rose against fell, before against after, accepted against rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.directions import OPPOSITES
from factcheck.verdicts.checks.lineup import stems
from factcheck.verdicts.checks.polarity import denied, denied_in_clause
from factcheck.verdicts.checks.sides import Company, Sides, side_by_side
from factcheck.verdicts.checks.substitutions import substitutions
from factcheck.verdicts.checks.trends import opposite_trend
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

_COMPANY = Company(width=6, least=2, share=0.4)
_LEAST_COVERAGE = 0.45
_LEAST_COVERAGE_OF_TREND = 0.2  # a number that both texts have holds them together
_FOLLOWING = 3
_MOST_REPLACED = 2  # words: an opposite with its small word, "up from" for "down to"
_BOUNDS = listed(
    """
    more less fewer higher lower above below up down early late ahead
    """
)
# Half of one thing is twice the other: these oppose each other only when the same word follows.
_COMPARATIVES = stems("more less fewer")
_TURNED = stems("twice half double first last")
# Words that relate two things: they oppose each other only when the same thing follows.
_RELATING = stems("before after following earlier later start begin end stop")
_AMOUNTS = listed("a an half twice double one two three four five six seven eight nine ten twelve dozen twenty")
_BEFORE_A_BOUND = frozenset({"no", "not", "or"})


# The words that share an opposite with a word: its near synonyms, itself included.
_ALLIES = {root: frozenset().union(*(OPPOSITES[other] for other in others)) for root, others in OPPOSITES.items()}


def _directed(words: Sequence[Token]) -> list[int]:
    """Find the words that have an opposite, without bounds of a number ("more than 40") and denied words."""
    return [
        at
        for at, word in enumerate(words)
        if word.stem in OPPOSITES and not (_is_bound(words, at) or denied(words, at) or _names_a_place(words, at))
    ]


def _is_bound(words: Sequence[Token], at: int) -> bool:
    """Tell whether "more", "up" and the like limit the number that follows instead of giving a direction."""
    if words[at].norm in {"most", "least"} and at and words[at - 1].norm == "at":
        return True
    if words[at].norm not in _BOUNDS:
        return False
    link, amount = [*(word.norm for word in words[at + 1 : at + 3]), "", ""][:2]
    bounds = link in {"than", "to"} and (amount[:1].isdigit() or amount in _AMOUNTS)
    return bounds or words[max(0, at - 1)].norm in _BEFORE_A_BOUND


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
    ...     claim="Coffee prices rose by 4 percent.", premise="Coffee prices fell by 4 percent.", published=None)]
    ["the report says 'fell', the claim 'rose'"]
    """
    sides = side_by_side(claim, premise)
    if sides.coverage < _LEAST_COVERAGE:
        turned = opposite_trend(sides) if sides.coverage >= _LEAST_COVERAGE_OF_TREND else None
        return [sides.differs(FindingKind.COMPARISON, (turned[0], turned[0]), (turned[1], turned[1]))] if turned else []
    my_words, their_words = ({word.stem for word in words} for words in (sides.ours, sides.theirs))
    places = _directed(sides.theirs)
    found = []
    for i in _directed(sides.ours):
        root = sides.ours[i].stem
        replaced = _replaced(sides, i)
        if replaced is not None:
            found.append(sides.differs(FindingKind.COMPARISON, (i, i), (replaced, replaced)))
            continue
        same = [j for j in places if sides.theirs[j].stem == root]
        if same:
            found += [sides.agrees(FindingKind.COMPARISON, (i, i), (j, j)) for j in same if _fits(sides, i, j)]
        elif not (OPPOSITES[root] & my_words or _ALLIES[root] & their_words):
            against = [j for j in places if sides.theirs[j].stem in OPPOSITES[root] and _fits(sides, i, j)]
            found += [sides.differs(FindingKind.COMPARISON, (i, i), (j, j)) for j in against[:1]]
    turned = None if any(each.relation is Relation.DIFFERS for each in found) else opposite_trend(sides)
    if turned is not None:
        found.append(sides.differs(FindingKind.COMPARISON, (turned[0], turned[0]), (turned[1], turned[1])))
    return found


def _replaced(sides: Sides, i: int) -> int | None:
    """Find the opposite whose place in copied words the claim's word has taken."""
    for edit in substitutions(sides):
        if edit.c1 <= i < edit.c2 and edit.c2 - edit.c1 == edit.p2 - edit.p1 <= _MOST_REPLACED:
            j = edit.p1 + i - edit.c1
            if sides.theirs[j].stem in OPPOSITES[sides.ours[i].stem]:
                return j
    return None


def _fits(sides: Sides, i: int, j: int) -> bool:
    """Tell whether two words with a direction are about the same thing."""
    ours, theirs = sides.ours, sides.theirs
    if denied_in_clause(ours, i) != denied_in_clause(theirs, j):
        return False
    if (ours[i].stem in _COMPARATIVES) != (theirs[j].stem in _COMPARATIVES):
        return False
    if ours[i].stem in _RELATING and not _following(ours, i) & _following(theirs, j):
        return False
    if ours[i].stem in _TURNED and _next(ours, i) != _next(theirs, j):
        return False
    return sides.fit(i, j, _COMPANY)


def _next(words: Sequence[Token], at: int) -> str:
    return words[at + 1].norm if at + 1 < len(words) else ""


def _following(words: Sequence[Token], at: int) -> frozenset[str]:
    """Collect the stems of the first meaningful words after a position."""
    return frozenset([word.stem for word in words[at + 1 :] if word.content][:_FOLLOWING])
