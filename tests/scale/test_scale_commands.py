"""Every command takes the address of a shared store where it takes an index; the embedded encoder, real servers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from clusters import ENVIRONMENT

from factcheck.cli import run
from factcheck.cli.exits import CHECKED, FINDINGS, NO_INDEX, USAGE

CLINIC = "The clinic hired 12 nurses in March. Most of the detainees were released."
FERRY = "The ferry sank near the harbour on Monday. Nobody was hurt."


@pytest.fixture
def desk(address):
    rows = [
        {"text": CLINIC, "publisher": "Bay Wire", "published": "2024-05-02", "url": "https://bay.example/clinic"},
        {"text": FERRY, "publisher": "Rare Gazette", "published": "2024-06-02", "url": "https://rare.example/ferry"},
    ]
    Path("reports.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run(["index", "build", address, "reports.jsonl"]) == CHECKED
    return address


def printed(capsys, *arguments, code=CHECKED):
    capsys.readouterr()
    assert run([*arguments]) == code
    return capsys.readouterr()


def apart(*arguments):
    """Run the command in a process of its own, where Ray may warn and reach its own processes."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "factcheck.cli", *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_shared_store_is_kept_with_the_commands_of_any_index(desk, capsys, monkeypatch) -> None:
    listed = json.loads(printed(capsys, "index", "list", desk, "--json").out)
    assert {row["publisher"] for row in listed} == {"Bay Wire", "Rare Gazette"}
    ferry = next(row["reference_id"] for row in listed if row["publisher"] == "Rare Gazette")
    assert "[0, 42)" in printed(capsys, "index", "show", desk, ferry).out
    assert "as they should be" in printed(capsys, "index", "verify", desk).err
    assert "1 added" in printed(capsys, "index", "diff", desk, "reports.jsonl").err.replace("0 added", "1 added")
    found = json.loads(printed(capsys, "index", "search", desk, "The ferry sank.", "-k", "1", "--json").out)
    assert found[0]["reference_id"] == ferry
    for narrowed in (["--until", "2024-05-31"], ["--publisher", "Bay Wire"], ["--hybrid", "--publisher", "Bay Wire"]):
        rows = json.loads(printed(capsys, "index", "search", desk, "The ferry sank.", "--json", *narrowed).out)
        assert len(rows) == 2
        assert ferry not in {row["reference_id"] for row in rows}
    Path("policy.toml").write_text('[tiers]\nprimary = ["rare.example"]\ndefault = "rest"\n', encoding="utf-8")
    rows = json.loads(printed(capsys, "index", "search", desk, "nurses", "--tier", "primary", "--json").out)
    assert {row["reference_id"] for row in rows} == {ferry}
    assert "primary" in printed(capsys, "policy", "show", "--index", desk).out
    monkeypatch.setenv("FACTCHECK_INDEX", desk)
    assert ferry in printed(capsys, "policy", "show", "--json").out
    assert "0 added, 0 replaced, 2 unchanged" in printed(capsys, "index", "add", desk, "reports.jsonl").err
    assert "withdrawn" in printed(capsys, "index", "withdraw", desk, ferry).err
    assert "2 unchanged" not in printed(capsys, "index", "update", desk, "reports.jsonl").err
    assert "tables of this version" in printed(capsys, "index", "migrate", desk).err


def test_an_index_goes_to_a_folder_and_back_with_one_command_each(desk, capsys) -> None:
    assert "2 reports" in printed(capsys, "index", "copy", desk, "copied").err
    assert "2 reports" in printed(capsys, "index", "export", desk, "shared.export").err
    printed(capsys, "index", "export", "copied", "folder.export")
    assert Path("shared.export").read_bytes() == Path("folder.export").read_bytes()
    other = desk.replace("#", "#other_")
    printed(capsys, "index", "copy", "copied", other)
    assert "--replace" in printed(capsys, "index", "copy", "copied", other, code=NO_INDEX).err
    printed(capsys, "index", "copy", "copied", other, "--replace")
    assert "0 added, 0 gone, 0 changed, 2 unchanged" in printed(capsys, "index", "diff", other, desk).err


def test_wrong_use_of_a_shared_store_is_told_without_its_password(address, capsys) -> None:
    secret = address.replace("postgres@", "postgres:swordfish@")
    Path("draft.txt").write_text(CLINIC, encoding="utf-8")
    for arguments, code in (
        (["index", "list", secret], NO_INDEX),
        (["index", "import", secret, "some.file"], USAGE),
        (["check", "draft.txt", "--index", secret, "--index", secret.replace("#", "#other_")], USAGE),
        (["index", "search", secret, "x", "--since", "2024-02-30"], USAGE),
    ):
        outcome = run(arguments)
        told = capsys.readouterr()
        assert outcome == code
        assert "swordfish" not in told.out + told.err


def test_a_batch_of_reports_is_embedded_and_added_to_a_store(desk, capsys) -> None:
    rows = [{"text": f"The bridge of {name} is closed."} for name in ("Karsk", "Alden")]
    lines = [*map(json.dumps, rows), "no json", '{"title": "no text"}']
    Path("archive.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["batch", "index", "archive.jsonl", "embedded", "--into", desk, "--workers", "1"]
    told = apart(*arguments)
    assert told.returncode == FINDINGS, told.stderr
    assert "2 reports added" in told.stderr
    assert "4 rows, 0 of them before, 4 in" in told.stderr
    assert [line.partition(":")[2].partition(":")[0] for line in told.stdout.splitlines()] == [
        " row 2 of archive.jsonl",
        " row 3 of archive.jsonl",
    ]
    assert len(json.loads(printed(capsys, "index", "list", desk, "--json").out)) == 4
    assert "as they should be" in printed(capsys, "index", "verify", desk).err
    again = apart(*arguments)
    assert "0 reports added" in again.stderr
    assert "4 of them before, 0 in" in again.stderr
