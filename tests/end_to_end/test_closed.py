"""The embedded models, watched: no socket is made, nothing written but what was asked, no unseen character counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DRAFT = (
    "The zanzibar clinic hired 1,500 nurses in March, the minister said. Iran would n\u200bot inter\u00adfere in Iraq."
)
CLEAN = "The zanzibar clinic hired 1,500 nurses in March, the minister said. Iran would not interfere in Iraq."
REPORT = "The clinic in Zanzibar hired 1,200 nurses in March, the minister said. Iran would not interfere in Iraq."
WATCHED = r"""
import json, os, sys
heard = {"sockets": [], "written": []}
NET = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}

def hear(event, given):
    if event in NET or (event == "socket.__new__" and given[1] in (2, 10)):
        heard["sockets"].append(event)
    if event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        heard["written"].append(str(given[0]))

sys.addaudithook(hear)
from factcheck.cli import run
codes = [run(["index", "build", "desk", "report.txt"])]
built = heard["written"][:]
heard["written"].clear()
codes.append(run(["check", "draft.txt", "-i", "desk", "--format", "json", "--output", "out.json", "--strict"]))
codes.append(run(["check", "clean.txt", "-i", "desk", "--format", "json", "--output", "clean.json", "--strict"]))
print(json.dumps({"codes": codes, "built": built} | heard))
"""


def traces(trace: list[str]) -> bool:
    return subprocess.run([*trace, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 - our own


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict, str]:
    """Build and check in a process that is watched from within, and by strace where that is at hand."""
    folder = tmp_path_factory.mktemp("watched")
    for name, text in (("report.txt", REPORT), ("draft.txt", DRAFT), ("clean.txt", CLEAN)):
        (folder / name).write_text(text, encoding="utf-8")
    homes = {name: str(folder / "home") for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HF_HOME", "TMPDIR")}
    (folder / "home").mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "ORT_", "FACTCHECK_"))
    }
    trace = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        "trace=socket,connect,sendto,bind",
        "-o",
        str(folder / "calls"),
    ]
    can_trace = shutil.which("strace") is not None and traces(trace)
    done = subprocess.run(  # noqa: S603 - our own code
        [*(trace if can_trace else []), sys.executable, "-B", "-c", WATCHED],
        cwd=folder,
        env={**environment, **homes, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "zanzibar" not in (done.stdout + done.stderr).lower()  # no log, no note, no progress shows the draft
    calls = (folder / "calls").read_text(encoding="utf-8") if can_trace else ""
    return folder, json.loads(done.stdout.splitlines()[-1]), calls


def test_no_socket_is_made_while_an_index_is_built_and_an_article_checked(watched) -> None:
    _, heard, calls = watched
    assert heard["codes"] == [0, 0, 0]
    assert heard["sockets"] == []
    assert not [line for line in calls.splitlines() if "AF_INET" in line]


def test_a_check_leaves_nothing_on_disk_but_what_it_was_asked_to_write(watched) -> None:
    folder, heard, _ = watched
    assert {Path(path).name for path in heard["written"]} <= {".out.json.part", ".clean.json.part", "null"}
    assert [path for path in (folder / "home").rglob("*") if path.is_file()] == []
    assert sorted(path.name for path in folder.iterdir() if path.name != "calls") == [
        *("clean.json", "clean.txt", "draft.txt", "home", "indexes", "out.json", "report.txt"),
    ]


def test_no_unseen_character_changes_a_verdict_of_the_embedded_models(watched) -> None:
    folder, _, _ = watched
    spoilt, clean = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("out.json", "clean.json"))
    assert spoilt["input_text"] == clean["input_text"]  # what is read from a file is cleaned
    assert [(v["label"], v["probabilities"]) for v in spoilt["verdicts"]] == [
        (v["label"], v["probabilities"]) for v in clean["verdicts"]
    ]


HEARD = r"""
import socket, sys
heard = []
sys.addaudithook(lambda event, given: heard.append(event) if event.startswith("socket.") else None)
socket.getaddrinfo("localhost", 80)
socket.socket(socket.AF_INET)
print(heard)
"""


def test_the_watch_hears_sockets() -> None:
    told = subprocess.run([sys.executable, "-c", HEARD], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert "socket.getaddrinfo" in told
    assert "socket.__new__" in told
