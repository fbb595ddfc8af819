"""The rules of a desk about whose reports may decide what; see `read_policy` for the file they stand in."""

from __future__ import annotations

import hashlib
from datetime import date, datetime  # noqa: TC003 - pydantic reads the types of fields at run time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.policy.publishers import as_host, name_of
from factcheck.policy.requirement import Alternative, read_requirement

DEFAULT = "default"
SECONDARY = "secondary"


class Use(StrEnum):
    """What is done with an embargoed report."""

    WITHHOLD = "withhold"
    EXCLUDE = "exclude"


class Undated(StrEnum):
    """What is done with a report without a date where a date decides."""

    EXCLUDE = "exclude"
    ALLOW = "allow"


def _listed(entry: str) -> str:
    if not entry.strip():
        raise InputError("an entry must not be empty")
    return entry.strip()


def _publisher(entry: str) -> str:
    if "://" in entry or "/" in entry:
        raise InputError(f"a publisher is a name or a host such as example.org, got {entry!r}")
    return _listed(entry)


Publishers = tuple[Annotated[str, AfterValidator(_publisher)], ...]
References = tuple[Annotated[str, AfterValidator(_listed)], ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Marked(_Part):
    """Reports named by publisher (name or host), or by id, file pattern or address pattern."""

    publishers: Annotated[Publishers, Field(strict=False)] = ()
    references: Annotated[References, Field(strict=False)] = ()


class Required(_Part):
    """What each label asks for, None for any one report."""

    supported: str | None = None
    contradicted: str | None = None


class Embargo(_Part):
    """Until when reports are embargoed, by id or pattern; one whose date lies ahead is embargoed until then."""

    use: Annotated[Use, Field(strict=False)] = Use.WITHHOLD
    until: dict[str, datetime | date] = {}


class Times(_Part):
    """What dates do: the largest age in days, what undated reports count for, whether a newer report wins."""

    max_age_days: int | None = Field(default=None, ge=1)
    undated: Annotated[Undated, Field(strict=False)] = Undated.EXCLUDE
    newer_wins: bool = True


class Policy(_Part):
    """The rules of one desk; immutable. Without arguments there is no rule but that a newer report wins.

    `tiers` lists publishers by tier, the best tier first; `default_tier` is that of all others.
    """

    tiers: dict[str, Annotated[Publishers, Field(strict=False)]] = {}
    default_tier: str = SECONDARY
    require: Required = Required()
    exclude: Marked = Marked()
    embargo: Embargo = Embargo()
    internal: Marked = Marked()
    time: Times = Times()

    @model_validator(mode="before")
    @classmethod
    def _take_default(cls, given: object) -> object:
        """Take the default tier out of `tiers`, where the file has it."""
        if not isinstance(given, dict) or not isinstance(given.get("tiers"), dict):
            return given
        tiers = dict(given["tiers"])
        default = {"default_tier": tiers.pop(DEFAULT)} if DEFAULT in tiers else {}
        return {**given, "tiers": tiers, **default}

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        seen: dict[str, str] = {}
        for tier, entries in self.tiers.items():
            for entry in entries:
                other = seen.setdefault(as_host(entry) or name_of(entry), tier)
                if other != tier:
                    raise InputError(f"{entry!r} stands in two tiers, {other!r} and {tier!r}; leave it in one")
        return self

    @property
    def tier_names(self) -> tuple[str, ...]:
        """Name the tiers, the best first; the default tier is the last unless the file lists it."""
        return tuple(dict.fromkeys([*self.tiers, self.default_tier]))

    def requirement(self, label: VerdictLabel) -> tuple[Alternative, ...]:
        """Give what a label asks for; () for nothing.

        Raises:
            InputError: it cannot be read.
        """
        phrase = {
            VerdictLabel.SUPPORTED: self.require.supported,
            VerdictLabel.CONTRADICTED: self.require.contradicted,
        }.get(label)
        return read_requirement(phrase, self.tier_names) if phrase is not None else ()

    @property
    def fingerprint(self) -> str:
        """Give the hex SHA-256 of all rules."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
