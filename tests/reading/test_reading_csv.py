from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import EmptyDocumentError, InputError, ReadError
from factcheck.reading.csv_format import parse_csv
from factcheck.reading.document import Document
from factcheck.reading.fields import field_names
from factcheck.reading.text import clean_text


def read(table: str, /, **fields: str) -> list[Document | ReadError]:
    return [found for _, found in parse_csv(table, name="'a.csv'", fields=field_names(fields))]


def test_every_column_with_a_known_name_is_read() -> None:
    text = "ID,Headline,Body,Source,Date,URL,Author,Lang\n7,Bridge,It is closed.,Post,2025-03-04,https://p.example/7,Ann,en_GB\n"
    assert read(text) == [
        Document(
            text="It is closed.",
            title="Bridge",
            publisher="Post",
            published="2025-03-04",
            url="https://p.example/7",
            record_id="7",
            author="Ann",
            language="en-GB",
            published_from="field Date",
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_row_tells_the_delimiter(delimiter: str) -> None:
    (found,) = read(f'\ufefftitle{delimiter}text\r\nA{delimiter}"One, two; three.\nFour{delimiter}."\r\n')
    assert isinstance(found, Document)
    assert found.text == clean_text(f"One, two; three.\nFour{delimiter}.")


def test_a_mapping_says_where_the_fields_are() -> None:
    (found,) = read("Story;Kop\nIt is closed.;Bridge\n", text="story", title="Kop")
    assert (found.text, found.title) == ("It is closed.", "Bridge")
    with pytest.raises(ReadError, match=r"no column is named 'lede', got \['text'\].*--field text=NAME"):
        read("text\nIt is closed.\n", text="lede")
    with pytest.raises(InputError, match="no field 'body'; map one of text, title"):
        read("text\nIt is closed.\n", body="x")


def test_an_unquoted_comma_cuts_no_text_short() -> None:
    bad, good = read("title,text\nA,One, two.\nB,Three.\n")
    assert "3 cells for 2 columns; put quotes" in str(bad)
    assert good.text == "Three."


def test_rows_before_a_broken_one_are_read_and_the_rest_is_told() -> None:
    one, bad = read('text\nOne.\n"Two.\nThree.\n')
    assert one.text == "One."
    assert "row 2 of 'a.csv', nor what comes after it" in str(bad)


def test_a_row_without_text_is_told_and_empty_rows_are_passed_over() -> None:
    bad, good = read("title,text\nA\n,\n\nB,Two.\n")
    assert isinstance(bad, EmptyDocumentError)
    assert good.text == "Two."


@pytest.mark.parametrize("text", ["text\n", "text", "", "\n\n"])
def test_a_table_without_rows_is_refused(text: str) -> None:
    with pytest.raises(EmptyDocumentError, match="no rows"):
        read(text)


def test_a_text_may_be_long() -> None:
    (found,) = read('text\n"' + "word " * 100_000 + '"\n')
    assert len(found.text) == 499_999


def test_first_lines_that_repeat_title_and_author_are_dropped() -> None:
    (found,) = read('title,author,text\nBridge closed,Ann Lee,"BRIDGE CLOSED\n\nBy Ann Lee\n\nIt is closed."\n')
    assert found.text == "It is closed."
    (alone,) = read("title,text\nBridge closed,Bridge closed\n")
    assert alone.text == "Bridge closed"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_what_python_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("publisher", "text"), *rows])
    expected = [clean_text(text) for publisher, text in rows if publisher.strip() or text.strip()]
    try:
        found = read(stream.getvalue())
    except EmptyDocumentError:
        found = []
    assert [one.text if isinstance(one, Document) else "" for one in found] == expected
