"""Reads the name in a run of words: its title, its parts, and whether a person, a body or a place bears it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.countries import COUNTRIES
from factcheck.claims.phrases.first_names import gender_of_first_name, is_first_name
from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.nouns import BODY_NAMES, PLACE_NAMES, PLACE_OPENINGS, gender_of
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.phrases.words import Words

_PERSON: Final = Is.PERSON
_made: Final = tuple.__new__  # a third of the time of the class's own constructor
CONNECTORS: Final = listed("of de del della di da dos do la le du van von der den ten ter al el bin ibn the")
_COMPANIES: Final = listed(
    "carmaker airline retailer manufacturer supermarket broadcaster drugmaker steelmaker brewer insurer lender operator"
    " startup start-up chipmaker shipbuilder publisher developer newspaper"
)
_MOST_LETTERS: Final = 5  # of an acronym
_LEAST_PARTS: Final = 2  # of a person's full name
_MOST_PARTS: Final = 4


class Bearer(StrEnum):
    """What bears a name or is meant by a noun."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"


class Name(NamedTuple):
    """A name at words `[first, last]`: `parts` and the `titles` before it in lower case; gender "m", "f" or None.

    `sure` tells that the bearer is told by a title, a noun or a known first name and not only by its form.
    """

    first: int
    last: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    bearer: Bearer
    gender: str | None
    sure: bool


def read_name(words: Words, first: int, last: int, *, initial: bool) -> Name | None:
    """Read the name that the words `[first, last]` of a noun phrase end with; None when they end with no name.

    Args:
        words: the words of a sentence.
        first: first word of the phrase, after its determiners and possessors.
        last: its last word, which has a capital.
        initial: whether the first word opens a sentence, where every word has a capital.
    """
    start = last if first == last else _run(words, first, last)
    start = _after_titles(words, start, last)
    if start > last or (start == last and initial and start == first and _may_be_common(words, start)):
        return None
    parts = words.lowers[start : last + 1]
    titles = words.lowers[first:start]
    before = 0
    for kind in words.kinds[first:start]:
        before |= kind
    bearer, sure = _bearer(parts, before, is_upper=words.texts[last].isupper())
    gender = None
    if bearer is Bearer.PERSON:
        known = [gender_of(title) for title in titles]
        gender = next((each for each in reversed(known) if each), None) or gender_of_first_name(parts[0])
    return _made(Name, (start, last, parts, titles, bearer, gender, sure))


def _run(words: Words, first: int, last: int) -> int:
    """Give the first word of the run of capitals that a phrase ends with, connectors and numbers inside it too."""
    capitals = words.capitals
    at = last
    while at > first:
        before = at - 1
        is_inside = (before > first and words.lowers[before] in CONNECTORS) or words.texts[before][0].isdigit()
        if not capitals[before] and not is_inside:
            break
        at = before
    while not capitals[at]:
        at += 1
    return at


def _after_titles(words: Words, start: int, last: int) -> int:
    """Give the first word after the last title of a run of capitals: "Finance Minister Ana Ruiz"."""
    lowers, kinds = words.lowers, words.kinds
    for at in range(last, start - 1, -1):
        if kinds[at] & _PERSON and not (at > start and is_first_name(lowers[at - 1])):
            return at + 1
    return start + 1 if start < last and lowers[start] in _COMPANIES else start


def _may_be_common(words: Words, at: int) -> bool:
    """Tell whether a single word that opens a sentence may be a common noun: "Traders", "Prices"."""
    lower = words.lowers[at]
    plural = lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and not words.owns[at]
    return bool(words.kinds[at]) or plural


@lru_cache(maxsize=16_384)
def _bearer(parts: tuple[str, ...], before: int, *, is_upper: bool) -> tuple[Bearer, bool]:
    """Tell what bears a name, and whether that is sure.

    Args:
        parts: the words of the name in lower case.
        before: what the words before it in its phrase can be, joined.
        is_upper: whether its last word is all in capitals.
    """
    opener, closer = parts[0], parts[-1]
    is_long = len(parts) > 1
    told = (
        (bool(before & Is.PERSON), Bearer.PERSON),
        (bool(before & Is.BODY), Bearer.BODY),
        (bool(before & Is.PLACE), Bearer.PLACE),
        (" ".join(parts) in COUNTRIES, Bearer.PLACE),
        (is_long and is_first_name(opener) and closer not in BODY_NAMES, Bearer.PERSON),
        (is_long and bool({opener, closer} & BODY_NAMES), Bearer.BODY),
        (is_long and bool({opener, closer} & PLACE_NAMES), Bearer.PLACE),
        ("of" in parts and bool(set(parts[:-1]) & BODY_NAMES), Bearer.BODY),
        (is_first_name(opener), Bearer.PERSON),
    )
    for holds, bearer in told:
        if holds:
            return bearer, True
    if is_upper and 1 < len(closer) <= _MOST_LETTERS:
        return Bearer.BODY, False
    if opener in PLACE_OPENINGS and is_long:
        return Bearer.PLACE, False
    return (Bearer.PERSON if _LEAST_PARTS <= len(parts) <= _MOST_PARTS else Bearer.UNKNOWN), False
