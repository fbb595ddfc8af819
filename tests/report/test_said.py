"""The verdict on what a speaker says, apart from who said it: shown beside the verdict, written, read back, refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import jsonschema
import pytest
from lxml import html
from rich.console import Console

from factcheck.claims import extract_claims, said_apart
from factcheck.datatypes import Article, Reason, Verdict, VerdictLabel
from factcheck.errors import InputError
from factcheck.report import Report, json_schema, render
from factcheck.report.terminal import render_terminal

TEXT = "The mayor of Karsk said two ships had sunk in the strait."


@pytest.fixture
def spoken(harbour: Report) -> Report:
    """Give a report on one sentence: nobody reports that the mayor said so, but it is so."""
    (claim,) = extract_claims(Article(text=TEXT))
    words = said_apart(claim)
    assert words is not None
    likely = {"supported": 0.9, "contradicted": 0.02, "unverifiable": 0.08}
    said = _verdict(words, VerdictLabel.SUPPORTED, likely, Reason.ENTAILED)
    unlikely = {"supported": 0.1, "contradicted": 0.1, "unverifiable": 0.8}
    verdict = _verdict(claim, VerdictLabel.UNVERIFIABLE, unlikely, Reason.SILENT)
    return replace(
        harbour,
        article=Article(text=TEXT, title="Two ships", published="2024-05-02"),
        verdicts=(replace(verdict, said=said),),
        failures=(),
        skipped=(),
    )


def _verdict(claim: Any, label: VerdictLabel, probabilities: dict[str, float], reason: Reason) -> Verdict:
    return Verdict(
        claim=claim,
        label=label,
        confidence=probabilities[label],
        probabilities=probabilities,
        reason=reason,
        explanation="The reports say so." if label is VerdictLabel.SUPPORTED else "No report speaks of it.",
        conflicting=False,
        evidence=(),
        differences=(),
    )


def test_a_terminal_shows_it_in_one_line(spoken: Report) -> None:
    console = Console(file=StringIO(), width=100, color_system=None)
    render_terminal(spoken, console)
    assert console.file.getvalue().splitlines()[2:6] == [
        "1. ? UNVERIFIABLE (likely, 80% sure)",
        f"   {TEXT}",
        "      Apart from who said it: ✔ SUPPORTED: two ships had sunk in the strait",
        "   Why: silent. No report speaks of it.",
    ]


def test_markdown_shows_it_in_one_line(spoken: Report) -> None:
    lines = render(spoken, "markdown").splitlines()
    assert "- Apart from who said it: ✔ SUPPORTED: two ships had sunk in the strait" in lines


def test_a_page_shows_it_in_one_paragraph(spoken: Report) -> None:
    root = html.document_fromstring(render(spoken, "html"))
    (shown,) = root.xpath("//article[@id='claim-1']/p[@class='apart supported']")
    words = " ".join(shown.text_content().split())
    assert words.startswith("Apart from who said it: Supported very likely, 90% sure two ships had sunk in the strait")


def test_it_is_in_no_count_and_no_finding(spoken: Report) -> None:
    assert spoken.counts == {"supported": 0, "contradicted": 0, "unverifiable": 1, "failed": 0}
    assert spoken.findings_at(VerdictLabel.SUPPORTED) == ()


def test_json_is_read_back_and_follows_the_schema(spoken: Report) -> None:
    assert Report.from_json(spoken.to_json()) == spoken
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(spoken.to_json()))


def test_a_row_holds_it(spoken: Report) -> None:
    (row,) = spoken.to_arrow().to_pylist()
    start = TEXT.index("two")
    words = TEXT[start:-1]
    assert row["said"] == {
        "start": start,
        "end": len(TEXT) - 1,
        "text": words,
        "label": "supported",
        "confidence": 0.9,
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda verdict: verdict["said"]["claim"].update(start=0, text=TEXT[:-1]),
            "must be about what its attribution",
        ),
        (lambda verdict: verdict["claim"].update(attribution=None), "must be about what its"),
        (lambda verdict: verdict["said"]["claim"].update(text="two ships"), r"input_text\[\d+:\d+\] must be"),
        (lambda verdict: verdict["said"]["claim"].update(number=2), "must have its number"),
        (lambda verdict: verdict["said"].update(said=dict(verdict["said"])), "no verdict of what is said itself"),
        (lambda verdict: verdict["said"].update(confidence=2), r"must be in \[0, 1\], got 2"),
        (lambda verdict: verdict.pop("said"), "lacks"),
    ],
)
def test_what_does_not_agree_with_its_claim_is_refused(
    spoken: Report, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    document = json.loads(spoken.to_json())
    change(document["verdicts"][0])
    with pytest.raises(InputError, match=message):
        Report.from_json(json.dumps(document))
