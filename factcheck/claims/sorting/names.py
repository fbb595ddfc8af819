"""Tells a line of names and functions ("Jane Doe and John Roe in Cairo, Staff Writers") from a sentence."""

from __future__ import annotations

import re
from typing import Final

from factcheck.claims.phrases.lexicon import CALENDAR
from factcheck.claims.phrases.naming import CONNECTORS
from factcheck.word_lists import listed

_TOKEN: Final = re.compile(r"[^\s,;|/()\[\]:&•·–—]+")
_BETWEEN: Final = CONNECTORS | listed(
    "a and at by chief correspondent correspondents edited editing editor editors for from in on reporter reporters"
    " reporting special staff through to translated via with writer writers writing additional contributor freelance"
    " news desk agency and/or"
)
_DATE_WORDS: Final = CALENDAR | listed(
    "mon tue tues wed thu thur thurs fri sat sun am pm a.m p.m gmt utc est edt cet bst ist pst pdt updated published"
    " posted at on last modified first st nd rd th et"
)
_DATE_TOKEN: Final = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|am|pm)?|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:am|pm)?|\d+[-./]\d+[-./]\d+"
)


def is_names(text: str) -> bool:
    """Tell whether every word of a text is capitalised or one that stands between names; False without a capital.

    Example:
        >>> is_names("Jane Doe in Cairo; editing by Ana da Silva"), is_names("Jane Doe praised the deal")
        (True, False)
    """
    tokens = [token.rstrip(".") for token in _TOKEN.findall(text)]
    capitals = [token for token in tokens if token[:1].isupper() or token[:1] == "@"]
    return bool(capitals) and all(token in capitals or token in _BETWEEN or token in {"", "-"} for token in tokens)


def is_date(text: str) -> bool:
    """Tell whether a text is nothing but a date, with or without a time.

    Example:
        >>> is_date("Updated: Tuesday, 21 July 2020 14:05 GMT"), is_date("May"), is_date("21 people")
        (True, False, False)
    """
    tokens = [token.strip(".-+").lower() for token in _TOKEN.findall(text.replace(":", " : ", text.count(": ")))]
    tokens = [token for token in tokens if token]
    is_all = all(token in _DATE_WORDS or _DATE_TOKEN.fullmatch(token) for token in tokens)
    return is_all and any(token[0].isdigit() for token in tokens) and any(token in _DATE_WORDS for token in tokens)
