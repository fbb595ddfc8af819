"""Tries everything that the README's Reliability section promises, one after the other, and says what came of it.

    python tests/reliability.py
    python tests/reliability.py --long --output reliability.json

The long run kills 200 times, fuzzes for an hour and loads the service for ten minutes. `--only load`, several times,
runs parts. Fuzzing needs `pip install atheris`; without it that part is left out, and named. The exit code is 1 when a
part failed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
PYTEST = "-m pytest -q -p no:cacheprovider"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part: what Python is given for the short run and for the long one; environment variables stand first."""

    name: str
    short: str
    long: str


def parts(scratch: str) -> list[Part]:
    """Name all parts; what they leave goes to a folder of its own."""
    corpus = f"--corpus {scratch}/fuzz"
    return [
        Part(
            name="kills",
            short="tests/durability/kill.py --points 20 --seed 1",
            long="tests/durability/kill.py --points 200 --seed 11",
        ),
        Part(
            name="migrations",
            short=f"{PYTEST} tests/scale/test_migrating.py",
            long=f"{PYTEST} tests/scale/test_migrating.py",
        ),
        Part(name="durability", short=f"{PYTEST} tests/durability", long=f"{PYTEST} tests/durability"),
        Part(
            name="hostile input",
            short=f"{PYTEST} tests/hostile",
            long=f"HOSTILE_CASES=1000 HOSTILE_SCALE=1 {PYTEST} tests/hostile",
        ),
        Part(
            name="fuzz", short=f"tests/fuzz/run.py --minutes 3 --turn 10 {corpus}", long=f"tests/fuzz/run.py {corpus}"
        ),
        Part(
            name="closed doors",
            short=f"{PYTEST} tests/doors tests/end_to_end/test_closed.py",
            long=f"{PYTEST} tests/doors tests/end_to_end/test_closed.py tests/serve/test_limits.py tests/report",
        ),
        Part(
            name="load",
            short="tests/load/serve.py --minutes 0.5 --clients 20 --sentences 12 --fakes --most-growth 0.5",
            long="tests/load/serve.py --minutes 10 --clients 50 --seed 1",
        ),
        Part(name="honest failure", short=f"{PYTEST} tests/honesty", long=f"{PYTEST} tests/honesty"),
    ]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a part; `code` is None when it was left out."""

    name: str
    command: str
    code: int | None
    seconds: float
    said: str


def tried(part: Part, *, long: bool) -> Outcome:
    """Run a part, showing what it says, and keep its last line."""
    command = part.long if long else part.short
    if part.name == "fuzz" and find_spec("atheris") is None:
        return Outcome(name=part.name, command=command, code=None, seconds=0, said="left out: atheris is not installed")
    words = command.split()
    given = dict(word.split("=", 1) for word in words if word[0].isupper() and "=" in word)
    arguments = [word for word in words if not (word[0].isupper() and "=" in word)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "tests")])} | given
    sys.stdout.write(f"== {part.name}: {command}\n")
    sys.stdout.flush()
    began, said = time.monotonic(), ""
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, *arguments], cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            said = line.strip() or said
    seconds = round(time.monotonic() - began)
    return Outcome(name=part.name, command=command, code=process.returncode, seconds=seconds, said=said)


def main() -> int:
    """Try all parts, or those that were named; print what was tried, and give 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        known = parts(scratch)
        if unknown := set(given.only) - {part.name for part in known}:
            parser.error(f"there is no part {min(unknown)!r}; choose from {', '.join(part.name for part in known)}")
        outcomes = [tried(part, long=given.long) for part in known if not given.only or part.name in given.only]
    sys.stdout.write("\n" + "".join(_row(outcome) for outcome in outcomes))
    if given.output:
        given.output.write_text(json.dumps([asdict(each) for each in outcomes], indent=1) + "\n", encoding="utf-8")
    failed = [outcome.name for outcome in outcomes if outcome.code]
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "all green\n")
    return 1 if failed else 0


def _row(outcome: Outcome) -> str:
    state = {None: "left out", 0: "green"}.get(outcome.code, f"exit {outcome.code}")
    return f"{outcome.name:16} {state:9} {outcome.seconds:6.0f} s  {outcome.said}\n"


if __name__ == "__main__":
    sys.exit(main())
