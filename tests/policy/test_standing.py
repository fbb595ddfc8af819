"""What the rules say of a report: its tier, whether it may be evidence, whether it may be quoted."""

from datetime import UTC, date, datetime

import pytest

from factcheck.datatypes import Reference, TimeNote, Withheld
from factcheck.policy import Desk, LeftOut, parse_policy

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


def report(**fields):
    return Reference(**({"reference_id": "r1", "text": "", "sha256": ""} | fields))


def standing(text, reference, *, as_of=None):
    return Desk(policy=parse_policy(text, name="p"), as_of=as_of, now=NOW).standing(reference)


TIERS = '[tiers]\nprimary = ["Statistics Office", "stats.gov.example"]\ntrusted = ["Bay Wire", "gov.example"]'


@pytest.mark.parametrize(
    ("fields", "tier"),
    [
        ({"publisher": "statistics  OFFICE"}, "primary"),
        ({"publisher": "Bay Wire"}, "trusted"),
        ({"publisher": "Bay Wire Services"}, "secondary"),
        ({"url": "https://www.stats.gov.example/a"}, "primary"),
        ({"url": "HTTPS://DATA.STATS.GOV.EXAMPLE:8443/a"}, "primary"),
        ({"url": "https://health.gov.example/a"}, "trusted"),
        ({"url": "https://notgov.example/a"}, "secondary"),
        ({"url": "https://gov.example.evil.example/a"}, "secondary"),
        ({"url": "http://[broken", "publisher": "Bay Wire"}, "trusted"),
        # A page can call itself what it likes; where it stands counts for more.
        ({"url": "https://health.gov.example/a", "publisher": "Statistics Office"}, "trusted"),
        ({}, "secondary"),
    ],
)
def test_a_publisher_is_known_by_name_and_by_host(fields, tier) -> None:
    assert standing(TIERS, report(**fields)).tier == tier


@pytest.mark.parametrize(
    "fields",
    [
        {"publisher": "daily rumour"},
        {"url": "https://blog.rumour.example/1"},
        {"reference_id": "bad-1"},
        {"path": "/desk/Drafts/a.txt"},
        {"url": "https://bay.example/opinion/today"},
    ],
)
def test_what_is_excluded_is_never_evidence(fields) -> None:
    rules = (
        '[exclude]\npublishers = ["Daily Rumour", "rumour.example"]\n'
        'references = ["bad-1", "drafts/*.txt", "https://bay.example/opinion/*"]'
    )
    assert standing(rules, report(**fields)).left_out == LeftOut.EXCLUDED
    assert standing(rules, report(publisher="Bay Wire", url="https://bay.example/news/1")).left_out is None


@pytest.mark.parametrize(
    ("published", "embargoed"),
    [
        ("2024-05-03", True),
        ("2024-05-02", False),
        ("2024-05-02T13:30:00+01:00", True),
        ("2024-05-02T12:30:00+01:00", False),
        (None, False),
    ],
)
def test_a_report_whose_date_lies_ahead_is_embargoed(published, embargoed) -> None:
    mine = standing("", report(published=published))
    assert mine.withheld == (Withheld.EMBARGOED if embargoed else None)
    assert mine.left_out is None
    other = standing("[embargo]\nuse = 'exclude'", report(published=published))
    assert other.left_out == (LeftOut.EMBARGOED if embargoed else None)


def test_the_end_of_an_embargo_that_the_policy_names_goes_before_the_reports_date() -> None:
    rules = "[embargo.until]\n'census.txt' = 2024-05-02T18:00:00Z\n'r1' = 2024-05-01"
    assert standing(rules, report(reference_id="r2", path="in/census.txt", published="2024-04-01")).withheld
    assert standing(rules, report(published="2024-06-01")).withheld is None


def test_an_internal_report_may_decide_and_is_not_quoted() -> None:
    rules = "[internal]\npublishers = ['Desk notes']"
    mine = standing(rules, report(publisher="Desk Notes", published="2030-01-01"))
    assert (mine.withheld, mine.left_out) == (Withheld.INTERNAL, None)


@pytest.mark.parametrize(
    ("published", "left_out"),
    [
        ("2024-05-02", None),
        ("2022-05-03", None),
        ("2022-05-02T23:00:00Z", LeftOut.TOO_OLD),
        (None, LeftOut.UNDATED),
        ("May", LeftOut.UNDATED),
    ],
)
def test_a_report_may_be_too_old(published, left_out) -> None:
    assert standing("[time]\nmax_age_days = 730", report(published=published)).left_out == left_out


def test_age_counts_from_the_as_of_date() -> None:
    old = report(published="2020-01-01")
    assert standing("[time]\nmax_age_days = 730", old, as_of=date(2021, 1, 1)).left_out is None


@pytest.mark.parametrize(
    ("published", "left_out"),
    [
        ("2023-12-31", None),
        ("2024-01-01T23:59:00-11:00", None),
        ("2024-01-02", LeftOut.NOT_YET),
        (None, LeftOut.UNDATED),
    ],
)
def test_what_came_out_after_the_as_of_date_was_not_known_then(published, left_out) -> None:
    assert standing("", report(published=published), as_of=date(2024, 1, 1)).left_out == left_out


def test_an_undated_report_that_is_allowed_is_noted() -> None:
    rules = "[time]\nundated = 'allow'"
    mine = standing(rules, report(), as_of=date(2024, 1, 1))
    assert (mine.left_out, mine.notes) == (None, (TimeNote.UNDATED,))
    assert standing(rules, report()).notes == ()
