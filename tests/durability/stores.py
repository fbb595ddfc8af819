"""What is kept beside an index: ledger, decisions, judgements; what is done to them, and how they stand."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from durability import desk
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.datatypes import Pair
from factcheck.decisions import DecisionBook
from factcheck.index import export_index
from factcheck.ledger import Ledger
from factcheck.models.remembering import RememberingNLI

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from factcheck import Report

NEWEST = "The council of town 5 opened a bridge of 50 metres. Nobody of town 5 was hurt."
PAIRS = [Pair(premise=f"Mayor {n} paid.", hypothesis=f"Mayor {n} did not pay. " + "So it was. " * n) for n in range(50)]


def _report(folder: Path, text: str) -> Report:
    with ReferenceIndex.open(folder / "desk", encoder=WordEncoder(), settings=Settings()) as index:
        return FactChecker(index, settings=Settings(), nli=RuleNLI(), policy=None).check(text)


def keep(folder: Path) -> None:
    report = _report(folder, NEWEST)
    with Ledger(folder / "desk.ledger", create=True) as ledger:
        ledger.add(report)


def forget(folder: Path) -> None:
    with Ledger(folder / "desk.ledger") as ledger:
        ledger.remove(ledger.entries()[0].report_id)


def decide(folder: Path) -> None:
    DecisionBook(folder / "decisions.jsonl").add(_report(folder, NEWEST).verdicts[0], by="Ada", note="x" * 4000)


def take_back(folder: Path) -> None:
    book = DecisionBook(folder / "decisions.jsonl")
    book.withdraw(book.standing[0].decision_id, by="Ada", because="x" * 4000)


def remember(folder: Path) -> None:
    model = RememberingNLI(RuleNLI(), folder / "judgements.sqlite", max_pair_tokens=256)
    assert (model.judge(PAIRS) == RuleNLI().judge(PAIRS)).all()


def export(folder: Path) -> None:
    with ReferenceIndex.open(folder / "desk", encoder=WordEncoder(), settings=Settings()) as index:
        export_index(index, folder / "desk.factcheck")


def read(folder: Path) -> None:
    """Read everything there is."""
    looked = desk.state(folder)
    assert looked.kept
    assert DecisionBook(folder / "decisions.jsonl").standing
    assert _report(folder, NEWEST).verdicts


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "keep": keep,
    "forget": forget,
    "decide": decide,
    "take back": take_back,
    "remember": remember,
    "export": export,
    "read": read,
}


def make(folder: Path) -> None:
    """Make a desk with something of everything."""
    desk.make(folder, "add")
    DecisionBook(folder / "decisions.jsonl").add(_report(folder, NEWEST).verdicts[1], by="Ada", note="At noon.")
    remember(folder)


def contents(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file but locks and what SQLite keeps beside an open file, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal", "-journal"))
    }


def standing(folder: Path) -> tuple[object, ...]:
    """Say how everything stands, read as after a crash."""
    book = DecisionBook(folder / "decisions.jsonl")
    assert book.damaged == (), book.damaged
    entries = tuple((each.claim, each.note) for each in book.standing)
    return desk.state(folder), entries
