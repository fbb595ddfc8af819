from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import hostile_text, reports

from factcheck.datatypes import Article, VerdictLabel
from factcheck.errors import InputError
from factcheck.report import FORMATS, Report, render

if TYPE_CHECKING:
    from collections.abc import Callable


@settings(deadline=None, max_examples=60)
@given(reports(), st.none() | st.integers(0, 4))
def test_a_report_read_back_equals_the_report_written(report: Report, indent: int | None) -> None:
    again = Report.from_json(report.to_json(indent))

    assert again == report
    assert again.to_json(indent) == report.to_json(indent)


def test_counts_name_every_label_and_the_failures(harbour: Report) -> None:
    assert harbour.counts == {"supported": 1, "contradicted": 1, "unverifiable": 0, "failed": 1}
    empty = replace(harbour, verdicts=(), failures=())
    assert empty.counts == {"supported": 0, "contradicted": 0, "unverifiable": 0, "failed": 0}


def test_findings_are_the_verdicts_of_that_label_only(harbour: Report) -> None:
    assert [verdict.claim.number for verdict in harbour.findings_at(VerdictLabel.CONTRADICTED)] == [1]
    assert harbour.findings_at(VerdictLabel.UNVERIFIABLE) == ()


def test_outcomes_are_in_claim_order_whatever_became_of_them(harbour: Report) -> None:
    middle_fails = replace(
        harbour,
        verdicts=(harbour.verdicts[0], replace(harbour.verdicts[1], claim=harbour.failures[0].claim)),
        failures=(replace(harbour.failures[0], claim=harbour.verdicts[1].claim),),
    )
    assert [outcome.claim.number for outcome in middle_fails.outcomes] == [1, 2, 3]


def test_the_article_is_described_by_hash_and_length(harbour: Report) -> None:
    article = harbour.to_dict()["article"]
    assert article["sha256"] == hashlib.sha256(harbour.input_text.encode()).hexdigest()
    assert article["n_characters"] == 99
    assert article["title"] == "Harbour news"
    assert "text" not in article


def test_two_reports_differ_only_in_the_time_of_the_check(harbour: Report) -> None:
    later = replace(harbour, run=replace(harbour.run, checked_at="2024-05-04T00:00:00+00:00"))
    first, second = json.loads(harbour.to_json()), json.loads(later.to_json())
    assert first["run"].pop("checked_at") != second["run"].pop("checked_at")
    assert first == second


def test_json_holds_no_character_that_steers_a_terminal(harbour: Report) -> None:
    text = "a\x1b\x9b\x7f\u202e\u2028\u0085b \ud800 é 漢"
    hostile = replace(harbour, article=Article(text=text), verdicts=(), failures=(), skipped=())
    written = hostile.to_json()

    assert not set("\x1b\x9b\x7f\u202e\u2028\u0085\ud800") & set(written)
    assert "é 漢" in written
    assert Report.from_json(written).input_text == text


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_without_a_json_form_is_refused(harbour: Report, number: float) -> None:
    broken = replace(harbour, verdicts=(replace(harbour.verdicts[0], confidence=number),))
    with pytest.raises(InputError, match="must be finite"):
        broken.to_json()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 200_000, "nested too deeply"),
        ("null", "schema_version must be '3', got None"),
        ("[]", "schema_version must be '3', got None"),
        ('{"schema_version": "1"}', "schema_version must be '3', got '1'"),
        ('{"schema_version": 1}', "schema_version must be '3', got 1"),
        ('{"schema_version": "3"}', "report lacks"),
        ('{"schema_version": NaN}', "NaN is not a JSON number"),
        ('{"schema_version": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_text_that_is_no_report_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Report.from_json(text)


def _set(*path: Any, to: object) -> Callable[[dict[str, Any]], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("extra", to=1), r"report has unknown fields \['extra'\]"),
        (_set("verdicts", 0, "extra", to=1), r"verdicts\[0\] has unknown fields"),
        (_set("verdicts", to={}), "verdicts must be a list, got {}"),
        (_set("verdicts", 0, to=None), r"verdicts\[0\] must be an object, got None"),
        (_set("verdicts", 0, "label", to="true"), "must be one of supported, contradicted, unverifiable, got 'true'"),
        (_set("verdicts", 0, "label", to=[]), "must be one of supported"),
        (_set("verdicts", 0, "confidence", to="0.9"), r"verdicts\[0\].confidence must be a number, got '0.9'"),
        (_set("verdicts", 0, "confidence", to=True), "confidence must be a number, got True"),
        (_set("verdicts", 0, "confidence", to=10**400), "confidence must be a finite number"),
        (_set("verdicts", 0, "confidence", to=1.5), r"must be in \[0, 1\], got 1.5"),
        (_set("verdicts", 0, "probabilities", to={"supported": 1.0}), "must have the probabilities"),
        (_set("verdicts", 0, "probabilities", to=[]), "probabilities must be an object"),
        (_set("verdicts", 0, "conflicting", to=0), "conflicting must be true or false, got 0"),
        (_set("verdicts", 0, "claim", "number", to=True), "number must be a whole number, got True"),
        (_set("verdicts", 0, "claim", "number", to=1.0), "number must be a whole number, got 1.0"),
        (_set("verdicts", 0, "claim", "number", to=2), "claim numbers must be different"),
        (_set("verdicts", 0, "claim", "number", to=0), "count from 1"),
        (_set("verdicts", 0, "claim", "number", to=9), "must be in claim order"),
        (_set("verdicts", 0, "claim", "start", to=14), r"input_text\[14:41\] must be 'The port"),
        (_set("verdicts", 0, "claim", "start", to=-86), r"input_text\[-86:41\]"),
        (_set("verdicts", 0, "evidence", 0, "copies", to=-1), "of 0 or more"),
        (
            _set("verdicts", 0, "evidence", 0, "probabilities", "neutral", to=2),
            "probabilities of evidence of verdict 1",
        ),
        (_set("verdicts", 0, "differences", 0, "claim_span", "end", to=3), "0 <= start <= end"),
        (_set("failures", 0, "message", to=None), r"failures\[0\].message must be a string, got None"),
        (_set("skipped", 0, "text", to="Other"), r"input_text\[0:12\] must be 'Other'"),
        (_set("input_text", to="Another text"), "article does not agree"),
        (_set("article", "sha256", to="0" * 64), r"article does not agree .* in \['sha256'\]"),
        (_set("counts", "failed", to=0), r"counts does not agree .* in \['failed'\]"),
        (_set("run", "n_passages", to=-1), "run must count 0 or more"),
        (_set("run", "checked_at", to="yesterday"), "checked_at must be an ISO 8601"),
        (_set("run", "checked_at", to="2024-05-03T08:00:00"), "checked_at must be an ISO 8601 date-time in UTC"),
        (_set("run", "checked_at", to="2024-05-03T08:00:00+02:00"), "checked_at must be an ISO 8601 date-time in UTC"),
    ],
)
def test_a_changed_report_is_refused_with_the_place(
    harbour: Report, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    document = json.loads(harbour.to_json())
    change(document)
    with pytest.raises(InputError, match=message):
        Report.from_json(json.dumps(document))


@settings(deadline=None, max_examples=60)
@given(st.data(), reports())
def test_any_damage_is_refused_or_gives_a_report(data: st.DataObject, report: Report) -> None:
    document = json.loads(report.to_json())
    name = data.draw(st.sampled_from(sorted(document)))
    document[name] = data.draw(st.none() | st.integers() | hostile_text() | st.lists(st.none() | st.booleans()))
    try:
        again = Report.from_json(json.dumps(document))
    except InputError:
        return
    assert again.to_dict() == document


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_ends_with_one_newline(harbour: Report, fmt: str) -> None:
    written = render(harbour, fmt, author="The Desk", url="https://desk.example.org/1")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
