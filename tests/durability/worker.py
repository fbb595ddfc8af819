"""A process that changes an index or what is kept beside it, and dies, meets a full disk, or may not write.

Points are what the operating system or SQLite is asked to do: files opened for writing, renamed, flushed, removed, and
every statement that SQLite begins. `python worker.py add FOLDER` counts them; with `--point N` it kills itself at the
N-th, with `--name commit --point 2` at the second of that name.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import signal
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from durability import desk, stores

from factcheck.errors import FactCheckError

OPERATIONS = {**desk.OPERATIONS, **stores.OPERATIONS}
_DROP_FROM_BOUNDING_SET, _OVERRIDE_RIGHTS = 24, 1  # prctl(2), capabilities(7)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_READING = frozenset({"select", "pragma", "rollback", "--"})  # "--" marks what triggers do
_WATCHED = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "sqlite3.connect"})


class Points:
    """Counts the points that are passed, and kills the process at one of them."""

    def __init__(self, folder: str, *, name: str | None, last: int) -> None:
        self.passed: list[str] = []
        self._folder, self._name, self._last = folder, name, last

    def pass_by(self, name: str) -> None:
        if self._name is None or name == self._name:
            self.passed.append(name)
            if len(self.passed) == self._last:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Have Python and SQLite tell of every point from now on."""
        sys.addaudithook(self._audited)
        fsync, connect = os.fsync, sqlite3.connect

        def watched_fsync(handle: int) -> None:
            self.pass_by("fsync")
            fsync(handle)
            self.pass_by("flushed")

        def watched_connect(*given: object, **named: object) -> sqlite3.Connection:
            connection = connect(*given, **named)  # type: ignore[arg-type]
            connection.set_trace_callback(self._stated)
            return connection

        os.fsync, sqlite3.connect = watched_fsync, watched_connect  # type: ignore[assignment]

    def _stated(self, sql: str) -> None:
        name = sql.split(maxsplit=1)[0].lower().rstrip(";")
        if name not in _READING and sql != "BEGIN":  # which begins to read
            self.pass_by(name)

    def _audited(self, event: str, given: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & _WRITING
        if (event in _WATCHED or writes) and self._folder in str(given[0]):
            self.pass_by(event)


def _be_bound_by_rights(arguments: list[str]) -> None:
    """Begin again without root's privilege to write what it may not."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _OVERRIDE_RIGHTS, 0, 0, 0):
        sys.exit("cannot give up the privilege")
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - ourselves again


def main() -> int:
    """Do what the arguments say; print how many points were passed, and give the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("operation", choices=sorted(OPERATIONS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--point", type=int, default=0)
    parser.add_argument("--name")
    parser.add_argument("--most-bytes", type=int, help="No file may grow beyond this: as on a disk that is full.")
    parser.add_argument("--bound-by-rights", action="store_true", help="As root, be bound by the rights of files.")
    given = parser.parse_args()
    if given.bound_by_rights:
        _be_bound_by_rights([argument for argument in sys.argv if argument != "--bound-by-rights"])
    points = Points(str(given.folder), name=given.name, last=given.point)
    points.watch()
    if given.most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.most_bytes, given.most_bytes))
    try:
        OPERATIONS[given.operation](given.folder)
    except FactCheckError as err:
        sys.stderr.write(f"{type(err).__name__}: {err}\n")
        return 4
    sys.stdout.write(f"{len(points.passed)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
