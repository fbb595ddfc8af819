"""The words and patterns of dates, over tokens in lower case joined by single spaces."""

from __future__ import annotations

import re

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DIRECTIONS = {  # words in front of "year"
    -1: "last|past|previous|preceding|prior|bygone",
    0: "this|current|present",
    1: "next|following|coming|upcoming|ensuing|forthcoming|subsequent",
}
OFFSETS = {-1: "ago|earlier|before|previously|prior", 1: "later|after|afterwards|hence"}  # words behind "two years"
DIRECTION_OF = {
    word: sign for signs in (DIRECTIONS, OFFSETS) for sign, words in signs.items() for word in words.split("|")
}
DAY_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)\b"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?: (?:st|nd|rd|th))?"
_PART = "(?:early|late|mid|middle of|beginning of|start of|end of)"
_SPAN = (
    "(?:day|night|week|weekend|fortnight|month|quarter|semester|season|year|decade|century|summer|winter|autumn|spring)"
)
_TIME_OF_DAY = "(?:morning|afternoon|evening|night|noon|midday|midnight|dawn)"
_SMALL = r"a|an|few|several|couple of|\d{1,2}|" + "|".join(NUMERALS)
_COUNTED = r"(?! (?::|%|percent|per cent|million|thousand|billion|a\.m|p\.m))"
_DASH = "[-\u2013]"
_DECADE_END = "(?:['\u2019] )?s\\b"
_PATTERNS = (
    r"(?P<iso_y>(?:1[5-9]|20)\d\d) - (?P<iso_m>0[1-9]|1[0-2]) - (?P<iso_d>0[1-9]|[12]\d|3[01])",
    (
        rf"(?:(?P<dmy_w>{_WEEKDAY}) (?:, )?)?(?P<dmy_d>{_DAY}){_TH} (?:day )?(?:of )?(?P<dmy_m>{_MONTH})"
        rf"(?: (?:, |of )?(?P<dmy_y>{_YEAR}))?"
    ),
    (
        rf"(?:(?P<mdy_w>{_WEEKDAY}) (?:, )?)?(?P<mdy_m>{_MONTH}) (?:the )?(?P<mdy_d>{_DAY}){_TH}{_COUNTED}"
        rf"(?: (?:{_DASH}) \d\d?\b)?(?: (?:, )?(?P<mdy_y>{_YEAR}))?"
    ),
    rf"(?:(?P<my_p>{_PART}) (?:- )?)?(?P<my_m>{_MONTH}) (?:, |of )?(?:the year )?(?P<my_y>{_YEAR})",
    rf"(?:(?P<m_p>{_PART}) (?:- )?)?(?P<m_m>{_MONTH})\b",
    rf"(?P<q_n>first|second|third|fourth) quarter(?: of (?:the year )?(?P<q_y>{_YEAR}))?",
    rf"q(?P<qq_n>[1-4])(?: (?P<qq_y>{_YEAR}))?",
    rf"(?P<h_n>first|second) half of (?:the year )?(?P<h_y>{_YEAR})?",
    rf"(?:(?P<dec_p>{_PART}) (?:- )?)?(?:the )?(?P<dec>(?:1[5-9]|20)\d0) {_DECADE_END}",
    r"(?P<cent>\d\d? (?:st|nd|rd|th)|" + "|".join(ORDINALS) + r") (?:- )?century",
    r"(?P<hm>\d\d?(?:[:.]\d\d)?) (?P<ap>[ap]\.m|[ap]m)",
    r"(?<=at )(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)\b(?! (?:st|nd|rd|th))",
    r"(?P<gmt>(?:[01]\d|2[0-3])[0-5]\d) gmt",
    r"(?P<noon>noon|midday|midnight)\b",
    rf"(?P<wd_w>{_WEEKDAY})(?: (?P<wd_p>{_TIME_OF_DAY}))?\b",
    rf"(?P<rel>{'|'.join(DIRECTIONS.values())}) (?:(?P<rel_n>{_SMALL}) )?(?:calendar )?(?P<rel_u>{_SPAN})s?\b",
    rf"(?P<ago_n>{_SMALL}|the) (?P<ago_u>{_SPAN})s? (?P<ago>{'|'.join(OFFSETS.values())})\b",
    rf"(?P<day_word>{'|'.join(DAY_WORDS)})\b",
    (
        rf"(?:(?P<y_p>{_PART}) (?:- |in )?)?(?P<bare_y>{_YEAR})"
        rf"(?: (?:{_DASH}|/) (?P<until>(?:20)?\d\d)\b)?(?! {_DECADE_END})"
    ),
)
GRAMMAR = re.compile(r"(?<![\w.$€£=-])(?:" + "|".join(f"(?:{pattern})" for pattern in _PATTERNS) + r")(?![\w%])")
