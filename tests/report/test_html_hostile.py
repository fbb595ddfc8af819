"""Nothing that an article, a report or a title says becomes markup of the HTML report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from strategies import hostile_text, reports

from factcheck.datatypes import Article, Claim, Failure
from factcheck.report import render
from factcheck.report.plain import clean

if TYPE_CHECKING:
    from factcheck.report import Report

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "svg",
    "symbol",
    "path",
    "use",
    "a",
    "header",
    "main",
    "section",
    "footer",
    "article",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "span",
    "bdi",
    "time",
    "fieldset",
    "legend",
    "label",
    "input",
    "b",
    "ins",
    "del",
    "blockquote",
    "figure",
    "figcaption",
    "code",
    "details",
    "summary",
    "ol",
    "ul",
    "li",
    "q",
    "dl",
    "dt",
    "dd",
    "strong",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "id",
    "href",
    "rel",
    "type",
    "checked",
    "autocomplete",
    "dir",
    "width",
    "height",
    "viewbox",
    "d",
    "aria-hidden",
    "aria-labelledby",
    "aria-label",
    "focusable",
    "tabindex",
}


class Page(HTMLParser):
    """What a browser would make of the page: tags with their attributes, and the text outside style and svg."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self._within = tag
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        if self._within != "style":
            self.text.append(data)

    def handle_comment(self, data) -> None:
        pytest.fail(f"a comment: {data}")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def explained(report: Report, text: str) -> Report:
    return replace(report, verdicts=(replace(report.verdicts[0], explanation=text), *report.verdicts[1:]))


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_no_text_of_a_report_becomes_markup(report: Report) -> None:
    page = Page(render(report, "html"))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    for attributes in page.all("a"):
        assert re.match(r"#[a-z]+(-\d+)?\Z|https?://\S+\Z", attributes["href"] or "")
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert not [name for name, n in ids.items() if n > 1]


@settings(deadline=None, max_examples=20)
@given(text=hostile_text())
def test_every_text_is_read_as_it_was_written(harbour: Report, text: str) -> None:
    page = Page(render(explained(harbour, text), "html"))
    assert "".join(f"Why: polarity. {clean(text)}".split()) in "".join("".join(page.text).split())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "' autofocus onfocus='alert(1)",
        "</style><script>alert(1)</script>",
        "<!--",
        "{{ 7 * 7 }}{% raw %}",
        "javascript:alert(1)",
        "data:text/html,<svg onload=alert(1)>",
        "\u202egnp.exe\u2066",
        "\x00\x1b[31m",
    ],
)
def test_a_hostile_text_adds_no_tag_no_attribute_and_no_address(harbour: Report, text: str) -> None:
    first = harbour.verdicts[0]
    evidence = replace(first.evidence[0], title=text, publisher=text, published=text, url=text, before=text, after=text)
    hostile = replace(first, explanation=text, evidence=(evidence,))
    article = replace(harbour.article, title=text, publisher=text, published=text, url=text, path=text)
    failure = replace(harbour.failures[0], error=text, message=text)
    skipped = tuple(replace(part, kind=text, why=text) for part in harbour.skipped)

    def page_of(words: str) -> str:
        return render(
            replace(
                harbour,
                article=replace(article, title=words),
                verdicts=(replace(hostile, explanation=words),),
                failures=(failure,),
                skipped=skipped,
            ),
            "html",
        )

    page = Page(page_of(text))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    assert page.tags == Page(page_of("harmless")).tags
    assert not [attributes for attributes in page.all("a") if not (attributes["href"] or "").startswith("#")]
    assert not set("\u202e\u2066\x00\x1b") & set(page_of(text))


def test_a_thousand_claims_make_a_thousand_cards(harbour: Report) -> None:
    text = "It rained.\n" * 1000
    failures = tuple(
        Failure(claim=Claim(number=i + 1, text="It rained.", start=11 * i, end=11 * i + 10), error="E", message="<b>")
        for i in range(1000)
    )
    report = replace(harbour, article=Article(text=text), verdicts=(), failures=failures, skipped=())
    assert render(report, "html").count('class="card failed"') == 1000
