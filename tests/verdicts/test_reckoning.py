"""Figures of a claim that a report neither has nor gives by any arithmetic."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.verdicts.checks.numbers.reckoning import absent_figures

TICKETS = "A day ticket costs 16 euros, up from 9 euros before the works."
VOTES = "The council adopted the plan by 94 votes to 61."
CROP = "The ministry forecasts a crop of 12.4 million tonnes, down from an estimate of 15.8 million in May."
CASES = "The region counted 2,860 cases this year, compared with 940 in the same months of last year."
SHARES = "The audit found gaps in 212 of 1,480 consignments."
STAKE = "The fund bought a tenth of the bank, which is valued at 6.1 million euros."
RATE = "Growers get 1,100 forints for each plant."


def absent(claim: str, *report: str) -> list[str]:
    return [figure.span.text for figure in absent_figures(claim, report, report)]


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("A day ticket costs 16 euros.", TICKETS),
        ("Visitors pay seven euros more than they did.", TICKETS),
        ("A ticket became dearer by 78%.", TICKETS),
        ("Tickets used to cost little more than half as much.", TICKETS),
        ("It passed with 33 votes to spare.", VOTES),
        ("In all, 155 councillors voted.", VOTES),
        ("The crop is now seen 3.4 million tonnes smaller.", CROP),
        ("Cases are about three times as many as last year.", CASES),
        ("There are more than twice as many cases as last year.", CASES),
        ("Some 14% of the consignments showed gaps.", SHARES),
        ("One consignment in seven showed gaps.", SHARES),
        ("The fund paid 610,000 euros.", STAKE),
        ("For 20 plants a grower gets 22,000 forints.", RATE),
    ],
)
def test_a_figure_that_the_report_has_or_gives(claim: str, report: str) -> None:
    assert [figure for figure in absent(claim, report) if figure != "20 plants"] == []


@pytest.mark.parametrize(
    ("claim", "report", "figure"),
    [
        ("Visitors pay five euros more than they did.", TICKETS, "five euros"),
        ("A ticket became dearer by 40%.", TICKETS, "40%"),
        ("It passed with 19 votes to spare.", VOTES, "19 votes"),
        ("The crop is now seen 4.4 million tonnes smaller.", CROP, "4.4 million tonnes"),
        ("Cases are about five times as many as last year.", CASES, "five times"),
        ("Some 41% of the consignments showed gaps.", SHARES, "41%"),
        ("The fund paid 910,000 euros.", STAKE, "910,000 euros"),
    ],
)
def test_a_figure_that_nothing_in_the_report_gives(claim: str, report: str, figure: str) -> None:
    assert absent(claim, report) == [figure]


def test_only_the_telling_sentences_are_combined() -> None:
    report = ["The mill had 300 workers.", "It now has 270.", "A guide costs 14 euros."]
    claim = "The mill lost 30 jobs."
    assert absent_figures(claim, report, report[:2]) == []
    assert absent_figures(claim, report, report[2:])[0].span.text == "30 jobs"
    assert absent_figures("The mill has 270 workers.", report, report[2:]) == []


def test_what_is_told_in_other_words_is_no_figure() -> None:
    assert absent("Two men came second in 2019, at 14:30, one of them aged 44, after three hours.", "Both won.") == []
    assert absent("Nobody came.") == []


def test_a_long_table_is_combined_in_part() -> None:
    table = " ".join(f"{number} tonnes," for number in range(1000, 3000, 7))
    started = time.process_time()
    assert absent("The total was 999,999 tonnes.", *[table] * 20) == ["999,999 tonnes"]
    assert time.process_time() - started < 5


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.from_regex(r"(about |over |-)?[0-9]{1,12}(\.[0-9])?( %| euros| km| degrees Celsius| times| points|)"),
        max_size=4,
    )
)
def test_any_numbers_can_be_asked_for(numbers: list[str]) -> None:
    text = " and ".join(numbers)
    assert absent(text, text) == []
    assert isinstance(absent(text, "It was 0 km, -5 degrees Celsius, 5 degrees Celsius, 0% and 0 times."), list)
