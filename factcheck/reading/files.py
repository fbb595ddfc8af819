"""Files on disk: which ones a folder or pattern names, and their bytes up to the size limit."""

from __future__ import annotations

import contextlib
import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import ReadError
from factcheck.reading.identity import check_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


def expand(path: str | Path) -> tuple[list[Path], bool]:
    """Name the files of a path, folder or pattern, sorted, each once; and whether the path is itself one file.

    Folders are walked to the bottom without following links to folders. Files and folders whose names begin with a dot
    are left out, and so is what is no regular file. A pattern with `*`, `?` or `[` counts only when no file has that
    name; `**` crosses folders.

    Raises:
        ReadError: there is nothing at the path, no file in the folder or none that matches.
    """
    try:
        top = Path(path)
        if top.is_dir():
            found, single = _files_in(top), False
        elif top.exists():
            return [top], True
        elif glob.has_magic(str(path)):
            found, single = _matching(str(path)), False
        else:
            raise ReadError(_missing(str(path)))
    except (OSError, ValueError) as err:  # a name too long, a NUL in it, no right to look
        raise ReadError(f"Cannot look for {_shown(path)}: {_why(err)}; give the path of a file or folder.") from err
    if not found:
        raise ReadError(f"There are no files in {str(path)!r}; give a folder or pattern with at least one.")
    return sorted(found, key=lambda file: file.as_posix()), single


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Read a file that has at most `max_bytes`; its size is looked at before it is read.

    Raises:
        TooLargeError: the file is larger.
        ReadError: it is missing, a folder, or may not be read.
    """
    try:
        if path.is_dir():
            raise ReadError(f"Cannot read {str(path)!r}: it is a folder; give one file.")
        if path.is_file():
            check_size(path.stat().st_size, max_bytes=max_bytes, name=repr(str(path)))
        with path.open("rb") as stream:
            return read_stream(stream, max_bytes=max_bytes, name=repr(str(path)))
    except FileNotFoundError as err:
        raise ReadError(_missing(str(path))) from err
    except (OSError, ValueError) as err:
        raise ReadError(f"Cannot read {_shown(path)}: {_why(err)}; give the path of a file that may be read.") from err


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, to its end closed again.

    Raises:
        ReadError: it is missing or may not be read.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError as err:
        raise ReadError(_missing(str(path))) from err
    except (OSError, ValueError) as err:
        raise ReadError(f"Cannot read {_shown(path)}: {_why(err)}; give the path of a file that may be read.") from err
    with stream:
        yield stream


def read_stream(stream: BinaryIO, *, max_bytes: int, name: str) -> bytes:
    """Read a stream to its end, at most one byte more than allowed; a pipe does not tell its size.

    Raises:
        TooLargeError: there are more than `max_bytes` bytes.
    """
    data = stream.read(max_bytes + 1)
    check_size(len(data), max_bytes=max_bytes, name=name)
    return data


def read_lines(path: Path, *, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Read a file line by line, so that a collection may be larger than memory; lines count from 1.

    Raises:
        TooLargeError: one line has more than `max_bytes` bytes.
        ReadError: the file is missing or may not be read.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(max_bytes + 1):
                number += 1
                check_size(len(line), max_bytes=max_bytes, name=f"line {number} of {str(path)!r}")
                yield number, line
    except FileNotFoundError as err:
        raise ReadError(_missing(str(path))) from err
    except OSError as err:
        raise ReadError(f"Cannot read {str(path)!r}: {_why(err)}; give the path of a file that may be read.") from err


def _files_in(folder: Path) -> list[Path]:
    """Walk a folder, hidden names and links to folders left out."""
    found = []
    for here, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if not name.startswith(".")]
    return [file for file in found if file.is_file()]


def _raise(err: OSError) -> None:
    """Surface a folder that may not be listed; os.walk would leave it out in silence."""
    raise err


def _matching(pattern: str) -> list[Path]:
    """Match a pattern; folders that match count as all their files."""
    found: set[Path] = set()
    for match in map(Path, glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        found.update(_files_in(match) if match.is_dir() else [match])
    return [file for file in found if file.is_file()]


def _missing(path: str) -> str:
    return f"There is no file {_shown(path)}; check the path, or pipe the text itself in and give '-'."


def _shown(path: str | Path) -> str:
    most = 200
    text = str(path)
    return repr(text if len(text) <= most else text[:most] + "...")


def _why(err: OSError | ValueError) -> str:
    """Say what went wrong without the path, which OSError repeats in full."""
    return (err.strerror if isinstance(err, OSError) else None) or str(err)
