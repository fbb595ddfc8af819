"""Changes beside the vectors that are held: seen at once by all who have the index open, and worked in when due."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
from typing import TYPE_CHECKING

import pytest
from fakes import WordEncoder

from factcheck.index import ReferenceIndex, UnitedIndex, build_index
from factcheck.index.limits import SizeLimits
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from factcheck.datatypes import Reference

N = 80


def report(number: int) -> Reference:
    text = f"Ferry {number} sank near pier {number % 7}. Nobody was hurt on ferry {number}."
    return reference_from_text(text, title=f"Ferry {number}", url=f"https://a.example/ferries/{number}")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    build_index(tmp_path / "desk", [report(number) for number in range(N)], encoder=WordEncoder())
    return tmp_path / "desk"


def opened(folder: Path, limits: SizeLimits) -> ReferenceIndex:
    index = ReferenceIndex.open(folder, encoder=WordEncoder())
    index._cache.limits = limits
    return index


def held_by(index: ReferenceIndex) -> object:
    with index.snapshot():
        return index._cache.current()


def assert_holds(index: ReferenceIndex, reports: Sequence[Reference]) -> None:
    with ReferenceIndex.in_memory(reports, encoder=WordEncoder()) as memory:
        for number in (3, 5, 7, N, N + 1):
            text = f"Ferry {number} sank near pier {number % 7}."
            assert index.search(text, 2 * N) == memory.search(text, 2 * N)
            assert index.matching(text, k=9) == memory.matching(text, k=9)
        assert (index.n_references, index.n_passages) == (memory.n_references, memory.n_passages)


@pytest.mark.parametrize("limits", [SizeLimits(), SizeLimits(mapped_bytes=1)], ids=["in memory", "mapped"])
def test_who_has_the_index_open_sees_a_change_without_reading_the_vectors_again(desk: Path, limits: SizeLimits) -> None:
    with opened(desk, limits) as reader, opened(desk, limits) as writer:
        before = [held_by(reader), held_by(writer)]
        writer.add([report(N)])
        writer.withdraw(report(5).reference_id)
        writer.add([report(N + 1)])
        writer.withdraw(report(N + 1).reference_id)
        for index in (reader, writer):
            assert_holds(index, [report(number) for number in range(N + 1) if number != 5])
        assert [held_by(reader), held_by(writer)] == before
        assert writer.inspect().repaired is None


@pytest.mark.parametrize("limits", [SizeLimits(), SizeLimits(mapped_bytes=1)], ids=["in memory", "mapped"])
def test_what_an_earlier_factcheck_withdrew_is_left_out_though_it_noted_nothing(
    desk: Path, limits: SizeLimits, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(desk, limits) as reader, opened(desk, limits) as writer, caplog.at_level(logging.WARNING):
        held_by(reader)
        writer.withdraw(report(5).reference_id)
        writer.add([report(N)])
        with writer._store.writing() as db:
            db.execute("DROP TABLE withdrawn")
            noted = json.dumps({"version": 1, "references": 1, "passages": 2})
            db.execute("UPDATE meta SET value = ? WHERE name = 'counts'", (noted,))
        reports = [report(number) for number in range(N + 1) if number != 5]
        assert_holds(reader, reports)
        with opened(desk, limits) as late:
            assert_holds(late, reports)
            late.withdraw(report(7).reference_id)
        assert_holds(reader, [each for each in reports if each != report(7)])
    assert caplog.text == ""


def test_withdrawn_passages_are_forgotten_when_the_vectors_are_saved_without_them(desk: Path) -> None:
    def noted(index: ReferenceIndex) -> int:
        with index.snapshot() as db:
            return int(db.execute("SELECT count(*) FROM withdrawn").fetchone()[0])

    with opened(desk, SizeLimits()) as index:
        for number in range(7):
            index.withdraw(report(number).reference_id)
        assert noted(index) == 14
        for number in range(7, 10):
            index.withdraw(report(number).reference_id)  # the ninth makes a tenth of 160 passages: they are saved
        assert 0 < noted(index) < 14
        assert json.loads((desk / "manifest.json").read_text())["n_passages"] < 2 * N
        assert_holds(index, [report(number) for number in range(10, N)])


class Waiting(SizeLimits):
    """Limits that a thread beside the first waits at, until it may go on."""

    __slots__ = ()
    go_on = threading.Event()

    def kind(self, n: int) -> str:
        if threading.current_thread() is not threading.main_thread():
            assert self.go_on.wait(30)
        return super().kind(n)


def test_a_larger_kind_is_built_beside_the_searches(desk: Path) -> None:
    limits = Waiting(flat=2 * N + 3, half=2 * N + 3)
    limits.go_on.clear()
    with contextlib.ExitStack() as let_go:
        let_go.callback(limits.go_on.set)  # before the index is closed, which waits for what is built
        index = opened(desk, limits)
        assert held_by(index).kind == "IDMap2,Flat"
        index.add([report(N), report(N + 1)])
        assert_holds(index, [report(number) for number in range(N + 2)])
        index.withdraw(report(5).reference_id)
        index.add([report(N + 2)])
        assert held_by(index).kind == "IDMap2,Flat"
        limits.go_on.set()
        index._cache._growing.result()
        assert held_by(index).kind.startswith("IVF")
        assert (held_by(index).n, held_by(index).n_changed) == (2 * N + 4, 4)
        found = index.search(f"Ferry {N + 2} sank near pier {(N + 2) % 7}.", 1)
        assert found[0].passage.reference_id == report(N + 2).reference_id
        index.close()
    assert json.loads((desk / "manifest.json").read_text())["faiss_kind"].startswith("IVF")
    with opened(desk, limits) as again:
        assert held_by(again).kind.startswith("IVF")
        assert again.inspect().faults == ()


def test_what_is_built_beside_the_searches_is_saved_when_the_index_is_closed(desk: Path) -> None:
    limits = Waiting(flat=2 * N, half=2 * N)
    limits.go_on.clear()
    later = threading.Timer(0.3, limits.go_on.set)
    with opened(desk, limits) as index:
        held_by(index)
        index.add([report(N)])
        later.start()
    later.join()
    assert json.loads((desk / "manifest.json").read_text())["faiss_kind"].startswith("IVF")


def test_passages_of_equal_words_come_in_order_of_their_ids(tmp_path: Path) -> None:
    same = [reference_from_text(f"The harbour stays open.\n\nFerry {number}.") for number in range(60)]
    with ReferenceIndex.create(tmp_path / "same", encoder=WordEncoder()) as index:
        for each in sorted(same, key=lambda reference: reference.reference_id, reverse=True):
            index.add([each])
        found = [passage.passage_id for passage in index.matching("Is the harbour open?", k=7)]
    assert found == sorted(f"{each.reference_id}:0" for each in same)[:7]


def test_words_that_too_many_passages_hold_give_way_to_rarer_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [report(number) for number in range(N)]
    for name, part in (("one", reports[: N // 2]), ("two", reports[N // 2 :])):
        build_index(tmp_path / name, part, encoder=WordEncoder())
    with (
        ReferenceIndex.in_memory(reports, encoder=WordEncoder()) as one,
        UnitedIndex.open([tmp_path / "one", tmp_path / "two"], encoder=WordEncoder()) as united,
    ):
        every = one.matching("Ferry 17 hit a pier.", k=2 * N)
        monkeypatch.setattr("factcheck.index.lexical.N_SCORED", 10)
        few = one.matching("Ferry 17 hit a pier.", k=2 * N)
        assert (len(every), len(few)) == (2 * N, 2)
        assert few == united.matching("Ferry 17 hit a pier.", k=2 * N) == every[:2]
        assert len(one.matching("pier", k=2 * N)) == N  # one word is looked for, however common it is


def test_large_vectors_that_are_made_again_are_mapped_once_they_are_saved(desk: Path) -> None:
    (desk / "vectors.faiss").unlink()
    with opened(desk, SizeLimits(mapped_bytes=1)) as index:
        assert held_by(index).mapped
        assert_holds(index, [report(number) for number in range(N)])
