"""What searches find is read in full at once during a check, and changes no answer."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker
from factcheck.datatypes import ReadingAheadStore
from factcheck.index import ReferenceIndex, UnitedIndex, read_ahead
from factcheck.index.read_ahead import ReadAhead
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.datatypes import Reference

TOWNS = ["Arden", "Birk", "Corvo", "Dale", "Elm", "Fjord", "Gale", "Holm", "Isle", "Jorn"]
REPORTS = [
    reference_from_text(
        f"The bridge in {town} closed on Monday. The council of {town} pays {number} million for repairs. "
        f"Nobody in {town} was hurt. It opens again in {number} weeks.",
        title=f"Bridge in {town}",
    )
    for number, town in enumerate(TOWNS, 2)
]
ARTICLE = " ".join(f"The bridge in {town} closed on Monday. Nobody in {town} was hurt." for town in TOWNS)
MOST_STATEMENTS = 30
"""For each claim, FTS5's own not counted: about 12 for reading and 1 for each of its words; 300 were once asked."""


def memory(*references: Reference) -> ReferenceIndex:
    return ReferenceIndex.in_memory(references, encoder=WordEncoder())


@contextmanager
def counted(*indexes: ReferenceIndex) -> Iterator[list[str]]:
    """Collect the statements that indexes are asked."""
    asked: list[str] = []
    connections = [index._store._connection for index in indexes]
    for connection in connections:
        connection.set_trace_callback(lambda each: None if each.startswith("--") else asked.append(each))
    yield asked
    for connection in connections:
        connection.set_trace_callback(None)


def read_alone(asked: list[str]) -> list[str]:
    """Pick the statements that read one report, its passages or their vectors."""
    return [
        each
        for each in asked
        if ("FROM passages WHERE reference_id = " in each and "SELECT id " not in each)
        or ('FROM "references"' in each and "WHERE id = " in each)
    ]


def test_a_check_asks_an_index_few_statements_a_claim() -> None:
    with memory(*REPORTS) as index:
        checker = FactChecker(index, nli=RuleNLI(), policy=None)
        with counted(index) as asked:
            report = checker.check(ARTICLE)
        assert len(report.verdicts) == 2 * len(TOWNS)
        assert len(asked) < MOST_STATEMENTS * len(report.verdicts)
        assert read_alone(asked) == []


def test_a_check_of_several_indexes_reads_no_report_alone() -> None:
    first, second = memory(*REPORTS[:6]), memory(*REPORTS[4:])
    with UnitedIndex([first, second]) as several:
        checker = FactChecker(several, nli=RuleNLI(), policy=None)
        with counted(first, second) as asked:
            report = checker.check(ARTICLE)
        assert len(report.verdicts) == 2 * len(TOWNS)
        assert read_alone(asked) == []
        with memory(*REPORTS) as one:
            assert FactChecker(one, nli=RuleNLI(), policy=None).check(ARTICLE).verdicts == report.verdicts


@pytest.mark.parametrize("n_indexes", [1, 2])
def test_what_is_read_ahead_is_what_is_read_alone(n_indexes: int) -> None:
    parts = [memory(*REPORTS[part::n_indexes]) for part in range(n_indexes)]
    with parts[0] if n_indexes == 1 else UnitedIndex(parts) as index:
        assert isinstance(index, ReadingAheadStore)
        ids = [each.reference_id for each in REPORTS]
        alone = [(index.reference(name), index.passages_of(name), index.vectors_of(name)) for name in ids]
        with index.reading_ahead():
            index.nearest(WordEncoder().encode(["bridge"]), k=100)
            with counted(*parts) as asked:
                ahead = [(index.reference(name), index.passages_of(name), index.vectors_of(name)) for name in ids]
            assert asked == []
        for (reference, passages, vectors), (expected, its_passages, its_vectors) in zip(ahead, alone, strict=True):
            assert (reference, passages) == (expected, its_passages)
            np.testing.assert_array_equal(vectors, its_vectors)


def test_a_search_after_a_change_forgets_what_was_read_before() -> None:
    with memory(*REPORTS) as index, index.reading_ahead():
        index.matching("bridge", k=50)
        changed = dataclasses.replace(reference_from_text("The bridge fell."), reference_id=REPORTS[0].reference_id)
        index.update([changed])
        index.withdraw(REPORTS[1].reference_id)
        index.matching("bridge", k=50)
        assert [each.text for each in index.passages_of(changed.reference_id)] == ["The bridge fell."]
        assert len(index.vectors_of(changed.reference_id)) == 1
        assert index.reference(changed.reference_id).text == "The bridge fell."
        with pytest.raises(Exception, match="no reference"):
            index.vectors_of(REPORTS[1].reference_id)


def test_nothing_is_kept_outside_a_block_nor_for_another_thread() -> None:
    ahead, seen = ReadAhead(), []
    held = {"a": (REPORTS[0], (), np.zeros((0, 2), dtype=np.float32))}
    ahead.keep(["a"], lambda _: held)
    assert ahead.get("a") is None
    with ahead.block():
        ahead.keep(["a"], lambda _: held)
        assert ahead.get("a") is held["a"]
        with ahead.block():
            assert ahead.get("a") is None
        assert ahead.get("a") is held["a"]
        other = Thread(target=lambda: seen.append(ahead.get("a")))
        other.start()
        other.join()
    assert seen == [None]
    assert ahead.get("a") is None


def test_no_more_is_kept_than_there_is_room_for(monkeypatch) -> None:
    monkeypatch.setattr(read_ahead, "N_KEPT", 12)  # the passages of three reports
    monkeypatch.setattr(read_ahead, "N_AT_ONCE", 1)
    with memory(*REPORTS) as index, index.reading_ahead():
        index.matching("bridge", k=50)
        kept = [each for each in REPORTS if index._ahead.get(each.reference_id)]
        assert len(kept) == 3
        late = next(each for each in REPORTS if each not in kept)
        index.matching(late.title.split()[-1], k=50)
        assert index._ahead.get(late.reference_id)
        assert sum(index._ahead.get(each.reference_id) is not None for each in REPORTS) <= 4
        assert all(index.reference(each.reference_id) == each for each in REPORTS)
