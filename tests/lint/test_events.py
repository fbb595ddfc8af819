"""Which reports are about one event: meaning, names and days must agree."""

import numpy as np
import pytest
from fakes import WordEncoder
from hypothesis import given
from hypothesis import strategies as st

from factcheck.index import ReferenceIndex
from factcheck.lint.events import PARTNERS, closeness, event_pairs, names_in, same_event
from factcheck.settings import Settings

ONE = (
    "The ferry Astrid sank off Karsk on Monday, the coast guard of Tolvania said. Fishing boats rescued 12 people. "
    "Captain Per Lunde was the last to leave the ship."
)
SAME = (
    "Fishing boats rescued 15 people when the ferry Astrid sank off Karsk on Monday. Captain Per Lunde was the last to "
    "leave the ship, said the coast guard of Tolvania."
)
SIBLING = (
    "The ferry Ingrid sank off Holm on Monday, the coast guard of Estmark said. Fishing boats rescued 12 people. "
    "Captain Runa Eklund was the last to leave the ship."
)
OTHER = "The parliament of Ostmark adopted the budget. Minister Jonas Lepik praised the vote. Taxes stay as they are."


def pairs_in(references):
    with ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=Settings()) as index:
        return [pair for _, found in event_pairs(index.references(), index) for pair in found]


def test_two_accounts_of_one_event_are_paired_once(report) -> None:
    one, same = report(ONE), report(SAME)
    ((first, second),) = pairs_in([one, same, report(OTHER)])
    assert {first.reference_id, second.reference_id} == {one.reference_id, same.reference_id}
    assert first.reference_id < second.reference_id


def test_a_sibling_with_other_names_is_not_paired(report) -> None:
    assert pairs_in([report(ONE), report(SIBLING)]) == []


def test_the_same_names_in_another_story_are_not_paired(report) -> None:
    story = "A cook named Per Lunde wrote songs on Astrid and Karsk in Tolvania. Critics praise them."
    assert names_in(report(story)) >= {"astrid", "karsk", "tolvania", "lunde"}
    assert pairs_in([report(ONE), report(story)]) == []


@pytest.mark.parametrize(
    ("published", "text", "is_paired"),
    [
        ("2024-05-14", SAME, True),
        ("2024-05-16", SAME, True),  # both name Monday
        ("2024-05-16", SAME.replace("Monday", "Wednesday"), False),
        ("2024-05-14", SAME.replace("Monday", "Tuesday"), True),  # of one day: the day itself may be the contradiction
        ("2024-05-28", SAME, False),
        (None, SAME, True),
    ],
)
def test_days_must_agree_as_far_as_they_are_told(report, published, text, is_paired) -> None:
    assert bool(pairs_in([report(ONE), report(text, published=published)])) == is_paired


def test_names_of_dateline_and_agency_do_not_count(report) -> None:
    assert names_in(report("KARSK, May 14 (Lakeland Press) - A ferry sank off Holm.")) == {"holm"}


def test_a_report_has_no_more_partners_than_asked(report) -> None:
    crowd = [report(f"{ONE} It was voyage number {number}.") for number in range(4 * PARTNERS)]
    assert len(pairs_in(crowd)) <= PARTNERS * len(crowd)


def test_no_reports_give_no_pairs() -> None:
    assert pairs_in([]) == []


def test_what_is_found_does_not_hang_on_the_order(report) -> None:
    one, same = report(ONE), report(SAME)
    with ReferenceIndex.in_memory([one, same], encoder=WordEncoder(), settings=Settings()) as index:
        assert same_event(one, same, index)
        assert same_event(same, one, index)


@given(sizes=st.tuples(st.integers(1, 5), st.integers(1, 5)), seed=st.integers(0, 99))
def test_closeness_is_the_mean_over_the_shorter_report(sizes, seed) -> None:
    rng = np.random.default_rng(seed)
    one, two = (rng.normal(size=(n, 4)).astype(np.float32) for n in sizes)
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    expected = sum(max(float(a @ b) for b in longer) for a in shorter) / len(shorter)
    assert closeness(one, two) == pytest.approx(expected, rel=1e-4, abs=1e-5)
