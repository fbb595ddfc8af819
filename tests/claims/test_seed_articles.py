"""What the seed articles and the labels beside them say of each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.claims import extract_claims
from factcheck.datatypes import VerdictLabel
from factcheck.reading import read_article
from factcheck.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = json.loads((SEEDS / "articles" / "expected.json").read_text(encoding="utf-8"))


def test_every_article_has_its_labels() -> None:
    articles = {path.name for path in (SEEDS / "articles").iterdir()} - {"README.md", "expected.json"}
    assert articles == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_claims_of_an_article_are_those_that_are_labelled(name) -> None:
    claims = extract_claims(read_article(SEEDS / "articles" / name, settings=Settings()))
    starts = [statement["claim_starts_with"] for statement in EXPECTED[name]]
    assert len(claims) == len(starts)
    for claim, start in zip(claims, starts, strict=True):
        assert claim.text.startswith(start)


@pytest.mark.parametrize("name", EXPECTED)
def test_labels_are_labels_and_reports_are_there(name) -> None:
    for statement in EXPECTED[name]:
        assert statement["label"] in list(VerdictLabel)
        assert statement["report"] is None or (SEEDS / "references" / statement["report"]).is_file()
