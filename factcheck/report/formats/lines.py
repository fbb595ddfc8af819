"""Finds the line and column of a character (pure)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile("\r\n|\n")


class Place(NamedTuple):
    """A line and a column in it, both counted from 1; columns count Unicode code points."""

    line: int
    column: int


class Lines:
    """The lines of a text, which end in a line feed or CR LF, as SARIF takes them when nothing else is said."""

    def __init__(self, text: str) -> None:
        """Find where lines begin."""
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, offset: int) -> Place:
        r"""Give the place of the character at an offset, 0 or more.

        >>> Lines("One.\nTwo.").place(5), Lines("One.\nTwo.").place(4)
        (Place(line=2, column=1), Place(line=1, column=5))
        """
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
