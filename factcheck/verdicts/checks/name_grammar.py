"""Finds the names of persons, places and bodies in a text and says whether two are of one bearer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import STOP_WORDS, Token
from factcheck.verdicts.checks.places import COUNTRIES, TITLES
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_CALENDAR = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """
)
CONNECTORS = listed(
    """
    of de la le du van von der den di da al el bin ibn
    """
)
# Generic last words of bodies and places: two names that share one are not two members of one family.
GENERIC = listed(
    """
    bank party university ministry river front union council court agency group street city county province
    region valley airport hospital school institute association federation committee commission alliance
    movement news press service army navy force forces island islands mountain lake park office church bay sea
    cup league club united fund capital airlines air energy media systems labs holdings state republic district
    house square bridge port road town village north south
    """
)
_PEOPLE = listed("people women men children workers teachers farmers nurses peoples")
_NEAR = 84
_LONG_ENOUGH = 5
_PARTICLE = 2  # letters of "al", "de": too short to tell two names alike


class Name(NamedTuple):
    """A name in a text: words `[first, last]` of the word list, its parts in lower case, and the title before it."""

    first: int
    last: int
    parts: tuple[str, ...]
    title: tuple[str, ...]

    @property
    def key(self) -> str:
        """Give the country the name stands for, or else the name itself."""
        whole = " ".join(self.parts)
        return COUNTRIES.get(whole, whole)

    @property
    def of_country(self) -> bool:
        """Tell whether the name is a country's, its people's or its capital's."""
        return " ".join(self.parts) in COUNTRIES


def _begins_name(words: Sequence[Token], at: int) -> bool:
    word = words[at]
    if not word.capital or word.norm in _CALENDAR or word.norm in STOP_WORDS - {"us"} or word.norm in TITLES:
        return False
    return word.norm != "us" or word.text.isupper() or "." in word.text


def _opens(words: Sequence[Token], at: int) -> bool:
    """Tell whether a word opens a sentence or a quotation, where every word has a capital."""
    before = words[at - 1] if at else None
    return before is None or before.sentence != words[at].sentence or (words[at].quoted and not before.quoted)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def capitals(words: tuple[Token, ...]) -> frozenset[str]:
    """Collect, in lower case, the words that have a capital without opening a sentence."""
    return frozenset(word.norm for at, word in enumerate(words) if word.capital and not _opens(words, at))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def names(words: tuple[Token, ...], known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Find the capitalised names in a word list, in order, without titles, weekdays and months.

    A single word that opens a sentence counts only when it is a country or one of `known`.
    """
    found: list[Name] = []
    at = 0
    while at < len(words):
        if not _begins_name(words, at):
            at += 1
            continue
        last = _last_of_name(words, at)
        parts = tuple(word.norm for word in words[at : last + 1])
        doubtful = last == at and words[at].text[1:].islower() and _opens(words, at)
        if not doubtful or parts[0] in COUNTRIES or parts[0] in known:
            found.append(Name(at, last, parts, _title(words, at)))
        at = last + 1
    return tuple(found)


def _last_of_name(words: Sequence[Token], first: int) -> int:
    last = first
    at = first + 1
    while at < len(words) and words[at].clause == words[first].clause and not _owns(words[at - 1]):
        if _begins_name(words, at) and " ".join(word.norm for word in words[first : last + 1]) not in COUNTRIES:
            last = at
        elif not (words[at].norm in CONNECTORS and at + 1 < len(words) and _begins_name(words, at + 1)):
            break
        at += 1
    return last


def _owns(word: Token) -> bool:
    """Tell whether a name ends here because the next one belongs to it ("Japan's Kitamura"), not "People's Party"."""
    return word.possessive and word.norm not in _PEOPLE


def _title(words: Sequence[Token], first: int) -> tuple[str, ...]:
    """Collect the words of a title right before a name, in order."""
    at = first
    while at > 0 and words[at - 1].norm in TITLES and words[at - 1].clause == words[first].clause:
        at -= 1
    return tuple(word.norm for word in words[at:first])


def _initials(name: Name) -> str:
    return "".join(part[0] for part in name.parts if part not in CONNECTORS)


@lru_cache(maxsize=16384)
def near(one: str, two: str) -> bool:
    """Tell whether two words are spellings of one name."""
    return one == two or (min(len(one), len(two)) >= _LONG_ENOUGH and fuzz.ratio(one, two) >= _NEAR)


def same_name(one: Name, two: Name) -> bool:
    """Tell whether two names can be of one bearer: a shared word, another spelling, initials, a country's people."""
    both_told = any(part not in GENERIC for part in one.parts) and any(part not in GENERIC for part in two.parts)
    spelt_alike = (
        near(part, other)
        for part in one.parts
        for other in two.parts
        if len(part) > _PARTICLE and not (both_told and part in GENERIC)
    )
    if one.key == two.key or any(spelt_alike):
        return True
    return one.parts[0] == _initials(two) or two.parts[0] == _initials(one)
