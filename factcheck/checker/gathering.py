"""Gathers the evidence for an article's claims in groups, as they come up, so that a long article starts at once."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from factcheck.checker.parts import pieces_of
from factcheck.errors import FactCheckError
from factcheck.evidence import CLAIMS_WEIGHED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.datatypes import Claim
    from factcheck.evidence import Retrieved

    Found = tuple[tuple[Claim, Retrieved], ...]


class Gathering:
    """The pieces of one article's claims and what was found for them so far.

    The groups are those that `retrieve` would weigh together if it were given all pieces at once, so the order in which
    claims come up changes no evidence.
    """

    def __init__(self, claims: Sequence[Claim], retrieve: Callable[[Sequence[Claim]], list[Retrieved]]) -> None:
        """Cut the claims into pieces; nothing is searched yet."""
        cut = [pieces_of(claim) for claim in claims]
        self._pieces = [piece for own in cut for piece in own]
        self._ends = [0, *accumulate(len(own) for own in cut)]
        self._retrieve = retrieve
        self._groups: dict[int, list[Retrieved] | FactCheckError] = {}

    def found(self, at: int) -> Found:
        """Give the pieces of claim `at`, counting from 0, each with what was found for it.

        A group for which the search fails is searched claim by claim.

        Raises:
            FactCheckError: the search for this claim failed.
        """
        places = range(self._ends[at], self._ends[at + 1])
        pieces = [self._pieces[place] for place in places]
        groups = [self._group(place // CLAIMS_WEIGHED) for place in places]
        retrieved = [
            group[place % CLAIMS_WEIGHED]
            for place, group in zip(places, groups, strict=True)
            if not isinstance(group, FactCheckError)
        ]
        if len(retrieved) < len(pieces):
            retrieved = self._retrieve(pieces)
        return tuple(zip(pieces, retrieved, strict=True))

    def _group(self, number: int) -> list[Retrieved] | FactCheckError:
        if number not in self._groups:
            first = number * CLAIMS_WEIGHED
            try:
                self._groups[number] = self._retrieve(self._pieces[first : first + CLAIMS_WEIGHED])
            except FactCheckError as err:
                self._groups[number] = err
        return self._groups[number]
