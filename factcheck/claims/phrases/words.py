"""Cuts a stretch of text into words with exact offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is, classes
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

# Most words are plain letters before a space or a comma; they need no look at the other forms. What stands in a group
# is given by `split`: gap, word, gap, word, ..., gap.
_WORD: Final = re.compile(
    r"([A-Za-z]++(?=[ ,])"
    r"|(?:(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?(?:-[^\W\d_]+)*|[^\W\d_]+(?:['’-](?!(?:[sdm]|ll|re|ve|S)\b)[^\W\d_]+)*)"
    r"(?:['’](?:[sdm]|ll|re|ve|S)\b|(?<=s)['’](?=\s))?)"
)
_CLITIC: Final = re.compile(r"['’](?:[sdm]|ll|re|ve|S)?$")
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


class _Form(NamedTuple):
    """What a word and its clitic tell without their place."""

    text: str
    lower: str
    clitic: str
    kind: int
    capital: bool
    owns: bool


@lru_cache(maxsize=65_536)
def _form(token: str) -> _Form:
    """Read a word with the clitic glued to it."""
    match = _CLITIC.search(token)
    clitic = match[0] if match else ""
    word = token[: len(token) - len(clitic)]
    lower = word.lower().replace("’", "'")
    kind = classes(lower)
    return _Form(word, lower, clitic, kind, word[0].isupper(), clitic in _OWNING and not kind & Is.PRONOUN)


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
    pieces = _WORD.split(text[start:end])
    for gap_before, token in zip(pieces[::2], pieces[1::2], strict=False):  # the gap after the last word is left over
        gap = gap_before
        first = last + len(gap)
        last = first + len(token)
        if low <= first:
            while high <= first and high < end:
                low, high = next(inside, (end, end))
            is_quoted = low <= first < high
        word, lower, clitic, kind, capital, owns = _form(token)
        if gap == " ":
            joined = is_quoted == was_quoted and before != ""
        elif gap == ". " and (before in _SHORTENED or len(before) == 1):
            gap = " "
            joined = is_quoted == was_quoted
        else:
            joined = is_quoted == was_quoted and gap.isspace() and before != ""
        stop = last - len(clitic) if clitic else last
        add(_made(Word, (word, lower, first, stop, gap, clitic, kind, is_quoted, joined, capital, owns)))
        was_quoted = is_quoted
        before = lower
    return found
