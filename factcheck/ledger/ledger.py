"""The ledger: checked reports with what they cite, and what became of their verdicts; one SQLite file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from factcheck.datatypes import Failure, Verdict
from factcheck.errors import InputError, LedgerError
from factcheck.ledger import database
from factcheck.ledger.citations import citations_of
from factcheck.report import Report
from factcheck.report.json_format import decode, dumps, encode, loads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_ID_DIGITS = 12  # 48 bits: among a million reports the chance of one clash is below 1 in 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger. Dates are ISO 8601 in UTC; `index_path` is the index checked against, None when unknown."""

    report_id: str
    added_at: str
    checked_at: str
    article: str
    index_path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudgement:
    """The outcome of a claim when it was judged anew; `judged_at` is an ISO 8601 date-time in UTC."""

    claim_number: int
    judged_at: str
    index_fingerprint: str
    outcome: Verdict | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A checked report as it was, and what was judged anew since, oldest first."""

    entry: Entry
    report: Report
    rejudged: tuple[Rejudgement, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Give the verdicts that stand: of each claim the latest, in claim order."""
        standing = {verdict.claim.number: verdict for verdict in self.report.verdicts}
        for again in self.rejudged:
            if isinstance(again.outcome, Verdict):
                standing[again.claim_number] = again.outcome
        return tuple(standing.values())


class Ledger:
    """Checked reports in a file; threads and processes may share it, and each change is whole or nothing."""

    def __init__(self, path: str | Path, *, create: bool = False, busy_seconds: float = database.BUSY_SECONDS) -> None:
        """Open a ledger.

        Args:
            path: the file.
            create: make an empty one when there is none.
            busy_seconds: how long to wait for another process's write.

        Raises:
            LedgerError: there is none, it is damaged or of another version, or it cannot be written.
        """
        self.path = Path(path)
        self._connection = database.connect(self.path, create=create, busy_seconds=busy_seconds)
        self._lock = threading.RLock()

    def add(self, report: Report, *, index_path: str | None = None) -> tuple[str, bool]:
        """Keep a report; the same report twice is one.

        Args:
            report: the report.
            index_path: the folder of the index it was checked against, None when unknown.

        Returns:
            The id it is kept under, and whether it is new.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        written = report.to_json(indent=None)
        report_id = hashlib.sha256(written.encode()).hexdigest()[:_ID_DIGITS]
        about = report.article
        name = about.title or about.url or about.path or " ".join(about.text.split())[:_ARTICLE_CHARACTERS]
        with self._lock, database.translating(self.path), database.transaction(self._connection):
            added = self._connection.execute(
                "INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?, ?, ?)",
                (report_id, _now(), report.run.checked_at, dumps(name, indent=None), index_path, written),
            )
            if added.rowcount == 0:
                return report_id, False
            self._cite(report_id, report.verdicts)
            return report_id, True

    def entries(self, *, citing: str | None = None) -> list[Entry]:
        """List the reports, the oldest check first, ties by id.

        Args:
            citing: only those with a verdict that stands on the reference of this id; None for all.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        narrowed = "" if citing is None else "WHERE id IN (SELECT report_id FROM citations WHERE reference_id = ?)"
        with self._lock, database.translating(self.path):
            rows = self._connection.execute(
                f"SELECT id, added_at, checked_at, article, index_path FROM reports {narrowed} ORDER BY checked_at, id",  # noqa: S608 - no value stands in it
                () if citing is None else (citing,),
            ).fetchall()
        return [_entry(row) for row in rows]

    def get(self, report_id: str) -> Kept:
        """Give a report with what was judged anew since.

        Args:
            report_id: its id, or the first digits of it.

        Raises:
            InputError: there is none of that id, or several begin so; or another version of factcheck wrote it.
            LedgerError: the ledger cannot be read.
        """
        report_id = self.whole_id(report_id)
        with self._lock, database.translating(self.path):
            *about, written = self._connection.execute(
                "SELECT id, added_at, checked_at, article, index_path, report FROM reports WHERE id = ?", (report_id,)
            ).fetchone()
            rows = self._connection.execute(
                "SELECT claim_number, judged_at, index_fingerprint, outcome FROM rejudgements "
                "WHERE report_id = ? ORDER BY id",
                (report_id,),
            ).fetchall()
        return Kept(
            entry=_entry(about), report=Report.from_json(written), rejudged=tuple(_rejudgement(row) for row in rows)
        )

    def remove(self, report_id: str) -> str:
        """Remove a report and all that belongs to it; gives its whole id.

        Raises:
            InputError: there is none of that id, or several begin so.
            LedgerError: the ledger cannot be written.
        """
        report_id = self.whole_id(report_id)
        with self._lock, database.translating(self.path), database.transaction(self._connection):
            self._connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        return report_id

    def whole_id(self, beginning: str) -> str:
        """Give the id that is so, or begins so.

        Raises:
            InputError: there is none, or there are several.
            LedgerError: the ledger cannot be read.
        """
        with self._lock, database.translating(self.path):
            ids = [row[0] for row in self._connection.execute("SELECT id FROM reports ORDER BY id")]
        found = [beginning] if beginning in ids else [name for name in ids if beginning and name.startswith(beginning)]
        if len(found) != 1:
            why = f"{len(found)} ids begin so" if found else f"it holds {len(ids)}"
            raise InputError(
                f"The ledger {str(self.path)!r} must hold one report {beginning!r}, but {why}; "
                "`factcheck ledger list` shows their ids."
            )
        return str(found[0])

    def cited(self) -> list[tuple[str, str, str]]:
        """List what verdicts that stand cite: report id, reference id, SHA-256 of the reference's text ("" unknown).

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with self._lock, database.translating(self.path):
            return self._connection.execute(
                "SELECT DISTINCT report_id, reference_id, reference_sha256 FROM citations ORDER BY 1, 2, 3"
            ).fetchall()

    def note(self, report_id: str, outcomes: Sequence[Verdict | Failure], *, index_fingerprint: str) -> None:
        """Keep the outcomes of claims judged anew beside those they had; verdicts stand from now on, failures do not.

        Raises:
            LedgerError: the ledger cannot be written, or the report was removed meanwhile.
        """
        with self._lock, database.translating(self.path), database.transaction(self._connection):
            if self._connection.execute("SELECT 1 FROM reports WHERE id = ?", (report_id,)).fetchone() is None:
                raise LedgerError(f"The report {report_id!r} was removed from {str(self.path)!r} meanwhile; run again.")
            for outcome in outcomes:
                self._connection.execute(
                    "INSERT INTO rejudgements (report_id, claim_number, judged_at, index_fingerprint, outcome) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (report_id, outcome.claim.number, _now(), index_fingerprint, dumps(encode(outcome), indent=None)),
                )
            verdicts = [outcome for outcome in outcomes if isinstance(outcome, Verdict)]
            self._connection.executemany(
                "DELETE FROM citations WHERE report_id = ? AND claim_number = ?",
                [(report_id, verdict.claim.number) for verdict in verdicts],
            )
            self._cite(report_id, verdicts)

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        """Give the ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger."""
        self.close()

    def _cite(self, report_id: str, verdicts: Sequence[Verdict]) -> None:
        for verdict in verdicts:
            self._connection.executemany(
                "INSERT OR IGNORE INTO citations VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (report_id, verdict.claim.number, c.reference_id, c.start, c.end, c.text_sha256, c.reference_sha256)
                    for c in citations_of([verdict])
                ],
            )


_ARTICLE_CHARACTERS = 60


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


def _entry(row: Sequence[str | None]) -> Entry:
    report_id, added_at, checked_at, article, index_path = row
    return Entry(
        report_id=str(report_id),
        added_at=str(added_at),
        checked_at=str(checked_at),
        article=json.loads(str(article)),  # kept as JSON: a title may hold what SQLite's UTF-8 refuses
        index_path=index_path,
    )


def _rejudgement(row: Sequence[str]) -> Rejudgement:
    number, judged_at, index_fingerprint, written = row
    value = loads(written)
    kind: type[Verdict | Failure] = Verdict if isinstance(value, dict) and "label" in value else Failure
    return Rejudgement(
        claim_number=int(number),
        judged_at=judged_at,
        index_fingerprint=index_fingerprint,
        outcome=decode(kind, value, "rejudgement"),
    )
