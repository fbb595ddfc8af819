from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from strategies import reports

from factcheck.datatypes import FindingKind, Reason, Stance, VerdictLabel
from factcheck.errors import InputError
from factcheck.report import Report, RunManifest, json_schema, render
from factcheck.report.json_format import encode


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def test_the_schema_is_a_valid_schema_of_draft_2020_12(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@settings(deadline=None, max_examples=60)
@given(report=reports())
def test_every_report_validates_against_the_schema(schema: dict[str, Any], report: Report) -> None:
    jsonschema.Draft202012Validator(schema).validate(json.loads(report.to_json()))


@settings(deadline=None, max_examples=60)
@given(report=reports())
def test_every_json_line_validates_and_holds_one_claim(schema: dict[str, Any], report: Report) -> None:
    line_schema = {"$defs": schema["$defs"], "$ref": "#/$defs/line"}
    written = render(report, "jsonl")
    lines = written.splitlines()

    assert written.count("\n") == len(lines)
    claims = [*(outcome.claim for outcome in report.outcomes), *report.not_reached]
    for line, claim in zip(lines, claims, strict=True):
        row = json.loads(line)
        jsonschema.Draft202012Validator(line_schema).validate(row)
        assert row["claim"]["text"] == claim.text
        assert (row["type"] == "failure") == ("error" in row)


def test_json_lines_come_by_claim_number_and_name_the_article(harbour: Report) -> None:
    rows = [json.loads(line) for line in render(harbour, "jsonl").splitlines()]
    assert [(row["type"], row["claim"]["number"]) for row in rows] == [("verdict", 1), ("verdict", 2), ("failure", 3)]
    assert {row["article"]["title"] for row in rows} == {"Harbour news"}


def test_the_schema_refuses_a_missing_and_an_unknown_field(schema: dict[str, Any], harbour: Report) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    document = harbour.to_dict()
    for part in (document, document["verdicts"][0], document["verdicts"][0]["evidence"][0]["passage"], document["run"]):
        part["surprise"] = 1
        assert not validator.is_valid(document)
        del part["surprise"]
        name, kept = part.popitem()
        assert not validator.is_valid(document)
        part[name] = kept
    assert validator.is_valid(document)


def test_the_schema_lists_every_enum_value_and_run_field(schema: dict[str, Any]) -> None:
    parts = schema["$defs"]
    assert parts["verdict"]["properties"]["label"]["enum"] == [label.value for label in VerdictLabel]
    assert parts["verdict"]["properties"]["reason"]["enum"] == [reason.value for reason in Reason]
    assert parts["evidence"]["properties"]["stance"]["enum"] == [stance.value for stance in Stance]
    assert parts["difference"]["properties"]["kind"]["enum"] == [kind.value for kind in FindingKind]
    assert parts["run"]["required"] == [part.name for part in fields(RunManifest)]


def test_json_says_spans_and_numbers_as_given(harbour: Report) -> None:
    verdict = json.loads(harbour.to_json())["verdicts"][0]
    assert verdict["differences"] == [
        {
            "claim_span": {"start": 22, "end": 27, "text": "would"},
            "reference_span": {"start": 55, "end": 58, "text": "not"},
            "kind": "polarity",
        }
    ]
    assert verdict["confidence"] == 0.92
    assert verdict["evidence"][0]["passage"]["reference_id"] == "port-1"


def test_a_value_without_a_json_form_is_refused() -> None:
    with pytest.raises(InputError, match="set has no JSON form"):
        encode({"labels": {"supported"}})
