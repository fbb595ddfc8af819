"""Reaches the outcome of every claim of some articles, in batches, so that one bad claim costs only itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.checker.gathering import Gathering
from factcheck.checker.parts import put_together
from factcheck.datatypes import Failure
from factcheck.errors import FactCheckError
from factcheck.evidence import retrieve
from factcheck.verdicts import reach_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from factcheck.checker.gathering import Found
    from factcheck.checker.pace import Pace
    from factcheck.datatypes import Claim, NLIModel, Verdict
    from factcheck.evidence import Retrieved
    from factcheck.index import ReferenceIndex
    from factcheck.settings import Settings

CLAIMS_TOGETHER = 32
"""Claims judged in one go: enough pairs for full batches, few enough for a progress bar that moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What claims are judged with."""

    index: ReferenceIndex
    nli: NLIModel
    settings: Settings

    def retrieve(self, claims: Sequence[Claim]) -> list[Retrieved]:
        """Find the evidence for the claims of one article, which tell together what it is about."""
        return retrieve(claims, self.index, self.settings)

    def judge(self, claims: Sequence[Claim]) -> list[Verdict]:
        """Reach the verdicts on claims of one article, in their order."""
        found = list(zip(claims, self.retrieve(claims), strict=True))
        return [
            verdict
            for start in range(0, len(found), CLAIMS_TOGETHER)
            for verdict in self.verdicts(found[start : start + CLAIMS_TOGETHER])
        ]

    def verdicts(self, found: Sequence[tuple[Claim, Retrieved]]) -> list[Verdict]:
        """Reach the verdicts on claims whose evidence was found, in their order."""
        claims, retrieved = [claim for claim, _ in found], [each for _, each in found]
        return reach_verdicts(claims, retrieved, self.index, self.nli, self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A claim of the article of that number, and where its evidence comes from: place `at` of a gathering."""

    article: int
    claim: Claim
    gathering: Gathering
    at: int


def reach_outcomes(
    articles: Sequence[Sequence[Claim]],
    bench: Bench,
    *,
    pace: Pace | None = None,
    progress: Callable[[int, int], None] | None = None,
    tell: Callable[[Verdict | Failure], None] | None = None,
) -> list[list[Verdict | Failure]]:
    """Reach the outcomes of the claims of each article, in claim order.

    Args:
        articles: the claims of each article.
        bench: what they are judged with.
        pace: a deadline; the claims most worth a check come first, those not reached have no outcome. None for none.
        progress: called with the number of claims done and of all claims.
        tell: called with each outcome as soon as it is reached.

    Raises:
        IndexStoreError: the index cannot be used.
        ModelError: the index's encoder could not be loaded.
    """
    _ = bench.index.encoder  # a model that does not load fails the check, not each claim
    reached: list[list[Verdict | Failure]] = [[] for _ in articles]
    tasks = _tasks(articles, bench)
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
    progress: Callable[[int, int], None] | None = None,
) -> list[Verdict | Failure]:
    """Reach the outcomes of some claims of one article, in claim order, while all of them weigh the reports.

    Args:
        claims: all claims of the article, in its order.
        numbers: of the claims to judge.
        bench: what they are judged with.
        progress: called with the number of claims done and of those to judge.

    Raises:
        IndexStoreError: the index cannot be used.
        ModelError: the index's encoder could not be loaded.
    """
    _ = bench.index.encoder  # likewise
    tasks = [task for task in _tasks([claims], bench) if task.claim.number in numbers]
    reached: list[Verdict | Failure] = []
    for at in range(0, len(tasks), CLAIMS_TOGETHER):
        reached += _outcomes(tasks[at : at + CLAIMS_TOGETHER], bench)
        if progress:
            progress(len(reached), len(tasks))
    return reached


def _tasks(articles: Sequence[Sequence[Claim]], bench: Bench) -> list[_Task]:
    tasks = []
    for number, claims in enumerate(articles):
        gathering = Gathering(claims, bench.retrieve)
        tasks += [_Task(article=number, claim=claim, gathering=gathering, at=at) for at, claim in enumerate(claims)]
    return tasks


def _outcomes(tasks: Sequence[_Task], bench: Bench) -> list[Verdict | Failure]:
    """Find the evidence for some claims and judge them together; those for which that fails are failures."""
    gathered = [_found(task) for task in tasks]
    judged = iter(_judged([(task.claim, found) for task, found in zip(tasks, gathered, strict=True)
                           if not isinstance(found, Failure)], bench))  # fmt: skip
    return [found if isinstance(found, Failure) else next(judged) for found in gathered]


def _found(task: _Task) -> Found | Failure:
    try:
        return task.gathering.found(task.at)
    except FactCheckError as err:
        return _failure(task.claim, err)


def _judged(claims: Sequence[tuple[Claim, Found]], bench: Bench) -> list[Verdict | Failure]:
    """Judge some claims together; when that fails, one by one."""
    try:
        verdicts = iter(bench.verdicts([piece for _, found in claims for piece in found]) if claims else ())
    except FactCheckError as err:
        if len(claims) == 1:
            return [_failure(claims[0][0], err)]
        return [_judged([claim], bench)[0] for claim in claims]
    return [put_together(claim, [next(verdicts) for _ in found]) for claim, found in claims]


def _failure(claim: Claim, err: FactCheckError) -> Failure:
    return Failure(claim=claim, error=type(err).__name__, message=str(err))
