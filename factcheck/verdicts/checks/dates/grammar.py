"""Finds dates, times of day and relative times in a text, with what each says; needs no calendar."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from factcheck.datatypes import Span
from factcheck.verdicts.checks.tokens import Token, tokenize

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
             "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_DIRECTIONS = {  # words in front of "year"
    -1: "last|past|previous|preceding|prior|bygone",
    0: "this|current|present",
    1: "next|following|coming|upcoming|ensuing|forthcoming|subsequent",
}
_OFFSETS = {-1: "ago|earlier|before|previously|prior", 1: "later|after|afterwards|hence"}  # words behind "two years"
_DIRECTION_OF = {word: sign for signs in (_DIRECTIONS, _OFFSETS) for sign, words in signs.items() for word in words.split("|")}
_DAY_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SMALL = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple of|\\d{1,2}"

_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)\b"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?: (?:st|nd|rd|th))?"
_PART = r"(?:early|late|mid|middle of|beginning of|start of|end of)"
_UNIT = "(?:day|night|week|weekend|fortnight|month|quarter|semester|season|year|decade|century|summer|winter|autumn|spring)"
_MERIDIEM = r"(?:[ap]\.m|[ap]m)"
_TIME_OF_DAY = "(?:morning|afternoon|evening|night|noon|midday|midnight|dawn)"
_PATTERNS = (
    r"(?P<iso_y>(?:1[5-9]|20)\d\d) - (?P<iso_m>0[1-9]|1[0-2]) - (?P<iso_d>0[1-9]|[12]\d|3[01])",
    rf"(?:(?P<dmy_w>{_WEEKDAY}) (?:, )?)?(?P<dmy_d>{_DAY}){_TH} (?:day )?(?:of )?(?P<dmy_m>{_MONTH})(?: (?:, |of )?(?P<dmy_y>{_YEAR}))?",
    rf"(?:(?P<mdy_w>{_WEEKDAY}) (?:, )?)?(?P<mdy_m>{_MONTH}) (?:the )?(?P<mdy_d>{_DAY}){_TH}(?! (?::|%|percent|per cent|million|thousand|billion|a\.m|p\.m))(?: (?:[-–]) \d\d?\b)?(?: (?:, )?(?P<mdy_y>{_YEAR}))?",
    rf"(?:(?P<my_p>{_PART}) (?:- )?)?(?P<my_m>{_MONTH}) (?:, |of )?(?:the year )?(?P<my_y>{_YEAR})",
    rf"(?:(?P<m_p>{_PART}) (?:- )?)?(?P<m_m>{_MONTH})\b",
    rf"(?P<q_n>first|second|third|fourth) quarter(?: of (?:the year )?(?P<q_y>{_YEAR}))?",
    rf"q(?P<qq_n>[1-4])(?: (?P<qq_y>{_YEAR}))?",
    rf"(?P<h_n>first|second) half of (?:the year )?(?P<h_y>{_YEAR})?",
    rf"(?:(?P<dec_p>{_PART}) (?:- )?)?(?:the )?(?P<dec>(?:1[5-9]|20)\d0) s\b",
    r"(?P<cent>\d\d? (?:st|nd|rd|th)|" + "|".join(_ORDINALS) + r") (?:- )?century",
    rf"(?P<hm>\d\d?(?:[:.]\d\d)?) (?P<ap>{_MERIDIEM})",
    r"(?<=at )(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)\b(?! (?:st|nd|rd|th))",
    r"(?P<gmt>(?:[01]\d|2[0-3])[0-5]\d) gmt",
    r"(?P<noon>noon|midday|midnight)\b",
    rf"(?P<w>{_WEEKDAY})(?: (?P<w_t>{_TIME_OF_DAY}))?\b",
    rf"(?P<rel>{_DIRECTIONS[-1]}|{_DIRECTIONS[0]}|{_DIRECTIONS[1]}) (?:(?P<rel_n>{_SMALL}) )?(?:calendar )?(?P<rel_u>{_UNIT})s?\b",
    rf"(?P<ago_n>{_SMALL}|the) (?P<ago_u>{_UNIT})s? (?P<ago>{_OFFSETS[-1]}|{_OFFSETS[1]})\b",
    r"(?P<day_word>yesterday|today|tonight|tomorrow)\b",
    rf"(?:(?P<y_p>{_PART}) (?:- |in )?)?(?P<y>{_YEAR})(?: [-–/] (?P<y2>(?:20)?\d\d)\b)?(?! s\b)",
)
_GRAMMAR = re.compile(r"(?<![\w.$€£=-])(?:" + "|".join(f"(?:{pattern})" for pattern in _PATTERNS) + r")(?![\w%])")
_YEAR_BEFORE = frozenset(
    """in of since by from until till to and or during before after early late mid for the through - – ( , ; year season
    summer winter autumn spring between late around circa back its their his her our this that till than a an beyond past""".split()
)
_COUNT_BEFORE = frozenset("about some nearly roughly approximately almost than least over only up".split())
_COUNTED_AFTER = frozenset(
    """people men women children euros dollars pounds million billion percent % per km kilometres metres tonnes homes houses
    soldiers troops hours days years jobs workers barrels hectares victims dead families""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date, time of day or relative time: what it says and nothing it leaves open (None).

    `span` counts characters, `first` and `last` tokens `[first, last)` of the text. `month` is 1-12, `day` 1-31,
    `weekday` 0 (Monday) to 6, `minute` 0-1439 of the day, `quarter` 1-4, `half` 1-2. `direction` is -1 for past, 0 for
    this, 1 for next; it goes with `unit` ("year") and `count` (1 unless a small number is given; 0 when vague).
    """

    span: Span
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    part: str | None = None
    direction: int | None = None
    unit: str | None = None
    count: int | None = None


@lru_cache(maxsize=8192)
def parse_dates(text: str) -> tuple[Mention, ...]:
    """Find the dates and times of a text in reading order; () when there are none.

    >>> [(m.span.text, m.year, m.month) for m in parse_dates("It rained in May 2019 and on Monday.")]
    [('May 2019', 2019, 5), ('Monday', None, None)]
    """
    tokens = tokenize(text)
    joined = " ".join(_plain(tokens, i) for i in range(len(tokens)))
    starts = [0]
    for i in range(len(tokens)):
        starts.append(starts[-1] + len(_plain(tokens, i)) + 1)
    mentions: list[Mention] = []
    for match in _GRAMMAR.finditer(joined):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1)
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        if "y" in groups and not is_year(tokens, first, last):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        fields = _fields(groups)
        if fields:
            mentions.append(Mention(span=Span(start, end, text[start:end]), first=first, last=last, **fields))  # type: ignore[arg-type]
    return tuple(mentions)


def is_year(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell a year from a count of the same four digits by the words beside it."""
    before = tokens[first - 1] if first else None
    after = tokens[last].lower if last < len(tokens) else ""
    if after in _COUNTED_AFTER or (before is not None and (before.lower in _COUNT_BEFORE or before.kind == "currency")):
        return False
    if before is None or before.lower in _YEAR_BEFORE or before.lower.endswith("'s") or tokens[first].kind == "word":
        return True
    return last == len(tokens) or tokens[last].kind == "mark" or after in _YEAR_BEFORE


def _plain(tokens: tuple[Token, ...], i: int) -> str:
    """Give the token's lower form; "may" and "march" that are no months get a mark in front."""
    token = tokens[i]
    if token.lower in {"may", "march", "mar"}:
        neighbours = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
        dated = any(t.kind == "number" or t.lower in _YEAR_BEFORE or t.lower in _DIRECTION_OF for t in neighbours[: i > 0])
        dated = dated or (bool(neighbours) and neighbours[-1].kind == "number")
        if not token.text[0].isupper() or not dated:
            return "=" + token.lower
    if token.kind == "number" and "," in token.text:
        return "=" + token.text
    return token.lower.removesuffix("'s") if token.kind == "word" else token.lower


def _fields(groups: dict[str, str]) -> dict[str, int | str]:
    """Turn the named groups of one match into the fields of a mention; {} when a value is out of range."""
    fields: dict[str, int | str] = {}
    for name, value in groups.items():
        fields |= _field(name, value)
    if "rel" in groups or "ago" in groups:
        fields |= {"direction": _DIRECTION_OF[groups.get("rel") or groups["ago"]]}
        fields |= {"unit": groups.get("rel_u") or groups["ago_u"], "count": _small(groups.get("rel_n") or groups.get("ago_n"))}
    if "day_word" in groups:
        fields |= {"direction": _DAY_WORDS[groups["day_word"]], "unit": "day", "count": 1}
    if "ap" in groups:
        fields |= _minute(groups["hm"].replace(".", ":"), groups["ap"])
    return fields


def _field(name: str, value: str) -> dict[str, int | str]:
    """Turn one named group into a field; groups that only make sense together give {}."""
    match name.split("_")[-1]:
        case "y":
            return {"year": int(value)}
        case "m":
            return {"month": _month(value)}
        case "d":
            return {"day": int(value)}
        case "w":
            return {"weekday": WEEKDAYS.index(value)}
        case "p" | "t":
            return {"part": value.removesuffix(" of")}
        case "n" if name in {"q_n", "qq_n"}:
            return {"quarter": int(value) if value.isdigit() else _ORDINALS.index(value) + 1}
        case "n" if name == "h_n":
            return {"half": _ORDINALS.index(value) + 1}
        case "dec":
            return {"decade": int(value)}
        case "cent":
            return {"century": int(value.split()[0]) if value[0].isdigit() else _ORDINALS.index(value) + 1}
        case "clock":
            return _minute(value, "")
        case "gmt":
            return {"minute": int(value[:2]) * 60 + int(value[2:])}
        case "noon":
            return {"minute": 0 if value == "midnight" else 720}
    return {}


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(i for i, name in enumerate(MONTHS, start=1) if name.startswith(word[:3]))


def _minute(clock: str, meridiem: str) -> dict[str, int | str]:
    hour, _, minute = clock.partition(":")
    hours = int(hour) % 12 + 12 * meridiem.startswith("p") if meridiem else int(hour)
    return {"minute": hours * 60 + int(minute or 0)}


def _small(word: str | None) -> int:
    """Read a small count; 1 when none is written, 0 when it is vague."""
    if word is None or word in {"a", "an", "the"}:
        return 1
    if word.isdigit():
        return int(word)
    words = _SMALL.split("|")[2:]
    return words.index(word) + 1 if word in words[:12] else 0
