"""The folder a job writes to: a Parquet file for each shard, whole or not there, and what the job was begun with."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from factcheck.errors import InputError, ReadError
from factcheck.scale.batch.places import opened, without_keys
from factcheck.scale.batch.shards import Shard, row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_JOB = "_job.json"
_STUCK = "_stuck"


class Output:
    """A folder or object-store URL with the results of one job."""

    def __init__(self, place: str) -> None:
        """Make the folder if it is not there.

        Raises:
            InputError: it cannot be made.
        """
        self.place = without_keys(place)
        self._system, self._root = opened(place)
        try:
            self._system.create_dir(self._root, recursive=True)
        except (OSError, pa.ArrowException) as err:
            raise InputError(f"Cannot write to {self.place!r}: {err}; name a folder that may be written.") from err

    def write(self, name: str, table: pa.Table) -> None:
        """Write a file, so that it is there whole or not at all, and the same name twice is one file."""
        part = f"{self._root}/_{secrets.token_hex(6)}.part"
        with self._system.open_output_stream(part) as stream:
            pq.write_table(table, stream)
        self._system.move(part, f"{self._root}/{name}")

    def tables(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give what is written, file by file, in order of name.

        Raises:
            ReadError: a file is damaged.
        """
        for name in self._names():
            try:
                with self._system.open_input_file(f"{self._root}/{name}") as file:
                    yield pq.read_table(file, columns=columns)
            except (OSError, pa.ArrowException) as err:
                raise ReadError(
                    f"The result {name!r} in {self.place!r} cannot be read ({err}); delete it and run the job again."
                ) from err

    def missing(self, shards: Iterable[Shard]) -> tuple[list[Shard], int]:
        """Give the shards whose rows are not written yet, and the number of rows that are.

        Files of the same shards are known by name. Where others are there, of a job that was cut otherwise, the ids in
        them are read, and only rows that are in none are left.
        """
        planned = list(shards)
        names = set(self._names())
        n_written = sum(shard.n for shard in planned if shard.name in names)
        left = [shard for shard in planned if shard.name not in names]
        if not names - {shard.name for shard in planned}:
            return left, n_written
        written = {name for table in self.tables(["id"]) for name in table.column("id").to_pylist()}
        pieces = [piece for shard in left for piece in _pieces(shard, written)]
        return pieces, sum(shard.n for shard in planned) - sum(piece.n_to_do for piece in pieces)

    def begin(self, told: dict[str, Any]) -> list[str]:
        """Note what a job is begun with, or compare it with what it was begun with; gives what is other now.

        Raises:
            InputError: the folder holds another job, or an input file has changed since.
        """
        path = f"{self._root}/{_JOB}"
        if self._system.get_file_info(path).type == fs.FileType.NotFound:
            with self._system.open_output_stream(path) as stream:
                stream.write(json.dumps(told, indent=1, sort_keys=True).encode())
            return []
        with self._system.open_input_file(path) as file:
            before = json.loads(file.read())
        if before["kind"] != told["kind"]:
            raise InputError(f"{self.place!r} holds the results of batch {before['kind']}; name another folder.")
        changed = sorted(name for name, size in before["files"].items() if told["files"].get(name) != size)
        if changed:
            raise InputError(
                f"The input file {changed[0]!r} has changed since this job began, so its rows cannot be told apart; "
                f"name another folder than {self.place!r}."
            )
        return sorted(name for name in told if name != "files" and before.get(name) != told[name])

    def mark_stuck(self, name: str) -> None:
        """Note that a shard took too long once more."""
        folder = f"{self._root}/{_STUCK}"
        self._system.create_dir(folder, recursive=True)
        with self._system.open_output_stream(f"{folder}/{name}.{secrets.token_hex(4)}") as stream:
            stream.write(b"")

    def n_stuck(self, name: str) -> int:
        """Say how often a shard took too long."""
        folder = f"{self._root}/{_STUCK}"
        found = self._system.get_file_info(fs.FileSelector(folder, allow_not_found=True))
        return sum(each.base_name.startswith(f"{name}.") for each in found)

    def _names(self) -> list[str]:
        found = self._system.get_file_info(fs.FileSelector(self._root))
        return sorted(each.base_name for each in found if each.is_file and each.base_name.startswith("part-"))


def _pieces(shard: Shard, written: set[str]) -> Iterator[Shard]:
    """Give the runs of a shard's rows that are not written."""
    missing = [at for at in range(shard.n) if row_id(shard.source, shard.first + at) not in written]
    if len(missing) == shard.n:
        yield shard
    elif missing:  # lines cannot be found by number without reading, so the whole is read and the rest left out
        yield replace(shard, only=tuple(missing))
