"""The ledger keeps what it is given, whole, whoever else writes."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from strategies import reports
from writers import keep_reports

from factcheck.datatypes import Failure, VerdictLabel
from factcheck.errors import InputError, LedgerError
from factcheck.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "desk.ledger", create=True) as opened:
        yield opened


def checked(report, moment):
    return replace(report, run=replace(report.run, checked_at=f"2024-05-0{moment}T08:00:00+00:00"))


def test_a_kept_report_comes_back_as_it_was(ledger, report, tmp_path) -> None:
    report_id, is_new = ledger.add(report, index_path="/desk")
    assert is_new
    with Ledger(tmp_path / "desk.ledger") as again:
        kept = again.get(report_id)
    assert kept.report == report
    assert kept.verdicts == report.verdicts
    assert kept.entry.index_path == "/desk"
    assert kept.entry.article == report.article.text.replace("\n\n", " ")[:60]


@hypothesis_settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
def test_any_report_comes_back_as_it_was(ledger, report) -> None:
    report_id, _ = ledger.add(report)
    assert ledger.get(report_id).report == report
    ledger.remove(report_id)


def test_the_same_report_twice_is_one(ledger, report) -> None:
    first, _ = ledger.add(report)
    assert ledger.add(report) == (first, False)
    assert len(ledger.entries()) == 1
    ledger.add(checked(report, 9))
    assert len(ledger.entries()) == 2


def test_reports_are_listed_by_the_time_of_their_check_and_by_what_they_cite(ledger, report, references) -> None:
    late, _ = ledger.add(checked(report, 3))
    early, _ = ledger.add(checked(replace(report, verdicts=report.verdicts[:1]), 1))
    assert [entry.report_id for entry in ledger.entries()] == [early, late]
    assert [entry.report_id for entry in ledger.entries(citing=references[1].reference_id)] == [late]
    assert ledger.entries(citing="unknown") == []


def test_an_id_may_be_named_by_its_beginning_when_only_one_begins_so(ledger, report) -> None:
    report_id, _ = ledger.add(report)
    assert ledger.get(report_id[:5]).entry.report_id == report_id
    for moment in range(1, 10):
        ledger.add(checked(report, moment))
    with pytest.raises(InputError, match="it holds 10"):
        ledger.get("")
    with pytest.raises(InputError, match="factcheck ledger list"):
        ledger.get("no-such-id")


def test_a_removed_report_leaves_nothing_behind(ledger, report, tmp_path) -> None:
    report_id, _ = ledger.add(report)
    ledger.note(report_id, report.verdicts[:1], index_fingerprint="f")
    assert ledger.remove(report_id[:6]) == report_id
    with sqlite3.connect(tmp_path / "desk.ledger") as db:
        tables = ("reports", "citations", "rejudgements")
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables]  # noqa: S608 - our names
    db.close()
    assert counts == [(0,)] * 3


def test_a_verdict_judged_anew_stands_and_the_old_one_is_kept(ledger, report) -> None:
    report_id, _ = ledger.add(report)
    second = replace(report.verdicts[0], label=VerdictLabel.UNVERIFIABLE, evidence=())
    third = Failure(claim=report.verdicts[1].claim, error="ModelError", message="no answer")
    ledger.note(report_id, [second, third], index_fingerprint="f" * 64)
    kept = ledger.get(report_id)
    assert kept.report == report
    assert [again.outcome for again in kept.rejudged] == [second, third]
    assert kept.verdicts == (second, *report.verdicts[1:])
    cited = {reference_id for _, reference_id, _ in ledger.cited()}
    assert cited == {verdict.evidence[0].reference_id for verdict in report.verdicts[1:]}


def test_nothing_is_noted_for_a_report_removed_meanwhile(ledger, report) -> None:
    with pytest.raises(LedgerError, match="removed"):
        ledger.note("0" * 12, report.verdicts, index_fingerprint="f")


def test_processes_that_write_at_once_lose_nothing(report, tmp_path) -> None:
    path, written = tmp_path / "new.ledger", report.to_json()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        done = [pool.submit(keep_reports, path, written, range(start, start + 20)) for start in (0, 100)]
        for each in done:
            each.result(timeout=120)
    with Ledger(path) as ledger:
        assert len(ledger.entries()) == 40


def test_a_new_ledger_that_another_process_just_writes_to_is_waited_for(report, tmp_path) -> None:
    path = tmp_path / "desk.ledger"
    Ledger(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode=DELETE")  # as before the first process has changed the mode
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.close)
    done.start()
    with Ledger(path) as ledger:
        assert ledger.add(report)
    done.join()


def test_threads_share_one_ledger(ledger, report) -> None:
    threads = [threading.Thread(target=ledger.add, args=(checked(report, moment),)) for moment in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.entries()) == 8


def test_a_writer_that_holds_the_file_for_long_is_named(report, tmp_path) -> None:
    path = tmp_path / "desk.ledger"
    Ledger(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(path, busy_seconds=0.05) as ledger, pytest.raises(LedgerError, match="Another process is writing"):
        ledger.add(report)
    other.execute("ROLLBACK")
    other.close()


def test_a_write_that_fails_half_way_leaves_nothing(ledger, report) -> None:
    ledger._connection.execute("DROP TABLE citations")
    with pytest.raises(LedgerError, match="citations"):
        ledger.add(report)
    assert ledger.entries() == []


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path) -> None:
    path = tmp_path / "other"
    path.write_bytes(b"a note, and no database at all" * 50)
    with pytest.raises(LedgerError, match="damaged or no ledger"):
        Ledger(path, create=True)
    assert path.read_bytes() == b"a note, and no database at all" * 50
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        Ledger(path, create=True)
    assert path.read_bytes() == before


def test_a_ledger_of_another_version_is_refused(tmp_path) -> None:
    path = tmp_path / "desk.ledger"
    Ledger(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(LedgerError, match="version 99"):
        Ledger(path)


def test_a_ledger_that_is_not_there_is_made_only_when_asked(tmp_path) -> None:
    with pytest.raises(LedgerError, match="no such file"):
        Ledger(tmp_path / "none")
    with pytest.raises(LedgerError, match="folder"):
        Ledger(tmp_path, create=True)
    with pytest.raises(LedgerError, match="no such file"):
        Ledger(tmp_path / "nowhere" / "desk.ledger", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_ledger_says_so(tmp_path) -> None:
    ledger = Ledger(tmp_path / "desk.ledger", create=True)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.entries()
    assert [path.name for path in tmp_path.iterdir()] == ["desk.ledger"]
