"""Labelled claims are read from JSON Lines and desk sets; a bad row is named."""

import json

import pytest

from factcheck.errors import InputError, ReadError
from factcheck.evaluation.rows import read_cases


def test_rows_of_one_document_are_one_case(tmp_path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": str(n), "doc": "A report.", "claim": f"Claim {n}.", "label": "not_supported"} for n in range(2)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (case,) = read_cases(path)
    assert [claim.row_id for claim in case.claims] == ["0", "1"]


def test_a_desk_set_gives_ids_context_and_gold_spans(tmp_path) -> None:
    desk = {
        "id": "x-01",
        "reference": {
            "title": "T",
            "source": "S",
            "date": "2024-01-02",
            "sentences": ["One is here.", "Two is there."],
        },
        "claims": [{"claim": "Two.", "label": "supported", "context": "One.", "evidence": [1]}],
    }
    path = tmp_path / "x-01.json"
    path.write_text(json.dumps(desk, indent=1), encoding="utf-8")
    (case,) = read_cases(path)
    assert case.claims[0].row_id == "x-01:0"
    assert case.claims[0].claim.context == "One."
    ((start, end),) = case.claims[0].evidence
    assert case.reference.text[start:end] == "Two is there."


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"doc": "d", "claim": "c", "label": "true"}', InputError),
        ('{"doc": "d", "label": "supported"}', InputError),
        ("not json", ReadError),
        ("", ReadError),
        ("[1]", ReadError),
    ],
)
def test_a_bad_file_is_named(tmp_path, text, error) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"bad\.jsonl"):
        read_cases(path)
