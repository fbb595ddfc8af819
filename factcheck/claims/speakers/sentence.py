"""A sentence as the rules for speakers read it: words, noun phrases, and where quotations lie."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases import NounPhrase, Word, noun_phrases, words_between
from factcheck.claims.phrases.lexicon import Is
from factcheck.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOWER: Final = itemgetter(Word._fields.index("lower"))  # a third of the time of looking it up by name
_made: Final = tuple.__new__  # a third of the time of the class's own constructor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Characters `[start, end)` of `text` read: its words, its noun phrases, and its quotations as spans.

    `lowers` are the words in lower case; `ending_at` and `beginning_at` find the phrases by their `stop` and `first`.
    """

    text: str
    start: int
    end: int
    words: list[Word]
    lowers: list[str]
    phrases: list[NounPhrase]
    ending_at: dict[int, tuple[NounPhrase, ...]]
    beginning_at: dict[int, tuple[NounPhrase, ...]]
    quotes: tuple[Span, ...]

    def joined(self, at: int) -> bool:
        """Tell whether only spaces stand before a word, and no quotation begins or ends there."""
        return at < len(self.words) and self.words[at].joined

    def span(self, first: int, last: int) -> Span:
        """Give the span of the words `[first, last]`, in characters of the text."""
        start, end = self.words[first].start, self.words[last].end
        return _made(Span, (start, end, self.text[start:end]))

    def gap(self, at: int) -> str:
        """Give what stands before a word, or after the last one."""
        if at < len(self.words):
            return self.words[at].gap
        return self.text[self.words[-1].end : self.end] if self.words else ""

    def has_finite(self, first: int, last: int) -> bool:
        """Tell whether a finite verb stands among the words `[first, last]`."""
        return any(self.words[at].kind & Is.FINITE for at in range(first, last + 1))


def read_sentence(text: str, start: int, end: int, quotes: Sequence[Span]) -> Sentence:
    """Read characters `[start, end)` of a text, with the quotations that lie there, in order."""
    words = words_between(text, start, end, [(quote.start, quote.end) for quote in quotes])
    phrases = noun_phrases(words)
    ending_at: dict[int, tuple[NounPhrase, ...]] = {}
    beginning_at: dict[int, tuple[NounPhrase, ...]] = {}
    for phrase in phrases:
        first, stop = phrase.first, phrase.stop
        others = ending_at.get(stop)
        ending_at[stop] = (phrase,) if others is None else (*others, phrase)
        others = beginning_at.get(first)
        beginning_at[first] = (phrase,) if others is None else (*others, phrase)
    return Sentence(
        text=text,
        start=start,
        end=end,
        words=words,
        lowers=list(map(_LOWER, words)),
        phrases=phrases,
        ending_at=ending_at,
        beginning_at=beginning_at,
        quotes=tuple(quotes),
    )
