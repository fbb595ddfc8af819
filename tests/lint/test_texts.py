"""Texts that say nothing, in another language, under their own title, or under an address that others have too."""

import pytest

from factcheck.lint import FaultKind
from factcheck.lint.addresses import shared_addresses
from factcheck.lint.emptiness import empty_reports
from factcheck.lint.languages import foreign_reports
from factcheck.lint.titles import repeated_titles

GERMAN = "Der Rat der Stadt hat am Freitag beschlossen, dass ein neues Bad gebaut wird und dass es bald öffnet. " * 3


@pytest.mark.parametrize(
    "text",
    ["Read the full story with a subscription. Sign in.", "The fire in the Sorn quarry is out.", "Who paid for it?"],
)
def test_a_stub_is_empty(report, text) -> None:
    (fault,) = empty_reports([report(), report(text)])
    assert fault.kind is FaultKind.EMPTY
    assert fault.places[0].reference.text == text


def test_a_short_news_flash_says_something(report) -> None:
    flash = (
        "Parliament in Ostmark voted by 88 votes to 61 on Tuesday to lower the voting age to 16, the third country in "
        "the region to do so this year."
    )
    assert list(empty_reports([report(flash)])) == []


def test_a_long_text_of_questions_and_notices_is_empty(report) -> None:
    assert len(list(empty_reports([report("Who paid for the bridge over the river? " * 30)]))) == 1


def test_a_report_in_another_language_is_named(report) -> None:
    (fault,) = foreign_reports([report(), report(GERMAN)])
    assert "German (de)" in fault.explanation


@pytest.mark.parametrize(
    ("text", "is_repeated"),
    [
        ("Chess club wins league. The club won on Sunday.", True),
        ("CHESS CLUB WINS LEAGUE\nThe club won on Sunday.", True),
        ("“Chess club wins league” The club won on Sunday.", False),
        ("Chess club wins league for the tenth time in a row.", False),
        ("The chess club won the league on Sunday.", False),
    ],
)
def test_a_title_that_opens_the_text_is_told(report, text, is_repeated) -> None:
    faults = list(repeated_titles([report(text, title="Chess club wins league")]))
    assert [fault.kind for fault in faults] == [FaultKind.TITLE_REPEATED] * is_repeated
    if is_repeated:
        assert faults[0].places[0].span.text.lower() == "chess club wins league"


@pytest.mark.parametrize("title", [None, "Weather report"])
def test_without_a_title_or_with_a_short_one_nothing_is_repeated(report, title) -> None:
    assert list(repeated_titles([report("Weather report. It rained on Sunday.", title=title)])) == []


def test_versions_under_one_address_are_told_once(report) -> None:
    old = report("It rained on Monday.", url="https://echo.example/weather")
    new = report("It rained on Tuesday.", url="http://echo.example/weather/?utm_source=feed")
    other = report("It snowed.", url="https://echo.example/snow")
    elsewhere = report("It hailed.", url="https://lantern.example/weather")
    (fault,) = shared_addresses([old, other, new, elsewhere, report("No address.")])
    assert fault.kind is FaultKind.SAME_ADDRESS
    assert fault.reference_ids == (old.reference_id, new.reference_id)


def test_one_text_under_one_address_is_no_fault(report) -> None:
    held = report("It rained.", url="https://echo.example/weather")
    assert list(shared_addresses([held, held])) == []
