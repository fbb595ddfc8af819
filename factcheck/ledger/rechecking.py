"""Finds the verdicts of a ledger that rest on words no report holds any more, and judges exactly those anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.datatypes import Failure
from factcheck.errors import InputError
from factcheck.ledger.citations import citations_of
from factcheck.ledger.shelf import LOST, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from factcheck.checker import FactChecker
    from factcheck.datatypes import Verdict
    from factcheck.ledger.ledger import Entry, Kept, Ledger
    from factcheck.ledger.shelf import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """An earlier verdict that cites a report which is no longer as it was.

    `found` are the citations of it whose reports changed or are gone, the deciding one first. `new` is the outcome of
    judging the claim anew, None when that was not done.
    """

    entry: Entry
    old: Verdict
    found: tuple[Found, ...]
    new: Verdict | Failure | None = None

    @property
    def changed(self) -> bool:
        """Tell whether the label is another now, or there is none because the claim could not be checked."""
        return self.new is not None and (isinstance(self.new, Failure) or self.new.label != self.old.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """What a recheck found, reports by the time of their check and verdicts in claim order.

    `affected` have lost words they cite; `untouched` cite reports that changed elsewhere, their own words stand.
    `elsewhere` are reports checked against another index, `unreadable` those that this version cannot read, with why.
    `n_reports` counts those that were looked at.
    """

    affected: tuple[Affected, ...]
    untouched: tuple[Affected, ...]
    elsewhere: tuple[Entry, ...]
    unreadable: tuple[tuple[Entry, str], ...]
    n_reports: int


def recheck(
    ledger: Ledger,
    checker: FactChecker,
    *,
    index_path: str | None = None,
    judge: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Recheck:
    """List the verdicts that cite words which the references no longer hold, and judge exactly those claims anew.

    The ledger keeps the new verdict beside the old one; the next recheck looks at what the new one cites.

    Args:
        ledger: the reports.
        checker: judges, against the index as it is now.
        index_path: the folder of that index; reports checked against another are left. None takes all.
        judge: False lists only, loads no model and changes nothing.
        progress: called with the number of reports done and of all with verdicts to judge.

    Raises:
        LedgerError: the ledger cannot be read or written.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    shelf = Shelf(checker.index)
    entries = ledger.entries()
    here = [entry for entry in entries if index_path is None or entry.index_path in {None, index_path}]
    affected: list[Affected] = []
    untouched: list[Affected] = []
    unreadable: list[tuple[Entry, str]] = []
    for entry in _suspects(here, ledger, shelf):
        try:
            kept = ledger.get(entry.report_id)
        except InputError as err:
            unreadable.append((entry, str(err)))
            continue
        lost, elsewhere_changed = _sorted_out(kept, shelf)
        affected += lost
        untouched += elsewhere_changed
    return Recheck(
        affected=tuple(_judged(affected, ledger, checker, progress) if judge else affected),
        untouched=tuple(untouched),
        elsewhere=tuple(entry for entry in entries if entry not in here),
        unreadable=tuple(unreadable),
        n_reports=len(here),
    )


def _suspects(entries: Iterable[Entry], ledger: Ledger, shelf: Shelf) -> list[Entry]:
    """Give the reports that cite a reference which is not held with the very same text."""
    suspects = {report_id for report_id, reference_id, sha in ledger.cited() if not shelf.holds(reference_id, sha)}
    return [entry for entry in entries if entry.report_id in suspects]


def _sorted_out(kept: Kept, shelf: Shelf) -> tuple[list[Affected], list[Affected]]:
    """Give the verdicts of a report that lost words they cite, and those whose reports changed elsewhere only."""
    lost: list[Affected] = []
    untouched: list[Affected] = []
    for verdict in kept.verdicts:
        found = [shelf.find(citation) for citation in citations_of([verdict])]
        gone = tuple(each for each in found if each.standing in LOST)
        other = tuple(each for each in found if each.report_changed)
        if gone:
            lost.append(Affected(entry=kept.entry, old=verdict, found=gone))
        elif other:
            untouched.append(Affected(entry=kept.entry, old=verdict, found=other))
    return lost, untouched


def _judged(
    affected: Sequence[Affected],
    ledger: Ledger,
    checker: FactChecker,
    progress: Callable[[int, int], None] | None,
) -> list[Affected]:
    """Judge the claims anew, report by report, so that what was done stays done when the run is stopped."""
    by_report: dict[str, list[Affected]] = defaultdict(list)
    for each in affected:
        by_report[each.entry.report_id].append(each)
    judged: list[Affected] = []
    for done, (report_id, own) in enumerate(by_report.items(), 1):
        report = ledger.get(report_id).report
        claims = [*(outcome.claim for outcome in report.outcomes), *report.not_reached]
        claims.sort(key=lambda claim: claim.number)
        numbers = {each.old.claim.number for each in own}
        outcomes = checker.recheck(claims, numbers, written=report.article.published)
        ledger.note(report_id, outcomes, index_fingerprint=checker.index.fingerprint)
        new = {outcome.claim.number: outcome for outcome in outcomes}
        judged += [
            Affected(entry=each.entry, old=each.old, found=each.found, new=new[each.old.claim.number]) for each in own
        ]
        if progress:
            progress(done, len(by_report))
    return judged
