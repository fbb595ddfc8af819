"""Runs the whole product over labelled claims and keeps every prediction, failures included."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.checker import FactChecker
from factcheck.datatypes import Reference
from factcheck.errors import EmptyDocumentError, FactCheckError
from factcheck.evaluation.rows import Case, LabelledClaim, read_cases
from factcheck.evaluation.scores import FileScores, score
from factcheck.index import ReferenceIndex
from factcheck.models import load_encoder, load_nli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from factcheck.datatypes import Encoder, NLIModel, Verdict
    from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What came out for one labelled claim; `predicted`, `confidence` and `reason` are None when `error` is not."""

    file: str
    row_id: str
    gold: str
    predicted: str | None
    probabilities: dict[str, float]
    confidence: float | None
    reason: str | None
    error: str | None


def evaluate_files(
    paths: Sequence[Path],
    *,
    settings: Settings,
    pooled: bool = False,
    encoder: Encoder | None = None,
    nli: NLIModel | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[Path, FileScores, list[Prediction]]]:
    """Evaluate files one after another.

    Args:
        paths: files of labelled claims; what comes out for each is in the order of its rows.
        settings: sizes and thresholds of the checks.
        pooled: put the references of all files into one index, in place of each claim's own reference alone.
        encoder: an encoder to use in place of `settings.encoder`.
        nli: an NLI model to use in place of `settings.nli`.
        progress: called with the number of claims done and of all claims of the file.

    Raises:
        ReadError: a file cannot be read or a row is malformed; nothing has been evaluated then.
    """
    cases = {path: read_cases(path) for path in paths}
    encoder = encoder or load_encoder(settings.encoder, settings=settings)
    nli = nli or load_nli(settings.nli, settings=settings)
    pool = None
    if pooled:
        references = [case.reference for own in cases.values() for case in own if isinstance(case.reference, Reference)]
        pool = ReferenceIndex.in_memory(references, encoder=encoder, settings=settings)
    for path, own in cases.items():
        began = time.perf_counter()
        total = sum(len(case.claims) for case in own)
        predictions: list[Prediction] = []
        for case in own:
            predictions += _predict(path, case, pool, encoder, nli, settings)
            if progress:
                progress(len(predictions), total)
        seconds = time.perf_counter() - began
        lines = [row.line for case in own for row in case.claims]
        ordered = [predictions[at] for at in sorted(range(total), key=lines.__getitem__)]
        yield path, score(ordered, seconds=seconds), ordered


def _predict(
    path: Path, case: Case, pool: ReferenceIndex | None, encoder: Encoder, nli: NLIModel, settings: Settings
) -> list[Prediction]:
    try:
        if isinstance(case.reference, EmptyDocumentError):
            raise case.reference
        index = pool or ReferenceIndex.in_memory([case.reference], encoder=encoder, settings=settings)
    except FactCheckError as err:
        return [_failed(path, row, err) for row in case.claims]
    checker = FactChecker(index, settings=settings, nli=nli, policy=None)
    try:
        verdicts = checker.check_claims([row.claim for row in case.claims])
        return [_prediction(path, row, verdict) for row, verdict in zip(case.claims, verdicts, strict=True)]
    except FactCheckError:
        return [_alone(path, row, checker) for row in case.claims]


def _alone(path: Path, row: LabelledClaim, checker: FactChecker) -> Prediction:
    try:
        return _prediction(path, row, checker.check_claims([row.claim])[0])
    except FactCheckError as err:
        return _failed(path, row, err)


def _prediction(path: Path, row: LabelledClaim, verdict: Verdict) -> Prediction:
    return Prediction(
        file=str(path),
        row_id=row.row_id,
        gold=row.gold,
        predicted=verdict.label.value,
        probabilities=verdict.probabilities,
        confidence=verdict.confidence,
        reason=verdict.reason.value,
        error=None,
    )


def _failed(path: Path, row: LabelledClaim, err: FactCheckError) -> Prediction:
    return Prediction(
        file=str(path),
        row_id=row.row_id,
        gold=row.gold,
        predicted=None,
        probabilities={},
        confidence=None,
        reason=None,
        error=f"{type(err).__name__}: {err}",
    )
