"""A sentence cut into words, with the reach of its negations."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Za-z]+(?:['’&.-][A-Za-z]+)*")
BOUNDARY = re.compile(r"[,;:]\s|\s(?:but|while|although|though|whereas)\s|\sand\s(?=it|he|she|they|the\b)|\s[-–—]+\s")
NEGATED = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|few|little|hardly|barely|rarely|seldom|unless|if|whether"
    r"|den(?:y|ies|ied|ying)|refus\w+|fail(?:s|ed|ing|ure)?|reject\w*|rul(?:e|ed|es|ing) out|prevent\w*|avoid\w*|unlikely|lack\w*"
    r"|oppos\w+|doubt\w*|declin(?:e|ed|es|ing) to|unable|impossible|bann?(?:ed|s)?|forb\w+|denial|instead of|rather than)\b|n['’]t\b",
    re.IGNORECASE,
)
BOUNDED = re.compile(
    r"\b(?:all|every|each|any|only|first|last|most|least|best|worst|sole|alone|always|same|record|unprecedented|\w{3,}est)\b",
    re.IGNORECASE,
)
SHORT, LONG = 7, 50
STRANGE = re.compile(r"[<>{}|\\*_=#@\t]|\.\.\.|…|\?|!|--|&\s|http|\b(?:vs|shr|revs|qtr|avg shrs)\b|\s\.|[A-Z]{12,}")
QUOTES = re.compile(r"[\"“”]")


class Word(NamedTuple):
    """Characters `[start, end)` and the word there, as written and in lower case."""

    start: int
    end: int
    text: str
    low: str


class View:
    """A sentence, its words and its clauses."""

    __slots__ = ("_clauses", "low", "text", "words")

    def __init__(self, text: str) -> None:
        """Cut the sentence."""
        self.text = text
        self.low = text.lower()
        self.words = [Word(m.start(), m.end(), m.group(), m.group().lower()) for m in WORD.finditer(text)]
        edges = [0, *(m.start() for m in BOUNDARY.finditer(text)), len(text)]
        self._clauses = [
            (a, b, bool(NEGATED.search(text, a, b)), bool(BOUNDED.search(text, a, b))) for a, b in pairwise(edges)
        ]

    def denied(self, start: int) -> bool:
        """Tell whether the clause of a character holds a negation: swapping a fact there refutes nothing."""
        return any(negated for a, b, negated, _ in self._clauses if a <= start < max(b, a + 1))

    def bounded(self, start: int) -> bool:
        """Tell whether leaving a detail out of the clause may strengthen it ("the first since", "all", "no")."""
        return any(negated or limit for a, b, negated, limit in self._clauses if a <= start < max(b, a + 1))

    def once(self, piece: str) -> bool:
        """Tell whether a piece of text stands in the sentence exactly once, whatever the case."""
        return self.low.count(piece.lower()) == 1

    def before(self, start: int, n: int = 1) -> str:
        """Give the n-th word before a character in lower case, or ""."""
        found = self.text[:start].split()
        return found[-n].lower() if len(found) >= n else ""

    def after(self, end: int) -> str:
        """Give the word that follows a character in lower case, or ""."""
        found = self.text[end : end + 40].split(maxsplit=1)
        return found[0].strip(".,;:").lower() if found else ""


def usable(sentence: str) -> bool:
    """Tell whether a sentence is plain prose of 7 to 50 words that ends in a full stop.

    >>> usable("The minister said on Monday that taxes would rise."), usable("Shr 5 cts vs 6 cts")
    (True, False)
    """
    n_words = len(sentence.split())
    return (
        SHORT <= n_words <= LONG
        and sentence[0].isupper()
        and sentence.endswith((".", '."', ".”"))
        and not STRANGE.search(sentence)
        and len(QUOTES.findall(sentence)) % 2 == 0
        and sentence.count("(") == sentence.count(")")
        and sum(word[0].isupper() for word in sentence.split()) < n_words * 0.5
        and sum(c.isupper() for c in sentence) < len(sentence) // 4
    )
