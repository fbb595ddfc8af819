"""Evaluation end to end with fakes: order, failures that stay in the denominator, many files."""

import json

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import Settings
from factcheck.errors import ModelError
from factcheck.evaluation import evaluate_files

REPORT = "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday."
OTHER = "The ferry sank near Karsk. Nobody was hurt."


class FailingNLI(RuleNLI):
    """Fails on every pair that speaks of nurses."""

    def judge(self, pairs):
        if any("nurses" in pair.hypothesis for pair in pairs):
            raise ModelError("The model failed on purpose; nothing to do.")
        return super().judge(pairs)


def row(name, doc, claim, label="supported"):
    return {"id": name, "doc": doc, "claim": claim, "label": label}


def write(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def evaluated(paths, *, nli=None, pooled=False):
    outcomes = evaluate_files(paths, settings=Settings(), encoder=WordEncoder(), nli=nli or RuleNLI(), pooled=pooled)
    return {path.name: (scores, predictions) for path, scores, predictions in outcomes}


def test_predictions_are_in_the_order_of_the_rows(tmp_path) -> None:
    rows = [
        row("a", REPORT, "The clinic hired 12 nurses in March."),
        row("b", OTHER, "The ferry sank near Karsk."),
        row("c", REPORT, "The minister visited Baghdad on Sunday."),
    ]
    _, predictions = evaluated([write(tmp_path / "rows.jsonl", rows)])["rows.jsonl"]
    assert [prediction.row_id for prediction in predictions] == ["a", "b", "c"]


def test_a_row_that_fails_costs_only_itself_and_is_counted(tmp_path) -> None:
    rows = [
        row("a", REPORT, "The clinic hired 12 nurses in March."),
        row("b", REPORT, "The minister visited Baghdad on Sunday."),
    ]
    scores, predictions = evaluated([write(tmp_path / "rows.jsonl", rows)], nli=FailingNLI())["rows.jsonl"]
    assert (scores.n, scores.n_failed) == (2, 1)
    assert predictions[0].predicted is None
    assert predictions[0].error == "ModelError: The model failed on purpose; nothing to do."
    assert predictions[1].error is None


@pytest.mark.parametrize("pooled", [False, True])
@pytest.mark.parametrize("doc", ["", " \n"])
def test_a_row_without_document_fails_alone(tmp_path, doc, pooled) -> None:
    rows = [row("a", doc, "The ferry sank near Karsk."), row("b", OTHER, "The ferry sank near Karsk.")]
    scores, predictions = evaluated([write(tmp_path / "rows.jsonl", rows)], pooled=pooled)["rows.jsonl"]
    assert (scores.n, scores.n_failed) == (2, 1)
    assert predictions[0].error.startswith("EmptyDocumentError")


def test_a_row_without_claim_fails_alone(tmp_path) -> None:
    rows = [row("a", OTHER, " "), row("b", OTHER, "The ferry sank near Karsk.")]
    scores, predictions = evaluated([write(tmp_path / "rows.jsonl", rows)])["rows.jsonl"]
    assert (scores.n, scores.n_failed) == (2, 1)
    assert predictions[0].error.startswith("InputError")


def test_each_file_has_its_own_scores(tmp_path) -> None:
    first = write(tmp_path / "first.jsonl", [row("a", REPORT, "The clinic hired 12 nurses in March.")])
    second = write(tmp_path / "second.jsonl", [row("b", OTHER, "The mayor of Oslo resigned.", "not_supported")] * 2)
    outcomes = evaluated([first, second])
    assert {name: scores.n for name, (scores, _) in outcomes.items()} == {"first.jsonl": 1, "second.jsonl": 2}
    assert outcomes["second.jsonl"][0].accuracy == 1.0
