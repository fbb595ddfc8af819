"""Articles and reports from what requests hold: texts, addresses and files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from factcheck.errors import EmptyDocumentError, InputError
from factcheck.reading import (
    Unread,
    article_from_text,
    iso_date,
    read_article,
    read_references,
    reference_from_text,
)
from factcheck.report.article_record import article_record
from factcheck.report.json_format import encode
from factcheck.report.links import web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims import SentenceReading
    from factcheck.datatypes import Article, Claim, Reference
    from factcheck.serve.bodies import ArticleBody, ReferenceBody
    from factcheck.settings import Settings

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def article_of(body: ArticleBody, settings: Settings) -> Article:
    """Take the article of a request, or fetch it.

    Raises:
        InputError: it has neither text nor address, or an address that is no web address.
        ReadError: the text is empty or too large, or the address cannot be fetched or read.
    """
    if body.text is not None:
        return article_from_text(body.text, title=body.title, published=body.published, url=body.url, settings=settings)
    read = read_article(_address(body.url), settings=settings)
    return replace(read, title=body.title or read.title, published=_date(body.published) or read.published)


def article_of_file(content: bytes, name: str, settings: Settings) -> Article:
    """Read the article of a file that was sent.

    Raises:
        ReadError: it cannot be read; see `read_article`.
    """
    with TemporaryDirectory() as folder:
        path = _kept(content, name, Path(folder))
        return replace(read_article(path, settings=settings), path=None)


def reference_of(body: ReferenceBody, settings: Settings) -> list[Reference]:
    """Take the report of a request, or fetch it: one, or those of a feed.

    Raises:
        InputError: it has neither text nor address, an address that is no web address, or a date that is none.
        ReadError: the text is empty or too large, or the address cannot be fetched or read.
    """
    if body.text is not None:
        _ = article_from_text(body.text, settings=settings)  # holds the limit on sizes
        return [
            reference_from_text(
                body.text, title=body.title, publisher=body.publisher, published=body.published, url=body.url
            )
        ]
    given: dict[str, Any] = {
        name: value
        for name, value in (
            ("title", body.title),
            ("publisher", body.publisher),
            ("published", _date(body.published)),
        )
        if value
    }
    found = _read(_address(body.url), settings)
    return [replace(found[0], **given)] if len(found) == 1 else found


def references_of_file(content: bytes, name: str, settings: Settings) -> list[Reference]:
    """Read the reports of a file that was sent.

    Raises:
        ReadError: nothing of it can be read.
    """
    with TemporaryDirectory() as folder:
        path = _kept(content, name, Path(folder))
        return [
            replace(reference, path=(reference.path or "").replace(str(path), PurePath(name).name) or None)
            for reference in _read(path, settings)
        ]


def found_in(article: Article, claims: Sequence[Claim], skipped: Sequence[SentenceReading]) -> dict[str, Any]:
    """Give an article with its claims and skipped sentences as plain values."""
    return {
        "article": article_record(article) | {"text": article.text},
        "claims": encode(claims),
        "skipped": [
            {"start": s.start, "end": s.end, "text": s.text, "kind": s.kind.value, "why": s.why} for s in skipped
        ],
    }


def _read(source: str | Path, settings: Settings) -> list[Reference]:
    found = list(read_references(source, settings=settings))
    read = [each for each in found if not isinstance(each, Unread)]
    if not read:
        why = next((str(each.error) for each in found if isinstance(each, Unread)), "there is no text in it")
        raise EmptyDocumentError(f"No report could be read: {why} Nothing was changed.")
    return read


def _kept(content: bytes, name: str, folder: Path) -> Path:
    """Put what was sent into a file whose ending tells its format, under a name of ours."""
    suffix = PurePath(name).suffix
    path = folder / f"sent{suffix.lower() if _SUFFIX.fullmatch(suffix) else ''}"
    path.write_bytes(content)
    return path


def _address(url: str | None) -> str:
    address = web_address(url.strip()) if url else None
    if address is None:
        raise InputError(f"Give a text, or an address that begins with http:// or https://, got {url!r}.")
    return address


def _date(published: str | None) -> str | None:
    if not published or not published.strip():
        return None
    date = iso_date(published)
    if date is None:
        raise InputError(f"published must be a date or date-time in ISO 8601, got {published!r}; write YYYY-MM-DD.")
    return date
