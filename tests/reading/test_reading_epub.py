from __future__ import annotations

from pathlib import Path

import pytest
from papers import archive, epub

from factcheck.datatypes import Reference
from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError
from factcheck.reading import read_article, read_references
from factcheck.reading.epub import parse_epub
from factcheck.settings import Settings

ABOUT = (
    "<dc:title>The bridge inquiry</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Dam</dc:creator>"
    '<dc:publisher>Harbour Press</dc:publisher><dc:language>en-GB</dc:language><dc:date opf:event="modification">'
    '2026-01-01</dc:date><dc:date opf:event="publication">2025-03-04</dc:date>'
)
CHAPTERS = {
    "one.xhtml": "<h1>The bridge inquiry</h1><p>By Ann Lee and Bo Dam</p><p>It&nbsp;was <b>closed</b> in March.</p>",
    "two%20b.xhtml": "<div><p>It has 40 piers.</p><ul><li>12 are cracked.</li></ul>"
    "<table><tr><td>9</td></tr></table></div>",
}


def parsed(data: bytes, max_bytes: int = 100_000):
    return parse_epub(data, name="'a.epub'", max_bytes=max_bytes)


def test_a_book_is_read_in_the_order_of_its_spine_with_its_metadata() -> None:
    chapters = {"one.xhtml": CHAPTERS["one.xhtml"]}
    found = parsed(epub(chapters, about=ABOUT))
    assert found.text == "It was closed in March."
    assert (found.title, found.author, found.publisher) == ("The bridge inquiry", "Ann Lee, Bo Dam", "Harbour Press")
    assert (found.published, found.published_from, found.language) == ("2025-03-04", "EPUB dc:date", "en-GB")


def test_chapters_come_one_after_the_other_without_tables_and_contents() -> None:
    book = epub({"z.xhtml": CHAPTERS["one.xhtml"], "a.xhtml": CHAPTERS["two%20b.xhtml"]}, about=ABOUT)
    assert parsed(book).text.split("\n\n") == ["It was closed in March.", "It has 40 piers.", "12 are cracked."]


def test_a_book_of_a_folder_is_one_reference_and_an_article_may_be_one() -> None:
    Path("books").mkdir()
    Path("books/a.epub").write_bytes(epub({"one.xhtml": CHAPTERS["one.xhtml"]}, about=ABOUT))
    (found,) = read_references("books", settings=Settings())
    assert isinstance(found, Reference)
    assert (found.path, found.language) == ("books/a.epub", "en")
    assert read_article("books/a.epub", settings=Settings()).author == "Ann Lee, Bo Dam"


def test_chapters_are_unpacked_no_further_than_the_limit() -> None:
    bomb = epub({f"{n}.xhtml": "<p>" + "a" * 60_000 + "</p>" for n in range(3)})
    with pytest.raises(TooLargeError, match="more than 100,000 bytes"):
        parsed(bomb)
    with pytest.raises(TooLargeError, match="more than 50,000 bytes"):
        parsed(bomb, max_bytes=50_000)


@pytest.mark.parametrize(
    ("book", "error", "why"),
    [
        (epub({"one.xhtml": "<p> </p>"}), EmptyDocumentError, "no words"),
        (epub({}), EmptyDocumentError, "no words"),
        (archive({"META-INF/container.xml": "<container/>"}), ReadError, "names no package"),
        (archive({"META-INF/container.xml": "<c><rootfile full-path='x.opf'/></c>"}), ReadError, "'x.opf' is missing"),
        (archive({"META-INF/container.xml": "<c>"}), ReadError, "not well-formed"),
        (
            archive({"META-INF/container.xml": "<!DOCTYPE c [<!ENTITY a 'b'>]><c>&a;</c>"}),
            ReadError,
            "declares entities",
        ),
        (epub({"one.xhtml": "<p>Words.</p>"})[:300], ReadError, "ZIP"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(book: bytes, error: type[ReadError], why: str) -> None:
    with pytest.raises(error, match=why):
        parsed(book)


def test_a_chapter_that_is_missing_or_leads_out_is_refused() -> None:
    book = epub({"../../../etc/passwd": "<p>Words.</p>"})
    with pytest.raises(ReadError, match=r"missing|leads out"):
        parsed(book)
