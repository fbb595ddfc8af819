"""Words for a time that count from the day of the article: "on Tuesday", "last year", "two days ago"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.datatypes import Span
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH: Final = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|June?|July?|Aug(?:ust|\b\.?)|Sept?(?:ember|\b\.?)"
    r"|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
_PART: Final = r"(?: (?:morning|afternoon|evening|night))?"
_UNIT: Final = r"(?:weekend|week|month|year|spring|summer|autumn|winter|season|quarter|decade|century)"
_COUNT: Final = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|several|some|many|a few)"
_FIRST_LETTERS: Final = r"OoSsBbUuLlNnTtMmWFYyafe\d"  # of all that follows: other words are passed over at once
_TIME: Final = re.compile(
    rf"\b(?=[{_FIRST_LETTERS}])"
    rf"(?:(?:(?:[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil) )?(?:(?:last|next|this) )?{_DAY}\b{_PART}(?!'s|’s)"
    rf"|(?:[Ll]ast|[Nn]ext|[Tt]his) (?:{_UNIT}|{_MONTH}(?!\w))\b"
    r"|(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?!'s|’s)"
    rf"|{_COUNT} (?:minute|hour|day|week|month|year|decade)s? ago\b)"
)
_TIME_WORDS: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday last next this ago yesterday today tomorrow tonight"
)
_DATE_FOLLOWS: Final = re.compile(rf",? (?:the )?(?:{_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})")
_DATE: Final = re.compile(
    rf"(?:{_DAY},? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
    r"|\b\d{4}-\d{2}-\d{2}\b"
)


def may_hold_time(words: Iterable[str]) -> bool:
    """Tell whether words in lower case may hold such a time: a quick look before the slower search.

    Example:
        >>> may_hold_time(["it", "rose", "last", "year"]), may_hold_time(["it", "rose"])
        (True, False)
    """
    return not _TIME_WORDS.isdisjoint(words)


def times(text: str, start: int, end: int) -> list[Span]:
    """Find the words for times that count from the article's day, in characters `[start, end)` of a text, in order.

    A weekday with its date beside it counts from nothing and is left out.

    Example:
        >>> text = "It rose on Tuesday and last year, not on Monday, May 3."
        >>> [span.text for span in times(text, 0, len(text))]
        ['on Tuesday', 'last year']
    """
    return [
        Span(match.start(), match.end(), match[0])
        for match in _TIME.finditer(text, start, end)
        if not _DATE_FOLLOWS.match(text, match.end(), end)
    ]


def date_in(text: str, start: int, end: int) -> Span | None:
    """Find the first date in characters `[start, end)` of a text: of a dateline, or a line of its own.

    Example:
        >>> date_in("OSLO, May 3 (AP) -", 0, 18)
        Span(start=6, end=11, text='May 3')
    """
    match = _DATE.search(text, start, end)
    return Span(match.start(), match.end(), match[0]) if match else None


def refers_to_time(mention: str) -> bool:
    """Tell whether a mention is a word for a time that counts from the article's day.

    Example:
        >>> refers_to_time("last year"), refers_to_time("his")
        (True, False)
    """
    return _TIME.fullmatch(mention) is not None
