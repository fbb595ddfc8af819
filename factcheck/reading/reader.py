"""Articles and references from paths, addresses and standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factcheck.datatypes import Article, Reference
from factcheck.errors import EmptyDocumentError, FetchError, ReadError
from factcheck.reading import files, json_format
from factcheck.reading.document import Document
from factcheck.reading.encoding import decode
from factcheck.reading.formats import Format, format_of_name, mark, parse, tell_format
from factcheck.reading.identity import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from factcheck.reading.fetching import Fetched
    from factcheck.settings import Settings

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file, record or line of a collection that could not be read, and why; the others were."""

    path_or_url: str
    error: ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """Bytes with all that tells their format; `name` is what messages call them."""

    content: bytes
    name: str
    suffix: str = ""
    content_type: str = ""
    charset: str | None = None
    path: str | None = None
    url: str | None = None


def read_article(source: str | Path, *, settings: Settings, stdin: BinaryIO | None = None) -> Article:
    """Read the article to check; its text is cleaned, and the offsets of claims count in it.

    Args:
        source: the path of a file, an http(s) address, or "-" for standard input. A `Path` is always a file.
        settings: gives the largest size and the time a server may take.
        stdin: read for "-"; by default the standard input of the process.

    Raises:
        FetchError: the address could not be fetched.
        EmptyDocumentError: there is no text in it.
        UnsupportedFormatError: it is a binary file, or text of an unknown encoding.
        TooLargeError: it has more than `settings.max_article_bytes` bytes.
        ReadError: there is no such file, it is a folder, it may not be read, or it holds not exactly one article.
    """
    given = _open(source, settings=settings, stdin=stdin)
    documents = _documents(given)
    if len(documents) != 1:
        raise ReadError(f"Cannot read {given.name} as an article: it holds {len(documents)} texts; give one at a time.")
    document = documents[0][1]
    if isinstance(document, ReadError):
        raise document
    _check_text(document, name=given.name)
    return Article(
        text=document.text,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=given.url or document.url,
        path=given.path,
    )


def read_references(
    source: str | Path, *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Reference | Unread]:
    """Read trusted reports one by one, in order of path and of their place in the file.

    A file may hold many (JSON list, JSONL); a JSONL file of any size is read line by line. What cannot be read *within*
    a folder, pattern, list or JSONL file comes out as `Unread` in its place, so that nothing is lost and nothing stops;
    when `source` itself cannot be read, that is raised, at the first item asked for.

    Args:
        source: the path of a file or folder, a pattern (`reports/**/*.md`), an http(s) address, or "-".
        settings: gives the largest size of a file, or of a line of JSONL, and the time a server may take.
        stdin: read for "-"; by default the standard input of the process.

    Raises:
        FetchError: the address could not be fetched.
        EmptyDocumentError: there is no text in the file named.
        UnsupportedFormatError: the file named is binary, or text of an unknown encoding.
        TooLargeError: the file named is over the limit.
        ReadError: there is nothing at the path, no file in the folder, or the file named cannot be read.
    """
    if isinstance(source, str) and (source == "-" or _ADDRESS.match(source)):
        yield from _references(_open(source, settings=settings, stdin=stdin))
        return
    found, single = files.expand(source)
    for path in found:
        try:
            yield from _references_of_file(path, settings=settings)
        except ReadError as err:
            if single:
                raise
            yield Unread(path_or_url=str(path), error=err)


def read_all(
    sources: Sequence[str | Path], *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Reference | Unread]:
    """Read the trusted reports of several sources, in order; addresses are fetched from several hosts at once.

    An address that cannot be fetched or read comes out as `Unread` in its place and stops nothing, unless it is the
    only source. A path that is not there is a slip of the hand and is raised.

    Args:
        sources: as for `read_references`.
        settings: as for `read_references`.
        stdin: as for `read_references`.

    Raises:
        ReadError: as for `read_references`.
    """
    addresses = [source for source in sources if isinstance(source, str) and _ADDRESS.match(source)]
    if len(sources) == 1 or not addresses:
        for source in sources:
            yield from read_references(source, settings=settings, stdin=stdin)
        return
    from factcheck.reading.fetching import Fetcher  # noqa: PLC0415 - httpx is needed for addresses only

    pages = Fetcher(settings).fetch_all(addresses)
    for source in sources:
        if source in addresses:
            yield from _references_of_page(str(source), next(pages))
        else:
            yield from read_references(source, settings=settings, stdin=stdin)


def _references_of_page(address: str, page: Fetched | ReadError) -> Iterator[Reference | Unread]:
    """Read the reports of a page, or say what became of it."""
    try:
        if isinstance(page, ReadError):
            raise page
        yield from _references(_input_of_page(page))
    except ReadError as err:
        yield Unread(path_or_url=err.url if isinstance(err, FetchError) else address, error=err)


def _references_of_file(path: Path, *, settings: Settings) -> Iterator[Reference | Unread]:
    """Read the reports of one file, JSONL line by line."""
    if format_of_name(path.suffix) is not Format.JSONL:
        yield from _references(_open(path, settings=settings, stdin=None))
        return
    lines = files.read_lines(path, max_bytes=settings.max_article_bytes)
    n_read = 0
    for number, found in json_format.parse_jsonl(lines, name=repr(str(path))):
        n_read += 1
        yield _reference(found, path=str(path), mark=mark(found, number), url=None)
    if n_read == 0:
        raise EmptyDocumentError(f"There is no text in {str(path)!r}: it has no lines; give at least one report.")


def _references(given: _Input) -> Iterator[Reference | Unread]:
    """Make references of all documents of an input."""
    documents = _documents(given)
    if not documents:
        raise EmptyDocumentError(f"There is no text in {given.name}: its list is empty; give at least one report.")
    for name, found in documents:
        if not name and isinstance(found, Document):
            _check_text(found, name=given.name)
        yield _reference(found, path=given.path, mark=name, url=given.url)


def _reference(found: Document | ReadError, *, path: str | None, mark: str, url: str | None) -> Reference | Unread:
    """Make a reference of one document, or say what became of it."""
    if isinstance(found, ReadError):
        return Unread(path_or_url=f"{path or url or '-'}{mark}", error=found)
    # A record of many may have an address of its own; a whole page has the one it was fetched from and no other.
    of_record = found.url or (f"{url}{mark}" if url else None)
    return reference_from_text(
        found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        url=of_record if mark else url or found.url,
        path=None if path is None else path + mark,
    )


def _open(source: str | Path, *, settings: Settings, stdin: BinaryIO | None) -> _Input:
    """Get the bytes of a file, page or standard input."""
    limit = settings.max_article_bytes
    if source == "-":
        stream = getattr(sys.stdin, "buffer", None) if stdin is None else stdin
        if stream is None:  # the process was started without one
            raise ReadError("Cannot read standard input: it is closed; pipe a text into it, or give a file.")
        return _Input(content=files.read_stream(stream, max_bytes=limit, name="standard input"), name="standard input")
    if isinstance(source, str) and _ADDRESS.match(source):
        from factcheck.reading.fetching import Fetcher  # noqa: PLC0415 - httpx is needed for addresses only

        return _input_of_page(Fetcher(settings).fetch(source))
    path = Path(source)
    content = files.read_bytes(path, max_bytes=limit)
    return _Input(content=content, name=repr(str(path)), suffix=path.suffix, path=str(path))


def _input_of_page(page: Fetched) -> _Input:
    return _Input(
        content=page.content,
        name=repr(page.url),
        suffix=PurePosixPath(urlsplit(page.url).path).suffix,
        content_type=page.content_type,
        charset=page.charset,
        url=page.url,
    )


def _documents(given: _Input) -> list[tuple[str, Document | ReadError]]:
    """Decode and read an input, in order, each document with its mark."""
    if not given.content.strip():
        raise EmptyDocumentError(
            f"There is no text in {given.name}: it has {len(given.content)} bytes; give some text."
        )
    text = decode(given.content, name=given.name, declared=given.charset)
    kind = tell_format(text, suffix=given.suffix, content_type=given.content_type, name=given.name)
    return parse(text, kind=kind, name=given.name, url=given.url)


def _check_text(document: Document, *, name: str) -> None:
    if not document.text:
        raise EmptyDocumentError(f"There is no text in {name}: no article was found in it; give some text.")
