from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reports

from factcheck.datatypes import Article
from factcheck.report import render
from factcheck.report.formats.lines import Lines

if TYPE_CHECKING:
    from factcheck.report import Report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def run_of(report: Report):
    (run,) = json.loads(render(report, "sarif"))["runs"]
    return run


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_report_validates_against_the_schema(report: Report) -> None:
    document = json.loads(render(report, "sarif"))
    VALIDATOR.validate(document)
    for result in document["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert report.input_text[start : start + region["charLength"]] == region["snippet"]["text"]


def test_the_schema_refuses_a_level_on_an_open_result_and_a_lone_brace(visit: Report) -> None:
    document = json.loads(render(visit, "sarif"))
    assert VALIDATOR.is_valid(document)
    for result, name, wrong in ((-1, "level", "error"), (0, "message", {"text": "{0}"}), (0, "surprise", 1)):
        kept = dict(document["runs"][0]["results"][result])
        document["runs"][0]["results"][result][name] = wrong
        assert not VALIDATOR.is_valid(document)
        document["runs"][0]["results"][result] = kept


def test_contradicted_claims_fail_unverifiable_ones_are_open_and_supported_ones_no_results(visit: Report) -> None:
    run = run_of(visit)
    told = [(result["ruleId"], result["kind"], result["level"]) for result in run["results"]]
    assert sorted(told) == [("contradicted", "fail", "error")] * 5 + [("unverifiable", "open", "none")] * 2
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert run["properties"]["counts"]["supported"] == 5


def test_evidence_stands_as_related_locations_with_its_report_and_its_words(visit: Report) -> None:
    result = run_of(visit)["results"][0]
    first, other, _ = result["relatedLocations"]
    place = first["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "https://news.example.org/2020/07/tehran-visit"
    assert place["region"]["snippet"]["text"].startswith("The trip to Iran was the first")
    assert first["message"]["text"].startswith("Contradicted by: The trip to Iran")
    assert first["logicalLocations"] == [{"fullyQualifiedName": visit.verdicts[1].evidence[0].passage.passage_id}]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "urn:factcheck:reference:61b7"


def test_passages_of_an_undecided_claim_are_its_closest(undecided: Report) -> None:
    (result,) = run_of(undecided)["results"]
    told = [location["message"]["text"].partition(":")[0] for location in result["relatedLocations"]]
    assert told == ["Closest", "Closest"]


def test_failures_and_claims_not_reached_are_notifications(visit: Report) -> None:
    (invocation,) = run_of(visit)["invocations"]
    assert not invocation["executionSuccessful"]
    told = [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]]
    assert told == [
        ("error", "ModelError: The model gave no answer within 30 seconds."),
        ("warning", "Not reached before the deadline."),
    ]


def test_lines_and_columns_count_as_an_editor_does(harbour: Report) -> None:
    region = run_of(harbour)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [2, 1, 2, 29]


@settings(deadline=None)
@given(st.data(), st.text(alphabet="ab\n\r😀", max_size=30))
def test_a_place_leads_back_to_its_character(data: st.DataObject, text: str) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Lines(text).place(offset)
    before = "".join(part + "\n" for part in text.split("\n")[: line - 1])
    assert len(before) + column - 1 == offset
    assert line == text.count("\n", 0, offset) + 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/a b.txt", "drafts/a%20b.txt"),
        ("/home/desk/ü.txt", "file:///home/desk/%C3%BC.txt"),
        ("drafts\\a.txt", "drafts/a.txt"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
    ],
)
def test_the_article_is_named_by_its_file(harbour: Report, path: str, uri: str) -> None:
    report = replace(harbour, article=replace(harbour.article, path=path))
    assert run_of(report)["artifacts"][0]["location"]["uri"] == uri


def test_an_article_without_file_or_address_is_named_by_its_hash(harbour: Report) -> None:
    uri = run_of(replace(harbour, article=Article(text=harbour.input_text)))["artifacts"][0]["location"]["uri"]
    assert uri.startswith("urn:factcheck:article:")


def test_no_text_is_read_as_a_link_or_placeholder(harbour: Report) -> None:
    hostile = replace(harbour.verdicts[0], explanation="{0} [click](http://example.org) \u202e\x1b[31m")
    result = run_of(replace(harbour, verdicts=(hostile,)))["results"][0]
    assert result["message"]["text"].endswith("{{0}} [click] (http://example.org)")
