"""Compares how real a claim and a passage make the same act: done, planned, possible, alleged, proven."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import IRREGULAR_FORMS, stems
from factcheck.verdicts.checks.polarity import denied, denied_in_clause
from factcheck.verdicts.checks.sides import Company, Range, Sides, side_by_side
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token


class Mood(StrEnum):
    """How real an act is."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"
    OBLIGED = "obliged"


_COMPANY = Company(width=8, least=2, share=0.3)
_LEAST_COVERAGE = 0.25
_REACH = 6
_HAVE = frozenset({"has", "have", "had", "having"})
_BE_PAST = frozenset({"was", "were", "been"})
_POSSIBLE = frozenset({"may", "might", "could"})
_UNTOLD = frozenset({"would", "can", "yet"})
_PLANNED_STEMS = stems(
    """
    due set expect plan intend want hope schedule propose consider promise vow pledge aim seek likely ready prepare
    threaten
    """
)
_OBLIGED = frozenset({"must", "should", "ought", "shall"})
_LINKS = (
    listed("be been being is are was were to not already also now then only will soon yet still going about")
    | _HAVE
    | _POSSIBLE
    | _UNTOLD
    | _OBLIGED
)
_NOT_VERBS = listed("people men women children lives feet better best worse worst")
_CONDITIONS = listed("if unless once until whether")
_TIMES = listed("when before after should")
_NOUN_SIGNS = listed(
    """
    a an the his her its their our this that these those of in on by with for no
    """
)
_DIFFERENT = frozenset(
    {
        frozenset({Mood.DONE, Mood.PLANNED}),
        frozenset({Mood.DONE, Mood.POSSIBLE}),
        frozenset({Mood.PLANNED, Mood.POSSIBLE}),
        frozenset({Mood.OBLIGED, Mood.POSSIBLE}),
    }
)
# What the report leaves open, and what the claim may then not state.
_OPEN_AND_SETTLED = tuple(
    (stems(left), stems(settled))
    for left, settled in (
        (
            "accuse allege suspect charge accusation allegation suspicion",
            "convict sentence guilty prove proven confess",
        ),
        ("propose proposal consider draft plan bill", "adopt enact approve pass ratify"),
        ("demand seek urge", "sentence grant obtain"),
        ("appeal suggest believe suspect think", "prove confirm establish"),
    )
)


def _chain(words: Sequence[Token], at: int) -> list[Token]:
    """Collect the auxiliaries, "to" and words of intent right before a word, nearest first."""
    chain: list[Token] = []
    for word in reversed(words[max(0, at - _REACH) : at]):
        linked = word.norm in _LINKS or word.stem in _PLANNED_STEMS or word.norm.endswith("ly")
        is_month = word.norm == "may" and word.capital
        if word.clause != words[at].clause or not linked or is_month:
            break
        chain.append(word)
    return chain


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _moods(words: tuple[Token, ...]) -> tuple[Mood | None, ...]:
    """Say for each word how real the act is that it names, or None where that cannot be told."""
    return tuple(_mood(words, at) if word.content else None for at, word in enumerate(words))


def _mood(words: Sequence[Token], at: int) -> Mood | None:
    word = words[at]
    before = words[max(0, at - _REACH) : at]
    in_time = any(each.norm in _TIMES and each.clause == word.clause for each in before)
    if word.capital or in_time or any(each.norm in _CONDITIONS for each in words[max(0, at - 2 * _REACH) : at]):
        return None
    chain = _chain(words, at)
    norms = {each.norm for each in chain}
    if norms & _UNTOLD:
        return None
    mood = _auxiliary_mood(norms, intent=any(each.stem in _PLANNED_STEMS for each in chain))
    return mood or (Mood.DONE if "to" not in norms and _is_done(words, at, norms) else None)


def _auxiliary_mood(norms: set[str], *, intent: bool) -> Mood | None:
    """Say what auxiliaries and words of intent make of a verb, None when they leave it as it is."""
    infinitive = "to" in norms
    if norms & _POSSIBLE:
        return Mood.POSSIBLE
    if norms & _OBLIGED or (infinitive and norms & {"has", "have"}):
        return Mood.OBLIGED
    arranged = infinitive and (intent or (norms & {"is", "are"} and not norms & _BE_PAST))
    return Mood.PLANNED if "will" in norms or arranged else None


def _is_done(words: Sequence[Token], at: int, norms: set[str]) -> bool:
    """Tell whether a word is a past tense or perfect, not an adjective or a noun."""
    norm = words[at].norm
    if norm in _NOT_VERBS or not (norm.endswith("ed") or norm in IRREGULAR_FORMS):
        return False
    if norms & (_HAVE | _BE_PAST):
        return True
    before = words[at - 1] if at else None
    return not norms and before is not None and before.norm not in _NOUN_SIGNS


def check_modality(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare how real a claim and a passage make the same act.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where one text has the act done and the other planned or possible, or where the claim settles what
        the passage leaves open; AGREES where both have it alike; in order of the claim.

    >>> [finding.detail for finding in check_modality(
    ...     claim="The city has built a bridge.", premise="The city will build a bridge.", published=None)]
    ["the report says 'will build', the claim 'has built'"]
    """
    sides = side_by_side(claim, premise)
    if sides.coverage < _LEAST_COVERAGE:
        return []
    my_moods, their_moods = _moods(sides.ours), _moods(sides.theirs)
    found = []
    for i, mine in enumerate(my_moods):
        places = [j for j, other in enumerate(sides.theirs) if mine and other.stem == sides.ours[i].stem]
        if mine is None or len(places) != 1 or not sides.fit(i, places[0], _COMPANY):
            continue
        other = their_moods[places[0]]
        mine_range, other_range = _with_chain(sides.ours, i), _with_chain(sides.theirs, places[0])
        if other == mine:
            found.append(sides.agrees(FindingKind.MODALITY, mine_range, other_range))
        elif other and frozenset({mine, other}) in _DIFFERENT:
            found.append(sides.differs(FindingKind.MODALITY, mine_range, other_range))
    return found + _settled(sides)


def _with_chain(words: Sequence[Token], at: int) -> Range:
    """Give the range of a verb with its auxiliaries."""
    return at - len(_chain(words, at)), at


def _settled(sides: Sides) -> list[Finding]:
    """Find what the claim states as settled and the passage as open."""
    mine, others = ({word.stem for word in words} for words in (sides.ours, sides.theirs))
    found = []
    for open_words, settled_words in _OPEN_AND_SETTLED:
        if not (mine & settled_words and others & open_words) or others & settled_words or mine & open_words:
            continue
        i = next(at for at, word in enumerate(sides.ours) if word.stem in settled_words)
        j = next(at for at, word in enumerate(sides.theirs) if word.stem in open_words)
        as_denied = denied_in_clause(sides.ours, i) == denied_in_clause(sides.theirs, j)
        if as_denied and not denied(sides.ours, i) and sides.fit(i, j, _COMPANY):
            ranges = _with_chain(sides.ours, i), _with_chain(sides.theirs, j)
            found.append(sides.differs(FindingKind.MODALITY, *ranges))
    return found
