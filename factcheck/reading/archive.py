"""ZIP archives: their files in memory and never on disk, with limits that a bomb cannot pass."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.errors import ReadError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MOST_FILES = 10_000
"""Files of an archive."""

_END = struct.Struct("<4s4H2LH")  # the record that a ZIP file ends with (APPNOTE 4.3.16)
_END_MARK = b"PK\x05\x06"
_MOST_COMMENT = 65_535
_ZIP64_MARK = b"PK\x06\x07"  # stands 20 bytes before the end record of an archive whose true numbers stand elsewhere
_ZIP64_BYTES = 20
_MOST_DIRECTORY_BYTES = 32 * 2**20  # Python keeps about ten times as much for the directory
_SLICE = 65_536
_LINK = 0o120000
_KIND = 0o170000
_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of an archive: its path in it, and its bytes or why they are not read."""

    path: str
    content: bytes | ReadError


def members(stream: BinaryIO, *, name: str, max_bytes: int, max_total_bytes: int) -> Iterator[Member]:
    """Read the files of an archive in order of path, hidden ones and folders left out.

    Sizes are counted as the files are unpacked, because an archive may state any. A file that is locked, damaged, too
    large, a link, or has a path that leads out of the archive is given with its error, and the others are read.

    Args:
        stream: the archive; it can seek.
        name: what messages call it.
        max_bytes: most bytes of one file, unpacked.
        max_total_bytes: most bytes of all of them.

    Raises:
        TooLargeError: it holds more than `MOST_FILES` files, or more than `max_total_bytes`.
        ReadError: it is no ZIP archive.
    """
    opened = open_archive(stream, name=name)
    total = 0
    for entry in sorted(opened.infolist(), key=lambda entry: entry.filename):
        if entry.is_dir() or _hidden(entry.filename):
            continue
        try:
            content = _content(opened, entry, name=f"{entry.filename!r} of {name}", max_bytes=max_bytes)
        except ReadError as err:
            yield Member(path=entry.filename, content=err)
            total += max_bytes if isinstance(err, TooLargeError) else 0
        else:
            total += len(content)
            if total <= max_total_bytes:
                yield Member(path=entry.filename, content=content)
        if total > max_total_bytes:
            raise TooLargeError(
                f"Cannot read all of {name}: its files have more than {max_total_bytes:,} bytes; "
                "split it or raise the setting max_archive_bytes."
            )


def open_archive(stream: BinaryIO, *, name: str) -> zipfile.ZipFile:
    """Open an archive whose directory has a bearable size.

    Raises:
        TooLargeError: it holds more than `MOST_FILES` files.
        ReadError: it is no ZIP archive.
    """
    n_files, n_directory_bytes = _stated(stream, name=name)
    if n_files > MOST_FILES or n_directory_bytes > _MOST_DIRECTORY_BYTES:
        raise TooLargeError(f"Cannot read {name}: it holds more than {MOST_FILES:,} files; split it.")
    try:
        opened = zipfile.ZipFile(stream)
    except _ERRORS as err:
        raise ReadError(f"Cannot read {name}: it is no sound ZIP archive: {err}.") from err
    if len(opened.infolist()) > MOST_FILES:
        raise TooLargeError(f"Cannot read {name}: it holds more than {MOST_FILES:,} files; split it.")
    return opened


def read_member(opened: zipfile.ZipFile, path: str, *, name: str, max_bytes: int) -> bytes | None:
    """Read one file of an archive; None when it has none of that path.

    Raises:
        ReadError: it is damaged, locked or too large.
    """
    try:
        entry = opened.getinfo(path)
    except KeyError:
        return None
    return _content(opened, entry, name=f"{path!r} of {name}", max_bytes=max_bytes)


def _stated(stream: BinaryIO, *, name: str) -> tuple[int, int]:
    """Read the number of files and the bytes of the directory from the end of an archive; (0, 0) when it is none."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END.size - _MOST_COMMENT - _ZIP64_BYTES))
    tail = stream.read()
    stream.seek(0)
    start = tail.rfind(_END_MARK)
    if start < 0 or len(tail) - start < _END.size:
        return 0, 0
    if tail[:start][-_ZIP64_BYTES:].startswith(_ZIP64_MARK):
        raise TooLargeError(
            f"Cannot read {name}: it is in the form for over 65,535 files or 4 GB (ZIP64); pack it anew."
        )
    fields = _END.unpack_from(tail, start)
    return fields[4], fields[5]


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, *, name: str, max_bytes: int) -> bytes:
    """Unpack a file, at most one slice more than allowed."""
    if (entry.external_attr >> 16) & _KIND == _LINK:
        raise ReadError(f"Cannot read {name}: it is a link; put the file itself into the archive.")
    if _leads_out(entry.filename):
        raise ReadError(f"Cannot read {name}: its path leads out of the archive.")
    if entry.flag_bits & 1:
        raise ReadError(f"Cannot read {name}: it is protected by a password; give the archive without one.")
    content = bytearray()
    try:
        with opened.open(entry) as stream:
            while piece := stream.read(_SLICE):
                content += piece
                if len(content) > max_bytes:
                    break
    except _ERRORS as err:
        raise ReadError(f"Cannot read {name}: the archive is damaged there: {err}.") from err
    if len(content) > max_bytes:
        raise TooLargeError(
            f"Cannot read {name}: it has more than {max_bytes:,} bytes; raise the setting max_article_bytes."
        )
    return bytes(content)


def _leads_out(path: str) -> bool:
    """Tell whether a path is absolute or goes up, in the ways of Unix or Windows."""
    parts = _parts(path)
    return ".." in parts or not parts[0] or ":" in parts[0]


def _hidden(path: str) -> bool:
    """Tell whether a path is what systems put beside the files."""
    parts = _parts(path)
    return any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")
