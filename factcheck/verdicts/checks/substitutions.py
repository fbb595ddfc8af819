"""Finds the words that took the place of others where the words on both sides are the same in claim and premise."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import Edit, edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.sides import Sides

_LONGEST = 5  # words of either side; more than that is another phrase, not another word
_LEAST_BESIDE = 4  # equal words in a row on both sides together, where the sentence's edge counts as two
_EDGE = 2


def substitutions(sides: Sides) -> tuple[Edit, ...]:
    """Give the edits that replace a few words by others between equal words, in order of the claim."""
    return _substitutions(sides.claim, sides.premise)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _substitutions(claim: str, premise: str) -> tuple[Edit, ...]:
    lined_up = edits(claim, premise)
    return tuple(edit for at, edit in enumerate(lined_up) if _replaces(edit) and _is_held(lined_up, at))


def _replaces(edit: Edit) -> bool:
    return not edit.same and 0 < edit.c2 - edit.c1 <= _LONGEST and 0 < edit.p2 - edit.p1 <= _LONGEST


def _is_held(lined_up: Sequence[Edit], at: int) -> bool:
    """Tell whether equal words stand on both sides of an edit, or the sentence's edge on one."""
    before = lined_up[at - 1].c2 - lined_up[at - 1].c1 if at else _EDGE
    after = lined_up[at + 1].c2 - lined_up[at + 1].c1 if at + 1 < len(lined_up) else _EDGE
    return len(lined_up) > 1 and before + after >= _LEAST_BESIDE
