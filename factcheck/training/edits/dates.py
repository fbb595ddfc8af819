"""Weekdays, months, years and relative times."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from factcheck.training.edits.forms import ANY, FIRST, SECOND, Form, Site, swap

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
)  # fmt: skip
SHORT_MONTHS = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.",
    "December": "Dec.",
}  # fmt: skip
LONG_MONTHS = {short: long for long, short in SHORT_MONTHS.items()}
LEADS = r"(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ll]ast|[Nn]ext|early|late|mid|of|to|and|to end|this|between|ended|ending|end)"
WEEKDAY = re.compile(
    r"(?<![\w-])(?P<on>[Oo]n |[Ll]ast |[Nn]ext )?(?P<day>" + "|".join(WEEKDAYS) + r")(?!['’\w-]| (?:night|morning))"
)
MONTH = re.compile(
    rf"(?<=\b)(?P<lead>{LEADS} |)(?P<month>{'|'.join((*MONTHS, *(m.replace('.', r'[.]') for m in LONG_MONTHS)))})"
    r"(?P<day> \d{1,2}\b)?(?![\w'’-])"
)
YEAR = re.compile(
    r"(?<![\w.,/:$£€-])(?P<year>(?:19|20)\d\d)(?![\w/:]|[.,]\d| (?:percent|people|men|dollars|points|feet|metres|miles))"
)
RELATIVE = [
    ("last year", "next year"), ("last month", "next month"), ("last week", "next week"), ("past year", "following year"),
    ("past year", "coming year"), ("past month", "coming month"), ("past decade", "coming decade"), ("yesterday", "last week"),
    ("past two years", "next two years"), ("past few years", "next few years"), ("previous year", "following year"),
    ("previous month", "following month"), ("previous day", "following day"), ("day before", "day after"),
    ("earlier this month", "last month"), ("earlier this year", "last year"), ("earlier this week", "last week"),
    ("a year earlier", "a year later"), ("a month earlier", "a month later"), ("a day earlier", "a day later"),
    ("later this month", "next month"), ("later this year", "next year"), ("later this week", "next week"),
    ("last night", "on Sunday night"), ("this year", "last year"), ("this month", "last month"), ("this week", "last week"),
    ("next year", "this year"), ("next month", "this month"), ("next week", "this week"), ("last year", "two years ago"),
    ("last month", "in the spring"), ("last week", "two weeks ago"), ("year ago", "decade ago"), ("two days ago", "two weeks ago"),
]  # fmt: skip
OTHERS: dict[str, list[str]] = {}
for _a, _b in RELATIVE:
    OTHERS.setdefault(_a, []).append(_b)
TIMES = re.compile(r"\b(" + "|".join(sorted(OTHERS, key=len, reverse=True)) + r")\b(?!['’])")
SAME_TIME = {
    "last year": ("the year before this one", "in the year just gone"), "a year earlier": ("twelve months before",),
    "past year": ("preceding year", "bygone year", "last twelve months"), "previous year": ("year before", "preceding year"),
    "next year": ("the coming year", "in the year ahead"), "past decade": ("last ten years",), "previous month": ("preceding month",),
    "past month": ("preceding month",), "day before": ("previous day",), "two days ago": ("48 hours ago",),
}  # fmt: skip
WHOLE = frozenset({"last year", "next year"})
SPAN_OF_YEARS = 12
NIGHT = frozenset({"night", "evening", "morning", "afternoon"})


def sites(view: View, rng: random.Random, published: dt.date | None) -> Iterator[Site]:
    """Find times whose change changes the fact; `published` lets a weekday be told as a date."""
    for match in WEEKDAY.finditer(view.text):
        if view.once(match["day"]) and not view.denied(match.start()):
            yield _weekday(match, rng, published)
    for match in MONTH.finditer(view.text):
        named = match["month"] not in {"May", "March", "August"} or match["lead"] or match["day"]
        if named and view.once(match["month"]) and not view.denied(match.start()):
            yield from _month(match, rng)
    for match in YEAR.finditer(view.text):
        if view.once(match["year"]) and not view.denied(match.start()):
            year = int(match["year"])
            other = year + rng.choice([n for n in range(-SPAN_OF_YEARS, SPAN_OF_YEARS // 2) if n])
            if str(other) not in view.text:
                yield swap(match.start(), match.end(), match["year"], str(other), "year")
    for match in TIMES.finditer(view.text):
        if view.once(match[1]) and not view.denied(match.start()):
            yield _relative(view, match, rng)


def _weekday(match: re.Match[str], rng: random.Random, published: dt.date | None) -> Site:
    day, lead = match["day"], match["on"] or ""
    other = rng.choice([name for name in WEEKDAYS if name != day])
    forms = [Form(match.group(), FIRST, "weekday"), Form(lead + other, SECOND, "weekday")]
    if lead.lower() == "on ":
        forms.append(Form("this week", ANY, "time made vague", hypothesis_only=True))
        if published is not None:
            for name, worlds in ((day, FIRST), (other, SECOND)):
                date = published - dt.timedelta(days=(published.weekday() - WEEKDAYS.index(name)) % 7)
                forms.append(
                    Form(f"{lead}{MONTHS[date.month - 1]} {date.day}", worlds, "weekday as date", hypothesis_only=True)
                )
    return Site(start=match.start(), end=match.end(), forms=tuple(forms))


def _month(match: re.Match[str], rng: random.Random) -> Iterator[Site]:
    month = match["month"]
    full = LONG_MONTHS.get(month, month)
    other = rng.choice([name for name in MONTHS if name != full])
    start, end = match.span("month")
    forms = [
        Form(month, FIRST, "month"),
        Form(other if month == full else SHORT_MONTHS.get(other, other), SECOND, "month"),
    ]
    if match["day"]:
        same = full if month != full else SHORT_MONTHS.get(month)
        forms += [Form(same, FIRST, "date format", hypothesis_only=True)] if same else []
        day = int(match["day"])
        changed = rng.choice([n for n in range(1, 29) if n != day])
        yield swap(*match.span("day"), match["day"], f" {changed}", "day")
    yield Site(start=start, end=end, forms=tuple(forms))


def _relative(view: View, match: re.Match[str], rng: random.Random) -> Site:
    time = match[1]
    told = view.before(match.start())
    ahead = told in {"said", "told"} or told.endswith("ed")
    others = [new for new in OTHERS[time] if not (ahead and new.startswith(("next", "coming", "following", "later")))]
    other = rng.choice(others or ["two years earlier"])
    forms = [Form(time, FIRST, "relative time"), Form(other, SECOND, "relative time")]
    for form, worlds in ((time, FIRST), (other, SECOND)):
        if form not in WHOLE or view.before(match.start()) not in {"in", "the", "for", "from", "of"}:
            forms += [
                Form(text, worlds, "time reworded", hypothesis_only=True)
                for text in SAME_TIME.get(form, ())[:1]
                if form not in WHOLE
            ]
    return Site(start=match.start(), end=match.end(), forms=tuple(forms))
