"""The quality gate: pinned floors on the desk dev sets, which are held by hash."""

import hashlib
import json
import random
from pathlib import Path

import pytest

from factcheck import ReferenceIndex, Settings
from factcheck.evaluation import evaluate_files, score
from factcheck.evaluation.rows import read_cases
from factcheck.evidence import retrieve
from factcheck.models import load_encoder, load_nli

REPOSITORY = Path(__file__).parents[2]
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
DEV = sorted((REPOSITORY / "seeds" / "desk" / "dev").glob("*.json"))


def corpus_hash(paths):
    """Hash the names and bytes of files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


@pytest.mark.parametrize("folder", sorted(FLOORS["corpora"]))
def test_the_corpora_are_the_ones_the_floors_were_measured_on(folder) -> None:
    assert corpus_hash((REPOSITORY / folder).glob("*.*")) == FLOORS["corpora"][folder]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder("embedded", settings=Settings())


@pytest.fixture(scope="module")
def dev_scores(encoder):
    settings = Settings()
    nli = load_nli("embedded", settings=settings)
    predictions = [row for _, _, own in evaluate_files(DEV, settings=settings, encoder=encoder, nli=nli) for row in own]
    return score(predictions, seconds=1.0)


def test_the_verdicts_on_desk_dev_keep_their_floors(dev_scores) -> None:
    floors = FLOORS["desk_dev"]
    assert dev_scores.n_failed == 0
    assert dev_scores.macro_f1 >= floors["macro_f1"]
    for label, floor in floors["f1"].items():
        assert dev_scores.labels[label].f1 >= floor, label
    assert dev_scores.labels["contradicted"].precision >= floors["contradicted_precision"]
    assert dev_scores.expected_calibration_error <= floors["expected_calibration_error"]


def calls_of(sets, how):
    """Put the claims of desk sets into calls: the claims of a set together, each alone, or five sets shuffled."""
    if how == "together":
        return sets
    if how == "alone":
        return [[(row, own)] for rows in sets for row, own in rows if row.gold != "unverifiable"]
    rng = random.Random(0)
    mixed = [[row for own in sets[start : start + 5] for row in own] for start in range(0, len(sets), 5)]
    return [rng.sample(call, len(call)) for call in mixed]


@pytest.mark.parametrize("how", ["together", "alone", "five_sets_shuffled"])
def test_retrieval_among_all_starter_reports_keeps_its_floors(encoder, how) -> None:
    settings = Settings()
    sets = [[(row, case.reference.reference_id) for row in case.claims] for path in DEV for case in read_cases(path)]
    first_report = gold_sentence = n = 0
    with ReferenceIndex.open(REPOSITORY / "indexes" / "starter", encoder=encoder) as index:
        for call in calls_of(sets, how):
            found = retrieve([row.claim for row, _ in call], index, settings)
            for (row, own), its in zip(call, found, strict=True):
                if row.gold == "unverifiable":
                    continue
                n += 1
                first_report += its.evidence[0].reference_id == own
                gold_sentence += any(
                    item.reference_id == own
                    and any(item.start < end and start < item.end for start, end in row.evidence)
                    for item in its.evidence[:5]
                )
    floors = FLOORS["retrieval"][how]
    assert first_report / n >= floors["right_report_first"], first_report / n
    assert gold_sentence / n >= floors["gold_sentence_in_5"], gold_sentence / n
