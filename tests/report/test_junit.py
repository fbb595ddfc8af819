from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from lxml import etree
from strategies import reports

from factcheck.report import render

if TYPE_CHECKING:
    from factcheck.report import Report

XSD = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit.xsd"))


def parsed(report: Report):
    return etree.fromstring(render(report, "junit").encode("utf-8"))


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_report_validates_and_its_counts_are_those_of_its_cases(report: Report) -> None:
    root = parsed(report)
    XSD.assertValid(root)
    (suite,) = root
    for name, path in (
        ("tests", "testcase"),
        ("failures", "*/failure"),
        ("errors", "*/error"),
        ("skipped", "*/skipped"),
    ):
        assert root.get(name) == suite.get(name) == str(len(suite.findall(path)))


def test_outcomes_of_a_small_report(harbour: Report) -> None:
    first, second, third = parsed(harbour).findall("testsuite/testcase")
    assert first.get("name") == "1. The port would close in May."
    assert first.get("classname") == "Harbour news"
    assert first.find("failure").get("message") == "The report denies it."
    assert "Contradicted by: The port would not close in May. (Port stays open, Bay Wire" in first.find("failure").text
    assert len(second) == 0
    assert dict(third.find("error").attrib) == {"type": "ModelError", "message": "no answer"}


def test_unverifiable_claims_and_those_not_reached_are_skipped(visit: Report) -> None:
    told = [skipped.get("message") for skipped in parsed(visit).iter("skipped")]
    assert len(told) == 3
    assert told[-1] == "not reached before the deadline"
    assert told[0].startswith("unverifiable: The report is about this")


@pytest.mark.parametrize(
    "text", ["<failure/>", "]]>", "&lt;", 'a" b="', "\x00\ud800\uffff\ufffe\x1b[31m", "\u202eevil"]
)
def test_hostile_texts_are_text(harbour: Report, text: str) -> None:
    hostile = replace(harbour.verdicts[0], explanation=text, reason=harbour.verdicts[0].reason)
    root = parsed(replace(harbour, verdicts=(hostile,)))
    XSD.assertValid(root)
    assert len(list(root.iter("failure"))) == 1
    assert "\u202e" not in etree.tostring(root, encoding="unicode")
