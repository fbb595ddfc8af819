"""Books and long reports in EPUB: the words of the chapters in reading order, with what the package says of itself."""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError
from factcheck.reading.archive import open_archive, read_member
from factcheck.reading.document import Document, make_document
from factcheck.reading.encoding import decode
from factcheck.reading.opening import without_opening
from factcheck.reading.xml_tree import local_name, parse_xml

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

CONTAINER = "META-INF/container.xml"
"""The file that makes an archive an EPUB (OCF 3.3, 4.2.6.3.1)."""


def parse_epub(data: bytes, *, name: str, max_bytes: int) -> Document:
    """Read a book as one document: chapters in the order of its spine, the table of contents left out.

    Its date is that of publication (`dc:date`); when the file was made does not count.

    Args:
        data: the file.
        name: what messages call it.
        max_bytes: most bytes of its chapters together, unpacked.

    Raises:
        EmptyDocumentError: it has no words, as a book of pictures.
        TooLargeError: its chapters are larger.
        ReadError: it is damaged, or its chapters are encrypted.
    """
    opened = open_archive(io.BytesIO(data), name=name)
    path = _package_path(_part(opened, CONTAINER, name=name, max_bytes=max_bytes), name=name)
    package = parse_xml(_part(opened, path, name=name, max_bytes=max_bytes), name=name)
    about = _about(package)
    lines = list(_lines(opened, package, folder=posixpath.dirname(path), name=name, max_bytes=max_bytes))
    title, authors = next(iter(about.get("title", [])), None), about.get("creator", [])
    if not lines:
        raise EmptyDocumentError(f"There is no text in {name}: its chapters have no words; give the text itself.")
    return make_document(
        "\n\n".join(without_opening(lines, headlines=[title or ""], authors=authors)),
        title=title,
        author=", ".join(authors),
        publisher=next(iter(about.get("publisher", [])), None),
        published=next(iter(about.get("date", [])), None),
        published_from="EPUB dc:date",
        language=next(iter(about.get("language", [])), None),
    )


def _package_path(container: bytes, *, name: str) -> str:
    for element in parse_xml(container, name=name).iter("{*}rootfile"):
        if element.get("full-path"):
            return str(element.get("full-path"))
    raise ReadError(f"Cannot read {name}: it names no package; save it again as EPUB.")


def _about(package: _Element) -> dict[str, list[str]]:
    """Give the metadata by name, a date only when it is of publication or does not say what of (EPUB 2)."""
    about: dict[str, list[str]] = {}
    for element in package.iterfind("{*}metadata/*"):
        events = [value for key, value in element.items() if key.rpartition("}")[2] == "event"]
        if element.text and element.text.strip() and all(event == "publication" for event in events):
            about.setdefault(local_name(element), []).append(element.text.strip())
    return about


def _lines(opened: zipfile.ZipFile, package: _Element, *, folder: str, name: str, max_bytes: int) -> Iterator[str]:
    """Give the paragraphs of the chapters in order."""
    from factcheck.reading.html import paragraphs_of_markup  # noqa: PLC0415 - trafilatura takes a while to import

    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    n_bytes = 0
    for place in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(place.get("idref"))
        if item is None or place.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        content = _part(opened, path, name=name, max_bytes=max_bytes)
        n_bytes += len(content)
        if n_bytes > max_bytes:
            raise TooLargeError(
                f"Cannot read {name}: its chapters have more than {max_bytes:,} bytes; split it or raise the setting "
                "max_article_bytes."
            )
        yield from paragraphs_of_markup(decode(content, name=f"{path!r} of {name}"))


def _part(opened: zipfile.ZipFile, path: str, *, name: str, max_bytes: int) -> bytes:
    content = read_member(opened, path, name=name, max_bytes=max_bytes)
    if content is None:
        raise ReadError(f"Cannot read {name}: its part {path!r} is missing; save it again as EPUB.")
    return content
