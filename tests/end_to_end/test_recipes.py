"""The README's recipes for a code host and a commit hook run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
RECIPES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", README, flags=re.DOTALL)]
SPUN = REPOSITORY / "seeds" / "articles" / "spun-tehran-visit.txt"


@pytest.fixture
def desk(tmp_path: Path) -> dict[str, str]:
    """Give a folder with an index and two drafts, and an environment in which `factcheck` is this checkout's."""
    shutil.copytree(REPOSITORY / "indexes" / "starter", tmp_path / "indexes" / "desk")
    (tmp_path / "drafts").mkdir()
    shutil.copy(SPUN, tmp_path / "drafts" / "visit.md")
    (tmp_path / "drafts" / "other.md").write_text("Nobody knows the price of tulips in Karsk.\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "factcheck"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m factcheck.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return os.environ | {"PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)}


def recipe(key: str) -> dict[str, Any]:
    (found,) = [each for each in RECIPES if key in each]
    return found


def test_the_action_writes_alerts_and_fails_on_a_contradicted_draft(desk: dict[str, str]) -> None:
    (job,) = recipe("jobs")["jobs"].values()
    (draft,) = job["strategy"]["matrix"]["draft"]
    (command,) = [step["run"] for step in job["steps"] if step.get("run", "").startswith("factcheck")]
    ran = command.replace("${{ matrix.draft }}", draft)
    assert subprocess.run(["sh", "-c", ran], env=desk, check=False).returncode == 1  # noqa: S603, S607 - our own README
    (upload,) = [step["with"] for step in job["steps"] if "sarif" in step.get("uses", "")]
    results = json.loads(Path(upload["sarif_file"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    found = [each["locations"][0]["physicalLocation"] for each in results if each["level"] == "error"]
    assert found
    assert {place["artifactLocation"]["uri"] for place in found} == {draft}


def test_the_hook_checks_every_draft_of_a_commit_and_stops_a_contradicted_one(desk: dict[str, str]) -> None:
    (repository,) = recipe("repos")["repos"]
    (hook,) = repository["hooks"]
    assert re.match(hook["files"], "drafts/visit.md")
    entry = [*shlex.split(hook["entry"]), "drafts/visit.md", "drafts/other.md"]
    outcome = subprocess.run(entry, env=desk, check=False, capture_output=True, text=True)  # noqa: S603 - our own README
    assert outcome.returncode == 1, outcome.stderr
    assert "CONTRADICTED" in outcome.stdout
    assert "tulips in Karsk" in outcome.stdout
    cleared = subprocess.run(entry[:-2] + entry[-1:], env=desk, check=False, capture_output=True, text=True)  # noqa: S603 - likewise
    assert cleared.returncode == 0, cleared.stderr
