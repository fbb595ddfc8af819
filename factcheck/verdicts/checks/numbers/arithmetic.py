"""Derives changes, sums and shares from a passage's numbers, with the arithmetic written out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.numbers.agree import Match, compare
from factcheck.verdicts.checks.numbers.grammar import Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import Unit, UnitClass, convert, same_money

_PERCENT = Unit(kind=UnitClass.PERCENT)
_POINT = Unit(kind=UnitClass.POINT)
_MULTIPLE = Unit(kind=UnitClass.MULTIPLE)
_SUMMED = frozenset({UnitClass.COUNT, UnitClass.MONEY, UnitClass.MEASURE, UnitClass.PERCENT})
_MOST = 10  # numbers of one passage that are combined, so that a table cannot cost seconds
_SAME_SHARE = 0.015  # a derived percentage is known to a point and a half
_LEAST_RATIO = 1.5  # below it nobody says "doubled"
_EXACT = 1e-9
_MULTIPLE_SLACK = 0.15
_UNCHANGED = frozenset({"yen", "won", "yuan", "baht", "rand", "renminbi"})
_SHOWN = {
    "metric_ton": "tonnes", "oil_barrel": "barrels", "foot": "feet", "inch": "inches", "century": "centuries",
    "calendar_decade": "decades", "degC": "degrees Celsius", "degF": "degrees Fahrenheit", "kilometer / hour": "kph",
    "mile / hour": "mph", "meter ** 3": "cubic metres", "meter ** 2": "square metres", "foot ** 2": "square feet",
    "kilometer ** 2": "square kilometres", "mile ** 2": "square miles", "nautical_mile": "nautical miles",
    "kilowatt_hour": "kilowatt-hours", "megawatt_hour": "megawatt-hours", "meter": "metres", "kilometer": "kilometres",
    "centimeter": "centimetres", "millimeter": "millimetres", "liter": "litres",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A number that follows from numbers of the passage, in `unit`, and how ("5% - 4% = 1 percentage point").

    `is_rest` says that it is what one share leaves of the whole: what is true of the share is not true of it.
    """

    value: float
    unit: Unit
    arithmetic: str
    parts: tuple[Quantity, ...]
    is_rest: bool = False


@lru_cache(maxsize=REMEMBERED_TEXTS)
def derive(text: str) -> tuple[Derived, ...]:
    """Combine the quantities of a text two by two, and all of one kind; () when there is nothing to combine.

    >>> [d.arithmetic for d in derive("It rose from 4% to 5%.") if d.unit.kind == "percentage point"]
    ['5% - 4% = 1 percentage points']
    """
    kinds = (*_SUMMED, UnitClass.AGE, UnitClass.CLOCK)
    quantities = [q for q in parse_quantities(text) if q.unit.kind in kinds and q.value > 0 and not q.is_range][:_MOST]
    derived: list[Derived] = []
    for first, second in combinations(quantities, 2):
        derived += _pair(first, second)
        derived += _part(first, second) + _part(second, first)
    derived += _multiplied(text, quantities)
    for quantity in quantities:
        if quantity.unit.kind is UnitClass.PERCENT and quantity.value < 100:  # noqa: PLR2004 - percent
            rest = 100 - quantity.value
            shown = f"100% - {_shown(quantity)} = {rest:.4g}%"
            derived.append(replace(_derived(rest, _PERCENT, shown, quantity), is_rest=True))
    derived += _remainder([q for q in quantities if q.unit.kind is UnitClass.PERCENT])
    return tuple(derived)


def fits(claim: Quantity, derived: Derived) -> bool:
    """Tell whether a claim's quantity states the derived number, within its written precision and hedge."""
    if claim.unit.kind is not derived.unit.kind or claim.is_range:
        return False
    if claim.unit.kind is UnitClass.MULTIPLE:
        return abs(claim.value - derived.value) <= _MULTIPLE_SLACK * claim.value
    value = convert(derived.value, derived.unit, claim.unit)
    if value is None:
        return False
    if claim.unit.kind is UnitClass.PERCENT and abs(value - claim.value) <= max(_SAME_SHARE * 100 / 3, claim.step / 2):
        return True
    exact = replace(derived.parts[0], value=value, high=value, step=0.0)
    same = abs(claim.value - value) <= _EXACT * abs(value)  # also "more than 99%" beside "less than 1%"
    return same or compare(claim.value, value, claim, exact) in {Match.EQUAL, Match.FITS}


def _pair(first: Quantity, second: Quantity) -> list[Derived]:
    """Give difference, sum, change and ratio of two quantities of one unit."""
    other = convert(second.value, second.unit, first.unit)
    if other is None or (first.unit.kind is UnitClass.MONEY and not same_money(first.unit.name, second.unit.name)):
        return []
    (big, large), (small, little) = sorted(((first.value, first), (other, second)), key=lambda part: -part[0])
    if big == small:
        return []
    unit = _POINT if first.unit.kind is UnitClass.PERCENT else first.unit
    both = (large, little)
    derived = [
        _derived(big - small, unit, f"{_shown(large)} - {_shown(little)} = {_number(big - small)}{_name(unit)}", *both)
    ]
    if first.unit.kind in _SUMMED:
        total = f"{_shown(large)} + {_shown(little)} = {_number(big + small)}{_name(first.unit)}"
        derived.append(_derived(big + small, first.unit, total, *both))
    for base, sign in ((small, "+"), (big, "-")):
        change = (big - small) / base * 100
        derived.append(
            _derived(change, _PERCENT, f"{_shown(large)} against {_shown(little)} is {sign}{change:.3g}%", *both)
        )
    share = small / big * 100
    derived.append(_derived(share, _PERCENT, f"{_shown(little)} of {_shown(large)} is {share:.3g}%", *both))
    if big / small >= _LEAST_RATIO:
        derived.append(
            _derived(big / small, _MULTIPLE, f"{_shown(large)} is {big / small:.2g} times {_shown(little)}", *both)
        )
        derived.append(
            _derived(small / big, _MULTIPLE, f"{_shown(little)} is {small / big:.2g} times {_shown(large)}", *both)
        )
    return derived


def _part(percent: Quantity, whole: Quantity) -> list[Derived]:
    """Give a percentage of an amount, what remains of it, and the amount before or after such a change."""
    if percent.unit.kind is not UnitClass.PERCENT or whole.unit.kind is UnitClass.PERCENT or percent.value >= 100:  # noqa: PLR2004
        return []
    share = percent.value / 100
    shown = f"{_shown(percent)} of {_shown(whole)}"
    sizes = {
        f"{shown} is": whole.value * share,
        f"{_shown(whole)} less {_shown(percent)} is": whole.value * (1 - share),
        f"{_shown(whole)} plus {_shown(percent)} is": whole.value * (1 + share),
        f"{_shown(whole)} is {_shown(percent)} of": whole.value / share,
    }
    return [
        _derived(v, whole.unit, f"{text} {_number(v)}{_name(whole.unit)}", whole, percent) for text, v in sizes.items()
    ]


def _remainder(shares: list[Quantity]) -> list[Derived]:
    """Give what two shares of one whole leave over."""
    return [
        _derived(
            100 - a.value - b.value,
            _PERCENT,
            f"100% - {_shown(a)} - {_shown(b)} = {100 - a.value - b.value:.4g}%",
            a,
            b,
        )
        for a, b in combinations(shares, 2)
        if a.value + b.value < 100  # noqa: PLR2004 - percent
    ]


def _multiplied(text: str, quantities: list[Quantity]) -> list[Derived]:
    """Give what a multiple in the text ("doubled", "three times as many") makes of its numbers, both ways."""
    derived = []
    for multiple in (q for q in parse_quantities(text) if q.unit.kind is UnitClass.MULTIPLE):
        for quantity in quantities:
            for value, sign in ((quantity.value * multiple.value, "x"), (quantity.value / multiple.value, "/")):
                shown = f"{_shown(quantity)} {sign} {multiple.value:g} = {_number(value)}{_name(quantity.unit)}"
                derived.append(_derived(value, quantity.unit, shown, quantity, multiple))
    return derived


def _derived(value: float, unit: Unit, arithmetic: str, *parts: Quantity) -> Derived:
    return Derived(value=value, unit=unit, arithmetic=arithmetic, parts=parts)


def _shown(quantity: Quantity) -> str:
    return quantity.span.text.replace("*", "")


def _number(value: float) -> str:
    """Write a number as news does: "39.8 billion", "1,200", "0.7"."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.4g} {word}"
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - from there on digits are grouped


def _name(unit: Unit) -> str:
    """Give the unit's words behind a derived number."""
    match unit.kind:
        case UnitClass.POINT:
            return " percentage points"
        case UnitClass.PERCENT:
            return "%"
        case UnitClass.MONEY:
            return f" {unit.name}" if unit.name.isupper() or unit.name in _UNCHANGED else f" {unit.name}s"
        case UnitClass.MEASURE:
            return f" {_SHOWN.get(unit.name, unit.name + 's')}"
    return ""
