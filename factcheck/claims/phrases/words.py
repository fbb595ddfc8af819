"""Cuts a stretch of text into words with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is, classes
from factcheck.claims.remembered import Remembered
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Most words are plain letters before a space or a comma; they need no look at the other forms. Any letter or digit
# begins a word, so that words, each with the gap after it, fill a text but for what stands before the first.
_LETTERS: Final = (
    r"(?:[A-Za-z]++(?=[ ,])"
    r"|(?:(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?(?:-[^\W\d_]+)*|[^\W\d_]+(?:['’-](?!(?:[sdm]|ll|re|ve|S)\b)[^\W\d_]+)*)"
    r"(?:['’](?:[sdm]|ll|re|ve|S)\b|(?<=s)['’](?=\s))?)"
)
_WORD: Final = re.compile(rf"{_LETTERS}[\W_]*")
_WORD_AND_GAP: Final = re.compile(rf"({_LETTERS})[\W_]*")
_CLITIC: Final = re.compile(r"['’](?:[sdm]|ll|re|ve|S)?$")
_OWNING: Final = frozenset({"'s", "’s", "'", "’"})
_SHORTENED: Final = listed(
    "mr mrs ms dr st gen col lt maj capt sgt prof rev sen rep gov hon jr sr no vs inc co ltd corp"
)


@dataclass(slots=True, eq=False)
class Words:
    """The words of a stretch of text in order, each thing told of them in a list of its own: loops read few of these.

    What a word tells without its place: `lowers` have straight apostrophes; `kinds` join values of `Is`; `capitals`
    tell whether it begins with a capital letter; `clitics` are what is glued to it ("'s", "'d" or ""), no part of
    `texts`; `owns` tells whether it is a possessive: "the bank's", "workers'".

    What its place tells: `starts` are its first characters in the text; `gaps` are what stands before it, " " after a
    title's full stop; `quoted` tells whether it stands in quotation marks, `joined` whether only spaces part it from
    the word before, inside or outside quotation marks like this one. `joined` has a value more than there are words,
    False, so that it can be asked of the word after any.
    """

    texts: Sequence[str]
    lowers: tuple[str, ...]
    kinds: Sequence[int]
    capitals: Sequence[bool]
    clitics: Sequence[str]
    owns: Sequence[bool]
    starts: Sequence[int]
    gaps: Sequence[str]
    quoted: Sequence[bool]
    joined: Sequence[bool]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.lowers)

    def end(self, at: int) -> int:
        """Give the character after a word, its clitic left out."""
        return self.starts[at] + len(self.texts[at])


class _Form(NamedTuple):
    """What a word tells with its clitic and the gap after it, without its place: see `Words`.

    `spaced` tells whether the gap is nothing but spaces, `size` counts the characters of all.
    """

    text: str
    lower: str
    kind: int
    capital: bool
    clitic: str
    owns: bool
    gap: str
    spaced: bool
    size: int


def _form(piece: str) -> _Form:
    """Read a word with its clitic and the gap after it."""
    match = _WORD_AND_GAP.fullmatch(piece)
    token = match[1] if match else piece  # "a-s" of "a-s5" is one token only for the digit after it
    gap = piece[len(token) :]
    clitic = "".join(_CLITIC.findall(token))
    text = token[: len(token) - len(clitic)]
    lower = text.lower().replace("’", "'")
    kind = classes(lower)
    owns = clitic in _OWNING and not kind & Is.PRONOUN
    return _Form(text, lower, kind, text[0].isupper(), clitic, owns, gap, gap.isspace(), len(piece))


_FORMS: Final = Remembered(_form)


def words_between(text: str, start: int, end: int, quoted: Iterable[tuple[int, int]] = ()) -> Words:
    """Cut characters `[start, end)` of a text into words, in order.

    Args:
        text: the whole text.
        start: first character.
        end: character after the last.
        quoted: characters in quotation marks, as non-overlapping pairs in text order.

    Example:
        >>> words = words_between("Dr. Ann O'Neil's car", 0, 20)
        >>> list(zip(words.texts, words.starts, words.owns))
        [('Dr', 0, False), ('Ann', 4, False), ("O'Neil", 8, True), ('car', 17, False)]
    """
    stretch = text[start:end]
    forms = [_FORMS[piece] for piece in _WORD.findall(stretch)]
    if not forms:
        return Words((), (), (), (), (), (), (), (), (), (False,))
    texts, lowers, kinds, capitals, clitics, owns, after, spaced, sizes = zip(*forms, strict=True)
    before = len(stretch) - sum(sizes)
    starts = list(accumulate(sizes[:-1], initial=start + before))
    gaps = [stretch[:before], *after[:-1]]
    joined = [False, *spaced]
    joined[-1] = False
    if ". " in gaps:
        for at, gap in enumerate(gaps):
            if gap == ". " and at and (lowers[at - 1] in _SHORTENED or len(lowers[at - 1]) == 1):
                gaps[at] = " "
                joined[at] = True
    inside = _inside(starts, end, quoted)
    if True in inside:
        for at in range(1, len(inside)):
            joined[at] &= inside[at] is inside[at - 1]
    return Words(texts, lowers, kinds, capitals, clitics, owns, starts, gaps, inside, joined)


def _inside(starts: Sequence[int], end: int, quoted: Iterable[tuple[int, int]]) -> list[bool]:
    """Tell for each word, by its first character, whether it stands in quotation marks."""
    marks = iter(quoted)
    low, high = next(marks, (end, end))
    if low == end:
        return [False] * len(starts)
    inside = []
    for start in starts:
        while high <= start and high < end:
            low, high = next(marks, (end, end))
        inside.append(low <= start < high)
    return inside
