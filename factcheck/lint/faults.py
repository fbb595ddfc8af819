"""What lint finds: faults of reports, each with the places that show it and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.datatypes import Reference, Span


class FaultKind(StrEnum):
    """What is wrong with a report, or between reports; the gravest first."""

    CONTRADICTION = "contradiction"
    FUTURE_DATED = "future_dated"
    MISDATED = "misdated"
    UNDATED = "undated"
    EMPTY = "empty"
    LANGUAGE = "language"
    SAME_ADDRESS = "same_address"
    DUPLICATE = "duplicate"
    WIRE_COPY = "wire_copy"
    TITLE_REPEATED = "title_repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fault shows: characters of the text of one reference; the span is None for a fault of the whole."""

    reference: Reference
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault.

    `places` has a place for each report concerned, in ascending order of id. `explanation` is one sentence on what was
    found, `advice` one on what to do. `confidence` is the calibrated probability of a contradiction, (0, 1], and 1 for
    faults that are counted or compared and not judged.
    """

    kind: FaultKind
    places: tuple[Place, ...]
    explanation: str
    advice: str
    confidence: float = 1.0

    @property
    def reference_ids(self) -> tuple[str, ...]:
        """Name the reports concerned, in ascending order."""
        return tuple(place.reference.reference_id for place in self.places)


def graveness(fault: Fault) -> tuple[int, float, tuple[str, ...], tuple[int, ...]]:
    """Give what faults are ordered by: kind, then the surest, then reports and places."""
    starts = tuple(place.span.start if place.span else 0 for place in fault.places)
    return list(FaultKind).index(fault.kind), -fault.confidence, fault.reference_ids, starts
