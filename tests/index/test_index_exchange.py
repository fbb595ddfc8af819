"""An index as one file: the same bytes every time, checked in full, loaded whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import WordEncoder

from factcheck.errors import IndexMismatchError, IndexStoreError, ReadError, UnsupportedFormatError
from factcheck.index import ReferenceIndex, build_index, export_index, import_index, verify_index
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BRIDGE = reference_from_text("The river bridge is closed. It opens again on Monday.", title="Bridge\u2028closed")
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", path="/home/desk/market.txt")
SCHOOL = reference_from_text("Forty schools get new roofs. The council pays 3.2 million.", published="2026-03-01")


class Counting(WordEncoder):
    """Counts the texts it encodes."""

    n_texts = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.n_texts += len(texts)
        return super().encode(texts)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    with ReferenceIndex.in_memory([BRIDGE, MARKET, SCHOOL], encoder=WordEncoder()) as index:
        assert export_index(index, tmp_path / "desk.export") == 3
    return tmp_path / "desk.export"


def rewritten(file: Path, change: Callable[[list[dict]], None]) -> None:
    """Change the parsed lines of a file and give it the hash that fits."""
    lines = [json.loads(line) for line in file.read_bytes().splitlines()[1:]]
    change(lines)
    rest = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    file.write_bytes(f"factcheck-index 1 {hashlib.sha256(rest).hexdigest()}\n".encode() + rest)


def test_another_desk_gets_the_same_index_without_embedding_it(tmp_path: Path, exported: Path) -> None:
    encoder = Counting()
    assert import_index(tmp_path / "there", exported, encoder=encoder) == 3
    assert encoder.n_texts == 3  # the sample: one passage of each report
    with (
        ReferenceIndex.in_memory([SCHOOL, MARKET, BRIDGE], encoder=WordEncoder()) as here,
        ReferenceIndex.open(tmp_path / "there", encoder=WordEncoder()) as there,
    ):
        assert there.fingerprint == here.fingerprint
        assert there.search("bridge on Monday", 9) == here.search("bridge on Monday", 9)
        assert there.matching("fire council", k=9) == here.matching("fire council", k=9)
        for reference in here.references():
            assert there.passages_of(reference.reference_id) == here.passages_of(reference.reference_id)
            np.testing.assert_array_equal(
                there.vectors_of(reference.reference_id), here.vectors_of(reference.reference_id)
            )
        assert there.reference(SCHOOL.reference_id) == SCHOOL
    assert verify_index(tmp_path / "there").faults == ()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["there"]


def test_the_same_reports_give_the_same_bytes_whatever_the_order(tmp_path: Path, exported: Path) -> None:
    build_index(tmp_path / "desk", [SCHOOL], encoder=WordEncoder())
    with ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([MARKET])
        index.add([BRIDGE])
        export_index(index, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == exported.read_bytes()
    import_index(tmp_path / "there", exported, encoder=WordEncoder())
    with ReferenceIndex.open(tmp_path / "there") as index:
        export_index(index, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == exported.read_bytes()


def test_no_path_of_this_desk_leaves_it(exported: Path) -> None:
    assert b"/home/desk" not in exported.read_bytes()


def test_an_empty_index_goes_there_and_back(tmp_path: Path) -> None:
    with ReferenceIndex.in_memory([], encoder=WordEncoder()) as index:
        assert export_index(index, tmp_path / "empty") == 0
    assert import_index(tmp_path / "there", tmp_path / "empty", encoder=WordEncoder()) == 0


def test_an_export_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    with ReferenceIndex.in_memory([BRIDGE], encoder=WordEncoder()) as index:
        with pytest.raises(IndexStoreError, match="Cannot write"):
            export_index(index, tmp_path / "nowhere" / "desk.export")
        (tmp_path / "desk.export").write_text("old")
        index.close()
        with pytest.raises(IndexStoreError, match="is closed"):
            export_index(index, tmp_path / "desk.export")
    assert (tmp_path / "desk.export").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["desk.export"]


@pytest.mark.parametrize(
    ("damage", "error", "why"),
    [
        (lambda content: content[:-40], ReadError, "damaged or cut short"),
        (lambda content: content + b"{}\n", ReadError, "damaged or cut short"),
        (lambda content: content.replace(b"Nobody was", b"Somebody w"), ReadError, "damaged or cut short"),
        (lambda content: content.replace(b"index 1 ", b"index 2 "), UnsupportedFormatError, "export of version 2"),
        (lambda _: pickle.dumps(print), UnsupportedFormatError, "no export of an index"),
        (lambda _: b"", UnsupportedFormatError, "no export of an index"),
        (lambda _: b"x" * 5_000_000, UnsupportedFormatError, "no export of an index"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_refused(
    tmp_path: Path, exported: Path, damage: Callable[[bytes], bytes], error: type[Exception], why: str
) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    exported.write_bytes(damage(exported.read_bytes()))
    with pytest.raises(error, match=why):
        import_index(tmp_path / "desk", exported, encoder=WordEncoder(), replace=True)
    with ReferenceIndex.open(tmp_path / "desk") as index:
        assert index.references() == [BRIDGE]


def edit(number: int, name: str, value: object) -> Callable[[list[dict]], None]:
    def change(lines: list[dict]) -> None:
        place = lines[number]
        *path, last = name.split(".")
        for part in path:
            place = place[part]
        place[last] = value(place[last]) if callable(value) else value

    return change


def other_vectors(vectors: str) -> str:
    return base64.b64encode(np.eye(64, dtype="<f2")[[3, 4]].tobytes()).decode()[: len(vectors)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (edit(1, "reference.text", lambda text: text.replace("was", "is")), "another text than its SHA-256"),
        (edit(1, "reference.sha256", "0" * 64), "another text than its SHA-256"),
        (edit(1, "reference.path", "../../etc/passwd"), "names a file"),
        (edit(1, "reference.reference_id", 7), "reference.reference_id"),
        (edit(1, "reference.added", "x"), "reference"),
        (edit(2, "reference.reference_id", "0"), "ascending order"),
        (edit(1, "cuts", lambda cuts: cuts[:1]), "are not its text in order"),
        (edit(1, "cuts", lambda cuts: cuts[::-1]), "are not its text in order"),
        (edit(1, "cuts", lambda cuts: [[-1, cuts[0][1]], *cuts[1:]]), "are not its text in order"),
        (edit(1, "cuts", lambda cuts: [*cuts[:-1], [cuts[-1][0], 9_999]]), "are not its text in order"),
        (edit(1, "cuts", []), "are not its text in order"),
        (edit(1, "vectors", lambda vectors: vectors[:64]), "bytes of vectors"),
        (edit(1, "vectors", lambda vectors: "AAAA" * (len(vectors) // 4)), r"bytes of vectors|length is not 1"),
        (edit(1, "vectors", other_vectors), "not its passage's"),
        (edit(0, "n_references", 4), "line 6: it is missing"),
        (edit(0, "n_references", 2), "more reports than it states"),
        (edit(0, "n_references", "3"), "n_references"),
        (lambda lines: lines.append({}), "more reports than it states"),
        (lambda lines: lines.__setitem__(1, {}), "reference: Field required"),
    ],
)
def test_a_forged_file_with_a_fitting_hash_is_refused_and_nothing_is_left(
    tmp_path: Path, exported: Path, change: Callable[[list[dict]], None], why: str
) -> None:
    rewritten(exported, change)
    with pytest.raises(ReadError, match=why):
        import_index(tmp_path / "there", exported, encoder=WordEncoder())
    assert [path.name for path in tmp_path.iterdir()] == [exported.name]


def test_another_encoder_is_refused(tmp_path: Path, exported: Path) -> None:
    with pytest.raises(IndexMismatchError, match=r"fake-words.*other/words"):
        import_index(tmp_path / "there", exported, encoder=WordEncoder(model_id="other/words"))
    assert not (tmp_path / "there").exists()


def test_an_index_of_that_name_is_replaced_only_when_asked(tmp_path: Path, exported: Path) -> None:
    build_index(tmp_path / "desk", [BRIDGE], encoder=WordEncoder())
    with pytest.raises(IndexStoreError, match=r"an index at .* already.*--replace"):
        import_index(tmp_path / "desk", exported, encoder=WordEncoder())
    assert import_index(tmp_path / "desk", exported, encoder=WordEncoder(), replace=True) == 3
    with ReferenceIndex.open(tmp_path / "desk") as index:
        assert index.n_references == 3


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"Cannot read '.*nowhere': No such file"):
        import_index(tmp_path / "desk", tmp_path / "nowhere", encoder=WordEncoder())
    assert list(tmp_path.iterdir()) == []
