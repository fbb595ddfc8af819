"""Which rules a check is made under: the desk's policy and the day whose knowledge counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from factcheck.errors import InputError
from factcheck.policy import Desk, Policy, find_policy, read_policy

if TYPE_CHECKING:
    from factcheck.datatypes import ReferenceStore
    from factcheck.settings import Settings

FIND: Literal["find"] = "find"
"""What is given for a policy that is to be looked for."""

PolicyGiven = Policy | Literal["find"] | None
AsOf = date | str | None


def policy_of(given: PolicyGiven, index: ReferenceStore, settings: Settings) -> Policy | None:
    """Give the policy in force, None for none.

    Raises:
        InputError: its file cannot be used.
    """
    if given != FIND:
        return given
    path = settings.policy or find_policy(index.folders)
    return None if path is None else read_policy(path)


def as_day(as_of: AsOf, settings: Settings) -> date | None:
    """Give the day whose knowledge counts, that of the settings when none is given; None for today's.

    Raises:
        InputError: it is no ISO 8601 date.
    """
    if as_of is None:
        return settings.as_of
    if isinstance(as_of, str):
        try:
            return date.fromisoformat(as_of)
        except ValueError as err:
            raise InputError(f"The as-of date must be one such as 2024-05-02, got {as_of!r}.") from err
    return as_of.date() if isinstance(as_of, datetime) else as_of


def desk_of(policy: Policy | None, as_of: AsOf, settings: Settings) -> Desk | None:
    """Give the rules of a check made now; None when there is neither a policy nor an as-of date.

    Raises:
        InputError: the day cannot be read.
    """
    day = as_day(as_of, settings)
    if policy is None and day is None:
        return None
    return Desk(policy=policy or Policy(), as_of=day, now=datetime.now(tz=UTC))
