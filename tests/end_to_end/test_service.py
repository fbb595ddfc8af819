"""`factcheck serve` as people start it: the real models over the starter index, stopped by an interrupt."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from services import events_of

REPOSITORY = Path(__file__).parents[2]
TEXT = (
    "Khamenei said Iran would interfere in relations between Iraq and the United States. "
    "The United States has praised these raids on the militias."
)


@pytest.fixture
def served(tmp_path):
    command = [sys.executable, "-m", "factcheck.cli", "serve", "--index", str(REPOSITORY / "indexes" / "starter")]
    command += ["--port", "0", "--decisions", str(tmp_path / "decisions.jsonl")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"NO_COLOR": "1"}) as process:  # noqa: S603 - our own command
        told = ""
        while not (found := re.search(r"http://\S+", told)):
            line = process.stderr.readline()
            assert line, told
            told += line
        yield process, found.group()
        if process.poll() is None:
            process.kill()


def test_the_command_serves_checks_and_stops_when_interrupted(served) -> None:
    process, address = served
    with httpx.Client(base_url=address, timeout=120, trust_env=False) as client:
        end = time.monotonic() + 120
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.2)
        assert "<title>factcheck</title>" in client.get("/").text
        with client.stream("POST", "/v1/check/stream", json={"text": TEXT}) as answer:
            told = [(name, json.loads(data)) for name, data in events_of(answer.iter_lines())]
        labels = {value["claim"]["number"]: value["label"] for name, value in told if name == "verdict"}
        assert labels == {1: "contradicted", 2: "supported"}
        refused = client.post("/v1/references", json={"text": "It rained."})
        assert refused.status_code == 403
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    host, port = re.fullmatch(r"http://(.+):(\d+)/", address).groups()
    with socket.socket() as probe:
        assert probe.connect_ex((host, int(port))) != 0
