"""Finds the figures of a claim that a report neither has nor gives by any arithmetic.

`arithmetic` shows how a figure follows, for an explanation, and asks for words that say so. Here what a reader would
reckon counts whatever the words, so that a figure which nothing gives tells something: of 1,557 figures of the desk
training claims that their reports do not have, 8% to 18% of those that nothing gives are in supported claims, and half
of the others. Other arithmetic (three numbers of several sentences, counts of unlike things) gives figures by chance.
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
        sentences: sentences of the report; any of them may have a figure.
        together: those that tell most about the claim; a figure may follow from the numbers of one or two of them.

    >>> report = ["The crop fell to 12.4 tonnes from 15.8 tonnes.", "Rain came late."]
    >>> [each.span.text for each in absent_figures("The crop shrank by 3.4 tonnes, or 35%.", report, report)]
    ['35%']
    """
    asked = parse_quantities(claim)
    figures = [quantity for quantity in asked if _is_figure(quantity)]
    if not figures:
        return []
    told = [_numbers(sentence) for sentence in together]
    joined = [number for numbers in told for number in numbers][:_MOST_NUMBERS]
    every = [number for sentence in sentences for number in _numbers(sentence)]
    absent = []
    for figure in figures:
        others = [each for each in asked if each is not figure]
        given = any(_is_given(figure, number) for number in every)
        if not (given or any(_follows(figure, own, others) for own in told) or _follows(figure, joined)):
            absent.append(figure)
    return absent


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


def _follows(figure: Quantity, numbers: Sequence[Quantity], others: Sequence[Quantity] | None = None) -> bool:
    """Tell whether arithmetic over a report's numbers gives a figure.

    Numbers of one sentence are reckoned with the claim's `others` too; those of several sentences (None) only two by
    two, for a sum, a difference, a share or a change.
    """
    if figure.unit.kind in _SHARES:
        values = _shares(figure, numbers, own=others is not None)
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


def _shares(figure: Quantity, numbers: Sequence[Quantity], *, own: bool) -> Iterator[float]:
    """Yield what two numbers give as a share, a change or a multiple, in the figure's unit; `own` shares as well."""
    unit = 100.0 if figure.unit.kind is UnitClass.PERCENT else 1.0
    for number in numbers:
        if own and number.unit.kind in _SHARES and number.value:
            share = number.value / (100.0 if number.unit.kind is UnitClass.PERCENT else 1.0)
            yield from (unit * share, unit / share, unit * (1 + share))
    for first, second in permutations(numbers, 2):
        other = _like(second, first)
        if first.value > 0 and other > 0:
            ratio = first.value / other
            yield from (unit * ratio, unit * abs(ratio - 1))


def _amounts(figure: Quantity, numbers: Sequence[Quantity], others: Sequence[Quantity] | None) -> Iterator[float]:
    """Yield sums, differences, products and parts of numbers, in the figure's unit."""
    fitting = [number for number in numbers if _in_unit_of(figure, number, number.value)]
    for first in fitting:
        for second in numbers:
            if second is not first:
                for value in _of_two(first, second, in_one=others is not None):
                    yield _in_unit_of(figure, first, value)
        for other in others or ():
            if other.unit.kind is UnitClass.COUNT:  # "for ten plants"
                yield _in_unit_of(figure, first, first.value * other.value)
    if others is not None:
        for a, b, c in combinations((_in_unit_of(figure, number, number.value) for number in fitting), 3):
            yield from (a + b + c, abs(a - b - c), abs(b - a - c), abs(c - a - b))


def _of_two(first: Quantity, second: Quantity, *, in_one: bool) -> Iterator[float]:
    """Yield what a number and a second one give, in the unit of the first; more of them in one sentence."""
    other = _like(second, first)
    if other:
        yield from (first.value + other, abs(first.value - other))
    kind, value = second.unit.kind, second.value
    if value <= 0:
        return
    if kind is UnitClass.PERCENT:
        yield first.value * value / 100
        if in_one:
            yield first.value / value * 100
            if value < 100:  # noqa: PLR2004 - percent
                yield from (first.value * (1 - value / 100), first.value / (1 - value / 100))
    elif kind is UnitClass.MULTIPLE or (kind is UnitClass.COUNT and in_one):
        yield from (first.value * value, first.value / value)


def _like(number: Quantity, other: Quantity) -> float:
    """Give a number in the unit of another one, 0 where it is of other things; a bare one is of any unit."""
    if number.unit.kind is UnitClass.COUNT and (not number.nouns or number.magnitude >= _LEAST_BARE):
        return number.value
    if {number.unit.kind, other.unit.kind} == {UnitClass.COUNT}:
        return number.value if not other.nouns or set(number.nouns) & set(other.nouns) else 0.0
    return convert(number.value, number.unit, other.unit) or 0.0


def _in_unit_of(figure: Quantity, number: Quantity, value: float) -> float:
    """Give a value in a number's unit in that of a figure; 0 where there is none."""
    if figure.unit.kind is UnitClass.COUNT:
        bare = number.unit.kind in _AMOUNTS and not figure.nouns
        return value if number.unit.kind is UnitClass.COUNT or bare else 0.0
    return convert(value, number.unit, figure.unit) or 0.0
