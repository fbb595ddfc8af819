"""Finds changes that a claim states otherwise than the passage's two figures give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.checks.numbers.arithmetic import Derived, derive
from factcheck.verdicts.checks.numbers.counterparts import Texts, form_of, same_noun
from factcheck.verdicts.checks.numbers.grammar import Hedge, Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass, convert
from factcheck.verdicts.checks.tokens import is_content, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANGED = frozenset({UnitClass.MONEY, UnitClass.COUNT, UnitClass.MEASURE, UnitClass.POINT})
_MORE = frozenset({"more", "less", "fewer", "higher", "lower", "short"})
_LINKS = frozenset({"from", "to", "against", "compared", "than", "previous", "versus", "only"})
_FAR = 0.2  # share of the true change by which another one is no rounding
_ALIKE = 10.0  # two levels of one thing lie within one power of ten
_LEAST_SHARED = 2


def other_change(quantity: Quantity, texts: Texts) -> Derived | None:
    """Find the change that the passage's figures give instead of the claim's; None when in doubt.

    The claim must speak of a difference ("grew by 44 million euros") and the passage have exactly two levels of that
    unit in one sentence ("312 million euros, up from 286 million").
    """
    if quantity.unit.kind not in _CHANGED or quantity.is_range or not _is_change(quantity, texts.claim):
        return None
    levels = _levels(quantity, texts.premise)
    if len(levels) != 2 or not _in_one_sentence(texts.premise, levels) or not _share_words(texts, levels):  # noqa: PLR2004 - before and after
        return None
    small, big = sorted(level.value for level in levels)
    if small * _ALIKE < big:
        return None
    true = big - small
    claimed = (
        convert(quantity.value, quantity.unit, levels[0].unit)
        if quantity.unit.kind is not UnitClass.POINT
        else quantity.value
    )
    if claimed is None or abs(claimed - true) <= _FAR * true:
        return None
    if (quantity.hedge is Hedge.OVER and true > claimed) or (quantity.hedge is Hedge.UNDER and true < claimed):
        return None
    return next(
        (d for d in derive(texts.premise) if set(d.parts) == set(levels) and abs(d.value - true) <= _FAR * true), None
    )


def _is_change(quantity: Quantity, claim: str) -> bool:
    """Tell whether a claim's figure is a difference: "by five", "five more", "five points lower"."""
    behind = [token.lower for token in tokenize(claim)[quantity.last - 1 : quantity.last + 1]]
    return quantity.role == "by" or not _MORE.isdisjoint(behind)


def _levels(quantity: Quantity, premise: str) -> list[Quantity]:
    """Give the passage's figures that the claimed change can be a change of, each size once; [] if one is a change."""
    kind = UnitClass.PERCENT if quantity.unit.kind is UnitClass.POINT else quantity.unit.kind
    found = []
    for other in parse_quantities(premise):
        if other.unit.kind is not kind or not same_noun(quantity, other):
            continue
        if kind is UnitClass.MEASURE and (
            other.unit.dimension != quantity.unit.dimension or other.unit.dimension == "time"
        ):
            continue
        if form_of(other, premise) == "difference" or other.is_range:
            return []
        found.append(other)
    return list({other.value: other for other in found}.values())


def _in_one_sentence(text: str, levels: Sequence[Quantity]) -> bool:
    """Tell whether one sentence sets the two figures against each other."""
    first, last = min(level.last for level in levels), max(level.first for level in levels)
    between = {token.lower for token in tokenize(text)[first:last]}
    return not between & {".", "!", "?", ";"} and bool(between & _LINKS)


def _share_words(texts: Texts, levels: Sequence[Quantity]) -> bool:
    """Tell whether claim and passage have words in common around the two figures."""
    low, high = min(level.first for level in levels), max(level.last for level in levels)
    near = tokenize(texts.premise)[max(0, low - 15) : high + 8]
    mine = {token.stem for token in tokenize(texts.claim) if is_content(token) and token.kind == "word"}
    return len(mine & {token.stem for token in near if is_content(token)}) >= _LEAST_SHARED
