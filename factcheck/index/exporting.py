"""Writes an index to one file that another desk can load.

The file is text. Its first line is `factcheck-index 1 SHA256`, the hash of all bytes after it. Then comes a line of
JSON on the encoder and the number of reports, and a line of JSON for each report, in ascending order of id, with the
places of its passages and their half-precision vectors in base64. It holds nothing of the time or place of its making,
nor the files that reports were read from: they are no business of another desk, and name other files there.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import IndexStoreError
from factcheck.index.manifest import replace_file
from factcheck.index.queries import VECTOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.index.kept import KeptIndex

MAGIC = "factcheck-index"
EXPORT_VERSION = 1
"""Version of the file; raised when an older factcheck could not read it."""


def export_index(index: KeptIndex, path: str | Path) -> int:
    """Write an index to a file, whole or not at all, and give the number of reports.

    Indexes that hold the same reports and vectors give the same bytes, whatever the order of adding.

    Raises:
        IndexStoreError: the file cannot be written.
        IndexCorruptError: the index cannot be read.
    """
    target = Path(path)

    def write(new: Path) -> None:
        with new.open("wb") as file:
            digest = hashlib.sha256()
            file.write(first_line(digest.hexdigest()))  # of the right length; the hash is known at the end
            for line in _lines(index):
                digest.update(line)
                file.write(line)
            file.seek(0)
            file.write(first_line(digest.hexdigest()))

    try:
        with index.snapshot():
            replace_file(target, write)
            return index.n_references
    except OSError as err:
        raise IndexStoreError(
            f"Cannot write {str(target)!r}: {err.strerror or err}; name a file in a folder that may be written."
        ) from err


def first_line(sha256: str) -> bytes:
    """Give the first line of a file whose other bytes have this hash."""
    return f"{MAGIC} {EXPORT_VERSION} {sha256}\n".encode()


def _lines(index: KeptIndex) -> Iterator[bytes]:
    identity, references = index.identity, index.references()
    yield _line({"encoder": None if identity is None else asdict(identity), "n_references": len(references)})
    for reference in references:
        passages = index.passages_of(reference.reference_id)
        vectors = index.vectors_of(reference.reference_id).astype(VECTOR).tobytes()
        cuts = [[passage.start, passage.end] for passage in passages]
        yield _line(
            {
                "reference": asdict(replace(reference, path=None, retrieval=None)),
                "cuts": cuts,
                "vectors": base64.b64encode(vectors).decode(),
            }
        )


def _line(content: dict[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
