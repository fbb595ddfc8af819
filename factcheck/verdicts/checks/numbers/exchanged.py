"""Finds numbers that the claim takes from the passage but turns round: units, bounds, or "from" and "to" exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.checks.alignment import align, context
from factcheck.verdicts.checks.numbers.agree import Match, match
from factcheck.verdicts.checks.numbers.counterparts import Texts, same_noun
from factcheck.verdicts.checks.numbers.grammar import Hedge, Quantity, parse_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOUNDS = {Hedge.OVER: Hedge.UNDER, Hedge.UNDER: Hedge.OVER}
_ENDS = {"from": "to", "to": "from"}
_WIDE = 14  # tokens on each side of two equal figures with opposite bounds


def exchanged(quantity: Quantity, texts: Texts) -> Quantity | None:
    """Find the passage's figure that the claim's has been turned from; None when there is none or in doubt."""
    theirs = parse_quantities(texts.premise)
    return _turned_round(quantity, texts, theirs) or _bounded_otherwise(quantity, texts, theirs) or _crossed(
        quantity, texts, theirs)  # fmt: skip


def _turned_round(quantity: Quantity, texts: Texts, theirs: Sequence[Quantity]) -> Quantity | None:
    """Find "from 83 to 62 percent" beside "to 83 percent from 62": the same two figures, start and end exchanged."""
    if quantity.role not in _ENDS:
        return None
    partners = [own for own in parse_quantities(texts.claim) if own.role == _ENDS[quantity.role]]
    if len(partners) != 1 or match(quantity, partners[0]) is None:
        return None
    ends = {role: [other for other in theirs if other.role == role and match(quantity, other)] for role in _ENDS}
    if any(len(found) != 1 for found in ends.values()):
        return None
    here, there = ends[quantity.role][0], ends[_ENDS[quantity.role]][0]
    turned = match(quantity, there) is Match.EQUAL and match(partners[0], here) is Match.EQUAL
    return here if turned and match(quantity, here) is Match.DIFFERENT else None


def _bounded_otherwise(quantity: Quantity, texts: Texts, theirs: Sequence[Quantity]) -> Quantity | None:
    """Find "fewer than half" beside "more than half", in words that have something in common."""
    opposite = _BOUNDS.get(quantity.hedge)
    if opposite is None or quantity.unit.dimension == "time":  # "over three years" is no bound
        return None
    alike = [other for other in theirs if other.value == quantity.value and match(quantity, other) is not None]
    if len(alike) != 1 or alike[0].hedge is not opposite or not same_noun(quantity, alike[0]):
        return None
    mine = context(texts.claim, quantity.first, quantity.last, window=_WIDE)
    other = context(texts.premise, alike[0].first, alike[0].last, window=_WIDE)
    return alike[0] if align(mine, other).shared else None


def _crossed(quantity: Quantity, texts: Texts, theirs: Sequence[Quantity]) -> Quantity | None:
    """Find "4.2 metres in five hours" beside "five metres in 4.2 hours": each number with the other's unit."""
    if any(match(quantity, other) in {Match.EQUAL, Match.FITS} for other in theirs):
        return None
    for own in parse_quantities(texts.claim):
        if match(own, quantity) is not None or _written(own) == _written(quantity):
            continue
        mine = [o for o in theirs if match(quantity, o) is Match.DIFFERENT and _written(o) == _written(own)]
        other = [o for o in theirs if match(own, o) is Match.DIFFERENT and _written(o) == _written(quantity)]
        if len(mine) == len(other) == 1 and same_noun(quantity, mine[0]) and same_noun(own, other[0]):
            return mine[0]
    return None


def _written(quantity: Quantity) -> float:
    """Give the number as it is written, without "million"."""
    return quantity.value / quantity.magnitude
