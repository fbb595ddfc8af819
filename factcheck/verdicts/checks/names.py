"""Compares persons, places and bodies: another first name, another holder of a title, another name in the same slot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import (
    STOP_WORDS,
    Token,
    closest_sentence,
    coverage,
    edits,
    shared_context,
    shown,
    span,
    tokens,
)
from factcheck.verdicts.checks.places import COUNTRIES, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct
    nov dec monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_CONNECTORS = frozenset("of de la le du van von der den di da al el bin ibn".split())
# Generic last words of bodies and places: two names that share one are not two members of one family.
_GENERIC = frozenset(
    """
    bank party university ministry river front union council court court agency group street city county province region valley
    airport hospital school institute association federation committee commission party alliance movement news press service
    army navy force forces island islands mountain lake park party office church bay sea cup league club united fund capital
    airlines air energy media systems labs holdings state republic district house square bridge port road town village north south
    """.split()
)
_NEAR = 84
_LONG_ENOUGH = 5
_WIDTH = 6
_LEAST_COVERAGE = 0.4
_LEAST_SHARED = 3
_LEAST_SHARE = 0.5


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


@lru_cache(maxsize=4096)
def names(words: tuple[Token, ...]) -> tuple[Name, ...]:
    """Find the capitalised names in a word list, in order, without titles, weekdays and months."""
    found: list[Name] = []
    at = 0
    while at < len(words):
        if not _begins_name(words, at):
            at += 1
            continue
        last = _last_of_name(words, at)
        opens = at == 0 or words[at - 1].sentence != words[at].sentence or words[at].quoted != words[at - 1].quoted
        parts = tuple(word.norm for word in words[at : last + 1])
        if not (opens and last == at and words[at].text[1:].islower() and parts[0] not in COUNTRIES):
            found.append(Name(at, last, parts, _title(words, at)))
        at = last + 1
    return tuple(found)


def _last_of_name(words: Sequence[Token], first: int) -> int:
    last = first
    at = first + 1
    while at < len(words) and words[at].clause == words[first].clause and not _possessed(words, at):
        if _begins_name(words, at) and " ".join(word.norm for word in words[first : last + 1]) not in COUNTRIES:
            last = at
        elif not (words[at].norm in _CONNECTORS and at + 1 < len(words) and _begins_name(words, at + 1)):
            break
        at += 1
    return last


def _possessed(words: Sequence[Token], at: int) -> bool:
    """Tell whether the word before ends in 's, so that another name begins here."""
    return words[at].start - words[at - 1].end > len("'s")


def _title(words: Sequence[Token], first: int) -> tuple[str, ...]:
    """Collect the words of a title right before a name, in order."""
    at = first
    while at > 0 and words[at - 1].norm in TITLES and words[at - 1].clause == words[first].clause:
        at -= 1
    return tuple(word.norm for word in words[at:first])


def _initials(name: Name) -> str:
    return "".join(part[0] for part in name.parts if part not in _CONNECTORS)


@lru_cache(maxsize=16384)
def _near(one: str, two: str) -> bool:
    """Tell whether two words are spellings of one name."""
    return one == two or (min(len(one), len(two)) >= _LONG_ENOUGH and fuzz.ratio(one, two) >= _NEAR)


def same_name(one: Name, two: Name) -> bool:
    """Tell whether two names can be of one bearer: a shared word, another spelling, initials, a country and its people."""
    if one.key == two.key or any(_near(part, other) for part in one.parts for other in two.parts if len(part) > 2):  # noqa: PLR2004 - "al", "de"
        return True
    return one.parts[0] == _initials(two) or two.parts[0] == _initials(one)


def check_names(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the names of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text; agreement is looked for in all of it, a difference in its closest sentence.
        published: not used here.

    Returns:
        For each name of the claim, in order: AGREES when the passage has it, DIFFERS when another name stands in its
        place, MISSING otherwise.

    >>> [finding.detail for finding in check_names(
    ...     claim="Finance Minister Ana Ruiz resigned.", premise="Finance Minister Eva Ruiz resigned.", published=None)]
    ["the report says 'Eva Ruiz', the claim 'Ana Ruiz'"]
    """
    ours, theirs = tokens(claim), tokens(premise)
    near = closest_sentence(claim, premise)
    mine, others = names(ours), names(theirs)
    fits = coverage(claim, premise) >= _LEAST_COVERAGE
    found = []
    for name in mine:
        first_name = next((other for other in others if _other_first_name(name, other, others)), None)
        same = next((other for other in others if same_name(name, other)), None)
        if first_name is not None:
            found.append(_finding(Relation.DIFFERS, claim, (ours, name), premise, (theirs, first_name)))
        elif same is not None or any(word.norm in name.parts for word in theirs):
            found.append(_finding(Relation.AGREES, claim, (ours, name), premise, (theirs, same)))
        else:
            instead = _instead(claim, premise, name) if fits else None
            relation = Relation.DIFFERS if instead else Relation.MISSING
            found.append(_finding(relation, claim, (ours, name), premise, (near, instead)))
    return found


def _other_first_name(mine: Name, other: Name, others: Sequence[Name]) -> bool:
    """Tell whether two full names share the surname and nothing else, and the claim's is nowhere in the passage."""
    if min(len(mine.parts), len(other.parts)) < 2 or mine.parts[-1] != other.parts[-1] or mine.parts[-1] in _GENERIC:  # noqa: PLR2004 - first and last
        return False
    if {*mine.parts, *other.parts} & (_CONNECTORS | _GENERIC) or mine.of_country or other.of_country:
        return False
    firsts = [part for each in others for part in each.parts]
    return not any(part[0] == first[0] or _near(part, first) for part in mine.parts[:-1] for first in other.parts[:-1]) and not any(
        _near(part, first) for part in mine.parts[:-1] for first in firsts
    )


def _instead(claim: str, premise: str, name: Name) -> Name | None:
    """Find the passage's name that stands where the claim has one the passage lacks; None when in doubt."""
    ours, near = tokens(claim), closest_sentence(claim, premise)
    mine = names(ours)
    free = [other for other in names(near) if not any(same_name(each, other) for each in mine)]
    if len(name.title) > 1 or (name.title and name.title[0] not in {"mr", "mrs", "ms", "dr"}):
        for other in free:
            if other.title == name.title and _fits(ours, name, near, other, least=1):
                return other
    for edit in edits(claim, premise):
        if not edit.same and (edit.c1, edit.c2 - 1) == (name.first, name.last):
            for other in free:
                flanked = edit.p1 <= other.first and other.last < edit.p2 <= other.last + 2 and other.first <= edit.p1 + 2
                if flanked and name.of_country == other.of_country and _fits(ours, name, near, other, least=1):
                    return other
    fitting = [other for other in free if name.of_country == other.of_country and _same_slot(ours, name, near, other)]
    return fitting[0] if len(fitting) == 1 else None


def _same_slot(ours: Sequence[Token], name: Name, theirs: Sequence[Token], other: Name) -> bool:
    """Tell whether two names have the same word before them and the same company."""
    before, also = ours[name.first - 1 : name.first], theirs[other.first - 1 : other.first]
    linked = [word.norm for word in before] == [word.norm for word in also] and bool(before)
    return linked and _fits(ours, name, theirs, other, least=_LEAST_SHARED)


def _fits(ours: Sequence[Token], name: Name, theirs: Sequence[Token], other: Name, *, least: int) -> bool:
    shared, share = shared_context(ours, name.first, theirs, other.first, width=_WIDTH)
    return shared >= least and share >= _LEAST_SHARE


def _finding(
    relation: Relation, claim: str, mine: tuple[Sequence[Token], Name], premise: str, other: tuple[Sequence[Token], Name | None]
) -> Finding:
    ours, name = mine
    theirs, match = other
    claim_span = span(claim, ours[name.first], ours[name.last])
    premise_span = span(premise, theirs[match.first], theirs[match.last]) if match else None
    details = {
        Relation.AGREES: f"the report and the claim both name '{shown(claim_span.text)}'",
        Relation.MISSING: f"the report does not name '{shown(claim_span.text)}'",
        Relation.DIFFERS: f"the report says '{shown(premise_span.text if premise_span else '')}', the claim '{shown(claim_span.text)}'",
    }
    return Finding(
        kind=FindingKind.NAME, relation=relation, claim_span=claim_span, premise_span=premise_span, detail=details[relation]
    )
