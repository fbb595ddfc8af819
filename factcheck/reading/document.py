"""What a format reader hands on: the clean text of one document and what the document says of itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from factcheck.reading.dates import iso_date
from factcheck.reading.text import clean_text, one_line

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a file or page; `text` is clean and may be empty, `published` is ISO 8601 or None.

    `record_id` is the name a record of a JSONL file or JSON list gives itself, or None.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    record_id: str | None = None


def make_document(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    record_id: str | None = None,
) -> Document:
    """Clean the text and the metadata found beside it.

    A date that cannot be read without guessing is logged and left out, and so is an address that is not http(s): a
    report without a date is of more use than no report.
    """
    iso = iso_date(published) if published and published.strip() else None
    if published and published.strip() and iso is None:
        _LOG.warning("The date %r was left out; write it as YYYY-MM-DD.", published)
    address = one_line(url)
    if address is not None and urlsplit(address).scheme.lower() not in {"http", "https"}:
        address = None
    return Document(
        text=clean_text(text),
        title=one_line(title),
        publisher=one_line(publisher),
        published=iso,
        url=address,
        record_id=one_line(record_id),
    )
