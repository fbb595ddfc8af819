"""The commands around kept reports, as far as they need no models: ledger, verify-citations, recheck --dry-run."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace

import kept
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.cli import run
from factcheck.ledger import Ledger
from factcheck.reading import reference_from_text

EDITED = kept.CLINIC.replace("12 nurses", "15 nurses")


@pytest.fixture
def report(tmp_path):
    """Build an index under `indexes/desk`, check the article with the fakes and write `report.json`."""
    folder = tmp_path / "indexes" / "desk"
    with ReferenceIndex.create(folder, encoder=WordEncoder()) as index:
        index.add(kept.references())
        made = FactChecker(index, settings=Settings(n_shown=1), nli=RuleNLI()).check(kept.ARTICLE)
    (tmp_path / "report.json").write_text(made.to_json(), encoding="utf-8")
    return made


def change(tmp_path, *, text=None):
    """Replace the clinic's report by another text, or withdraw it."""
    with ReferenceIndex.open(tmp_path / "indexes" / "desk", encoder=WordEncoder()) as index:
        if text is None:
            index.withdraw(kept.references()[0].reference_id)
        else:
            index.update([reference_from_text(text, path="reports/clinic.txt")])


def ledger_of(*arguments):
    return run(["ledger", *arguments, "--ledger", "desk.ledger"])


def test_citations_of_an_untouched_index_are_exact(report, capsys) -> None:
    assert run(["verify-citations", "report.json", "--index", "desk"]) == 0
    assert capsys.readouterr().out.endswith("3 citations: 3 exact, 0 moved, 0 changed, 0 gone\n")
    assert len(report.verdicts) == 3


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("text", "standing", "code"),
    [(f"NEW. {kept.CLINIC}", "moved", 0), (EDITED, "changed", 1), (None, "gone", 1)],
)
def test_changed_and_gone_citations_exit_with_1_and_are_shown(tmp_path, capsys, text, standing, code) -> None:
    change(tmp_path, text=text)
    assert run(["verify-citations", "report.json", "--index", "desk"]) == code
    printed = " ".join(capsys.readouterr().out.split())
    assert f"{standing.upper()}: The clinic hired 12 nurses in March." in printed
    assert ("15 nurses" in printed) == (standing == "changed")
    assert run(["verify-citations", "report.json", "--index", "desk", "--json"]) == code
    first, *others = json.loads(capsys.readouterr().out)
    assert (first["standing"], first["start"], first["end"], first["claims"]) == (standing, 0, 36, [1])
    assert first["reference_id"] == kept.references()[0].reference_id
    assert {other["standing"] for other in others} == {"exact"}


def test_a_report_comes_from_standard_input(report, monkeypatch, capsys) -> None:
    stream = io.TextIOWrapper(io.BytesIO(report.to_json().encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(["verify-citations", "-", "--index", "desk"]) == 0
    assert "3 exact" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["verify-citations", "-", "--index", "desk"]) == 4
    assert "it is closed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"{}", "schema_version"), (b"no json", "not JSON"), (b"\xff\xfe", "not UTF-8"), (None, "No such")],
)
@pytest.mark.parametrize("command", [["verify-citations"], ["check", "--replay"], ["ledger", "add", "--ledger", "l"]])
def test_what_is_no_report_exits_with_4_and_says_why(tmp_path, capsys, content, why, command) -> None:
    if content is not None:
        (tmp_path / "bad.json").write_bytes(content)
    assert run([*command, "bad.json"]) == 4
    captured = capsys.readouterr()
    assert why in captured.err
    assert "bad.json" in captured.err
    assert captured.out == ""
    assert not (tmp_path / "l").exists()


def test_a_report_is_added_once_listed_shown_and_removed(report, tmp_path, capsys) -> None:
    assert ledger_of("add", "report.json", "report.json", "--index", "desk") == 0
    told = capsys.readouterr().err
    assert "kept: " in told
    assert "there already: " in told
    assert ledger_of("list", "--json") == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["index_path"] == str((tmp_path / "indexes" / "desk").resolve())
    assert ledger_of("list") == 0
    assert entry["report_id"] in capsys.readouterr().out
    assert ledger_of("show", entry["report_id"][:6]) == 0
    assert "3 claims: 3 supported" in capsys.readouterr().out
    assert ledger_of("show", entry["report_id"], "--json") == 0
    assert json.loads(capsys.readouterr().out)["report"] == json.loads(report.to_json())
    assert ledger_of("remove", entry["report_id"], "no-such-id") == 2
    assert ledger_of("list", "--cites", kept.references()[0].reference_id, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert ledger_of("remove", entry["report_id"]) == 0
    assert ledger_of("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_one_bad_report_keeps_none(report, tmp_path) -> None:
    (tmp_path / "bad.json").write_text(report.to_json()[:-5], encoding="utf-8")
    assert ledger_of("add", "report.json", "bad.json") == 4
    assert not (tmp_path / "desk.ledger").exists()


@pytest.mark.parametrize(
    "command", [["ledger", "list"], ["ledger", "show", "a"], ["ledger", "remove", "a"], ["recheck"]]
)
def test_a_ledger_must_be_named_and_be_there(command, capsys, tmp_path) -> None:
    assert run(command) == 2
    assert "No ledger is named" in capsys.readouterr().err
    assert run([*command, "--ledger", "none.ledger"]) == 4
    assert "no such file" in capsys.readouterr().err
    assert not (tmp_path / "none.ledger").exists()


def test_the_ledger_may_be_a_setting(report, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("FACTCHECK_LEDGER", str(tmp_path / "set.ledger"))
    assert run(["ledger", "add", "report.json"]) == 0
    with Ledger(tmp_path / "set.ledger") as ledger:
        assert [entry.checked_at for entry in ledger.entries()] == [report.run.checked_at]
    assert run(["ledger", "list"]) == 0
    assert "The clinic hired" in capsys.readouterr().out


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(("text", "standing"), [(EDITED, "changed"), (None, "gone")])
def test_a_dry_run_lists_what_lost_its_ground_and_judges_nothing(tmp_path, capsys, text, standing) -> None:
    ledger_of("add", "report.json", "--index", "desk")
    recheck = ["recheck", "--ledger", "desk.ledger", "--index", "desk", "--dry-run"]
    assert run([*recheck, "--fail-on", "listed"]) == 0
    change(tmp_path, text=text)
    capsys.readouterr()
    assert run([*recheck, "--fail-on", "listed"]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert f"{standing.upper()}: The clinic hired 12 nurses in March." in printed
    assert (
        "1 report looked at: 1 verdict on words that changed or are gone, 0 judged anew, 0 changed; 0 untouched"
        in printed
    )
    assert run([*recheck, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (affected,) = found["affected"]
    assert (affected["claim_number"], affected["new"], affected["changed"]) == (1, None, False)
    assert affected["old"]["label"] == "supported"
    assert affected["citations"][0]["standing"] == standing
    assert run([*recheck, "--fail-on", "changed"]) == 2
    assert "--fail-on listed" in capsys.readouterr().err


@pytest.mark.usefixtures("report")
def test_a_report_changed_elsewhere_is_said_apart(tmp_path, capsys) -> None:
    ledger_of("add", "report.json", "--index", "desk")
    change(tmp_path, text=f"NEW. {kept.CLINIC}")
    assert run(["recheck", "--ledger", "desk.ledger", "--index", "desk", "--fail-on", "changed"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "the cited words stand" in printed
    assert "0 verdicts on words that changed or are gone, 0 judged anew, 0 changed; 1 untouched" in printed


@pytest.mark.usefixtures("report")
def test_reports_checked_against_another_index_are_left_and_named(tmp_path, capsys) -> None:
    ledger_of("add", "report.json", "--index", "desk")
    (tmp_path / "indexes" / "desk").rename(tmp_path / "indexes" / "moved")
    recheck = ["recheck", "--ledger", "desk.ledger", "--index", "moved", "--dry-run"]
    assert run(recheck) == 0
    captured = capsys.readouterr()
    assert "--any-index" in captured.err
    assert "0 reports looked at" in captured.out
    assert run([*recheck, "--any-index"]) == 0
    assert "1 report looked at" in capsys.readouterr().out


def test_hostile_words_of_a_report_do_not_reach_the_terminal(report, tmp_path, capsys) -> None:
    first = report.verdicts[0]
    passage = replace(first.evidence[0].passage, text="It \x1b[31mrained\u202e.")
    evidence = replace(first.evidence[0], passage=passage, title="A\x1b]0;title\x07B")
    hostile = replace(report, verdicts=(replace(first, evidence=(evidence,)), *report.verdicts[1:]))
    (tmp_path / "report.json").write_text(hostile.to_json(), encoding="utf-8")
    assert run(["verify-citations", "report.json", "--index", "desk"]) == 1
    assert ledger_of("add", "report.json", "--index", "desk") == 0
    assert run(["recheck", "--ledger", "desk.ledger", "--index", "desk", "--dry-run"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "It rained." in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["check"], "Missing argument"),
        (["check", "a.txt", "--replay", "report.json"], "leave it out"),
        (["compare", "-", "-"], "Only one draft"),
        (["compare", "a.txt", "report.json"], "NEW must be a draft"),
    ],
)
@pytest.mark.usefixtures("report")
def test_arguments_that_do_not_go_together_are_refused(arguments, why, capsys) -> None:
    assert run(arguments) == 2
    assert why in capsys.readouterr().err
