"""Says which language an article is in when it is clearly not English; only this file imports py3langid."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from factcheck.word_lists import listed

SERVED_LANGUAGES: Final = frozenset({"en"})
"""ISO 639-1 codes of the languages that the embedded models and the rules of this room are made for."""

_MOST_CHARACTERS: Final = 8_000  # of the beginning; more tells nothing new
_LEAST_WORDS: Final = 15  # small words in Latin letters; fewer, as in tables, tell nothing
_LEAST_OTHER_LETTERS: Final = 20
_MOST_ENGLISH: Final = 0.12  # share of small words that are English function words: news has 0.4, Dutch 0.08
_SMALL_WORD: Final = re.compile(r"(?<![\w'’.-])[^\W\d_A-Z]+(?![\w'’-])")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ENGLISH: Final = listed(
    "a about after all also an and are as at be been but by can could for from had has have he her his if in into"
    " is it its more most new no not of on one or our out over said say says she so than that the their them there"
    " they this to two up was we were when which who will with would you"
)


def foreign_language(text: str) -> str | None:
    """Say which language a text is in when it is clearly not English.

    Three witnesses must agree: hardly any of its small words is a function word of English (or most of its letters are
    not Latin), and py3langid finds the same other language in all of it and in half of it. Tables and lists of names
    give None.

    Returns:
        An ISO 639-1 code, as py3langid gives it ("de", "fr", "ar"); None for English, when unsure, and for a text that
        is too short to tell.

    Example:
        >>> foreign_language("The mayor of Oslo resigned on Friday, three days after the flood.")
        >>> foreign_language("Der Rat der Stadt hat am Freitag beschlossen, " * 5)
        'de'
    """
    head = text[:_MOST_CHARACTERS]
    if not _may_be_foreign(head):
        return None
    from py3langid import classify  # noqa: PLC0415 - loads for a second, and few articles need it

    code = str(classify(head)[0])
    middle = len(head) // 2
    is_sure = code in {str(classify(half)[0]) for half in (head[:middle], head[middle:])}
    return code if is_sure and code not in SERVED_LANGUAGES else None


def _may_be_foreign(head: str) -> bool:
    """Tell whether a text is long enough to tell and does not look like English."""
    letters = _LETTER.findall(head)
    n_other = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if n_other * 2 > len(letters):
        return n_other >= _LEAST_OTHER_LETTERS
    words = _SMALL_WORD.findall(head)
    return len(words) >= _LEAST_WORDS and sum(word in _ENGLISH for word in words) <= _MOST_ENGLISH * len(words)
