"""Measures how fast factcheck is and writes it as JSON: `python tests/benchmarks/run.py PART --output FILE.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from conditions import conditions

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
Output = Annotated[Path, typer.Option("--output", dir_okay=False, help="File for the figures (JSON).")]


@app.callback()
def _parts() -> None:
    """Keep each part a command of its own."""


@app.command()
def search(
    news: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of news, *.jsonl.gz with text.")],
    output: Output,
    work: Annotated[Path, typer.Option(help="Folder for encoded sentences and indexes; kept for the next run.")],
    sizes: Annotated[list[int], typer.Option("--size", min=1000, help="Passages; several times.")] = [  # noqa: B006 - Typer copies it
        1_000,
        10_000,
        100_000,
    ],
) -> None:
    """Search and change indexes of several sizes: time, recall, memory, and how they grow."""
    from searching import measure_search  # noqa: PLC0415 - other parts need no faiss

    figures = measure_search(news, work, sorted(sizes))
    output.write_text(json.dumps(conditions() | figures, indent=1) + "\n", encoding="utf-8")


@app.command()
def judging(
    articles: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Articles to check.")],
    output: Output,
    index: Annotated[Path, typer.Option(exists=True, file_okay=False)] = Path("indexes/starter"),
) -> None:
    """Check articles, beside three ways of running such models, and beside the processor's limit, on one thread."""
    from judging import measure_judging  # noqa: PLC0415 - loads torch

    figures = measure_judging(index, articles)
    output.write_text(json.dumps(conditions() | figures, indent=1) + "\n", encoding="utf-8")


@app.command()
def start(
    output: Output, index: Annotated[Path, typer.Option(exists=True, file_okay=False)] = Path("indexes/starter")
) -> None:
    """Start commands from nothing, beside `import torch`."""
    from starting import measure_starting  # noqa: PLC0415 - each part for itself

    figures = measure_starting(index)
    output.write_text(json.dumps(conditions() | figures, indent=1) + "\n", encoding="utf-8")


@app.command()
def footprint(
    news: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of news, as for search.")],
    articles: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Articles to check.")],
    output: Output,
    work: Annotated[Path, typer.Option(help="Folder of search's indexes; kept for the next run.")],
    size: Annotated[int, typer.Option(min=1000, help="Passages of the index that articles are checked against.")] = (
        100_000
    ),
) -> None:
    """Check articles against a large index and build a small one: peak memory, passages a second."""
    from footprint import measure_footprint  # noqa: PLC0415 - each part for itself

    figures = measure_footprint(news, work, articles, size)
    output.write_text(json.dumps(conditions() | figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
