"""Web pages: the article on them without navigation, with title, publisher, date and address; trafilatura does it."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

import trafilatura
from trafilatura.settings import Document as Extracted

from factcheck.reading.document import Document, make_document

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types; named in annotations only

_LEADING_LINES = 6  # headline, byline, place and date stand among the first lines; below them stands the article
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
_PROSE = ("p", "li", "td", "blockquote", "figcaption", "footer")
_SPEAKS_OF_ITSELF = re.compile(r"date|time|publi|byline|author|meta", re.IGNORECASE)  # in a class, id or property
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)
_NAME = r"[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]+|and|de|van|von|al|bin|der|&)| ?,)*"
_BYLINE = re.compile(rf"(?:Written |Reported |Story )?[Bb][Yy]:? {_NAME}")
_MONTHS_AND_DAYS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_DATE_WORDS = frozenset(
    {
        *_MONTHS_AND_DAYS,
        *(name[:3] for name in _MONTHS_AND_DAYS),
        *("sept", "tues", "thur", "thurs"),
        *("published", "updated", "posted", "modified", "first", "last", "on", "at", "the"),
        *(
            "am",
            "pm",
            "a.m",
            "p.m",
            "gmt",
            "utc",
            "bst",
            "ist",
            "est",
            "edt",
            "cst",
            "cdt",
            "pst",
            "pdt",
            "cet",
            "cest",
        ),
    }
)
_NUMERAL = re.compile(r"\d[\d:/.-]*(?:st|nd|rd|th|am|pm)?")


def parse_html(text: str, *, url: str | None = None) -> Document:
    """Read the article of a page.

    Each paragraph of the page is a paragraph of the text. First lines that repeat the headline, the byline or the date
    are left out, and so are tables, comments and navigation. The text is "" when the page has no article.

    Args:
        text: the page's HTML, or a piece of HTML.
        url: where it was fetched from; it counts more than the address the page gives itself, because a page must not
            pass for a report of another site.
    """
    markup = _XML_DECLARATION.sub("", text)
    if not _ROOT.search(markup):
        markup = f"<html><body>{markup}</body></html>"
    page = trafilatura.load_html(markup)
    if page is None:
        return make_document("", url=url)
    headlines = [heading.text_content() for heading in page.iter("h1")]
    about = _metadata(page, url=url)
    found = trafilatura.bare_extraction(page, url=url, include_comments=False, include_tables=False)
    if not isinstance(found, Extracted):
        return make_document("", url=url)
    headlines.append(about.title or "")
    lines = _LIST_MARK.sub("", found.text or "").split("\n")
    return make_document(
        "\n\n".join(_without_opening(lines, headlines=headlines, author=about.author)),
        title=about.title,
        publisher=about.sitename,
        published=about.date,
        url=url or about.url,
    )


def _metadata(page: HtmlElement, *, url: str | None) -> Extracted:
    """Read the metadata of a copy of the page without its prose.

    A date that stands in a sentence need not be the article's own, yet trafilatura takes it when the page states none.
    """
    bare = copy.deepcopy(page)
    for element in list(bare.iter(*_PROSE)):
        if element.getparent() is not None and not _SPEAKS_OF_ITSELF.search(" ".join(element.values())):
            element.drop_tree()
    dates = {"original_date": True, "extensive_search": False}
    return trafilatura.extract_metadata(bare, default_url=url, date_config=dates, extensive=False)


def _without_opening(lines: list[str], *, headlines: list[str], author: str | None) -> list[str]:
    """Drop headline, byline and date among the first lines."""
    known = {_letters(headline) for headline in headlines}
    authors = [_letters(name) for name in (author or "").split(";") if name.strip()]
    opening = [
        line
        for line in lines[:_LEADING_LINES]
        if _letters(line) not in known and not _is_byline(line, authors) and not _is_date_line(line)
    ]
    return opening + lines[_LEADING_LINES:]


def _is_byline(line: str, authors: list[str]) -> bool:
    """Recognise "By Ann Lee" and a line that is only the author's name."""
    letters = _letters(line)
    named = any(letters in {author, "by" + author} for author in authors)
    return named or _BYLINE.fullmatch(line.strip()) is not None


def _is_date_line(line: str) -> bool:
    """Recognise "Published on 4 March 2025, 08:00 GMT": only dates and their little words, and a year or hour."""
    words = [word.strip(".:-") for word in re.split(r"[\s,|()\u00b7\u2022]+", line.casefold())]
    dated = re.search(r"\b\d{4}\b|\d:\d\d", line) is not None
    return dated and all(not word or word in _DATE_WORDS or _NUMERAL.fullmatch(word) for word in words)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
