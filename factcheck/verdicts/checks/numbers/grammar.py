"""Finds the quantities of a text: numbers with hedges, units and what they count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from factcheck.datatypes import Span
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.dates.grammar import parse_dates
from factcheck.verdicts.checks.numbers.nouns import is_identifier, read_unit
from factcheck.verdicts.checks.numbers.units import Unit, UnitClass
from factcheck.verdicts.checks.numbers.values import Form, Value, read_value
from factcheck.verdicts.checks.tokens import Token, tokenize


class Hedge(StrEnum):
    """How the text bounds a number."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"


_HEDGES = {
    Hedge.OVER: (
        "no fewer than|no less than|not less than|more than|well over|just over|a little over|slightly over|at least"
        "|greater than|higher than|upwards of|in excess of|over|above|exceeding|exceeded|minimum of|better than|past"
    ),
    Hedge.UNDER: (
        "no more than|not more than|fewer than|less than|lower than|just under|well under|at most|as many as|as much as"
        "|not even|up to|under|below|maximum of|short of"
    ),
    Hedge.NEARLY: "nearly|almost|close to|just short of|not quite|approaching|near to",
    Hedge.ABOUT: (
        "an estimated|an average of|in the region of|around|about|some|roughly|approximately|circa|or so|ca|c|~|approx"
    ),
}
_HEDGE_OF = {tuple(words.split()): hedge for hedge, all_ in _HEDGES.items() for words in all_.split("|")}
_BEHIND = {("or", "so"): Hedge.ABOUT, ("or", "more"): Hedge.OVER, ("or", "less"): Hedge.ABOUT,
           ("or", "fewer"): Hedge.UNDER,
           ("at", "least"): Hedge.OVER, ("+",): Hedge.OVER, ("-", "odd"): Hedge.ABOUT}  # fmt: skip
_CONNECTORS = frozenset({"to", "and", "or", "-", "\u2013", "\u2014", "from", "versus", "vs", "against"})
_ROLES = frozenset({"by", "to", "from"})
_BEHIND_RANK = frozenset({"that", "which", "who", "to", "of", "in", "since", "such"})
_MOST_IN_ONE_OF = 1000
_LONGEST_GAP = 4
_LEAST_BARE_MONEY = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit.

    `span` counts characters and covers number and unit; `first` and `last` are the tokens `[first, last)` of hedge,
    number and unit. `value` to `high` is the range as written (equal for one number); shares and percent are both in
    percent. `step` is the size of the last digit that counts. `nouns` are the stems behind the number, what it counts
    first. `role` is "by", "to", "from" or "": the preposition in front.
    """

    span: Span
    first: int
    last: int
    value: float
    high: float
    step: float
    unit: Unit
    hedge: Hedge = Hedge.NONE
    nouns: tuple[str, ...] = ()
    role: str = ""
    per: str = ""
    magnitude: float = 1.0

    @property
    def is_range(self) -> bool:
        """Tell whether two ends were written."""
        return self.high > self.value


@lru_cache(maxsize=REMEMBERED_TEXTS)
def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text in reading order; dates, years, ids, phone and house numbers are none.

    >>> [(q.value, q.unit.name) for q in parse_quantities("In 2019 nearly 1.2 thousand nurses got $3.2bn.")]
    [(1200.0, 'nurs'), (3200000000.0, 'dollar')]
    """
    tokens = tokenize(text)
    masked = {i for date in parse_dates(text) if date.direction is None for i in range(date.first, date.last)}
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        value = None if i in masked else read_value(tokens, i)
        if value is None:
            i += 1
            continue
        value = _one_in(tokens, value, masked)
        quantity = None if is_identifier(tokens, value) else _quantity(text, tokens, value)
        if quantity is not None and not _is_adverb(tokens, quantity):
            found.append(quantity)
        i = value.last
    return tuple(_inherit(tokens, _join_ranges(text, tokens, found)))


def _is_adverb(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Tell whether an ordinal only orders ("first they ran", "a split second"); "the second that" counts something."""
    if quantity.unit.kind is not UnitClass.ORDINAL or quantity.nouns or quantity.value > 2:  # noqa: PLR2004 - first, second
        return False
    around = (quantity.first and tokens[quantity.first - 1].lower, *(t.lower for t in tokens[quantity.last :][:1]))
    return around[0] != "the" or around[-1] not in _BEHIND_RANK


def _one_in(tokens: tuple[Token, ...], value: Value, masked: set[int]) -> Value:
    """Read "3 in 10", "one in every five" and "two out of three" as a share."""
    if value.form is not Form.PLAIN:
        return value
    words = [token.lower for token in tokens[value.last : value.last + 2]]
    skip = 2 if words in (["in", "every"], ["out", "of"]) else 1 if words[:1] == ["in"] else 0
    j = value.last + skip
    whole = read_value(tokens, j) if skip and j < len(tokens) and j not in masked else None
    if whole is None or whole.form is not Form.PLAIN or not value.value < whole.value <= _MOST_IN_ONE_OF:
        return value
    if read_unit(tokens, whole).unit.kind is not UnitClass.COUNT:
        return value
    share = value.value / whole.value
    return Value(value=share, step=share / 10, first=value.first, last=whole.last, form=Form.SHARE)


def _quantity(text: str, tokens: tuple[Token, ...], value: Value) -> Quantity:
    unit = read_unit(tokens, value)
    size = value.value * unit.factor
    hedge, first = _hedge(tokens, unit.first)
    if hedge is Hedge.NONE:
        hedge = _BEHIND.get(tuple(t.lower for t in tokens[unit.last : unit.last + 2])) or _BEHIND.get(
            tuple(t.lower for t in tokens[value.last : value.last + 1]), Hedge.NONE
        )
    if hedge is Hedge.OVER and tokens[first].lower == "over" and unit.unit.dimension == "time":
        hedge, first = Hedge.NONE, unit.first  # "over 24 hours" is a time, not a bound
    role = tokens[first - 1].lower if first else ""
    return Quantity(
        span=_span(text, tokens, unit.first, unit.last),
        first=first,
        last=unit.last,
        value=size,
        high=size,
        step=value.step * unit.factor,
        unit=unit.unit,
        hedge=hedge,
        nouns=unit.nouns,
        role=role if role in _ROLES else "",
        per=unit.per,
        magnitude=value.magnitude,
    )


def _span(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Span:
    start, end = tokens[first].start, tokens[last - 1].end
    return Span(start, end, text[start:end])


def _hedge(tokens: tuple[Token, ...], first: int) -> tuple[Hedge, int]:
    """Find the hedge in front of token `first`, and the token where it begins."""
    for n in (3, 2, 1):
        words = tuple(token.lower for token in tokens[max(0, first - n) : first])
        if len(words) == n and words in _HEDGE_OF:
            return _HEDGE_OF[words], first - n
    if (
        first
        and tokens[first - 1].lower == "even"
        and any(_denies(token) for token in tokens[max(0, first - 5) : first])
    ):
        return Hedge.UNDER, first - 1  # "did not yield even a quarter"
    return Hedge.NONE, first


def _denies(token: Token) -> bool:
    return token.lower == "not" or token.lower.endswith("n't")


def _join_ranges(text: str, tokens: tuple[Token, ...], found: list[Quantity]) -> list[Quantity]:
    """Make one quantity of "10 to 12", "between 10 and 12" and "10-12"; "from 10 to 12" stays two."""
    joined: list[Quantity] = []
    for quantity in found:
        low = joined[-1] if joined else None
        if low is not None and (whole := _range(text, tokens, low, quantity)) is not None:
            joined[-1] = whole
        else:
            joined.append(quantity)
    return joined


def _range(text: str, tokens: tuple[Token, ...], low: Quantity, high: Quantity) -> Quantity | None:
    between = [token.lower for token in tokens[low.last : high.first]]
    if len(between) != 1 or low.is_range or low.unit.kind is UnitClass.ORDINAL:
        return None
    before = tokens[low.first - 1].lower if low.first else ""
    dash = between[0] in {"-", "\u2013"} and tokens[low.last].glued
    if not (dash or between[0] in {"to", "or"} or (between[0] == "and" and before == "between")) or low.role == "from":
        return None
    bare = _is_bare(low)
    factor = high.magnitude if bare and low.magnitude == 1 and low.value < high.value / high.magnitude else 1.0
    score = dash and bare and (low.value >= high.value or _is_score(tokens, low, high))
    if score:
        size = low.value + high.value / 1000  # both halves in one comparable figure
        span = _span(text, tokens, low.first, high.first + 1)
        unit = Unit(kind=UnitClass.SCORE)
        return replace(low, span=span, last=high.first + 1, value=size, high=size, unit=unit, nouns=())
    if not (bare or low.unit == high.unit) or low.value * factor >= high.value:
        return None
    return replace(
        high,
        span=Span(low.span.start, high.span.end, text[low.span.start : high.span.end]),
        first=low.first,
        value=low.value * factor,
        hedge=low.hedge,
        role=low.role,
    )


def _is_score(tokens: tuple[Token, ...], low: Quantity, high: Quantity) -> bool:
    near = {token.stem for token in tokens[max(0, low.first - 5) : high.last + 3]}
    return not near.isdisjoint({"win", "beat", "lose", "defeat", "draw", "lead", "rul", "vot", "victory", "score"})


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit.kind is UnitClass.COUNT and not quantity.nouns


def _inherit(tokens: tuple[Token, ...], found: list[Quantity]) -> list[Quantity]:
    """Give bare numbers the unit of the number they are joined to: "to 12 percent from 19", "10 and 12 percent"."""
    for step, order in ((1, range(len(found) - 2, -1, -1)), (-1, range(1, len(found)))):
        for i in order:
            if _is_bare(found[i]):
                found[i] = _like(tokens, found[i], found[i + step])
    return _as_money(tokens, found)


def _as_money(tokens: tuple[Token, ...], found: list[Quantity]) -> list[Quantity]:
    """Give bare millions and billions the currency of the sentence: "cost 74 million euros, 19 million more"."""
    ends = [i for i, token in enumerate(tokens) if token.lower in {".", "!", "?"}]
    for i, bare in enumerate(found):
        if not _is_bare(bare) or bare.magnitude < _LEAST_BARE_MONEY:
            continue
        near = [q for q in found if q.unit.kind is UnitClass.MONEY and not any(
            min(q.first, bare.first) < end < max(q.first, bare.first) for end in ends)]  # fmt: skip
        if near:
            found[i] = replace(bare, unit=min(near, key=lambda q: abs(q.first - bare.first)).unit)
    return found


def _like(tokens: tuple[Token, ...], bare: Quantity, other: Quantity) -> Quantity:
    first, last = (bare.last, other.first) if bare.first < other.first else (other.last, bare.first)
    between = [token.lower for token in tokens[first:last]]
    near = 0 < len(between) <= (1 if bare.first < other.first else _LONGEST_GAP)
    joined = near and between[-1] in _CONNECTORS and all(word.isalpha() or word in {"-", "\u2013"} for word in between)
    joined = joined and not (between[-1] == "to" and other.first < bare.first and other.role != "from")
    if not joined or other.unit.kind in {UnitClass.ORDINAL, UnitClass.LABEL, UnitClass.SCORE, UnitClass.MULTIPLE}:
        return bare
    return replace(bare, unit=other.unit, nouns=other.nouns, per=other.per)
