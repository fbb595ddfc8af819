"""`factcheck doctor`: is everything a check needs in place?"""

from __future__ import annotations

import json
import platform
import sqlite3
from typing import TYPE_CHECKING

import typer

from factcheck.cli.exits import CHECKED, NO_INDEX, USAGE
from factcheck.cli.places import index_place, open_index, shown
from factcheck.cli.shared import IndexOption, JSONOption, read_settings
from factcheck.errors import FactCheckError, IndexStoreError
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.settings import Settings


def doctor(index: IndexOption = None, *, json_: JSONOption = False) -> int:
    """Check Python, SQLite, the models and the index; exit 0 when all is well."""
    settings = read_settings()
    tests: dict[str, Callable[[], str]] = {
        "factcheck": lambda: f"{__version__} on Python {platform.python_version()}",
        "sqlite": _sqlite,
        "encoder": lambda: _encoder(settings),
        "nli": lambda: _nli(settings),
        "index": lambda: _index(index, settings),
    }
    rows, worst = [], CHECKED
    for name, test in tests.items():
        try:
            rows.append({"part": name, "ok": True, "found": test()})
        except FactCheckError as err:
            rows.append({"part": name, "ok": False, "found": str(err)})
            worst = max(worst, NO_INDEX if isinstance(err, IndexStoreError) else USAGE)
    if json_:
        typer.echo(json.dumps(rows))
    else:
        for row in rows:
            typer.echo(f"{'ok  ' if row['ok'] else 'BAD '} {row['part']}: {row['found']}")
    return worst


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    return f"{sqlite3.sqlite_version} with FTS5"


def _encoder(settings: Settings) -> str:
    from factcheck.models import load_encoder  # noqa: PLC0415 - loads ONNX Runtime, or torch

    encoder = load_encoder(settings.encoder, settings=settings)
    return f"{encoder.model_id}, {encoder.dim} dimensions, weights {encoder.fingerprint[:12]}"


def _nli(settings: Settings) -> str:
    from factcheck.models import load_nli  # noqa: PLC0415 - loads ONNX Runtime, or torch

    model = load_nli(settings.nli, settings=settings)
    return f"{model.model_id}, weights {model.fingerprint[:12]}"


def _index(name: str | None, settings: Settings) -> str:
    with open_index(name, settings) as index:
        index.verify()
        place = shown(index_place(name, settings))
        return f"{place}: {index.n_references} references, {index.n_passages} passages, {index.fingerprint[:12]}"
