"""Finds what is put in a speaker's mouth, before or after the verb."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases.lexicon import Is
from factcheck.datatypes import Span
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.speakers.sentence import Sentence

_CLAUSE_OPENERS: Final = listed("that if whether why how what when where who which")
_STOPS: Final = frozenset(',.;!?)]”"»–—')
_LINKS: Final = listed("as")
_MOST_ADDRESSEE: Final = 12  # words of "told a committee of the upper house of parliament"
_LEAST_STATED: Final = 4  # words
_MOST_ADJUNCT: Final = 25  # words of "said in a statement on Monday after a meeting in Oslo that"


def said_after(sentence: Sentence, verb: int, *, tells: bool) -> int | None:
    """Give the first word of what is said after a verb; None when nothing is said there.

    Skips the person told, and when and where it was said: "told the Post in Oslo on Monday that".
    """
    at: int | None = verb + 1
    if at is None or at >= len(sentence.words) or _stops(sentence, at):
        return None
    if tells:
        at = _after_addressee(sentence, at)
    if at is None or _opens(sentence, at):
        return at
    return _after_adjunct(sentence, at)


def _after_adjunct(sentence: Sentence, at: int) -> int | None:
    """Give the word after when or where something was said: a clause, a quotation or a colon must follow."""
    words = sentence.words
    for ahead in range(at, min(len(words), at + _MOST_ADJUNCT)):
        is_plain = words.gaps[ahead] == " " and not words.quoted[ahead]
        if not is_plain and ahead > at and (_quote_opens(sentence, ahead) or ":" in words.gaps[ahead]):
            return ahead
        if words.lowers[ahead] == "that" and words.joined[ahead] and ahead + 1 < len(words):
            return ahead
        if not is_plain and _stops(sentence, ahead):
            return None
    return _after_time(sentence, at)


def _after_time(sentence: Sentence, at: int) -> int | None:
    """Give the word after "on Monday" or "in a statement" at word `at` when a clause begins there."""
    words = sentence.words
    while at < len(words) and (words.kinds[at] & (Is.PREPOSITION | Is.CALENDAR | Is.ADVERB | Is.NUMBER)):
        if words.kinds[at] & Is.PREPOSITION and not words.kinds[at] & Is.CALENDAR:
            fits = sentence.beginning_at(at + 1)
            at = max(it.last for it in fits) + 1 if fits else at + 1
        else:
            at += 1
        if at >= len(words) or not sentence.joined(at):
            return None
    return at if any(_leads_clause(sentence, it.stop) for it in sentence.beginning_at(at)) else None


def _leads_clause(sentence: Sentence, last: int) -> bool:
    """Tell whether a finite verb follows the noun phrase that ends with a word."""
    return sentence.joined(last + 1) and bool(sentence.words.kinds[last + 1] & (Is.FINITE | Is.ADVERB))


def _after_addressee(sentence: Sentence, at: int) -> int | None:
    """Give the word after the person told, at word `at`; None when nothing follows it."""
    words = sentence.words
    fits = sentence.beginning_at(at)
    if not fits:
        return at
    told = words.kinds[at] & Is.PERSON and fits[0].plural and not words.capitals[at]
    # "told lawmakers prices had risen": persons in the plural without an article are no modifier of what follows.
    at = at + 1 if told or fits[0].pronoun else max(it.stop for it in fits) + 1
    for ahead in range(at, min(len(words), at + _MOST_ADDRESSEE)):
        if ahead > at and words.lowers[ahead] == "that" and sentence.joined(ahead):
            return ahead
    return at if at < len(words) and not (_stops(sentence, at) and not _quote_opens(sentence, at)) else None


def _stops(sentence: Sentence, at: int) -> bool:
    """Tell whether a comma, a stop or a quotation's end stands before a word, so that nothing is said from it on."""
    gap = sentence.words.gaps[at]
    if _quote_opens(sentence, at) or ":" in gap:
        return False
    return not _STOPS.isdisjoint(gap)


def _quote_opens(sentence: Sentence, at: int) -> bool:
    """Tell whether a quotation begins with a word."""
    words = sentence.words
    return words.quoted[at] and (at == 0 or not words.quoted[at - 1] or bool(set("“\"«‘'") & set(words.gaps[at])))


def _opens(sentence: Sentence, at: int) -> bool:
    """Tell whether what is said can begin with a word: a clause, an object, a quotation, no adjunct."""
    if at >= len(sentence.words):
        return False
    words = sentence.words
    if _quote_opens(sentence, at) or ":" in words.gaps[at] or words.lowers[at] in _CLAUSE_OPENERS:
        return True
    if words.lowers[at] in _LINKS:
        return False
    return not words.kinds[at] & (Is.PREPOSITION | Is.CALENDAR | Is.CONJUNCTION | Is.ADVERB)


def span_after(sentence: Sentence, at: int, *, keep_that: bool = False) -> Span:
    """Give the span from a word to the end of the sentence, "that" and closing marks left out."""
    if sentence.words.lowers[at] == "that" and not keep_that and at + 1 < len(sentence.words):
        at += 1
    return _span(sentence, sentence.words.starts[at], sentence.words.end(-1), at, len(sentence.words) - 1)


def span_before(sentence: Sentence, at: int) -> Span | None:
    """Give the span from the sentence's beginning to the word before `at`; None when no statement stands there."""
    if at <= 0:
        return None
    words = sentence.words
    if not (any(words.quoted[:at]) or sentence.has_finite(0, at - 1) or _may_state(sentence, at)):
        return None
    first = 1 if words.kinds[0] & Is.CONJUNCTION and at > 1 and not words.quoted[0] else 0
    return _span(sentence, words.starts[first], words.end(at - 1), first, at - 1)


def _may_state(sentence: Sentence, at: int) -> bool:
    """Tell whether the words before `at` may be a statement whose verb is not known here: long, and no adjunct."""
    adjunct = Is.PREPOSITION | Is.SUBORDINATOR | Is.ADVERB | Is.CONJUNCTION | Is.CALENDAR
    return at >= _LEAST_STATED and not sentence.words.kinds[0] & adjunct


def span_around(sentence: Sentence) -> Span:
    """Give the span of the whole sentence, from its first word to its last."""
    return _span(sentence, sentence.words.starts[0], sentence.words.end(-1), 0, len(sentence.words) - 1)


def _span(sentence: Sentence, start: int, end: int, first: int, last: int) -> Span:
    """Give a span, widened to the quotation that begins or ends it; its marks too when other words are said besides."""
    opening = _quote_at(sentence, sentence.words.starts[first])
    closing = _quote_at(sentence, sentence.words.starts[last])
    if opening is not None:
        start = min(start, opening.start) if opening == closing else max(sentence.start, opening.start - 1)
    if closing is not None:
        end = max(end, closing.end) if opening == closing else min(sentence.end, closing.end + 1)
    return Span(start, end, sentence.text[start:end])


def _quote_at(sentence: Sentence, character: int) -> Span | None:
    """Give the quotation around a character, None when there is none."""
    at = bisect_right(sentence.quotes, character, key=lambda quote: quote.start) - 1
    return sentence.quotes[at] if at >= 0 and character < sentence.quotes[at].end else None


def is_direct(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether all the words `[first, last]` stand in quotation marks."""
    return all(sentence.words.quoted[first : last + 1])
