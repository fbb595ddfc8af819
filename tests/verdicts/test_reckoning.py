"""Figures of a claim against a report: given, reckoned from its figures, or in no way to be had from it."""

from __future__ import annotations

import pytest

from factcheck.verdicts.checks.numbers.reckoning import Standing, standings

TICKETS = "A day ticket costs 16 euros, up from 9 euros before the works."
VOTES = "The council adopted the plan by 54 votes to 41."
CROP = "The ministry forecasts a crop of 12.4 million tonnes, down from an estimate of 15.8 million in May."
CASES = "The region counted 2,860 cases this year, compared with 940 in the same months of last year."
SHARES = "The audit found gaps in 212 of 1,480 consignments."
DATES = "The goods were due in the port on May 12. They were found on May 8 in a shed."


@pytest.mark.parametrize(
    ("claim", "report", "standing"),
    [
        ("A day ticket costs 16 euros.", TICKETS, Standing.GIVEN),
        ("Visitors pay seven euros more than they did.", TICKETS, Standing.RECKONED),
        ("Visitors pay five euros more than they did.", TICKETS, Standing.ABSENT),
        ("A ticket became dearer by 78%.", TICKETS, Standing.RECKONED),
        ("A ticket became dearer by 40%.", TICKETS, Standing.ABSENT),
        ("It passed with 13 votes to spare.", VOTES, Standing.RECKONED),
        ("It passed with 19 votes to spare.", VOTES, Standing.ABSENT),
        ("The crop is now seen 3.4 million tonnes smaller.", CROP, Standing.RECKONED),
        ("The crop is now seen 4.4 million tonnes smaller.", CROP, Standing.ABSENT),
        ("Cases are about three times as many as last year.", CASES, Standing.RECKONED),
        ("Cases are about five times as many as last year.", CASES, Standing.ABSENT),
        ("Some 14% of the consignments showed gaps.", SHARES, Standing.RECKONED),
        ("Some 41% of the consignments showed gaps.", SHARES, Standing.ABSENT),
    ],
)
def test_a_figure_is_given_or_reckoned_or_absent(claim: str, report: str, standing: Standing) -> None:
    assert standings(claim, [report]) == [standing]


def test_figures_of_different_sentences_are_scattered() -> None:
    assert standings("The mill lost 30 jobs.", ["The mill had 300 workers.", "It now has 270."]) == [Standing.SCATTERED]
    assert standings("The mill lost 30 jobs.", ["The mill had 300 workers, it now has 270."]) == [Standing.RECKONED]


def test_time_between_two_dates_is_reckoned() -> None:
    assert standings("They were found four days before they were due.", DATES.split(". ")) == [Standing.SCATTERED]
    assert standings("They were found nine days before they were due.", DATES.split(". ")) == [Standing.ABSENT]
    years = "She led the choir from 2012 until she fell ill in 2021."
    assert standings("She led the choir for nine years.", [years]) == [Standing.RECKONED]
    assert standings("She led the choir for six years.", [years]) == [Standing.ABSENT]


def test_a_rate_is_multiplied_by_what_the_claim_assumes() -> None:
    rate = "Growers get 1,100 forints for each plant."
    assert standings("For 10 plants a grower gets 11,000 forints.", [rate])[1] is Standing.RECKONED
    assert standings("For 10 plants a grower gets 12,000 forints.", [rate])[1] is Standing.ABSENT


def test_what_is_told_in_other_words_is_no_figure() -> None:
    claim = "Two men came second in 2019, at 14:30, one of them aged 44."
    assert standings(claim, ["Both were runners-up."]) == []
    assert standings("Nobody came.", []) == []


def test_a_long_table_is_combined_in_part() -> None:
    table = " ".join(f"{number} tonnes," for number in range(1000, 3000, 7))
    assert standings("The total was 999,999 tonnes.", [table] * 50) == [Standing.ABSENT]
