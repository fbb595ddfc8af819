"""What a change costs: what it changes, not what the index holds."""

from __future__ import annotations

import dataclasses
import logging
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import WordEncoder

from factcheck.index import ReferenceIndex, build_index
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Reference

N_LARGE, N_SMALL, N_ADDED = 10_000, 500, 30


class Counting(WordEncoder):
    """Remembers the texts it encodes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return super().encode(texts)


def report(number: int, *, hurt: str = "Nobody") -> Reference:
    text = f"Ferry {number} sank near pier {number % 97}. {hurt} was hurt on ferry {number}. The harbour stays open."
    return reference_from_text(text, title=f"Ferry {number}", url=f"https://a.example/ferries/{number}")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("growth") / "large"
    build_index(folder, [report(number) for number in range(N_LARGE)], encoder=WordEncoder())
    return folder


def seconds_and_steps(folder: Path, reports: Sequence[Reference]) -> tuple[float, int]:
    """Add reports one by one; give the seconds of the median addition, and SQLite's steps in all, in hundreds."""
    encoder, taken, steps = Counting(), [], [0]
    with ReferenceIndex.open(folder, encoder=encoder) as index:
        index.add(reports[:1])  # the first opens the file for writing

        def count() -> int:
            steps[0] += 1
            return 0

        index._store._connection.set_progress_handler(count, 100)
        for each in reports[1:]:
            started = time.perf_counter()
            summary = index.add([each])
            taken.append(time.perf_counter() - started)
            assert (summary.n_embedded, summary.n_reused) == (3, 0)
        index._store._connection.set_progress_handler(None, 0)
    assert len(encoder.texts) == 3 * len(reports)
    return float(np.median(taken)), steps[0]


def test_an_update_of_one_report_among_ten_thousand_embeds_only_its_changed_passages(large: Path) -> None:
    encoder = Counting()
    with ReferenceIndex.open(large, encoder=encoder) as index:
        reports = [report(number) for number in range(N_LARGE)]
        reports[77] = report(77, hurt="One sailor")
        summary = index.update(reports)
        assert (len(summary.added), len(summary.replaced), len(summary.unchanged)) == (1, 1, N_LARGE - 1)
        assert encoder.texts == ["One sailor was hurt on ferry 77."]
        assert (summary.n_embedded, summary.n_reused) == (1, 2)
        expected = WordEncoder().encode([each.text for each in index.passages_of(reports[77].reference_id)])
        np.testing.assert_array_equal(
            index.vectors_of(reports[77].reference_id), expected.astype(np.float16).astype(np.float32)
        )
        assert index.search("One sailor was hurt on ferry 77.", 1)[0].passage.reference_id == reports[77].reference_id
        index.update([report(77)])
        assert index.n_references == N_LARGE


def test_adding_costs_the_same_in_a_small_and_in_a_large_index(large: Path, tmp_path: Path) -> None:
    build_index(tmp_path / "small", [report(number) for number in range(N_SMALL)], encoder=WordEncoder())
    new = [report(number) for number in range(N_LARGE, N_LARGE + N_ADDED)]
    before = (large / "vectors.faiss").stat().st_mtime_ns
    large_seconds, large_steps = seconds_and_steps(large, new)
    small_seconds, small_steps = seconds_and_steps(tmp_path / "small", new)
    assert large_steps <= 1.2 * small_steps
    assert large_seconds <= 2 * small_seconds + 0.01
    assert (large / "vectors.faiss").stat().st_mtime_ns == before  # the vectors of 10,000 reports are not written again
    with ReferenceIndex.open(large, encoder=WordEncoder()) as index:
        assert index.matching(f"{N_LARGE + 7}", k=1)[0].reference_id == new[7].reference_id
        assert index._cache.current().n == index.n_passages == 3 * (N_LARGE + N_ADDED)
        assert index.inspect().repaired is None


def test_a_new_title_embeds_nothing_and_needs_no_encoder(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", [report(1)], encoder=WordEncoder())
    encoder = Counting()
    with ReferenceIndex.open(tmp_path / "desk", encoder=encoder) as index:
        summary = index.add([dataclasses.replace(report(1), title="Ferry lost")])
        assert (summary.n_embedded, summary.n_reused) == (0, 3)
        assert index.reference(report(1).reference_id).title == "Ferry lost"
    assert encoder.texts == []


def test_a_damaged_vector_is_not_reused(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", [report(1)], encoder=WordEncoder())
    encoder = Counting()
    with ReferenceIndex.open(tmp_path / "desk", encoder=encoder) as index:
        with index._store.writing() as db:
            db.execute("UPDATE passages SET vector = zeroblob(128) WHERE position = 0")
        summary = index.update([report(1, hurt="One sailor")])
        assert (summary.n_embedded, summary.n_reused) == (2, 1)
        assert not any(fault.what for fault in index.inspect().faults)


def grown(folder: Path) -> list[Reference]:
    """Build an index of 60 reports, and change it less than is worth saving its vectors again."""
    build_index(folder, [report(number) for number in range(60)], encoder=WordEncoder())
    with ReferenceIndex.open(folder, encoder=WordEncoder()) as index:
        index.add([report(60)])
        index.withdraw(report(5).reference_id)
        index.add([report(61)])
    return [report(number) for number in range(62) if number != 5]


def test_vectors_saved_earlier_are_brought_up_to_date_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build_index(tmp_path / "before", [report(number) for number in range(60)], encoder=WordEncoder())
    reports = grown(tmp_path / "desk")
    assert (tmp_path / "desk" / "vectors.faiss").read_bytes() == (tmp_path / "before" / "vectors.faiss").read_bytes()
    with (
        ReferenceIndex.in_memory(reports, encoder=WordEncoder()) as memory,
        ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder()) as index,
        caplog.at_level(logging.WARNING),
    ):
        for number in (5, 7, 60, 61):
            assert index.search(f"Ferry {number} sank", 200) == memory.search(f"Ferry {number} sank", 200)
        assert index.inspect().repaired is None
    assert caplog.text == ""


def test_vectors_are_saved_again_when_a_tenth_has_changed(tmp_path: Path) -> None:
    grown(tmp_path / "desk")
    before = (tmp_path / "desk" / "vectors.faiss").read_bytes()
    with ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([report(number) for number in range(62, 66)])
    assert (tmp_path / "desk" / "vectors.faiss").read_bytes() != before


def test_vectors_of_another_history_are_not_brought_up_to_date(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A copy of the SQLite file is put back, and then changed: row ids that the saved vectors know mean others now."""
    folder = tmp_path / "desk"
    build_index(folder, [report(number) for number in range(60)], encoder=WordEncoder())
    copy = (folder / "references.sqlite").read_bytes()
    with ReferenceIndex.open(folder, encoder=WordEncoder()) as index:
        index.add([report(number) for number in range(100, 110)])
    saved = {name: (folder / name).read_bytes() for name in ("vectors.faiss", "manifest.json")}
    (folder / "references.sqlite").write_bytes(copy)
    with ReferenceIndex.open(folder, encoder=WordEncoder()) as index:
        index.add([report(number) for number in range(200, 210)])
        index.add([report(210)])
    for name, content in saved.items():
        (folder / name).write_bytes(content)
    with ReferenceIndex.open(folder, encoder=WordEncoder()) as index, caplog.at_level(logging.WARNING):
        found = index.search("Ferry 205 sank near pier 11.", 1)[0].passage
        assert found.reference_id == report(205).reference_id
    assert "made again" in caplog.text
