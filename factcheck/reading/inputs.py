"""Bytes to read, from a file, page, archive or standard input, with all that tells their format."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading import files
from factcheck.reading.encoding import decode
from factcheck.reading.formats import Format, Marked, format_of_bytes, format_of_name, parse, parse_bytes, tell_format

if TYPE_CHECKING:
    from typing import BinaryIO

    from factcheck.datatypes import Retrieval
    from factcheck.reading.fetching import Fetched
    from factcheck.reading.warc import Captured
    from factcheck.settings import Settings

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes with all that tells their format; `name` is what messages call them."""

    content: bytes
    name: str
    suffix: str = ""
    content_type: str = ""
    charset: str | None = None
    path: str | None = None
    url: str | None = None
    retrieval: Retrieval | None = None


def is_address(source: str | Path) -> bool:
    """Tell an address from a path; a `Path` is always a path."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def input_of_file(path: Path, *, settings: Settings) -> Input:
    """Read a file.

    Raises:
        ReadError: it is missing, a folder, too large or may not be read.
    """
    content = files.read_bytes(path, max_bytes=settings.max_article_bytes)
    return Input(content=content, name=repr(str(path)), suffix=path.suffix, path=str(path))


def input_of_stream(stdin: BinaryIO | None, *, settings: Settings) -> Input:
    """Read standard input, by default that of the process.

    Raises:
        ReadError: it is closed or too large.
    """
    stream = getattr(sys.stdin, "buffer", None) if stdin is None else stdin
    if stream is None:  # the process was started without one
        raise ReadError("Cannot read standard input: it is closed; pipe a text into it, or give a file.")
    content = files.read_stream(stream, max_bytes=settings.max_article_bytes, name="standard input")
    return Input(content=content, name="standard input")


def input_of_page(page: Fetched) -> Input:
    """Take a page that was fetched."""
    return Input(
        content=page.content,
        name=repr(page.url),
        suffix=PurePosixPath(urlsplit(page.url).path).suffix,
        content_type=page.content_type,
        charset=page.charset,
        url=page.url,
        retrieval=page.retrieval,
    )


def input_of_member(path: str, content: bytes, *, archive: Input) -> Input:
    """Take a file of an archive; its place is that of the archive and its path in it."""
    return Input(
        content=content,
        name=f"{path!r} of {archive.name}",
        suffix=PurePosixPath(path).suffix,
        path=None if archive.path is None else f"{archive.path}/{path}",
        url=None if archive.url is None else f"{archive.url}#{path}",
        retrieval=archive.retrieval,
    )


def input_of_capture(page: Captured, content: bytes, *, archive: Input) -> Input:
    """Take a page of a web archive; it has its own address, and its place is in the archive."""
    url = page.url
    return Input(
        content=content,
        name=f"{url!r} of {archive.name}",
        suffix=PurePosixPath(urlsplit(url).path).suffix,
        content_type=page.content_type,
        charset=page.charset,
        path=None if archive.path is None else f"{archive.path}#{url}",
        url=url,
        retrieval=page.retrieval,
    )


def kind_of(given: Input) -> Format:
    """Tell the format of an input: by its bytes for what is no text, else by content type, name and looks.

    Raises:
        EmptyDocumentError: there is nothing in it.
        UnsupportedFormatError: it is of a format that is not read.
    """
    if not given.content.strip():
        raise EmptyDocumentError(
            f"There is no text in {given.name}: it has {len(given.content)} bytes; give some text."
        )
    kind = format_of_bytes(given.content, name=given.name)
    if kind is None and (format_of_name(given.suffix) is Format.MAIL or given.content_type == "message/rfc822"):
        return Format.MAIL  # its parts have encodings of their own
    return kind or tell_format(text_of(given), suffix=given.suffix, content_type=given.content_type, name=given.name)


def text_of(given: Input) -> str:
    """Decode an input.

    Raises:
        UnsupportedFormatError: it is binary, or of an encoding that cannot be told.
    """
    return decode(given.content, name=given.name, declared=given.charset)


def documents_of(given: Input, *, kind: Format, settings: Settings) -> Marked:
    """Read the documents of an input that is no archive and no feed.

    Raises:
        ReadError: nothing of it can be read.
    """
    if kind in {Format.PDF, Format.DOCX, Format.EPUB, Format.MAIL}:
        return parse_bytes(given.content, kind=kind, name=given.name, settings=settings)
    return parse(text_of(given), kind=kind, name=given.name, settings=settings, url=given.url)
