"""Cuts a stretch of text into words with exact offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is, classes
from factcheck.claims.phrases.listing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(
    r"((?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?(?:-[^\W\d_]+)*|[^\W\d_]+(?:['’-](?!(?:[sdm]|ll|re|ve|S)\b)[^\W\d_]+)*)"
    r"(['’](?:[sdm]|ll|re|ve|S)\b|(?<=s)['’](?=\s))?"
)
_OWNING: Final = frozenset({"'s", "’s", "'", "’"})
_SHORTENED: Final = listed(
    "mr mrs ms dr st gen col lt maj capt sgt prof rev sen rep gov hon jr sr no vs inc co ltd corp"
)


class Word(NamedTuple):
    """A word at characters `[start, end)` of its text.

    `lower` has straight apostrophes; `gap` is what stands between the word before and this one, " " after a title's
    full stop; `clitic` is what is glued to it ("'s", "'d" or ""), no part of the span; `kind` joins values of `Is`;
    `quoted` tells whether it stands in quotation marks, `joined` whether only spaces part it from the word before,
    inside or outside quotation marks like this one, `capital` whether it begins with a capital letter, `owns` whether
    it is a possessive: "the bank's", "workers'".
    """

    text: str
    lower: str
    start: int
    end: int
    gap: str
    clitic: str
    kind: int
    quoted: bool
    joined: bool
    capital: bool
    owns: bool


_made: Final = tuple.__new__  # a third of the time of the class's own constructor


@lru_cache(maxsize=65_536)
def _read(word: str) -> tuple[str, int, bool]:
    """Give a word in lower case with straight apostrophes, what it can be, and whether it has a capital."""
    lower = word.lower().replace("’", "'")
    return lower, classes(lower), word[0].isupper()


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
    was_quoted = is_quoted = False
    before = ""
    add = found.append
    for match in _WORD.finditer(text, start, end):
        word, clitic = match.groups("")
        first, stop = match.span(1)
        if high <= first or is_quoted or low <= first:
            while high <= first and high < end:
                low, high = next(inside, (end, end))
            is_quoted = low <= first < high
        gap = text[last:first]
        if gap != " " and gap == ". " and (before in _SHORTENED or len(before) == 1):
            gap = " "
        lower, kind, capital = _read(word)
        joined = is_quoted == was_quoted and (gap == " " or gap.isspace()) and before != ""
        owns = clitic != "" and clitic in _OWNING and not kind & Is.PRONOUN
        add(_made(Word, (word, lower, first, stop, gap, clitic, kind, is_quoted, joined, capital, owns)))
        last = stop + len(clitic)
        was_quoted = is_quoted
        before = lower
    return found
