"""A sentence as the rules for speakers read it: words, noun phrases, and where quotations lie."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases import NounPhrase, Words, noun_phrases, words_between
from factcheck.claims.phrases.lexicon import Is
from factcheck.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_FINITE: Final = Is.FINITE
_made: Final = tuple.__new__  # a third of the time of the class's own constructor


@dataclass(slots=True, eq=False)
class Sentence:
    """Characters `[start, end)` of `text` read: its words, its noun phrases by first word, its quotations as spans.

    `ending_at` finds the phrases by their `stop`.
    """

    text: str
    start: int
    end: int
    words: Words
    phrases: list[NounPhrase]
    ending_at: dict[int, tuple[NounPhrase, ...]]
    quotes: tuple[Span, ...]

    def beginning_at(self, first: int) -> list[NounPhrase]:
        """Give the phrases that begin with a word, in order; [] for none."""
        low = bisect_left(self.phrases, (first,))
        return self.phrases[low : bisect_left(self.phrases, (first + 1,), low)]

    def joined(self, at: int) -> bool:
        """Tell whether only spaces stand before a word, and no quotation begins or ends there."""
        return self.words.joined[at]

    def span(self, first: int, last: int) -> Span:
        """Give the span of the words `[first, last]`, in characters of the text."""
        words = self.words
        start, end = words.starts[first], words.starts[last] + len(words.texts[last])
        return _made(Span, (start, end, self.text[start:end]))

    def has_finite(self, first: int, last: int) -> bool:
        """Tell whether a finite verb stands among the words `[first, last]`."""
        return any(kind & _FINITE for kind in self.words.kinds[first : last + 1])


def read_sentence(text: str, start: int, end: int, quotes: Sequence[Span]) -> Sentence:
    """Read characters `[start, end)` of a text, with the quotations that lie there, in order."""
    words = words_between(text, start, end, [(quote.start, quote.end) for quote in quotes])
    phrases = noun_phrases(words)
    ending_at: dict[int, tuple[NounPhrase, ...]] = {}
    for phrase in phrases:
        stop = phrase.stop
        others = ending_at.get(stop)
        ending_at[stop] = (phrase,) if others is None else (*others, phrase)
    return Sentence(text, start, end, words, phrases, ending_at, tuple(quotes))
