"""Builds an index beside the one it replaces and puts it in place when it is complete."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import IndexStoreError
from factcheck.index.folder import holds_index, put_back, put_in_place
from factcheck.index.reference_index import ReferenceIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.datatypes import Encoder, Reference
    from factcheck.index.changes import AddSummary
    from factcheck.settings import Settings

_LEFT_SECONDS = 86_400  # a build that was killed leaves its folder; one a day old is no build that still runs


def build_index(
    path: str | Path,
    references: Iterable[Reference],
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> AddSummary:
    """Build an index of references; one in that folder, sound or damaged, gives way when the new one is complete.

    Killed at any moment, it leaves the old index or the new one, and at most a hidden folder that the next build
    removes.

    Args:
        path: the folder.
        references: what to index.
        encoder: as for `ReferenceIndex.create`.
        settings: as for `ReferenceIndex.create`.
        progress: as for `ReferenceIndex.add`.

    Raises:
        IndexStoreError: the folder holds something else than an index, or cannot be written; nothing was changed.
        EmptyDocumentError: a reference has no text; nothing was changed.
        ModelError: the encoder cannot be loaded or gives no unit vectors; nothing was changed.
    """
    with (
        built_beside(Path(path)) as making,
        ReferenceIndex.create(making, encoder=encoder, settings=settings) as index,
    ):
        return index.add(references, progress=progress)


@contextlib.contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """Give a folder for a new index, and put it in the place of the old one when the block ends without an error.

    Raises:
        IndexStoreError: as for `build_index`.
    """
    try:
        making = _new_folder(folder)
    except OSError as err:
        raise _unwritable(folder, err) from err
    try:
        yield making / "index"
        put_in_place(making / "index", folder)
    except OSError as err:
        raise _unwritable(folder, err) from err
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _new_folder(folder: Path) -> Path:
    """Make a folder to build in, beside the index so that it can be renamed, and remove what old builds left."""
    put_back(folder)
    if folder.exists() and not (folder.is_dir() and (holds_index(folder) or not any(folder.iterdir()))):
        raise IndexStoreError(f"The folder {str(folder)!r} holds something that is no index; name another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{folder.name}.building-"
    for left in folder.parent.glob(f"{prefix}*"):
        if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))


def _unwritable(folder: Path, err: OSError) -> IndexStoreError:
    return IndexStoreError(
        f"Cannot build an index at {str(folder)!r}: {err.strerror or err}; nothing was changed. Name a folder that may "
        "be written."
    )
