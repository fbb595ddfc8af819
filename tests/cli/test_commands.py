"""The command: exit codes, clear errors, nothing lost."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sites import page, serving

from factcheck.cli import run
from factcheck.cli.check import Format
from factcheck.cli.shared import index_folder, mapped_fields, new_index_folder, write_output
from factcheck.datatypes import Claim
from factcheck.report import FORMATS
from factcheck.settings import Settings

REPOSITORY = Path(__file__).parents[2]
REPORT = "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday."


@pytest.fixture
def index(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run(["index", "build", "desk", "report.txt"]) == 0
    return tmp_path / "indexes" / "desk"


def test_version_and_help_exit_with_0(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("factcheck ")
    assert run(["check", "--help"]) == 0


@pytest.mark.parametrize("arguments", [["no-such-command"], ["check"], ["check", "a", "--format", "pdf"]])
def test_wrong_usage_exits_with_2_and_names_the_help(arguments, capsys) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("Error:")
    assert "--help`" in told
    assert "Value error" not in told


@pytest.mark.parametrize("arguments", [[], ["index"], ["config"]])
def test_a_command_without_more_shows_its_help(arguments, capsys) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith("Usage: factcheck")


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "no text"), (b"\x00\x01\x02\xff" * 50, "binary"), (b"a" * 20_000_000, "10")]
)
def test_unreadable_input_exits_with_4_and_says_why(tmp_path, capsys, content, word) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    assert run(["check", "bad.txt", "--index", str(REPOSITORY / "indexes/starter")]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert word in captured.err


def test_a_closed_standard_input_exits_with_4(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run(["claims", "-"]) == 4
    assert "standard input: it is closed" in capsys.readouterr().err


def test_an_interrupt_exits_with_130(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["factcheck.cli.claims"], "extract_claims", interrupt)
    assert run(["claims", "a.txt"]) == 130


def test_a_bug_exits_with_70_and_asks_for_a_report(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")

    def fail(*_):
        raise RuntimeError("odd")

    monkeypatch.setattr(sys.modules["factcheck.cli.claims"], "extract_claims", fail)
    assert run(["claims", "a.txt"]) == 70
    assert "Bug: RuntimeError: odd. This is a fault of factcheck" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_finding_and_no_error(tmp_path) -> None:
    lines = "\n".join(f"Ship number {n} sank on Monday." for n in range(20_000))
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck.cli", "claims", "a.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize(("output", "why"), [("nowhere/out.txt", "no folder 'nowhere'"), (".", "it is a folder")])
@pytest.mark.parametrize("command", [["check", "a.txt", "--output"], ["evaluate", "a.jsonl", "--predictions"]])
def test_an_output_that_cannot_be_written_is_refused_at_once(command, output, why, capsys) -> None:
    assert run([*command, output]) == 2
    assert why in capsys.readouterr().err


def test_an_output_is_replaced_whole_through_a_link(tmp_path) -> None:
    (tmp_path / "report.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("report.txt")
    write_output("new", Path("link.txt"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "report.txt"]


def test_an_output_that_is_no_file_takes_the_text_and_stays(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit((tmp_path / "pipe").read_text)
        write_output("into the pipe\n", Path("pipe"))
        assert read.result(timeout=30) == "into the pipe\n"
    assert (tmp_path / "pipe").is_fifo()


def test_a_missing_index_exits_with_3_and_names_the_command(tmp_path, capsys) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run(["check", "a.txt", "--index", "nowhere"]) == 3
    assert "factcheck index build" in capsys.readouterr().err


def test_a_damaged_index_exits_with_3_and_is_left_alone(tmp_path, index, capsys) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    database = index / "references.sqlite"
    database.write_bytes(b"damaged" * 1000)
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    assert run(["check", "a.txt", "--index", "desk"]) == 3
    assert "references.sqlite" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before


def test_a_model_folder_without_weights_exits_with_2(tmp_path, index, capsys) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "model").mkdir()
    assert run(["check", "a.txt", "--index", str(index), "--nli", "model"]) == 2
    assert "safetensors" in capsys.readouterr().err


def test_a_report_without_text_changes_nothing(tmp_path, index, capsys) -> None:
    (tmp_path / "empty.txt").write_text("  ", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    assert run(["index", "add", "desk", "empty.txt"]) == 4
    assert "no text" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before


def test_an_index_is_built_listed_searched_and_emptied(tmp_path, index, capsys) -> None:
    (tmp_path / "second.txt").write_text("The ferry sank on Monday. Nobody was hurt.", encoding="utf-8")
    assert run(["index", "add", "desk", "second.txt", "report.txt"]) == 0
    assert "1 added, 0 replaced, 1 unchanged" in capsys.readouterr().err
    assert run(["index", "list", "desk", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 2
    assert run(["index", "search", "desk", "nurses at the clinic", "-k", "1", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["text"] == "The clinic hired 12 nurses in March."
    assert run(["index", "show", "desk", found["reference_id"]]) == 0
    assert "Baghdad" in capsys.readouterr().out
    assert run(["index", "withdraw", "desk", found["reference_id"]]) == 0
    assert run(["index", "search", "desk", "nurses at the clinic", "--json"]) == 0
    assert "nurses" not in capsys.readouterr().out
    assert run(["index", "withdraw", "desk", found["reference_id"]]) == 2
    assert run(["index", "verify", "desk"]) == 0
    assert index.is_dir()


def test_an_updated_file_replaces_its_old_version(tmp_path, index, capsys) -> None:
    (tmp_path / "report.txt").write_text(REPORT.replace("12", "15"), encoding="utf-8")
    assert run(["index", "update", "desk", "report.txt"]) == 0
    assert "1 replaced" in capsys.readouterr().err
    assert run(["index", "search", "desk", "nurses", "-k", "1"]) == 0
    assert "15 nurses" in capsys.readouterr().out
    assert index.is_dir()


def test_a_build_that_fails_keeps_the_old_index(tmp_path, index, capsys) -> None:
    assert run(["index", "build", "desk", "nothing-here.txt"]) == 4
    assert run(["index", "list", "desk"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert index.is_dir()
    assert sorted(path.name for path in (tmp_path / "indexes").iterdir()) == ["desk"]


def test_claims_lists_what_is_checked_and_what_not(tmp_path, capsys) -> None:
    (tmp_path / "a.txt").write_text(f"{REPORT}\n\nSubscribe", encoding="utf-8")
    assert run(["claims", "a.txt", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert " ".join(claim["text"] for claim in listed["claims"]) == REPORT
    assert [skipped["text"] for skipped in listed["skipped"]] == ["Subscribe"]


def test_claims_shows_what_is_not_default_on_a_second_line(tmp_path, capsys) -> None:
    text = "The council met on Monday, and the mayor of Lund resigned.\nIt was a miserable final, and nobody came."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(["claims", "a.txt"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  1  [0, 58)  The council met on Monday, and the mayor of Lund resigned."
    assert "parts: The council met on Monday | the mayor of Lund resigned." in lines[1]
    assert lines[3].strip().startswith("opinion; ")
    assert lines[3].endswith("worth 0.10")
    assert run(["claims", "a.txt", "--json"]) == 0
    (first, second) = json.loads(capsys.readouterr().out)["claims"]
    assert {field.name for field in dataclasses.fields(Claim)} | {"attributed_to"} == set(first)
    assert first["parts"][1] == {"start": 31, "end": 58, "text": "the mayor of Lund resigned."}
    assert second["kind"] == "opinion"


def test_another_language_is_warned_of_once_and_read_all_the_same(tmp_path, capsys) -> None:
    text = "Der Rat hat am Freitag beschlossen, dass die alte Brücke über den Fluss im nächsten Jahr neu gebaut wird. "
    (tmp_path / "a.txt").write_text(text * 2, encoding="utf-8")
    assert run(["claims", "a.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("WARNING: The article seems to be in German (de)") == 1
    assert "Brücke" in captured.out
    assert run(["check", "a.txt", "--index", "no-such-index"]) == 3
    assert capsys.readouterr().err.count("WARNING: The article seems to be in German (de)") == 1
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    assert run(["claims", "b.txt"]) == 0
    assert capsys.readouterr().err == ""


def test_fail_on_turns_findings_into_exit_code_1(tmp_path, index, capsys) -> None:
    (tmp_path / "a.txt").write_text("The clinic hired 21 nurses in March.", encoding="utf-8")
    assert run(["check", "a.txt", "--index", str(index)]) == 0
    assert run(["check", "a.txt", "--index", str(index), "--fail-on", "contradicted"]) == 1
    assert run(["check", "report.txt", "--index", str(index), "--fail-on", "contradicted"]) == 0
    assert capsys.readouterr().out


def test_every_format_is_written_whole(tmp_path, index, capsys) -> None:
    published = ["--author", "The Desk", "--url", "https://desk.example.org/1"]
    for name in Format:
        assert run(["check", "report.txt", "-i", str(index), "-f", name, "-o", f"out.{name}", *published]) == 0
        assert (tmp_path / f"out.{name}").read_text(encoding="utf-8").strip()
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema_version"] == "3"


@pytest.mark.parametrize("given", [[], ["--author", "The Desk"], ["--author", "The Desk", "--url", "nowhere"]])
def test_a_claim_review_without_author_or_address_is_refused_before_anything_is_read(given, capsys) -> None:
    assert run(["check", "no-such-file.txt", "-f", "claimreview", *given]) == 2
    assert "A claim review needs" in capsys.readouterr().err


def test_every_format_of_the_room_has_its_name_on_the_command_line() -> None:
    assert {format_.value for format_ in Format} == {"text", *FORMATS}


def test_without_indexes_the_list_is_empty_and_says_what_to_do(tmp_path, capsys) -> None:
    (tmp_path / "indexes" / "notes").mkdir(parents=True)
    assert run(["index", "list"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "factcheck index build" in captured.err
    assert run(["index", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_bare_name_means_the_index_before_a_folder_that_has_the_name(tmp_path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "report.txt").write_text(REPORT, encoding="utf-8")
    assert new_index_folder("desk") == Path("indexes/desk")
    assert new_index_folder("./desk") == Path("desk")
    assert new_index_folder("some/desk") == Path("some/desk")
    (tmp_path / "indexes" / "desk").mkdir(parents=True)
    (tmp_path / "indexes" / "desk" / "manifest.json").write_text("{}", encoding="utf-8")
    assert index_folder("desk", Settings()) == Path("indexes/desk")
    assert index_folder(None, Settings(index=Path("desk"))) == Path("indexes/desk")


def test_withdrawing_one_report_twice_in_a_call_is_once(tmp_path, index, capsys) -> None:
    assert run(["index", "list", str(index), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert run(["index", "withdraw", "desk", row["reference_id"], "no-such-id"]) == 2
    assert run(["index", "withdraw", "desk", row["reference_id"], row["reference_id"]]) == 0
    assert run(["index", "list", "desk"]) == 0
    assert "holds no reports" in capsys.readouterr().err
    assert tmp_path.is_dir()


def test_a_variable_that_is_no_setting_is_warned_of(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv("FACTCHECK_N_SHOW", "7")
    assert run(["claims", "a.txt"]) == 0
    assert "WARNING: The environment variable FACTCHECK_N_SHOW is no setting" in capsys.readouterr().err
    monkeypatch.setenv("FACTCHECK_LOG_LEVEL", "error")
    assert run(["claims", "a.txt"]) == 0
    assert capsys.readouterr().err == ""


def test_config_shows_where_a_value_comes_from(monkeypatch, capsys) -> None:
    monkeypatch.setenv("FACTCHECK_N_SHOWN", "7")
    assert run(["config", "show"]) == 0
    assert "n_shown = 7  (from FACTCHECK_N_SHOWN)" in capsys.readouterr().out.splitlines()
    assert run(["config", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["n_shown"] == 7
    monkeypatch.setenv("FACTCHECK_N_SHOWN", "many")
    assert run(["config", "show"]) == 2


def test_doctor_says_what_is_in_place(tmp_path, capsys) -> None:
    shutil.copytree(REPOSITORY / "indexes/starter", tmp_path / "indexes/starter")
    assert run(["doctor", "--json"]) == 0
    assert {row["part"]: row["ok"] for row in json.loads(capsys.readouterr().out)}["index"]
    assert run(["doctor", "--index", "nowhere"]) == 3


def test_evaluate_shows_what_failed_and_names_bad_rows(tmp_path, capsys) -> None:
    rows = [
        {"id": "a", "doc": REPORT, "claim": "The clinic hired 12 nurses in March.", "label": "supported"},
        {"id": "b", "doc": " ", "claim": "The mayor of Oslo resigned.", "label": "supported"},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(["evaluate", "rows.jsonl"]) == 0
    captured = capsys.readouterr()
    assert "n 2, failed 1, accuracy 0.500" in captured.out
    assert captured.err.startswith("failed: rows.jsonl: b: EmptyDocumentError")
    (tmp_path / "bad.jsonl").write_text(json.dumps(rows[0]) + '\n{"doc": 3}\n', encoding="utf-8")
    assert run(["evaluate", "rows.jsonl", "bad.jsonl"]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Line 2 of 'bad.jsonl' must have a text 'doc', got 3" in captured.err


def test_evaluate_prints_scores_and_predictions(tmp_path, capsys) -> None:
    rows = [
        {"id": "a", "doc": REPORT, "claim": "The clinic hired 12 nurses in March.", "label": "supported"},
        {"id": "b", "doc": REPORT, "claim": "The mayor of Oslo resigned.", "label": "not_supported"},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(["evaluate", "rows.jsonl", "--json", "--predictions", "out.jsonl"]) == 0
    scores = json.loads(capsys.readouterr().out)["rows.jsonl"]
    assert scores["n"] == 2
    assert scores["accuracy"] == 1.0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert set(lines[0]) == {
        "file", "id", "gold", "predicted", "probabilities", "confidence", "reason", "error",
    }  # fmt: skip


def test_a_private_address_is_fetched_only_when_allowed(monkeypatch, capsys) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({"/a": page("The clinic hired 12 nurses in March.")}) as site:
        assert run(["claims", site.url + "/a"]) == 4
        told = capsys.readouterr().err
        assert "--allow-private" in told
        assert told.count("\n") == 1
        assert run(["claims", site.url + "/a", "--allow-private"]) == 0
    assert "12 nurses" in capsys.readouterr().out


@pytest.mark.parametrize("mapping", ["text", "=a", "text=", "body=a"])
def test_a_field_that_is_no_mapping_is_wrong_usage(capsys, mapping) -> None:
    assert run(["index", "build", "desk", "a.csv", "--field", mapping]) == 2
    assert capsys.readouterr().err.startswith("Error:")


def test_a_mapping_of_several_fields_is_read() -> None:
    assert mapped_fields(["text=a=b", "title=c"]) == {"text": "a=b", "title": "c"}
    assert mapped_fields(None) is None
