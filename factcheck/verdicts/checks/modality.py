"""Compares how real a claim and a passage make the same act: done, planned, possible, alleged, proven."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import closest_sentence, coverage, shared_context, shown, span, stem, stems, tokens
from factcheck.verdicts.checks.polarity import denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token


class Mood(StrEnum):
    """How real an act is."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"
    OBLIGED = "obliged"


_WIDTH = 8
_LEAST_COVERAGE = 0.25
_LEAST_SHARED = 2
_LEAST_SHARE = 0.3
_REACH = 6
_HAVE = frozenset({"has", "have", "had", "having"})
_BE_PAST = frozenset({"was", "were", "been"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "would"})
_PLANNED_STEMS = stems(
    "due set expect plan intend want hope schedule propose consider promise vow pledge aim seek likely ready prepare threaten"
)
_OBLIGED = frozenset({"must", "should", "ought", "shall"})
_LINKS = (
    frozenset("be been being is are was were to not already also now then only will soon yet still going about".split())
    | _HAVE
    | _POSSIBLE
    | _OBLIGED
)
_CONDITIONS = frozenset("if unless once until whether when before should after".split())
_NOUN_SIGNS = frozenset("a an the his her its their our this that these those of in on by with for no".split())
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
        ("accuse allege suspect charge accusation allegation suspicion", "convict sentence guilty prove proven confess"),
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
        if word.clause != words[at].clause or not linked:
            break
        chain.append(word)
    return chain


@lru_cache(maxsize=4096)
def _moods(words: tuple[Token, ...]) -> tuple[Mood | None, ...]:
    """Say for each word how real the act is that it names, or None where that cannot be told."""
    return tuple(_mood(words, at) if word.content else None for at, word in enumerate(words))


def _mood(words: Sequence[Token], at: int) -> Mood | None:
    word = words[at]
    if word.capital or any(w.norm in _CONDITIONS and w.clause == word.clause for w in words[max(0, at - _REACH) : at]):
        return None
    norms = {each.norm for each in _chain(words, at)}
    if "yet" in norms:
        return None
    infinitive = "to" in norms
    past = word.norm.endswith("ed") or word.norm != word.stem and stem(word.norm) != word.norm and not word.norm.endswith(("s", "ing"))
    if norms & _POSSIBLE:
        return None if "would" in norms or "can" in norms else Mood.POSSIBLE
    if norms & _OBLIGED or (infinitive and norms & {"has", "have"}):
        return Mood.OBLIGED
    if "will" in norms or (infinitive and norms & {"is", "are"} and not norms & _BE_PAST):
        return Mood.PLANNED
    if infinitive:
        intent = any(each.stem in _PLANNED_STEMS for each in _chain(words, at))
        return Mood.PLANNED if intent else None
    return Mood.DONE if _is_done(words, at, norms, past=past) else None


def _is_done(words: Sequence[Token], at: int, norms: set[str], *, past: bool) -> bool:
    """Tell whether a word is a past tense or perfect, not an adjective or a noun."""
    if not past:
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
    ours, theirs = tokens(claim), closest_sentence(claim, premise)
    if coverage(claim, premise) < _LEAST_COVERAGE:
        return []
    my_moods, their_moods = _moods(ours), _moods(theirs)
    found = []
    for i, mine in enumerate(my_moods):
        places = [j for j, other in enumerate(theirs) if mine and other.stem == ours[i].stem]
        if mine is None or len(places) != 1 or not _fits(ours, i, theirs, places[0]):
            continue
        other = their_moods[places[0]]
        if other == mine:
            found.append(_finding(Relation.AGREES, claim, (ours, i), premise, (theirs, places[0])))
        elif other and frozenset({mine, other}) in _DIFFERENT:
            found.append(_finding(Relation.DIFFERS, claim, (ours, i), premise, (theirs, places[0])))
    return found + _settled(claim, premise, ours, theirs)


def _settled(claim: str, premise: str, ours: Sequence[Token], theirs: Sequence[Token]) -> list[Finding]:
    """Find what the claim states as settled and the passage as open."""
    mine, others = {word.stem for word in ours}, {word.stem for word in theirs}
    found = []
    for open_words, settled_words in _OPEN_AND_SETTLED:
        if not (mine & settled_words and others & open_words) or others & settled_words or mine & open_words:
            continue
        i = next(at for at, word in enumerate(ours) if word.stem in settled_words)
        j = next(at for at, word in enumerate(theirs) if word.stem in open_words)
        if not denied(ours, i) and _fits(ours, i, theirs, j):
            found.append(_finding(Relation.DIFFERS, claim, (ours, i), premise, (theirs, j)))
    return found


def _fits(ours: Sequence[Token], i: int, theirs: Sequence[Token], j: int) -> bool:
    shared, share = shared_context(ours, i, theirs, j, width=_WIDTH)
    return shared >= _LEAST_SHARED and share >= _LEAST_SHARE


def _finding(
    relation: Relation, claim: str, mine: tuple[Sequence[Token], int], premise: str, other: tuple[Sequence[Token], int]
) -> Finding:
    (ours, i), (theirs, j) = mine, other
    claim_span = span(claim, ours[i - len(_chain(ours, i))], ours[i])
    premise_span = span(premise, theirs[j - len(_chain(theirs, j))], theirs[j])
    differs = f"the report says '{shown(premise_span.text)}', the claim '{shown(claim_span.text)}'"
    return Finding(
        kind=FindingKind.MODALITY,
        relation=relation,
        claim_span=claim_span,
        premise_span=premise_span,
        detail=differs if relation is Relation.DIFFERS else f"the report and the claim both say '{shown(claim_span.text)}'",
    )
