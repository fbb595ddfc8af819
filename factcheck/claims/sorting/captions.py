"""Sentences that belong to a picture: "FILE PHOTO: ...", "(AP Photo/Jane Doe)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.names import is_names

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_MOST_WORDS: Final = 60  # of a line that is a caption from its label or to its credit
_PICTURE: Final = (
    r"(?:photo(?:graph|s)?|pictures?|pics?|images?|illustration|caption|screen ?shot|still|graphic|footage)"
)
_LABEL: Final = re.compile(
    rf"(?:(?:file|archive|archival|stock|handout|undated|combination|representational|representative) )?{_PICTURE}"
    r"(?: (?:caption|credit|by|via|courtesy|shows?|source|copyright|illustration|taken|from))*"
    r"(?-i: [A-Z]\w+){0,3} ?:\s"
    r"|(?:file|archive|archival|stock|handout) (?:photo|picture|pic|image)\b"
    r"|(?:pictured|shown|above|credit|photo credit|image credit)(?: above)? ?:\s",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"FILE ?[-–—:]+ ")
_BY: Final = re.compile(rf"\(?{_PICTURE} (?:by|courtesy of|via|credit|from):? (?P<names>.+)", re.IGNORECASE)
_AGENCY: Final = (
    r"(?:REUTERS|Reuters|AP|AFP|EPA|EFE|ANSA|PA|Getty|Getty Images|Shutterstock|Xinhua|Bloomberg|Alamy|Handout)"
)
_CREDIT: Final = re.compile(
    rf"(?:\b{_AGENCY}(?: Photo| Images)? ?/ ?[A-Z][^/]{{0,60}}|[A-Z][\w.'-]+ ?/ ?{_AGENCY}(?: Photo| Images)?"
    rf"|\((?:{_AGENCY} (?:Photo|Images)|{_PICTURE} (?:by|from|courtesy)|via {_AGENCY})"
    r"\b[^()]{0,80}\))[).]*$"
)


def caption(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a sentence belongs to a picture; None when it does not.

    When a line of usual length opens with a label or ends with a picture credit, all of its sentences belong to it.
    """
    why = _of_picture(sentence.words)
    if why is not None or sentence.only:
        return why
    of_line = _of_picture(sentence.line)
    return of_line if of_line is not None and len(sentence.line.split()) <= _MOST_WORDS else None


@lru_cache(maxsize=4)  # the sentences of a line ask the same of it in turn
def _of_picture(text: str) -> str | None:
    """Say in one phrase why a sentence or line belongs to a picture; None when it does not."""
    if _LABEL.match(text) or _FILE.match(text):
        return "the label of a picture"
    by = _BY.fullmatch(text)
    may_credit = "/" in text or "(" in text  # a quick look before the slower search
    if (may_credit and _CREDIT.search(text)) or (by and is_names(by["names"])):
        return "a picture credit"
    return None
