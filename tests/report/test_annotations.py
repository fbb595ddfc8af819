from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
from hypothesis import given, settings
from strategies import reports

from factcheck.report import render

if TYPE_CHECKING:
    from factcheck.report import Report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "annotations.json").read_text(encoding="utf-8"))


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_report_validates_and_its_selectors_select_the_claims(report: Report) -> None:
    document = json.loads(render(report, "annotations"))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    items = document["first"]["items"]
    assert document["total"] == len(items) == len(report.verdicts)
    text = report.input_text
    for item, verdict in zip(items, report.verdicts, strict=True):
        quote, position = item["target"][0]["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end] == verdict.claim.text
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_a_verdict_is_a_tag_an_explanation_and_quotations(harbour: Report) -> None:
    first, second = json.loads(render(harbour, "annotations"))["first"]["items"]
    tag, says, evidence, _ = first["body"]
    assert tag["value"] == "contradicted"
    assert says["value"] == "Contradicted (very likely, 92% sure). Why: polarity. The report denies it."
    assert evidence["source"] == "urn:factcheck:reference:port-1"
    assert evidence["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "The port would not close in May.",
        "prefix": "Officials met on Monday.",
        "suffix": "",
    }
    assert first["target"][0]["selector"][0]["prefix"] == "Harbour news\n"
    assert second["body"][0]["value"] == "supported"


def test_ids_stay_the_same_and_differ_within_a_report(visit: Report) -> None:
    once, again = (json.loads(render(visit, "annotations")) for _ in range(2))
    assert once == again
    ids = [once["id"], once["first"]["id"], *(item["id"] for item in once["first"]["items"])]
    assert len(set(ids)) == len(ids)
