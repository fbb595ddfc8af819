"""Killed at any point, a change is made or not made; nothing is embedded again, and given again it completes.

A handful of telling points each run; `python tests/durability/kill.py --points 200` draws from all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from durability import desk
from durability.kill import Prepared, kill_at, prepare, run

if TYPE_CHECKING:
    from pathlib import Path

TELLING = [
    ("build", "insert", 9, "before"),
    ("build", "shutil.rmtree", 1, "after"),
    ("add", "commit", 1, "before"),
    ("add", "fsync", 1, "after"),
    ("update", "delete", 2, "before"),
    ("update", "os.rename", 2, "after"),  # the vectors are in place and the manifest that names them is not
    ("withdraw", "commit", 1, "before"),
    ("recheck", "commit", 2, "between"),
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared]:
    work = tmp_path_factory.mktemp("desks")
    return {operation: prepare(operation, work, count=False) for operation in desk.OPERATIONS}


@pytest.mark.parametrize(("operation", "name", "nth", "became"), TELLING)
def test_killed_at_a_telling_point_nothing_is_lost(
    prepared: dict[str, Prepared], tmp_path: Path, operation: str, name: str, nth: int, became: str
) -> None:
    assert prepared[operation].before != prepared[operation].after
    kill = kill_at(prepared[operation], tmp_path, "--name", name, "--point", str(nth), point=nth)
    assert kill.fault is None, kill.fault
    assert (kill.killed, kill.became) == (True, became)


@pytest.mark.parametrize("operation", ["build", "add", "update"])
def test_a_full_disk_is_told_and_changes_nothing(prepared: dict[str, Prepared], tmp_path: Path, operation: str) -> None:
    copy = desk.copy(prepared[operation].folder, tmp_path / "desk")
    outcome = run(operation, copy, "--most-bytes", "50000")
    assert outcome.returncode == 4, outcome
    assert outcome.stderr.startswith("IndexStoreError: "), outcome.stderr
    assert desk.state(copy) == prepared[operation].before
    desk.OPERATIONS[operation](copy)
    assert desk.state(copy) == prepared[operation].after


def test_a_harness_that_loses_something_says_so(prepared: dict[str, Prepared]) -> None:
    add = prepared["add"]
    lost = desk.State(digest=add.before.digest, found=add.after.found, kept=add.before.kept)
    assert not desk.is_whole(lost, add.before, add.after)
    assert not desk.is_whole(prepared["update"].after, add.before, add.after)
    assert desk.is_whole(add.after, add.before, add.after)
