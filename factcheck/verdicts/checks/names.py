"""Compares persons, places and bodies: another first name, another holder of a title, another name in the same slot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import STOP_WORDS, Token, edits, listed, span, tokens
from factcheck.verdicts.checks.places import COUNTRIES, TITLES
from factcheck.verdicts.checks.sides import Company, Sides, contrast, finding, shown, side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

_CALENDAR = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """
)
_CONNECTORS = listed(
    """
    of de la le du van von der den di da al el bin ibn
    """
)
# Generic last words of bodies and places: two names that share one are not two members of one family.
_GENERIC = listed(
    """
    bank party university ministry river front union council court agency group street city county province
    region valley airport hospital school institute association federation committee commission alliance
    movement news press service army navy force forces island islands mountain lake park office church bay sea
    cup league club united fund capital airlines air energy media systems labs holdings state republic district
    house square bridge port road town village north south
    """
)
_PLACING = listed(
    """
    in at from to of by with for against on near into the a than and
    """
)
_PEOPLE = listed("people women men children workers teachers farmers nurses peoples")
_NEAR = 84
_LONG_ENOUGH = 5
_PARTICLE = 2  # letters of "al", "de": too short to tell two names alike
_LEAST_COVERAGE = 0.25
_COMPANY = Company(width=6, least=2, share=0.3)
_LITTLE_COMPANY = Company(width=6, least=1, share=0.3)
_FORMS_OF_ADDRESS = listed("mr mrs ms miss dr")


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


@lru_cache(maxsize=4096)
def capitals(words: tuple[Token, ...]) -> frozenset[str]:
    """Collect, in lower case, the words that have a capital without opening a sentence."""
    return frozenset(word.norm for at, word in enumerate(words) if word.capital and not _opens(words, at))


@lru_cache(maxsize=4096)
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
        elif not (words[at].norm in _CONNECTORS and at + 1 < len(words) and _begins_name(words, at + 1)):
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
    return "".join(part[0] for part in name.parts if part not in _CONNECTORS)


@lru_cache(maxsize=16384)
def _near(one: str, two: str) -> bool:
    """Tell whether two words are spellings of one name."""
    return one == two or (min(len(one), len(two)) >= _LONG_ENOUGH and fuzz.ratio(one, two) >= _NEAR)


def same_name(one: Name, two: Name) -> bool:
    """Tell whether two names can be of one bearer: a shared word, another spelling, initials, a country's people."""
    spelt_alike = (_near(part, other) for part in one.parts for other in two.parts if len(part) > _PARTICLE)
    if one.key == two.key or any(spelt_alike):
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
    sides = side_by_side(claim, premise)
    words = tokens(premise)
    others = names(words, capitals(sides.ours))
    found = []
    for name in names(sides.ours, capitals(words)):
        claim_span = sides.claim_span((name.first, name.last))
        instead = _instead(sides, words, name) if sides.coverage >= _LEAST_COVERAGE else None
        same = next((span(premise, words[o.first], words[o.last]) for o in others if same_name(name, o)), None)
        if instead:
            found.append(contrast(FindingKind.NAME, claim_span, span(premise, *instead)))
        elif same or any(word.norm in name.parts for word in words):
            detail = f"the report and the claim both name '{shown(claim_span.text)}'"
            found.append(finding(FindingKind.NAME, Relation.AGREES, claim_span, same, detail))
        else:
            detail = f"the report does not name '{shown(claim_span.text)}'"
            found.append(finding(FindingKind.NAME, Relation.MISSING, claim_span, None, detail))
    return found


def _instead(sides: Sides, words: tuple[Token, ...], name: Name) -> tuple[Token, Token] | None:
    """Find the first and last word of the passage's name in the place of the claim's; None when in doubt."""
    others = names(words, capitals(sides.ours))
    relative = next((other for other in others if _other_first_name(name, other, others)), None)
    if relative and _in_company(sides.ours, name, words, relative, _LITTLE_COMPANY):
        return words[relative.first], words[relative.last]
    if any(same_name(name, other) for other in others) or any(word.norm in name.parts for word in words):
        return None
    mine = names(sides.ours, capitals(words))
    free = [
        other for other in names(sides.theirs, capitals(sides.ours)) if not any(same_name(each, other) for each in mine)
    ]
    free = [other for other in free if other.of_country == name.of_country]
    match = _same_title(sides, name, free) or _edited(sides, name, free) or _same_slot(sides, name, free)
    return (sides.theirs[match.first], sides.theirs[match.last]) if match else None


def _other_first_name(mine: Name, other: Name, others: Sequence[Name]) -> bool:
    """Tell whether two full names share the surname and nothing else, and the claim's first name is nowhere else."""
    surname = mine.parts[-1]
    if min(len(mine.parts), len(other.parts)) == 1 or surname != other.parts[-1] or mine.of_country or other.of_country:
        return False
    if {*mine.parts, *other.parts} & (_CONNECTORS | _GENERIC):
        return False
    same_letter = any(part[0] == first[0] for part in mine.parts[:-1] for first in other.parts[:-1])
    return not same_letter and not any(
        _near(part, each) for part in mine.parts[:-1] for name in others for each in name.parts
    )


def _same_title(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find another bearer of the title that the claim gives to a name."""
    if not name.title or name.title[0] in _FORMS_OF_ADDRESS:
        return None
    bearers = [other for other in free if other.title == name.title]
    fitting = [other for other in bearers if _in_company(sides.ours, name, sides.theirs, other, _COMPANY)]
    return fitting[0] if fitting else None


def _edited(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find the name that takes the place of the claim's, all around being the same word for word."""
    for edit in edits(sides.claim, sides.premise):
        if edit.same or (edit.c1, edit.c2) != (name.first, name.last + 1):
            continue
        for other in free:
            in_place = other.first in {edit.p1, edit.p1 + 1} and other.last + 1 in {edit.p2, edit.p2 - 1}
            if in_place and _in_company(sides.ours, name, sides.theirs, other, _COMPANY):
                return other
    return None


def _same_slot(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find the one name after the same words ("port of", "stolen in"), or after the same small word in good company."""
    mine = _governor(sides.ours, name.first)
    fitting = []
    for other in free:
        also = _governor(sides.theirs, other.first)
        company = _LITTLE_COMPANY if mine == also and len(mine) > 1 else _COMPANY
        if mine and mine[-1:] == also[-1:] and _in_company(sides.ours, name, sides.theirs, other, company):
            fitting.append(other)
    return fitting[0] if len(fitting) == 1 else None


def _governor(words: Sequence[Token], first: int) -> tuple[str, ...]:
    """Give the stem of the small word before a name, after that of the meaningful word before it where there is one."""
    if not first or words[first - 1].norm not in _PLACING:
        return ()
    governs = first > 1 and words[first - 2].content and words[first - 2].clause == words[first].clause
    return tuple(word.stem for word in words[first - 2 if governs else first - 1 : first])


def _in_company(ours: Sequence[Token], name: Name, theirs: Sequence[Token], other: Name, company: Company) -> bool:
    """Tell whether two names stand in the same company; the noun after a country's adjective must be the same."""
    after = ours[name.last + 1 : name.last + 2]
    also = theirs[other.last + 1 : other.last + 2]
    if name.of_country and after and after[0].content and [word.stem for word in after] != [word.stem for word in also]:
        return False
    return company.shared(ours, name.first, theirs, other.first)
