"""Finds the figures of a claim that a report neither has nor gives by any arithmetic.

`arithmetic` shows how a figure follows, for an explanation, and is strict. Here whatever could give the figure counts,
so that a figure which nothing gives tells something: who states a sum, a share or a difference has reckoned it from
somewhere.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from factcheck.verdicts.checks.numbers.agree import Match, compare, match
from factcheck.verdicts.checks.numbers.grammar import Hedge, Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass, convert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHARES = frozenset({UnitClass.PERCENT, UnitClass.MULTIPLE})
_COUNTS = frozenset({UnitClass.COUNT, UnitClass.ORDINAL, UnitClass.AGE, UnitClass.LABEL, UnitClass.SCORE})
_AMOUNTS = frozenset({UnitClass.MONEY, UnitClass.MEASURE})
_SMALL_COUNT = 12  # up to a dozen is often told without a number: "both", "the judges were of one mind"
_LEAST_BARE = 1e6  # "the 7 million spent before" is money where the rest is
_MOST_NUMBERS = 16  # of a sentence or of several that are combined, so that a table cannot cost seconds
_EXACT = 1e-9
_ABOUT = 0.12  # share by which a multiple is rounded
_ROUNDED = 0.1  # points by which a percentage is rounded beyond its last digit
_BEYOND = 1.5  # "well over two hours" is said of up to three


def absent_figures(claim: str, sentences: Sequence[str], together: Sequence[str]) -> list[Quantity]:
    """Find the figures of a claim that no sentence of a report has, and that do not follow from those of the report.

    Amounts of money, measures, shares, multiples and counts beyond a dozen are figures here; of small counts, times and
    ordinals, told in other words as often as not, that a report lacks them says little.

    Args:
        claim: the claim.
        sentences: sentences of the report; a figure may follow from the numbers of any one of them.
        together: those that tell most about the claim; a figure may follow from the numbers of all of them.

    >>> report = ["The crop fell to 12.4 tonnes from 15.8 tonnes.", "Rain came late."]
    >>> [each.span.text for each in absent_figures("The crop shrank by 3.4 tonnes, or 35%.", report, report)]
    ['35%']
    """
    asked = parse_quantities(claim)
    figures = [quantity for quantity in asked if _is_figure(quantity)]
    if not figures:
        return []
    told = [_numbers(sentence) for sentence in sentences]
    joined = [number for sentence in together for number in _numbers(sentence)][:_MOST_NUMBERS]
    return [
        figure
        for figure in figures
        if not any(_is_given(figure, number) for numbers in told for number in numbers)
        and not any(_follows(figure, own, [q for q in asked if q is not figure]) for own in (*told, joined))
    ]


def _is_figure(quantity: Quantity) -> bool:
    kind = quantity.unit.kind
    if kind is UnitClass.COUNT:
        return quantity.value > _SMALL_COUNT
    return (kind in _SHARES | _AMOUNTS or kind is UnitClass.POINT) and quantity.unit.dimension != "time"


def _numbers(sentence: str) -> list[Quantity]:
    """Give the quantities of a sentence, the two ends of a range apart."""
    found: list[Quantity] = []
    for quantity in parse_quantities(sentence)[:_MOST_NUMBERS]:
        found.append(replace(quantity, high=quantity.value))
        if quantity.is_range:
            found.append(replace(quantity, value=quantity.high))
    return found


def _is_given(figure: Quantity, number: Quantity) -> bool:
    """Tell whether a report's number is the figure; a bare number may be of any unit."""
    if match(figure, number) in {Match.EQUAL, Match.FITS}:
        return True
    kinds = {figure.unit.kind, number.unit.kind}
    return UnitClass.COUNT in kinds and kinds <= _AMOUNTS | {UnitClass.COUNT, UnitClass.AGE} and _states(
        figure, number.value
    )  # fmt: skip


def _follows(figure: Quantity, numbers: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Tell whether some arithmetic over a report's numbers and the claim's other ones gives a figure."""
    if figure.unit.kind in _SHARES:
        values = _shares(figure, numbers)
    elif figure.unit.kind is UnitClass.POINT:
        shares = [number.value for number in numbers if number.unit.kind is UnitClass.PERCENT]
        values = (value for a, b in combinations(shares, 2) for value in (abs(a - b), a + b))
    else:
        values = _amounts(figure, numbers, others)
    return any(_states(figure, value) for value in values)


def _states(figure: Quantity, value: float) -> bool:
    """Tell whether a figure, as it is rounded and hedged, may stand for a value in its unit."""
    if value <= 0 or figure.value <= 0:
        return False
    if figure.is_range:
        return figure.value <= value <= figure.high
    if abs(value / figure.value - 1) <= _EXACT:
        return True  # "more than 99%" beside "less than 1%"
    if figure.hedge in {Hedge.OVER, Hedge.UNDER}:
        return 1 <= (value / figure.value if figure.hedge is Hedge.OVER else figure.value / value) <= _BEYOND
    if figure.unit.kind in _SHARES:
        return _is_about(figure, value)
    exact = replace(figure, value=value, high=value, step=0.0, hedge=Hedge.NONE)
    return compare(figure.value, value, figure, exact) in {Match.EQUAL, Match.FITS}


def _is_about(share: Quantity, value: float) -> bool:
    """Tell whether a percentage or a multiple, which news rounds freely, may stand for a value."""
    if share.unit.kind is UnitClass.MULTIPLE or share.hedge is not Hedge.NONE:
        return abs(value / share.value - 1) <= _ABOUT
    return abs(value - share.value) <= share.step / 2 + _ROUNDED


def _shares(figure: Quantity, numbers: Sequence[Quantity]) -> Iterator[float]:
    """Yield what one or two numbers give as a share, a change or a multiple, in the figure's unit."""
    unit = 100.0 if figure.unit.kind is UnitClass.PERCENT else 1.0
    for number in numbers:
        if number.unit.kind is UnitClass.ORDINAL and number.value:
            yield unit / number.value  # "every third"
        if number.unit.kind in _SHARES and number.value:
            own = number.value / (100.0 if number.unit.kind is UnitClass.PERCENT else 1.0)
            yield from (unit * own, unit / own, unit * abs(1 - own), unit * (1 + own))
    for first, second in permutations(numbers, 2):
        other = _like(second, first)
        if first.value > 0 and other > 0:
            ratio = first.value / other
            yield from (unit * ratio, unit * abs(ratio - 1), unit * first.value / (first.value + other))
        if first.unit.kind is UnitClass.PERCENT and unit > 1:
            yield from _percentages(first.value, second)


def _percentages(percent: float, second: Quantity) -> Iterator[float]:
    """Yield the percentages that a percentage and a number after it give."""
    kind, other = second.unit.kind, second.value
    if kind is UnitClass.PERCENT:
        yield from (percent + other, abs(percent - other), 100 - percent - other, percent * other / 100)
    elif kind is UnitClass.POINT:
        yield from (percent + other, abs(percent - other))
    elif kind is UnitClass.MULTIPLE and other:
        yield from (percent * other, percent / other)


def _amounts(figure: Quantity, numbers: Sequence[Quantity], others: Sequence[Quantity]) -> Iterator[float]:
    """Yield sums, differences, products and parts of numbers, in the figure's unit."""
    fitting = [number for number in numbers if _in_unit_of(figure, number, number.value)]
    for first in fitting:
        if first.unit.kind is UnitClass.ORDINAL:
            yield first.value - 1  # before the fourth there were three
        for second in [*numbers, *(other for other in others if other.value > 1)]:
            if second is not first:
                for value in _of_two(first, second):
                    yield _in_unit_of(figure, first, value)
    own = [_in_unit_of(figure, number, number.value) for number in fitting]
    for a, b, c in combinations(own, 3):
        yield from (a + b + c, abs(a - b - c), abs(b - a - c), abs(c - a - b))


def _of_two(first: Quantity, second: Quantity) -> Iterator[float]:
    """Yield what a number and a second one give, in the unit of the first."""
    other = _like(second, first)
    if other:
        yield from (first.value + other, abs(first.value - other))
    kind = second.unit.kind
    if kind is UnitClass.PERCENT and second.value > 0:
        share = second.value / 100
        yield from (first.value * share, first.value / share, first.value * (1 + share), first.value / (1 + share))
        if share < 1:
            yield from (first.value * (1 - share), first.value / (1 - share))
    elif (kind in {UnitClass.COUNT, UnitClass.MULTIPLE} or second.unit.dimension == "time") and second.value > 0:
        yield from (first.value * second.value, first.value / second.value)


def _like(number: Quantity, other: Quantity) -> float:
    """Give a number in the unit of another one of its kind, 0 where it is of none; bare numbers are of any."""
    is_bare = not number.nouns or number.magnitude >= _LEAST_BARE
    if number.unit.kind is UnitClass.COUNT and is_bare:
        return number.value
    if number.unit.kind in _COUNTS and other.unit.kind in _COUNTS:
        return number.value
    return convert(number.value, number.unit, other.unit) or 0.0


def _in_unit_of(figure: Quantity, number: Quantity, value: float) -> float:
    """Give a value in a number's unit in that of a figure; 0 where there is none."""
    kind, own = figure.unit.kind, number.unit.kind
    if kind in _COUNTS:
        return value if own in _COUNTS or (own in _AMOUNTS and not figure.nouns) else 0.0
    return convert(value, number.unit, figure.unit) or 0.0
