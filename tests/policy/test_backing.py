"""Which reports count once, and whether those that are left are enough."""

from datetime import UTC, datetime

import pytest
from fakes import WordEncoder

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.index import ReferenceIndex
from factcheck.policy import Desk, PermittedReferences, backing_of, parse_policy
from factcheck.policy.requirement import count_words, in_words, is_met, read_requirement
from factcheck.reading import reference_from_text
from factcheck.settings import Settings

RULES = """
[tiers]
primary = ["Statistics Office"]
trusted = ["Bay Wire"]
[require]
supported = "one primary or two independent"
"""
FERRY = "The ferry sank on Monday. Twelve people were saved. The cause is not known."
OTHER = "A boat went down near Karsk. All twelve on board survived. The owner is silent."


def backing(*reports, said=None, label=VerdictLabel.SUPPORTED):
    """Say how well reports, each of text, publisher and address, back a label."""
    references = [
        reference_from_text(text, publisher=publisher, url=url, path=f"{number}.txt")
        for number, (text, publisher, url) in enumerate(reports)
    ]
    with ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=Settings()) as index:
        desk = Desk(policy=parse_policy(RULES, name="p"), as_of=None, now=datetime(2024, 5, 2, tzinfo=UTC))
        told = {
            reference.reference_id: f"Said {number}." if said is None else said
            for number, reference in enumerate(references)
        }
        return backing_of(label, told, PermittedReferences(index, desk))


@pytest.mark.parametrize(
    ("reports", "is_enough", "found"),
    [
        ([(FERRY, "The Quay", None)], False, "one secondary report"),
        ([(FERRY, "Statistics Office", None)], True, "one primary report"),
        ([(FERRY, "Bay Wire", None)], False, "one trusted report"),
        ([(FERRY, "The Quay", None), (OTHER, "Bay Wire", None)], True, "one trusted report and one secondary report"),
        ([(FERRY, "The Quay", None), (OTHER, "the quay", None)], False, "one secondary report"),
        (
            [(FERRY, "The Quay", "https://quay.example/1"), (OTHER, "Quay News", "https://news.quay.example/2")],
            False,
            "one secondary report",
        ),
        # A wire story under two names is one report, and counts for the better of them.
        ([(FERRY, "The Quay", None), (FERRY + " By us.", "Bay Wire", None)], False, "one trusted report"),
        ([(FERRY, "The Quay", None), (FERRY + " By us.", "Statistics Office", None)], True, "one primary report"),
        ([(FERRY, None, None), (OTHER, None, None)], False, "one secondary report"),
        ([(FERRY, None, None), (OTHER, "The Quay", None)], False, "one secondary report"),
        (
            [(FERRY, None, "https://a.example/1"), (OTHER, None, "https://b.example/1")],
            True,
            "two independent secondary reports",
        ),
    ],
)
def test_only_independent_reports_count(reports, is_enough, found) -> None:
    outcome = backing(*reports)
    assert (outcome.is_enough, outcome.found) == (is_enough, found)
    assert outcome.asked == "one primary report or two independent reports"


def test_two_reports_that_say_it_in_the_same_words_count_once() -> None:
    reports = [(FERRY, "The Quay", None), (OTHER, "Bay Wire", None)]
    assert backing(*reports).is_enough
    assert not backing(*reports, said="The ferry sank, on MONDAY").is_enough


def test_a_label_without_a_requirement_needs_any_one_report() -> None:
    assert backing((FERRY, None, None), label=VerdictLabel.CONTRADICTED).is_enough


TIERS = ["primary", "trusted", "secondary"]


@pytest.mark.parametrize(
    ("phrase", "found", "is_enough"),
    [
        ("one trusted", ["secondary"], False),
        ("one trusted", ["primary"], True),
        ("two independent trusted", ["primary", "secondary"], False),
        ("two independent trusted sources", ["primary", "trusted"], True),
        ("3 independent", ["secondary"] * 3, True),
        ("3 independent", ["secondary"] * 2, False),
        ("one primary or two trusted or three independent reports", ["trusted", "secondary"], False),
        ("one primary or two trusted or three independent reports", ["trusted", "secondary", "secondary"], True),
    ],
)
def test_a_better_tier_counts_for_a_lesser_one(phrase, found, is_enough) -> None:
    assert is_met(read_requirement(phrase, TIERS), found, TIERS) == is_enough


@pytest.mark.parametrize(
    "phrase", ["", "one", "no primary", "0 primary", "eleven independent", "one primary or", "primary"]
)
def test_a_requirement_that_cannot_be_read_is_refused(phrase) -> None:
    with pytest.raises(InputError, match=r"a requirement must (read like|name a tier)"):
        read_requirement(phrase, TIERS)


def test_a_requirement_reads_back_as_it_was_meant() -> None:
    for phrase in ("one primary", "two independent trusted", "one primary or two independent"):
        wanted = read_requirement(phrase, TIERS)
        assert read_requirement(in_words(wanted), TIERS) == wanted
    assert count_words([]) == "none"
