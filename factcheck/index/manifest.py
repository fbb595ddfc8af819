"""The manifest of an index: what made it and which cache file belongs to it."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.index.schema import check_format

if TYPE_CHECKING:
    from collections.abc import Callable

METRIC = "inner product of unit vectors"
_FILE = "manifest.json"
_BLOCK = 2**20  # bytes read at a time when hashing
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderIdentity:
    """What tells one encoder from another: `fingerprint` is the hex SHA-256 of its weights, `dim` its vector length."""

    model_id: str
    fingerprint: str
    dim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `manifest.json` says.

    `encoder` is None before the first report. `content_version` is the state of the SQLite file that the FAISS file
    was made from, `state` its name and `last_row_id` the highest row id in it; both are None in a manifest of an older
    factcheck. `faiss_sha256` is None when there is no FAISS file, because there are no passages.
    """

    format_version: int
    encoder: EncoderIdentity | None
    metric: str
    n_references: int
    n_passages: int
    content_version: int
    faiss_kind: str | None
    faiss_sha256: str | None
    state: str | None = None
    last_row_id: int | None = None


def read_manifest(folder: Path) -> Manifest | None:
    """Read a folder's manifest; None, with a warning logged, when it is missing or not readable as one.

    Raises:
        IndexMismatchError: it has another format version.
    """
    path = folder / _FILE
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as err:
        _log.warning("The manifest %s cannot be read (%s); it is made again from the index.", path, err)
        return None
    if not isinstance(content, dict) or "format_version" not in content:
        _log.warning("The manifest %s is no manifest; it is made again from the index.", path)
        return None
    check_format(content["format_version"], str(path))
    try:
        return _parsed(content)
    except (TypeError, ValueError) as err:
        _log.warning("The manifest %s is damaged (%s); it is made again from the index.", path, err)
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a folder's manifest in one step.

    Raises:
        OSError: the folder cannot be written.
    """
    content = json.dumps(asdict(manifest), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    replace_file(folder / _FILE, lambda new: new.write_text(content, encoding="utf-8"))


def has_manifest(folder: Path) -> bool:
    """Tell whether a folder has a manifest, whatever is in it."""
    return (folder / _FILE).exists()


def replace_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside `path`, flush it to the disk and put it in place: readers see the old file or the new one.

    Raises:
        OSError: the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    new = Path(name)
    try:
        write(new)
        new.chmod(0o644)  # mkstemp makes files that only their owner reads; an index may be shared
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def file_sha256(path: Path) -> str:
    """Give the hex SHA-256 of a file.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _parsed(content: dict[str, Any]) -> Manifest:
    encoder = content.pop("encoder")
    manifest = Manifest(encoder=None if encoder is None else EncoderIdentity(**encoder), **content)
    if not all(isinstance(n, int) for n in (manifest.n_references, manifest.n_passages, manifest.content_version)):
        raise ValueError("a count is not an integer")
    if not isinstance(manifest.last_row_id, int | None) or not isinstance(manifest.state, str | None):
        raise TypeError("a state is no text, or a row id no integer")
    return manifest
