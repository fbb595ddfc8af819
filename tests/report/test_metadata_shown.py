"""Author and date of change of reports and articles, in the forms that people and programs read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html

from factcheck.report import Report, render
from factcheck.report.wording import byline

if TYPE_CHECKING:
    from factcheck.datatypes import Evidence


@pytest.fixture
def told(harbour: Report) -> Report:
    """Give a report whose first evidence and whose article have an author and were changed."""
    verdict = harbour.verdicts[0]
    first = replace(verdict.evidence[0], author="Ann <b>Lee", updated="2024-05-03")
    article = replace(
        harbour.article,
        author="Bo Dam",
        updated="2024-05-04",
        language="en",
        published_from="feed",
        updated_from="JSON-LD dateModified",
    )
    changed = replace(verdict, evidence=(first, *verdict.evidence[1:]))
    return replace(harbour, article=article, verdicts=(changed, *harbour.verdicts[1:]))


def evidence_of(report: Report) -> Evidence:
    return report.verdicts[0].evidence[0]


def test_a_citation_names_author_and_change_between_title_and_dates(told: Report) -> None:
    evidence = replace(evidence_of(told), title="Quay", publisher="Port Post", published="2024-04-30")
    assert byline(evidence) == "Quay, by Ann <b>Lee, Port Post, 2024-04-30, updated 2024-05-03"


def test_a_card_of_the_page_names_them_and_makes_no_markup_of_them(told: Report) -> None:
    sources = html.document_fromstring(render(told, "html")).xpath("//figcaption/p[@class='source']")
    lines = [" ".join(source.text_content().split()) for source in sources]
    assert any("by Ann <b>Lee" in line and "updated 2024-05-03" in line for line in lines)


def test_markdown_names_them_for_evidence_and_article(told: Report) -> None:
    lines = render(told, "markdown").replace("\\", "").splitlines()
    assert "- Author: Bo Dam" in lines
    assert "- Updated: 2024-05-04" in lines
    assert any("by Ann" in line and "updated 2024-05-03" in line for line in lines)


def test_json_gives_them_back(told: Report) -> None:
    assert Report.from_json(told.to_json()) == told


def test_tables_have_them(told: Report) -> None:
    (first, *_) = told.to_arrow().to_pylist()[0]["evidence"]
    assert (first["author"], first["updated"]) == ("Ann <b>Lee", "2024-05-03")
