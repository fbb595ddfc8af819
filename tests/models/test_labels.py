"""The order of labels comes from the config."""

import itertools

import pytest

from factcheck.errors import LabelOrderError
from factcheck.models.labels import label_columns


@pytest.mark.parametrize("order", list(itertools.permutations(["entailment", "neutral", "contradiction"])))
def test_the_columns_follow_the_names_in_any_order(order) -> None:
    columns = label_columns(dict(enumerate(order)), model="m")
    assert [order[columns.entailment], order[columns.neutral], order[columns.contradiction]] == [
        "entailment",
        "neutral",
        "contradiction",
    ]


@pytest.mark.parametrize("order", [("entailment", "not_entailment"), ("not_entailment", "entailment")])
def test_a_two_class_model_has_no_contradiction(order) -> None:
    columns = label_columns(dict(enumerate(order)), model="m")
    assert order[columns.entailment] == "entailment"
    assert order[columns.neutral] == "not_entailment"
    assert columns.contradiction is None


@pytest.mark.parametrize("names", [["LABEL_0", "LABEL_1", "LABEL_2"], ["entailment"], ["good", "bad"], []])
def test_names_that_tell_nothing_are_refused(names) -> None:
    with pytest.raises(LabelOrderError, match="id2label"):
        label_columns(dict(enumerate(names)), model="m")
