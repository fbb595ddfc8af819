"""Cuts a reference into sentence passages, and gives the window of text around one (pure)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.datatypes import Passage
from factcheck.errors import InputError
from factcheck.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.datatypes import Reference, Span

_MOST_WORDS: Final = 120  # a news sentence has about 25 words; models read 256 tokens of passage and claim together
_LEAST_WORDS: Final = 40  # a clause cut off earlier would lose what it is about
_MOST_CHARACTERS: Final = 2_000  # of a text without spaces, such as a link or a table of figures

_WORD: Final = re.compile(rf"\S{{1,{_MOST_CHARACTERS}}}")
# The better a clause stands alone, the earlier its boundary is tried.
_CLAUSE_ENDS: Final = (
    re.compile(r"[.!?…][\"'”’)]*$"),
    re.compile(r"[;:—–][\"'”’)]*$"),
    re.compile(r",[\"'”’)]*$"),
)


def cut_passages(reference: Reference) -> tuple[Passage, ...]:
    """Cut a reference into sentence passages.

    A sentence of more than 120 words or 2,000 characters is cut where a clause of it ends.

    Args:
        reference: a trusted report of any length.

    Returns:
        The passages in text order, `position` counting from 0. They do not overlap,
        `reference.text[passage.start:passage.end] == passage.text`, and every character that is not a space lies in
        one. () for a text of spaces.

    Example:
        >>> from factcheck.datatypes import Reference
        >>> report = Reference(reference_id="r1", text="The dam held. Nobody was hurt.", sha256="")
        >>> [(passage.passage_id, passage.text) for passage in cut_passages(report)]
        [('r1:0', 'The dam held.'), ('r1:1', 'Nobody was hurt.')]
    """
    pieces = ((span, piece) for span in sentence_spans(reference.text) for piece in _pieces(span))
    return tuple(
        Passage(
            reference_id=reference.reference_id,
            position=position,
            start=span.start + start,
            end=span.start + end,
            text=span.text[start:end],
        )
        for position, (span, (start, end)) in enumerate(pieces)
    )


def window(passages: Sequence[Passage], position: int, *, before: int, after: int) -> tuple[int, int]:
    """Give the characters of a passage together with its neighbours.

    Args:
        passages: all passages of one reference, in order of position.
        position: the passage in the middle, [0, len(passages)).
        before: how many passages to take along before it, at least 0; fewer at the beginning of the text.
        after: how many to take along after it, at least 0; fewer at the end.

    Returns:
        start and end: `reference.text[start:end]` is the window as it stands in the reference.

    Raises:
        InputError: there is no passage of that position, or `before` or `after` is negative.

    Example:
        >>> from factcheck.datatypes import Reference
        >>> report = Reference(reference_id="r1", text="The dam held. Nobody was hurt. Roads are open.", sha256="")
        >>> start, end = window(cut_passages(report), 1, before=1, after=0)
        >>> report.text[start:end]
        'The dam held. Nobody was hurt.'
    """
    if not 0 <= position < len(passages):
        raise InputError(f"position must be in [0, {len(passages)}), the passages given, but is {position!r}")
    if min(before, after) < 0:
        raise InputError(f"before and after must be at least 0, but are {before!r} and {after!r}")
    first = passages[max(0, position - before)]
    last = passages[min(len(passages) - 1, position + after)]
    return first.start, last.end


def _pieces(span: Span) -> Iterator[tuple[int, int]]:
    """Give the pieces of a sentence, as characters of it: one, unless it is too long."""
    words = [match.span() for match in _WORD.finditer(span.text)]
    first = 0
    while first < len(words):
        stop = _fitting(words, first)
        if stop < len(words):
            stop = _clause_end(span.text, words, first, stop)
        yield words[first][0], words[stop - 1][1]
        first = stop


def _fitting(words: list[tuple[int, int]], first: int) -> int:
    """Give the index after the last word that fits into a piece; always beyond `first`."""
    stop = min(len(words), first + _MOST_WORDS)
    while stop > first + 1 and words[stop - 1][1] - words[first][0] > _MOST_CHARACTERS:
        stop -= 1
    return stop


def _clause_end(text: str, words: list[tuple[int, int]], first: int, stop: int) -> int:
    """Give the index after the last word of the best clause that ends in [first + 40, stop); `stop` without one."""
    for pattern in _CLAUSE_ENDS:
        for after in range(stop, first + _LEAST_WORDS, -1):
            if pattern.search(text[words[after - 1][0] : words[after - 1][1]]):
                return after
    return stop
