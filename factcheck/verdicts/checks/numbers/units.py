"""Knows units of measure (converted by pint) and currencies (named by babel)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.verdicts.checks.tokens import stem

if TYPE_CHECKING:
    from pint import UnitRegistry


class UnitClass(StrEnum):
    """What kind of thing a number counts or measures; numbers of different classes are never compared."""

    PERCENT = "percent"
    POINT = "percentage point"
    MONEY = "money"
    MEASURE = "measure"
    AGE = "age"
    COUNT = "count"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    LABEL = "label"
    SCORE = "score"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: class, canonical name ("kilometer", "USD", stem of the counted noun) and pint dimension ("" if none)."""

    kind: UnitClass
    name: str = ""
    dimension: str = ""


# pint name, dimension, words of news text (multi-word forms are joined by a space)
_MEASURES = (
    ("millimeter", "length", "millimetre millimeter mm"),
    ("centimeter", "length", "centimetre centimeter cm"),
    ("meter", "length", "metre meter m"),
    ("kilometer", "length", "kilometre kilometer km kms"),
    ("inch", "length", "inch inches"),
    ("foot", "length", "foot feet ft"),
    ("yard", "length", "yard"),
    ("mile", "length", "mile"),
    ("nautical_mile", "length", "nautical_mile"),
    ("gram", "mass", "gram gramme"),
    ("kilogram", "mass", "kilogram kilogramme kilo kg"),
    ("metric_ton", "mass", "tonne ton metric_ton"),  # American short tons are not told apart
    ("ounce", "mass", "ounce"),
    ("liter", "volume", "litre liter"),
    ("gallon", "volume", "gallon"),
    ("oil_barrel", "volume", "barrel"),
    ("meter ** 3", "volume", "cubic_metre cubic_meter"),
    ("hectare", "area", "hectare ha"),
    ("acre", "area", "acre"),
    ("kilometer ** 2", "area", "square_kilometre square_kilometer square_km sq_km"),
    ("mile ** 2", "area", "square_mile"),
    ("meter ** 2", "area", "square_metre square_meter"),
    ("foot ** 2", "area", "square_foot square_feet"),
    ("kilometer / hour", "speed", "kph km/h kmh"),
    ("mile / hour", "speed", "mph"),
    ("knot", "speed", "knot"),
    ("degC", "temperature", "celsius degree_celsius degree_c °c"),
    ("degF", "temperature", "fahrenheit degree_fahrenheit degree_f °f"),
    ("watt", "power", "watt"),
    ("kilowatt", "power", "kilowatt kw"),
    ("megawatt", "power", "megawatt mw"),
    ("gigawatt", "power", "gigawatt gw"),
    ("kilowatt_hour", "energy", "kilowatt-hour kwh"),
    ("megawatt_hour", "energy", "megawatt-hour mwh"),
    ("kilovolt", "voltage", "kilovolt kv"),
    ("second", "time", "second sec"),
    ("minute", "time", "minute min mins"),
    ("hour", "time", "hour hr hrs"),
    ("day", "time", "day"),
    ("week", "time", "week"),
    ("month", "time", "month"),
    ("year", "time", "year"),
    ("calendar_decade", "time", "decade"),
    ("century", "time", "century"),
)
_SPEEDS = {"kilometer": "kilometer / hour", "mile": "mile / hour"}
MEASURES: dict[str, Unit] = {
    form: Unit(kind=UnitClass.MEASURE, name=name, dimension=dimension)
    for name, dimension, words in _MEASURES
    for word in words.split()
    for form in {word.replace("_", " "), " ".join(stem(part) for part in word.replace("_", " ").split())}
}
SPEED = {name: Unit(kind=UnitClass.MEASURE, name=speed, dimension="speed") for name, speed in _SPEEDS.items()}

SYMBOLS = {
    "$": "dollar", "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD",
    "nt$": "TWD", "ec$": "XCD", "mx$": "MXN", "s$": "SGD", "r$": "BRL", "€": "EUR", "£": "pound", "¥": "yen",
    "₹": "INR", "₩": "won", "₪": "ILS", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "peso", "฿": "THB",
    "₫": "VND", "₵": "GHS", "₡": "CRC",
}  # fmt: skip
_SUBUNITS = {stem(word): 0.01 for word in ("cents", "pence", "penny")}
_FAMILY_NAMES = {"crown": "crown", "krona": "crown", "kroner": "crown", "kronor": "crown", "koruna": "crown"}
_FAMILY_NAMES |= {"krónur": "crown", "krone": "crown", "rouble": "ruble", "sol": "sole", "yuan": "yuan"}
_NOT_MONEY_WORDS = frozenset({"gold", "lari", "real", "sum", "tala", "pula", "pound", "won", "rand", "mark", "peso"})
# words that are also plain English: taken as money only behind a magnitude or 100 and more
AMBIGUOUS_MONEY = frozenset({"won", "real", "rand", "pula", "lari", "dong", "mark", "gold", "lek", "som"})


@lru_cache(maxsize=1)
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    """Give (last word of a currency's name -> family, adjective and last word -> code), from babel's tables."""
    from babel.core import get_global  # noqa: PLC0415 - babel is needed only once a number stands before a word
    from babel.numbers import get_currency_name  # noqa: PLC0415 - likewise

    families: dict[str, str] = {}
    codes: dict[str, str] = {}
    territories = get_global("territory_currencies").values()
    for code in sorted({c for entries in territories for c, _, end, tender in entries if end is None and tender}):
        *adjective, noun = get_currency_name(code, 2, "en").lower().split()
        family = _FAMILY_NAMES.get(stem(noun), _FAMILY_NAMES.get(noun, stem(noun)))
        families[stem(noun)] = family
        if adjective:
            codes[f"{adjective[0] if adjective[-1] == 'new' else adjective[-1]} {family}"] = code
    return families | _FAMILY_NAMES, codes


def money_after(words: tuple[str, ...]) -> tuple[Unit, int, float] | None:
    """Read a currency from the words behind a number: its unit, the words used, and the factor to whole units.

    >>> money_after(("canadian", "dollars", "were"))[0].name
    'CAD'
    >>> money_after(("pence",))[2]
    0.01
    """
    families, codes = _currencies()
    for used in (1, 2, 3):
        if used > len(words):
            break
        noun = stem(words[used - 1])
        if noun in _SUBUNITS and used == 1:
            return Unit(kind=UnitClass.MONEY, name="dollar" if noun == "cent" else "pound"), 1, _SUBUNITS[noun]
        if noun not in families:
            continue
        family = families[noun]
        code = codes.get(f"{words[used - 2]} {family}") if used > 1 else family
        if code is not None:
            return Unit(kind=UnitClass.MONEY, name=code), used, 1.0
    return None


@lru_cache(maxsize=4096)
def convert(value: float, source: Unit, target: Unit) -> float | None:
    """Convert a value between two units of one kind; None where they cannot be compared.

    Money is not converted: a family ("dollar") fits each of its members ("USD"), two members fit only themselves.

    >>> round(convert(10, MEASURES["mile"], MEASURES["kilometre"]), 2)
    16.09
    """
    if source.kind is not target.kind:
        return None
    if source.kind is UnitClass.MONEY:
        return value if same_money(source.name, target.name) else None
    if source.name == target.name:
        return value
    if source.kind is not UnitClass.MEASURE or source.dimension != target.dimension:
        return None
    return _convert_measure(value, source.name, target.name)


@lru_cache(maxsize=256)
def same_money(first: str, second: str) -> bool:
    """Tell whether two currency names can mean the same money: equal, or a family and one of its members."""
    if first == second:
        return True
    _, codes = _currencies()
    members = {(key.split()[-1], code) for key, code in codes.items()}
    members |= {("pound", "GBP"), ("dollar", "USD"), ("euro", "EUR"), ("yen", "JPY")}
    return (first, second) in members or (second, first) in members


@lru_cache(maxsize=1024)
def _convert_measure(value: float, source: str, target: str) -> float:
    return float(_registry().Quantity(value, source).to(target).magnitude)


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[float]:
    from pint import UnitRegistry  # noqa: PLC0415 - pint takes 0.3 s to import and is needed for mixed units only

    registry: UnitRegistry[float] = UnitRegistry()
    registry.define("calendar_decade = 10 * year")  # pint's own decade is a logarithmic unit
    return registry
