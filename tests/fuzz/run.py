"""Fuzzes every format for its share of an hour, by hand: needs `pip install atheris`.

    python tests/fuzz/run.py --minutes 60 --corpus fuzz-corpus --output fuzz.json

Each format has a process and a corpus of its own, and they take turns: one that is slow or breaks costs no other its
time. What is read goes through the claim splitter. What breaks is kept in `broken` within the corpus; copied to
`tests/fuzz/corpus` it is read at every run of the tests.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile_corpus import seeds

MOST_PROCESSOR_SECONDS = 20
"""Of one input that the fuzzer found slow, when it is read again; what is imported is counted."""

_AGAIN = f"""
import resource, sys
from hostile_corpus import take
resource.setrlimit(resource.RLIMIT_CPU, ({MOST_PROCESSOR_SECONDS}, {MOST_PROCESSOR_SECONDS}))
take(open(sys.argv[1], "rb").read())
"""
_FOLDER = Path(__file__).parents[1]
_ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(_FOLDER.parent), str(_FOLDER)])}
FUZZER = Path(__file__).with_name("fuzz_readers.py")
SECONDS_OF_A_TURN = 230
"""Starting takes a minute where the machine is busy, so turns are long."""
LONGEST_SECONDS = 60
"""Of one input, wall clock; the machine may be shared."""
MOST_MEGABYTES = 3000


def turn(suffix: str, corpus: Path, seconds: float) -> tuple[int, str]:
    """Fuzz one format for a while; give how many inputs it was given, and what the fuzzer said last."""
    own, broken = corpus / suffix.lstrip("."), corpus / "broken"
    command = [sys.executable, str(FUZZER), f"--format={suffix}", str(own), f"-max_total_time={int(seconds)}"]
    command += ["-print_final_stats=1", f"-artifact_prefix={broken}/", f"-timeout={LONGEST_SECONDS}"]
    command += [f"-rss_limit_mb={MOST_MEGABYTES}", "-max_len=60000"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - our own code
    told = done.stdout + done.stderr
    executed = re.findall(r"stat::number_of_executed_units:\s*(\d+)|^#(\d+)\s", told, flags=re.MULTILINE)
    return max((int(a or b) for a, b in executed), default=0), told


def broken_in(corpus: Path) -> list[str]:
    """Give what the fuzzer kept and what breaks, or takes its time, without the fuzzer too; a busy machine is slow."""
    return sorted(path.name for path in (corpus / "broken").iterdir() if _breaks(path))


@functools.cache
def _breaks(path: Path) -> bool:
    command = [sys.executable, "-c", _AGAIN, str(path)]
    return subprocess.run(command, capture_output=True, check=False, env=_ENVIRONMENT).returncode != 0  # noqa: S603 - our own code


def main() -> int:
    """Fuzz all formats by turns; print what was tried, and give 1 when something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--turn", type=float, default=SECONDS_OF_A_TURN, help="Seconds of a format at a time.")
    parser.add_argument("--formats", nargs="+", choices=seeds(), default=list(seeds()), metavar=".FORMAT")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    (given.corpus / "broken").mkdir(parents=True, exist_ok=True)
    for suffix in given.formats:
        (given.corpus / suffix.lstrip(".")).mkdir(exist_ok=True)
        (given.corpus / suffix.lstrip(".") / "valid").write_bytes(seeds()[suffix])
    n_inputs, spent, began = Counter[str](), Counter[str](), time.monotonic()
    end = began + 60 * given.minutes
    while time.monotonic() < end:
        for suffix in given.formats:
            left = end - time.monotonic()
            if left < 1:
                break
            at = time.monotonic()
            n, told = turn(suffix, given.corpus, min(given.turn, left))
            n_inputs[suffix] += n
            spent[suffix] += round(time.monotonic() - at)
            broken = broken_in(given.corpus)
            if broken:
                (given.corpus / f"last{suffix}.log").write_text(told, encoding="utf-8")
            sys.stderr.write(f"{suffix}: {n} inputs; {len(broken)} broke so far\n")
            found = {"minutes": (time.monotonic() - began) / 60, "inputs": n_inputs, "seconds": spent, "broken": broken}
            if given.output:
                given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    broken = broken_in(given.corpus)
    sys.stdout.write(f"{sum(n_inputs.values())} inputs in {(time.monotonic() - began) / 60:.0f} minutes, {broken=}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
