"""What we rest on: dependencies as stated, under permissive licences; no secrets in files; bandit finds nothing new."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import metadata, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import factcheck

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIRED = [Requirement(each) for each in PROJECT["dependencies"]]
EXTRA = [
    Requirement(each)
    for extra in PROJECT["optional-dependencies"].values()
    for each in extra
    if not each.startswith("factcheck-desk")
]
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|Unlicense|0BSD|HPND)\b", re.IGNORECASE
)
NOT_PERMISSIVE = {
    "hypothesis": "MPL-2.0, which asks for nothing but that changes to its own files stay open; for tests only",
    "psycopg": "LGPL-3.0, used as it is installed and not changed; for a shared store only, an extra",
    "psycopg-pool": "likewise",
    "axe-playwright-python": "MIT itself, brings axe-core under MPL-2.0; for tests only",
}
SHAPES = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|xox[abprs]-[\w-]{20,}|AIza[\w-]{35}|hf_[A-Za-z]{30,}"
    r"|sk-(?:ant-|proj-)?\w{24,}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{60,}|glpat-[\w-]{20}|eyJ[\w-]{15,}\.eyJ[\w-]{15,}\."
    r"|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY"
)
NAMED = re.compile(r"(?i)\b\w*(?:password|passwd|secret|api_?key|token)\w*\s*[:=]\s*[\"']([^\"'\s]{16,})[\"']")
MOST_ENTROPY = 3.9
"""Bits a character of what is no secret: words have up to 3.7, keys of 20 random characters 4.2 and more."""
MADE_UP = {
    "tests/reading/self_signed.pem": "the key of a certificate for localhost that nobody trusts, for tests of TLS",
    "tests/doors/test_quiet.py": "the token of a service that lives as long as its test",
    "tests/cli/test_serve.py": "the token of a service that lives as long as its test",
    "tests/serve/test_limits.py": "likewise",
    "tests/serve/test_page.py": "likewise",
}
"""Files with what looks like a secret and is none."""
BANDIT = {
    (
        "B608",
        "index/queries.py",
    ): "the columns of a table by its version; tests/doors/test_source.py looks at every statement",
    ("B608", "index/schema.py"): "the words that stand in every index; likewise",
    ("B608", "scale/postgres/"): "columns and conditions are fixed words, every value a parameter; likewise",
    ("B608", "ledger/ledger.py"): "a fixed condition or none; likewise",
    (
        "B615",
        "models/",
    ): "revisions are the user's choice; safetensors only, no code of the model, and the weights' SHA-256 "
    "stands in every report",
    ("B615", "training/"): "loads the folder that the one who trains names",
    ("B311", "training/"): "draws are reproducible, not secret",
    ("B311", "reading/fetching/fetcher.py"): "spreads waits between attempts",
    ("B404", "reading/pdf.py"): "PDF files are taken apart in a process of their own",
    ("B603", "reading/pdf.py"): "our own interpreter and file, no shell; the PDF file comes on standard input",
    ("B704", "report/formats/html.py"): "our own style sheet; tests/report/test_html_hostile.py holds the page inert",
    ("B405", "report/formats/junit.py"): "writes XML and reads none",
}
"""Bandit's findings that stand, by file or folder, each with its reason."""


@pytest.mark.parametrize("requirement", [*REQUIRED, *EXTRA], ids=lambda each: each.name)
def test_a_dependency_is_installed_in_its_range(requirement: Requirement) -> None:
    assert requirement.specifier, f"{requirement.name} is not pinned to a range"
    assert requirement.specifier.contains(version(requirement.name), prereleases=True)


def licence_of(name: str) -> str:
    about = metadata(name)
    told = [about.get("License-Expression"), (about.get("License") or "")[:200]]
    told += [each for each in about.get_all("Classifier") or () if each.startswith("License")]
    return " ".join(filter(None, told))


@pytest.mark.parametrize("requirement", [*REQUIRED, *EXTRA], ids=lambda each: each.name)
def test_a_dependency_has_a_permissive_licence(requirement: Requirement) -> None:
    licence = licence_of(requirement.name)
    if requirement.name not in NOT_PERMISSIVE:
        assert PERMISSIVE.search(licence), licence
        assert not re.search(r"\bA?GPL|\bLGPL", licence), licence


def test_no_dependency_of_users_is_an_exception() -> None:
    assert not {requirement.name for requirement in REQUIRED} & NOT_PERMISSIVE.keys()


def entropy(text: str) -> float:
    """Give the bits a character."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())


def secrets_in(text: str) -> list[str]:
    found = [match.group()[:12] for match in SHAPES.finditer(text)]
    return found + [match[1][:12] for match in NAMED.finditer(text) if entropy(match[1]) > MOST_ENTROPY]


def tracked() -> list[Path]:
    """Name the files of the repository: those git knows, else all but what is built."""
    if shutil.which("git") and (REPOSITORY / ".git").exists():
        told = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)  # noqa: S607
        return [REPOSITORY / name for name in told.stdout.decode().split("\0") if name]
    return [path for path in REPOSITORY.rglob("*") if path.is_file() and not {".git", "build"} & set(path.parts)]


def test_no_file_holds_a_secret() -> None:
    found = {}
    for path in tracked():
        if path.is_file() and path.stat().st_size < 2_000_000 and path != Path(__file__):
            held = secrets_in(path.read_text(encoding="utf-8", errors="replace"))
            found |= {path.relative_to(REPOSITORY).as_posix(): held} if held else {}
    assert found.keys() == MADE_UP.keys()


@pytest.mark.parametrize(
    "text",
    [
        *("AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1B2" * 9, "-----BEGIN RSA PRIVATE " + "KEY-----", "sk-" + "aB3d" * 8),
        'api_key = "' + "q7Zp0Lw2Xr9Tc4Vb8Nm1" + '"',
    ],
)
def test_the_look_for_secrets_finds_them(text: str) -> None:
    assert secrets_in(text)


def test_bandit_finds_nothing_but_what_is_explained() -> None:
    package = Path(factcheck.__file__).parent
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "bandit", "-q", "-r", str(package), "-f", "json"], capture_output=True, check=False
    )
    found = {
        (each["test_id"], Path(each["filename"]).relative_to(package).as_posix())
        for each in json.loads(told.stdout)["results"]
    }
    explained = {
        (test, name) for test, name in found for rule, place in BANDIT if test == rule and name.startswith(place)
    }
    assert found - explained == set()
    unused = {key for key in BANDIT if not any(test == key[0] and name.startswith(key[1]) for test, name in found)}
    assert unused == set()
