"""Web pages: the article on them without navigation, with title, publisher, date and address; trafilatura does it."""

from __future__ import annotations

import copy
import re
import warnings
from typing import TYPE_CHECKING

import trafilatura
from trafilatura.settings import Document as Extracted

from factcheck.reading.document import Document, make_document
from factcheck.reading.opening import without_opening
from factcheck.reading.page_dates import latest_update, signal_of, stated_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
_PROSE = ("p", "li", "td", "blockquote", "figcaption", "footer")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "dt", "dd", "figcaption")
_NO_WORDS = ("script", "style", "table", "nav", "head")
_SPEAKS_OF_ITSELF = re.compile(r"date|time|publi|byline|author|meta", re.IGNORECASE)  # in a class, id or property
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)


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
    stated = stated_dates(page)
    update = latest_update(stated, published=about.date)
    found = trafilatura.bare_extraction(page, url=url, include_comments=False, include_tables=False)
    if not isinstance(found, Extracted):
        return make_document("", url=url)
    headlines.append(about.title or "")
    lines = _LIST_MARK.sub("", found.text or "").split("\n")
    return make_document(
        "\n\n".join(without_opening(lines, headlines=headlines, authors=_authors(about))),
        title=about.title,
        publisher=about.sitename,
        published=about.date,
        url=url or about.url,
        author=", ".join(_authors(about)),
        language=page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or page.get("xml:lang"),
        updated=None if update is None else update.date,
        published_from=signal_of(about.date, stated, url=url or about.url),
        updated_from=None if update is None else update.signal,
    )


def paragraphs_of_markup(text: str) -> list[str]:
    """Give the paragraphs, headings and list items of a page that is all article, in order; tables are left out.

    >>> paragraphs_of_markup("<html><body><h1>One</h1><div><p>It <b>is</b>.</p>&nbsp;</div><p> </p></body></html>")
    ['One', 'It is.']
    """
    page = trafilatura.load_html(_XML_DECLARATION.sub("", text))
    if page is None:
        return []
    for element in list(page.iter(*_NO_WORDS)):
        if element.getparent() is not None:
            element.drop_tree()
    blocks = [element for element in page.iter(*_BLOCKS) if next(element.iterdescendants(*_BLOCKS), None) is None]
    lines = (" ".join(element.text_content().split()) for element in blocks)
    return [line for line in lines if line]


def _metadata(page: HtmlElement, *, url: str | None) -> Extracted:
    """Read the metadata of a copy of the page without its prose.

    A date that stands in a sentence need not be the article's own, yet trafilatura takes it when the page states none.
    """
    bare = copy.deepcopy(page)
    for element in list(bare.iter(*_PROSE)):
        if element.getparent() is not None and not _SPEAKS_OF_ITSELF.search(" ".join(element.values())):
            element.drop_tree()
    dates = {"original_date": True, "extensive_search": False}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil warns of time zones it does not know, whatever a page writes there
        return trafilatura.extract_metadata(bare, default_url=url, date_config=dates, extensive=False)


def _authors(about: Extracted) -> list[str]:
    return [name.strip() for name in (about.author or "").split(";") if name.strip()]
