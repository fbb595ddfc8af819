"""A desk with an index and a ledger, what is done to it, and what must be true of it after each of that, or before."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.index import build_index, verify_index
from factcheck.ledger import Ledger, recheck
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from factcheck.datatypes import Reference

QUERY = "The council of town 3 opened a bridge of 30 metres"
TOWNS = range(12)
ARTICLES = (
    "The council of town 3 opened a bridge of 30 metres. Nobody of town 3 was hurt.",
    "The council of town 4 opened a bridge of 40 metres. Nobody of town 4 was hurt.",
)


def report(town: int, *, metres: int | None = None) -> Reference:
    """Make a report; with `metres` it is a correction of the one on that town."""
    length = 10 * town if metres is None else metres
    text = (
        f"The council of town {town} opened a bridge of {length} metres. Nobody of town {town} was hurt. "
        f"Mayor {town} said that the works took {town + 2} years and cost {town + 1} million euros."
    )
    return reference_from_text(text, title=f"Bridge {town}", path=f"reports/{town}.txt")


OLD = [report(town) for town in TOWNS]
NEW = [report(town, metres=town + 500) for town in TOWNS]


def _open(folder: Path) -> ReferenceIndex:
    return ReferenceIndex.open(folder / "desk", encoder=WordEncoder(), settings=Settings())


def build(folder: Path) -> None:
    build_index(folder / "desk", NEW, encoder=WordEncoder(), settings=Settings())


def add(folder: Path) -> None:
    with _open(folder) as index:
        index.add([report(town) for town in range(20, 26)])


def withdraw(folder: Path) -> None:
    with _open(folder) as index:
        index.withdraw(OLD[3].reference_id)


def update(folder: Path) -> None:
    with _open(folder) as index:
        index.update(NEW[2:5])


def judge_anew(folder: Path) -> None:
    with _open(folder) as index, Ledger(folder / "desk.ledger") as ledger:
        recheck(ledger, FactChecker(index, settings=Settings(), nli=RuleNLI(), policy=None))


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "build": build,
    "add": add,
    "withdraw": withdraw,
    "update": update,
    "recheck": judge_anew,
}


def make(folder: Path, operation: str) -> None:
    """Make the desk before an operation: for a recheck the index is already corrected, and the ledger is not."""
    build_index(folder / "desk", OLD, encoder=WordEncoder(), settings=Settings())
    with _open(folder) as index, Ledger(folder / "desk.ledger", create=True) as ledger:
        checker = FactChecker(index, settings=Settings(), nli=RuleNLI(), policy=None)
        for article in ARTICLES:
            ledger.add(checker.check(article), index_path=str(folder / "desk"))
        if operation == "recheck":
            index.update(NEW[2:5])


@dataclass(frozen=True, kw_only=True)
class State:
    """What a reader sees of a desk: the digest of its index, what a search finds, and each kept report as it stands."""

    digest: str
    found: tuple[str, ...]
    kept: tuple[tuple[str, ...], ...]


class QueryEncoder(WordEncoder):
    """Encodes the one query and refuses passages: what reads an index must not embed it again."""

    def encode(self, texts):
        assert list(texts) == [QUERY], f"{len(texts)} texts were embedded again"
        return super().encode(texts)


def state(folder: Path) -> State:
    """Read a desk as one does after a crash: search it, read its ledger, and verify it last, which may mend the cache.

    Raises:
        AssertionError: something is damaged, or passages had to be embedded again.
    """
    with ReferenceIndex.open(folder / "desk", encoder=QueryEncoder(), settings=Settings()) as index:
        found = tuple(f"{each.passage.passage_id} {each.similarity:.5f}" for each in index.search(QUERY, k=8))
        for reference in index.references():
            passages = index.passages_of(reference.reference_id)
            assert passages
            assert all(reference.text[each.start : each.end] == each.text for each in passages)
    checked = verify_index(folder / "desk")
    assert checked.faults == (), checked.faults
    with Ledger(folder / "desk.ledger") as ledger:
        kept = [ledger.get(entry.report_id) for entry in ledger.entries()]
    standing = sorted(
        (
            each.entry.report_id,
            *(f"{verdict.claim.number} {verdict.label}" for verdict in each.verdicts),
            str(len(each.rejudged)),
        )
        for each in kept
    )
    return State(digest=checked.digest or "", found=found, kept=tuple(standing))


def is_whole(now: State, before: State, after: State) -> bool:
    """Tell whether a desk is as it was or as it should become: the index as a whole, the ledger report by report."""
    index_is = (now.digest, now.found) in {(before.digest, before.found), (after.digest, after.found)}
    ledger_is = len(now.kept) == len(before.kept) and all(each in {*before.kept, *after.kept} for each in now.kept)
    return index_is and ledger_is


def copy(desk: Path, to: Path) -> Path:
    """Copy a desk."""
    shutil.copytree(desk, to)
    return to
