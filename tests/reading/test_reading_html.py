from __future__ import annotations

import pytest

from factcheck.reading.html import parse_html

BODY = """<p>The council closed the <b>old</b> bridge on Tuesday after engineers found cracks in 12 of its 40 piers.</p>
<p>Repairs will cost $3.2&nbsp;million and last a year, the mayor said in a <a href="/s">statement</a> on Wednesday.</p>
<h2>What next</h2><ul><li>Buses will run twice an hour from the market square, the operator said.</li></ul>
<table><tr><td>Cars</td><td>999</td></tr></table>"""
PARAGRAPHS = [
    "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers.",
    "Repairs will cost $3.2 million and last a year, the mayor said in a statement on Wednesday.",
    "What next",
    "Buses will run twice an hour from the market square, the operator said.",
]
PLAIN = (
    f"<html><head><title>Bridge closed for a year</title></head><body><article>OPENING{BODY}</article></body></html>"
)
PAGE = f"""<!DOCTYPE html><html><head><title>Bridge closed for a year | The Harbour Post</title>
<meta property="og:title" content="Bridge closed for a year"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2025-03-04T08:00:00Z"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://post.example/bridge"></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Bridge closed for a year</h1><p>By Ann Lee</p><p>Published on 4 March 2025, 08:00 GMT</p>{BODY}</article>
<footer>Copyright Harbour Post. All rights reserved.</footer></body></html>"""


def test_the_article_comes_out_without_navigation_headline_byline_and_date() -> None:
    assert parse_html(PAGE).text.split("\n\n") == PARAGRAPHS


def test_the_pages_metadata_is_found() -> None:
    document = parse_html(PAGE)
    assert (document.title, document.publisher) == ("Bridge closed for a year", "The Harbour Post")
    assert (document.published, document.url) == ("2025-03-04", "https://post.example/bridge")


def test_a_fetched_page_cannot_name_another_address() -> None:
    assert parse_html(PAGE, url="https://mirror.example/x").url == "https://mirror.example/x"


@pytest.mark.parametrize(
    "opening",
    [
        "<h1>Bridge closed for a <em>year</em></h1>",
        "<p>By Ann Lee and Bo van Dam</p>",
        "<p>By: Jean O'Neil</p>",
        "<p>Updated: Mar 5, 2025 at 9:30 a.m. EST</p>",
        "<p>Tuesday, 4 March 2025</p>",
    ],
)
def test_each_kind_of_opening_line_is_dropped(opening: str) -> None:
    page = PLAIN.replace("OPENING", opening)
    assert parse_html(page).text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "opening",
    [
        "By Tuesday evening all 40 piers had been looked at by engineers from the port.",
        "Some cars were let over the old bridge at 10:30, the harbour police said.",
        "In 2025 the bridge was closed for a year and then some, the council said.",
    ],
)
def test_a_first_sentence_is_not_taken_for_a_byline_or_date(opening: str) -> None:
    page = f"<html><body><article><p>{opening}</p>{BODY}</article></body></html>"
    assert parse_html(page).text.split("\n\n")[:3] == [opening, *PARAGRAPHS[:2]]


@pytest.mark.parametrize(
    "sentence",
    [
        "<p>The first bridge was opened on 2019-05-12 by the king.</p>",
        "<p>It was opened on 12 May 2019 and shut on 12 May 2019.</p>",
        "<ul><li>Opened 2019/05/12</li></ul>",
        "<footer>&copy; 2019 Harbour Post</footer>",
        "<div>Copyright 2019 Harbour Post</div>",
    ],
)
def test_a_date_in_the_text_is_not_the_articles_date(sentence: str) -> None:
    assert parse_html(PLAIN.replace("OPENING", sentence)).published is None


@pytest.mark.parametrize(
    "stated",
    [
        '<time datetime="2025-03-04T08:00:00Z">4 March</time>',
        '<p class="article-date">2025-03-04</p>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-03-04"}</script>',
    ],
)
def test_a_date_the_page_states_is_the_articles_date(stated: str) -> None:
    assert parse_html(PLAIN.replace("OPENING", stated)).published == "2025-03-04"


def test_a_piece_of_html_and_xhtml_are_read() -> None:
    sentence = PARAGRAPHS[0]
    assert parse_html(f"<p>{sentence}</p>").text == sentence
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>{sentence}</p></body></html>"
    )
    assert parse_html(xhtml).text == sentence


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><script>var x = 1;</script></html>", "<html>", ""]
)
def test_a_page_without_an_article_has_no_text(page: str) -> None:
    assert parse_html(page).text == ""


def test_deeply_nested_markup_does_no_harm() -> None:
    parse_html("<div>" * 3_000 + BODY + "</div>" * 3_000)
