"""Says whether two mentions of a date or time can be the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.checks.dates.calendar import place

if TYPE_CHECKING:
    from factcheck.verdicts.checks.dates.grammar import Mention

FIELDS = ("year", "month", "day", "weekday", "minute", "quarter", "half", "decade", "century")
_PARTS_OF_DAY = (frozenset({"morning", "dawn"}), frozenset({"evening", "night"}), frozenset({"afternoon"}))
_PARTS_OF_YEAR = (frozenset({"early", "beginning", "start"}), frozenset({"late", "end"}), frozenset({"mid", "middle"}))
_DAYS_OF_PART = ((1, 14), (18, 31), (8, 23))  # of the month, in the order of the parts of the year
_MONTHS_OF_PART = ((1, 5), (8, 12), (4, 9))
_ADVERBS = frozenset({"ago", "earlier", "later", "previously", "afterwards", "hence"})


def agree(claim: Mention, premise: Mention, published: str | None) -> bool | None:
    """Compare two mentions: equal as far as both go (True), different (False), or not comparable (None).

    The premise's relative times are placed by the day its report was published. The claim's day is unknown, so
    its relative times can only agree.
    """
    if claim.direction is not None and premise.direction is not None:
        return _same_direction(claim, premise)
    placed = place(premise, published)
    if claim.direction is not None:
        own = place(claim, published)
        return True if own is not claim and _equal_fields(own, placed) else None
    verdict = _equal_fields(place(claim, published), placed)
    if verdict is False and not _share_fields(claim, premise if premise.direction is None else placed):
        return None  # they differ only by what was inferred for one of them
    if verdict and claim.part and premise.part:
        return _same_part(claim, premise)
    if verdict:
        return _in_part(claim, premise) and _in_part(premise, claim)
    return verdict


def _same_direction(claim: Mention, premise: Mention) -> bool | None:
    """Compare two relative times of one unit: "last year" with "next year"; None where they count differently."""
    words = [mention.span.text.lower().split() for mention in (claim, premise)]
    if claim.unit != premise.unit or (words[0][-1] in _ADVERBS) != (words[1][-1] in _ADVERBS):
        return None
    if claim.direction == premise.direction:
        return True if claim.count == premise.count else None
    return False


def _equal_fields(claim: Mention, premise: Mention) -> bool | None:
    """Compare what both say; None when they have nothing in common or share no more than the year."""
    both = [name for name in FIELDS if getattr(claim, name) is not None and getattr(premise, name) is not None]
    if not both:
        return _same_decade(claim, premise)
    if any(getattr(claim, name) != getattr(premise, name) for name in both if name != "year"):
        return False
    if "year" in both and not {claim.year, claim.until} & {premise.year, premise.until} - {None}:
        return False
    said = {name for name in FIELDS if getattr(claim, name) is not None}
    return True if said <= set(both) or both != ["year"] else None


def _same_decade(claim: Mention, premise: Mention) -> bool | None:
    """Compare a decade with a year: "the 1980s" fits 1988; else None."""
    years = [mention.year for mention in (claim, premise) if mention.year is not None]
    decades = [mention.decade for mention in (claim, premise) if mention.decade is not None]
    if len(years) != 1 or len(decades) != 1:
        return None
    return (
        True
        if years[0] // 10 * 10 == decades[0] or (decades[0] % 100 == 0 and years[0] // 100 * 100 == decades[0])
        else None
    )


def _share_fields(claim: Mention, premise: Mention) -> bool:
    return any(getattr(claim, name) is not None and getattr(premise, name) is not None for name in FIELDS)


def _in_part(whole: Mention, inner: Mention) -> bool:
    """Tell whether a day fits "early May" and a month fits "late 2019", with room for loose speech."""
    group = next((number for number, words in enumerate(_PARTS_OF_YEAR) if whole.part in words), None)
    if group is None:
        return True
    if whole.month is None and inner.month is not None:
        first, last = _MONTHS_OF_PART[group]
        return first <= inner.month <= last
    if whole.month is not None and whole.day is None and inner.day is not None:
        first, last = _DAYS_OF_PART[group]
        return first <= inner.day <= last
    return True


def _same_part(claim: Mention, premise: Mention) -> bool:
    """Compare "morning" with "evening", "early" with "late"; unknown parts fit."""
    parts = _PARTS_OF_DAY if claim.weekday is not None else _PARTS_OF_YEAR
    groups = [next((group for group in parts if mention.part in group), None) for mention in (claim, premise)]
    return None in groups or groups[0] is groups[1]
