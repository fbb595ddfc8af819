"""Gives the quotations of any text with who says each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.claims.phrases import noun_phrases, words_between
from factcheck.claims.speakers.carried import attributions, spoken
from factcheck.claims.speakers.quotation_marks import quotations
from factcheck.claims.speakers.quote_spans import quotes_within
from factcheck.claims.speakers.sentence import read_sentence
from factcheck.sentences import sentence_spans

if TYPE_CHECKING:
    from factcheck.datatypes import Span


class Quoted(NamedTuple):
    """A quotation, marks left out, and its speaker as written beside the verb; None when the text tells none.

    `named` tells that the speaker's wording ends with a name.
    """

    words: Span
    speaker: Span | None
    named: bool = False


def quoted_words(text: str) -> list[Quoted]:
    """Find the quotations of a text with their speakers, in order; one over several sentences comes in parts.

    Example:
        >>> [(it.words.text, it.speaker and it.speaker.text) for it in quoted_words("“No,” said Ann Lee. “Not now.”")]
        [('No,', 'Ann Lee'), ('Not now.', 'Ann Lee')]
    """
    marks = quotations(text)
    if not marks:
        return []
    spans = [(span.start, span.end) for span in sentence_spans(text)]
    sentences = [
        spoken(read_sentence(text, start, end, quotes))
        for (start, end), quotes in zip(spans, quotes_within(text, spans, marks), strict=True)
    ]
    found = []
    for sentence, attribution in zip(sentences, attributions(text, sentences, marks), strict=True):
        for words in sentence.quotes:
            is_said = attribution is not None and attribution.said.start <= words.start < attribution.said.end
            speaker = attribution.speaker if attribution is not None and is_said else None
            found.append(Quoted(words, speaker, speaker is not None and _is_named(text, speaker)))
    return found


def _is_named(text: str, speaker: Span) -> bool:
    """Tell whether a speaker's wording is a name, with or without a title before it."""
    phrases = noun_phrases(words_between(text, speaker.start, speaker.end))
    return bool(phrases) and phrases[0].name is not None
