"""Damaged, foreign and missing files of an index: repaired where they can be, refused where not."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from fakes import WordEncoder

from factcheck.errors import (
    IndexCorruptError,
    IndexMismatchError,
    IndexMissingError,
    IndexStoreError,
    InputError,
)
from factcheck.index import ReferenceIndex, verify_index
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@contextlib.contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(folder / "references.sqlite", isolation_level=None)) as connection:
        yield connection


def delete(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 100)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *(("vectors.faiss", damage) for damage in (delete, truncate, fill_with_garbage, empty, flip_a_bit)),
        *(("manifest.json", damage) for damage in (delete, truncate, fill_with_garbage, empty)),
    ],
)
def test_a_damaged_cache_is_made_again(
    desk: Path, name: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    expected, before = answers(desk), hashes(desk)
    damage(desk / name)
    with caplog.at_level(logging.WARNING):
        assert answers(desk) == expected
    assert "made again" in caplog.text
    assert hashes(desk) == before
    caplog.clear()
    assert answers(desk) == expected
    assert caplog.text == ""


@pytest.mark.parametrize("damage", [delete, fill_with_garbage])
def test_a_damaged_cache_is_made_again_when_adding(desk: Path, damage: Callable[[Path], None]) -> None:
    damage(desk / "vectors.faiss")
    with opened(desk) as index:
        index.add([SCHOOL])
    with ReferenceIndex.in_memory([MARKET, BRIDGE, SCHOOL], encoder=WordEncoder()) as memory:
        assert answers(desk)[0] == memory.search("bridge on Monday", 9)


@pytest.mark.parametrize("damage", [truncate, fill_with_garbage, empty, delete])
def test_a_damaged_store_is_refused(desk: Path, damage: Callable[[Path], None]) -> None:
    damage(desk / "references.sqlite")
    before = hashes(desk)
    with pytest.raises(IndexCorruptError, match=r"references\.sqlite.*factcheck index build"):
        ReferenceIndex.open(desk)
    assert hashes(desk) == before


def test_pages_overwritten_with_noise_are_refused(desk: Path) -> None:
    content = bytearray((desk / "references.sqlite").read_bytes())
    content[4096:12288] = bytes(range(256)) * 32
    (desk / "references.sqlite").write_bytes(content)
    with pytest.raises(IndexCorruptError, match="damaged"):
        ReferenceIndex.open(desk)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with raw(tmp_path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    with pytest.raises(IndexCorruptError, match="not a database of factcheck"):
        ReferenceIndex.open(tmp_path)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE \"references\" SET text = replace(text, 'river', 'stone')", "another text than its SHA-256"),
        ('UPDATE passages SET "start" = 1 WHERE position = 0', "not where it says"),
        ("DELETE FROM passages WHERE position = 0", "lacks passages"),
        ("UPDATE passages SET vector = x'0000'", "vectors of shape"),
        ("UPDATE passages SET vector = x'0000' WHERE position = 0", "different lengths"),
        ("DELETE FROM words_docsize", "found by their words"),
    ],
)
def test_verify_finds_what_does_not_agree(desk: Path, sql: str, why: str) -> None:
    with raw(desk) as connection:
        connection.execute(sql)
    with opened(desk) as index, pytest.raises(IndexCorruptError, match=why):
        index.verify()


def test_verify_names_every_fault(desk: Path) -> None:
    with raw(desk) as connection:
        connection.execute("UPDATE \"references\" SET text = replace(text, 'river', 'stone')")
        connection.execute("UPDATE passages SET \"end\" = 20 WHERE text LIKE 'The fish%'")
        connection.execute("UPDATE passages SET vector = zeroblob(128) WHERE text LIKE 'Nobody%'")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE passages SET reference_id = 'lost' WHERE text LIKE 'It opens%'")
    found = verify_index(desk)
    assert {(fault.reference_id, fault.what) for fault in found.faults} == {
        (BRIDGE.reference_id, "has another text than its SHA-256 says"),
        (BRIDGE.reference_id, "has a passage, number 0, that is not where it says"),
        (BRIDGE.reference_id, "has other passages than the SHA-256 of their places says"),
        (MARKET.reference_id, "has a passage, number 0, that is not where it says"),
        (MARKET.reference_id, "has other passages than the SHA-256 of their places says"),
        (MARKET.reference_id, "has a vector, of passage 1, whose length is not 1"),
        (None, "1 passages belong to no report"),
    }
    with opened(desk) as index, pytest.raises(IndexCorruptError, match=r"SHA-256 says.*; and 2 faults more"):
        index.verify()


@pytest.mark.parametrize("damage", [delete, truncate, fill_with_garbage, empty, flip_a_bit])
def test_verify_repairs_the_cache_and_says_so(desk: Path, damage: Callable[[Path], None]) -> None:
    before = hashes(desk)
    damage(desk / "vectors.faiss")
    found = verify_index(desk)
    assert (found.faults, found.n_references, found.n_passages) == ((), 2, 4)
    assert found.repaired
    assert hashes(desk) == before
    assert verify_index(desk).repaired is None


def test_verify_leaves_the_cache_of_a_faulty_index_alone(desk: Path) -> None:
    with raw(desk) as connection:
        connection.execute('UPDATE passages SET "start" = 1 WHERE position = 0')
    delete(desk / "vectors.faiss")
    found = verify_index(desk)
    assert (len(found.faults), found.repaired) == (4, None)
    assert not (desk / "vectors.faiss").exists()


def test_a_cache_that_cannot_be_repaired_is_a_fault(desk: Path) -> None:
    delete(desk / "vectors.faiss")
    (desk / "vectors.faiss").mkdir()
    (desk / "vectors.faiss" / "in the way").touch()
    (fault,) = verify_index(desk).faults
    assert "could not be written again" in str(fault)


@pytest.mark.parametrize("damage", [truncate, fill_with_garbage, empty, delete])
def test_verify_reports_a_store_that_cannot_be_opened(desk: Path, damage: Callable[[Path], None]) -> None:
    damage(desk / "references.sqlite")
    found = verify_index(desk)
    assert found.digest is None
    assert [fault.reference_id for fault in found.faults] == [None]
    assert "references.sqlite" in str(found.faults[0])


def test_verify_reports_a_manifest_of_another_encoder(desk: Path) -> None:
    manifest = json.loads((desk / "manifest.json").read_text())
    manifest["encoder"]["fingerprint"] = "f" * 64
    (desk / "manifest.json").write_text(json.dumps(manifest))
    assert [fault.what for fault in verify_index(desk).faults] == ["the manifest names another encoder than the index"]


def test_a_missing_index_is_named_with_the_command_that_makes_one(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(
            IndexMissingError, match=f"no index at '{path}'; make one with `factcheck index build {path}"
        ):
            ReferenceIndex.open(path)
    assert list(tmp_path.iterdir()) == []


def test_creating_over_an_index_is_refused(desk: Path) -> None:
    before = hashes(desk)
    with pytest.raises(InputError, match=r"an index at .* already"):
        ReferenceIndex.create(desk, encoder=WordEncoder())
    assert hashes(desk) == before


def test_creating_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexStoreError, match="Cannot make an index"):
        ReferenceIndex.create(tmp_path / "file" / "desk", encoder=WordEncoder())


def test_another_encoder_is_refused_with_the_command_that_helps(desk: Path) -> None:
    before = hashes(desk)
    for other in (WordEncoder(model_id="other/words"), WordEncoder(model_id="other/words", dim=32)):
        with pytest.raises(
            IndexMismatchError,
            match=r"--encoder fake-words.*index build .*desk REPORTS --encoder other/words",
        ):
            ReferenceIndex.open(desk, encoder=other)
    retrained = WordEncoder()
    retrained.fingerprint = "0" * 64
    with pytest.raises(IndexMismatchError, match="weights of this model have changed"):
        ReferenceIndex.open(desk, encoder=retrained)
    assert hashes(desk) == before


def test_a_manifest_of_another_encoder_is_refused(desk: Path) -> None:
    manifest = json.loads((desk / "manifest.json").read_text())
    manifest["encoder"]["fingerprint"] = "f" * 64
    (desk / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(IndexMismatchError, match=r"was built with the encoder 'fake-words' \(weights ffffffffffff"):
        opened(desk)


@pytest.mark.parametrize("where", ["manifest", "sqlite"])
def test_another_format_version_is_refused(desk: Path, where: str) -> None:
    if where == "manifest":
        manifest = json.loads((desk / "manifest.json").read_text())
        (desk / "manifest.json").write_text(json.dumps(manifest | {"format_version": 2}))
    else:
        with raw(desk) as connection:
            connection.execute("PRAGMA user_version=2")
    with pytest.raises(IndexMismatchError, match="format version 2, this factcheck reads version 1"):
        ReferenceIndex.open(desk)


def test_a_write_that_was_cut_short_outside_log_mode_is_undone_by_who_reads(desk: Path, tmp_path: Path) -> None:
    expected = answers(desk)
    with raw(desk) as connection:
        connection.execute("PRAGMA cache_size=1")  # so that pages and journal reach the disk before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE passages SET text = text || hex(zeroblob(20000))")
        cut = tmp_path / "cut"
        shutil.copytree(desk, cut)
        connection.execute("ROLLBACK")
    assert (cut / "references.sqlite-journal").stat().st_size > 0
    assert answers(cut) == expected
    assert verify_index(cut).faults == ()
    assert not (cut / "references.sqlite-journal").exists()
