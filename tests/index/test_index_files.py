"""The files of an index: tidy, read-only if need be, whole after a crash, shared between processes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from dying import die_while_removing
from fakes import WordEncoder

from factcheck.errors import (
    IndexLockedError,
    IndexStoreError,
)
from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRIDGE = reference_from_text("The river bridge is closed. It opens again on Monday.", title="Bridge")
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", title="Market")
SCHOOL = reference_from_text("Forty schools get new roofs. The council pays 3.2 million.", title="School")
FILES = ["manifest.json", "references.sqlite", "vectors.faiss"]


def opened(folder: Path) -> ReferenceIndex:
    return ReferenceIndex.open(folder, encoder=WordEncoder())


def answers(folder: Path) -> list[object]:
    with opened(folder) as index:
        return [index.search("bridge on Monday", 9), index.matching("fire bridge", k=9), index.fingerprint]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@contextlib.contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(folder / "references.sqlite", isolation_level=None)) as connection:
        yield connection


def test_answers_the_same_after_saving_and_loading(desk: Path) -> None:
    with ReferenceIndex.in_memory([MARKET, BRIDGE], encoder=WordEncoder()) as memory:
        expected = [memory.search("bridge on Monday", 9), memory.matching("fire bridge", k=9), memory.fingerprint]
    assert answers(desk) == expected


def test_closing_leaves_three_plain_files(desk: Path) -> None:
    assert names(desk) == FILES
    with opened(desk) as index:
        index.add([SCHOOL])
        index.withdraw(BRIDGE.reference_id)
    assert names(desk) == FILES
    with raw(desk) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_manifest_says_what_made_the_index(desk: Path) -> None:
    manifest = json.loads((desk / "manifest.json").read_text())
    assert manifest["encoder"] == {"model_id": "fake-words", "fingerprint": WordEncoder().fingerprint, "dim": 64}
    assert (manifest["n_references"], manifest["n_passages"], manifest["format_version"]) == (2, 4, 1)
    assert manifest["metric"] == "inner product of unit vectors"
    assert manifest["faiss_sha256"] == hashlib.sha256((desk / "vectors.faiss").read_bytes()).hexdigest()


def test_searching_changes_no_byte(desk: Path) -> None:
    before = hashes(desk)
    with opened(desk) as index:
        index.search("bridge")
        index.matching("bridge", k=3)
        index.verify()
        assert hashes(desk) == before
    assert hashes(desk) == before


def test_a_read_only_folder_can_be_searched_even_without_vectors(desk: Path, caplog: pytest.LogCaptureFixture) -> None:
    expected = answers(desk)
    (desk / "vectors.faiss").unlink()
    before = hashes(desk)
    desk.chmod(0o555)
    try:
        assert answers(desk) == expected
        if os.geteuid() != 0:  # the rights of a folder do not bind root
            assert hashes(desk) == before
            with opened(desk) as index, pytest.raises(IndexStoreError, match="check the rights"):
                index.add([SCHOOL])
    finally:
        desk.chmod(0o755)
    assert "made again" in caplog.text


def test_a_crash_between_sqlite_and_vectors_loses_nothing(desk: Path, tmp_path: Path) -> None:
    stale = tmp_path / "stale"
    shutil.copytree(desk, stale)
    with opened(desk) as index:
        index.add([SCHOOL])
        index.withdraw(MARKET.reference_id)
    shutil.copy(desk / "references.sqlite", stale)
    assert answers(stale) == answers(desk)


def test_a_crash_before_closing_loses_nothing(desk: Path, tmp_path: Path) -> None:
    with opened(desk) as index:
        index.add([SCHOOL])
        shutil.copytree(desk, tmp_path / "crashed")
    assert (tmp_path / "crashed" / "references.sqlite-wal").exists()
    assert answers(tmp_path / "crashed") == answers(desk)
    assert names(tmp_path / "crashed") == FILES


def test_a_patched_vector_file_is_trusted(desk: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(desk) as index:
        index.add([SCHOOL])
    with opened(desk) as index:
        index.search("bridge")
        index.withdraw(SCHOOL.reference_id)
        index.withdraw(BRIDGE.reference_id)
    assert len(answers(desk)[0]) == 2
    assert caplog.text == ""


def test_an_index_emptied_and_filled_again_works(desk: Path) -> None:
    expected = answers(desk)
    with opened(desk) as index:
        index.withdraw(BRIDGE.reference_id)
        index.withdraw(MARKET.reference_id)
        assert index.search("bridge") == []
        assert not (desk / "vectors.faiss").exists()
    with opened(desk) as index:
        assert index.search("bridge") == []
        index.add([MARKET, BRIDGE])
    assert answers(desk) == expected


def test_listing_needs_no_encoder(desk: Path) -> None:
    nowhere = Settings(encoder="no/such-model")
    with ReferenceIndex.open(desk, settings=nowhere) as index:
        assert [reference.title for reference in index.references()] == [
            each.title for each in sorted([BRIDGE, MARKET], key=lambda each: each.reference_id)
        ]
        assert index.matching("bridge", k=1)[0].text == "The river bridge is closed."
        index.withdraw(BRIDGE.reference_id)
        assert index.n_references == 1


def test_a_second_writer_is_told_that_the_index_is_locked(desk: Path) -> None:
    with raw(desk) as other, opened(desk) as index:
        index._store.busy_seconds = 0.05
        before = index.fingerprint
        other.execute("BEGIN IMMEDIATE")
        for write in (lambda: index.add([SCHOOL]), lambda: index.withdraw(BRIDGE.reference_id)):
            with pytest.raises(IndexLockedError, match=r"Another process is writing to the index .*desk"):
                write()
        assert len(index.search("bridge", 9)) == 4
        other.execute("ROLLBACK")
        index.add([SCHOOL])
        assert index.fingerprint != before


def test_readers_see_what_another_writer_wrote(desk: Path) -> None:
    with opened(desk) as reader, opened(desk) as writer:
        assert len(reader.search("schools", 9)) == 4
        writer.add([SCHOOL])
        assert reader.search("Forty schools get new roofs.", 1)[0].passage.text == "Forty schools get new roofs."
        assert reader.matching("schools", k=1)[0].reference_id == SCHOOL.reference_id
        writer.withdraw(SCHOOL.reference_id)
        assert len(reader.search("schools", 9)) == 4
        assert reader.matching("schools", k=1) == []
    assert names(desk) == FILES


def test_two_writers_take_turns(desk: Path) -> None:
    with opened(desk) as one, opened(desk) as two:
        one.add([SCHOOL])
        two.withdraw(BRIDGE.reference_id)
        one.add([BRIDGE])
        two.withdraw(MARKET.reference_id)
        assert one.search("river bridge", 9) == two.search("river bridge", 9)
        assert one.fingerprint == two.fingerprint
    assert names(desk) == FILES
    with ReferenceIndex.in_memory([SCHOOL, BRIDGE], encoder=WordEncoder()) as memory:
        assert answers(desk)[2] == memory.fingerprint


def test_a_writer_killed_in_the_middle_leaves_the_state_before(desk: Path) -> None:
    expected = answers(desk)
    process = multiprocessing.get_context("spawn").Process(
        target=die_while_removing, args=(str(desk), BRIDGE.reference_id)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    assert answers(desk) == expected
