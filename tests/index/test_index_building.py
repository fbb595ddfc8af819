"""Building an index over another: the old one stands until the new one is complete, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import WordEncoder

from factcheck.errors import IndexStoreError, ModelError
from factcheck.index import ReferenceIndex, build_index, holds_index
from factcheck.index.folder import put_in_place
from factcheck.reading import reference_from_text

BRIDGE = reference_from_text("The river bridge is closed. It opens again on Monday.", title="Bridge")
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", title="Market")
KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from fakes import WordEncoder
from factcheck.index import build_index, folder
from factcheck.reading import reference_from_text

class Deadly(WordEncoder):
    def encode(self, texts):
        os.kill(os.getpid(), 9)

rename = Path.rename
def deadly(self, target):
    rename(self, target)
    os.kill(os.getpid(), 9)
if {when!r} == "renaming":  # in the two steps of a system that exchanges no folders
    folder.exchanged = lambda *_: False
    Path.rename = deadly
encoder = Deadly() if {when!r} == "encoding" else WordEncoder()
build_index("desk", [reference_from_text("Forty schools get new roofs.")], encoder=encoder)
"""


def titles(folder: Path) -> list[str | None]:
    with ReferenceIndex.open(folder, encoder=WordEncoder()) as index:
        index.verify()
        return [reference.title for reference in index.references()]


def build(folder: Path) -> None:
    build_index(folder, [MARKET], encoder=WordEncoder())


@pytest.mark.parametrize("when", ["encoding", "renaming"])
def test_a_build_that_is_killed_leaves_the_old_index(tmp_path: Path, when: str) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    code = KILLED.format(tests=str(Path(__file__).parents[1]), when=when)
    outcome = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)  # noqa: S603 - our own code
    assert outcome.returncode == -9
    assert titles(tmp_path / "desk") == ["Bridge"]
    build(tmp_path / "desk")
    assert titles(tmp_path / "desk") == ["Market"]


def test_what_a_killed_build_left_is_removed_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / ".desk.building-old", tmp_path / ".desk.building-new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (time.time() - 100_000,) * 2)
    build(tmp_path / "desk")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "desk"]


def test_a_build_that_fails_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    class Failing(WordEncoder):
        def encode(self, texts):  # noqa: ARG002 - the signature is the protocol's
            raise ModelError("The encoder failed on purpose; nothing to do.")

    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    with pytest.raises(ModelError, match="on purpose"):
        build_index(tmp_path / "desk", [MARKET], encoder=Failing())
    assert titles(tmp_path / "desk") == ["Bridge"]
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


@pytest.mark.parametrize("name", ["manifest.json", "references.sqlite", "vectors.faiss"])
def test_a_damaged_index_gives_way_to_a_new_one(tmp_path: Path, name: str) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    (tmp_path / "desk" / name).write_bytes(b"garbage" * 100)
    build(tmp_path / "desk")
    assert titles(tmp_path / "desk") == ["Market"]


def test_an_index_without_manifest_gives_way_too(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    (tmp_path / "desk" / "manifest.json").unlink()
    assert holds_index(tmp_path / "desk")
    build(tmp_path / "desk")
    assert titles(tmp_path / "desk") == ["Market"]


@pytest.mark.parametrize("is_file", [True, False])
def test_a_place_that_holds_something_else_is_refused(tmp_path: Path, is_file: bool) -> None:  # noqa: FBT001 - drawn
    folder = tmp_path / "desk"
    if is_file:
        folder.write_text("notes")
    else:
        folder.mkdir()
        (folder / "notes.txt").write_text("notes")
    with pytest.raises(IndexStoreError, match="no index; name another folder"):
        build(folder)
    assert (folder if is_file else folder / "notes.txt").read_text() == "notes"


def test_an_index_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    with pytest.raises(OSError, match="No such file"):
        put_in_place(tmp_path / "missing", tmp_path / "desk")
    assert titles(tmp_path / "desk") == ["Bridge"]


def test_vectors_of_another_index_of_the_same_version_are_not_used(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    build_index(tmp_path / "both", [BRIDGE, MARKET], encoder=WordEncoder())
    for name in ("manifest.json", "vectors.faiss"):
        (tmp_path / "desk" / name).write_bytes((tmp_path / "both" / name).read_bytes())
    with ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder()) as index:
        assert {found.passage.reference_id for found in index.search("fish market", 9)} == {BRIDGE.reference_id}
