"""Coverage-guided fuzzing of every reader and the claim splitter, by hand: needs `pip install atheris`.

    python tests/fuzz/fuzz_readers.py tests/fuzz/corpus -max_total_time=3600

The first byte of an input chooses the format, the rest is the file; `--format=.html` keeps to one (`run.py` takes all
of them by turns). What is found is written as `crash-...`; an input
that found a fault stays in `tests/fuzz/corpus`, and `tests/hostile/test_corpus.py` reads all of them at every run.
"""

from __future__ import annotations

import contextlib
import logging
import random
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(
    include=["factcheck", "email", "zipfile", "csv", "html", "markdown_it", "trafilatura", "htmldate"]
):
    from hostile_corpus import take
    from hostile_files import IN_PROCESS, mutated

logging.disable(logging.CRITICAL)


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change an input in libFuzzer's ways or in those of `hostile_files`; the format it chose stays."""
    rng = random.Random(seed)
    if rng.random() < 0.5 or len(data) < 2:
        return bytes(atheris.Mutate(data, max_size))
    return (data[:1] + mutated(data[1:], rng))[:max_size]


if __name__ == "__main__":
    only = next((each.partition("=")[2] for each in sys.argv if each.startswith("--format=")), None)
    sys.argv = [each for each in sys.argv if not each.startswith("--format=")]
    if only is not None:
        first = bytes([IN_PROCESS.index(only)])
    folder = next((Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")), None)
    if folder is not None:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(parents=True)
    atheris.Setup(sys.argv, lambda data: take(data if only is None else first + data[1:]), custom_mutator=mutate)
    atheris.Fuzz()
