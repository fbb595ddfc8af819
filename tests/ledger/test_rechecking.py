"""A recheck finds the verdicts whose ground is gone, and judges exactly those."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from kept import ARTICLE, CLINIC

from factcheck import FactChecker, Settings
from factcheck.datatypes import Failure
from factcheck.errors import ModelError
from factcheck.ledger import Ledger, Standing, recheck
from factcheck.policy import parse_policy
from factcheck.reading import reference_from_text


@pytest.fixture
def ledger(tmp_path, report):
    with Ledger(tmp_path / "desk.ledger", create=True) as opened:
        opened.add(report, index_path="/desk")
        yield opened


def numbers(affected):
    return [each.old.claim.number for each in affected]


def test_nothing_is_listed_or_judged_when_nothing_changed(ledger, checker, nli) -> None:
    before = nli.n_judged
    outcome = recheck(ledger, checker)
    assert (outcome.affected, outcome.untouched, outcome.n_reports) == ((), (), 1)
    assert nli.n_judged == before


def test_a_withdrawn_report_costs_the_verdict_that_cites_it_and_no_other(
    ledger, checker, index, references, nli
) -> None:
    index.withdraw(references[0].reference_id)
    nli.n_judged = 0
    outcome = recheck(ledger, checker)
    (affected,) = outcome.affected
    assert affected.old.claim.text == "The clinic hired 12 nurses in March."
    assert [found.standing for found in affected.found] == [Standing.GONE]
    assert (affected.old.label, affected.new.label) == ("supported", "unverifiable")
    assert affected.changed
    judged = nli.n_judged
    nli.n_judged = 0
    checker.check(ARTICLE)
    assert 0 < judged < nli.n_judged


def test_a_withdrawn_report_whose_words_are_withheld_is_listed_too(tmp_path, index, references, nli) -> None:
    rules = parse_policy("[internal]\npublishers = ['Bay Wire']\n", name="p")
    checker = FactChecker(index, settings=Settings(n_shown=1), nli=nli, policy=rules)
    with Ledger(tmp_path / "internal.ledger", create=True) as ledger:
        report = checker.check(ARTICLE)
        assert report.verdicts[0].evidence[0].withheld == "internal"
        ledger.add(report, index_path="/desk")
        assert recheck(ledger, checker).affected == ()
        index.withdraw(references[0].reference_id)
        (affected,) = recheck(ledger, checker).affected
    assert affected.old.claim.number == 1
    assert [found.standing for found in affected.found] == [Standing.GONE]


def test_a_corrected_report_gives_the_verdict_a_check_of_the_article_gives(ledger, checker, index) -> None:
    corrected = CLINIC.replace("12 nurses", "15 nurses")
    index.update([reference_from_text(corrected, path="reports/clinic.txt")])
    outcome = recheck(ledger, checker)
    (affected,) = outcome.affected
    assert affected.found[0].now.text == "The clinic hired 15 nurses in March."
    assert affected.new == checker.check(ARTICLE).verdicts[0]
    assert affected.new.label == "contradicted"


def test_a_report_changed_elsewhere_is_said_apart_and_not_judged(ledger, checker, index, nli) -> None:
    index.update([reference_from_text(CLINIC.replace("A second ward", "A third ward"), path="reports/clinic.txt")])
    nli.n_judged = 0
    outcome = recheck(ledger, checker)
    assert outcome.affected == ()
    assert numbers(outcome.untouched) == [1]
    assert nli.n_judged == 0


def test_the_ledger_keeps_both_verdicts_and_the_next_recheck_finds_nothing(ledger, checker, index, references) -> None:
    index.withdraw(references[0].reference_id)
    (affected,) = recheck(ledger, checker).affected
    (kept,) = ledger.get(affected.entry.report_id).rejudged
    assert kept.outcome == affected.new
    assert kept.index_fingerprint == index.fingerprint
    assert ledger.get(affected.entry.report_id).report.verdicts[0] == affected.old
    assert recheck(ledger, checker).affected == ()


def test_a_list_alone_judges_and_keeps_nothing(ledger, checker, index, references, nli) -> None:
    index.withdraw(references[0].reference_id)
    nli.n_judged = 0
    outcome = recheck(ledger, checker, judge=False)
    assert numbers(outcome.affected) == [1]
    assert outcome.affected[0].new is None
    assert not outcome.affected[0].changed
    assert nli.n_judged == 0
    assert ledger.get(outcome.affected[0].entry.report_id).rejudged == ()


def test_reports_checked_against_another_index_are_left_unless_all_are_wanted(
    ledger, checker, index, references, report
) -> None:
    unknown = replace(report, run=replace(report.run, checked_at="2024-01-01T00:00:00+00:00"))
    ledger.add(unknown)
    index.withdraw(references[0].reference_id)
    outcome = recheck(ledger, checker, index_path="/other", judge=False)
    assert [entry.index_path for entry in outcome.elsewhere] == ["/desk"]
    assert (outcome.n_reports, len(outcome.affected)) == (1, 1)
    assert len(recheck(ledger, checker, judge=False).affected) == 2


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_rechecked(
    ledger, checker, index, references, report, tmp_path
) -> None:
    old, _ = ledger.add(replace(report, run=replace(report.run, checked_at="2024-01-01T00:00:00+00:00")))
    with sqlite3.connect(tmp_path / "desk.ledger") as db:
        written = json.dumps(report.to_dict() | {"schema_version": "0"})
        db.execute("UPDATE reports SET report = ? WHERE id = ?", (written, old))
    db.close()
    index.withdraw(references[0].reference_id)
    outcome = recheck(ledger, checker)
    ((entry, why),) = outcome.unreadable
    assert entry.report_id == old
    assert "schema_version" in why
    assert len(outcome.affected) == 1


class FailingNLI:
    """Fails on everything."""

    model_id = "failing"
    fingerprint = "0" * 64

    def judge(self, pairs):
        raise ModelError(f"The model failed on purpose on {len(pairs)} pairs; nothing to do.")


def test_a_claim_that_fails_is_listed_again_next_time(ledger, checker, index) -> None:
    index.update([reference_from_text(CLINIC.replace("12 nurses", "15 nurses"), path="reports/clinic.txt")])
    failing = FactChecker(index, settings=checker.settings, nli=FailingNLI())
    (affected,) = recheck(ledger, failing).affected
    assert isinstance(affected.new, Failure)
    assert affected.changed
    (again,) = recheck(ledger, checker).affected
    assert again.old == affected.old
    assert again.new.label == "contradicted"
