"""Compares texts by their words, whatever their case, punctuation and apostrophes (pure)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")


def word_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text in case-folded form with their characters `[start, end)`.

    >>> list(word_spans("The keeper’s"))
    [('the', 0, 3), ('keeper', 4, 10), ('s', 11, 12)]
    """
    for match in _WORD.finditer(text):
        yield match.group().casefold(), match.start(), match.end()


def runs(text: str, *, length: int) -> list[tuple[str, ...]]:
    """Give every run of so many neighbouring words, in order; the whole when there are fewer, [] without words.

    >>> runs("A ferry sank.", length=2)
    [('a', 'ferry'), ('ferry', 'sank')]
    """
    words = [word for word, _, _ in word_spans(text)]
    if not words:
        return []
    return [tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]
