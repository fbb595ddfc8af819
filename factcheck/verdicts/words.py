"""The words of a text that carry its content, and their stems (pure)."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.plain import REMEMBERED_TEXTS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STEM = 5
"""Letters by which words are compared: enough to tell words apart, few enough to pass over endings."""
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her his in into is it its of on or she that the "
        "their them they this to was were which who will with would said says say after also about over than not no",
    )
)


_POSSESSIVE = re.compile(r"['’]s?$")


def content_words(text: str) -> list[str]:
    """List the lower-case words of a text that carry content, in order, without a possessive ending.

    >>> content_words("The minister said Iran's answer was late.")
    ['minister', 'iran', 'answer', 'late']
    """
    return [word.lower() for word in written_words(text)]


def written_words(text: str) -> list[str]:
    """List the words of a text that carry content as they are written, in order, without a possessive ending."""
    words = (_POSSESSIVE.sub("", match.group()) for match in WORD.finditer(text))
    return [word for word in words if word.lower() not in STOP_WORDS]


@lru_cache(maxsize=REMEMBERED_TEXTS)
def stems(text: str) -> frozenset[str]:
    """Give the stems of a text's content words: their first letters.

    >>> sorted(stems("The militias were raided."))
    ['milit', 'raide']
    """
    return frozenset(word[:STEM] for word in content_words(text))
