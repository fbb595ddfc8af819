"""What `compare` and `check --replay` print, from comparisons made with the fakes."""

from __future__ import annotations

import json
from dataclasses import replace

import kept
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.cli import replay as replay_command
from factcheck.cli.comparison import print_comparison
from factcheck.datatypes import Failure
from factcheck.drafts import compare
from factcheck.ledger import replay
from factcheck.reading import article_from_text

NEW = f"{kept.ARTICLE.replace('12 nurses', '15 nurses')}\n\nDivers searched the wreck.".replace(" on Sunday", "")


@pytest.fixture
def checker():
    settings = Settings(n_shown=1)
    with ReferenceIndex.in_memory(kept.references(), encoder=WordEncoder(), settings=settings) as index:
        yield FactChecker(index, settings=settings, nli=RuleNLI())


def printed(capsys):
    return " ".join(capsys.readouterr().out.split())


def test_changes_are_told_in_words_with_the_words_that_differ_marked(checker, capsys) -> None:
    old = checker.check(kept.ARTICLE)
    print_comparison(compare(old, article_from_text(NEW), checker), as_json=False)
    told = printed(capsys)
    assert "1. REWORDED, verdict changed" in told
    assert "Was: The clinic hired [-12-] nurses in March." in told
    assert "Now: The clinic hired {+15+} nurses in March." in told
    assert "CONTRADICTED (" in told
    assert "4. ADDED, verdict new Now: Divers searched the wreck." in told
    assert "The ferry sank" not in told
    assert "4 claims: 1 same, 0 moved, 2 reworded, 1 added, 0 removed" in told
    assert "3 claims judged now" in told


def test_removed_claims_and_failures_are_told(checker, capsys) -> None:
    old = checker.check(kept.ARTICLE)
    failed = Failure(claim=old.verdicts[2].claim, error="ModelError", message="no answer")
    old = replace(old, verdicts=old.verdicts[:2], failures=(failed,))
    print_comparison(compare(old, article_from_text("Nobody was hurt."), checker), as_json=False)
    told = printed(capsys)
    assert "1. REMOVED, verdict gone Was: The clinic hired 12 nurses in March." in told
    assert "! FAILED (ModelError: no answer)" in told


def test_the_comparison_as_json_has_every_claim(checker, capsys) -> None:
    comparison = compare(checker.check(kept.ARTICLE), article_from_text(NEW), checker)
    print_comparison(comparison, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert [(row["change"], row["effect"]) for row in found["claims"]] == [
        ("reworded", "changed"),
        ("reworded", "same"),
        ("same", "kept"),
        ("added", "new"),
    ]
    assert found["claims"][0]["new_outcome"]["label"] == "contradicted"
    assert found["n_judged"] == 3


def test_a_replay_names_what_is_not_the_same_and_what_differs(checker, capsys) -> None:
    report = checker.check(kept.ARTICLE)
    replay_command._write(replay(report, checker))
    assert "3 claims compared: every verdict is the same, made with the same index, models and settings" in printed(
        capsys
    )
    checker.index.withdraw(kept.references()[0].reference_id)
    outcome = replay(report, checker)
    replay_command._write(outcome)
    told = printed(capsys)
    assert f"Not the same: index fingerprint then {report.run.index_fingerprint}" in told
    assert "1. The clinic hired 12 nurses in March." in told
    assert "differing: label, " in told
    assert "3 claims compared: 1 differ" in told
    found = json.loads(replay_command._json(outcome))
    assert (found["same"], found["n_compared"], len(found["differing"])) == (False, 3, 1)


def test_a_claim_that_is_none_now_is_told(checker, capsys) -> None:
    report = checker.check(kept.ARTICLE)
    shorter = replace(report, verdicts=report.verdicts[1:])
    replay_command._write(replay(shorter, checker))
    assert "then no such claim now" in printed(capsys)
