"""Finds the verbs of saying of a sentence that have a subject who can say something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.speakers.said import span_before
from factcheck.claims.speakers.subjects import Subject, can_speak, group_start, subject_after, subject_before
from factcheck.claims.speakers.verbs import PARTICIPLES, PRESENTS, SAYINGS, Saying, is_noun_too, sayings_of
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.claims.speakers.sentence import Sentence

_NEGATIVE: Final = listed("not never n't hardly neither nor cannot")
_BE: Final = listed("is are was were be been being am isn't aren't wasn't weren't")
_SAYING: Final = frozenset(SAYINGS)
_MODAL: Final = Is.MODAL
_MANY: Final = listed("they we i you")
_MOST_VERBS: Final = 40  # looked at in one sentence, so that a hostile one stays linear
_MOST_BETWEEN: Final = 12  # words of "quoted by the state news agency as saying"
_MOST_BEFORE: Final = 30  # words before the first verb of a sentence
_MARKS_BEFORE: Final = frozenset(",”\"»’'?!")


class Candidate(NamedTuple):
    """A verb of saying, by its word, with its subject and the ways in which it can report."""

    verb: int
    subject: Subject
    sayings: frozenset[Saying]


def candidates(sentence: Sentence) -> Iterator[Candidate]:
    """Give the verbs of saying outside quotation marks with a subject, in order.

    Left out are those that are negated ("did not say"), may or will come ("will tell"), are passive ("is said to"),
    are nouns there ("the claim"), or have no sure subject.
    """
    words = sentence.words
    if _SAYING.isdisjoint(words.lowers):
        return
    verbs = [at for at, lower in enumerate(words.lowers) if lower in SAYINGS and not words.quoted[at]]
    for verb in verbs[:_MOST_VERBS]:
        start = group_start(sentence, verb)
        group = words.lowers[start:verb]
        if group and _will_not(group, words.kinds[start:verb]):
            continue
        is_being = not _BE.isdisjoint(group)
        subject = _of_participle if words.lowers[verb] in PARTICIPLES else _of_finite
        found = subject(sentence, verb, start, is_being=is_being)
        if found is not None and can_speak(sentence, found):
            yield Candidate(verb, found, sayings_of(words.lowers[verb]))


def _will_not(lowers: Sequence[str], kinds: Sequence[int]) -> bool:
    """Tell whether the words of a verb's group before it deny that it is so, or put it off."""
    return any(kind & _MODAL for kind in kinds) or any(it in _NEGATIVE or it.endswith("n't") for it in lowers)


def _of_finite(sentence: Sentence, verb: int, start: int, *, is_being: bool) -> Subject | None:
    """Find the subject of a verb that is no participle; None when it is passive or an infinitive."""
    words = sentence.words
    if is_being or (words.joined[verb] and words.lowers[verb - 1] == "to"):
        return None
    before = subject_before(sentence, start)
    if before is not None and can_speak(sentence, before) and _agrees(sentence, before, verb):
        return before
    follows = verb > 0 and start == verb and not _MARKS_BEFORE.isdisjoint(words.gaps[verb])
    if follows and Saying.PLAIN in sayings_of(words.lowers[verb]) and words.lowers[verb] not in PRESENTS:
        return subject_after(sentence, verb) if span_before(sentence, verb) is not None else None
    return None


def _agrees(sentence: Sentence, subject: Subject, verb: int) -> bool:
    """Tell whether a subject fits the form of its verb: "officials claim", "the ministry claims that"."""
    words = sentence.words
    lower = words.lowers[verb]
    if not is_noun_too(lower):
        return True
    if lower in PRESENTS and not words.kinds[verb] & Is.STOP and not subject.phrase.plural:
        return subject.phrase.head in _MANY
    at = verb + 1
    if subject.phrase.pronoun or at >= len(words):
        return subject.phrase.pronoun
    if not words.joined[at] and ":" not in words.gaps[at]:
        return words.quoted[at]
    opens = words.kinds[at] & (Is.DETERMINER | Is.PRONOUN | Is.POSSESSIVE | Is.NUMBER)
    return bool(opens or words.quoted[at] or words.capitals[at] or words.lowers[at] in {"that", "to"})


def _of_participle(sentence: Sentence, verb: int, start: int, *, is_being: bool) -> Subject | None:
    """Find the subject of "X is saying", "X left, saying" or "X was quoted as saying"; None for other forms."""
    if is_being:
        return subject_before(sentence, start)
    words = sentence.words
    if verb > 1 and words.joined[verb] and words.lowers[verb - 1] == "as":
        return _of_quoted(sentence, verb)
    return _main_subject(sentence, verb) if verb > 0 and words.gaps[verb].strip() == "," else None


def _of_quoted(sentence: Sentence, verb: int) -> Subject | None:
    """Find the subject of "was quoted by the agency as saying"."""
    for at in range(verb - 2, max(-1, verb - 2 - _MOST_BETWEEN), -1):
        if sentence.words.lowers[at] in {"quoted", "cited"} and not sentence.words.quoted[at]:
            return subject_before(sentence, group_start(sentence, at))
    return None


def _main_subject(sentence: Sentence, before: int) -> Subject | None:
    """Find the subject of the first finite verb of a sentence, before a word."""
    for at in range(min(before, _MOST_BEFORE)):
        if sentence.words.kinds[at] & Is.FINITE and not sentence.words.quoted[at]:
            found = subject_before(sentence, group_start(sentence, at))
            if found is None or not sentence.joined(found.first):
                return found
            return None if sentence.words.kinds[found.first - 1] & Is.SUBORDINATOR else found
    return None
