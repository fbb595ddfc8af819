"""Long and hostile articles: the time taken grows in proportion to the text."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path

import pytest

from factcheck.claims import claims_and_skipped, foreign_language, skipped_sentences
from factcheck.datatypes import Article

DESK = sorted((Path(__file__).parents[2] / "seeds" / "desk" / "dev").glob("*.json"))
MOST_SECONDS = 3.4  # processor time for 1 MB of news: 2 s are wanted, 1.8 taken, 2.9 on a core that others wear out


def seconds(text: str) -> float:
    """Take the processor time of reading an article's claims and the rest; other tests' garbage is not this test's."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        claims_and_skipped(Article(text=text))
        return time.process_time() - started
    finally:
        gc.enable()


def test_a_megabyte_of_news_takes_seconds() -> None:
    reports = [json.loads(path.read_text(encoding="utf-8"))["reference"]["sentences"] for path in DESK]
    news = "\n\n".join(" ".join(sentences) for sentences in reports)
    text = (f"{news}\n\n" * (1_000_000 // len(news) + 1))[:1_000_000]
    claims_and_skipped(Article(text=news))
    assert min(seconds(text) for _ in range(4)) < MOST_SECONDS


@pytest.mark.parametrize(
    "unit",
    [
        '"', "“", "”", "'", "‘", "’", "(", "a, ", "'a ", "“a ", "; ", "| a ", "a\t", "10:30 - ", "- ", "x",
        "it's ", "(a ",
        "and the man ran ", "the man saw, and ", "The man ran, and the dog ran. ", "The man ran, the dog ran, ",
        "He said ",
    ],
)  # fmt: skip
def test_time_grows_in_proportion_to_length(unit: str) -> None:
    """A quadratic way takes 64 times as long for 8 times the text; 24 leaves room for a busy machine."""
    n_units = 20_000 // len(unit)  # more than a window of sentence_spans
    short = max(min(seconds(unit * n_units) for _ in range(2)), 0.01)
    assert min(seconds(unit * n_units * 8) for _ in range(3)) < 24 * short


@pytest.mark.parametrize("text", ['"' * 100_000, "“" * 100_000, "the man saw it and " * 26_000, "x" * 500_000])
def test_hostile_texts_end_soon(text: str) -> None:
    assert seconds(text) < 10
    assert skipped_sentences(Article(text=text)) is not None
    assert foreign_language(text) is None
