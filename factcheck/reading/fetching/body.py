"""The body of an answer, unpacked while it is small enough.

httpx would unpack each piece whole, and 64 KiB of a packed bomb unpack to 64 MiB.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from factcheck.errors import TooLargeError
from factcheck.reading.fetching.trouble import TroubleError

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPTED = "gzip"
"""The packing we ask for (Accept-Encoding)."""

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP = b"\x1f"  # its first byte; the second may stand in the next piece


def read_body(pieces: Iterable[bytes], *, packing: str, max_bytes: int, url: str) -> bytes:
    """Read a body, at most one byte more of it unpacked than allowed.

    Args:
        pieces: the bytes as they come over the wire.
        packing: its Content-Encoding, lower-case; "" for none.
        max_bytes: most bytes of the unpacked body.
        url: what messages call it.

    Raises:
        TooLargeError: there are more.
        TroubleError: it is packed in a way we did not ask for, or the packed body is broken or cut off.
    """
    if packing in {"", "identity"}:
        body = bytearray()
        for piece in pieces:
            body += piece
            _check(len(body), max_bytes=max_bytes, url=url)
        return bytes(body)
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise TroubleError(f"the answer is packed as {packing[:40]!r}, which was not asked for")
    return _unpacked(pieces, max_bytes=max_bytes, url=url)


def _unpacked(pieces: Iterable[bytes], *, max_bytes: int, url: str) -> bytes:
    """Unpack gzip, of one or more members, or zlib."""
    body = bytearray()
    member = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if member.eof:
                    if not rest.startswith(_GZIP):  # some servers pad the end
                        break
                    member = zlib.decompressobj(_GZIP_OR_ZLIB)
                body += member.decompress(rest, max_bytes + 1 - len(body))
                _check(len(body), max_bytes=max_bytes, url=url)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as err:
        raise TroubleError(f"the packed answer is broken ({err})") from err
    if not member.eof:
        raise TroubleError("the packed answer broke off", again=True)
    return bytes(body)


def _check(n_bytes: int, *, max_bytes: int, url: str) -> None:
    if n_bytes > max_bytes:
        raise TooLargeError(
            f"Cannot fetch {url!r}: it has more than {max_bytes:,} bytes; raise the setting max_article_bytes."
        )
