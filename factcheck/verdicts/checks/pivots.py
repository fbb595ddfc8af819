"""Compares what stands on each side of a word that sets two things apart: "A rather than B", "A before B"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.datatypes import Finding, FindingKind
from factcheck.verdicts.checks.lineup import stems
from factcheck.verdicts.checks.sides import Sides, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.verdicts.checks.lineup import Token

_CHOICE, _TIME = "choice", "time"
_LEAST_COVERAGE: Final = {_CHOICE: 0.4, _TIME: 0.75}  # share of the claim's words that the passage's sentence has
# Words, what they tell of, and whether what is preferred or earlier stands behind them.
_PIVOTS: Final = {
    ("rather", "than"): (_CHOICE, False),
    ("instead", "of"): (_CHOICE, False),
    ("in", "place", "of"): (_CHOICE, False),
    ("but", "not"): (_CHOICE, False),
    ("and", "not"): (_CHOICE, False),
    ("before",): (_TIME, False),
    ("ahead", "of"): (_TIME, False),
    ("after",): (_TIME, True),
}
# "13 months after she took office" and "she left office after 13 months" put nothing in another order.
_SPANS: Final = stems("second minute hour day night week month quarter year decade century first third last next time")
_LONGEST: Final = max(map(len, _PIVOTS))
_REACH: Final = {_CHOICE: 3, _TIME: 6}  # content words to either side that the pivot sets apart


class Pivot(NamedTuple):
    """Words `[first, last)` that set apart what is preferred, or earlier, from the rest: places of content words."""

    kind: str
    first: int
    last: int
    leading: tuple[int, ...]
    following: tuple[int, ...]


def check_pivots(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare what a claim and a passage prefer, or put first.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where the two things have changed places; in order of the claim.

    >>> [finding.detail for finding in check_pivots(
    ...     claim="Fans want the coach to go rather than the president.",
    ...     premise="Fans want the president to go rather than the coach.", published=None)]
    ["the report says 'president to go rather than the coach', the claim 'coach to go rather than the president'"]
    """
    sides = side_by_side(claim, premise)
    theirs = list(_pivots(sides.theirs))
    found = (_turned(sides, mine, other) for mine in _pivots(sides.ours) for other in theirs)
    return [each for each in found if each is not None]


def _pivots(words: Sequence[Token]) -> Iterator[Pivot]:
    """Yield the pivots of a sentence, in order."""
    norms = [word.norm for word in words]
    for first in range(1, len(words) - 1):
        for n in range(_LONGEST, 0, -1):
            known = _PIVOTS.get(tuple(norms[first : first + n]))
            if known is not None:
                kind, behind = known
                before = tuple(at for at in range(first - 1, -1, -1) if words[at].content)[: _REACH[kind]]
                after = tuple(at for at in range(first + n, len(words)) if words[at].content)[: _REACH[kind]]
                yield Pivot(kind, first, first + n, *((after, before) if behind else (before, after)))
                break


def _turned(sides: Sides, mine: Pivot, other: Pivot) -> Finding | None:
    """Find words of both sides of the claim's pivot that stand on the other side of the passage's."""
    if mine.kind != other.kind or sides.coverage < _LEAST_COVERAGE[mine.kind]:
        return None
    leading, following = _stems(sides.ours, mine.leading), _stems(sides.ours, mine.following)
    led, followed = _stems(sides.theirs, other.leading), _stems(sides.theirs, other.following)
    down, up = (leading & followed) - led - following, (following & led) - followed - leading
    if mine.kind == _TIME:
        down, up = (frozenset(each for each in some - _SPANS if not each[0].isdigit()) for some in (down, up))
    if not (down and up):
        return None
    crossed = down | up
    ranges = _range(sides.ours, mine, crossed), _range(sides.theirs, other, crossed)
    return sides.differs(FindingKind.COMPARISON, *ranges)


def _stems(words: Sequence[Token], places: Sequence[int]) -> frozenset[str]:
    return frozenset(words[at].stem for at in places)


def _range(words: Sequence[Token], pivot: Pivot, crossed: frozenset[str]) -> tuple[int, int]:
    """Give the range from the first crossed word to the last, the pivot between them."""
    places = [at for at in (*pivot.leading, *pivot.following) if words[at].stem in crossed]
    return min(places), max(places)
