"""The first lines of a text that say again what stands beside it: headline, byline and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEADING_LINES = 6  # headline, byline, place and date stand among the first lines; below them stands the article
_NAME = r"[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]+|and|de|van|von|al|bin|der|&)| ?,)*"
_BYLINE = re.compile(rf"(?:Written |Reported |Story )?[Bb][Yy]:? {_NAME}")
_MONTHS_AND_DAYS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_DATE_WORDS = frozenset(
    {
        *_MONTHS_AND_DAYS,
        *(name[:3] for name in _MONTHS_AND_DAYS),
        *("sept", "tues", "thur", "thurs"),
        *("published", "updated", "posted", "modified", "first", "last", "on", "at", "the"),
        *(
            "am",
            "pm",
            "a.m",
            "p.m",
            "gmt",
            "utc",
            "bst",
            "ist",
            "est",
            "edt",
            "cst",
            "cdt",
            "pst",
            "pdt",
            "cet",
            "cest",
        ),
    }
)
_NUMERAL = re.compile(r"\d[\d:/.-]*(?:st|nd|rd|th|am|pm)?")


def without_opening(lines: Sequence[str], *, headlines: Sequence[str], authors: Sequence[str] = ()) -> list[str]:
    """Drop headline, byline and date among the first lines of a page or print.

    >>> without_opening(["Bridge shut", "By Ann Lee", "4 March 2025", "It is closed."], headlines=["Bridge shut!"])
    ['It is closed.']
    """
    known = {_letters(headline) for headline in headlines}
    named = [_letters(name) for name in authors if name.strip()]
    opening = [
        line
        for line in lines[:_LEADING_LINES]
        if _letters(line) not in known and not _is_byline(line, named) and not _is_date_line(line)
    ]
    return [*opening, *lines[_LEADING_LINES:]]


def without_repetition(text: str, *, title: str | None, author: str | None) -> str:
    r"""Drop the first lines of a record's text that are its title or its author's name, if anything is left then.

    A record states its title and author beside the text; what merely looks like a byline is left to the text.

    >>> without_repetition("Bridge closed\n\nIt is closed.", title="Bridge closed", author=None)
    'It is closed.'
    """
    known = {_letters(title or ""), _letters(author or ""), "by" + _letters(author or "")} - {"", "by"}
    rest = text.lstrip()
    while True:
        line, _, following = rest.partition("\n")
        if not following.strip() or _letters(line) not in known:
            return rest
        rest = following.lstrip()


def _is_byline(line: str, authors: Sequence[str]) -> bool:
    """Recognise "By Ann Lee" and a line that is only the author's name."""
    letters = _letters(line)
    named = any(letters in {author, "by" + author} for author in authors)
    return named or _BYLINE.fullmatch(line.strip()) is not None


def _is_date_line(line: str) -> bool:
    """Recognise "Published on 4 March 2025, 08:00 GMT": only dates and their little words, and a year or hour."""
    words = [word.strip(".:-") for word in re.split(r"[\s,|()\u00b7\u2022]+", line.casefold())]
    dated = re.search(r"\b\d{4}\b|\d:\d\d", line) is not None
    return dated and all(not word or word in _DATE_WORDS or _NUMERAL.fullmatch(word) for word in words)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
