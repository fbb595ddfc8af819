"""Which format a text is in, and the reader of that format."""

from __future__ import annotations

from enum import StrEnum

from factcheck.errors import ReadError, UnsupportedFormatError
from factcheck.reading import json_format
from factcheck.reading.document import Document, make_document
from factcheck.reading.markdown import parse_markdown


class Format(StrEnum):
    """A format that is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}
# text/plain is not among them: servers send Markdown and JSONL under it, so the name or the text decides.
_CONTENT_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/markdown": Format.MARKDOWN,
    "application/json": Format.JSON,
    "application/jsonl": Format.JSONL,
    "application/x-ndjson": Format.JSONL,
}
_LOOKED_AT = 2000


def format_of_name(suffix: str) -> Format | None:
    """Tell the format by the end of a name (".md"), case ignored; None when it says nothing."""
    return _SUFFIXES.get(suffix.lower())


def tell_format(text: str, *, suffix: str, content_type: str, name: str) -> Format:
    """Tell the format by content type, else by the end of the name, else by what the text looks like.

    Raises:
        UnsupportedFormatError: the text is XML that is no web page, for instance a feed.
    """
    told = _CONTENT_TYPES.get(content_type) or format_of_name(suffix)
    if told is not None:
        return told
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start):
        return Format.HTML
    if start.startswith("<?xml"):
        raise UnsupportedFormatError(f"Cannot read {name}: it looks like XML; give text, Markdown, HTML or JSON.")
    if json_format.looks_like_json(text):
        return Format.JSON
    return Format.JSONL if json_format.looks_like_jsonl(text) else Format.TEXT


def parse(text: str, *, kind: Format, name: str, url: str | None = None) -> list[tuple[str, Document | ReadError]]:
    """Read the documents of a text, in order, each with its mark: "" for a whole file, else its id or number.

    Raises:
        ReadError: nothing of it can be read.
    """
    if kind is Format.TEXT:
        return [("", make_document(text, url=url))]
    if kind is Format.MARKDOWN:
        return [("", parse_markdown(text))]
    if kind is Format.HTML:
        from factcheck.reading.html import parse_html  # noqa: PLC0415 - trafilatura takes a while to import

        return [("", parse_html(text, url=url))]
    if kind is Format.JSONL:
        lines = ((number, line.encode("utf-8", "replace")) for number, line in enumerate(text.split("\n"), start=1))
        return [(mark(found, number), found) for number, found in json_format.parse_jsonl(lines, name=name)]
    records = json_format.parse_json(text, name=name)
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        return [(mark(found, number), found) for number, found in enumerate(records, start=1)]
    return [("", found) for found in records]


def mark(found: Document | ReadError, number: int) -> str:
    """Name a record among those of its file: by the id it gives itself, else by its number, from 1."""
    own = found.record_id if isinstance(found, Document) else None
    return f"#{own or number}"
