"""Says which language an article is in when it is clearly not English."""

from __future__ import annotations

from typing import Final

from factcheck.reading import language_of

SERVED_LANGUAGES: Final = frozenset({"en"})
"""ISO 639-1 codes of the languages that the embedded models and the rules of this room are made for."""


def foreign_language(text: str) -> str | None:
    """Say which language a text is in when it is clearly not English (`factcheck.reading.language_of`).

    Returns:
        An ISO 639-1 code, as py3langid gives it ("de", "fr", "ar"); None for English, when unsure, and for a text that
        is too short to tell.

    Example:
        >>> foreign_language("The mayor of Oslo resigned on Friday, three days after the flood.")
        >>> foreign_language("Der Rat der Stadt hat am Freitag beschlossen, " * 5)
        'de'
    """
    code = language_of(text)
    return None if code in SERVED_LANGUAGES else code
