"""Makes the check of a report again from what the report says of itself, and compares every verdict."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from factcheck.datatypes import Claim, Failure, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.checker import FactChecker
    from factcheck.report import Report, RunManifest

TOLERANCE = 0.001
"""Most by which a probability may differ: processors sum in another order, which moves the last digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A part of the check that is not what it was: the field of the run manifest, then and now."""

    part: str
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A claim whose outcome is another now; None where the claim was not one then, or is none now.

    `claim` is the one of then, or of now where there was none. `fields` names what differs of two verdicts, () of
    other pairs.
    """

    then: Verdict | Failure | None
    now: Verdict | Failure | None
    claim: Claim
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a replay found: what it was made with that is not the same, and the outcomes that differ, in text order.

    `n_compared` counts the outcomes of the report; claims it did not reach before a deadline are left out.
    """

    mismatches: tuple[Mismatch, ...]
    differing: tuple[Differing, ...]
    n_compared: int


def mismatches(then: RunManifest, now: RunManifest) -> list[Mismatch]:
    """Name each part of a check that is not what it was, in the manifest's order; the time and mere names do not count.

    A model may be called by another name or folder: its fingerprint tells whether it is the same.
    """
    found = [
        Mismatch(part=part.name, then=str(getattr(then, part.name)), now=str(getattr(now, part.name)))
        for part in fields(then)
        if part.name not in _NAMES and getattr(then, part.name) != getattr(now, part.name)
    ]
    counts = ("n_references", "n_passages")
    same_index = then.index_fingerprint == now.index_fingerprint
    return [each for each in found if not (same_index and each.part in counts)]


_NAMES = {"checked_at", "encoder_id", "nli_id"}


def replay(report: Report, checker: FactChecker, *, progress: Callable[[int, int], None] | None = None) -> Replay:
    """Check the text of a report again, and say what differs.

    Args:
        report: the report, as it was written.
        checker: made with the index, models and settings of today.
        progress: called with the number of claims done and of all claims.

    Raises:
        EmptyDocumentError: the report is on an empty text.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    changed = mismatches(report.run, checker.manifest(as_of=report.run.as_of))
    cut = report.article.text[: report.uncut_from]  # the rest was not looked at
    again = checker.check(replace(report.article, text=cut), as_of=report.run.as_of, progress=progress)
    left = {_place(claim.start, claim.end) for claim in report.not_reached}
    then, now = _outcomes(report), _outcomes(again)
    differing = []
    for place in sorted((then.keys() | now.keys()) - left):
        one, other = then.get(place), now.get(place)
        if isinstance(one, Verdict) and isinstance(other, Verdict):
            named = differing_fields(one, other)
            if named:
                differing.append(Differing(then=one, now=other, claim=one.claim, fields=named))
        elif one != other:
            claim = (one or now[place]).claim
            differing.append(Differing(then=one, now=other, claim=claim))
    return Replay(mismatches=tuple(changed), differing=tuple(differing), n_compared=len(then))


def differing_fields(then: Verdict, now: Verdict) -> tuple[str, ...]:
    """Name the fields in which two verdicts on one claim differ, in declared order; () when they are the same.

    Probabilities and similarities may differ by `TOLERANCE`. Of evidence, what is cited counts and its stance.
    """
    return tuple(
        part.name
        for part in fields(then)
        if not _same(_told(part.name, getattr(then, part.name)), _told(part.name, getattr(now, part.name)))
    )


def _told(name: str, value: object) -> object:
    """Give what counts of a verdict's field."""
    if isinstance(value, Claim):
        return value.start, value.end, value.text
    if name == "evidence" and isinstance(value, tuple):
        return [(each.passage, each.stance, each.similarity, each.probabilities) for each in value]
    return value


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= TOLERANCE
    if isinstance(one, Verdict) and isinstance(other, Verdict):
        return not differing_fields(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _outcomes(report: Report) -> dict[tuple[int, int], Verdict | Failure]:
    return {_place(outcome.claim.start, outcome.claim.end): outcome for outcome in report.outcomes}


def _place(start: int, end: int) -> tuple[int, int]:
    return start, end
