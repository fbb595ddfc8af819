"""Pairs the claims of two drafts: the same, moved, reworded, added, removed (pure)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from factcheck.datatypes import Attribution, Claim

ALIKE = 55
"""Least likeness, of 100, of two wordings of one claim: of two sentences of one desk report 1 in 1,000 is above 49."""


class Change(StrEnum):
    """What became of a claim from one draft to the next."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A claim in two drafts; None where a draft has none.

    A claim of the same words counts as reworded when what its words refer back to, or who says them, is not the same.
    """

    change: Change
    old: Claim | None
    new: Claim | None

    @property
    def unchanged(self) -> bool:
        """Tell whether it says what it said."""
        return self.change in {Change.SAME, Change.MOVED}


def align(old: Sequence[Claim], new: Sequence[Claim]) -> list[Aligned]:
    """Pair the claims of two drafts, each with one other at most.

    Claims of the same words are paired in order; of those, the longest run in the same order is "same", the others
    moved. Of the rest the likest are paired first, from a likeness of `ALIKE` on, as reworded.

    Args:
        old: the claims of the earlier draft, in its order.
        new: those of the later draft, in its order.

    Returns:
        The pairs in the order of the later draft; a claim that was removed stands after the one it followed.

    >>> from factcheck.datatypes import Claim
    >>> was = [Claim(number=1, text="The port closed.", start=0, end=16)]
    >>> [aligned.change.value for aligned in align(was, was)], [aligned.change.value for aligned in align(was, [])]
    (['same'], ['removed'])
    """
    equal = _equal(old, new)
    in_order = _longest_run(equal)
    pairs = {j: (i, Change.SAME if (i, j) in in_order else Change.MOVED) for i, j in equal}
    left_old = sorted(set(range(len(old))) - {i for i, _ in pairs.values()})
    left_new = sorted(set(range(len(new))) - pairs.keys())
    pairs |= {j: (i, Change.REWORDED) for i, j in _likest(old, new, left_old, left_new)}
    removed = sorted(set(range(len(old))) - {i for i, _ in pairs.values()})
    return list(_merged(old, new, pairs, removed))


def _merged(
    old: Sequence[Claim], new: Sequence[Claim], pairs: dict[int, tuple[int, Change]], removed: Sequence[int]
) -> Iterator[Aligned]:
    followed: dict[int, list[int]] = defaultdict(list)
    place = {i: j for j, (i, _) in pairs.items()}
    for i in removed:
        before = next((place[earlier] for earlier in range(i - 1, -1, -1) if earlier in place), -1)
        followed[before].append(i)
    for j in range(-1, len(new)):
        if j >= 0:
            paired = pairs.get(j)
            change = paired[1] if paired else Change.ADDED
            yield Aligned(change=change, old=old[paired[0]] if paired else None, new=new[j])
        for i in followed[j]:
            yield Aligned(change=Change.REMOVED, old=old[i], new=None)


def _equal(old: Sequence[Claim], new: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pair claims that say the same in the same words, in the order of the new ones."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for i, claim in enumerate(old):
        waiting[_said(claim)].append(i)
    return [(waiting[key].pop(0), j) for j, key in enumerate(map(_said, new)) if waiting[key]]


def _said(claim: Claim) -> Hashable:
    """Give what a claim says: its words, who says them, and what they refer back to where that is known."""
    referents = tuple((each.mention.text, each.antecedent and each.antecedent.text) for each in claim.antecedents)
    return claim.text, tuple(_speakers(claim.attribution)), referents


def _speakers(attribution: Attribution | None) -> Iterator[str]:
    while attribution is not None:
        yield attribution.speaker.text
        attribution = attribution.within


def _longest_run(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Give the longest run of pairs that is ascending on both sides; they come ascending on the second."""
    ends: list[int] = []  # the smallest last old index of a run of each length
    at: list[int] = []  # and which pair that is
    previous: dict[int, int | None] = {}
    for n, (i, _) in enumerate(pairs):
        length = bisect_left(ends, i)
        previous[n] = at[length - 1] if length else None
        ends[length : length + 1] = [i]
        at[length : length + 1] = [n]
    run = set()
    last = at[-1] if at else None
    while last is not None:
        run.add(pairs[last])
        last = previous[last]
    return run


def _likest(
    old: Sequence[Claim], new: Sequence[Claim], left_old: Sequence[int], left_new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair wordings of one claim, the likest first; of equally like ones those at the likest places."""
    if not left_old or not left_new:
        return
    likeness = process.cdist(
        [old[i].text for i in left_old],
        [new[j].text for j in left_new],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        dtype=np.uint8,
    )
    rows, columns = np.nonzero(likeness)
    found = zip(likeness[rows, columns].tolist(), rows.tolist(), columns.tolist(), strict=True)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, row, column in sorted(found, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1])):
        if row not in taken_old and column not in taken_new:
            taken_old.add(row)
            taken_new.add(column)
            yield left_old[row], left_new[column]
