"""Compares the direction of a change at a number both texts have: 90,000 more against a drop of 90,000."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.verdicts.checks.lineup import stems
from factcheck.verdicts.checks.polarity import denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token
    from factcheck.verdicts.checks.sides import Sides

_UP = stems(
    """
    rise increase grow climb jump surge soar gain up higher more rebound mount swell accelerate exceed augment raise
    lift widen expand added above
    """
)
_DOWN = stems(
    """
    fall decrease decline drop slip slide plunge tumble sink shrink down lower less fewer slump dip contract slow cut
    reduce narrow diminish lessen dwindle lose lost below
    """
)
_NEAR = 4  # words between a number and the word that gives its direction
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_HEDGING = frozenset({"than", "to"})


def opposite_trend(sides: Sides) -> tuple[int, int] | None:
    """Find two words of opposite directions beside the one number both texts have; None when in doubt.

    Gives the positions of the claim's word and of the word of the premise's sentence.
    """
    for i, word in enumerate(sides.ours):
        if not _NUMBER.fullmatch(word.norm) or _YEAR.fullmatch(word.norm) or len(word.norm) == 1:
            continue
        places = [j for j, other in enumerate(sides.theirs) if other.norm == word.norm]
        if len(places) != 1 or sum(other.norm == word.norm for other in sides.ours) != 1:
            continue
        mine, theirs = _trends(sides.ours, i), _trends(sides.theirs, places[0])
        if len(mine) == len(theirs) == 1:
            (my_way, at), (their_way, also) = mine[0], theirs[0]
            if my_way != their_way:
                return at, also
    return None


def _trends(words: Sequence[Token], at: int) -> list[tuple[bool, int]]:
    """Give the directions (True is up) beside a number, in its clause; words of a bound, "more than", are none."""
    found = []
    for near in range(max(0, at - _NEAR), min(len(words), at + _NEAR + 1)):
        word = words[near]
        up = word.stem in _UP
        if near == at or word.clause != words[at].clause or not (up or word.stem in _DOWN) or word.capital:
            continue
        if near + 1 < len(words) and words[near + 1].norm in _HEDGING and near < at and word.content is False:
            continue
        if not denied(words, near):
            found.append((up, near))
    return found
