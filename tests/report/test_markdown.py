from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from strategies import hostile_text, reports

from factcheck.datatypes import Article
from factcheck.report import render, render_markdown
from factcheck.report.plain import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

    from factcheck.report import Report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_BLOCKS = {"heading", "paragraph", "blockquote", "bullet_list", "list_item"}


def tokens(page: str) -> list[Token]:
    return [inner for token in PARSER.parse(page) for inner in (token, *(token.children or ()))]


def said(page: str) -> str:
    """Read the page as a reader sees it, white space aside."""
    return "".join("".join(token.content for token in tokens(page) if token.type.startswith("text")).split())


def test_the_page_of_a_small_report(harbour: Report) -> None:
    page = render(harbour, "markdown")
    for line in (
        "# Fact check: Harbour news",
        "- Publisher: The Quay",
        "**3 claims: 1 supported, 1 contradicted, 0 unverifiable, 1 failed.** 2 sentences skipped: not claims.",
        "## 1. ✘ CONTRADICTED (very likely, 92% sure)",
        "> The port {+would+} close in May.",
        "Why: polarity. The report denies it.",
        "**Reports disagree with each other.**",
        "- Contradicted by: The port would \\[-not-\\] close in May.",
        "## Could not be checked",
        "- 3\\. FAILED: The mayor is ill. (ModelError: no answer)",
        "- Who will pay? (question: it asks)",
    ):
        assert line in page.splitlines()


def test_passages_of_an_undecided_claim_are_its_closest(undecided: Report) -> None:
    lines = render(undecided, "markdown").splitlines()
    headings = [line.partition(":")[0] for line in lines if line.startswith("- ") and "The port" in line]
    assert headings == ["- Closest", "- Closest"]


def explained(report: Report, text: str) -> Report:
    """Put a text where the second claim's explanation stands, and take the other claims away."""
    return replace(report, verdicts=(replace(report.verdicts[1], explanation=text),), failures=(), skipped=())


@settings(deadline=None, max_examples=60)
@given(reports())
def test_no_text_of_a_report_becomes_markup(report: Report) -> None:
    page = render_markdown(report)
    found = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(page)}
    assert found <= OWN_BLOCKS | {"inline", "text", "text_special", "softbreak", "strong"}

    n_strong = 1 + sum(verdict.conflicting for verdict in report.verdicts) + (report.uncut_from is not None)
    assert sum(token.type == "strong_open" for token in tokens(page)) == n_strong
    n_headings = 2 + len(report.verdicts) + bool(report.failures) + bool(report.not_reached) + bool(report.skipped)
    assert sum(token.type == "heading_open" for token in tokens(page)) == n_headings


@settings(deadline=None, max_examples=60)
@given(text=hostile_text())
def test_every_text_is_read_as_it_was_written(harbour: Report, text: str) -> None:
    page = render_markdown(explained(harbour, text))
    assert "Why:entailed." + "".join(clean(text).split()) in said(page)


@pytest.mark.parametrize(
    "text", ["- item", "+ item", "12. May", "3) three", "# x", "> x", "===", "---", "~~~", "```", "    code", "| a |"]
)
def test_a_claim_that_looks_like_a_block_stays_a_paragraph(harbour: Report, text: str) -> None:
    verdict = replace(harbour.verdicts[1], claim=replace(harbour.verdicts[1].claim, text=text, start=0, end=len(text)))
    page = render_markdown(replace(harbour, article=Article(text=text), verdicts=(verdict,), failures=(), skipped=()))
    opened = [token.type for token in PARSER.parse(page)]
    at = opened.index("blockquote_open")
    assert opened[at : at + 5] == ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]
    assert text.strip().replace(" ", "") in said(page)


def test_bare_addresses_are_written_so_that_no_renderer_links_them(harbour: Report) -> None:
    page = render_markdown(explained(harbour, "see https://example.org or www.example.org"))
    assert "https\\://example.org or www\\.example.org" in page
