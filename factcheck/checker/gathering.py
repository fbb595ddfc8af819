"""Gathers the evidence for an article's claims in groups, as they come up, so that a long article starts at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from factcheck.checker.parts import pieces_of
from factcheck.claims import said_apart
from factcheck.datatypes import Claim
from factcheck.evidence import CLAIMS_WEIGHED, Retrieved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Searched = tuple[Claim, Retrieved]
"""What is judged, and what was found for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The pieces of a claim with what was found for them, and likewise what its speaker says, to be judged apart."""

    pieces: tuple[Searched, ...]
    said: Searched | None = None

    @property
    def judged(self) -> tuple[Searched, ...]:
        """Give all that is judged, what is said last."""
        return self.pieces if self.said is None else (*self.pieces, self.said)


class Gathering:
    """The pieces of one article's claims and what was found for them so far.

    The groups are those that `retrieve` would weigh together if it were given all pieces at once, so the order in which
    claims come up changes no evidence.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        retrieve: Callable[[Sequence[Claim]], list[Retrieved]],
        *,
        judge_said: bool,
    ) -> None:
        """Cut the claims into pieces; nothing is searched yet."""
        cut = [pieces_of(claim) for claim in claims]
        self._pieces = [piece for own in cut for piece in own]
        self._ends = [0, *accumulate(len(own) for own in cut)]
        self._said = [said_apart(claim) if judge_said else None for claim in claims]
        self._retrieve = retrieve
        self._groups: dict[int, list[Retrieved] | Exception] = {}
        self._groups_of_said: dict[int, dict[int, Searched]] = {}

    def found(self, at: int) -> Found:
        """Give what was found for claim `at`, counting from 0.

        A group for which the search fails is searched claim by claim, and without what is said.

        Raises:
            Exception: whatever made the search for this claim fail.
        """
        places = range(self._ends[at], self._ends[at + 1])
        pieces = [self._pieces[place] for place in places]
        groups = [self._group(place // CLAIMS_WEIGHED) for place in places]
        retrieved = [
            group[place % CLAIMS_WEIGHED]
            for place, group in zip(places, groups, strict=True)
            if not isinstance(group, Exception)
        ]
        if len(retrieved) < len(pieces):
            retrieved = self._retrieve(pieces)
        said = None if self._said[at] is None else self._group_of_said(places[0] // CLAIMS_WEIGHED).get(at)
        return Found(pieces=tuple(zip(pieces, retrieved, strict=True)), said=said)

    def _group(self, number: int) -> list[Retrieved] | Exception:
        if number not in self._groups:
            try:
                self._groups[number] = self._retrieve(self._pieces_of(number))
            except Exception as err:  # noqa: BLE001 - whatever it is, it may be one claim's alone
                self._groups[number] = err
        return self._groups[number]

    def _group_of_said(self, number: int) -> dict[int, Searched]:
        """Give what was found for what the speakers of a group say, by claim; {} when the search fails.

        Its pieces are looked for once more beside it, for together they tell which reports the article is about. It
        does not stand beside them when their own evidence is found, so that it changes no verdict on a claim.
        """
        if number not in self._groups_of_said:
            said = {
                at: claim
                for at, claim in enumerate(self._said)
                if claim is not None and self._ends[at] // CLAIMS_WEIGHED == number
            }
            beside = self._pieces_of(number)[: CLAIMS_WEIGHED - len(said)]
            try:
                retrieved = self._retrieve([*beside, *said.values()])[len(beside) :]
            except Exception:  # noqa: BLE001 - likewise; a claim then lacks what is said, and nothing else
                retrieved = []
            self._groups_of_said[number] = {
                at: (claim, each) for (at, claim), each in zip(said.items(), retrieved, strict=False)
            }
        return self._groups_of_said[number]

    def _pieces_of(self, number: int) -> list[Claim]:
        return self._pieces[number * CLAIMS_WEIGHED : (number + 1) * CLAIMS_WEIGHED]
