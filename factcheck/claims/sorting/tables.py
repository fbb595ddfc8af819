"""Rows of tables: cells between tabs, bars or wide gaps, and lines that are mostly numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_MOST_CHARACTERS: Final = 400
_LEAST_GAPS: Final = 2  # bars or wide gaps; one may be a slip of the typist, a tab is none
_LEAST_CELLS: Final = 3
_MOST_SENTENCE_WORDS: Final = 8  # a longer line with a full stop is a sentence, whatever its tabs
_MARK: Final = re.compile(r"[\s*•▪‣·→▶►+–—-]*")
_BAR: Final = re.compile(r"\s\|\s|^\||\|$")
_GAP: Final = re.compile(r"\S[^\S\n\r]{2,}(?=\S)")
_NUMBER: Final = re.compile(r"[-+–]?[$£€]?\d[\d.,:/-]*%?")


def table_row(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a line is a row of a table; None when it is not."""
    text = sentence.text
    if not sentence.alone or sentence.only or len(text) > _MOST_CHARACTERS:
        return None
    if sentence.finished and sentence.n_words > _MOST_SENTENCE_WORDS:
        return None
    row = _MARK.sub("", text, count=1)
    if "\t" in row or len(_BAR.findall(text)) >= _LEAST_GAPS or len(_GAP.findall(row)) >= _LEAST_GAPS:
        return "a row of a table"
    cells = sentence.words.split()
    n_numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    if len(cells) >= _LEAST_CELLS and 2 * n_numbers >= len(cells) and not sentence.finished:
        return "a line of numbers"
    return None
