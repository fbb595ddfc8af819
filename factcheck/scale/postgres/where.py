"""Narrows a search to some reports: by date, publisher and tier of a policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Reference
from factcheck.errors import InputError
from factcheck.policy import Desk

if TYPE_CHECKING:
    from datetime import date

    from psycopg import Connection

    from factcheck.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which reports a search may find; a field that is None or () leaves all.

    `since` and `until` are days of publication, both included; with either, undated reports are left out. `publishers`
    are names as the reports have them. `tiers` are those of `policy`, which must be given with them.
    """

    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    policy: Policy | None = None

    def __post_init__(self) -> None:
        """Check what belongs together.

        Raises:
            InputError: there are tiers and no policy, or a tier the policy has not; or `since` is after `until`.
        """
        if self.since and self.until and self.since > self.until:
            raise InputError(f"since must not be after until, got {self.since} and {self.until}.")
        if self.tiers and self.policy is None:
            raise InputError(f"tiers are those of a policy, got {self.tiers!r} without one; name it with --policy.")
        unknown = [tier for tier in self.tiers if self.policy and tier not in self.policy.tier_names]
        if unknown and self.policy:
            raise InputError(f"There is no tier {unknown[0]!r} in the policy; it has {list(self.policy.tier_names)!r}.")

    def as_sql(self, db: Connection[Any]) -> tuple[str, dict[str, Any]]:
        """Give a condition on passages `p`, "true" for all, and its parameters."""
        conditions: list[str] = []
        parameters: dict[str, Any] = {"since": self.since, "until": self.until}
        if self.since:
            conditions.append("r.day >= %(since)s")
        if self.until:
            conditions.append("r.day <= %(until)s")
        if self.publishers:
            conditions.append("r.publisher = ANY (%(publishers)s)")
        if self.tiers:
            conditions.append(
                "(coalesce(r.publisher, ''), coalesce(substring(r.url from '^[^/]*//[^/?#]*'), '')) IN "
                "(SELECT * FROM unnest(%(tier_publishers)s::text[], %(tier_hosts)s::text[]))"
            )
            named = self._of_tiers(db)
            parameters |= {"tier_publishers": [each[0] for each in named], "tier_hosts": [each[1] for each in named]}
        parameters["publishers"] = list(self.publishers)
        if not conditions:
            return "true", {}
        inner = " AND ".join(conditions)
        return f'EXISTS (SELECT FROM "references" AS r WHERE r.id = p.reference_id AND {inner})', parameters

    def _of_tiers(self, db: Connection[Any]) -> list[tuple[str, str]]:
        """Give the publishers, with the beginning of their addresses, that the policy sorts into one of the tiers."""
        desk = Desk(policy=self.policy, as_of=None, now=datetime.now(tz=UTC)) if self.policy else None
        rows = db.execute(
            "SELECT DISTINCT coalesce(publisher, ''), coalesce(substring(url from '^[^/]*//[^/?#]*'), '') "
            'FROM "references"'
        ).fetchall()
        return [(str(name), str(host)) for name, host in rows if desk and _tier(desk, name, host) in self.tiers]


def _tier(desk: Desk, publisher: str, host: str) -> str:
    reference = Reference(reference_id="", text="", sha256="", publisher=publisher or None, url=host or None)
    return desk.standing(reference).tier


ALL = Where()
"""No narrowing."""
