"""Labelled claims are read from JSON Lines and desk sets; a bad row is named."""

import json

import pytest

from factcheck.errors import ReadError
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


GOOD = '{"doc": "A report.", "claim": "A claim.", "label": "supported"}'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"doc": "d", "claim": "c", "label": "true"}', "Line 1"),
        (f'{GOOD}\n\n{{"doc": "d", "label": "supported"}}', "Line 3"),
        (f"{GOOD}\nnot json", "Line 2"),
        ("", "got none"),
        ("[1]", "Line 1"),
        ('{"id": "x", "reference": {"sentences": ["One."]}}', "'claims'"),
        (
            '{"id": "x", "reference": {"sentences": ["One."]}, "claims": [{"claim": "c", "label": "yes"}]}',
            "Claim 0 of the desk set",
        ),
    ],
)
def test_a_bad_file_is_named_with_the_line(tmp_path, text, where) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=where) as raised:
        read_cases(path)
    assert "bad.jsonl" in str(raised.value)


def test_a_row_without_id_is_named_by_its_line(tmp_path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{GOOD}\n\n{GOOD[:-1]}, "id": null}}', encoding="utf-8")
    (case,) = read_cases(path)
    assert [claim.row_id for claim in case.claims] == ["1", "3"]


def test_desk_sets_and_rows_of_one_file_are_both_read(tmp_path) -> None:
    desk = {"id": "x", "reference": {"sentences": ["One."]}, "claims": [{"claim": "One.", "label": "supported"}]}
    path = tmp_path / "both.jsonl"
    path.write_text(f"{json.dumps(desk)}\n{GOOD}", encoding="utf-8")
    assert [claim.row_id for case in read_cases(path) for claim in case.claims] == ["x:0", "2"]
