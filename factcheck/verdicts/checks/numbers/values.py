"""Reads one number, in digits or words, at a place in a tokenized text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from factcheck.verdicts.checks.dates.patterns import ORDINALS
from factcheck.verdicts.checks.tokens import FUNCTION_WORDS, Token
from factcheck.word_lists import listed


class Form(StrEnum):
    """How a number is written: plain ("3.2 million"), as a share ("a third"), a multiple, an ordinal or a clock."""

    PLAIN = "plain"
    SHARE = "share"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number at tokens `[first, last)`: its size, and `step`, the size of its last written digit that counts."""

    value: float
    step: float
    first: int
    last: int
    form: Form = Form.PLAIN
    magnitude: float = 1.0


_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0, "k": 1e3, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
    "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "m": 1e6, "b": 1e9, "t": 1e12,
}  # fmt: skip
_SHORT_MAGNITUDES = frozenset({"k", "m", "b", "t"})  # only glued to the digits: "84m", and "m" only as money or people
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_BIG = ("hundred", "thousand", "million", "billion", "trillion")
_NUMBER_WORDS = frozenset({*_ONES, *_TENS, *_BIG})
_ORDINAL_ONES = ORDINALS[:-1]
_ORDINALS = {word: i for i, word in enumerate(_ORDINAL_ONES, start=1)}
_ORDINALS |= {tens[:-1] + "ieth": 20 + 10 * i for i, tens in enumerate(_TENS)} | {"hundredth": 100}
_PARTS = {word: 1 / n for word, n in _ORDINALS.items() if n > 2} | {"half": 1 / 2, "quarter": 1 / 4}  # noqa: PLR2004
_PART_PLURALS = {"halves": 1 / 2} | {word + "s": part for word, part in _PARTS.items()}
_MULTIPLES = {
    "doubled": 2, "doubling": 2, "tripled": 3, "trebled": 3, "tripling": 3, "quadrupled": 4, "twofold": 2,
    "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
_AS_MUCH = listed("as the its that what more their last larger bigger higher")
_SMALLEST_ROUND = 100  # below this, "30" is taken to mean thirty
_LONGEST_NUMBER = 40  # characters; what is longer is a row of digits and no quantity
_LONGEST_SPOKEN = 16  # words of one number; without a bound a page of number words would cost its square
_SHARE_STEP = 0.03  # "a third" may be 31 or 36 percent


def read_value(tokens: tuple[Token, ...], i: int) -> Value | None:
    """Read the number that begins at token `i`; None when none does."""
    token = tokens[i]
    if token.kind == "clock":
        seconds = 0.0
        for part in token.text.split(":"):
            seconds = seconds * 60 + float(part)
        return Value(value=seconds, step=0.0, first=i, last=i + 1, form=Form.CLOCK)
    if token.kind == "number":
        return _digits(tokens, i) if len(token.text) <= _LONGEST_NUMBER else None
    if token.kind != "word":
        return None
    return _multiple(tokens, i) or _share(tokens, i) or _words(tokens, i) or _ordinal(tokens, i)


def _lower(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _digits(tokens: tuple[Token, ...], i: int) -> Value:
    text = tokens[i].text
    head, comma, tail = text.rpartition(",")
    text = f"{head}.{tail}" if comma and len(tail) < 3 else text  # noqa: PLR2004 - "3,2" is a decimal comma
    text = "".join(c for c in text if c.isdigit() or c == ".")
    minus = i > 0 and tokens[i - 1].text in {"-", "\u2212"} and tokens[i].glued and not tokens[i - 1].glued
    value = Value(value=-float(text) if minus else float(text), step=_step(text), first=i, last=i + 1)
    if _lower(tokens, i + 1) in {"st", "nd", "rd", "th"} and tokens[i + 1].glued:
        return replace(value, form=Form.ORDINAL, step=0.0, last=i + 2)
    return _scaled(tokens, value)


def _step(digits: str) -> float:
    """Give the size of the last digit that counts: 0.1 for "3.2", 100 for "1200", 1 for "30"."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(10 ** -len(decimals))
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if int(whole) >= _SMALLEST_ROUND else 1.0


def _scaled(tokens: tuple[Token, ...], value: Value) -> Value:
    """Take in "and a half" and the magnitude words behind a number."""
    last = value.last
    if [_lower(tokens, last + k) for k in range(3)] == ["and", "a", "half"]:
        value = replace(value, value=value.value + 0.5, step=0.5, last=last + 3)
    while (word := _lower(tokens, value.last)) in _MAGNITUDES and _is_magnitude(tokens, value, word):
        factor = _MAGNITUDES[word]
        value = replace(
            value,
            value=value.value * factor,
            step=value.step * factor if factor != _MAGNITUDES["dozen"] else 1.0,
            last=value.last + 1,
            magnitude=value.magnitude * factor,
        )
    return value


def _is_magnitude(tokens: tuple[Token, ...], value: Value, word: str) -> bool:
    token = tokens[value.last]
    if word not in _SHORT_MAGNITUDES:
        return True
    money = value.first > 0 and tokens[value.first - 1].kind == "currency"
    people = _lower(tokens, value.last + 1) in {"people", "euros", "pounds", "dollars", "viewers", "users"}
    return token.glued and (word == "k" or money or (word == "m" and people))


def _words(tokens: tuple[Token, ...], i: int) -> Value | None:
    """Read a run of number words ("two hundred and three", "a dozen", "half a million")."""
    word, after = _lower(tokens, i), _lower(tokens, i + 1)
    if word in {"a", "an"} and after in {*_BIG, "dozen"}:
        return _scaled(tokens, Value(value=1.0, step=1.0, first=i, last=i + 1))
    if word == "half" and (after == "dozen" or (after == "a" and _lower(tokens, i + 2) in {*_BIG, "dozen"})):
        return _scaled(tokens, Value(value=0.5, step=0.5, first=i, last=i + (1 if after == "dozen" else 2)))
    words, ends = _run(tokens, i)
    for n in range(len(words), 0, -1):
        value = spoken(" ".join(words[:n]))
        if value is not None:
            step = _step(str(value)) if value >= 1000 else 1.0  # noqa: PLR2004 - "a hundred and twenty" is exact
            big = next((_MAGNITUDES[word] for word in reversed(words[:n]) if word in _BIG[1:]), 1.0)
            return _scaled(tokens, Value(value=float(value), step=step, first=i, last=ends[n - 1], magnitude=big))
    return None


def _run(tokens: tuple[Token, ...], i: int) -> tuple[list[str], list[int]]:
    """Give the number words from `i` on, and the token after each."""
    words: list[str] = []
    ends: list[int] = []
    while i < len(tokens) and len(words) < _LONGEST_SPOKEN:
        word = tokens[i].lower
        if word in _NUMBER_WORDS:
            words.append(word)
            ends.append(i + 1)
        elif not (words and _joins(tokens, i, words)):
            break
        i += 1
    return words, ends


def _joins(tokens: tuple[Token, ...], i: int, words: list[str]) -> bool:
    """Tell whether token `i` may stand inside a number in words: a hyphen, or "and" behind a hundred."""
    if _lower(tokens, i + 1) not in _NUMBER_WORDS:
        return False
    if tokens[i].text == "-":
        return tokens[i].glued and words[-1] in _TENS
    return tokens[i].lower == "and" and words[-1] in _BIG


@lru_cache(maxsize=2048)
def spoken(words: str) -> int | None:
    """Read a number in words; None when the words are no one number.

    >>> spoken("twelve hundred"), spoken("two three")
    (1200, None)
    """
    if words.split(maxsplit=1)[0] in _BIG:
        return None
    from text_to_num import text2num  # noqa: PLC0415 - only texts with number words need it

    try:
        return int(text2num(words, "en"))
    except ValueError:
        return None


def _share(tokens: tuple[Token, ...], i: int) -> Value | None:
    """Read a part of a whole: "half", "a quarter", "two-thirds", "three quarters"."""
    word = _lower(tokens, i)
    if word == "half":
        return _half(tokens, i)
    j = i + 1 + (_lower(tokens, i + 1) == "-")
    part = _lower(tokens, j)
    if word in {"a", "an", "one"} and part in _PARTS and _ends_phrase(tokens, j + 1):
        return Value(value=_PARTS[part], step=_SHARE_STEP, first=i, last=j + 1, form=Form.SHARE)
    if word in _ONES[2:11] and (part in _PART_PLURALS or (part in _PARTS and j > i + 1)):
        size = _PART_PLURALS.get(part) or _PARTS[part]
        value = _ONES.index(word) * size
        return Value(value=value, step=_SHARE_STEP, first=i, last=j + 1, form=Form.SHARE) if value < 1 else None
    return None


def _half(tokens: tuple[Token, ...], i: int) -> Value | None:
    before, after = _lower(tokens, i - 1), _lower(tokens, i + 1)
    if before in {"first", "second", "other", "latter", "final", "time", "better", "-"} or after in {
        "time",
        "way",
        "-",
    }:
        return None
    if after in {"a", "dozen"} and _lower(tokens, i + 1 + (after == "a")) in {*_BIG, "dozen"}:
        return None
    first = i - 1 if before == "a" else i
    return Value(value=0.5, step=_SHARE_STEP, first=first, last=i + 1, form=Form.SHARE)


def _ends_phrase(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether no noun follows, so that "a third" is a part and not a place in a row."""
    if i >= len(tokens) or tokens[i].kind == "mark":
        return _lower(tokens, i) != "-" or not tokens[i].glued
    return tokens[i].lower in FUNCTION_WORDS or tokens[i].lower in {"higher", "lower", "less", "more", "fewer"}


def _multiple(tokens: tuple[Token, ...], i: int) -> Value | None:
    """Read "doubled", "twice as many", "three times more", "fivefold"."""
    word = _lower(tokens, i)
    if word in _MULTIPLES:
        return Value(value=_MULTIPLES[word], step=0.0, first=i, last=i + 1, form=Form.MULTIPLE)
    if word in {"twice", "double", "triple"} and _lower(tokens, i + 1) in _AS_MUCH:
        return Value(value=3.0 if word == "triple" else 2.0, step=0.0, first=i, last=i + 1, form=Form.MULTIPLE)
    return None


def _ordinal(tokens: tuple[Token, ...], i: int) -> Value | None:
    word = _lower(tokens, i)
    if word in _ORDINALS:
        return Value(value=float(_ORDINALS[word]), step=0.0, first=i, last=i + 1, form=Form.ORDINAL)
    if word in _TENS and _lower(tokens, i + 1) == "-" and _lower(tokens, i + 2) in _ORDINAL_ONES[:9]:
        value = 20 + 10 * _TENS.index(word) + _ORDINALS[_lower(tokens, i + 2)]
        return Value(value=float(value), step=0.0, first=i, last=i + 3, form=Form.ORDINAL)
    return None
