"""Cuts the rows of Parquet and JSONL files into shards, each the work of one task; only the head looks at all files."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import FileSelector, FileType

from factcheck.errors import ReadError
from factcheck.scale.batch.places import opened, without_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyarrow import fs

ARTICLE = "article"
"""The column that says which rows belong to one article; those of one stand in a row and are checked together."""

_BLOCK = 2**20  # bytes read at a time
_ENDINGS = (".parquet", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Rows `[first, first + n)` of a file; of JSONL also where their lines are, bytes `[start, end)`.

    Of rows that are written in part `only` numbers those to do, from 0; () is all.

    `path` is what the file system opens, `source` the file as the ids name it: relative to the folder that was given.
    """

    root: str
    path: str
    source: str
    first: int
    n: int
    start: int = 0
    end: int = 0
    only: tuple[int, ...] = ()

    @property
    def n_to_do(self) -> int:
        """Count the rows to do."""
        return len(self.only) or self.n

    @property
    def name(self) -> str:
        """Give the name of the file that its results are written to, the same in every run."""
        told = "\n".join(map(str, (self.source, self.first, self.n, self.only)))
        return f"part-{hashlib.sha256(told.encode()).hexdigest()[:24]}.parquet"


def row_id(source: str, offset: int) -> str:
    """Name a row by its file and its number from 0: the same in every run, whatever the shards.

    >>> row_id("claims.jsonl", 7)
    '53b460cc206d4bbb700d633a'
    """
    return hashlib.sha256(f"{source}\n{offset}".encode()).hexdigest()[:24]


def find_shards(place: str, *, size: int) -> tuple[list[Shard], dict[str, int]]:
    """Find all rows under a folder or URL, or in one file, and give shards of about so many, and the files' bytes.

    Raises:
        ReadError: there is no such place, no file of a kind that is read, or one is damaged.
    """
    system, root = opened(place)
    shards: list[Shard] = []
    files = _files(system, root, place)
    for found in files:
        source = found.path[len(root) :].lstrip("/") or Path(found.path).name
        try:
            with system.open_input_file(found.path) as file:
                cut = _of_parquet(file, size) if source.endswith(".parquet") else _of_jsonl(file, size)
                shards += [Shard(root=place, path=found.path, source=source, **each) for each in cut]
        except (OSError, pa.ArrowException, ValueError) as err:
            raise ReadError(
                f"Cannot read {source!r} of {without_keys(place)!r}: {err}; mend the file or take it out."
            ) from err
    return shards, {found.path[len(root) :].lstrip("/") or Path(found.path).name: found.size for found in files}


def read_shard(shard: Shard) -> list[dict[str, Any]]:
    """Read the rows of a shard, in order; a line that is no JSON object is `{"unreadable": why}`.

    Raises:
        OSError: the file cannot be read.
    """
    system, _ = opened(shard.root)
    with system.open_input_file(shard.path) as file:
        if shard.source.endswith(".parquet"):
            return _parquet_rows(file, shard)
        file.seek(shard.start)
        lines = [line for line in file.read(shard.end - shard.start).split(b"\n") if line.strip()]
    return [_parsed(line) for line in lines]


def as_rows(shards: Sequence[Shard]) -> list[dict[str, Any]]:
    """Give shards as rows of a table."""
    return [asdict(shard) for shard in shards]


def _files(system: fs.FileSystem, root: str, place: str) -> list[Any]:
    try:
        info = system.get_file_info(root)
        if info.type == FileType.NotFound:
            raise ReadError(
                f"There is nothing at {without_keys(place)!r}; give a folder, a file or an object-store URL."
            )
        every = [info] if info.is_file else system.get_file_info(FileSelector(root, recursive=True))
    except (OSError, pa.ArrowException) as err:
        raise ReadError(f"Cannot look into {without_keys(place)!r}: {err}; see that it may be read from here.") from err
    hidden = ("_", ".")
    found = [each for each in every if each.is_file and each.base_name.lower().endswith(_ENDINGS)]
    found = [each for each in found if not any(part.startswith(hidden) for part in each.path[len(root) :].split("/"))]
    if not found:
        raise ReadError(f"There is no .parquet, .jsonl or .ndjson file at {without_keys(place)!r}; name another place.")
    return sorted(found, key=lambda each: str(each.path))


def _of_parquet(file: Any, size: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - Arrow has no types
    footer = pq.ParquetFile(file)
    if ARTICLE in footer.schema_arrow.names:
        articles = footer.read(columns=[ARTICLE]).column(0).to_pylist()
    else:
        articles = [None] * footer.metadata.num_rows
    for first, n in _cut(articles, size):
        yield {"first": first, "n": n}


def _of_jsonl(file: Any, size: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - likewise
    starts, articles, at = [], [], 0
    for line in io.BufferedReader(file, _BLOCK):
        if line.strip():
            starts.append(at)
            articles.append(_parsed(line).get(ARTICLE) if b'"article"' in line else None)
        at += len(line)
    ends = [*starts, at]
    for first, n in _cut(articles, size):
        yield {"first": first, "n": n, "start": starts[first], "end": ends[first + n]}


def _cut(articles: Sequence[object], size: int) -> Iterator[tuple[int, int]]:
    """Cut rows into runs of at least so many that part no article; rows without one stand alone.

    >>> list(_cut([None, None, "a", "a", "a", "b"], 3))
    [(0, 5), (5, 1)]
    """
    first = n = 0
    groups = ((article, len(list(rows))) for article, rows in groupby(articles))
    for article, length in groups:
        for step in [1] * length if article is None else [length]:
            n += step
            if n >= size:
                yield first, n
                first, n = first + n, 0
    if n:
        yield first, n


def _parquet_rows(file: Any, shard: Shard) -> list[dict[str, Any]]:  # noqa: ANN401 - likewise
    parquet = pq.ParquetFile(file)
    rows: list[dict[str, Any]] = []
    at = 0
    for group in range(parquet.num_row_groups):
        length = parquet.metadata.row_group(group).num_rows
        low, high = max(shard.first - at, 0), min(shard.first + shard.n - at, length)
        if low < high:
            rows += parquet.read_row_group(group).slice(low, high - low).to_pylist()
        at += length
    return rows


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as err:
        return {"unreadable": f"the line is not JSON: {err}"}
    return value if isinstance(value, dict) else {"unreadable": f"the line is no object but {str(value)[:40]!r}"}
