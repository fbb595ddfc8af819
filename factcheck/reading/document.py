"""What a format reader hands on: the clean text of one document and what the document says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from factcheck.reading.dates import iso_date
from factcheck.reading.opening import without_repetition
from factcheck.reading.text import clean_text, one_line

_LOG = logging.getLogger(__name__)
_DATE_SHOWN = 40  # characters; what is longer is no date, and may be a draft
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # BCP 47, and the underscore many write


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a file or page; `text` is clean and may be empty, dates are ISO 8601 or None.

    `published_from` and `updated_from` name the signal a date came from. `record_id` is the name a record of a table,
    JSONL file or JSON list gives itself, or None. `language` is a language tag such as "en-GB", as the document states
    it, or None.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    record_id: str | None = None
    author: str | None = None
    language: str | None = None
    updated: str | None = None
    published_from: str | None = None
    updated_from: str | None = None


def make_document(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    record_id: str | None = None,
    author: str | None = None,
    language: str | None = None,
    updated: str | None = None,
    published_from: str | None = None,
    updated_from: str | None = None,
    repeats: bool = False,
) -> Document:
    """Clean the text and the metadata found beside it.

    A date that cannot be read without guessing is logged and left out, and so is an address that is not http(s) and a
    language that is no language tag: a report without a date is of more use than no report. `repeats` tells that the
    text may say title and author again in its first lines, which are dropped then.
    """
    first, last = _date(published), _date(updated)
    clean = clean_text(text)
    return Document(
        text=without_repetition(clean, title=title, author=author) if repeats else clean,
        title=one_line(title),
        publisher=one_line(publisher),
        published=first,
        url=_address(url),
        record_id=one_line(record_id),
        author=one_line(author),
        language=_language(language),
        updated=last,
        published_from=one_line(published_from) if first else None,
        updated_from=one_line(updated_from) if last else None,
    )


def _date(raw: str | None) -> str | None:
    if raw is None or not raw.strip():
        return None
    iso = iso_date(raw)
    if iso is None:
        _LOG.warning("The date %r was left out; write it as YYYY-MM-DD.", raw[:_DATE_SHOWN])
    return iso


def _address(url: str | None) -> str | None:
    address = one_line(url)
    try:
        return address if address and urlsplit(address).scheme.lower() in {"http", "https"} else None
    except ValueError:  # a bracket that is not closed
        return None


def _language(tag: str | None) -> str | None:
    """Give a language tag with hyphens; None for what is none."""
    text = one_line(tag)
    return text.replace("_", "-") if text and _LANGUAGE.fullmatch(text) else None
