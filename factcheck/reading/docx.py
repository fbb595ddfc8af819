"""Word documents (.docx): the words of the body, with title, author and language from the document's properties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from factcheck.errors import UnsupportedFormatError
from factcheck.reading.archive import open_archive, read_member
from factcheck.reading.document import Document, make_document
from factcheck.reading.opening import without_opening
from factcheck.reading.xml_tree import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

BODY = "word/document.xml"
"""The file that makes an archive a Word document."""

_PROPERTIES = "docProps/core.xml"
_MOST_XML = 50_000_000  # bytes unpacked: markup takes ten times the room of the words
# What is deleted or moved away, tables (as in the other formats), the second form of a text box, and fields' codes.
_LEFT_OUT = frozenset({"del", "moveFrom", "tbl", "Fallback", "instrText", "delText", "pPr", "rPr"})


def parse_docx(data: bytes, *, name: str) -> Document:
    """Read a Word document.

    Insertions that are not yet accepted are read, deletions are not. Tables, footnotes, headers and footers are left
    out. The title is that of the properties, else the first paragraph in the style Title; first lines that repeat
    headline or byline are dropped. The properties hold the dates of the file, not of publication, so there is none.

    Raises:
        UnsupportedFormatError: it is an archive, but no Word document.
        ReadError: it is damaged.
    """
    opened = open_archive(io.BytesIO(data), name=name)
    body = read_member(opened, BODY, name=name, max_bytes=_MOST_XML)
    if body is None:
        raise UnsupportedFormatError(f"Cannot read {name}: it holds no Word document; save it as .docx.")
    paragraphs = list(_paragraphs(parse_xml(body, name=name)))
    properties = _properties(read_member(opened, _PROPERTIES, name=name, max_bytes=_MOST_XML), name=name)
    styled = next((words for style, words in paragraphs if style == "title"), None)
    author = properties.get("creator")
    lines = without_opening(
        [words for _, words in paragraphs],
        headlines=[words for words in (properties.get("title"), styled) if words],
        authors=[author] if author else [],
    )
    return make_document(
        "\n\n".join(lines),
        title=properties.get("title") or styled,
        author=author,
        language=properties.get("language"),
    )


def _paragraphs(root: _Element) -> Iterator[tuple[str, str]]:
    """Give the style, lower-case, and the words of each paragraph that has some, in order."""
    for paragraph in _kept(root):
        if local_name(paragraph) != "p":
            continue
        words = "".join(_words(paragraph))
        if words.strip():
            styles = paragraph.findall("{*}pPr/{*}pStyle")
            style = next((value for mark in styles for value in mark.values()), "")
            yield style.lower(), words


def _kept(root: _Element) -> Iterator[_Element]:
    """Walk the elements in order of the document, what is left out passed over."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local_name(element) not in _LEFT_OUT:
            yield element
            waiting.extend(reversed(element))


def _words(paragraph: _Element) -> Iterator[str]:
    """Give the pieces of text of a paragraph; one inside it, of a text box, has its own turn."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        kind = local_name(element)
        if kind == "t":
            yield element.text or ""
        elif kind in {"tab", "br", "cr"}:
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind != "p" and kind not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _properties(data: bytes | None, *, name: str) -> dict[str, str]:
    if data is None:
        return {}
    return {local_name(element): (element.text or "").strip() for element in parse_xml(data, name=name)}
