"""Closed word classes of English news: what a word can be, told without its neighbours."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from factcheck.claims.phrases.nouns import BODIES, PEOPLE, PLACES, TITLES
from factcheck.claims.phrases.verbs import FINITE, NO_VERBS, PARTICIPLES
from factcheck.word_lists import listed


class Is:
    """What a word can be; several at once, joined by `|`. Plain integers: an `IntFlag` takes ten times as long."""

    DETERMINER: Final = 1 << 0
    POSSESSIVE: Final = 1 << 1  # "his", "their": a determiner that refers back
    PRONOUN: Final = 1 << 2
    PREPOSITION: Final = 1 << 3
    CONJUNCTION: Final = 1 << 4
    SUBORDINATOR: Final = 1 << 5  # opens a clause that is not the main one
    AUXILIARY: Final = 1 << 6
    MODAL: Final = 1 << 7
    ADVERB: Final = 1 << 8
    FINITE: Final = 1 << 9  # a verb form that a subject stands before
    NUMBER: Final = 1 << 10
    CALENDAR: Final = 1 << 11
    PERSON: Final = 1 << 12  # a common noun for persons: "minister", "nurse"
    TITLE: Final = 1 << 13  # a function or form of address that stands before a name
    BODY: Final = 1 << 14  # a common noun for bodies: "council", "company"
    PLACE: Final = 1 << 15
    PARTICIPLE: Final = 1 << 16  # "shown", "taken": after "has" or "was"
    STOP: Final = 1 << 17  # a word of any class above that is no part of a name or noun's modifiers
    DESCRIBING: Final = 1 << 18  # an adjective of many sentences' predicates, never the head of a phrase


PRONOUNS: Final = listed(
    "i me you we us he him she her it they them himself herself itself themselves myself ourselves"
    " mine ours yours theirs hers everyone everybody nobody anyone someone anybody somebody nothing something"
)
POSSESSIVES: Final = listed("his her its their my our your")
DETERMINERS: Final = listed(
    "a an the this these those some any every each both all several many few no another either neither"
)
NUMBERS: Final = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty"
    " hundred thousand million billion dozen dozens hundreds thousands"
)
PREPOSITIONS: Final = listed(
    "of in on at by for from to into onto upon with within without over under about against between among through"
    " during since near outside inside across along around behind below beneath beside besides beyond despite like"
    " past toward towards via amid amongst throughout per than until till before after off out up down aboard above"
    " following including regarding concerning"
)
SUBORDINATORS: Final = listed(
    "that if when whenever while whereas because although though unless whether who whom whose which what where why how"
    " as after before since until once so lest"
)
CONJUNCTIONS: Final = listed("and but or nor yet &")
AUXILIARIES: Final = listed(
    "is are was were be been being am do does did has have had isn't aren't wasn't weren't don't doesn't didn't hasn't"
    " haven't hadn't"
)
MODALS: Final = listed(
    "will would shall should can could may might must won't wouldn't shan't shouldn't can't cannot couldn't mightn't"
    " mustn't"
)
ADVERBS: Final = listed(
    "also then later earlier now still already again once just only even often never not ever soon however therefore"
    " meanwhile thus too here there yesterday today tomorrow tonight ago instead else perhaps almost nearly quite"
    " rather very more most less least well together further far long always sometimes first last next late early"
    " afterwards separately previously reportedly repeatedly publicly initially simply flatly quickly"
)
CALENDAR: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
DESCRIBING: Final = listed(
    "able absent afraid alive angry asleep available aware better clear dead due expected free full glad guilty"
    " happy ill key known late likely limited missing necessary new possible ready related responsible sad safe"
    " sick sorry sure true unable unaware unclear unlikely vital worried worse wrong"
)


@lru_cache(maxsize=65_536)
def classes(word: str) -> int:
    """Give what a word in lower case can be.

    Example:
        >>> bool(classes("minister") & Is.PERSON), bool(classes("said") & Is.FINITE), bool(classes("dam") & Is.STOP)
        (True, True, False)
    """
    found = 0
    for members, flag in _CLASSES:
        if word in members:
            found |= flag
    if word[0].isdigit():
        found |= Is.CALENDAR if ":" in word else Is.NUMBER
    if found & (Is.PERSON | Is.BODY | Is.PLACE | Is.NUMBER | Is.CALENDAR) and not found & _CLOSED:
        return found
    if not found and _looks_adverb(word):
        found |= Is.ADVERB
    if not found and _looks_past(word):
        found |= Is.FINITE
    return found | Is.STOP if found & _STOPPING else found


_CLASSES: Final = (
    (PRONOUNS, Is.PRONOUN),
    (POSSESSIVES, Is.POSSESSIVE),
    (DETERMINERS, Is.DETERMINER),
    (NUMBERS, Is.NUMBER),
    (PREPOSITIONS, Is.PREPOSITION),
    (SUBORDINATORS, Is.SUBORDINATOR),
    (CONJUNCTIONS, Is.CONJUNCTION),
    (AUXILIARIES, Is.AUXILIARY | Is.FINITE),
    (MODALS, Is.MODAL | Is.FINITE),
    (ADVERBS, Is.ADVERB),
    (CALENDAR, Is.CALENDAR),
    (PEOPLE, Is.PERSON),
    (TITLES, Is.TITLE | Is.PERSON),
    (BODIES, Is.BODY),
    (PLACES, Is.PLACE),
    (FINITE, Is.FINITE),
    (PARTICIPLES, Is.PARTICIPLE),
    (DESCRIBING, Is.DESCRIBING),
)
_CLOSED: Final = (
    Is.PRONOUN | Is.POSSESSIVE | Is.DETERMINER | Is.PREPOSITION | Is.SUBORDINATOR | Is.CONJUNCTION | Is.MODAL
)
_STOPPING: Final = _CLOSED | Is.AUXILIARY | Is.ADVERB | Is.FINITE | Is.PARTICIPLE
_SHORT: Final = 3  # letters: "bed", "fed" and "ly" tell nothing


def _looks_adverb(word: str) -> bool:
    return len(word) > _SHORT and word.endswith("ly") and word not in NO_VERBS


def _looks_past(word: str) -> bool:
    return len(word) > _SHORT and word.endswith("ed") and word not in NO_VERBS
