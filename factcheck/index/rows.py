"""Makes references and passages of the rows of a table, in whichever engine it lies (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Passage, Reference, Retrieval
from factcheck.index.schema import DETAILS

if TYPE_CHECKING:
    from collections.abc import Sequence


def reference_of(row: Sequence[Any]) -> Reference:
    """Make a reference of its own columns, its details, and how it was fetched, in the order of the tables."""
    reference_id, text, sha256, title, publisher, published, url, path, *further = row
    page_url, retrieved_at, etag, last_modified = further[len(DETAILS) :]
    return Reference(
        reference_id=reference_id,
        text=text,
        sha256=sha256,
        title=title,
        publisher=publisher,
        published=published,
        url=url,
        path=path,
        **dict(zip(DETAILS, further, strict=False)),
        retrieval=None
        if page_url is None
        else Retrieval(url=page_url, at=retrieved_at, etag=etag, last_modified=last_modified),
    )


def passage_of(row: Sequence[Any]) -> Passage:
    """Make a passage of reference id, position, start, end and text."""
    reference_id, position, start, end, text = row
    return Passage(reference_id=reference_id, position=position, start=start, end=end, text=text)
