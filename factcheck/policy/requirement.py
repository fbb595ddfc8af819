"""Reads "one primary or two independent" and tells whether reports are enough for it (pure)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
INDEPENDENT = "independent"


class Alternative(NamedTuple):
    """So many independent reports of a tier or a better one, `tier` being None for any."""

    n: int
    tier: str | None


def read_requirement(phrase: str, tiers: Sequence[str]) -> tuple[Alternative, ...]:
    """Read what a policy asks for: numbers of reports of a tier, or "independent" ones of any, with "or" between.

    Args:
        phrase: as in "one primary or two independent", "2 independent trusted".
        tiers: the names there are.

    Raises:
        InputError: it cannot be read so, or names a tier that there is not.

    >>> read_requirement("one primary or two independent", ["primary", "secondary"])
    (Alternative(n=1, tier='primary'), Alternative(n=2, tier=None))
    """
    return tuple(_alternative(part.split(), phrase, tiers) for part in phrase.casefold().split(" or "))


def _alternative(words: list[str], phrase: str, tiers: Sequence[str]) -> Alternative:
    kept = [word for word in words if word not in {"report", "reports", "source", "sources"}]
    number, *rest = kept or [""]
    n = NUMBERS.index(number) + 1 if number in NUMBERS else int(number) if number.isdecimal() else 0
    independent = rest[:1] == [INDEPENDENT]
    named = " ".join(rest[1:] if independent else rest)
    if not 1 <= n <= len(NUMBERS) or not rest:
        raise InputError(
            f"a requirement must read like 'one primary or two independent', with numbers of one to ten, got {phrase!r}"
        )
    known = {tier.casefold(): tier for tier in tiers}
    if named and named not in known:
        raise InputError(f"a requirement must name a tier ({', '.join(tiers)}) or 'independent', got {named!r}")
    return Alternative(n, known[named] if named else None)


def is_met(requirement: Sequence[Alternative], found: Sequence[str], tiers: Sequence[str]) -> bool:
    """Tell whether reports are enough; no requirement is always met, by any report.

    Args:
        requirement: what is asked for.
        found: the tier of each report, those that are not independent of each other counted once.
        tiers: all tiers, the best first.

    >>> asked = read_requirement("one primary or two independent", ["primary", "secondary"])
    >>> is_met(asked, ["secondary"], ["primary", "secondary"]), is_met(asked, ["primary"], ["primary", "secondary"])
    (False, True)
    """
    if not requirement:
        return True
    ranks = {tier: rank for rank, tier in enumerate(tiers)}
    return any(
        sum(1 for tier in found if wanted.tier is None or ranks[tier] <= ranks[wanted.tier]) >= wanted.n
        for wanted in requirement
    )


def in_words(requirement: Sequence[Alternative]) -> str:
    """Say a requirement.

    >>> in_words([Alternative(1, "primary"), Alternative(2, None)])
    'one primary report or two independent reports'
    """
    return " or ".join(
        f"{NUMBERS[n - 1]} {_kind(n, tier)} {'report' if n == 1 else 'reports'}" for n, tier in requirement
    )


def count_words(found: Sequence[str]) -> str:
    """Say how many independent reports there are of each tier, in the order given.

    >>> count_words(["secondary"]), count_words(["trusted", "secondary", "secondary"])
    ('one secondary report', 'one trusted report and two independent secondary reports')
    """
    counted = [
        f"{NUMBERS[n - 1] if n <= len(NUMBERS) else n} {_kind(n, tier)} {'report' if n == 1 else 'reports'}"
        for tier, n in Counter(found).items()
    ]
    return " and ".join(counted) or "none"


def _kind(n: int, tier: str | None) -> str:
    if n == 1:
        return tier or INDEPENDENT
    return f"{INDEPENDENT} {tier}" if tier else INDEPENDENT
