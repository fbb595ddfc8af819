"""Closed word classes of English news: what a word can be, told without its neighbours."""

from __future__ import annotations

from enum import IntFlag, auto
from functools import lru_cache
from typing import Final

from factcheck.claims.phrases.nouns import BODIES, PEOPLE, PLACES, TITLES
from factcheck.claims.phrases.verbs import FINITE, NO_VERBS, PARTICIPLES


class Is(IntFlag):
    """What a word can be; several at once."""

    DETERMINER = auto()
    POSSESSIVE = auto()  # "his", "their": a determiner that refers back
    PRONOUN = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()  # opens a clause that is not the main one
    AUXILIARY = auto()
    MODAL = auto()
    ADVERB = auto()
    FINITE = auto()  # a verb form that a subject stands before
    NUMBER = auto()
    CALENDAR = auto()
    PERSON = auto()  # a common noun for persons: "minister", "nurse"
    TITLE = auto()  # a function or form of address that stands before a name
    BODY = auto()  # a common noun for bodies: "council", "company"
    PLACE = auto()
    PARTICIPLE = auto()  # "shown", "taken": after "has" or "was"
    STOP = auto()  # a word of any class above that is no part of a name or noun's modifiers
    DESCRIBING = auto()  # an adjective of many sentences' predicates, never the head of a phrase


def listed(words: str) -> frozenset[str]:
    """Collect the words of a list written as one string."""
    return frozenset(words.split())


PRONOUNS: Final = listed(
    "i me you we us he him she her it they them himself herself itself themselves myself ourselves"
    " mine ours yours theirs hers everyone everybody nobody anyone someone anybody somebody nothing something"
)
POSSESSIVES: Final = listed("his her its their my our your")
DETERMINERS: Final = listed("a an the this these those some any every each both all several many few no another either neither")
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
    " meanwhile thus too here there yesterday today tomorrow tonight ago instead else perhaps almost nearly quite rather"
    " very more most less least well together further far long always sometimes first last next late early afterwards"
    " separately previously reportedly repeatedly publicly initially simply flatly quickly"
)
CALENDAR: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
DESCRIBING: Final = listed(
    "limited related able absent afraid alive angry asleep available aware clear dead due expected free full glad guilty happy ill key"
    " known late likely missing necessary new possible ready responsible sad safe sick sorry sure true unable unclear"
    " unlikely unaware vital worried wrong better worse due"
)


@lru_cache(maxsize=65_536)
def classes(word: str) -> Is:
    """Give what a word in lower case can be.

    Example:
        >>> bool(classes("minister") & Is.PERSON), bool(classes("said") & Is.FINITE), bool(classes("dam") & Is.STOP)
        (True, True, False)
    """
    found = Is(0)
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
_CLOSED: Final = Is.PRONOUN | Is.POSSESSIVE | Is.DETERMINER | Is.PREPOSITION | Is.SUBORDINATOR | Is.CONJUNCTION | Is.MODAL
_STOPPING: Final = _CLOSED | Is.AUXILIARY | Is.ADVERB | Is.FINITE | Is.PARTICIPLE
_SHORT: Final = 3  # letters: "bed", "fed" and "ly" tell nothing


def _looks_adverb(word: str) -> bool:
    return len(word) > _SHORT and word.endswith("ly") and word not in NO_VERBS


def _looks_past(word: str) -> bool:
    return len(word) > _SHORT and word.endswith("ed") and word not in NO_VERBS
