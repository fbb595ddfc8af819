"""Contrasts: read as pairs of one group, and those that ship keep to the guide."""

import json
import runpy
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ReadError
from factcheck.training.readers import TrainingPair, read_contrasts
from factcheck.training.score import contrast_scores

DESK = Path(__file__).parents[2] / "seeds" / "desk"
FILES = sorted((DESK / "contrasts").glob("*/*.jsonl"))
CONTRAST = {
    "id": "x-001",
    "report": ["The mill hired 12 weavers.", "It pays them by the day."],
    "edit": {"sentence": 0, "text": "The mill hired 11 weavers."},
    "claims": [
        {"claim": "A dozen weavers found work.", "type": "number", "report": "supported", "edited": "contradicted"},
        {"claim": "The weavers are young.", "type": "addition", "report": "unverifiable", "edited": "unverifiable"},
    ],
}


def test_a_claim_stands_against_the_excerpt_and_against_its_edit(tmp_path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(CONTRAST) + "\n", encoding="utf-8")
    pairs = read_contrasts(tmp_path)
    assert [pair.label for pair in pairs] == ["entailment", "contradiction", "neutral", "neutral"]
    assert pairs[0].premise == "The mill hired 12 weavers. It pays them by the day."
    assert pairs[1].premise == "The mill hired 11 weavers. It pays them by the day."
    assert pairs[0].hypothesis == pairs[1].hypothesis == "A dozen weavers found work."
    assert {(pair.group, pair.source) for pair in pairs} == {("contrasts:x-001", "contrasts")}


def test_a_line_that_is_no_json_is_named(tmp_path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(CONTRAST) + "\n{half\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"Line 2 of 'x\.jsonl'"):
        read_contrasts(tmp_path)


def test_no_folder_no_contrasts(tmp_path) -> None:
    assert read_contrasts(tmp_path / "none") == []


class LikesWords:
    """Takes a claim as supported when the excerpt has its first word, else as contradicted."""

    fingerprint = "words"

    def judge(self, pairs):
        return np.array([[1, 0, 0] if pair.hypothesis.split()[0] in pair.premise else [0, 0, 1] for pair in pairs])


def test_a_claim_is_right_when_it_is_against_both() -> None:
    labels = ["entailment", "contradiction", "entailment", "entailment"]
    premises = ["Ann left.", "Bob left.", "Ann left.", "Bob left."]
    pairs = [
        TrainingPair(premise=premise, hypothesis="Ann left town.", label=label, source="contrasts", group="x")
        for premise, label in zip(premises, labels, strict=True)
    ]
    assert contrast_scores(LikesWords(), pairs) == {"n": 4, "right": 0.75, "both_right": 0.5}


def test_no_contrast_stands_in_train_and_dev() -> None:
    ids = {part: {pair.group for pair in read_contrasts(DESK / "contrasts" / part)} for part in ("train", "dev")}
    assert ids["train"]
    assert ids["dev"]
    assert not ids["train"] & ids["dev"]


def test_shipped_contrasts_keep_to_the_guide(capsys) -> None:
    check = runpy.run_path(str(DESK / "checkcontrasts.py"))["main"]
    assert FILES
    assert check([str(path) for path in FILES]) == 0, capsys.readouterr().out


def test_the_check_finds_a_contrast_of_two_claims(tmp_path, capsys) -> None:
    claims = [{**claim, "register": "clean"} for claim in CONTRAST["claims"]]
    (tmp_path / "x.jsonl").write_text(json.dumps({**CONTRAST, "claims": claims}) + "\n", encoding="utf-8")
    check = runpy.run_path(str(DESK / "checkcontrasts.py"))["main"]
    assert check([str(tmp_path / "x.jsonl")]) == 1
    assert "2 claims, must be 4" in capsys.readouterr().out
