"""The file itself: read whole, added to under a lock, a line at a time and whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from factcheck.decisions.entries import line_of, read_entries
from factcheck.errors import InputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.datatypes import Decision
    from factcheck.decisions.entries import DamagedLine, Withdrawal

LOCK_SECONDS = 10.0
"""Longest wait in seconds for others to finish writing, which takes them milliseconds."""


class DecisionFile:
    """A JSON Lines file of decisions and the lock file beside it."""

    def __init__(self, path: Path) -> None:
        """Take the path; nothing is read or made yet."""
        self._path = path

    def state(self) -> tuple[int, int, int] | None:
        """Give what differs whenever the file has changed; None while there is no file.

        Raises:
            ReadError: the file cannot be looked at.
        """
        with self._reading():
            try:
                found = self._path.stat()
            except FileNotFoundError:
                return None
            return found.st_ino, found.st_size, found.st_mtime_ns

    def entries(self) -> list[Decision | Withdrawal | DamagedLine]:
        """Read all lines, in order; [] while there is no file.

        Raises:
            ReadError: the file cannot be read.
        """
        with self._reading():
            try:
                return list(read_entries(self._path.read_bytes()))
            except FileNotFoundError:
                return []

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers, threads and processes alike, out of the block.

        Raises:
            InputError: the file cannot be written, or others keep it for more than `LOCK_SECONDS`.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - loads asyncio; reading decisions needs no lock

        if not self._path.parent.is_dir():
            raise self._unwritable(f"there is no folder {str(self._path.parent)!r}")
        # Threads of one process must wait for each other too, so each block has a lock object of its own.
        lock = FileLock(self._path.with_name(f"{self._path.name}.lock"), timeout=LOCK_SECONDS, is_singleton=False)
        try:
            lock.acquire()
        except Timeout as err:
            raise self._unwritable("another process keeps it locked") from err
        except OSError as err:
            raise self._unwritable(err.strerror or str(err)) from err
        try:
            yield
        finally:
            lock.release()

    def append(self, entry: Decision | Withdrawal) -> None:
        """Add a line at the end, on the disk when this returns; a line cut off before it is left as it is.

        Raises:
            InputError: the file cannot be written; it is as it was.
        """
        line = line_of(entry).encode("utf-8")
        try:
            with self._path.open("ab+", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                if end:
                    file.seek(end - 1)
                    line = line if file.read(1) == b"\n" else b"\n" + line
                try:
                    written = file.write(line)
                    if written != len(line):
                        raise OSError(f"only {written} of {len(line)} bytes could be written")  # noqa: TRY301 - translated below
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(end)
                    raise
        except OSError as err:
            raise self._unwritable(err.strerror or str(err)) from err

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as err:
            raise ReadError(
                f"Cannot read the decisions in {str(self._path)!r}: {err.strerror or err}; name another file."
            ) from err

    def _unwritable(self, why: str) -> InputError:
        return InputError(f"Cannot write the decision to {str(self._path)!r}: {why}; name another file.")
