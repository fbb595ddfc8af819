"""Takes what is no wording out of a text: zero-width characters, marks of Markdown, white space, formats of numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.datatypes import Span
from factcheck.reading.unseen import UNSEEN

_NOTHING = (
    rf"[{UNSEEN}]"
    r"|(?<!\w)(?:[*`_]|~~)+|(?:[*`_]|~~)+(?!\w)"  # Markdown marks at the edge of a word; "3*4" and "a_b" keep theirs
)
_REPLACED = re.compile(rf"(?P<nothing>{_NOTHING})|(?P<space>\s+)|(?P<apostrophe>[\u2018\u2019\u02bc](?=\w))")
_SPACE, _APOSTROPHE = " ", "'"
_PERCENT = re.compile(r"(?<=\d) ?(?:percent|per cent)\b")
_MILLIONS = re.compile(r"(?<![\d,.])(\d{1,3}),?000,?000(?![\d,.]*\d)")
_FOUR_DIGITS = re.compile(r"(?<![\d,.])(\d),(\d{3})(?![\d,]*\d)")
_MORE_DIGITS = re.compile(r"(?<![\d,.])\d{5,40}(?![\d,]*\d)")  # longer ones are rows of digits
_CURLY = str.maketrans({"\u201c": '"', "\u201d": '"'})

REMEMBERED_TEXTS = 1024
"""Texts, or pairs of them, whose reading a function remembers: they come again while an article is checked.

Few enough that a service which reads ever new texts stops growing soon."""


class PlainText(NamedTuple):
    """A text without what is no wording, and the original.

    `offsets` gives for each character of `text` its place in `original`, in order; () when the two are the same.
    """

    text: str
    original: str
    offsets: tuple[int, ...]

    def locate(self, span: Span) -> Span:
        """Give the span of the original that a span of the plain text came from."""
        if self.text is self.original or span.start == span.end:
            return span
        start, end = self.offsets[span.start], self.offsets[span.end - 1] + 1
        return Span(start, end, self.original[start:end])


@lru_cache(maxsize=REMEMBERED_TEXTS)
def plain(text: str) -> PlainText:
    """Take out zero-width characters and marks of Markdown, and make each run of white space one space.

    >>> plain("a  **999**\u00a0dogs").text
    'a 999 dogs'
    >>> plain("a  **999** dogs").locate(Span(2, 5, "999"))
    Span(start=5, end=8, text='999')
    """
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _REPLACED.finditer(text):
        pieces.append(text[last : match.start()])
        offsets += range(last, match.start())
        instead = {"nothing": "", "space": _SPACE, "apostrophe": _APOSTROPHE}[str(match.lastgroup)]
        pieces.append(instead)
        offsets += [match.start()] * len(instead)
        last = match.end()
    pieces.append(text[last:])
    offsets += range(last, len(text))
    cleaned = "".join(pieces)
    return PlainText(text, text, ()) if cleaned == text else PlainText(cleaned, text, tuple(offsets))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def canonical(text: str) -> str:
    """Give a text as the models read it: plain, with one format for numbers, percent and quotation marks.

    >>> canonical("The **1,200** nurses got 17000 pounds, 18 percent of 52,000,000.")
    'The 1200 nurses got 17,000 pounds, 18% of 52 million.'
    """
    stripped = _PERCENT.sub("%", plain(text).text.translate(_CURLY))
    shortened = _FOUR_DIGITS.sub(r"\1\2", _MILLIONS.sub(r"\1 million", stripped))
    return _MORE_DIGITS.sub(
        lambda match: f"{int(match.group()):,}" if match.group()[0] != "0" else match.group(), shortened
    )
