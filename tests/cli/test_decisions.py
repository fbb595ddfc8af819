"""`factcheck decide` and `factcheck decisions`: what is asked, refused, written and summed up."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.cli import run
from factcheck.cli.check import _found
from factcheck.cli.streaming import LineStream, TextStream
from factcheck.datatypes import VerdictLabel
from factcheck.decisions import DecisionBook, apply

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck import Report

REPORTS = (
    "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday.",
    "The clinic hired 12 nurses in March. Most of the detainees were released.",
)
OVERRIDE = ["decide", "report.json", "2", "supported", "--by", "Ada", "--reason", "It was corrected."]


@pytest.fixture(scope="module")
def report() -> Report:
    """Give a report with a supported (1) and a contradicted claim (2)."""
    with ReferenceIndex.in_memory(REPORTS, encoder=WordEncoder(), settings=Settings()) as index:
        text = "The clinic hired 12 nurses in March. Iraq will allow any threat to Iran."
        return FactChecker(index, nli=RuleNLI()).check(text)


@pytest.fixture(autouse=True)
def _written(tmp_path: Path, report: Report) -> None:
    (tmp_path / "report.json").write_text(report.to_json(), encoding="utf-8")


def test_an_override_is_written_and_said(tmp_path: Path, report: Report, capsys) -> None:
    assert run([*OVERRIDE, "--note", "By phone."]) == 0
    (made,) = DecisionBook(tmp_path / "decisions.jsonl").standing
    assert (made.label, made.because, made.by, made.note) == ("supported", "It was corrected.", "Ada", "By phone.")
    assert made.article_sha256 == report.to_dict()["article"]["sha256"]
    told = f"{made.decision_id}  claim 2: contradicted overridden to supported because It was corrected.\n"
    assert capsys.readouterr().out == told


def test_a_verdict_is_accepted_from_standard_input_into_a_file_of_ones_own(report: Report, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report.to_json().encode())))
    assert run(["decide", "-", "1", "accept", "--by", "Ben", "--decisions", "desk.jsonl"]) == 0
    assert DecisionBook("desk.jsonl").matching(report.verdicts[0]).accepted
    assert "claim 1: accepted supported" in capsys.readouterr().out


def test_a_closed_standard_input_is_said(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run(["decide", "-", "1", "accept", "--by", "Ben"]) == 4
    assert "Cannot read the report '-'" in capsys.readouterr().err


def test_the_setting_names_the_file(monkeypatch) -> None:
    monkeypatch.setenv("FACTCHECK_DECISIONS", "set.jsonl")
    assert run(OVERRIDE) == 0
    assert len(DecisionBook("set.jsonl").standing) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["decide", "report.json", "2", "supported", "--by", "Ada"], 2, "An override needs a reason"),
        (["decide", "report.json", "2", "accept"], 2, "--by"),
        (["decide", "report.json", "9", "accept", "--by", "Ada"], 2, "no verdict on claim 9; it has verdicts on 1, 2"),
        (["decide", "report.json", "0", "accept", "--by", "Ada"], 2, "CLAIM_NUMBER"),
        (["decide", "report.json", "2", "true", "--by", "Ada"], 2, "'accept', 'supported'"),
        (["decide", "nowhere.json", "2", "accept", "--by", "Ada"], 4, "nowhere.json"),
        (["decide", "broken.json", "2", "accept", "--by", "Ada"], 2, "not JSON"),
        (["decide", "binary.json", "2", "accept", "--by", "Ada"], 4, "binary.json"),
        (["decisions", "list"], 2, "no file of decisions 'decisions.jsonl'"),
        (["decisions", "rates", "--decisions", "x.jsonl"], 2, "no file of decisions 'x.jsonl'"),
        (["check", "report.json", "--decisions", "x.jsonl"], 2, "no file of decisions 'x.jsonl'"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys, arguments: list[str], code: int, why: str
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert why in captured.err
    assert captured.out == ""
    assert not list(tmp_path.glob("*.jsonl"))


def test_decisions_are_listed_and_taken_back(capsys) -> None:
    assert run(OVERRIDE) == 0
    assert run(["decide", "report.json", "2", "accept", "--by", "Ben"]) == 0
    second = capsys.readouterr().out.splitlines()[1][:32]
    assert run(["decisions", "list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(second[:8])
    assert line.endswith("Ben: accepted contradicted: Iraq will allow any threat to Iran.")
    assert run(["decisions", "withdraw", second[:8], "--by", "Ben", "--reason", "too early"]) == 0
    assert capsys.readouterr().err.startswith(f"withdrawn: {second}")
    assert run(["decisions", "list", "--json"]) == 0
    (standing,) = json.loads(capsys.readouterr().out)
    assert (standing["by"], standing["label"]) == ("Ada", "supported")
    assert run(["decisions", "list", "--history"]) == 0
    assert [line.partition("  ")[2][18:21] for line in capsys.readouterr().out.splitlines()] == ["Ada", "Ben", "Ben"]


def test_an_empty_list_says_how_to_begin(tmp_path: Path, capsys) -> None:
    (tmp_path / "decisions.jsonl").write_text("", encoding="utf-8")
    assert run(["decisions", "list"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "factcheck decide" in captured.err
    assert run(["decisions", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_rates_are_shown_for_people_and_programs(capsys) -> None:
    assert run(OVERRIDE) == 0
    assert run(["decide", "report.json", "1", "accept", "--by", "Ben"]) == 0
    capsys.readouterr()
    assert run(["decisions", "rates"]) == 0
    captured = capsys.readouterr()
    lines = [line.split() for line in captured.out.splitlines()]
    assert lines[0] == ["all", "all", "1", "of", "2", "50.0%", "[9.5%,", "90.5%]", "1", "to", "supported"]
    assert "not drawn" in captured.err
    assert run(["decisions", "rates", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["interval"]["low"] == pytest.approx(0.0945, abs=1e-4)
    assert [(row["by"], row["value"], row["n_overridden"], row["n"]) for row in rows[-2:]] == [
        ("label", "contradicted", 1, 1),
        ("label", "supported", 0, 1),
    ]


def test_a_damaged_line_is_named_by_every_command_and_left_as_it_is(tmp_path: Path, capsys) -> None:
    assert run(OVERRIDE) == 0
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b"oops\n" + path.read_bytes())
    capsys.readouterr()
    for arguments in (["decisions", "list"], ["decisions", "rates"], OVERRIDE):
        assert run(arguments) == 0
        assert "decisions.jsonl, line 1: no decision, it is not JSON; the line is left" in capsys.readouterr().err
    assert path.read_bytes().startswith(b"oops\n")


@pytest.mark.parametrize(
    ("number", "label", "found"),
    [
        (1, VerdictLabel.CONTRADICTED, (True, True)),
        (1, VerdictLabel.SUPPORTED, (True, True)),
        (2, VerdictLabel.SUPPORTED, (False, False)),
        (2, VerdictLabel.UNVERIFIABLE, (False, True)),
    ],
)
def test_fail_on_follows_the_editor(report: Report, number: int, label: VerdictLabel, found: tuple[bool, bool]) -> None:
    book = DecisionBook("decisions.jsonl")
    book.add(report.verdicts[number - 1], label=label, because="It was corrected.", by="Ada")
    decided = apply(report, book)
    levels = (VerdictLabel.CONTRADICTED, VerdictLabel.UNVERIFIABLE)
    assert tuple(_found(decided, level) for level in levels) == found


def test_verdicts_that_come_one_by_one_carry_their_decisions(report: Report, capsys) -> None:
    assert run(OVERRIDE) == 0
    capsys.readouterr()
    book = DecisionBook("decisions.jsonl")
    for stream in (TextStream(report.article, book, verbose=False), LineStream(report.article, book)):
        for verdict in report.verdicts:
            stream.tell(verdict)
    out = capsys.readouterr().out
    assert out.count("Editor: overridden to supported because It was corrected (Ada") == 1
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert [bool(line["decision"]) for line in lines] == [False, True]
