"""Scores on labelled sentences of invented articles: what is a claim, of which kind, and which sub-claims it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from factcheck.claims import extract_claims
from factcheck.datatypes import Article, Claim, ClaimKind

LABELLED = Path(__file__).parent / "labelled" / "sentences"
HALVES = ("tune", "test")
LEAST_CLAIM_F1 = 0.95
LEAST_EXACT_PARTS = 0.85
LEAST_KIND_ACCURACY = 0.95


class Labelled(NamedTuple):
    """A labelled statement beside the claim with the same characters, None where there is none."""

    label: dict
    claim: Claim | None


class Half(NamedTuple):
    labelled: list[Labelled]
    n_claims: int


def articles(half: str) -> list[tuple[Article, list[dict]]]:
    """Give the articles of a half, each with its units, which then know the character they begin at."""
    found = []
    for path in sorted((LABELLED / half).glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = ""
        for unit in row["units"]:
            text += unit["before"]
            unit["start"] = len(text)
            text += unit["text"]
        found.append((Article(text=text, title=row["title"], published=row["published"]), row["units"]))
    return found


@pytest.fixture(scope="module", params=HALVES)
def half(request) -> Half:
    labelled, n_claims = [], 0
    for article, units in articles(request.param):
        claims = {(claim.start, claim.text): claim for claim in extract_claims(article)}
        n_claims += len(claims)
        labelled += [Labelled(unit, claims.get((unit["start"], unit["text"]))) for unit in units if unit["claim"]]
    return Half(labelled, n_claims)


def test_there_are_enough_articles_and_sentences_and_both_halves_are_of_one_size() -> None:
    halves = [articles(name) for name in HALVES]
    assert sum(map(len, halves)) >= 20
    n_units = [sum(len(units) for _, units in half) for half in halves]
    assert sum(n_units) >= 240
    assert abs(n_units[0] - n_units[1]) < 20


@pytest.mark.parametrize("name", HALVES)
def test_labels_are_sound(name) -> None:
    for _, units in articles(name):
        for unit in units:
            assert unit["claim"] is True or unit["why"]
            assert unit.get("kind", "fact") in list(ClaimKind)
            position = 0
            for part in unit.get("parts", []):
                position = unit["text"].index(part, position) + len(part)


def test_statements_are_found_with_exact_characters(half) -> None:
    n_right = sum(row.claim is not None for row in half.labelled)
    assert 2 * n_right / (half.n_claims + len(half.labelled)) >= LEAST_CLAIM_F1


def test_sub_claims_are_exact(half) -> None:
    """Over all sentences that have parts or are given some."""
    pairs = [
        (row.label.get("parts", []), [part.text for part in row.claim.parts] if row.claim else None)
        for row in half.labelled
    ]
    compound = [(gold, found) for gold, found in pairs if gold or found]
    assert len(compound) >= 25
    assert sum(gold == found for gold, found in compound) / len(compound) >= LEAST_EXACT_PARTS


def test_simple_sentences_are_left_whole(half) -> None:
    simple = [row.claim for row in half.labelled if row.claim and "parts" not in row.label]
    assert sum(not claim.parts for claim in simple) / len(simple) >= 0.97


def test_kinds_are_right(half) -> None:
    kinds = [(row.label.get("kind", "fact"), row.claim.kind.value) for row in half.labelled if row.claim]
    assert sum(gold == found for gold, found in kinds) / len(kinds) >= LEAST_KIND_ACCURACY
