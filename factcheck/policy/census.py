"""Takes stock of an index under a policy: what becomes of each report, and which entries match none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from factcheck.policy.desk import Desk, LeftOut
from factcheck.policy.publishers import best_match, is_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from factcheck.datatypes import Reference, Withheld
    from factcheck.policy.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class CensusRow:
    """What the rules make of one report."""

    reference_id: str
    publisher: str | None
    published: str | None
    tier: str
    left_out: LeftOut | None
    withheld: Withheld | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """What the rules make of all reports, in ascending order of id, and the entries of the policy that match none.

    An entry that matches none is often misspelt.
    """

    rows: tuple[CensusRow, ...]
    idle: tuple[str, ...]


def take_census(policy: Policy, references: Iterable[Reference], *, as_of: date | None) -> Census:
    """Ask a policy about each report; texts are not read.

    Args:
        policy: the rules.
        references: the reports, in ascending order of id.
        as_of: the day whose knowledge counts, None for today's.
    """
    held = list(references)
    desk = Desk(policy=policy, as_of=as_of, now=datetime.now(tz=UTC))
    return Census(rows=tuple(_row(reference, desk) for reference in held), idle=tuple(_idle(policy, held)))


def _row(reference: Reference, desk: Desk) -> CensusRow:
    standing = desk.standing(reference)
    return CensusRow(
        reference_id=reference.reference_id,
        publisher=reference.publisher,
        published=reference.published,
        tier=standing.tier,
        left_out=standing.left_out,
        withheld=standing.withheld,
    )


def _idle(policy: Policy, references: list[Reference]) -> Iterator[str]:
    publishers = {f"tiers.{tier}": entries for tier, entries in policy.tiers.items()}
    publishers |= {"exclude.publishers": policy.exclude.publishers, "internal.publishers": policy.internal.publishers}
    patterns = {
        "exclude.references": policy.exclude.references,
        "internal.references": policy.internal.references,
        "embargo.until": tuple(policy.embargo.until),
    }
    for key, entries in publishers.items():
        for entry in entries:
            if not any(best_match(reference, [entry]) for reference in references):
                yield f"{key}: {entry}"
    for key, entries in patterns.items():
        for entry in entries:
            if not any(is_named(reference, [entry]) for reference in references):
                yield f"{key}: {entry}"
