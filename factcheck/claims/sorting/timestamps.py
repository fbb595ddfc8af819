"""Times that a live blog puts before or above its entries: "14:05 GMT", "11:20 - ", "[10:05]", "5 hours ago"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_ZONE: Final = r"(?: ?(?:GMT|BST|UTC|CES?T|EES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|AES?T|local time))?"
_CLOCK: Final = rf"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?: ?[apAP]\.?[mM]\.?)?|(?:1[0-2]|[1-9]) ?[apAP]\.?[mM]\.?){_ZONE}"
_MINUTE: Final = r"\d{1,3}(?:\+\d{1,2})?['’′]"  # of a match
_UPDATED: Final = r"(?:[Uu]pdated?|UPDATED?|[Pp]osted|[Pp]ublished)(?:,| at|:)? "
_STAMP: Final = re.compile(
    rf"(?:{_UPDATED})?(?:[\[(]{_CLOCK}[\])]\s*(?:[-–—|:•]\s*)?|(?:{_CLOCK}|{_MINUTE})\s*(?:[-–—|•]\s*|:\s+)(?!\d))"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d\s+(?=[\"“'‘]?[A-Z][a-z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_LONE: Final = re.compile(
    rf"\W*(?:{_UPDATED})?(?:{_CLOCK}|{_MINUTE}|\d{{1,2}} ?(?:h|m|hrs?|hours?|mins?|minutes?|days?) ago|just now)"
    rf"(?: \({_CLOCK}\))?\W*",
    re.IGNORECASE,
)


def stamp_end(text: str) -> int:
    """Give the length of the time that an entry opens with, the mark and spaces after it included; 0 when it has none.

    Example:
        >>> text = "11:20 – The road is open."
        >>> text[stamp_end(text):]
        'The road is open.'
        >>> stamp_end("11.20 metres of rain fell."), stamp_end("9 a.m. trains were cancelled.")
        (0, 0)
    """
    match = _STAMP.match(text, 0, 80)
    return match.end() if match else 0


def timestamp(sentence: PlacedSentence) -> str | None:
    """Say that a line is nothing but a time; None when it is not."""
    return "the time of an entry" if sentence.alone and _LONE.fullmatch(sentence.words) else None
