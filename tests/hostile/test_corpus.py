"""Every input that a fuzzer once learnt from or found a fault with is read or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_corpus import seeds, take

CORPUS = sorted(path for path in (Path(__file__).parents[1] / "fuzz" / "corpus").iterdir() if path.is_file())


def test_there_is_a_corpus() -> None:
    assert len(CORPUS) >= len(seeds())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_an_input_of_the_corpus_is_read_or_refused(path: Path) -> None:
    take(path.read_bytes())
