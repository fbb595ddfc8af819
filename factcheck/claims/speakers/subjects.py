"""Finds the subject of a verb of saying: before it, before an apposition, or after it ("..., said X")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.naming import Bearer
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.phrases import NounPhrase
    from factcheck.claims.speakers.sentence import Sentence

_ATTACHED_BEFORE: Final = listed("of for from at in with on by")
_ATTACHED_AFTER: Final = listed("of for from at")
_NO_SPEAKERS: Final = listed(
    "it's year week day month night morning evening time way thing hour minute nothing something who them him us me"
    " himself herself"
)
_made: Final = tuple.__new__  # a third of the time of the class's own constructor
_IN_GROUP: Final = Is.AUXILIARY | Is.MODAL | Is.ADVERB
_DESCRIBING: Final = (  # what an apposition opens with
    Is.DETERMINER | Is.POSSESSIVE | Is.NUMBER | Is.PREPOSITION | Is.SUBORDINATOR | Is.PERSON | Is.ADVERB
)
_MOST_IN_GROUP: Final = 6  # words of "would later have also been"
_MOST_STEPS: Final = 40  # words an apposition may take, and phrases a chain of prepositions


class Subject(NamedTuple):
    """The words `[first, last]` of a speaker, and whether they stand after the verb.

    `begin` is where the whole of it begins: "its president" of "its president, Nana Osei, said".
    """

    first: int
    last: int
    after: bool
    phrase: NounPhrase
    begin: int


def group_start(sentence: Sentence, verb: int) -> int:
    """Give the first word of a verb's group: its auxiliaries and adverbs before it, at most six."""
    words = sentence.words
    at = verb
    while words.joined[at] and words.kinds[at - 1] & _IN_GROUP and not words.capitals[at - 1]:
        at -= 1
        if verb - at == _MOST_IN_GROUP:
            break
    return at


def subject_before(sentence: Sentence, start: int) -> Subject | None:
    """Find the noun phrase that a verb group beginning at word `start` has as its subject, right before it."""
    if sentence.words.joined[start]:
        found = _ending(sentence, start - 1)
        if found is None or _is_object(sentence, found[0]):
            return None
        return _made(Subject, (found[0], start - 1, False, found[1], found[0]))
    if start > 0 and "," in sentence.words.gaps[start] and not sentence.words.quoted[start - 1]:
        return _before_apposition(sentence, start - 1)
    return None


def _ending(sentence: Sentence, last: int) -> tuple[int, NounPhrase] | None:
    """Give the first word and the main phrase of the widest noun phrase that ends with a word; None for none."""
    phrases = sentence.ending_at.get(last)
    words = sentence.words
    if not phrases or words.owns[last]:
        return None
    phrase = phrases[0]  # they are in order, so it begins first
    first = phrase.first
    for _ in range(_MOST_STEPS):
        linked = first > 1 and words.lowers[first - 1] in _ATTACHED_BEFORE and words.joined[first]
        outer = sentence.ending_at.get(first - 2) if linked and words.joined[first - 1] else None
        if not outer or any(it.pronoun for it in outer):
            return (first, phrase) if not linked else None
        phrase = outer[0]
        first = phrase.first
    return None


def _is_object(sentence: Sentence, first: int) -> bool:
    """Tell whether a phrase is the object of an infinitive: "a proposal to lower the voting age was rejected"."""
    words = sentence.words
    return first > 1 and words.lowers[first - 2] == "to" and words.joined[first] and words.joined[first - 1]


def _before_apposition(sentence: Sentence, last: int) -> Subject | None:
    """Find the subject before one or more stretches between commas: "X, the minister, said", "X, who ..., said"."""
    words = sentence.words
    at = last
    for _ in range(3):
        begin = _stretch(sentence, at)
        if begin is None or begin == 0:
            return None
        named = _named(sentence, begin, at)
        outer = _ending(sentence, begin - 1)
        if named is not None and outer is not None and outer[1].name is None and not outer[1].pronoun:
            return Subject(named.first, named.stop, after=False, phrase=named, begin=outer[0])
        if not (words.kinds[begin] & _DESCRIBING or words.lowers[begin].endswith(("ing", "ed"))):
            return None
        if outer is not None and not outer[1].pronoun and "," in words.gaps[begin]:
            return Subject(outer[0], begin - 1, after=False, phrase=outer[1], begin=outer[0])
        at = begin - 1
    return None


def _named(sentence: Sentence, first: int, last: int) -> NounPhrase | None:
    """Give the phrase with a name that fills the words `[first, last]`; None for any other stretch."""
    fits = [it for it in sentence.beginning_at(first) if it.stop == last and it.name is not None]
    return fits[0] if fits else None


def _stretch(sentence: Sentence, last: int) -> int | None:
    """Give the first word of the stretch between marks that ends with a word; None when it is too long."""
    for at in range(last, max(-1, last - _MOST_STEPS), -1):
        if at == 0 or sentence.words.gaps[at].strip() or not sentence.joined(at):
            return at
    return None


def subject_after(sentence: Sentence, verb: int) -> Subject | None:
    """Find the noun phrase after a verb that follows what is said: "..., said Tom Orre of the Harbour Board"."""
    begin = verb + 1
    if not sentence.joined(begin):
        return None
    fits = [it for it in sentence.beginning_at(begin) if not (it.pronoun and it.head in _NO_SPEAKERS)]
    if not fits:
        return None
    phrase = max(fits, key=lambda it: it.stop)
    last = phrase.stop
    for _ in range(_MOST_STEPS):
        linked = sentence.joined(last + 1) and sentence.words.lowers[last + 1] in _ATTACHED_AFTER
        more = sentence.beginning_at(last + 2) if linked and sentence.joined(last + 2) else None
        if not more:
            break
        last = max(it.stop for it in more)
    if sentence.joined(last + 1) and sentence.words.kinds[last + 1] & Is.FINITE:
        return None
    return _name_in_apposition(sentence, Subject(begin, last, after=True, phrase=phrase, begin=begin))


def _name_in_apposition(sentence: Sentence, subject: Subject) -> Subject:
    """Give the name right after a described speaker instead: "a fisherman, Tino Reyes"."""
    begin = subject.last + 1
    if subject.phrase.name is not None or begin >= len(sentence.words) or sentence.words.gaps[begin].strip() != ",":
        return subject
    for phrase in sentence.beginning_at(begin):
        ends = phrase.stop + 1 >= len(sentence.words) or not sentence.joined(phrase.stop + 1)
        if phrase.name is not None and phrase.bearer is not Bearer.PLACE and ends:
            return Subject(phrase.first, phrase.stop, subject.after, phrase, subject.begin)
    return subject


def phrase_subject(sentence: Sentence, begin: int) -> Subject | None:
    """Find the speaker after "according to": the phrase that begins with a word, or the name in apposition to it."""
    return subject_after(sentence, begin - 1)


def can_speak(sentence: Sentence, subject: Subject) -> bool:
    """Tell whether a noun phrase can be the subject of a verb of saying."""
    head = subject.phrase.head
    if head in _NO_SPEAKERS or sentence.words.quoted[subject.first]:
        return False
    return not sentence.words.kinds[subject.last] & Is.CALENDAR
