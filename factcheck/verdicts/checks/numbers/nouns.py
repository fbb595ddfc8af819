"""Reads what a number counts or measures from the words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.verdicts.checks.numbers.units import (
    AMBIGUOUS_MONEY,
    MEASURES,
    SPEED,
    SYMBOLS,
    Unit,
    UnitClass,
    money_after,
)
from factcheck.verdicts.checks.numbers.values import Form, Value, spoken
from factcheck.verdicts.checks.tokens import FUNCTION_WORDS, Token, is_content
from factcheck.word_lists import listed

_LABELS = listed(
    """
    article section chapter page room route flight highway line gate platform phase category level grade stage
    number no ward magnitude reactor day version clause paragraph lane terminal round week tier channel
    """
)
_CODES = listed("usd eur gbp chf jpy cny cad aud nzd inr rub brl sek nok dkk pln huf czk try zar mxn")
_SKIPPED = listed("more other further additional fewer less such of the its their these those his her our them")
_PLURALS = listed("people men women children police troops aircraft sheep staff personnel feet")
_PERCENT = {("%",), ("percent",), ("per", "cent"), ("pct",), ("percentage",), ("per", "hundred")}
_POINTS = frozenset({"point", "points"})
_STREETS = listed("street road avenue lane square drive boulevard terrace")
_MULTIPLE_BEHIND = listed("as more the higher larger bigger its that what faster less greater their")
_OPENERS = "([\"'~\u201c\u2018\u2019\u201d\u2014"  # marks that may touch a number and leave it a number
_LONGEST_PHONE = 12  # tokens of a phone number, so that a page of digits costs no more than its length
_MOST_NOUNS = 3
_LEAST_AMBIGUOUS_MONEY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReading:
    """What stands beside a number: unit, factor to it, counted nouns, "per" what, and the tokens `[first, last)`."""

    unit: Unit
    first: int
    last: int
    factor: float = 1.0
    nouns: tuple[str, ...] = ()
    per: str = ""


def read_unit(tokens: tuple[Token, ...], value: Value) -> UnitReading:
    """Read the unit of a number from the tokens beside it."""
    match value.form:
        case Form.ORDINAL:
            nouns, _ = _nouns(tokens, value.last, singular=True)
            return _reading(value, Unit(kind=UnitClass.ORDINAL), nouns=nouns)
        case Form.MULTIPLE:
            return _reading(value, Unit(kind=UnitClass.MULTIPLE))
        case Form.CLOCK:
            return _reading(value, Unit(kind=UnitClass.CLOCK))
        case Form.SHARE:
            return _share(tokens, value)
    return (
        _symbol(tokens, value)
        or _percent(tokens, value, value.last)
        or _age(tokens, value)
        or _measure(tokens, value, value.last)
        or _money(tokens, value)
        or _times(tokens, value)
        or _label(tokens, value)
        or _count(tokens, value)
    )


def is_identifier(tokens: tuple[Token, ...], value: Value) -> bool:
    """Tell whether a number in digits only names something: "A-38", "Boeing 737", "12 Mill Street", a phone number."""
    first, last = value.first, value.last
    if tokens[first].kind != "number":
        return False
    slash = last < len(tokens) and tokens[last].text == "/" and tokens[last].glued
    street = _word(tokens, last + 1).lower() in _STREETS and _word(tokens, last)[:1].isupper()
    if slash or street or _is_glued_name(tokens, first) or _is_phone(tokens, first):
        return True
    before = tokens[first - 1] if first else None
    starts = first < 2 or tokens[first - 2].lower in {".", "!", "?", ":", "“", '"'}  # noqa: PLR2004 - the first word
    if starts or before is None or before.kind != "word" or not before.text[0].isupper():
        return False
    unit = read_unit(tokens, value)
    return before.lower not in FUNCTION_WORDS and unit.unit.kind is UnitClass.COUNT and not unit.nouns


def _is_glued_name(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell whether the digits hang on a letter, a slash or the like; a dash after a space is a minus sign."""
    if not first or not tokens[first].glued:
        return False
    before = tokens[first - 1]
    if before.text in {"-", "\u2013", "\u2212"}:
        return (
            before.glued and first > 1 and tokens[first - 2].kind == "word" and spoken(tokens[first - 2].lower) is None
        )
    return before.kind == "mark" and before.text not in _OPENERS


def _is_phone(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell whether the number is one of three or more groups of digits in a row, or of any behind a plus sign."""
    low = high = first
    while low and first - low < _LONGEST_PHONE and _is_phone_part(tokens[low - 1]):
        low -= 1
    while high < len(tokens) and high - first < _LONGEST_PHONE and _is_phone_part(tokens[high]):
        high += 1
    groups = sum(token.kind == "number" for token in tokens[low:high])
    return groups >= 3 or (low > 0 and tokens[low - 1].text == "+" and tokens[low].glued)  # noqa: PLR2004


def _is_phone_part(token: Token) -> bool:
    return token.kind == "number" or (token.text == "-" and token.glued)


def _word(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _reading(
    value: Value, unit: Unit, *, first: int | None = None, last: int | None = None, factor: float = 1.0,
    nouns: tuple[str, ...] = (), per: str = "",
) -> UnitReading:  # fmt: skip
    first = value.first if first is None else first
    last = value.last if last is None else last
    return UnitReading(unit=unit, first=first, last=last, factor=factor, nouns=nouns, per=per)


def _after(tokens: tuple[Token, ...], i: int, n: int) -> tuple[str, ...]:
    """Give up to `n` lower-case words from token `i`, behind a hyphen that is glued on both sides."""
    if i + 1 < len(tokens) and tokens[i].text == "-" and tokens[i].glued and tokens[i + 1].glued:
        i += 1
    return tuple(token.lower for token in tokens[i : i + n])


def _hyphen(tokens: tuple[Token, ...], i: int) -> int:
    return int(i + 1 < len(tokens) and tokens[i].text == "-" and tokens[i].glued and tokens[i + 1].glued)


def _per(tokens: tuple[Token, ...], i: int) -> str:
    words = _after(tokens, i, 2)
    periods = {"year", "month", "week", "day", "hour", "head", "barrel", "tonne", "person", "share", "kilo", "litre"}
    if len(words) == 2 and words[0] in {"a", "an", "per", "each", "every"} and words[1] in periods:  # noqa: PLR2004
        return words[1]
    return ""


def _symbol(tokens: tuple[Token, ...], value: Value) -> UnitReading | None:
    """Read a currency sign or code in front of the number."""
    before = tokens[value.first - 1] if value.first else None
    if before is None or not (before.kind == "currency" or (before.lower in _CODES and before.text.isupper())):
        return None
    name = SYMBOLS.get(before.lower, before.text.upper())
    name = {"GBP": "GBP", "JPY": "JPY", "EUR": "EUR"}.get(name, name)
    unit = Unit(kind=UnitClass.MONEY, name=name)
    return _reading(value, unit, first=value.first - 1, per=_per(tokens, value.last))


def _percent(tokens: tuple[Token, ...], value: Value, i: int) -> UnitReading | None:
    words = _after(tokens, i, 3)
    basis = words[:2] in {("basis", "points"), ("basis", "point")}
    n = 2 if basis else next((n for n in (1, 2) if words[:n] in _PERCENT), 0)
    if not n:
        return None
    end = i + _hyphen(tokens, i) + n
    if not basis:
        tail = _after(tokens, end, 1)
        if not (tail and tail[0] in _POINTS):
            return _reading(value, Unit(kind=UnitClass.PERCENT), last=end) if words[0] != "percentage" else None
        end += 1 + _hyphen(tokens, end)
    return _reading(value, Unit(kind=UnitClass.POINT), last=end, factor=0.01 if basis else 1.0)


def _share(tokens: tuple[Token, ...], value: Value) -> UnitReading:
    """Read a share as percent, or as a part of a unit: "half an hour", "half a percentage point"."""
    i = value.last + (_word(tokens, value.last) == "of")
    if _word(tokens, i).lower() in {"a", "an"}:
        part = _percent(tokens, value, i + 1) or _measure(tokens, value, i + 1)
        if part is not None:
            return part
    if value.last < len(tokens) and tokens[value.last].text == "-":
        part = _measure(tokens, value, value.last)
        if part is not None:
            return part
    return _reading(value, Unit(kind=UnitClass.PERCENT), factor=100.0)


def _age(tokens: tuple[Token, ...], value: Value) -> UnitReading | None:
    unit = Unit(kind=UnitClass.AGE)
    i = value.last + _hyphen(tokens, value.last)
    if _word(tokens, i).lower() in {"year", "years"}:
        j = i + 1 + _hyphen(tokens, i + 1)
        if _word(tokens, j).lower() in {"old", "olds"}:
            return _reading(value, unit, last=j + 1)
        return _reading(value, unit, last=i + 3) if _after(tokens, i + 1, 2) == ("of", "age") else None
    before, after = _word(tokens, value.first - 1), _word(tokens, value.last)
    if before.lower() in {"aged", "age"}:
        return _reading(value, unit)
    named = before == "," and after in {",", "."} and _word(tokens, value.first - 2)[:1].isupper()
    return _reading(value, unit) if named and value.value < 120 and value.step == 1 else None  # noqa: PLR2004 - years of age


def _measure(tokens: tuple[Token, ...], value: Value, i: int) -> UnitReading | None:
    glued = i < len(tokens) and tokens[i].glued
    i += _hyphen(tokens, i)
    words = [token.lower for token in tokens[i : i + 3]]
    stems = [token.stem for token in tokens[i : i + 3]]
    for form, n in (
        ("".join(words), 3),
        ("".join(words[:2]), 2),
        (" ".join(stems[:2]), 2),
        (words[0] if words else "", 1),
        (stems[0] if stems else "", 1),
    ):
        if form not in MEASURES or len(words) < n:
            continue
        if (form == "m" and not glued) or (
            form == "second" and not glued and value.value != 1 and words[0] == "second"
        ):
            return None
        unit, end = MEASURES[form], i + n
        if unit.name in SPEED and _after(tokens, end, 2) in {("per", "hour"), ("an", "hour")}:
            unit, end = SPEED[unit.name], end + 2
        return _reading(value, unit, last=end, per=_per(tokens, end))
    return None


def _money(tokens: tuple[Token, ...], value: Value) -> UnitReading | None:
    words = _after(tokens, value.last, 3)
    found = money_after(words)
    if found is None:
        return None
    unit, used, factor = found
    if words[used - 1] in AMBIGUOUS_MONEY and value.value < _LEAST_AMBIGUOUS_MONEY:
        return None
    end = value.last + _hyphen(tokens, value.last) + used
    return _reading(value, unit, last=end, factor=factor, per=_per(tokens, end))


def _times(tokens: tuple[Token, ...], value: Value) -> UnitReading | None:
    words = _after(tokens, value.last, 2)
    fold = words[:1] == ("fold",) or (words[:1] == ("x",) and tokens[value.last].glued)
    if fold or (words[:1] == ("times",) and words[-1] in _MULTIPLE_BEHIND):
        return _reading(value, Unit(kind=UnitClass.MULTIPLE), last=value.last + _hyphen(tokens, value.last) + 1)
    return None


def _label(tokens: tuple[Token, ...], value: Value) -> UnitReading | None:
    before = tokens[value.first - 1] if value.first else None
    if before is None or before.lower not in _LABELS or tokens[value.first].kind != "number":
        return None
    return _reading(value, Unit(kind=UnitClass.LABEL, name=before.stem), first=value.first - 1)


def _count(tokens: tuple[Token, ...], value: Value) -> UnitReading:
    nouns, last = _nouns(tokens, value.last, singular=value.value == 1)
    name = nouns[0] if nouns else ""
    return _reading(value, Unit(kind=UnitClass.COUNT, name=name), last=last, nouns=nouns, per=_per(tokens, last))


def _nouns(tokens: tuple[Token, ...], start: int, *, singular: bool) -> tuple[tuple[str, ...], int]:
    """Give the stems of the nouns behind a number, what is counted first, and the token after that noun."""
    i = start + _hyphen(tokens, start)
    if i == start < len(tokens) and spoken(tokens[i].lower) is not None:
        return (), start  # "640 million two years earlier"
    found: list[int] = []
    while i < len(tokens) and len(found) < _MOST_NOUNS:
        token = tokens[i]
        if not found and (token.lower in _SKIPPED or (i > start and spoken(token.lower) is not None)):
            i += 1
            continue
        if token.kind != "word" or not is_content(token) or token.lower in {"odd", "plus"}:
            break
        found.append(i)
        i += 1 + _hyphen(tokens, i + 1)
    if not found:
        return (), start
    head = found[0] if singular else next((j for j in found if is_plural(tokens[j].lower)), found[0])
    order = [head, *(j for j in found if j != head)]
    return tuple(tokens[j].stem for j in order), head + 1


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))
