"""`factcheck evaluate`: how often the verdicts on labelled claims are right."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.shared import (
    EncoderOption,
    JSONOption,
    NLIOption,
    ThreadsOption,
    note,
    progress_bar,
    read_settings,
    require_writable,
    write_output,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evaluation import FileScores, Prediction


def evaluate(
    data: Annotated[list[Path], typer.Argument(metavar="DATA...", help="JSON Lines of labelled claims, or desk sets.")],
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Write one JSON line per claim to this file.")
    ] = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    *,
    pooled: Annotated[bool, typer.Option("--pooled", help="Put all reports of the call into one index.")] = False,
    together: Annotated[bool, typer.Option("--together", help="Score all files as one, named 'all'.")] = False,
    json_: JSONOption = False,
) -> None:
    """Measure the verdicts on labelled claims: accuracy, ranking, calibration, speed; failures count as wrong."""
    from factcheck.evaluation import evaluate_files, score  # noqa: PLC0415 - loads the models' libraries

    settings = read_settings(encoder=encoder, nli=nli, n_threads=threads)
    require_writable(predictions)
    scores: dict[str, FileScores] = {}
    made: list[Prediction] = []
    with progress_bar("evaluating") as bar:
        for path, figures, predicted in evaluate_files(data, settings=settings, pooled=pooled, progress=bar):
            scores[str(path)] = figures
            made.extend(predicted)
    if together:
        seconds = sum(figures.n / figures.claims_per_second for figures in scores.values())
        scores = {"all": score(made, seconds=seconds)}
    if predictions:
        write_output("".join(map(_line, made)), predictions)
    _show_failures(made)
    if json_:
        typer.echo(json.dumps({name: asdict(figures) for name, figures in scores.items()}, indent=1))
        return
    for name, figures in scores.items():
        typer.echo(_table(name, figures))


def _line(prediction: Prediction) -> str:
    named = {"id" if key == "row_id" else key: value for key, value in asdict(prediction).items()}
    return json.dumps(named, ensure_ascii=False) + "\n"


def _show_failures(made: Sequence[Prediction]) -> None:
    for prediction in made:
        if prediction.error is not None:
            note(f"failed: {prediction.file}: {prediction.row_id}: {prediction.error}")


def _table(name: str, scores: FileScores) -> str:
    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    lines = [
        (
            f"{name}: n {scores.n}, failed {scores.n_failed}, accuracy {shown(scores.accuracy)}, "
            f"balanced accuracy {shown(scores.balanced_accuracy)}, AUC {shown(scores.auc)}, "
            f"macro-F1 {shown(scores.macro_f1)}, calibration error {shown(scores.expected_calibration_error)}, "
            f"{scores.claims_per_second:.1f} claims/s"
        )
    ]
    lines += [
        f"    {label:<13} precision {row.precision:.3f}  recall {row.recall:.3f}  F1 {row.f1:.3f}  n {row.n}"
        for label, row in scores.labels.items()
    ]
    lines += [
        f"    confidence {b.low:.1f} to {b.high:.1f}: n {b.n}, mean {b.confidence:.3f}, right {b.accuracy:.3f}"
        for b in scores.reliability
    ]
    return "\n".join(lines)
