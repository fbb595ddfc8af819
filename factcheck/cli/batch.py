"""`factcheck batch index|check`: jobs over many files and machines."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.places import index_place, shown
from factcheck.cli.shared import EncoderOption, IndexOption, JSONOption, NLIOption, note, progress_bar, read_settings
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.scale.batch.running import Job, Summary

batch_app = typer.Typer(
    no_args_is_help=True, help="Jobs over many files and machines, with Ray Data.", rich_markup_mode=None
)
Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="Parquet or JSONL: a file, a folder or an object-store URL.")
]
Output = Annotated[str, typer.Argument(metavar="OUTPUT", help="Folder or URL for the results; named again, goes on.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=0, help="Models at once; 0 takes all CPUs of the cluster but one.")
]
RowsOption = Annotated[int, typer.Option("--rows", min=1, help="Rows a task does: what a killed worker costs.")]
StuckOption = Annotated[
    float, typer.Option("--stuck-seconds", min=1.0, help="Seconds from which a task is taken to be stuck.")
]
ClusterOption = Annotated[
    str | None, typer.Option("--cluster", metavar="ADDRESS", help="Ray cluster; else RAY_ADDRESS, else this machine.")
]


@batch_app.command()
def check(
    source: Source,
    output: Output,
    index: IndexOption = None,
    workers: WorkersOption = 0,
    rows: RowsOption = 256,
    stuck_seconds: StuckOption = 1_800.0,
    cluster: ClusterOption = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    *,
    json_: JSONOption = False,
) -> int:
    """Check claims, a row each with a column `claim`, and write their verdicts; a stopped job goes on."""
    _require_ray()
    from factcheck.scale.batch.jobs import OpenChecker, check_job  # noqa: PLC0415 - loads torch and Ray

    settings = read_settings(encoder=encoder, nli=nli, n_threads=1)  # a core for each worker
    place = str(index_place(index, settings))
    told = {"index": shown(place), "settings": settings.fingerprint}
    make = OpenChecker(index=place if "://" in place else _absolute(place), settings=settings)
    job = check_job(source, output, make, workers=workers, rows_together=rows, stuck_seconds=stuck_seconds, told=told)
    return _tell(_run(job, cluster), output, as_json=json_)


@batch_app.command("index")
def index_(
    source: Source,
    output: Output,
    into: Annotated[
        str | None, typer.Option("--into", metavar="NAME", help="Index to add the reports to when all are embedded.")
    ] = None,
    workers: WorkersOption = 0,
    rows: RowsOption = 64,
    stuck_seconds: StuckOption = 1_800.0,
    cluster: ClusterOption = None,
    encoder: EncoderOption = None,
    *,
    json_: JSONOption = False,
) -> int:
    """Cut and embed reports, a row each with the fields of JSON reports, and write them; a stopped job goes on."""
    _require_ray()
    from factcheck.scale.batch.jobs import LoadEncoder, index_job  # noqa: PLC0415 - loads torch and Ray
    from factcheck.scale.batch.loading import load_embedded  # noqa: PLC0415 - likewise

    settings = read_settings(encoder=encoder, n_threads=1)
    place = None if into is None else index_place(into, settings)
    job = index_job(
        source,
        output,
        LoadEncoder(settings=settings),
        workers=workers,
        rows_together=rows,
        stuck_seconds=stuck_seconds,
        told={"encoder": settings.encoder},
    )
    summary = _run(job, cluster)
    if place is not None:
        note(f"{shown(place)}: {load_embedded(output, place, settings=settings)} reports added")
    return _tell(summary, output, as_json=json_)


def _run(job: Job, cluster: str | None) -> Summary:
    """Connect to a cluster, or make one of this machine, and run a job on it."""
    import ray  # noqa: PLC0415 - the extra's library

    from factcheck.scale.batch.running import run_job  # noqa: PLC0415 - likewise

    with contextlib.redirect_stdout(sys.stderr):  # Ray tells its troubles on stdout
        ray.init(address=cluster, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
        try:
            with progress_bar(job.kind) as bar:
                return run_job(job, progress=bar)
        finally:
            ray.shutdown()


def _tell(summary: Summary, output: str, *, as_json: bool) -> int:
    """Print what a job did, failed rows on stdout; exit 1 when there are any."""
    from factcheck.scale.batch.places import without_keys  # noqa: PLC0415 - the extra's libraries

    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=1))
    for row in () if as_json else summary.failures:
        typer.echo(f"failed: row {row['offset']} of {row['source']}: {row['error']}: {row['message']}")
    for name in summary.other:
        note(f"Since this job began its {name} has changed; rows written before were made with what it was.")
    labels: dict[str, Any] = summary.labels
    counted = "".join(f", {n} {label}" for label, n in labels.items())
    note(
        f"{without_keys(output)}: {summary.n_rows} rows, {summary.n_before} of them before, {summary.n_done} in "
        f"{summary.seconds:.0f} s by {summary.workers} workers; {summary.n_failed} failed{counted}"
    )
    return FINDINGS if summary.n_failed else CHECKED


def _absolute(place: str) -> str:
    from pathlib import Path  # noqa: PLC0415 - only here

    return str(Path(place).resolve())


def _require_ray() -> None:
    try:
        import ray.data  # noqa: F401, PLC0415 - only to know
    except ImportError as err:
        raise InputError(
            f"`factcheck batch` needs libraries that are not installed, got no {err.name!r}; "
            "install them with `pip install 'factcheck-desk[ray]'`."
        ) from err
