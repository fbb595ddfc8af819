"""Words, names and noun phrases of a sentence, with exact offsets: what speakers and references back are found by."""

from factcheck.claims.phrases.noun_phrases import NounPhrase, noun_phrases
from factcheck.claims.phrases.words import Words, words_between

__all__ = ["NounPhrase", "Words", "noun_phrases", "words_between"]
