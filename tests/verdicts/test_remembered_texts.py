"""What the checks remember of texts is bounded: a service that reads ever new ones stops growing."""

import gc
import tracemalloc

from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks import run_checks
from factcheck.verdicts.copied import is_copied

MOST_GROWTH = 1_000_000
"""Bytes; memories of any text of the last 300 pairs took nine times that."""


def read(numbers: range) -> int:
    """Check so many new claims against new passages; give the bytes held after."""
    for number in numbers:
        claim = f"The mayor of Karsk said on May {number % 28 + 1} that {number} ferries would not sail for Velm."
        passage = f"{number + 7} ferries sail for Velm, the mayor said. Nobody in Karsk denied it, Ann Orro added."
        run_checks(claim=claim, premise=passage, published=None)
        is_copied(claim, passage)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_ever_new_texts_take_no_more_memory_once_as_many_are_remembered() -> None:
    tracemalloc.start()
    try:
        filled = read(range(REMEMBERED_TEXTS + 10))
        assert read(range(10_000, 10_300)) - filled < MOST_GROWTH
    finally:
        tracemalloc.stop()
