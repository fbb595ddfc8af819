"""Makes hostile text safe to show and cuts it at the words that differ (pure)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.datatypes import Span

# ECMA-48: control sequences, command strings (up to BEL or ST), and other escapes of two characters or more.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]+[0-~]"
    "|\x1b[0-Z\\\\^-~]"
)
_SPACES = re.compile("[\\s\x1c-\x1f]+")
# Controls, marks that reorder the line (Unicode 9, "bidirectional"), and code points that are no characters.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Piece(NamedTuple):
    """Some characters of a text, and whether they are among the words that differ."""

    text: str
    differs: bool


def clean(text: str) -> str:
    r"""Drop what a terminal would act on, and write each run of white space as one space.

    Removed: escape sequences (ECMA-48), control characters, marks that reorder text; a lone surrogate becomes U+FFFD.

    >>> clean("a\x1b[31mb\x1b]0;title\x07\r\n  c\u202e")
    'ab c'
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # most texts, and a page cleans each of its words
        return text
    seen = _UNSEEN.sub("", _SPACES.sub(" ", _ESCAPES.sub("", text)))
    # What was dropped may have stood between two spaces.
    return _SURROGATES.sub("\ufffd", _SPACES.sub(" ", seen))


def pieces(text: str, spans: Iterable[Span], *, start: int) -> list[Piece]:
    """Cut a text where its marked spans begin and end, and clean each piece.

    Args:
        text: the text to cut.
        spans: the words that differ, in any order, counted in the document the text was cut from; what lies outside
            the text is ignored, and overlapping spans become one.
        start: the document's character at which the text begins.

    Returns:
        The pieces in order, none of them empty; [] for an empty text.

    >>> from factcheck.datatypes import Span
    >>> pieces("It would not rain.", [Span(109, 112, "not")], start=100)
    [Piece(text='It would ', differs=False), Piece(text='not', differs=True), Piece(text=' rain.', differs=False)]
    """
    cut: list[Piece] = []
    done = 0
    for first, last in _merged(text, spans, start):
        cut += [Piece(clean(text[done:first]), differs=False), Piece(clean(text[first:last]), differs=True)]
        done = last
    cut.append(Piece(clean(text[done:]), differs=False))
    return [piece for piece in cut if piece.text]


def _merged(text: str, spans: Iterable[Span], start: int) -> list[tuple[int, int]]:
    """Give the ranges of the text that spans cover, in order, joined where they touch."""
    inside = sorted((max(span.start - start, 0), min(span.end - start, len(text))) for span in spans)
    merged: list[tuple[int, int]] = []
    for first, last in inside:
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
