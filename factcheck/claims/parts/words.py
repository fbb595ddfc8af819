"""Words of the closed classes of English, as the splitting of sentences asks for them, and the words of a text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.remembered import Remembered
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable


class Word(NamedTuple):
    """A word or mark as it is written; `lower` is the same in small, `size` counts its characters and the spaces after.

    Where it stands is not told: the words of all texts are made once for each way of writing.
    """

    text: str
    lower: str
    size: int


PRONOUNS: Final = listed("he she they we i it you there")
"""Pronouns that are subjects; "it" and "you" may be objects too. "there" stands where a subject stands."""

SUBJECT_ONLY: Final = listed("he she they we i there")
"""Pronouns that are never objects: in the middle of a clause they open another one."""

QUANTIFIERS: Final = listed(
    "all another any both each either everybody everyone everything few half many more most neither nobody none"
    " nothing no one others several some someone somebody this these those two three four five six seven eight nine"
    " ten"
)
DETERMINERS: Final = listed("a an the this these those each every no its his her their our my your")
PREPOSITIONS: Final = listed(
    "about above according across after against ahead along amid among around as at because before behind below"
    " beside between beyond by despite down due during for from in inside instead into like near of off on onto out"
    " outside over past per since through throughout till to toward towards under until unlike up upon via with"
    " within without"
)
RELATIVES: Final = listed("who whom whose which that where when why how what whether")
SUBORDINATORS: Final = listed(
    "after although as because before if lest once provided since than though till unless until whenever wherever"
    " while whereas whilst"
)
CONDITIONALS: Final = listed("if unless whether lest supposing")
TIME_WORDS: Final = listed(
    "again ago earlier early last late later next now once recently since then this today tomorrow tonight twice"
    " yesterday monday tuesday wednesday thursday friday saturday sunday"
)
ADVERBS: Final = listed(
    "again almost already also always away back ever even everywhere here however indeed instead just largely later"
    " long meanwhile moreover much nearly never nevertheless nonetheless not now often once only perhaps quite"
    " rather sadly since so sometimes soon still then therefore thus together too twice very yet both all each"
)
PLURALS: Final = listed(
    "children men women people police others many most some few both several all clergy staff they we you"
)

# Shortenings keep their full stop, so that "on Nov. 8" holds no mark. Most words are small letters before a space.
# Words and marks, each with the spaces after it, fill a text but for the spaces before the first.
_WORD: Final = re.compile(
    r"(?:[a-z]++(?=[ ,])|\d+(?:[.,:]\d+)*\w*|(?:[A-Za-z]\.){2,}|[A-Z][a-z]{0,4}\.(?=\s)|\w+(?:['’.-]\w+)*|[^\w\s])\s*"
)
_NO_LETTERS: Final = bytes(each if chr(each).isalpha() and chr(each).isascii() else ord(" ") for each in range(256))

_NO_ADVERBS: Final = listed(
    "ally anomaly assembly belly bully family fly homily jelly lily monopoly rally reply supply tally butterfly fully"
)


def _word(piece: str) -> Word:
    """Read a word or mark with the spaces after it."""
    text = piece.rstrip()
    return Word(text, text.lower(), len(piece))


_WORDS: Final = Remembered(_word)


def words_of(text: str) -> list[Word]:
    """Give the words and marks of a text in order.

    Example:
        >>> [word.text for word in words_of("It isn't 3.5%, he said.")]
        ['It', "isn't", '3.5', '%', ',', 'he', 'said', '.']
    """
    return [_WORDS[piece] for piece in _WORD.findall(text.replace("’", "'"))]


def starts_of(words: Iterable[Word], text: str) -> list[int]:
    """Give the first characters of all the words of a text.

    Example:
        >>> starts_of(words_of(" Two ships."), " Two ships.")
        [1, 5, 10]
    """
    return list(accumulate((word.size for word in words), initial=len(text) - len(text.lstrip())))[:-1]


@lru_cache(maxsize=4)  # splitting, kind and worth ask for the words of one sentence in turn
def plain_words(text: str) -> tuple[str, ...]:
    """Give the runs of letters from a to z of a text, small, in order; any other letter parts two runs.

    Example:
        >>> plain_words("The U.S. café's 3rd")
        ('the', 'u', 's', 'caf', 's', 'rd')
    """
    return tuple(text.lower().encode("ascii", "replace").translate(_NO_LETTERS).decode("ascii").split())


def is_name(word: Word) -> bool:
    """Tell whether a word is written with a capital."""
    return word.text[0].isupper()


def is_adverb(word: Word) -> bool:
    """Tell whether a word may stand between a subject and its verb without changing either."""
    return word.lower in ADVERBS or (
        word.text.islower() and word.lower.endswith("ly") and word.lower not in _NO_ADVERBS
    )


def is_mark(word: Word) -> bool:
    """Tell whether a word is a punctuation mark."""
    return not word.text[0].isalnum() and word.text[0] != "_"
