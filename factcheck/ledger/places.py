"""Finds words that were cited in a text, where they stand as a sentence of their own (pure)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Evidence, Reference

BOTH = 2
"""Neighbours of a place that has both sentences of the evidence around it."""

_ENDS = '.!?…"”’)'


class Place(NamedTuple):
    """Where words stand now, and how many of the sentences around them, 0 to 2, are those of the evidence."""

    passage: Passage
    n_neighbours: int


def matches_of(words: str, text: str) -> list[tuple[int, int]]:
    r"""Give the characters of a text where some words stand, however they are broken into lines; [] for no words.

    >>> matches_of("It rained.", "It\nrained. It rained. It rained?")
    [(0, 10), (11, 21)]
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def places_of(
    evidence: Evidence, reference: Reference, passages: Sequence[Passage], matches: Sequence[tuple[int, int]]
) -> list[Place]:
    """Keep the matches that are sentences of a reference, or passages as it is cut now.

    Args:
        evidence: what was cited.
        reference: where it is looked for.
        passages: those of the reference, in order.
        matches: where its words stand, as `matches_of` gives them.
    """
    cuts = {(passage.start, passage.end) for passage in passages}
    starts = [passage.start for passage in passages]
    text = reference.text
    return [
        Place(
            passage=Passage(
                reference_id=reference.reference_id,
                position=max(bisect_right(starts, start) - 1, 0),
                start=start,
                end=end,
                text=text[start:end],
            ),
            n_neighbours=_ends_with(text[:start].split(), evidence.before.split())
            + _ends_with(text[end:].split()[::-1], evidence.after.split()[::-1]),
        )
        for start, end in matches
        if (start, end) in cuts or is_sentence(text, start, end)
    ]


def likest(places: Sequence[Place], start: int) -> Passage:
    """Choose the place, of at least one, with the same neighbours, of equal ones the nearest to a character."""
    return max(places, key=lambda place: (place.n_neighbours, -abs(place.passage.start - start))).passage


def is_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether characters of a text stand as a sentence of their own: nothing was put before or after them.

    >>> is_sentence("NEW. It rained. So what?", 5, 15), is_sentence("He denied: It rained.", 11, 21)
    (True, False)
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    gap, rest = text[len(before) : start], text[end : len(text) - len(after)]
    begins = not before or "\n" in gap or (bool(gap) and before[-1] in _ENDS)
    return begins and (not after or "\n" in rest or (bool(rest) and text[end - 1] in _ENDS))


def _ends_with(words: Sequence[str], last: Sequence[str]) -> bool:
    """Tell whether words end with those given; no words are at the end of none only."""
    return list(words[-len(last) :]) == list(last) if last else not words
