from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
from hypothesis import given, settings
from strategies import reports

from factcheck.datatypes import Verdict

if TYPE_CHECKING:
    from factcheck.report import Report


@settings(deadline=None, max_examples=40)
@given(reports())
def test_a_table_has_one_row_per_claim_with_what_the_report_says(report: Report) -> None:
    table = report.to_arrow()
    table.validate(full=True)

    rows = table.to_pylist()
    assert [row["number"] for row in rows] == [outcome.claim.number for outcome in report.outcomes]
    for row, outcome in zip(rows, report.outcomes, strict=True):
        assert report.input_text[row["start"] : row["end"]] == row["text"]
        if isinstance(outcome, Verdict):
            assert (row["label"], row["confidence"], row["error"]) == (outcome.label, outcome.confidence, None)
            assert [part["text"] for part in row["evidence"]] == [part.passage.text for part in outcome.evidence]
            assert len(row["differences"]) == len(outcome.differences)
        else:
            assert (row["label"], row["evidence"], row["error"]) == (None, None, outcome.error)


def test_the_columns_are_the_same_with_and_without_claims(harbour: Report) -> None:
    empty = replace(harbour, verdicts=(), failures=()).to_arrow()
    assert empty.num_rows == 0
    assert empty.schema.equals(harbour.to_arrow().schema)
    assert empty.column_names == [
        "number",
        "text",
        "start",
        "end",
        "label",
        "confidence",
        "p_supported",
        "p_contradicted",
        "p_unverifiable",
        "reason",
        "explanation",
        "conflicting",
        "evidence",
        "differences",
        "parts",
        "notes",
        "policy",
        "said",
        "error",
        "message",
        "editor_label",
        "editor",
    ]


def test_a_row_holds_the_evidence_and_the_probabilities(harbour: Report) -> None:
    first, _, failed = harbour.to_arrow().to_pylist()
    assert (first["p_supported"], first["p_contradicted"], first["p_unverifiable"]) == (0.05, 0.92, 0.03)
    assert first["conflicting"] is True
    assert first["evidence"][0]["publisher"] == "Bay Wire"
    assert first["evidence"][0]["p_contradiction"] == 0.95
    assert first["evidence"][1]["p_contradiction"] is None
    assert first["differences"] == [
        {
            "claim_span": {"start": 22, "end": 27, "text": "would"},
            "reference_span": {"start": 55, "end": 58, "text": "not"},
            "kind": "polarity",
        }
    ]
    assert (failed["error"], failed["message"], failed["label"]) == ("ModelError", "no answer", None)


def test_the_metadata_say_what_the_table_was_made_with(harbour: Report) -> None:
    metadata = harbour.to_arrow().schema.metadata
    assert metadata[b"schema_version"] == b"3"
    assert json.loads(metadata[b"run"])["index_fingerprint"] == "a" * 64
    assert json.loads(metadata[b"article"])["title"] == "Harbour news"


def test_a_lone_surrogate_becomes_a_question_mark(harbour: Report) -> None:
    said = replace(harbour.verdicts[0], explanation="half \ud800 pair")
    table = replace(harbour, verdicts=(said,)).to_arrow()
    assert isinstance(table, pa.Table)
    assert table["explanation"][0].as_py() == "half ? pair"


def test_pyarrow_and_rich_are_loaded_only_when_they_are_used() -> None:
    code = (
        "import sys; import factcheck.report; "
        "print(sorted({'pyarrow', 'rich', 'torch', 'faiss', 'httpx'} & sys.modules.keys()))"
    )
    done = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout == "[]\n"
