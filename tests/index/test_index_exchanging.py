"""An index takes the place of another in one step where the system can, in two where it cannot."""

from pathlib import Path

import pytest

from factcheck.index import folder as folders
from factcheck.index.exchange import exchanged


@pytest.fixture
def two(tmp_path) -> tuple[Path, Path]:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "says").write_text(name)
    return tmp_path / "new", tmp_path / "old"


def test_two_folders_are_exchanged_or_left(two) -> None:
    new, old = two
    done = exchanged(new, old)
    assert ((old / "says").read_text(), (new / "says").read_text()) == (("new", "old") if done else ("old", "new"))


def test_a_folder_that_is_missing_is_told(two, tmp_path) -> None:
    if exchanged(*two):
        with pytest.raises(FileNotFoundError):
            exchanged(two[0], tmp_path / "missing")


@pytest.mark.parametrize("can", [True, False])
def test_the_new_index_stands_in_the_place_of_the_old_one(two, monkeypatch, can) -> None:
    if not can:
        monkeypatch.setattr(folders, "exchanged", lambda *_: False)
    new, old = two
    folders.put_in_place(new, old)
    assert (old / "says").read_text() == "new"
    assert not folders._aside(old).exists()
