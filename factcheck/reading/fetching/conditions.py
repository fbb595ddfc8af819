"""Conditional requests (RFC 9110, 13): asking for a page only if it has changed since we had it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from factcheck.datatypes import Retrieval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPMessage

NOT_MODIFIED = 304
_MOST_CHARACTERS = 1_000  # of a header kept; entity tags have about 40


def conditions(before: Retrieval | None) -> dict[str, str]:
    """Give the headers that ask for a page only if it has changed; none when its server gave nothing to go by.

    Both are sent when both are known: a server that knows entity tags must ignore the date then (RFC 9110, 13.1.3).

    >>> conditions(Retrieval(url="https://post.example/a", at="2025-03-04T08:00:00+00:00", etag='W/"7"'))
    {'If-None-Match': 'W/"7"'}
    """
    if before is None:
        return {}
    headers = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in headers.items() if value is not None}


def retrieval_of(
    headers: Mapping[str, str] | HTTPMessage, *, url: str, before: Retrieval | None = None, at: str | None = None
) -> Retrieval:
    """Note how a page came, and when.

    Args:
        headers: of the answer; names are compared without case.
        url: its address.
        before: how it came before, for a 304, which need not repeat the validators.
        at: when, in ISO 8601; None for now.
    """
    etag, modified = (_kept(headers.get(name)) for name in ("etag", "last-modified"))
    if before is not None and etag is None and modified is None:
        etag, modified = before.etag, before.last_modified
    when = at or datetime.now(UTC).isoformat(timespec="seconds")
    return Retrieval(url=url, at=when, etag=etag, last_modified=modified)


def _kept(value: str | None) -> str | None:
    """Give a header that can be sent back as it is; None for none, an over-long one and one that is not plain ASCII."""
    text = (value or "").strip()
    return text if text and text.isascii() and text.isprintable() and len(text) <= _MOST_CHARACTERS else None
