"""A report that has a seat is among the first evidence, whatever better passages others have."""

from datetime import UTC, datetime

from fakes import WordEncoder

from factcheck.datatypes import Passage
from factcheck.evidence.retrieve import _with_seats
from factcheck.index import ReferenceIndex
from factcheck.policy import Desk, PermittedReferences, parse_policy, seated
from factcheck.reading import reference_from_text
from factcheck.settings import Settings


def passages(*names):
    return [Passage(reference_id=name, position=n, start=0, end=1, text=f"{n}") for n, name in enumerate(names)]


def test_the_best_passage_of_a_seated_report_is_among_the_first() -> None:
    ranked = passages("a", "a", "a", "a", "b", "b", "c")
    seats = _with_seats(ranked, ["a", "b", "c"])
    assert [passage.position for passage in seats] == [0, 4, 6, 1, 2, 3, 5]
    assert _with_seats(ranked, ["a"]) == ranked


def test_the_likeliest_report_of_each_tier_has_a_seat_where_the_policy_asks_for_tiers() -> None:
    rules = "[tiers]\nprimary = ['Office']\n"
    publishers = ["Quay", "Quay", "Quay", "Office", "Office"]
    references = [reference_from_text(f"Report {n}.", publisher=name) for n, name in enumerate(publishers)]
    ids = [reference.reference_id for reference in references]
    with ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=Settings()) as index:
        outcome = []
        for more in ("", "[require]\nsupported = 'one primary'"):
            desk = Desk(policy=parse_policy(rules + more, name="p"), as_of=None, now=datetime(2024, 6, 1, tzinfo=UTC))
            outcome.append(seated(PermittedReferences(index, desk), ids, n=3))
        assert outcome == [ids[:1], [*ids[:2], ids[3]]]
        assert seated(index, ids, n=3) == ids[:1]
