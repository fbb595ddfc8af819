"""Lines that name the author or the time of a story: "By Jane Doe", "JANE DOE, Staff Writer"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.names import is_date, is_names

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_MOST_WORDS: Final = 16  # three authors with their cities
# Synonym spinners turn "By" into "Through".
_BY: Final = re.compile(
    r"(?:(?:words|story|text|written|posted|published|report|analysis) )?(?:by|through):? (?P<names>.+)"
    r"|(?:author|authors|writer|byline): .+",
    re.IGNORECASE,
)
_FUNCTION: Final = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|editors?|columnist|contributor|bureau|staff|reuters|associated press|afp"
    r"|cnn|bbc)\b",
    re.IGNORECASE,
)


def byline(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a sentence names author or time; None when it does not."""
    words = sentence.words
    if not sentence.alone or sentence.n_words > _MOST_WORDS:
        return None
    if is_date(words):
        return "the date of the story"
    by = _BY.fullmatch(words)
    if by and (by["names"] is None or is_names(by["names"])):
        return "the author's name"
    is_first_name = words[:1].isupper() and not sentence.finished
    if is_first_name and _FUNCTION.search(words) and re.search(r"[,|]| in ", words) and is_names(words):
        return "the author's name"
    return None
