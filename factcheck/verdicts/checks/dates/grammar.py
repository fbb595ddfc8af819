"""Finds dates, times of day and relative times in a text, with what each says; needs no calendar."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.datatypes import Span
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.dates.patterns import (
    DAY_WORDS,
    DIRECTION_OF,
    GRAMMAR,
    MONTHS,
    NUMERALS,
    ORDINALS,
    WEEKDAYS,
)
from factcheck.verdicts.checks.tokens import Token, tokenize
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Callable

_NOON = 12 * 60
_CENTURY = 100  # years
_YEAR_BEFORE = listed(
    """
    in of since by from until till to and or during before after early late mid for the through - \u2013 ( , ; year
    season summer winter autumn spring between around circa back its their his her our this that than a an beyond past
    """
)
_COUNT_BEFORE = listed("about some nearly roughly approximately almost than least over only up")
_COUNTED_AFTER = listed(
    """
    people men women children euros dollars pounds million billion percent % per km kilometres metres tonnes homes
    houses soldiers troops hours days years jobs workers barrels hectares victims dead families
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date, time of day or relative time: what it says, and None for what it leaves open.

    `span` counts characters, `first` and `last` tokens `[first, last)` of the text. `until` is the end of "2018-19",
    `month` is 1-12, `day` 1-31, `weekday` 0 (Monday) to 6, `minute` 0-1439 of the day, `quarter` 1-4, `half` 1-2.
    `direction` is -1 for past, 0 for this, 1 for next; it goes with `unit` ("year") and `count` (1 unless a small
    number is given; 0 when vague).
    """

    span: Span
    first: int
    last: int
    year: int | None = None
    until: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    part: str | None = None
    direction: int | None = None
    unit: str | None = None
    count: int | None = None


@lru_cache(maxsize=REMEMBERED_TEXTS)
def parse_dates(text: str) -> tuple[Mention, ...]:
    """Find the dates and times of a text in reading order; () when there are none.

    >>> [(m.span.text, m.year, m.month) for m in parse_dates("It rained in May 2019 and on Monday.")]
    [('May 2019', 2019, 5), ('Monday', None, None)]
    """
    tokens = tokenize(text)
    words = [_plain(tokens, i) for i in range(len(tokens))]
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    mentions: list[Mention] = []
    for match in GRAMMAR.finditer(" ".join(words)):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1)
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        if "bare_y" in groups and not _is_year(tokens, first, last):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        mentions.append(_mention(groups, Span(start, end, text[start:end]), first, last))
    return tuple(mentions)


def _is_year(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell a year from a count or a name of the same four digits by the words beside it."""
    before = tokens[first - 1] if first else None
    after = tokens[last].lower if last < len(tokens) else ""
    if after in _COUNTED_AFTER or (before is not None and (before.lower in _COUNT_BEFORE or before.kind == "currency")):
        return False
    known = before is None or before.lower in _YEAR_BEFORE or before.lower.endswith("'s")
    if known or tokens[first].kind == "word":
        return True
    if before is not None and before.kind == "word" and before.text[0].isupper() and first > 1:
        return False  # "Blade Runner 2049"
    return last == len(tokens) or tokens[last].kind == "mark" or after in _YEAR_BEFORE


def _plain(tokens: tuple[Token, ...], i: int) -> str:
    """Give the token's lower form; "may" and "march" that are no months, and "2,018", get a mark in front."""
    token = tokens[i]
    if token.lower in {"may", "march", "mar"} and not _is_month(tokens, i):
        return "=" + token.lower
    if token.kind == "number" and "," in token.text:
        return "=" + token.text
    return token.lower.removesuffix("'s") if token.kind == "word" else token.lower


def _is_month(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether "May" or "March" stands as a month: capitalised, beside a number or behind "in", "last" and such."""
    if not tokens[i].text[0].isupper():
        return False
    if i + 1 < len(tokens) and tokens[i + 1].kind == "number":
        return True
    before = tokens[i - 1] if i else None
    return before is not None and (
        before.kind == "number" or before.lower in _YEAR_BEFORE or before.lower in DIRECTION_OF
    )


def _mention(groups: dict[str, str], span: Span, first: int, last: int) -> Mention:
    """Make a mention of the named groups of one match."""
    fields: dict[str, int] = {}
    for name, value in groups.items():
        read = _READERS.get(name.split("_", maxsplit=1)[-1] if name[-2:] != "_n" else name)
        if read is not None:
            field, reader = read
            fields[field] = reader(value)
    if "ap" in groups:
        fields["minute"] = _minute(groups["hm"].replace(".", ":"), pm=groups["ap"].startswith("p"))
    if "until" in fields and fields["until"] < _CENTURY:
        fields["until"] += fields["year"] // _CENTURY * _CENTURY
    part = next((value.removesuffix(" of") for name, value in groups.items() if name.endswith("_p")), None)
    unit = "day" if "day_word" in groups else groups.get("rel_u") or groups.get("ago_u")
    if unit is not None:
        word = groups.get("rel") or groups.get("ago")
        fields["direction"] = DAY_WORDS[groups["day_word"]] if word is None else DIRECTION_OF[word]
        fields["count"] = _small(groups.get("rel_n") or groups.get("ago_n"))
    return Mention(span=span, first=first, last=last, part=part, unit=unit, **fields)


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(i for i, name in enumerate(MONTHS, start=1) if name.startswith(word[:3]))


def _minute(clock: str, *, pm: bool | None = None) -> int:
    """Give the minute of the day of "14:30", or of "2:30" with `pm` told."""
    hour, _, minute = clock.partition(":")
    hours = int(hour) if pm is None else int(hour) % 12 + 12 * pm
    return hours * 60 + int(minute or 0)


def _ordinal(word: str) -> int:
    return int(word.split(maxsplit=1)[0]) if word[0].isdigit() else ORDINALS.index(word) + 1


def _small(word: str | None) -> int:
    """Read a small count; 1 when none is written, 0 when it is vague."""
    if word is None or word in {"a", "an", "the"}:
        return 1
    if word.isdigit():
        return int(word)
    return NUMERALS.index(word) + 1 if word in NUMERALS else 0


# the part of a group's name behind the underscore (the whole name for counts) -> field, and how it is read
_READERS: dict[str, tuple[str, Callable[[str], int]]] = {
    "y": ("year", int),
    "until": ("until", int),
    "m": ("month", _month),
    "d": ("day", int),
    "w": ("weekday", WEEKDAYS.index),
    "q_n": ("quarter", _ordinal),
    "qq_n": ("quarter", _ordinal),
    "h_n": ("half", _ordinal),
    "dec": ("decade", int),
    "cent": ("century", _ordinal),
    "clock": ("minute", _minute),
    "gmt": ("minute", lambda digits: int(digits[:2]) * 60 + int(digits[2:])),
    "noon": ("minute", lambda word: 0 if word == "midnight" else _NOON),
}
