"""Tells how sure it is that a word of a clause is its finite verb, by its form and its neighbours."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.verb_lists import (
    ALSO_NOUNS,
    AUXILIARIES,
    INTRANSITIVE,
    NO_PAST,
    VERBS,
)
from factcheck.claims.parts.words import (
    DETERMINERS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIME_WORDS,
    is_adverb,
    is_mark,
    is_name,
)
from factcheck.word_lists import PAST_ONLY, PAST_OR_PARTICIPLE, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.parts.words import Word


class Finite(IntEnum):
    """How sure it is that a word is the finite verb of its clause."""

    NO = 0
    MAYBE = 1
    YES = 2


class Form(IntEnum):
    """What a word may be by its form alone."""

    NO_VERB = 0
    AUXILIARY = 1
    PAST_ONLY = 2
    PAST_OR_PARTICIPLE = 3
    BASE = 4
    THIRD_PERSON = 5
    PERHAPS_THIRD_PERSON = 6  # an unknown word in "-s"


_SURELY_BASE: Final = VERBS - ALSO_NOUNS
_POINTING: Final = listed("this these those")  # they stand alone too: "these have grown"
_BEFORE_NOUN: Final = DETERMINERS - _POINTING
_NO_SUBJECT: Final = _BEFORE_NOUN | PREPOSITIONS
_NO_SUBJECT_OF_PAST: Final = _NO_SUBJECT | AUXILIARIES | listed("be been being get gets getting got having never not")
_PLURAL_QUANTIFIERS: Final = QUANTIFIERS - listed(
    "another each everybody everyone everything neither nobody none nothing one somebody someone this"
)
_OPENS_OBJECT: Final = DETERMINERS | QUANTIFIERS | listed("her herself him himself itself me not them themselves us")
_OPENS_OBJECT_OF_PRESENT: Final = _OPENS_OBJECT | {"to", "that"}
_AFTER_PARTICIPLE: Final = PREPOSITIONS | TIME_WORDS
_MEASURES: Final = listed(
    "a about almost an around five four half just less more nearly only over roughly some three two"
)
_CLOSING_MARKS: Final = ')”"’%'
_OPENING_MARKS: Final = '$£€“"‘('
_LEAST_PAST: Final = 4  # letters: "bed" is none
_MOST_BACK: Final = 14  # words between the head of a subject and its verb


def finite(words: Sequence[Word], at: int) -> Finite:
    """Tell how sure it is that the word at a place is a finite verb, given its neighbours.

    A past form may be a participle ("documents obtained in May"); a present form may be a noun ("two visits").
    """
    word = words[at]
    form = form_of(word.lower)
    if form is Form.NO_VERB or at == 0 or words[at - 1].lower == "to":
        return Finite.NO
    before = _before(words, at)
    if form is Form.AUXILIARY:
        return Finite.NO if word.text == "May" or before.lower in _BEFORE_NOUN else Finite.YES
    if is_name(word):
        return Finite.NO
    following = words[at + 1] if at + 1 < len(words) else None
    if form is Form.PAST_ONLY:
        return Finite.NO if before.lower in _BEFORE_NOUN else Finite.YES
    if form is Form.PAST_OR_PARTICIPLE:
        is_measured = at + 2 < len(words) and (words[at + 2].text[0].isdigit() or words[at + 2].lower in _MEASURES)
        return _past(word, before, following, is_measured=is_measured)
    head = _head(words, at)
    found = _present(word.lower, before, following)
    return found if head is before else max(found, _present(word.lower, head, following))


def is_verb_form(word: Word) -> bool:
    """Tell whether a word may be a verb, wherever it stands: one that opens a clause has no subject before it."""
    form = form_of(word.lower)
    if form in {Form.BASE, Form.THIRD_PERSON}:
        return _stem(word.lower) in _SURELY_BASE
    return form in {Form.AUXILIARY, Form.PAST_ONLY, Form.PAST_OR_PARTICIPLE}


def may_lack_auxiliary(word: Word, following: Word | None) -> bool:
    """Tell whether a past form without an object may be a participle: "two were killed and three hurt"."""
    is_past = form_of(word.lower) is Form.PAST_OR_PARTICIPLE and word.lower not in INTRANSITIVE
    return is_past and (following is None or is_mark(following))


@lru_cache(maxsize=8192)
def form_of(lower: str) -> Form:
    """Say what a word may be by its form alone."""
    form = Form.NO_VERB
    if lower in AUXILIARIES:
        form = Form.AUXILIARY
    elif lower in PAST_ONLY:
        form = Form.PAST_ONLY
    elif lower in PAST_OR_PARTICIPLE or (lower.endswith("ed") and len(lower) >= _LEAST_PAST and lower not in NO_PAST):
        form = Form.PAST_OR_PARTICIPLE
    elif lower in VERBS:
        form = Form.BASE
    elif _stem(lower) in VERBS:
        form = Form.THIRD_PERSON
    elif lower.endswith("s") and not lower.endswith(("ss", "'s")):
        form = Form.PERHAPS_THIRD_PERSON
    return form


@lru_cache(maxsize=8192)
def _stem(lower: str) -> str:
    """Give the base form of a third-person form, any other word as it is."""
    for ending, instead in (("ies", "y"), ("es", ""), ("es", "e"), ("s", "")):
        stem = lower.removesuffix(ending) + instead
        if lower.endswith(ending) and stem in VERBS:
            return stem
    return lower


def _before(words: Sequence[Word], at: int) -> Word:
    """Give the word before a verb, adverbs between subject and verb left out."""
    back = at - 1
    while back > 0 and is_adverb(words[back]):
        back -= 1
    return words[back]


def _head(words: Sequence[Word], at: int) -> Word:
    """Give the word before the first preposition of a subject: "Schools" of "Schools in the south remain"."""
    head = words[at - 1]
    for back in range(at - 1, max(0, at - _MOST_BACK), -1):
        if is_mark(words[back]) or words[back].lower in AUXILIARIES:
            break
        if words[back].lower in PREPOSITIONS:
            head = words[back - 1]
    return head


def _past(word: Word, before: Word, following: Word | None, *, is_measured: bool) -> Finite:
    """Judge a form that is past tense or participle; `is_measured` tells that a number comes second after it."""
    is_opened = is_mark(before) and before.text not in _CLOSING_MARKS
    if is_opened or before.lower in _NO_SUBJECT_OF_PAST or before.lower in _SURELY_BASE:
        return Finite.NO
    if before.lower in PRONOUNS or word.lower in INTRANSITIVE:
        return Finite.YES
    if following is not None and following.lower == "by":
        return Finite.MAYBE if is_measured else Finite.NO
    if following is not None and following.lower in _AFTER_PARTICIPLE and following.lower not in _OPENS_OBJECT:
        return Finite.YES if is_name(before) else Finite.MAYBE
    return Finite.YES


def _present(lower: str, before: Word, following: Word | None) -> Finite:
    """Judge a form that is present tense or noun."""
    form = form_of(lower)
    opens_object = following is not None and (
        following.lower in _OPENS_OBJECT_OF_PRESENT or following.text[0].isdigit()
    )
    if form is Form.PERHAPS_THIRD_PERSON:
        is_name_before = is_name(before) and not before.lower.endswith("'s")
        return Finite.YES if before.lower in {"he", "she"} or (is_name_before and opens_object) else Finite.NO
    if (
        before.lower in _NO_SUBJECT
        or before.text[0].isdigit()
        or (is_mark(before) and before.text not in _CLOSING_MARKS)
    ):
        return Finite.NO
    if not _agrees(before, is_third=form is Form.THIRD_PERSON):
        return Finite.NO
    if _stem(lower) in _SURELY_BASE or before.lower in PRONOUNS or opens_object:
        return Finite.YES
    return Finite.MAYBE if following is None or following.lower in PREPOSITIONS else Finite.NO


def _agrees(subject: Word, *, is_third: bool) -> bool:
    """Tell whether a word may be the subject of a present form in the third person, or of one in another."""
    lower = subject.lower
    is_plural = lower in PLURALS or (lower.endswith("s") and not lower.endswith(("ss", "us", "'s")))
    if is_third:
        return lower not in _PLURAL_QUANTIFIERS and (not is_plural or is_name(subject))
    return is_plural or lower in {"i", "you", "we"}
