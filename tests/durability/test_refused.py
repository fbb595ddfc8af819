"""A disk that is full and a folder that may not be written: each change says so and loses nothing, reading goes on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from durability import desk, stores, worker
from durability.kill import run

from factcheck.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ERRORS = {
    **dict.fromkeys(("build", "add", "update", "withdraw", "export"), "IndexStoreError"),
    **dict.fromkeys(("keep", "forget", "recheck"), "LedgerError"),
    **dict.fromkeys(("decide", "take back"), "InputError"),
}
"""What each change says when it cannot be made; a cache of judgements only costs its help."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "desk"
    folder.mkdir()
    stores.make(folder)
    return folder


@pytest.fixture
def read_only(made: Path, tmp_path: Path) -> Iterator[Path]:
    folder = desk.copy(made, tmp_path / "desk")
    paths = [folder, *folder.rglob("*")]
    rights = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield folder
    finally:
        for path, mode in rights.items():
            path.chmod(mode)


def most_bytes(folder: Path, operation: str) -> int:
    """Give a size beyond which no file may grow, so that the operation can begin to write and not end."""
    if operation in {"decide", "take back"}:
        return (folder / "decisions.jsonl").stat().st_size + 100
    return 3000 if operation in {"keep", "forget", "withdraw", "recheck", "remember", "export"} else 50_000


def prepared(made: Path, to: Path, operation: str) -> Path:
    folder = desk.copy(made, to)
    if operation == "recheck":  # something must have changed
        desk.OPERATIONS["update"](folder)
    return folder


@pytest.mark.parametrize("operation", [name for name in worker.OPERATIONS if name != "read"])
def test_on_a_full_disk_a_change_is_not_made_and_can_be_made_later(made: Path, tmp_path: Path, operation: str) -> None:
    folder = prepared(made, tmp_path / "desk", operation)
    before, files = stores.standing(folder), set(stores.contents(folder))
    outcome = run(operation, folder, "--most-bytes", str(most_bytes(folder, operation)))
    if operation in ERRORS:
        assert outcome.returncode == 4, outcome
        assert outcome.stderr.startswith(f"{ERRORS[operation]}: "), outcome.stderr
    else:
        assert (outcome.returncode, "are not used" in outcome.stderr) == (0, False), outcome
    assert stores.standing(folder) == before
    assert set(stores.contents(folder)) == files
    worker.OPERATIONS[operation](folder)
    stores.standing(folder)


@pytest.mark.parametrize("operation", [name for name in worker.OPERATIONS if name != "read"])
def test_in_a_folder_that_may_not_be_written_a_change_says_so(read_only: Path, operation: str) -> None:
    before = stores.contents(read_only)
    outcome = run(operation, read_only, "--bound-by-rights")
    assert "Traceback" not in outcome.stderr, outcome
    if operation == "remember":
        assert outcome.returncode == 0, outcome
    elif operation == "recheck":  # nothing changed, so there is nothing to write
        assert outcome.returncode in {0, 4}, outcome
    else:
        assert outcome.returncode == 4, outcome
        assert outcome.stderr.startswith(f"{ERRORS[operation]}: "), outcome.stderr
        assert str(read_only) in outcome.stderr
    assert stores.contents(read_only) == before


def test_in_a_folder_that_may_not_be_written_everything_can_be_read(read_only: Path) -> None:
    before = stores.contents(read_only)
    outcome = run("read", read_only, "--bound-by-rights")
    assert outcome.returncode == 0, outcome
    assert stores.contents(read_only) == before


def test_a_ledger_whose_last_write_was_cut_short_is_not_read_without_it(made: Path, tmp_path: Path) -> None:
    folder = desk.copy(made, tmp_path / "desk")
    with Ledger(folder / "desk.ledger") as ledger:
        ledger.remove(ledger.entries()[0].report_id)
        logged = (folder / "desk.ledger-wal").read_bytes()
        whole = (folder / "desk.ledger").read_bytes()
    (folder / "desk.ledger").write_bytes(whole)
    (folder / "desk.ledger-wal").write_bytes(logged)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    outcome = run("read", folder, "--bound-by-rights")
    folder.chmod(0o755)
    assert outcome.returncode == 4, outcome
    assert "unfinished write" in outcome.stderr
    for path in paths:
        path.chmod(0o755)
    with Ledger(folder / "desk.ledger") as ledger:
        assert len(ledger.entries()) == 1


def test_an_index_of_an_earlier_version_that_is_killed_while_it_gets_its_tables_gets_them_next_time(
    made: Path, tmp_path: Path
) -> None:
    def earlier(to: Path) -> Path:
        folder = desk.copy(made, to)
        with sqlite3.connect(folder / "desk" / "references.sqlite") as connection:
            connection.executescript("DROP TABLE details; DROP TABLE withdrawn;")
        connection.close()
        return folder

    whole = earlier(tmp_path / "whole")
    before = desk.state(whole)
    n_points = int(run("add", whole).stdout)
    after = desk.state(whole)
    assert before != after
    seen = set()
    for point in (1, n_points // 2, n_points - 1):
        folder = earlier(tmp_path / str(point))
        outcome = run("add", folder, "--point", str(point))
        assert outcome.returncode == -9, outcome
        now = desk.state(folder)
        assert now in {before, after}, point
        seen.add(now)
        desk.OPERATIONS["add"](folder)
        assert desk.state(folder) == after
    assert seen == {before, after}


def test_a_ledger_that_is_killed_while_it_gets_its_tables_gets_them_next_time(made: Path, tmp_path: Path) -> None:
    def without(to: Path) -> Path:
        folder = desk.copy(made, to)
        (folder / "desk.ledger").unlink()
        return folder

    n_points = int(run("keep", without(tmp_path / "whole")).stdout)
    killed = 0
    for point in (1, n_points // 3, n_points // 2, n_points - 1):
        folder = without(tmp_path / str(point))
        outcome = run("keep", folder, "--point", str(point))
        killed += outcome.returncode == -9
        stores.OPERATIONS["keep"](folder)
        with Ledger(folder / "desk.ledger") as ledger:
            assert len(ledger.entries()) == 1
    assert killed > 2
