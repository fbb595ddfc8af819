"""Cuts a stretch of text into words with exact offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is, classes

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?(?:-[^\W\d_]+)*|[^\W\d_]+(?:['’-](?!(?:s|d|ll|re|ve|m)\b)[^\W\d_]+)*)"
    r"(?P<clitic>['’](?:s|d|ll|re|ve|m)\b|(?<=s)['’](?=\s))?",
    re.IGNORECASE,
)
_SHORTENED: Final = frozenset(
    "mr mrs ms dr st gen col lt maj capt sgt prof rev sen rep gov hon jr sr no vs inc co ltd corp".split()
)


class Word(NamedTuple):
    """A word at characters `[start, end)` of its text.

    `lower` has straight apostrophes; `gap` is what stands between the word before and this one, "" after a title's
    full stop; `clitic` is what is glued to it ("'s", "'d" or ""), no part of the span; `quoted` tells whether it
    stands in quotation marks.
    """

    text: str
    lower: str
    start: int
    end: int
    gap: str
    clitic: str
    kind: Is
    quoted: bool

    @property
    def capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def owns(self) -> bool:
        """Tell whether the word is a possessive: "the bank's", "workers'"."""
        return self.clitic in {"'s", "’s", "'", "’"} and not self.kind & Is.PRONOUN


def words_between(text: str, start: int, end: int, quoted: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """Cut characters `[start, end)` of a text into words, in order.

    Args:
        text: the whole text.
        start: first character.
        end: character after the last.
        quoted: characters in quotation marks, as non-overlapping pairs in text order.

    Example:
        >>> [(word.text, word.start, word.owns) for word in words_between("Dr. Ann O'Neil's car", 0, 20)]
        [('Dr', 0, False), ('Ann', 4, False), ("O'Neil", 8, True), ('car', 17, False)]
    """
    found: list[Word] = []
    inside = iter(quoted)
    low, high = next(inside, (end, end))
    last = start
    for match in _WORD.finditer(text, start, end):
        word, clitic = match["word"], match["clitic"] or ""
        first, stop = match.span("word")
        while high <= first < end and high < end:
            low, high = next(inside, (end, end))
        gap = text[last:first]
        if gap == ". " and found and (found[-1].lower in _SHORTENED or len(found[-1].text) == 1):
            gap = " "
        lower = word.lower().replace("’", "'")
        found.append(Word(word, lower, first, stop, gap, clitic, classes(lower), low <= first < high))
        last = match.end()
    return found
