from __future__ import annotations

from pathlib import Path

import pytest
from papers import pdf

from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError
from factcheck.reading import read_article
from factcheck.reading.pdf import parse_pdf
from factcheck.settings import Settings

LINES = [
    "The council closed the old bridge on Tuesday after engineers found cracks in twelve of",
    "its forty piers. Ferries will carry people across the river until the repairs are done, a",
    "spokes-",
    "woman said.",
    "The repairs will cost 12 million euros, the council estimates, and take two years at least,",
    "in the well-known manner of such works.",
]
TEXT = (
    "The council closed the old bridge on Tuesday after engineers found cracks in twelve of its forty piers. Ferries "
    "will carry people across the river until the repairs are done, a spokeswoman said.\n\nThe repairs will cost 12 "
    "million euros, the council estimates, and take two years at least, in the well-known manner of such works."
)


def read(data: bytes, **settings: float):
    return parse_pdf(data, name="'a.pdf'", settings=Settings(**settings))


def test_lines_are_joined_to_paragraphs() -> None:
    assert read(pdf([LINES])).text == TEXT


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    page = "The council closed the old bridge on Tuesday, and the ferry took over"
    pages = [
        ["City Press, 4 March 2025", f"{page} {word}.", f"Page {n} of 4"] for n, word in enumerate("abcd", start=1)
    ]
    text = read(pdf(pages)).text
    assert "City Press" not in text
    assert "Page" not in text
    assert text.count("The council closed") == 4


def test_a_title_counts_and_is_dropped_when_the_page_shows_it() -> None:
    shown = read(
        pdf([["Bridge closed", "", *LINES]], about="/Title (Bridge closed) /Author (Ann Lee)", root="/Lang (en-GB)")
    )
    assert (shown.title, shown.author, shown.language, shown.text) == ("Bridge closed", "Ann Lee", "en-GB", TEXT)
    assert read(pdf([LINES], about="/Title (Microsoft Word - draft3.doc)")).title is None


def test_the_dates_of_the_file_are_not_taken_for_publication() -> None:
    assert read(pdf([LINES], about="/CreationDate (D:20250304080000Z)")).published is None


def test_a_scan_is_told() -> None:
    with pytest.raises(EmptyDocumentError, match=r"no text in 'a\.pdf': its 2 pages are pictures"):
        read(pdf([[], []]))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLargeError, match=r"it has 3 pages, the limit is 2.*max_pdf_pages"):
        read(pdf([LINES] * 3), max_pdf_pages=2)


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 1,000 characters"):
        read(pdf([LINES] * 4), max_article_bytes=1_000)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReadError, match=r"more than 0\.01 seconds.*pdf_timeout_seconds"):
        read(pdf([LINES]), pdf_timeout_seconds=0.01)


def test_a_locked_file_is_told() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "a" * 32 + ") /U (" + "b" * 32 + ") /P -4 >> /ID [<00> <00>]"
    )
    with pytest.raises(ReadError, match="protected by a password"):
        read(pdf([LINES], trailer=locked))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 3_000, pdf([LINES])[:300]])
def test_a_damaged_file_is_told(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(data)


def test_modules_in_the_working_folder_are_not_run() -> None:
    Path("pypdf.py").write_text("raise SystemExit('run')")
    Path("a.pdf").write_bytes(pdf([LINES]))
    assert read_article("a.pdf", settings=Settings()).text == TEXT
