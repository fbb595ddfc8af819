"""What the words of a sentence do in it: the subjects, the role of a pronoun, the reach of a description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.antecedents.pronouns import Role
from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.naming import Bearer
from factcheck.claims.speakers.subjects import group_start, subject_before

if TYPE_CHECKING:
    from collections.abc import Collection

    from factcheck.claims.phrases import NounPhrase
    from factcheck.claims.speakers.sentence import Sentence

_FINITE: Final = Is.FINITE


def subjects_of(sentence: Sentence) -> set[int]:
    """Give the last words of the phrases that are subjects of a finite verb, quotations left out."""
    quoted = sentence.words.quoted
    finite = [at for at, kind in enumerate(sentence.words.kinds) if kind & _FINITE]
    if True in quoted:
        finite = [at for at in finite if not quoted[at]]
    subjects = [subject_before(sentence, start) for start in {group_start(sentence, at) for at in finite}]
    return {subject.phrase.last for subject in subjects if subject is not None}


def role_of(sentence: Sentence, at: int, subjects: Collection[int]) -> Role:
    """Tell what the pronoun at a word does in its clause, given the last words of the sentence's subjects."""
    words = sentence.words
    pronoun = words.lowers[at]
    if pronoun == "her":
        begins = [it for it in sentence.beginning_at(at + 1) if not it.pronoun and not it.determiner]
        if begins and sentence.joined(at + 1):
            return Role.POSSESSIVE
    if pronoun in {"him", "her", "them", "himself", "herself", "itself", "themselves"}:
        return Role.OBJECT
    if pronoun in {"hers", "its", "his", "their"}:
        return Role.POSSESSIVE
    if at in subjects or at == 0:
        return Role.SUBJECT
    follows = words.joined[at + 1] and words.kinds[at + 1] & (Is.FINITE | Is.ADVERB | Is.MODAL)
    goes_on = words.clitics[at] or follows
    return Role.SUBJECT if pronoun in {"he", "she", "they"} or goes_on else Role.OBJECT


def reach(sentence: Sentence, phrase: NounPhrase) -> int:
    """Give the last word of a phrase with whom it speaks for: "a spokesman for the ministry"."""
    words = sentence.words
    after = phrase.stop + 1
    linked = phrase.bearer is Bearer.PERSON and words.joined[after] and words.lowers[after] in {"for", "from"}
    if linked and words.joined[after + 1]:
        fits = sentence.beginning_at(after + 1)
        return max((it.stop for it in fits if not it.pronoun), default=phrase.stop)
    return phrase.stop


def is_defined(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Tell whether what follows says which one is meant: "the company that runs both ships", "the head of"."""
    after = phrase.last + 1
    if phrase.stop > phrase.last:
        return True
    return sentence.words.joined[after] and sentence.words.lowers[after] in {"that", "who", "which", "whose"}
