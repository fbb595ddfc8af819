"""Decisions beside verdicts: reused on the same evidence, shown on other."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import pytest
from fakes import RuleNLI, WordEncoder
from lxml import html
from rich.console import Console

from factcheck import FactChecker, ReferenceIndex, Report, Settings
from factcheck.datatypes import VerdictLabel
from factcheck.decisions import apply
from factcheck.errors import InputError
from factcheck.report import json_schema, render
from factcheck.report.terminal import render_terminal

if TYPE_CHECKING:
    from factcheck.decisions import DecisionBook

REPORTS = (
    "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday.",
    "The clinic hired 12 nurses in March. Most of the detainees were released.",
)
OTHER_ARTICLE = "Harbour news\n\nIraq will **allow** any threat to Iran. The clinic hired 15 nurses in March."
OVERRIDE = {"label": VerdictLabel.SUPPORTED, "because": "The ministry corrected itself.", "by": "Ada"}
OVERRIDDEN = (
    "Editor: overridden to supported because The ministry corrected itself (Ada, 2026-11-26 20:01 UTC). Note: By phone."
)


def check(article: str, *reports: str) -> Report:
    with ReferenceIndex.in_memory(reports, encoder=WordEncoder(), settings=Settings()) as index:
        return FactChecker(index, nli=RuleNLI()).check(article)


@pytest.fixture
def decided(report: Report, book: DecisionBook) -> Report:
    """Give the report with its contradicted claim, number 2, overridden."""
    book.add(report.verdicts[1], **OVERRIDE, note="By phone.")
    return apply(report, book)


def shown(report: Report) -> str:
    page = io.StringIO()
    render_terminal(report, Console(file=page, width=500, color_system=None))
    return page.getvalue()


def test_a_decision_is_reused_in_another_article_that_meets_the_same_evidence(
    report: Report, book: DecisionBook
) -> None:
    made = book.add(report.verdicts[1], **OVERRIDE)
    other = apply(check(OTHER_ARTICLE, *REPORTS), book)
    (noted,) = other.decisions
    assert (noted.decision, noted.same_evidence, noted.number) == (made, True, other.verdicts[0].claim.number)


def test_a_new_report_on_the_matter_makes_a_decision_one_on_other_evidence(report: Report, book: DecisionBook) -> None:
    made = book.add(report.verdicts[1], **OVERRIDE)
    other = apply(check(OTHER_ARTICLE, *REPORTS, "Iraq will soon allow any threat to Iran, said the minister."), book)
    (noted,) = other.decisions
    assert (noted.decision, noted.same_evidence) == (made, False)
    assert other.final_label(other.verdicts[0]) == other.verdicts[0].label
    assert (
        "Decided earlier on other evidence, not reused: contradicted overridden to supported because The ministry "
        "corrected itself (Ada, 2026-11-26 20:01 UTC)."
    ) in shown(other)


def test_the_verdict_stays_and_the_editors_label_is_final(decided: Report, report: Report) -> None:
    assert decided.verdicts == report.verdicts
    assert decided.counts == report.counts
    assert [decided.final_label(verdict) for verdict in decided.verdicts] == ["supported", "supported"]
    assert [report.final_label(verdict) for verdict in report.verdicts] == ["supported", "contradicted"]


def test_applying_again_takes_what_the_book_says_now(decided: Report, book: DecisionBook) -> None:
    book.withdraw(decided.decisions[0].decision.decision_id, by="Ada")
    assert apply(decided, book).decisions == ()


def test_a_report_with_decisions_comes_back_from_json_and_validates(decided: Report) -> None:
    written = decided.to_json()
    assert Report.from_json(written) == decided
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(written))


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("number",), 1, None),
        (("number",), 7, "decisions must be on different claims with a verdict"),
        (("decision", "at"), "today", "at of the decision on claim 2 must be an ISO 8601"),
        (("decision", "verdict_confidence"), 2, "verdict_confidence of the decision on claim 2"),
        (("decision", "label"), "true", "must be one of supported"),
    ],
)
def test_a_decision_changed_in_a_report_is_refused(
    decided: Report, path: tuple[str, ...], value: object, why: str | None
) -> None:
    document = json.loads(decided.to_json())
    place = document["decisions"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    if why is None:
        assert Report.from_json(json.dumps(document)).decisions[0].number == value
        return
    with pytest.raises(InputError, match=why):
        Report.from_json(json.dumps(document))


def test_people_see_the_verdict_and_the_decision(decided: Report) -> None:
    assert OVERRIDDEN in shown(decided)
    assert "✘ CONTRADICTED" in shown(decided)
    assert OVERRIDDEN.replace(":01", "\\:01") in render(decided, "markdown")
    root = html.document_fromstring(render(decided, "html"))
    assert root.xpath("//article[@id='claim-2']/p[@class='editor']")[0].text_content() == OVERRIDDEN
    assert "contradicted" in root.xpath("string(//article[@id='claim-2']/@class)")
    assert not root.xpath("//article[@id='claim-1']/p[@class='editor']")


def test_words_of_an_accepted_verdict_and_of_one_that_changed_since(report: Report, book: DecisionBook) -> None:
    book.add(report.verdicts[1], by="Ada")
    accepted = apply(report, book)
    assert "Editor: accepted (Ada, 2026-11-26 20:01 UTC)." in shown(accepted)
    changed = replace(report, verdicts=(report.verdicts[0], replace(report.verdicts[1], label=VerdictLabel.SUPPORTED)))
    told = "Editor: overridden to contradicted by a decision that accepted that verdict (Ada, 2026-11-26 20:01 UTC)."
    assert told in shown(apply(changed, book))


def test_a_hostile_editor_injects_nothing(report: Report, book: DecisionBook) -> None:
    text = "<script>alert(1)</script>\u202e [x](http://example.org) **b**"
    book.add(report.verdicts[1], label=VerdictLabel.SUPPORTED, because=text, by=text, note=text)
    hostile = apply(report, book)
    page = render(hostile, "html")
    assert "<script" not in page
    assert "\u202e" not in page + render(hostile, "markdown") + shown(hostile)
    assert "**b**" not in render(hostile, "markdown")


def test_lines_of_json_carry_the_decision(decided: Report) -> None:
    first, second = (json.loads(line) for line in render(decided, "jsonl").splitlines())
    assert first["decision"] is None
    assert second["decision"]["decision"]["label"] == "supported"


def test_spreadsheets_and_tables_have_the_decision_in_columns(decided: Report) -> None:
    first, second = csv.DictReader(io.StringIO(render(decided, "csv"), newline=""))
    assert (first["editor_label"], first["editor"]) == ("", "")
    assert (second["outcome"], second["editor_label"], second["editor"]) == ("contradicted", "supported", OVERRIDDEN)
    rows = decided.to_arrow().to_pylist()
    assert [row["editor_label"] for row in rows] == [None, "supported"]
    assert [row["editor"] for row in rows] == [None, OVERRIDDEN]


def test_code_hosts_do_not_raise_an_alert_on_what_an_editor_cleared(decided: Report, report: Report) -> None:
    (finding,) = json.loads(render(decided, "sarif"))["runs"][0]["results"]
    assert finding["suppressions"] == [{"kind": "external", "status": "accepted", "justification": OVERRIDDEN}]
    (finding,) = json.loads(render(report, "sarif"))["runs"][0]["results"]
    assert finding["suppressions"] == []


def test_code_hosts_raise_an_alert_on_what_an_editor_found(report: Report, book: DecisionBook) -> None:
    book.add(report.verdicts[0], label=VerdictLabel.CONTRADICTED, because="It hired 13.", by="Ada")
    first, _ = json.loads(render(apply(report, book), "sarif"))["runs"][0]["results"]
    assert (first["ruleId"], first["level"]) == ("contradicted", "error")
    assert first["message"]["text"].startswith("Supported (")
    assert "Editor: overridden to contradicted because It hired 13 (Ada" in first["message"]["text"]


def test_builds_follow_the_editor(decided: Report, report: Report) -> None:
    assert 'failures="1"' in render(report, "junit")
    page = render(decided, "junit")
    assert 'failures="0"' in page
    assert "<failure" not in page
    assert OVERRIDDEN in page


def test_reviews_and_annotations_say_what_the_editor_says(decided: Report) -> None:
    review = json.loads(render(decided, "claimreview", author="Desk", url="https://desk.example.org/1"))["@graph"][1]
    assert review["reviewRating"]["alternateName"] == "Supported by trusted reports"
    assert OVERRIDDEN in review["reviewBody"]
    annotation = json.loads(render(decided, "annotations"))["first"]["items"][1]
    tags = [body["value"] for body in annotation["body"] if body.get("purpose") == "tagging"]
    assert tags == ["contradicted", "editor: supported"]
    assert any(OVERRIDDEN in body.get("value", "") for body in annotation["body"])
