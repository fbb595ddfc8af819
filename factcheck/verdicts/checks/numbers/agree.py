"""Says whether two written numbers can be the same number, by their precision and hedges."""

from __future__ import annotations

from enum import StrEnum

from factcheck.verdicts.checks.numbers.grammar import Hedge, Quantity
from factcheck.verdicts.checks.numbers.units import UnitClass, convert

_ROUNDING = 0.05  # a rounded figure is at most this share away from the exact one
_ABOUT = 0.08  # "about 100" may be 92 to 108
_NEARLY = 0.12  # "nearly 500" may be 440 to 500
_BEYOND = 0.30  # "more than 100" is said of up to 130; beyond that it is not ruled out
_DOUBT = 0.25  # hedged figures this close are not called different
_EXACT = 1e-9
_CONVERTED = 0.04  # converted figures are rounded on both sides
_CALENDAR = 0.10  # "two months" may be eight or nine weeks


class Match(StrEnum):
    """How two numbers of one unit fit."""

    EQUAL = "equal"
    FITS = "fits"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


def match(claim: Quantity, premise: Quantity) -> Match | None:
    """Compare a claim's quantity with a premise's; None when their units cannot be compared.

    "About 3 million" fits 2.96 million, "nearly 500" fits 489, "more than 40" fits 43; 3 million without a hedge fits
    2.96 million because that rounds to it.
    """
    low = convert(premise.value, premise.unit, claim.unit)
    high = convert(premise.high, premise.unit, claim.unit)
    if low is None or high is None:
        return None
    converted = low != premise.value or _names_differ(claim, premise)
    if claim.is_range and premise.is_range:
        return _both(compare(claim.value, low, claim, premise), compare(claim.high, high, claim, premise))
    if claim.is_range or premise.is_range:
        point, ends = (low, (claim.value, claim.high)) if claim.is_range else (claim.value, (low, high))
        return Match.UNCLEAR if ends[0] * (1 - _DOUBT) <= point <= ends[1] * (1 + _DOUBT) else Match.DIFFERENT
    if converted and claim.unit.kind is UnitClass.MEASURE:
        tolerance = _CALENDAR if claim.unit.dimension == "time" else _CONVERTED
        if abs(claim.value - low) <= tolerance * abs(low):
            return Match.FITS
        return Match.UNCLEAR if abs(claim.value - low) <= 2 * _DOUBT * abs(low) else Match.DIFFERENT
    return compare(claim.value, low, claim, premise)


def _names_differ(claim: Quantity, premise: Quantity) -> bool:
    return claim.unit.kind is UnitClass.MEASURE and claim.unit.name != premise.unit.name


def _both(first: Match, second: Match) -> Match:
    order = list(Match)
    return max(first, second, key=order.index)


def compare(value: float, other: float, claim: Quantity, premise: Quantity) -> Match:
    """Compare two sizes in one unit under the hedges and precision of the quantities they come from."""
    scale = max(abs(other), abs(value), _EXACT)
    gap = abs(value - other)
    opposite = {claim.hedge, premise.hedge} == {Hedge.OVER, Hedge.UNDER}
    if gap <= _EXACT * scale:
        return _same_size(claim.hedge, premise.hedge) if not opposite else Match.DIFFERENT
    if claim.hedge is not Hedge.NONE:
        return _hedged(value, other, claim, premise)
    if premise.hedge is not Hedge.NONE:
        return _against_hedged(value, other, premise)
    fine, coarse = (premise, claim) if claim.step > premise.step else (claim, premise)
    if coarse.step > fine.step and gap <= min(coarse.step / 2 * (1 + _EXACT), _ROUNDING * scale):
        return Match.FITS if coarse is claim else Match.UNCLEAR
    share = claim.unit.kind is UnitClass.PERCENT and max(claim.step, premise.step) > 1
    return Match.UNCLEAR if share and gap <= _DOUBT * scale else Match.DIFFERENT


def _same_size(claim: Hedge, premise: Hedge) -> Match:
    """Judge equal figures by their hedges: "more than 40" of exactly 40 is left open."""
    bounds = {Hedge.OVER, Hedge.UNDER}
    return Match.UNCLEAR if claim in bounds and premise is Hedge.NONE else Match.EQUAL


def _hedged(value: float, other: float, claim: Quantity, premise: Quantity) -> Match:
    """Judge a claim's hedged figure against another size."""
    ratio = other / value if value else 2.0
    if claim.hedge is Hedge.OVER:
        if ratio < 1:
            about = premise.hedge is Hedge.ABOUT and ratio >= 1 - _DOUBT
            return Match.UNCLEAR if premise.hedge is Hedge.OVER or about else Match.DIFFERENT
        return Match.FITS if ratio <= 1 + _BEYOND and premise.hedge is not Hedge.UNDER else Match.UNCLEAR
    if claim.hedge is Hedge.UNDER:
        if ratio > 1:
            about = premise.hedge in {Hedge.ABOUT, Hedge.NEARLY} and ratio <= 1 + _DOUBT
            return Match.UNCLEAR if premise.hedge is Hedge.UNDER or about else Match.DIFFERENT
        return Match.FITS if ratio >= 1 - _BEYOND and premise.hedge is not Hedge.OVER else Match.UNCLEAR
    low, high = (1 - _ABOUT, 1 + _ABOUT) if claim.hedge is Hedge.ABOUT else (1 - _NEARLY, 1.0)
    if low <= ratio <= high:
        return Match.FITS
    return Match.UNCLEAR if low - _DOUBT / 2 <= ratio <= high + _DOUBT / 2 else Match.DIFFERENT


def _against_hedged(value: float, other: float, premise: Quantity) -> Match:
    """Judge a claim's exact figure against a premise's hedged one."""
    ratio = value / other if other else 2.0
    if premise.hedge is Hedge.OVER:
        return Match.UNCLEAR if 1 < ratio <= 1 + _BEYOND else Match.DIFFERENT
    if premise.hedge is Hedge.UNDER:
        return Match.UNCLEAR if 1 - _BEYOND <= ratio < 1 else Match.DIFFERENT
    return Match.UNCLEAR if abs(ratio - 1) <= _ABOUT else Match.DIFFERENT
