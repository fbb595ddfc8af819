"""Attributions without a subject and verb: "according to X", "in X's view", "as X put it", "X: “...”"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.speakers import said as saying_spans
from factcheck.claims.speakers.subjects import can_speak, group_start, phrase_subject, subject_before
from factcheck.datatypes import Attribution
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.speakers.sentence import Sentence
    from factcheck.claims.speakers.subjects import Subject

_VIEWS: Final = listed("view opinion words eyes telling account")
_MOST_NAME: Final = 5  # words before the colon of "Mayor Ann Lee: “...”"
_MOST_LOOKED_AT: Final = 40  # places of one sentence, so that a hostile one stays linear


def phrased(sentence: Sentence) -> Attribution | None:
    """Find an attribution that has no verb of saying with a subject; None when there is none."""
    return _labelled(sentence) or _according(sentence) or _viewed(sentence) or _put(sentence)


def _labelled(sentence: Sentence) -> Attribution | None:
    """Read "Ruck: “Stay off the roads.”": the colon stands for the verb."""
    words = sentence.words
    if True not in words.quoted or words.quoted[0]:
        return None
    for at in range(1, min(len(words), _MOST_NAME + 2)):
        gap = words.gaps[at]
        if ":" not in gap or not words.quoted[at]:
            continue
        fits = [it for it in sentence.ending_at.get(at - 1, ()) if it.name is not None and it.first <= 1]
        if not fits or sentence.has_finite(0, at - 1):
            return None
        colon = words.end(at - 1) + gap.index(":") + len(words.clitics[at - 1])
        verb = sentence.span(at - 1, at - 1)._replace(start=colon, end=colon + 1, text=":")
        said = saying_spans.span_after(sentence, at)
        speaker = sentence.span(min(it.first for it in fits), at - 1)
        return Attribution(
            speaker=speaker, verb=verb, said=said, direct=saying_spans.is_direct(sentence, at, len(words) - 1)
        )
    return None


def _according(sentence: Sentence) -> Attribution | None:
    """Read "according to X, ..." and "..., according to X"."""
    if "according" not in sentence.words.lowers:
        return None
    words = sentence.words
    places = [
        at
        for at in range(len(words) - 2)
        if words.lowers[at] == "according" and words.lowers[at + 1] == "to" and not words.quoted[at]
    ]
    for at in places[:_MOST_LOOKED_AT]:
        subject = phrase_subject(sentence, at + 2)
        if subject is not None and can_speak(sentence, subject):
            return _made(sentence, subject, (at, at + 1), begin=at)
    return None


def _viewed(sentence: Sentence) -> Attribution | None:
    """Read "In X's view, ..." and "in her opinion"."""
    if _VIEWS.isdisjoint(sentence.words.lowers):
        return None
    words = sentence.words
    places = [
        at for at in range(1, len(words)) if words.lowers[at] in _VIEWS and not words.quoted[at] and sentence.joined(at)
    ]
    for at in places[:_MOST_LOOKED_AT]:
        if words.kinds[at - 1] & Is.POSSESSIVE and at > 1 and words.lowers[at - 2] == "in":
            return _span_of_view(sentence, at - 1, at - 1, at)
        if words.owns[at - 1]:
            fits = [
                it for it in sentence.ending_at.get(at - 1, ()) if it.first >= 1 and words.lowers[it.first - 1] == "in"
            ]
            if fits:
                return _span_of_view(sentence, fits[0].first, at - 1, at)
    return None


def _span_of_view(sentence: Sentence, first: int, last: int, view: int) -> Attribution | None:
    """Make the attribution of a view that fills the beginning or the end of a sentence; None in any other place."""
    if view + 1 < len(sentence.words) and "," not in sentence.words.gaps[view + 1]:
        return None
    said = (
        saying_spans.span_after(sentence, view + 1)
        if view + 1 < len(sentence.words) and first == 1
        else saying_spans.span_before(sentence, first - 1)
    )
    if said is None:
        return None
    return Attribution(speaker=sentence.span(first, last), verb=sentence.span(view, view), said=said)


def _put(sentence: Sentence) -> Attribution | None:
    """Read "as X put it"."""
    if "it" not in sentence.words.lowers:
        return None
    words = sentence.words
    for at in range(2, len(words) - 1):
        if words.lowers[at] in {"put", "puts"} and words.lowers[at + 1] == "it" and not words.quoted[at]:
            subject = subject_before(sentence, group_start(sentence, at))
            if subject is None or subject.first == 0 or words.lowers[subject.first - 1] != "as":
                return None
            return _made(sentence, subject, (at, at + 1), begin=subject.first - 1)
    return None


def _made(sentence: Sentence, subject: Subject, verb: tuple[int, int], *, begin: int) -> Attribution | None:
    """Make the attribution of a phrase that begins with word `begin`: it says what follows, or what stands before."""
    end = max(subject.last, verb[1]) + 1
    words = sentence.words
    before = saying_spans.span_before(sentence, begin)
    if before is not None:
        said, direct = before, saying_spans.is_direct(sentence, 0, begin - 1)
    elif end < len(words):
        said, direct = saying_spans.span_after(sentence, end), saying_spans.is_direct(sentence, end, len(words) - 1)
    else:
        return None
    return Attribution(
        speaker=sentence.span(subject.first, subject.last), verb=sentence.span(*verb), said=said, direct=direct
    )
