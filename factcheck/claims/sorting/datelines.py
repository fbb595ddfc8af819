"""Takes the place, date and agency before the first sentence of a story: they are no part of its claim."""

from __future__ import annotations

import re
from typing import Final

from factcheck.claims.sorting.names import is_names

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE: Final = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS: Final = r"[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ /,]{1,2}[^\W\d_a-z][^\W\d_a-z.'’-]+){0,4}"
_CAPITALISED: Final = r"[A-Z][\w.'’-]*(?: (?:(?:of|the|de|la|al) )?[A-Z][\w.'’-]*){0,3}"
_REGION: Final = rf"(?:, {_CAPITALISED}){{0,2}}"
_DASH: Final = r"\s?[-–—_]{1,3}\s*"
_AGENCY: Final = r"\((?=[^()]*[A-Z])[^()]{2,60}\)"
_KNOWN_AGENCY: Final = (
    r"\((?:[^()]*\b)?(?:Reuters|REUTERS|AP|AFP|UPI|CNN|BBC|CBS|ANI|PTI|IANS|TASS|DPA|dpa|KUNA|Xinhua|Bloomberg|NYT"
    r"|Newswire|Wire|Press|Agency|News|Times|Post|Service)\b[^()]{0,40}\)"
)
_NO_PLACE: Final = r"(?:FILE|NOTE|NATO|OPEC|ASEAN|NASA|FIFA|UEFA|UNESCO|UNICEF)"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_CAPITALS}{_REGION}(?:,? {_DATE})? {_AGENCY}(?:{_DASH}|\s?:\s)",
        rf"(?:{_CAPITALISED}{_REGION},? )?{_DATE} {_AGENCY}(?:{_DASH}|\s?:\s)",
        rf"(?:{_CAPITALISED}{_REGION} )?{_KNOWN_AGENCY}(?:{_DASH}|\s?:\s)",
        rf"{_KNOWN_AGENCY}\s+(?=[\"“‘]?[A-Z])",
        rf"(?:{_CAPITALS}|{_CAPITALISED}){_REGION},? {_DATE}(?:\s[-–—_]{{1,3}}\s|[–—])",
        rf"(?!{_NO_PLACE}\b)(?=[^\W\d_a-z]{{3}}){_CAPITALS}{_REGION}(?:\s[-–—]{{1,2}}\s|—)(?=[\"“'‘]?[A-Z0-9])",
    )
)
_BY: Final = re.compile(r"By\s+")
_WORD: Final = re.compile(r"\S+\s+")
_LEAST_NAMES: Final = 2  # words of one name: first and last
_MOST_NAMES: Final = 8


def dateline_end(text: str) -> int:
    """Give the length of the dateline that a text opens with, the spaces after it included; 0 when it has none.

    Example:
        >>> text = "COLUMBUS, Ohio, Dec 4 (Union Newswire) - The governor signed the bill."
        >>> text[dateline_end(text):]
        'The governor signed the bill.'
        >>> dateline_end("NATO - the alliance - met on Monday.")
        0
    """
    head = text[:200]
    return max((match.end() for match in (form.match(head) for form in _FORMS) if match), default=0)


def byline_end(text: str) -> int:
    """Give the length of "By Jane Doe" before a dateline in the same sentence; 0 when there is none.

    Example:
        >>> text = "By Jane Doe TUNIS (Reuters) - Shops opened."
        >>> text[byline_end(text):]
        'TUNIS (Reuters) - Shops opened.'
    """
    by = _BY.match(text)
    if by is None:
        return 0
    ends = []
    at = by.end()
    for n_names in range(1, _MOST_NAMES + 1):
        word = _WORD.match(text, at, at + 100)
        if word is None or not is_names(text[by.end() : word.end()]):
            break
        at = word.end()
        if n_names >= _LEAST_NAMES and dateline_end(text[at:]):
            ends.append(at)
    # Read alone, "Doe TUNIS (Reuters) -" may be a dateline too: the one that begins in capitals is meant.
    return next((end for end in ends if text[end : end + 3].isupper()), min(ends, default=0))
