"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages that a crawler was given, packed record by record or not."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factcheck.errors import ReadError, TooLargeError
from factcheck.reading.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPMessage
    from typing import BinaryIO

    from factcheck.datatypes import Retrieval

GZIP = b"\x1f\x8b"
START = b"WARC/1."
_MOST_LINE = 65_536
_MOST_HEADERS = 200
_SLICE = 65_536
_OK = "200"
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
_ERRORS = (OSError, EOFError, zlib.error, ValueError)  # gzip raises the first three


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page of a web archive: its address, its bytes or why they are not read, its declared type, how it was fetched.

    `retrieval` is None when the archive does not say when.
    """

    url: str
    retrieval: Retrieval | None
    content: bytes | ReadError
    content_type: str = ""
    charset: str | None = None


def is_packed(data: bytes) -> bool:
    """Tell whether gzip-packed bytes are a web archive, by the first line of the first record."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as unpacked:
            return unpacked.read(len(START)) == START
    except (OSError, EOFError, zlib.error):
        return False


class _Counted:
    """A stream that reads no further than allowed, because a packed one may state any size."""

    def __init__(self, stream: BinaryIO, *, name: str, max_bytes: int) -> None:
        start = stream.read(len(GZIP))
        stream.seek(0)
        self._stream = gzip.GzipFile(fileobj=stream) if start == GZIP else stream
        self._name, self._max, self._n_read = name, max_bytes, 0

    def line(self) -> bytes:
        line = self._stream.readline(_MOST_LINE)
        self._count(line)
        return line

    def block(self, n_bytes: int, *, keep: bool) -> bytes:
        """Read so many bytes, kept or passed over."""
        kept = bytearray()
        while n_bytes > 0:
            piece = self._stream.read(min(n_bytes, _SLICE))
            if not piece:
                raise EOFError("it ends within a record")
            self._count(piece)
            n_bytes -= len(piece)
            if keep:
                kept += piece
        return bytes(kept)

    def _count(self, piece: bytes) -> None:
        self._n_read += len(piece)
        if self._n_read > self._max:
            raise TooLargeError(
                f"Cannot read all of {self._name}: it has more than {self._max:,} bytes unpacked; split it or raise "
                "the setting max_archive_bytes."
            )


def captured_pages(stream: BinaryIO, *, name: str, max_bytes: int, max_total_bytes: int) -> Iterator[Captured]:
    """Read the pages of a web archive in order: answers with status 200 that are HTML, text, Markdown or PDF.

    Redirects, errors, pictures, styles and scripts are passed over, and so are `revisit` records, which hold no page.

    Args:
        stream: the archive; it can seek.
        name: what messages call it.
        max_bytes: most bytes of a page; a larger one is given with its error.
        max_total_bytes: most bytes of all records, unpacked.

    Raises:
        TooLargeError: there are more; the pages before came out.
        ReadError: it is damaged or cut off from here on; likewise.
    """
    counted = _Counted(stream, name=name, max_bytes=max_total_bytes)
    while True:
        try:
            head = _record_head(counted)
            if head is None:
                return
            length = int(head.get("content-length", ""))
            wanted = head.get("warc-type", "").lower() == "response" and "http" in head.get("content-type", "")
            small = length <= max_bytes + _MOST_LINE
            block = counted.block(length, keep=wanted and small)
        except _ERRORS as err:
            raise ReadError(f"Cannot read {name} to its end: it is damaged or cut off: {err}.") from err
        url = head.get("warc-target-uri", "").strip("<>")
        if wanted and url.lower().startswith(("http://", "https://")):
            page = _page(block, url=url, head=head, max_bytes=max_bytes) if small else _too_large(url, max_bytes)
            page = page if page is None or _is_sound(url) else _malformed(url)
            if page is not None:
                yield page


def _record_head(counted: _Counted) -> dict[str, str] | None:
    """Read the named fields of the next record, names lower-case; None at the end."""
    line = counted.line()
    while line in {b"\r\n", b"\n"}:
        line = counted.line()
    if not line:
        return None
    if not line.startswith(START):
        raise ValueError(f"a record begins with {line[:20]!r}")
    head: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = counted.line()
        if line in {b"\r\n", b"\n", b""}:
            return head
        name, _, value = line.decode("utf-8", "replace").partition(":")
        head[name.strip().lower()] = value.strip()
    raise ValueError("a record has too many fields")


def _page(block: bytes, *, url: str, head: dict[str, str], max_bytes: int) -> Captured | None:
    """Take an HTTP answer apart; None when it is no page."""
    from http.client import HTTPException, parse_headers  # noqa: PLC0415 - loads ssl and email, for archives alone

    stream = io.BytesIO(block)
    status = stream.readline(_MOST_LINE).split(None, 2)
    try:
        headers = parse_headers(stream)
    except HTTPException:
        return None
    kind = headers.get_content_type() if headers["content-type"] else ""
    if len(status) < 2 or status[1].decode("latin-1") != _OK or kind not in _PAGES:  # noqa: PLR2004 - version and status
        return None
    content: bytes | ReadError
    try:
        content = _body(stream.read(), headers, url=url, max_bytes=max_bytes)
    except ReadError as err:
        content = err
    return Captured(
        url=url,
        retrieval=_retrieval(url, head, headers),
        content=content,
        content_type=kind,
        charset=headers.get_content_charset(),
    )


def _body(raw: bytes, headers: HTTPMessage, *, url: str, max_bytes: int) -> bytes:
    """Undo what the way over the wire had done to a page."""
    from factcheck.reading.fetching.body import read_body  # noqa: PLC0415 - loads httpx
    from factcheck.reading.fetching.trouble import TroubleError  # noqa: PLC0415 - likewise

    if "chunked" in (headers["transfer-encoding"] or "").lower():
        raw = _unchunked(raw)
    packing = (headers["content-encoding"] or "").strip().lower()
    try:
        return read_body([raw], packing=packing, max_bytes=max_bytes, url=url)
    except TroubleError as err:
        raise ReadError(f"Cannot read {url!r}: {err.why}.") from err


def _unchunked(raw: bytes) -> bytes:
    r"""Join the chunks of a body (RFC 9112, 7.1); what is in none, because the crawler joined them, stays as it is.

    >>> _unchunked(b"3\r\nabc\r\n0\r\n\r\n"), _unchunked(b"abc")
    (b'abc', b'abc')
    """
    body, at = bytearray(), 0
    while True:
        end = raw.find(b"\r\n", at)
        try:
            size = int(raw[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(raw):
            return raw
        if size == 0:
            return bytes(body)
        body += raw[end + 2 : end + 2 + size]
        at = end + 2 + size + 2


def _is_sound(url: str) -> bool:
    """Tell whether an address can be taken apart; one with a bracket that holds no IPv6 address cannot."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _malformed(url: str) -> Captured:
    error = ReadError(
        f"Cannot read a page of the web archive: its address {url[:200]!r} is none; give the page itself."
    )
    return Captured(url=url, retrieval=None, content=error)


def _too_large(url: str, max_bytes: int) -> Captured:
    error = TooLargeError(
        f"Cannot read {url!r}: it has more than {max_bytes:,} bytes; raise the setting max_article_bytes."
    )
    return Captured(url=url, retrieval=None, content=error)


def _retrieval(url: str, head: dict[str, str], headers: HTTPMessage) -> Retrieval | None:
    from factcheck.reading.fetching.conditions import retrieval_of  # noqa: PLC0415 - loads httpx

    at = iso_date(head.get("warc-date", ""))
    return None if at is None else retrieval_of(headers, url=url, at=at)
