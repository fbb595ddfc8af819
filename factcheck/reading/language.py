"""Says which language a text is in; only this file imports py3langid."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MOST_CHARACTERS: Final = 8_000  # of the beginning; more tells nothing new
_LEAST_WORDS: Final = 15  # small words in Latin letters; fewer, as in tables, tell nothing
_LEAST_OTHER_LETTERS: Final = 20
_MOST_ENGLISH: Final = 0.12  # share of small words that are English function words: news has 0.4, Dutch 0.08
_SMALL_WORD: Final = re.compile(r"(?<![\w'’.-])[^\W\d_A-Z]+(?![\w'’-])")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FUNCTION_WORDS: Final = (
    "a about after all also an and are as at be been but by can could for from had has have he her his if in into"
    " is it its more most new no not of on one or our out over said say says she so than that the their them there"
    " they this to two up was we were when which who will with would you"
)
_ENGLISH: Final = frozenset(_FUNCTION_WORDS.split())
_CODE: Final = re.compile(r"(?P<code>[A-Za-z]{2})(?:-|\Z)")


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """Say which language a text is in.

    What the document states counts first. Else English is told by its function words; for another language three
    witnesses must agree: hardly any of the small words is a function word of English (or most letters are not Latin),
    and py3langid finds the same other language in all of the text and in half of it.

    Args:
        text: the text; the first 8,000 characters are looked at.
        stated: a language tag such as "en-GB" (BCP 47), as the document has it.

    Returns:
        An ISO 639-1 code; None when unsure, for tables, lists of names and texts that are too short to tell.

    >>> language_of("Le pont est fermé.", stated="fr-CA")
    'fr'
    >>> language_of("The mayor of Oslo resigned on Friday, and it was three days after the flood that was in the city.")
    'en'
    >>> language_of("Der Rat der Stadt hat am Freitag beschlossen, " * 5)
    'de'
    """
    tag = _CODE.match(stated or "")
    if tag is not None:
        return tag["code"].lower()
    head = text[:_MOST_CHARACTERS]
    looks_english = _looks_english(head)
    if looks_english is not False:
        return "en" if looks_english else None
    from py3langid import classify  # noqa: PLC0415 - loads for a second, and few texts need it

    code = str(classify(head)[0])
    middle = len(head) // 2
    return code if code in {str(classify(half)[0]) for half in (head[:middle], head[middle:])} else None


def _looks_english(head: str) -> bool | None:
    """Tell by letters and small words whether a text may be English; None when they are too few to tell."""
    letters = _LETTER.findall(head)
    n_other = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if n_other * 2 > len(letters):
        return False if n_other >= _LEAST_OTHER_LETTERS else None
    words = _SMALL_WORD.findall(head)
    if len(words) < _LEAST_WORDS:
        return None
    return sum(word in _ENGLISH for word in words) > _MOST_ENGLISH * len(words)
