from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from strategies import hostile_text

from factcheck.report.links import archive_link, deep_link, web_address
from factcheck.report.plain import clean


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "ftp://example.org/a",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/a",
        "https:///nowhere",
        "https://[half",
        "https://example.org/\u202egnp.exe",
        "https://example.org/\nhttps://example.com",
        "example.org",
    ],
)
def test_an_address_that_a_browser_should_not_follow_is_none(url) -> None:
    assert web_address(url) is None
    assert deep_link(url, "It rained.") is None
    assert archive_link(url, "2024-05-02") is None


def test_a_quotation_mark_cannot_leave_an_attribute() -> None:
    assert web_address('https://example.org/"><b>') == "https://example.org/%22%3E%3Cb%3E"


def test_a_link_to_a_page_with_a_directive_gets_the_new_one() -> None:
    assert deep_link("https://example.org/a#part:~:text=old", "New.") == "https://example.org/a#part:~:text=New."


def test_a_hyphen_of_the_sentence_is_no_mark_of_a_prefix() -> None:
    assert deep_link("https://example.org", "A two-fold rise.") == "https://example.org#:~:text=A%20two%2Dfold%20rise."


def test_an_archived_copy_without_a_date_is_any() -> None:
    assert archive_link("https://example.org", None) == "https://web.archive.org/web/*/https://example.org"
    assert archive_link("https://example.org", "May 2024") == "https://web.archive.org/web/*/https://example.org"


@settings(deadline=None, max_examples=50)
@given(hostile_text())
def test_a_directive_holds_the_words_and_no_mark_of_its_grammar(text: str) -> None:
    link = deep_link("https://example.org/a", text)
    assert link is not None
    assert link.isascii()
    page, _, directive = link.partition("#:~:text=")
    assert page == "https://example.org/a"
    assert not set(directive) & set("&- #\"<>'")
    words = clean(text).split()
    first, _, last = (unquote(part) for part in directive.partition(","))
    assert " ".join(words).startswith(first)
    assert " ".join(words).endswith(last)
