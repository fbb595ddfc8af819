"""Reaches the outcome of every claim of some articles, in batches, so that one bad claim costs only itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.checker.parts import pieces_of, put_together
from factcheck.claims import said_apart
from factcheck.datatypes import Failure
from factcheck.errors import FactCheckError
from factcheck.evidence import retrieve
from factcheck.verdicts import reach_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    """A claim of the article of that number, and its pieces with what was found for them.

    `said` is what its speaker says, to be judged apart, likewise; None for nothing.
    """

    article: int
    claim: Claim
    found: tuple[tuple[Claim, Retrieved], ...]
    said: tuple[Claim, Retrieved] | None = None


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

    def note(article: int, outcome: Verdict | Failure) -> None:
        reached[article].append(outcome)
        if tell:
            tell(outcome)

    tasks = _tasks(articles, bench, note)
    if pace:
        tasks.sort(key=lambda task: (-task.claim.worth, task.claim.number))
    n_claims = sum(map(len, articles))
    at = 0
    while at < len(tasks) and (n := pace.next_claims(CLAIMS_TOGETHER) if pace else CLAIMS_TOGETHER):
        batch = tasks[at : at + n]
        for task, outcome in zip(batch, _outcomes(batch, bench), strict=True):
            note(task.article, outcome)
        at += len(batch)
        if pace:
            pace.done(len(batch))
        if progress:
            progress(n_claims - len(tasks) + at, n_claims)
    return [sorted(outcomes, key=lambda outcome: outcome.claim.number) for outcomes in reached]


def _tasks(
    articles: Sequence[Sequence[Claim]], bench: Bench, note: Callable[[int, Verdict | Failure], None]
) -> list[_Task]:
    """Find the evidence for all claims; those for which it fails are noted as failures."""
    tasks: list[_Task] = []
    for number, claims in enumerate(articles):
        own = []
        for claim, found in zip(claims, _found(claims, bench), strict=True):
            if isinstance(found, Failure):
                note(number, found)
            else:
                own.append(_Task(article=number, claim=claim, found=found))
        tasks += _with_said(own, bench) if bench.settings.judge_said else own
    return tasks


def _with_said(tasks: Sequence[_Task], bench: Bench) -> list[_Task]:
    """Find the evidence for what the speakers of an article say; without it when that fails.

    All claims of the article are looked for once more beside it, for together they tell which reports it is about; but
    it does not stand beside them when their own evidence is found, so that it changes no verdict on a claim.
    """
    said = [said_apart(task.claim) for task in tasks]
    apart = [claim for claim in said if claim is not None]
    if not apart:
        return list(tasks)
    beside = [piece for task in tasks for piece, _ in task.found]
    try:
        retrieved = iter(bench.retrieve([*beside, *apart])[len(beside) :])
    except FactCheckError:
        return list(tasks)
    return [
        task if claim is None else replace(task, said=(claim, next(retrieved)))
        for task, claim in zip(tasks, said, strict=True)
    ]


def _found(claims: Sequence[Claim], bench: Bench) -> list[tuple[tuple[Claim, Retrieved], ...] | Failure]:
    """Retrieve for the claims of one article together; when that fails, one by one."""
    pieces = [pieces_of(claim) for claim in claims]
    try:
        retrieved = iter(bench.retrieve([piece for own in pieces for piece in own]))
    except FactCheckError as err:
        if len(claims) == 1:
            return [_failure(claims[0], err)]
        return [_found([claim], bench)[0] for claim in claims]
    return [tuple((piece, next(retrieved)) for piece in own) for own in pieces]


def _outcomes(tasks: Sequence[_Task], bench: Bench) -> list[Verdict | Failure]:
    """Judge some claims together; when that fails, one by one."""
    judged = [[*task.found, *([task.said] if task.said else [])] for task in tasks]
    try:
        verdicts = iter(bench.verdicts([found for own in judged for found in own]))
    except FactCheckError as err:
        if len(tasks) > 1:
            return [_outcomes([task], bench)[0] for task in tasks]
        if tasks[0].said:  # what is said costs no more than itself
            return _outcomes([replace(tasks[0], said=None)], bench)
        return [_failure(tasks[0].claim, err)]
    outcomes: list[Verdict | Failure] = []
    for task in tasks:
        verdict = put_together(task.claim, [next(verdicts) for _ in task.found])
        outcomes.append(replace(verdict, said=next(verdicts)) if task.said else verdict)
    return outcomes


def _failure(claim: Claim, err: FactCheckError) -> Failure:
    return Failure(claim=claim, error=type(err).__name__, message=str(err))
