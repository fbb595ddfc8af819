"""Which format a file is in, and the reader of that format."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from factcheck.errors import ReadError, UnsupportedFormatError
from factcheck.reading import csv_format, docx, epub, feeds, json_format, warc
from factcheck.reading.archive import open_archive
from factcheck.reading.document import Document, make_document
from factcheck.reading.fields import field_names
from factcheck.reading.mail import parse_mail
from factcheck.reading.markdown import parse_markdown
from factcheck.reading.pdf import parse_pdf
from factcheck.reading.xml_tree import root_name

if TYPE_CHECKING:
    from factcheck.settings import Settings

Marked = list[tuple[str, Document | ReadError]]
"""The documents of a file, in order, each with its mark: "" for a whole file, else its id or number."""


class Format(StrEnum):
    """A format that is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MAIL = "mail"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "EPUB"
    WARC = "web archive"
    ARCHIVE = "archive"
    FEED = "feed"

    @property
    def article(self) -> str:
        """Give the name with its article, for messages."""
        return f"an {self}" if self[0] in "aeiou" else f"a {self}"


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
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".eml": Format.MAIL,
}
# text/plain is not among them: servers send Markdown and JSONL under it, so the name or the text decides. Nor is XML:
# web pages and feeds come under the same names, so the root element decides.
_CONTENT_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/markdown": Format.MARKDOWN,
    "application/json": Format.JSON,
    "application/jsonl": Format.JSONL,
    "application/x-ndjson": Format.JSONL,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.CSV,
}
_OFFICE = {
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "mimetype": "an OpenDocument file",
}
_LOOKED_AT = 2000


def format_of_name(suffix: str) -> Format | None:
    """Tell the format by the end of a name (".md"), case ignored; None when it says nothing."""
    return _SUFFIXES.get(suffix.lower())


def format_of_bytes(data: bytes, *, name: str) -> Format | None:
    """Tell a PDF file, a Word document, a book or an archive by its bytes, whatever its name; None for anything else.

    Raises:
        UnsupportedFormatError: it is a spreadsheet, a presentation or an OpenDocument file.
        ReadError: it is an archive that is damaged or holds too many files.
    """
    if data.startswith(b"%PDF-"):
        return Format.PDF
    if data.startswith(warc.START) or (data.startswith(warc.GZIP) and warc.is_packed(data)):
        return Format.WARC
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    names = set(open_archive(BytesIO(data), name=name).namelist())
    if docx.BODY in names:
        return Format.DOCX
    if epub.CONTAINER in names:
        return Format.EPUB
    for path, kind in _OFFICE.items():
        if path in names:
            raise UnsupportedFormatError(f"Cannot read {name}: it is {kind}; save it as text, Markdown, .docx or PDF.")
    return Format.ARCHIVE


def tell_format(text: str, *, suffix: str, content_type: str, name: str) -> Format:
    """Tell the format by content type, else by the end of the name, else by what the text looks like.

    Raises:
        UnsupportedFormatError: the text is XML that is neither a web page nor a feed.
    """
    told = _CONTENT_TYPES.get(content_type) or format_of_name(suffix)
    if told is not None:
        return told
    root = root_name(text[:_LOOKED_AT].lstrip("\ufeff"))
    if root in feeds.ROOTS:
        return Format.FEED
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start):
        return Format.HTML
    if start.startswith("<?xml"):
        raise UnsupportedFormatError(
            f"Cannot read {name}: it is XML, but no web page, feed or sitemap; give text, Markdown, HTML or JSON."
        )
    if json_format.looks_like_json(text):
        return Format.JSON
    return Format.JSONL if json_format.looks_like_jsonl(text) else Format.TEXT


def parse_bytes(data: bytes, *, kind: Format, name: str, settings: Settings) -> Marked:
    """Read the document of a file that is no text: PDF, Word, EPUB or mail.

    Raises:
        ReadError: nothing of it can be read.
    """
    if kind is Format.PDF:
        return [("", parse_pdf(data, name=name, settings=settings))]
    if kind is Format.DOCX:
        return [("", docx.parse_docx(data, name=name))]
    if kind is Format.EPUB:
        return [("", epub.parse_epub(data, name=name, max_bytes=settings.max_article_bytes))]
    return [("", parse_mail(data, name=name))]


def parse(text: str, *, kind: Format, name: str, settings: Settings, url: str | None = None) -> Marked:
    """Read the documents of a text.

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
    return _records(text, kind=kind, name=name, settings=settings)


def _records(text: str, *, kind: Format, name: str, settings: Settings) -> Marked:
    """Read the records of a table, list or JSONL text."""
    fields = field_names(settings.fields)
    if kind is Format.CSV:
        return [(mark(found, number), found) for number, found in csv_format.parse_csv(text, name=name, fields=fields)]
    if kind is Format.JSONL:
        lines = ((number, line.encode("utf-8", "replace")) for number, line in enumerate(text.split("\n"), start=1))
        found = json_format.parse_jsonl(lines, name=name, fields=fields)
        return [(mark(document, number), document) for number, document in found]
    records = json_format.parse_json(text, name=name, fields=fields)
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        return [(mark(document, number), document) for number, document in enumerate(records, start=1)]
    return [("", document) for document in records]


def mark(found: Document | ReadError, number: int) -> str:
    """Name a record among those of its file: by the id it gives itself, else by its number, from 1."""
    own = found.record_id if isinstance(found, Document) else None
    return f"#{own or number}"
