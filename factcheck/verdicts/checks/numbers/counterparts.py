"""Finds the quantity of a passage that a claim's quantity must be about."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.verdicts.checks.alignment import (
    CLEAR_LEAD,
    NARROW,
    Alignment,
    Context,
    align,
    context,
    is_copied_slot,
    is_held,
    moved_to,
)
from factcheck.verdicts.checks.dates.agree import agree
from factcheck.verdicts.checks.dates.grammar import parse_dates
from factcheck.verdicts.checks.numbers.agree import Match, match
from factcheck.verdicts.checks.numbers.grammar import Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass
from factcheck.verdicts.checks.tokens import stems, tokenize
from factcheck.word_lists import listed

_CHANGE_VERBS = stems(
    """
    rise increase grow climb jump gain surge soar up widen raise expand fall drop decline decrease cut reduce
    narrow shrink slip ease slow slide lower lose down advance retreat plunge add
    """
)
_COMPARATIVES = listed(
    """
    more fewer less higher lower faster slower longer shorter later earlier sooner ahead behind short heavier
    lighter larger smaller bigger older younger cheaper left remaining above below beyond beneath off
    """
)
# words that single out another time or another figure than the one the passage gives, when the passage lacks them
_OTHER_FIGURE = listed(
    """
    before ago previous previously former formerly earlier original originally initially until then once another
    again next old future prior predecessor first last following average median mean largest smallest biggest
    highest lowest total maximum minimum combined record single left remaining rest subtract subtraction deduct
    expected planned forecast estimated intended budgeted projected would
    """
)
_LEAST_SHARED = 2
_LEAST_SHARE = 0.4
_LEAST_SHARE_APART = 0.6  # when no word right beside the numbers is the same


class Texts(NamedTuple):
    """The two texts a check compares."""

    claim: str
    premise: str


class Pairing(NamedTuple):
    """One quantity of the premise beside the claim's: how the numbers and the words around them fit."""

    premise: Quantity
    match: Match
    alignment: Alignment
    same_noun: bool


def pair_up(quantity: Quantity, claim: str, premise: str) -> list[Pairing]:
    """Set a claim's quantity beside every quantity of the premise that has a unit of the same kind."""
    around = context(claim, quantity.first, quantity.last)
    ignored = frozenset(quantity.nouns[:1]) | {quantity.unit.name}
    pairings = []
    for other in parse_quantities(premise):
        fit = match(quantity, other)
        if fit is not None:
            alignment = align(around, context(premise, other.first, other.last), ignore=ignored)
            pairings.append(Pairing(other, fit, alignment, same_noun(quantity, other)))
    return pairings


def same_noun(first: Quantity, second: Quantity) -> bool:
    """Tell whether two counts count the same: the first noun of one is among the nouns of the other."""
    if first.unit.kind not in {UnitClass.COUNT, UnitClass.ORDINAL}:
        return True
    return bool(first.nouns and second.nouns) and (first.nouns[0] in second.nouns or second.nouns[0] in first.nouns)


def changed_in_copy(quantity: Quantity, pairings: list[Pairing], equal: list[Pairing], texts: Texts) -> Quantity | None:
    """Find the quantity whose place in a copied sentence the claim's has taken; None when there is no such place.

    When the passage has the claim's number too, words that stand only beside that one speak against a change.
    """
    form = form_of(quantity, texts.claim)
    copied = [p for p in pairings if is_copied_slot(p.alignment) and form_of(p.premise, texts.premise) == form]
    if quantity.unit.kind is UnitClass.ORDINAL:  # the second and the third of a row may both be there
        copied = [p for p in copied if p.alignment.share >= _LEAST_SHARE_APART and not equal]
    if len(copied) != 1 or not _is_changed(quantity, copied[0]) or not same_figure(texts):
        return None
    at, places = (
        _narrow(texts.premise, copied[0].premise),
        [_narrow(texts.premise, p.premise) for p in equal if p is not copied[0]],
    )
    return None if is_held(_narrow(texts.claim, quantity), places, at) else copied[0].premise


def _is_changed(quantity: Quantity, pairing: Pairing) -> bool:
    """Tell whether a number in copied words was changed: there, equal hedges leave room for coarser rounding only."""
    other = pairing.premise
    if pairing.match is Match.DIFFERENT:
        return True
    if quantity.hedge != other.hedge or quantity.is_range != other.is_range or quantity.unit != other.unit:
        return False
    same = (quantity.value, quantity.high) == (other.value, other.high)
    return not same and not (pairing.match is Match.FITS and quantity.step > other.step)


def moved(quantity: Quantity, pairings: list[Pairing], equal: list[Pairing], texts: Texts) -> Quantity | None:
    """Find the quantity that stands where the claim puts an equal one from elsewhere ("8% ... 61%" swapped)."""
    form = form_of(quantity, texts.claim)
    others = [
        p.premise
        for p in pairings
        if p.match is Match.DIFFERENT and p.same_noun and form_of(p.premise, texts.premise) == form
    ]
    if not equal or not others:
        return None
    places = [_narrow(texts.premise, other) for other in others]
    at = moved_to(_narrow(texts.claim, quantity), [_narrow(texts.premise, p.premise) for p in equal], places)
    if at is None or _is_other_figure(others[at], texts) or _is_held_by_sentence(quantity, equal, others[at], texts):
        return None
    return others[at]


def _is_other_figure(other: Quantity, texts: Texts) -> bool:
    """Tell whether a word beside the passage's figure, such as "earlier", sets it apart and the claim lacks it."""
    tokens = tokenize(texts.premise)[max(0, other.first - NARROW - 1) : other.last + NARROW]
    return bool({token.lower for token in tokens} & _OTHER_FIGURE - {token.lower for token in tokenize(texts.claim)})


def _is_held_by_sentence(quantity: Quantity, equal: list[Pairing], other: Quantity, texts: Texts) -> bool:
    """Tell whether a word of the claim stands near an equal figure and not near the other one."""
    mine = frozenset(token.stem for token in tokenize(texts.claim) if token.kind == "word") - {
        *quantity.nouns,
        quantity.unit.name,
    }
    near = frozenset().union(*(context(texts.premise, p.premise.first, p.premise.last).stems for p in equal))
    return bool(near & mine - context(texts.premise, other.first, other.last, window=3 * NARROW).stems)


def _narrow(text: str, quantity: Quantity) -> Context:
    around = context(text, quantity.first, quantity.last, window=NARROW)
    return around._replace(stems=around.stems - {*quantity.nouns[:1], quantity.unit.name})


def counterpart(quantity: Quantity, pairings: list[Pairing], texts: Texts) -> Quantity | None:
    """Find the one quantity of the passage that the claim's must be about; None when in doubt."""
    ranked = sorted((p for p in pairings if p.same_noun), key=lambda p: -p.alignment.rank)
    if not ranked or ranked[0].match is not Match.DIFFERENT:
        return None
    best, fit = ranked[0].premise, ranked[0].alignment
    if fit.shared < _LEAST_SHARED or fit.share < (_LEAST_SHARE if fit.slot else _LEAST_SHARE_APART):
        return None
    roles, rates = {quantity.role, best.role}, {quantity.per, best.per}
    if len(roles - {""}) > 1 or len(rates - {""}) > 1 or form_of(quantity, texts.claim) != form_of(best, texts.premise):
        return None
    others = [own for own in parse_quantities(texts.claim) if own != quantity]
    rivals = [
        p for p in ranked[1:] if p.premise.value != best.value
        and not any(match(own, p.premise) is Match.EQUAL for own in others)
    ]  # fmt: skip
    return None if rivals and fit.rank - rivals[0].alignment.rank < CLEAR_LEAD else best


def form_of(quantity: Quantity, text: str) -> str:
    """Tell whether a quantity is a difference ("five more", "by 5%", "rose 5%"), a part ("five of the") or a level."""
    tokens = tokenize(text)
    if quantity.role == "by" or quantity.unit.kind is UnitClass.POINT:
        return "difference"
    inside = tokens[quantity.first + bool(quantity.hedge) * 2 : quantity.last + 2]
    if any(token.lower in _COMPARATIVES for token in inside):
        return "difference"
    if quantity.first > 0 and tokens[quantity.first - 1].stem in _CHANGE_VERBS:
        return "difference"
    return (
        "part"
        if quantity.unit.kind is UnitClass.COUNT and any(token.lower == "of" for token in inside[:3])
        else "level"
    )


def same_figure(texts: Texts) -> bool:
    """Tell whether the claim has no word, such as "previous" or "average", that the passage lacks."""
    ours, theirs = ({token.lower for token in tokenize(text)} for text in texts)
    return not (ours & _OTHER_FIGURE) - theirs


def same_time(texts: Texts, published: str | None) -> bool:
    """Tell whether no date in the claim puts it at another time than the passage."""
    for date in parse_dates(texts.claim):
        fits = [agree(date, their, published) for their in parse_dates(texts.premise)]
        if True not in fits and (False in fits or date.direction is not None):
            return False
    return True
