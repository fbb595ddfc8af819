"""Author, language, dates of publication and change, and the signals they came from, in each format that has them."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from papers import archive, docx
from sites import Site, page, serving

from factcheck.datatypes import Reference
from factcheck.reading import language_of, make_reference_id, read_article, read_references
from factcheck.reading.html import parse_html
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."
SETTINGS = Settings(allow_private=True, fetch_host_delay_seconds=0.0, fetch_attempts=1)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({}) as running:
        yield running


def told(reference: object) -> tuple[str | None, ...]:
    assert isinstance(reference, Reference), reference
    names = ("author", "published", "published_from", "updated", "updated_from", "language")
    return tuple(getattr(reference, name) for name in names)


def read(name: str, content: str | bytes, **settings: object) -> tuple[str | None, ...]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read_references(name, settings=Settings(**settings))
    return told(found)


def html(head: str, body: str = "") -> str:
    article = f"<article>{body}<p>{BODY}</p></article>"
    return f"<html lang='en-GB'><head><title>Bridge</title>{head}</head><body>{article}</body></html>"


def linked(**fields: object) -> str:
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", **fields}]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


@pytest.mark.parametrize(
    ("page", "signal"),
    [
        (html(linked(datePublished="2025-03-04T08:00:00Z")), "JSON-LD datePublished"),
        (
            html('<meta property="article:published_time" content="2025-03-04T08:00:00Z">'),
            "meta article:published_time",
        ),
        (html("", '<time itemprop="datePublished" datetime="2025-03-04">today</time>'), "time datePublished"),
        (html("", '<time datetime="2025-03-04">today</time>'), "time element"),
        (html("", '<p class="article-date">2025-03-04</p>'), "words of the page"),
    ],
)
def test_a_page_tells_which_signal_its_date_came_from(page: str, signal: str) -> None:
    found = parse_html(page)
    assert (found.published, found.published_from) == ("2025-03-04", signal)


def test_a_date_that_stands_in_the_address_alone_comes_from_it() -> None:
    found = parse_html(html(""), url="https://post.example/2025/03/04/bridge")
    assert (found.published, found.published_from) == ("2025-03-04", "URL")


META_DATES = (
    '<meta property="article:published_time" content="2025-03-04">'
    '<meta property="article:modified_time" content="2025-03-05T10:00:00Z">'
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(datePublished="2025-03-04", dateModified="2025-03-05T10:00:00Z"), "JSON-LD dateModified"),
        (META_DATES, "meta article:modified_time"),
    ],
)
def test_a_page_tells_when_it_was_changed(head: str, expected: str) -> None:
    found = parse_html(html(head))
    assert (found.published, found.updated, found.updated_from) == ("2025-03-04", "2025-03-05T10:00:00+00:00", expected)


def test_a_change_at_the_very_time_of_publication_is_none() -> None:
    found = parse_html(html(linked(datePublished="2025-03-04T08:00:00Z", dateModified="2025-03-04T08:00:00Z")))
    assert (found.published, found.updated, found.updated_from) == ("2025-03-04", None, None)


@pytest.mark.parametrize("broken", ["{", "[" * 5000, '{"datePublished": 5}', "null", '{"datePublished": "soon"}'])
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    found = parse_html(html(f'<script type="application/ld+json">{broken}</script>'))
    assert (found.published, found.text) == (None, BODY)


def test_an_article_has_what_a_reference_has() -> None:
    Path("a.html").write_text(html(linked(datePublished="2025-03-04", dateModified="2025-03-05")))
    article = read_article("a.html", settings=Settings())
    assert (article.published, article.updated, article.language) == ("2025-03-04", "2025-03-05", "en")
    assert (article.published_from, article.updated_from) == ("JSON-LD datePublished", "JSON-LD dateModified")


def test_fields_of_records_tell_their_names() -> None:
    record = {"text": BODY, "author": "Ann Lee", "date": "2025-03-04", "modified": "2025-03-05", "lang": "en"}
    expected = ("Ann Lee", "2025-03-04", "field date", "2025-03-05", "field modified", "en")
    assert read("a.json", json.dumps(record)) == expected
    assert read("a.jsonl", json.dumps(record) + "\n") == expected
    row = ",".join(f'"{value}"' for value in record.values())
    assert read("a.csv", f"{','.join(record)}\n{row}\n") == expected


def test_a_mapping_names_where_author_and_change_stand() -> None:
    record = {"text": BODY, "meta": {"who": "Ann Lee", "when": "2025-03-05"}, "updated": "2020-01-01"}
    fields = {"author": "meta.who", "updated": "meta.when"}
    assert read("a.json", json.dumps(record), fields=fields)[:5] == (
        *("Ann Lee", None, None, "2025-03-05", "field meta.when"),
    )


def test_a_number_of_a_change_is_no_date_and_no_reason_to_refuse_a_record() -> None:
    assert read("a.json", json.dumps({"text": BODY, "modified": 1741075200}))[3:5] == (None, None)


def test_front_matter_and_headers_tell_their_names() -> None:
    front = "---\nauthor: Ann Lee\ndate: 2025-03-04\nlastmod: 2025-03-05\nlang: en\n---\n"
    expected = ("Ann Lee", "2025-03-04", "front matter date", "2025-03-05", "front matter lastmod", "en")
    assert read("a.md", front + BODY) == expected
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Ann Lee <ann@post.example>", "Tue, 4 Mar 2025 08:00:00 +0000"
    mail.set_content(BODY)
    assert read("a.eml", bytes(mail))[:3] == ("Ann Lee", "2025-03-04T08:00:00+00:00", "e-mail header Date")


def test_word_files_tell_author_and_language_but_no_date() -> None:
    core = "<dc:creator>Ann Lee</dc:creator><dc:language>en-GB</dc:language><dc:date>2020-01-01</dc:date>"
    assert read("a.docx", docx([BODY], core=core)) == ("Ann Lee", None, None, None, None, "en")


def test_first_lines_that_repeat_headline_and_author_are_dropped_from_markdown() -> None:
    Path("a.md").write_text(f"---\ntitle: Bridge shut\nauthor: Ann Lee\n---\nBridge shut\n\nBy Ann Lee\n\n{BODY}")
    (found,) = read_references("a.md", settings=Settings())
    assert isinstance(found, Reference)
    assert found.text == BODY


RSS = """<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><link>{0}/bare</link><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator></item>
<item><link>{0}/own</link><pubDate>Wed, 05 Mar 2025 08:00:00 GMT</pubDate><author>desk@post.example (Bo)</author></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{0}/bare"/>
<updated>2025-03-05T10:00:00Z</updated><source><updated>1999-01-01T00:00:00Z</updated></source>
<author><name>Ann Lee</name></author></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{0}/bare</loc><lastmod>2025-03-05</lastmod>
<news:news><news:publication_date>2025-03-04</news:publication_date></news:news></url></urlset>"""


def fed(site: Site, feed: str) -> list[tuple[str | None, ...]]:
    site.answers |= {
        "/feed": page(feed.format(site.url), "application/xml"),
        "/bare": page(html(""), "text/html"),
        "/own": page(
            html(linked(datePublished="2025-03-01", author={"@type": "Person", "name": "Cy Dee"})), "text/html"
        ),
    }
    return [told(found)[:5] for found in read_references(f"{site.url}/feed", settings=SETTINGS)]


def test_a_feed_tells_what_its_pages_do_not(site: Site) -> None:
    bare, own = fed(site, RSS)
    assert bare == ("Ann Lee", "2025-03-04T08:00:00+00:00", "feed", None, None)
    assert own == ("Cy Dee", "2025-03-01", "JSON-LD datePublished", None, None)
    assert fed(site, ATOM) == [("Ann Lee", None, None, "2025-03-05T10:00:00+00:00", "feed")]
    assert fed(site, SITEMAP) == [(None, "2025-03-04", "sitemap", "2025-03-05", "sitemap")]


def test_a_fetched_report_knows_when_and_how_it_came_and_its_id_does_not(site: Site) -> None:
    site.answers["/a"] = page(BODY, ETag='W/"1"', Last_Modified="Tue, 04 Mar 2025 08:00:00 GMT")
    (found,) = read_references(f"{site.url}/a", settings=SETTINGS)
    assert isinstance(found, Reference)
    assert found.retrieval is not None
    assert (found.retrieval.url, found.retrieval.etag) == (f"{site.url}/a", 'W/"1"')
    assert found.retrieved_at is not None
    assert found.retrieved_at.endswith("+00:00")
    assert found.reference_id == make_reference_id(BODY)


@pytest.mark.parametrize("etag", ["caf\u00e9", "x" * 1001])
def test_a_validator_that_could_not_be_sent_back_is_not_kept(site: Site, etag: str) -> None:
    site.answers["/a"] = page(BODY, ETag=etag)
    (found,) = read_references(f"{site.url}/a", settings=SETTINGS)
    assert isinstance(found, Reference)
    assert found.retrieval is not None
    assert found.retrieval.etag is None


def test_files_were_not_fetched() -> None:
    Path("z.zip").write_bytes(archive({"a.txt": BODY}))
    (found,) = read_references("z.zip", settings=Settings())
    assert isinstance(found, Reference)
    assert found.retrieved_at is None


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        ("Der Rat der Stadt hat am Freitag beschlossen, die alte Brücke zu schließen. " * 4, None, "de"),
        ("Der Rat der Stadt hat am Freitag beschlossen, die alte Brücke zu schließen. " * 4, "fr_x", "de"),
        (f"{BODY} It will be closed until the end of the year.", None, "en"),
        (BODY, "nl-BE", "nl"),
        ("12, 14, 16", None, None),
        ("Oslo 4", "eng", None),
    ],
)
def test_the_language_is_as_stated_else_as_the_words_tell(text: str, stated: str | None, code: str | None) -> None:
    assert language_of(text, stated=stated) == code
