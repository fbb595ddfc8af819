"""`factcheck index lint`: what is printed, and how it ends."""

import json

import pytest
from fakes import WordEncoder

from factcheck.cli import run
from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text
from factcheck.settings import Settings

BRIDGE = "The bridge over the Ensel was opened on Tuesday after repairs that had taken eleven months, the canton said."
COMET = "A comet found from Mount Tessel will pass the Earth in December, and it can then be seen through binoculars."
FLAGS = "Flags hung from every window of the old town of Varne when its chess club won the national league on Sunday."


@pytest.fixture
def desk():
    """Make an index with an undated report, one of 2030 and one without a fault; none are about one event."""
    references = [
        reference_from_text(BRIDGE, title="Bridge opens"),
        reference_from_text(COMET, published="2030-01-02", title="Comet", publisher="Evening Lantern"),
        reference_from_text(FLAGS, published="2020-05-27", title="League won"),
    ]
    with ReferenceIndex.create("indexes/desk", encoder=WordEncoder(), settings=Settings()) as index:
        index.add(references)
    return references


def test_faults_are_listed_with_their_reports_the_gravest_first(desk, capsys) -> None:
    assert run(["index", "lint", "desk", "--as-of", "2025-01-01"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[0].startswith("future_dated: The report is dated 2030-01-02")
    assert lines[1] == f"  {desk[1].reference_id}  2030-01-02  Evening Lantern: Comet"
    assert any(line.startswith("undated: ") for line in lines[3:])
    assert desk[2].reference_id not in captured.out
    assert captured.err == "3 reports: 1 future_dated, 1 undated\n"


def test_json_has_every_fault_with_its_reports(desk, capsys) -> None:
    assert run(["index", "lint", "desk", "--as-of", "2025-01-01", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in rows] == ["future_dated", "undated"]
    assert [report["reference_id"] for row in rows for report in row["reports"]] == [
        desk[1].reference_id,
        desk[0].reference_id,
    ]
    assert all(row["explanation"] and row["advice"] and row["confidence"] == 1 for row in rows)


@pytest.mark.usefixtures("desk")
def test_the_day_that_counts_as_today_decides(capsys) -> None:
    assert run(["index", "lint", "desk", "--as-of", "2030-01-02", "--json"]) == 0
    assert [row["kind"] for row in json.loads(capsys.readouterr().out)] == ["undated"]
    assert run(["index", "lint", "desk", "--as-of", "2029-12-31", "--json"]) == 0
    assert [row["kind"] for row in json.loads(capsys.readouterr().out)] == ["future_dated", "undated"]


@pytest.mark.usefixtures("desk")
def test_only_the_kinds_asked_for_are_looked_for(capsys) -> None:
    assert run(["index", "lint", "desk", "--only", "undated", "--only", "empty"]) == 0
    assert capsys.readouterr().err == "3 reports: 1 undated\n"
    assert run(["index", "lint", "desk", "--only", "duplicate", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert captured.err == "3 reports: no faults\n"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "undated"], 1),
        (["--fail-on", "any"], 1),
        (["--fail-on", "contradiction"], 0),
        (["--fail-on", "contradiction", "--fail-on", "undated"], 1),
        (["--fail-on", "undated", "--only", "empty"], 0),
    ],
)
def test_a_fault_of_a_kind_to_fail_on_exits_with_1(options, code) -> None:
    assert run(["index", "lint", "desk", *options]) == code


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--fail-on", "typos"], "--fail-on must be any or a kind of fault, got 'typos'"),
        (["--only", "typos"], "--only must be any or a kind of fault, got 'typos'"),
        (["--as-of", "tomorrow"], "--as-of must be a date in ISO 8601, got 'tomorrow'"),
    ],
)
def test_wrong_options_exit_with_2_and_say_what_is_right(options, told, capsys) -> None:
    assert run(["index", "lint", "desk", *options]) == 2
    assert told in capsys.readouterr().err


def test_a_missing_index_exits_with_3(capsys) -> None:
    assert run(["index", "lint", "nowhere"]) == 3
    assert "factcheck index build nowhere" in capsys.readouterr().err


def test_an_empty_index_has_no_faults(capsys) -> None:
    ReferenceIndex.create("indexes/desk", encoder=WordEncoder(), settings=Settings()).close()
    assert run(["index", "lint", "desk"]) == 0
    assert capsys.readouterr().err == "0 reports: no faults\n"
