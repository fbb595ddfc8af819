"""The commands of `factcheck index` that keep, compare and hand on indexes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import chdir, closing
from pathlib import Path

import pytest

from factcheck.cli import run

REPORT = "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday."
FERRY = "The ferry sank near Karsk on Monday. The crew was saved by fishermen."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with two reports and an index of them, built once: each build loads the encoder."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    with chdir(folder):
        assert run(["index", "build", "desk", "report.txt", "ferry.txt"]) == 0
    return folder


@pytest.fixture(autouse=True)
def _desk(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)


def digest(capsys: pytest.CaptureFixture[str], name: str = "desk") -> str:
    capsys.readouterr()
    assert run(["index", "verify", name, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["digest"]


def test_an_update_embeds_what_changed_and_says_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "build", "mine", "report.txt", "ferry.txt"]) == 0
    assert "2 added, 0 replaced, 0 unchanged; 4 passages embedded, 0 reused" in capsys.readouterr().err
    Path("report.txt").write_text(REPORT.replace("12", "15"), encoding="utf-8")
    assert run(["index", "update", "mine", "report.txt", "ferry.txt"]) == 0
    assert "1 added, 1 replaced, 1 unchanged; 1 passages embedded, 1 reused" in capsys.readouterr().err


def test_the_digest_does_not_depend_on_the_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "build", "other", "ferry.txt"]) == 0
    assert digest(capsys, "other") != digest(capsys)
    assert run(["index", "add", "other", "report.txt"]) == 0
    assert digest(capsys, "other") == digest(capsys)
    assert run(["index", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["n_references"], row["n_passages"]) for row in rows] == [("desk", 2, 4), ("other", 2, 4)]
    assert {row["digest"] for row in rows} == {digest(capsys)}
    assert run(["index", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"desk  2 reports, 4 passages, {rows[0]['digest']}"


def test_a_damaged_index_hides_no_other_in_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    Path("indexes/bad").mkdir()
    Path("indexes/bad/references.sqlite").write_bytes(b"damaged" * 1000)
    assert run(["index", "list", "--json"]) == 0
    bad, desk = json.loads(capsys.readouterr().out)
    assert "damaged" in bad["error"]
    assert desk["error"] is None


def test_verify_prints_the_digest_and_repairs_the_cache(capsys: pytest.CaptureFixture[str]) -> None:
    expected = digest(capsys)
    Path("indexes/desk/vectors.faiss").write_bytes(b"garbage")
    assert run(["index", "verify", "desk"]) == 0
    captured = capsys.readouterr()
    assert captured.out.strip() == expected
    assert "repaired: the vectors for FAISS were made again from the index (the file is not the one" in captured.err
    assert run(["index", "verify", "desk"]) == 0
    assert "repaired" not in capsys.readouterr().err


def test_verify_exits_with_3_and_names_every_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("indexes/desk/references.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE \"references\" SET text = text || '!'")
    assert run(["index", "verify", "desk"]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert "2 faults" in captured.err
    assert run(["index", "verify", "desk", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert [fault["what"] for fault in found["faults"]] == ["has another text than its SHA-256 says"] * 2
    Path("indexes/desk/references.sqlite").write_bytes(b"damaged" * 1000)
    assert run(["index", "verify", "desk", "--json"]) == 3
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 1
    assert run(["index", "verify", "nowhere"]) == 3


def test_diff_shows_the_passages_that_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "build", "newer", "ferry.txt"]) == 0
    Path("report.txt").write_text(REPORT.replace("12", "15"), encoding="utf-8")
    Path("third.txt").write_text("Forty schools get new roofs.", encoding="utf-8")
    assert run(["index", "add", "newer", "report.txt", "third.txt"]) == 0
    capsys.readouterr()
    assert run(["index", "diff", "desk", "newer"]) == 0
    captured = capsys.readouterr()
    assert "    - [0, 36)  The clinic hired 12 nurses in March.\n" in captured.out
    assert "    + [0, 36)  The clinic hired 15 nurses in March.\n" in captured.out
    assert "Baghdad" not in captured.out
    assert captured.err.endswith("1 added, 0 gone, 1 changed, 1 unchanged\n")
    assert run(["index", "diff", "newer", "desk", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (len(found["added"]), len(found["gone"]), found["n_unchanged"]) == (0, 1, 1)
    assert found["changed"][0]["added"] == [{"start": 0, "end": 36, "text": "The clinic hired 12 nurses in March."}]


def test_diff_compares_with_files_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.txt").write_text(REPORT.replace("12", "15"), encoding="utf-8")
    capsys.readouterr()
    assert run(["index", "diff", "desk", "report.txt", "ferry.txt"]) == 0
    assert capsys.readouterr().err == "0 added, 0 gone, 1 changed, 1 unchanged\n"
    assert run(["index", "diff", "desk", "report.txt"]) == 0
    assert "0 added, 1 gone, 1 changed, 0 unchanged" in capsys.readouterr().err
    assert run(["index", "diff", "desk", "no-such-file.txt"]) == 4
    assert run(["index", "diff", "nowhere", "desk"]) == 3


def test_an_index_travels_as_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    expected = digest(capsys)
    assert run(["index", "export", "desk", "desk.export"]) == 0
    assert run(["index", "import", "there", "desk.export"]) == 0
    assert digest(capsys, "there") == expected
    assert run(["index", "import", "there", "desk.export"]) == 3
    assert "--replace" in capsys.readouterr().err
    assert run(["index", "import", "there", "desk.export", "--replace"]) == 0
    Path("desk.export").write_bytes(Path("desk.export").read_bytes()[:-9])
    assert run(["index", "import", "third", "desk.export"]) == 4
    assert "damaged or cut short" in capsys.readouterr().err
    assert not Path("indexes/third").exists()
    assert run(["index", "export", "desk", "nowhere/desk.export"]) == 2


def test_several_indexes_are_checked_against_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "build", "a", "report.txt"]) == 0
    assert run(["index", "build", "b", "ferry.txt", "report.txt"]) == 0
    Path("draft.txt").write_text(
        "The clinic hired 21 nurses in March. The ferry sank near Karsk on Sunday.", encoding="utf-8"
    )
    reports = []
    for names in (["desk"], ["a", "b"], ["b", "a", "b"]):
        capsys.readouterr()
        chosen = [part for name in names for part in ("--index", name)]
        assert run(["check", "draft.txt", *chosen, "--format", "json"]) == 0
        reports.append(json.loads(capsys.readouterr().out))
    for report in reports:
        report["run"].pop("checked_at")
    assert reports[1] == reports[0]
    assert reports[2] == reports[0]
    assert run(["check", "draft.txt", "-i", "a", "-i", "nowhere"]) == 3
