"""Reaches the outcome of every claim of some articles, in batches, so that one bad claim costs only itself."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.checker.gathering import Gathering
from factcheck.checker.parts import put_together
from factcheck.datatypes import Failure
from factcheck.errors import FactCheckError
from factcheck.evidence import retrieve
from factcheck.verdicts import finish_verdict, reach_verdicts
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from factcheck.checker.gathering import Found
    from factcheck.checker.pace import Pace
    from factcheck.datatypes import Claim, NLIModel, ReferenceStore, Verdict
    from factcheck.evidence import Retrieved
    from factcheck.settings import Settings

CLAIMS_TOGETHER = 32
"""Claims judged in one go: enough pairs for full batches, few enough for a progress bar that moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What claims are judged with: the references that may be evidence, as of the day whose knowledge counts."""

    index: ReferenceStore
    nli: NLIModel
    settings: Settings
    as_of: date | None = None

    def retrieve(self, claims: Sequence[Claim]) -> list[Retrieved]:
        """Find the evidence for the claims of one article, which tell together what it is about."""
        return retrieve(claims, self.index, self.settings)

    def judge(self, claims: Sequence[Claim]) -> list[Verdict]:
        """Reach the verdicts on claims of one article, in their order."""
        found = list(zip(claims, self.retrieve(claims), strict=True))
        return [
            self.finish(verdict)
            for start in range(0, len(found), CLAIMS_TOGETHER)
            for verdict in self.verdicts(found[start : start + CLAIMS_TOGETHER])
        ]

    def verdicts(self, found: Sequence[tuple[Claim, Retrieved]]) -> list[Verdict]:
        """Reach the verdicts on claims whose evidence was found, in their order."""
        claims, retrieved = [claim for claim, _ in found], [each for _, each in found]
        return reach_verdicts(claims, retrieved, self.index, self.nli, self.settings)

    def finish(self, verdict: Verdict, written: str | None = None) -> Verdict:
        """Finish a verdict for its readers; `written` is the date of its article, None when unknown."""
        return finish_verdict(verdict, written=written, as_of=self.as_of, stale_days=self.settings.stale_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A claim of the article of that number, and where its evidence comes from: place `at` of a gathering.

    `written` is the date of the article, None when unknown.
    """

    article: int
    claim: Claim
    gathering: Gathering
    at: int
    written: str | None


def reach_outcomes(
    articles: Sequence[Sequence[Claim]],
    bench: Bench,
    *,
    written: Sequence[str | None] = (),
    pace: Pace | None = None,
    progress: Callable[[int, int], None] | None = None,
    tell: Callable[[Verdict | Failure], None] | None = None,
) -> list[list[Verdict | Failure]]:
    """Reach the outcomes of the claims of each article, in claim order.

    Args:
        articles: the claims of each article.
        bench: what they are judged with.
        written: the date of each article, ISO 8601, None when unknown; () when none is known.
        pace: a deadline; the claims most worth a check come first, those not reached have no outcome. None for none.
        progress: called with the number of claims done and of all claims.
        tell: called with each outcome as soon as it is reached.

    Raises:
        IndexStoreError: the index cannot be used.
        ModelError: the index's encoder could not be loaded.
    """
    _ = bench.index.encoder  # a model that does not load fails the check, not each claim
    reached: list[list[Verdict | Failure]] = [[] for _ in articles]
    tasks = _tasks(articles, bench, written or [None] * len(articles))
    if pace:
        tasks.sort(key=lambda task: (-task.claim.worth, task.claim.number))
    at = 0
    while at < len(tasks) and (n := pace.next_claims(CLAIMS_TOGETHER) if pace else CLAIMS_TOGETHER):
        batch = tasks[at : at + n]
        for task, outcome in zip(batch, _outcomes(batch, bench), strict=True):
            reached[task.article].append(outcome)
            if tell:
                tell(outcome)
        at += len(batch)
        if pace:
            pace.done(len(batch))
        if progress:
            progress(at, len(tasks))
    return [sorted(outcomes, key=lambda outcome: outcome.claim.number) for outcomes in reached]


def reach_some(
    claims: Sequence[Claim],
    numbers: Collection[int],
    bench: Bench,
    *,
    written: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Verdict | Failure]:
    """Reach the outcomes of some claims of one article, in claim order, while all of them weigh the reports.

    Args:
        claims: all claims of the article, in its order.
        numbers: of the claims to judge.
        bench: what they are judged with.
        written: the date of the article, ISO 8601, None when unknown.
        progress: called with the number of claims done and of those to judge.

    Raises:
        IndexStoreError: the index cannot be used.
        ModelError: the index's encoder could not be loaded.
    """
    _ = bench.index.encoder  # likewise
    tasks = [task for task in _tasks([claims], bench, [written]) if task.claim.number in numbers]
    reached: list[Verdict | Failure] = []
    for at in range(0, len(tasks), CLAIMS_TOGETHER):
        reached += _outcomes(tasks[at : at + CLAIMS_TOGETHER], bench)
        if progress:
            progress(len(reached), len(tasks))
    return reached


def _tasks(articles: Sequence[Sequence[Claim]], bench: Bench, written: Sequence[str | None]) -> list[_Task]:
    tasks = []
    for number, (claims, day) in enumerate(zip(articles, written, strict=True)):
        gathering = Gathering(claims, bench.retrieve, judge_said=bench.settings.judge_said)
        tasks += [
            _Task(article=number, claim=claim, gathering=gathering, at=at, written=day)
            for at, claim in enumerate(claims)
        ]
    return tasks


def _outcomes(tasks: Sequence[_Task], bench: Bench) -> list[Verdict | Failure]:
    """Find the evidence for some claims and judge them together; those for which that fails are failures."""
    gathered = [(task, _found(task)) for task in tasks]
    judged = iter(_judged([(task, found) for task, found in gathered if not isinstance(found, Failure)], bench))
    return [found if isinstance(found, Failure) else next(judged) for _, found in gathered]


def _found(task: _Task) -> Found | Failure:
    try:
        return task.gathering.found(task.at)
    except Exception as err:  # noqa: BLE001 - whatever goes wrong with a claim, the others get their verdicts
        return _failure(task.claim, err)


def _judged(tasks: Sequence[tuple[_Task, Found]], bench: Bench) -> list[Verdict | Failure]:
    """Judge some claims together; when that fails, one by one, and at last without what is said."""
    try:
        verdicts = iter(bench.verdicts([piece for _, found in tasks for piece in found.judged]) if tasks else ())
        return _finished(tasks, verdicts, bench)
    except Exception as err:  # noqa: BLE001 - likewise
        if len(tasks) > 1:
            return [_judged([task], bench)[0] for task in tasks]
        ((task, found),) = tasks
        if found.said is None:
            return [_failure(task.claim, err)]
        return _judged([(task, replace(found, said=None))], bench)


def _finished(
    tasks: Sequence[tuple[_Task, Found]], verdicts: Iterator[Verdict], bench: Bench
) -> list[Verdict | Failure]:
    """Put the verdicts on the pieces of some claims together."""
    outcomes: list[Verdict | Failure] = []
    for task, found in tasks:
        verdict = put_together(task.claim, [bench.finish(next(verdicts), task.written) for _ in found.pieces])
        said = bench.finish(next(verdicts), task.written) if found.said else None
        outcomes.append(replace(verdict, said=said))
    return outcomes


def _failure(claim: Claim, err: Exception) -> Failure:
    """Say why a claim has no verdict; an error that nobody raised on purpose is a fault of ours, and says so."""
    if isinstance(err, FactCheckError):
        return Failure(claim=claim, error=type(err).__name__, message=str(err))
    where = traceback.extract_tb(err.__traceback__)[-1]
    message = (
        f"This is a fault of factcheck {__version__}, please report it: {type(err).__name__}: {err} "
        f"({Path(where.filename).name}, line {where.lineno})."
    )
    return Failure(claim=claim, error=type(err).__name__, message=message)
