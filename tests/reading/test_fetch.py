"""Articles and references from addresses, as the rest of the room sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import moved, page, serving

from factcheck.datatypes import Reference
from factcheck.errors import FetchError, ReadError
from factcheck.reading import Unread, read_all, read_article, read_references
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."
PAGE = f"<html><head><title>Bridge closed</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
RECORDS = '[{"text": "One is."}, {"text": "Two is.", "url": "https://post.example/2"}, {"title": "none"}]'
SETTINGS = {"allow_private": True, "fetch_host_delay_seconds": 0.0, "fetch_attempts": 1}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    answers = {
        "/page": page(PAGE, "text/html; charset=utf-8"),
        "/note.md": page("# Title\n\nSome *words*."),
        "/plain": page("Some *words*.", ""),
        "/western": page("\u041c\u043e\u0441\u0442".encode("cp1251"), "text/plain; charset=windows-1251"),
        "/all": page(RECORDS, "application/json"),
        "/empty": page(""),
        "/moved": moved("/page"),
    }
    with serving(answers) as running:
        yield running.url


def test_an_article_is_read_from_its_address(site: str) -> None:
    article = read_article(site + "/moved", settings=Settings(**SETTINGS))
    assert (article.text, article.title, article.url) == (SENTENCE, "Bridge closed", site + "/page")
    assert article.path is None


def test_the_name_tells_the_format_of_plain_text(site: str) -> None:
    note, plain = (read_article(site + path, settings=Settings(**SETTINGS)) for path in ("/note.md", "/plain"))
    assert (note.title, note.text) == ("Title", "Some words.")
    assert (plain.title, plain.text) == (None, "Some *words*.")


def test_the_charset_of_the_header_counts(site: str) -> None:
    assert read_article(site + "/western", settings=Settings(**SETTINGS)).text == "\u041c\u043e\u0441\u0442"


def test_the_scheme_of_an_article_must_be_of_the_web() -> None:
    with pytest.raises(FetchError, match="only http and https"):
        read_article("ftp://post.example/a", settings=Settings(**SETTINGS))


def test_references_of_one_address_are_told_apart(site: str) -> None:
    one, two, bad = read_references(site + "/all", settings=Settings(**SETTINGS))
    assert (one.url, two.url) == (site + "/all#1", "https://post.example/2")
    assert bad.path_or_url == site + "/all#3"


def test_a_reference_that_cannot_be_fetched_is_raised(site: str) -> None:
    with pytest.raises(FetchError, match="404"):
        list(read_references(site + "/nowhere", settings=Settings(**SETTINGS)))


def test_a_bad_address_among_several_stops_nothing_and_is_told_in_its_place(site: str, tmp_path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("From a file.")
    sources = [site + "/page", site + "/nowhere", str(file), site + "/empty", site + "/plain"]
    found = list(read_all(sources, settings=Settings(**SETTINGS)))
    assert [one.text for one in found if isinstance(one, Reference)] == [SENTENCE, "From a file.", "Some *words*."]
    assert [one.path_or_url for one in found if isinstance(one, Unread)] == [site + "/nowhere", site + "/empty"]
    assert [isinstance(one, Unread) for one in found] == [False, True, False, True, False]


def test_a_password_is_not_repeated_in_what_was_not_read(site: str) -> None:
    (bad, _) = read_all(["http://ann:secret@post.example/", site + "/plain"], settings=Settings(**SETTINGS))
    assert "secret" not in bad.path_or_url + str(bad.error)


def test_a_missing_file_among_addresses_is_raised(site: str) -> None:
    with pytest.raises(ReadError, match="no file"):
        list(read_all([site + "/page", "none.txt"], settings=Settings(**SETTINGS)))
