"""Compares who did what to whom: "A sued B" against "B sued A", and which of two names has which part."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Finding, FindingKind
from factcheck.verdicts.checks.lineup import AUXILIARIES, IRREGULAR_FORMS
from factcheck.verdicts.checks.name_grammar import capitals, names, same_name
from factcheck.verdicts.checks.places import TITLES
from factcheck.verdicts.checks.polarity import denied_in_clause
from factcheck.verdicts.checks.sides import Range, Sides, side_by_side
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token
    from factcheck.verdicts.checks.name_grammar import Name

_BE = listed(
    """
    is are was were be been being
    """
)
_REACH = 7
_NEAR_VERB = 3
_LEAST_COVERAGE = 0.35
_WELL_COVERED = 0.5
_OPENERS = listed("and but while that who which whose")
_MUTUAL = listed(
    """
    met meet meets talk talks talked agree agreed marry married play played face faced border merge merged
    """
)


class Act(NamedTuple):
    """A verb at position `at`, who acts and who is acted on; a passive is turned round."""

    at: int
    agent: Name
    patient: Name


def _acts(words: tuple[Token, ...], among: Sequence[Name]) -> list[Act]:
    """Find the verbs with a name of `among` on each side, in order."""
    found = []
    for at, word in enumerate(words):
        if not word.content or word.capital or word.norm in _MUTUAL or not _is_verb(words, at):
            continue
        before = [name for name in among if at - _REACH <= name.last < at and _free(words, name.last + 1, at)]
        after = [name for name in among if at < name.first <= at + _REACH and _free(words, at + 1, name.first)]
        if not before or not after or same_name(before[-1], after[0]):
            continue
        auxiliaries = words[max(0, at - _NEAR_VERB) : at]
        passive = words[after[0].first - 1].norm == "by" and any(each.norm in _BE for each in auxiliaries)
        agent, patient = (after[0], before[-1]) if passive else (before[-1], after[0])
        found.append(Act(at, agent, patient))
    return found


def _is_verb(words: Sequence[Token], at: int) -> bool:
    """Tell whether a word has the form of a verb or an auxiliary before it."""
    norm = words[at].norm
    return norm.endswith(("ed", "s", "ing")) or norm in IRREGULAR_FORMS or words[at - 1].norm in AUXILIARIES


def _free(words: Sequence[Token], low: int, high: int) -> bool:
    """Tell whether no clause ends within `[low, high)` and no other clause opens there."""
    part = words[max(0, low - 1) : high + 1]
    same_clause = not part or part[0].clause == part[-1].clause
    return same_clause and not any(word.norm in _OPENERS for word in part)


def check_roles(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare who does what to whom in a claim and a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where two names have changed places around the same verb or have each other's part, AGREES where both
        texts have them alike around a verb; in order of the claim.

    >>> [finding.detail for finding in check_roles(
    ...     claim="Spain was sued by Peru.", premise="Spain sued Peru.", published=None)]
    ["the report says 'Spain sued Peru', the claim 'Spain was sued by Peru'"]
    """
    sides = side_by_side(claim, premise)
    if sides.coverage < _LEAST_COVERAGE:
        return []
    mine = names(sides.ours, capitals(sides.theirs))
    others = names(sides.theirs, capitals(sides.ours))
    n_shared = sum(any(same_name(name, other) for other in others) for name in mine)
    if n_shared == 0 or min(len(mine), len(others)) == 1:
        return []
    return _around_verbs(sides, mine, others) or _exchanged(sides, mine, others)


def _around_verbs(sides: Sides, mine: Sequence[Name], others: Sequence[Name]) -> list[Finding]:
    """Compare the names on both sides of the verbs that both texts have."""
    found = []
    their_acts = _acts(sides.theirs, others)
    for act in _acts(sides.ours, mine):
        for other in their_acts:
            if sides.ours[act.at].stem != sides.theirs[other.at].stem:
                continue
            stated = not (denied_in_clause(sides.ours, act.at) or denied_in_clause(sides.theirs, other.at))
            places = _across(act.agent, act.patient), _across(other.agent, other.patient)
            if same_name(act.agent, other.agent) and same_name(act.patient, other.patient):
                found.append(sides.agrees(FindingKind.ROLE, *places))
            elif _turned(act, other) or (stated and _another_acts(act, other, mine, others)):
                found.append(sides.differs(FindingKind.ROLE, *places))
    return found


def _turned(act: Act, other: Act) -> bool:
    return same_name(act.agent, other.patient) and same_name(act.patient, other.agent)


def _another_acts(act: Act, other: Act, mine: Sequence[Name], others: Sequence[Name]) -> bool:
    """Tell whether the claim has another name do the same to the same, or do it to another, each named once only."""
    if same_name(act.patient, other.patient):
        one, two = act.agent, other.agent
    elif same_name(act.agent, other.agent):
        one, two = act.patient, other.patient
    else:
        return False
    named = any(same_name(one, each) for each in others) or any(same_name(two, each) for each in mine)
    return not named and one.of_country == two.of_country


def _across(one: Name, two: Name) -> Range:
    """Give the range from the one name to the other, whichever is first."""
    return min(one.first, two.first), max(one.last, two.last)


def _parts(words: Sequence[Token], among: Sequence[Name], *, before: bool) -> list[frozenset[str]]:
    """Collect for each name the meaningful words between it and the next name, or between the name before it and it."""
    edges = [-1, *(name.last for name in among)] if before else [*(name.first for name in among), len(words)]
    parts = []
    for number, name in enumerate(among):
        low, high = (edges[number] + 1, name.first) if before else (name.last + 1, edges[number + 1])
        kept = (word.stem for word in words[low:high] if word.content and word.norm not in TITLES)
        parts.append(frozenset(kept))
    return parts


def _exchanged(sides: Sides, mine: Sequence[Name], others: Sequence[Name]) -> list[Finding]:
    """Find two names that have each other's company in the claim."""
    if sides.coverage < _WELL_COVERED or any(word.norm in _MUTUAL for word in sides.ours):
        return []
    places = [_only(name, others) for name in mine]
    for before in (False, True):
        my_parts = _parts(sides.ours, mine, before=before)
        their_parts = _parts(sides.theirs, others, before=before)
        for (one, place), (two, also) in combinations(enumerate(places), 2):
            if place is None or also is None or place == also:
                continue
            if _crossed((my_parts[one], my_parts[two]), (their_parts[place], their_parts[also])):
                ranges = _across(mine[one], mine[two]), _across(others[place], others[also])
                return [sides.differs(FindingKind.ROLE, *ranges)]
    return []


def _only(name: Name, others: Sequence[Name]) -> int | None:
    """Find the one place of a name, in the same form, among the other text's; None when there is none or more."""
    places = [at for at, other in enumerate(others) if set(name.parts) & set(other.parts)]
    return places[0] if len(places) == 1 else None


def _crossed(mine: tuple[frozenset[str], frozenset[str]], theirs: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether both companies are shared crosswise and neither straight."""
    crosswise = mine[0] & theirs[1] and mine[1] & theirs[0]
    return bool(crosswise) and not (mine[0] & theirs[0] or mine[1] & theirs[1])
