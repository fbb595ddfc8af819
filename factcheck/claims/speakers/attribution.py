"""Finds who says a sentence, by its verbs of saying and its other forms of attribution."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.speakers.candidates import candidates
from factcheck.claims.speakers.clauses import n_quoted_after, said_begins
from factcheck.claims.speakers.phrasings import phrased
from factcheck.claims.speakers.said import is_direct, span_after, span_around, span_before
from factcheck.claims.speakers.verbs import Saying
from factcheck.datatypes import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.claims.speakers.candidates import Candidate
    from factcheck.claims.speakers.sentence import Sentence


def attribution_of(sentence: Sentence) -> Attribution | None:
    """Find who says a sentence; None when the article itself does, or when it is not certain.

    The saying of the main clause counts, not one in a subordinate clause ("after X said ..."). When another saying is
    what is said ("X said that Y had promised ..."), the inner one is given, with the outer one as `within`.

    Example:
        >>> from factcheck.claims.speakers.sentence import read_sentence
        >>> text = "The mayor said the bank had promised to pay."
        >>> found = attribution_of(read_sentence(text, 0, len(text), ()))
        >>> found.speaker.text, found.verb.text, found.said.text, found.within.speaker.text
        ('the bank', 'promised', 'to pay', 'The mayor')
    """
    if not len(sentence.words):
        return None
    found = phrased(sentence)
    if found is not None:
        return found
    others = candidates(sentence)
    for candidate in others:
        outer = None if _is_subordinate(sentence, candidate) else _attribution(sentence, candidate)
        if outer is not None:
            return _nested(sentence, outer, others) or outer
    return None


def _is_subordinate(sentence: Sentence, candidate: Candidate) -> bool:
    """Tell whether a saying stands in a subordinate clause: "after the bank said", "who said", "that X said"."""
    if candidate.sayings == {Saying.CALLING} and not n_quoted_after(sentence, candidate.verb):
        return True
    first = candidate.verb if candidate.subject.after else candidate.subject.begin
    if not sentence.joined(first):
        return False
    before = sentence.words.kinds[first - 1]
    return bool(before & Is.PREPOSITION) or (bool(before & (Is.SUBORDINATOR | Is.FINITE)) and not before & Is.ADVERB)


def _attribution(sentence: Sentence, candidate: Candidate) -> Attribution | None:
    """Make the attribution of a saying; None when what is said cannot be told."""
    verb, subject, _ = candidate
    words = sentence.words
    first, end = (verb, subject.last) if subject.after else (subject.begin, verb)
    quoted_after = words.quoted.index(True, end + 1) if True in words.quoted[end + 1 :] else None
    before = span_before(sentence, first) if not sentence.joined(first) else None
    after = quoted_after if subject.after else said_begins(sentence, candidate)
    if before is not None and (after is None or words.quoted[first - 1]):
        goes_on = after is not None or quoted_after is not None
        said = span_around(sentence) if goes_on else before
        direct = is_direct(sentence, 0, first - 1) and not (after is not None and not words.quoted[after])
    elif after is not None:
        said, direct = span_after(sentence, after), is_direct(sentence, after, len(words) - 1)
    else:
        return None
    speaker = sentence.span(subject.first, subject.last)
    return Attribution(speaker=speaker, verb=sentence.span(verb, verb), said=said, direct=direct)


def _nested(sentence: Sentence, outer: Attribution, others: Iterator[Candidate]) -> Attribution | None:
    """Find the saying that opens what the outer one says, among those after it; None when there is none."""
    for candidate in others:
        subject = candidate.subject
        opens = not sentence.words.quoted[subject.first] and sentence.words.starts[subject.first] == outer.said.start
        if subject.after or not opens:
            continue
        inner = _attribution(sentence, candidate)
        if inner is not None and inner.said.start > outer.said.start:
            return dataclasses.replace(inner, within=outer)
    return None
