from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.errors import EmptyDocumentError, InputError, TooLargeError
from factcheck.reading import article_from_text, clean_text, make_reference_id, reference_from_text, same_origin
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.datatypes import Reference

REPORT = "The harbour bridge will stay closed until May."


def report(
    *, text: str = REPORT, url: str | None = None, path: str | None = None, title: str | None = None
) -> Reference:
    return reference_from_text(text, url=url, path=path, title=title)


@given(st.text(max_size=60).filter(clean_text))
@hypothesis_settings(deadline=None)
def test_an_articles_own_string_is_never_altered(text: str) -> None:
    assert article_from_text(text).text == text


def test_an_article_keeps_its_metadata() -> None:
    article = article_from_text(
        REPORT, title=" Bridge\nclosed ", published="4 March 2025", url="https://post.example/a"
    )
    assert (article.title, article.published, article.url) == ("Bridge closed", "2025-03-04", "https://post.example/a")
    assert article.path is None


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b\x00\ufeff"])
def test_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyDocumentError, match="no text in the article"):
        article_from_text(text)
    with pytest.raises(EmptyDocumentError, match="no text in the report"):
        reference_from_text(text)


def test_the_size_of_an_article_counts_in_utf8_bytes() -> None:
    settings = Settings(max_article_bytes=10)
    assert article_from_text("\u00e9" * 5, settings=settings).text == "\u00e9" * 5
    with pytest.raises(TooLargeError, match="max_article_bytes"):
        article_from_text("\u00e9" * 5 + "a", settings=settings)
    assert article_from_text("a" * 11).text == "a" * 11


def test_a_date_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(InputError, match="03/04/2025"):
        article_from_text(REPORT, published="03/04/2025")
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        reference_from_text(REPORT, published="soon")


def test_a_reference_holds_clean_text_and_its_hash() -> None:
    reference = reference_from_text(
        "The  bridge\r\nis closed.\x00",
        title="T",
        publisher="Post",
        published="2025-03-04",
        url="https://p.example",
        path="a.txt",
    )
    assert reference.text == "The bridge\nis closed."
    assert reference.sha256 == hashlib.sha256(b"The bridge\nis closed.").hexdigest()
    assert reference.reference_id == reference.sha256[:16]
    assert (reference.title, reference.publisher, reference.published) == ("T", "Post", "2025-03-04")
    assert (reference.url, reference.path) == ("https://p.example", "a.txt")


def test_the_same_report_has_one_id_wherever_it_was_read() -> None:
    ids = {
        report().reference_id,
        report(path="a/b.txt").reference_id,
        report(url="https://post.example/a", title="Bridge").reference_id,
        report(text="The harbour  bridge will\u00a0stay closed until May.\r\n").reference_id,
        make_reference_id(REPORT),
    }
    assert len(ids) == 1
    assert make_reference_id("The harbour bridge will stay closed until June.") not in ids


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://Post.example/a/", "http://post.example/a", True),
        ("https://post.example/a?utm_source=x&fbclid=1", "https://post.example:443/a", True),
        ("https://post.example/a?id=1", "https://post.example/a?id=2", False),
        ("https://post.example/a", "https://post.example/b", False),
        ("https://post.example/a", "https://other.example/a", False),
        ("https://post.example:8443/a", "https://post.example/a", False),
        ("https://post.example/all.json#7a", "https://post.example/all.json#7b", False),
        ("http://[broken", "http://[broken", True),
    ],
)
def test_one_address_is_one_report(a: str, b: str, same: bool) -> None:  # noqa: FBT001 - a table's column
    old, new = report(url=a, path="one.html"), report(text="Changed.", url=b, path="one.html")
    assert same_origin(old, new) is same
    assert same_origin(new, old) is same


def test_one_file_is_one_report_when_an_address_is_missing() -> None:
    old = report(path="reports/bridge.txt", title="Old headline")
    assert same_origin(old, report(text="Changed.", path="./reports/bridge.txt", title="New headline"))
    assert same_origin(old, report(text="Changed.", path="reports/bridge.txt", url="https://post.example/a"))
    assert not same_origin(old, report(text="Changed.", path="reports/other.txt"))
    assert not same_origin(report(), report())


def test_numbered_records_of_a_file_must_agree_in_title_too() -> None:
    old = report(path="all.jsonl#3", title="Bridge closed")
    assert same_origin(old, report(text="Changed.", path="all.jsonl#3", title="Bridge closed"))
    assert not same_origin(old, report(text="Changed.", path="all.jsonl#3", title="Ferry delayed"))
    named = report(path="all.jsonl#bridge", title="Bridge closed")
    assert same_origin(named, report(text="Changed.", path="all.jsonl#bridge", title="Bridge opened"))
