"""What a desk's policy and an as-of date say of each report: may it be evidence, may its words be shown, its tier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from factcheck.datatypes import TimeNote, VerdictLabel, Withheld
from factcheck.policy.moments import day_of, is_future
from factcheck.policy.policy import Policy, Undated, Use
from factcheck.policy.publishers import best_match, is_named

if TYPE_CHECKING:
    from factcheck.datatypes import Reference
    from factcheck.policy.policy import Marked
    from factcheck.settings import Settings


class LeftOut(StrEnum):
    """Why a report is never evidence."""

    EXCLUDED = "excluded"
    EMBARGOED = "embargoed"
    NOT_YET = "published after the as-of date"
    TOO_OLD = "too old"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rules say of one report.

    `rank` counts tiers from 0, the best. `left_out` and `withheld` are None for a report that may be used and quoted.
    `notes` are those that hold for every claim.
    """

    tier: str
    rank: int
    left_out: LeftOut | None = None
    withheld: Withheld | None = None
    notes: tuple[TimeNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A policy applied on a day.

    `as_of` is the day whose knowledge counts, None for today's. `now`, with a zone, is what embargoes and ages are
    counted from.
    """

    policy: Policy
    as_of: date | None
    now: datetime

    @property
    def today(self) -> date:
        """Give the day that ages are counted from: the as-of date, else today in UTC."""
        return self.as_of or self.now.astimezone(UTC).date()

    @property
    def has_tiers(self) -> bool:
        """Tell whether the policy sorts publishers."""
        return bool(self.policy.tiers)

    def standing(self, reference: Reference) -> Standing:
        """Say what the rules say of a report; its text is not read."""
        tier = self._tier(reference)
        embargoed = self._is_embargoed(reference)
        withheld = Withheld.EMBARGOED if embargoed else None
        if _is_marked(reference, self.policy.internal):
            withheld = Withheld.INTERNAL
        undated = self._needs_dates and day_of(reference.published) is None
        return Standing(
            tier=tier,
            rank=self.policy.tier_names.index(tier),
            left_out=self._left_out(reference, embargoed=embargoed, undated=undated),
            withheld=withheld,
            notes=(TimeNote.UNDATED,) if undated else (),
        )

    def embargo_end(self, reference: Reference) -> str | None:
        """Give when the policy's embargo on a report ends, ISO 8601, over or not; None when it sets none."""
        ends = [end for pattern, end in self.policy.embargo.until.items() if is_named(reference, [pattern])]
        return max((end.isoformat() for end in ends), default=None)

    def widened(self, settings: Settings) -> Settings:
        """Give settings that look at as many reports as the policy's requirements can ask for."""
        if not self.n_asked:
            return settings
        n_references = settings.n_references + self.n_asked + len(self.policy.tiers)
        return settings.model_copy(
            update={
                "n_references": n_references,
                "n_evidence": settings.n_evidence + n_references,
                "n_single": settings.n_single + self.n_asked,
                "n_shown": settings.n_shown + self.n_asked,
            }
        )

    @property
    def n_asked(self) -> int:
        """Give the most reports that a label may need, 0 when none needs more than any one."""
        labels = (VerdictLabel.SUPPORTED, VerdictLabel.CONTRADICTED)
        return max((wanted.n for label in labels for wanted in self.policy.requirement(label)), default=0)

    @property
    def _needs_dates(self) -> bool:
        return self.as_of is not None or self.policy.time.max_age_days is not None

    def _tier(self, reference: Reference) -> str:
        matches = {tier: best_match(reference, entries) for tier, entries in self.policy.tiers.items()}
        found = [(match, tier) for tier, match in matches.items() if match is not None]
        return max(found, key=lambda each: each[0])[1] if found else self.policy.default_tier

    def _is_embargoed(self, reference: Reference) -> bool:
        """Tell whether an embargo holds; an end that the policy names goes before the report's own date."""
        return is_future(self.embargo_end(reference) or reference.published, self.now)

    def _left_out(self, reference: Reference, *, embargoed: bool, undated: bool) -> LeftOut | None:
        if _is_marked(reference, self.policy.exclude):
            return LeftOut.EXCLUDED
        if embargoed and self.policy.embargo.use == Use.EXCLUDE:
            return LeftOut.EMBARGOED
        if undated:
            return LeftOut.UNDATED if self.policy.time.undated == Undated.EXCLUDE else None
        return self._out_of_time(reference)

    def _out_of_time(self, reference: Reference) -> LeftOut | None:
        published = day_of(reference.published)
        if published is None:
            return None
        updated = day_of(getattr(reference, "updated", None))  # a text changed since was not known then
        if self.as_of is not None and max(published, updated or published) > self.as_of:
            return LeftOut.NOT_YET
        oldest = self.policy.time.max_age_days
        if oldest is not None and published < self.today - timedelta(days=oldest):
            return LeftOut.TOO_OLD
        return None


def _is_marked(reference: Reference, marked: Marked) -> bool:
    return best_match(reference, marked.publishers) is not None or is_named(reference, marked.references)
