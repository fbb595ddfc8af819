"""Dates: what is read, what counts as the same time, and where claims differ from a report."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from dateparser.date import DateDataParser
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck.datatypes import FindingKind, Relation
from factcheck.verdicts.checks.dates.calendar import place
from factcheck.verdicts.checks.dates.compare import check_dates
from factcheck.verdicts.checks.dates.grammar import parse_dates
from factcheck.verdicts.checks.dates.patterns import MONTHS, WEEKDAYS

QUICK = settings(deadline=None, max_examples=60)
PUBLISHED = "2024-05-08"  # a Wednesday


def read(text: str) -> list[dict[str, object]]:
    names = [name for name in parse_dates("2001-01-01")[0].__slots__ if name not in {"span", "first", "last"}]
    return [
        {name: getattr(mention, name) for name in names if getattr(mention, name) is not None}
        for mention in parse_dates(text)
    ]


def relations(claim: str, premise: str, published: str | None = PUBLISHED) -> list[Relation]:
    return [finding.relation for finding in check_dates(claim=claim, premise=premise, published=published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Nov. 3, 2024", [{"year": 2024, "month": 11, "day": 3}]),
        ("on 3 November 2024", [{"year": 2024, "month": 11, "day": 3}]),
        ("on the 3rd of November", [{"month": 11, "day": 3}]),
        ("on 2024-11-03", [{"year": 2024, "month": 11, "day": 3}]),
        ("on Tuesday, March 5", [{"weekday": 1, "month": 3, "day": 5}]),
        ("in late July", [{"month": 7, "part": "late"}]),
        ("in May 2019", [{"month": 5, "year": 2019}]),
        ("in 2018", [{"year": 2018}]),
        ("the 2018-19 season", [{"year": 2018, "until": 2019}]),
        ("in the 1990s", [{"decade": 1990}]),
        ("an 18th-century house", [{"century": 18}]),
        ("in the third quarter of 2025", [{"quarter": 3, "year": 2025}]),
        ("on Monday evening", [{"weekday": 0, "part": "evening"}]),
        ("at 2:14 a.m.", [{"minute": 134}]),
        ("at 12.30 p.m.", [{"minute": 750}]),
        ("at 14:30", [{"minute": 870}]),
        ("at 0900 GMT", [{"minute": 540}]),
        ("at noon", [{"minute": 720}]),
        ("last month", [{"direction": -1, "unit": "month", "count": 1}]),
        ("over the past two years", [{"direction": -1, "unit": "year", "count": 2}]),
        ("over the following year", [{"direction": 1, "unit": "year", "count": 1}]),
        ("three days later", [{"direction": 1, "unit": "day", "count": 3}]),
        ("yesterday", [{"direction": -1, "unit": "day", "count": 1}]),
    ],
)
def test_dates_and_times_are_read(text: str, expected: list[dict[str, object]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "The troops march 2,018 times.",
        "nearly 2000 of them",
        "2000 people died",
        "He starred in Blade Runner 2049.",
        "A score of 3:41 was enough.",
        "It sank twelve metres.",
    ],
)
def test_verbs_counts_and_names_are_no_dates(text: str) -> None:
    assert parse_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", (2023, None, None)),
        ("this year", (2024, None, None)),
        ("next month", (2024, 6, None)),
        ("yesterday", (2024, 5, 7)),
        ("tomorrow", (2024, 5, 9)),
        ("on Tuesday", (None, 5, 7)),
        ("the year before", (None, None, None)),
    ],
)
def test_relative_times_are_placed_by_the_day_of_publication(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    (mention,) = parse_dates(text)
    placed = place(mention, PUBLISHED)
    assert (placed.year, placed.month, placed.day) == expected


def test_without_a_day_of_publication_relative_times_stay_open() -> None:
    (mention,) = parse_dates("last year")
    assert place(mention, None) == mention


def test_an_unreadable_day_of_publication_places_nothing() -> None:
    (mention,) = parse_dates("last year")
    assert place(mention, "spring") == mention


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("It closed on 3 November.", "It closed on Nov. 3."),
        ("It closed in November.", "It closed on Nov. 3."),
        ("It closed in 2023.", "It closed last year."),
        ("It closed last year.", "It closed in 2023."),
        ("It closed on Tuesday.", "It closed on May 7."),
        ("It closed on May 7.", "It closed on Tuesday."),
        ("It closed in the 1980s.", "It closed in 1988."),
        ("It closed at 2:30 p.m.", "It closed at 14:30."),
        ("It closed at noon.", "It closed at 12 p.m."),
        ("It closed over the previous year.", "It closed in the past year."),
        ("They won in 2019.", "They won in the 2018-19 season."),
    ],
)
def test_the_same_time_in_other_words_agrees(claim: str, premise: str) -> None:
    assert relations(claim, premise) == [Relation.AGREES]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Tensions grew along the river border over the following year.",
            "Tensions grew along the river border over the past year.",
            "the report says past year, the claim following year",
        ),
        (
            "The old fishing accord expired on July 30 and was not renewed.",
            "The fishing accord expired on June 30 and has not been renewed.",
            "the report says June 30, the claim July 30",
        ),
        (
            "Police have not seized a skin since March 2018.",
            "Police have not seized a skin there since March 2021.",
            "the report says March 2021, the claim March 2018",
        ),
        (
            "The governor visited the flooded town in 2022.",
            "The governor visited the flooded town last year.",
            "the report says last year, the claim 2022",
        ),
        (
            "The disease was confirmed on Tuesday morning in the village.",
            "The disease was confirmed on Tuesday evening in the village.",
            "the report says Tuesday evening, the claim Tuesday morning",
        ),
        (
            "Rescuers reached the hikers at 7 p.m. on the ridge.",
            "Rescuers reached the hikers at 7 a.m. on the ridge.",
            "the report says 7 a.m., the claim 7 p.m.",
        ),
    ],
)
def test_another_time_for_the_same_event_differs(claim: str, premise: str, detail: str) -> None:
    (finding,) = check_dates(claim=claim, premise=premise, published=PUBLISHED)
    assert (finding.kind, finding.relation, finding.detail) == (FindingKind.DATE, Relation.DIFFERS, detail)


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Profits reached 17 million euros in 2025.", "Profits reached 14 million euros in 2024, the port said."),
        ("The works will close before September.", "The works have been closed since October."),
        ("The vote is due on June 19.", "The opinion is due on June 10, nine days before the vote."),
        ("The king arrived on Friday.", "Prices rose in March."),
        ("The storm hit a week earlier.", "The storm hit a week after another one."),
        ("The actor died in July 2011.", "The actor (14 September 1983 - 23 July 2011) was a singer."),
    ],
)
def test_other_events_at_other_times_do_not_differ(claim: str, premise: str) -> None:
    assert Relation.DIFFERS not in relations(claim, premise)


def test_two_dates_that_changed_places_differ() -> None:
    claim = "The envoy opened the talks on Friday and then left the capital on Monday."
    premise = "The envoy opened the talks on Monday and then left the capital on Friday."
    assert relations(claim, premise) == [Relation.DIFFERS, Relation.DIFFERS]


def test_spans_cut_the_dates_out_of_both_texts() -> None:
    claim, premise = "The old mill burned down on **May 5**.", "The old mill burned down on May 6."
    (finding,) = check_dates(claim=claim, premise=premise)
    assert finding.claim_span is not None
    assert finding.premise_span is not None
    assert claim[finding.claim_span.start : finding.claim_span.end] == "May 5"
    assert premise[finding.premise_span.start : finding.premise_span.end] == "May 6"


def test_a_claim_without_dates_gives_nothing() -> None:
    assert check_dates(claim="", premise="It closed in 2019.") == []
    assert check_dates(claim="It closed.", premise="It closed in 2019.", published=PUBLISHED) == []


def report(when: str) -> str:
    return f"The ministry of transport closed the northern bridge {when} for urgent repairs, officials said."


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


TOLD = [*WEEKDAYS, "yesterday", "today", "tonight", "tomorrow"]
TOLD += [f"1 day {word}" for word in ("ago", "before", "later", "after", "earlier")]
TOLD += [f"{word} {unit}" for word in ("last", "this", "next") for unit in ("day", "month", "year")]


@QUICK
@given(DAYS, st.sampled_from(TOLD))
def test_a_time_told_from_publication_is_where_dateparser_places_it(day: date, told: str) -> None:
    base = datetime.combine(day, time())
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
    found = parser.get_date_data(told).date_obj
    (mention,) = parse_dates(f"It happened {told}.")
    placed = place(mention, day.isoformat())
    if found is None:
        assert placed == mention
    elif told in WEEKDAYS:
        assert (placed.year, placed.month, placed.day) == (None, found.month, found.day)
    else:
        finer = {"month": (found.month, None), "year": (None, None)}
        expected = finer.get(told.rsplit(maxsplit=1)[-1], (found.month, found.day))
        assert (placed.year, placed.month, placed.day) == (found.year, *expected)


@pytest.mark.parametrize(
    ("told", "day"), [("yesterday", "0001-01-01"), ("last year", "0001-05-05"), ("on Monday", "0001-01-01")]
)
def test_a_time_before_the_first_year_stays_as_it_is(told: str, day: str) -> None:
    (mention,) = parse_dates(f"It happened {told}.")
    assert place(mention, day) == mention


@QUICK
@given(DAYS)
def test_date_formats_change_nothing(day: date) -> None:
    month = MONTHS[day.month - 1].capitalize()
    forms = [
        f"on {month} {day.day}, {day.year}",
        f"on {day.day} {month} {day.year}",
        f"on {day.isoformat()}",
        f"on {WEEKDAYS[day.weekday()].capitalize()}, {month} {day.day}, {day.year}",
    ]
    for form in forms:
        assert relations(report(form), report(forms[0])) == [Relation.AGREES]


@QUICK
@given(DAYS, DAYS)
def test_one_changed_date_in_a_copied_sentence_differs(day: date, other: date) -> None:
    assume(day != other)
    forms = [f"on {MONTHS[d.month - 1].capitalize()} {d.day}, {d.year}" for d in (day, other)]
    assert relations(report(forms[0]), report(forms[1])) == [Relation.DIFFERS]


@QUICK
@given(st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS), st.sampled_from(["**", "_", "`", ""]))
def test_marks_and_whitespace_change_nothing(day: str, other: str, mark: str) -> None:
    expected = [Relation.AGREES if day == other else Relation.DIFFERS]
    dressed = report(f"on {mark}{day.capitalize()}{mark}").replace(" ", "\n ")
    assert relations(dressed, report(f"on {other.capitalize()}")) == expected


@QUICK
@given(st.text(max_size=80))
def test_any_text_is_read_with_exact_spans(text: str) -> None:
    for mention in parse_dates(text):
        assert text[mention.span.start : mention.span.end] == mention.span.text
    assert Relation.DIFFERS not in relations(text, text)


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("The bank closed its branch at the end of May 2019.", "The bank closed its branch on May 5, 2019."),
        ("The bank closed its branch in early 2019.", "The bank closed its branch in November 2019."),
    ],
)
def test_a_day_outside_the_part_of_the_month_or_year_differs(claim: str, premise: str) -> None:
    assert relations(claim, premise) == [Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("The bank closed its branch in early May 2019.", "The bank closed its branch on May 5, 2019."),
        ("The bank closed its branch in late 2019.", "The bank closed its branch in November 2019."),
    ],
)
def test_a_day_within_the_part_of_the_month_or_year_agrees(claim: str, premise: str) -> None:
    assert relations(claim, premise) == [Relation.AGREES]


def test_a_missing_date_shows_the_one_the_report_has() -> None:
    (found,) = check_dates(claim="The pier burned on Monday.", premise="A market hall opened on Sunday.")
    assert (found.relation, found.premise_span and found.premise_span.text) == (Relation.MISSING, "Sunday")
