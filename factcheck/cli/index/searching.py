"""`factcheck index search`: the passages closest to a text, in a shared store also within limits."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.index.app import Name, index_app
from factcheck.cli.places import open_index
from factcheck.cli.rules import PolicyOption  # noqa: TC001 - Typer reads it at run time
from factcheck.cli.shared import EncoderOption, JSONOption, read_settings
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.datatypes import Passage
    from factcheck.scale.postgres import PostgresIndex, Where
    from factcheck.settings import Settings

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Published from, or up to.")]


@index_app.command()
def search(
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 5,
    encoder: EncoderOption = None,
    since: Day = None,
    until: Day = None,
    publisher: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Of these publishers only.")] = None,
    tier: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Of these tiers of the policy only.")] = None,
    policy: PolicyOption = None,
    *,
    hybrid: Annotated[bool, typer.Option("--hybrid", help="By meaning and by words, ranks fused.")] = False,
    json_: JSONOption = False,
) -> None:
    """Find the passages closest to a text; those of a shared store also by words, date, publisher and tier."""
    settings = read_settings(encoder=encoder, policy=policy)
    days = {"since": since and since.date(), "until": until and until.date()}
    asked: dict[str, object] = {**days, "publishers": tuple(publisher or ()), "tiers": tuple(tier or ())}
    with open_index(name, settings) as index:
        if hybrid or any(asked.values()):
            found = _narrowed(_required(index), text, k, asked, settings, hybrid=hybrid)
        else:
            found = [(scored.passage, scored.similarity) for scored in index.search(text, k=k)]
    _print(found, "fused" if hybrid else "similarity", as_json=json_)


def _required(index: object) -> PostgresIndex:
    from factcheck.scale import is_shared  # noqa: PLC0415 - only when it is needed

    if not is_shared(index):
        raise InputError(
            "--hybrid, --since, --until, --publisher and --tier search a shared store, got an index in a folder; "
            "copy it to one with `factcheck index copy`."
        )
    return index


def _narrowed(
    index: PostgresIndex, text: str, k: int, asked: dict[str, object], settings: Settings, *, hybrid: bool
) -> list[tuple[Passage, float]]:
    where = _where(asked, settings)
    if hybrid:
        return index.hybrid(text, k, where=where)
    return [(scored.passage, scored.similarity) for scored in index.search(text, k, where=where)]


def _where(asked: dict[str, object], settings: Settings) -> Where:
    """Make the narrowing of a search; tiers are those of the policy that is named, or lies in the working folder."""
    from factcheck.policy import find_policy, read_policy  # noqa: PLC0415 - only for tiers
    from factcheck.scale.postgres import Where  # noqa: PLC0415 - the extra's libraries

    path: Path | None = (settings.policy or find_policy([])) if asked["tiers"] else None
    return Where(**asked, policy=None if path is None else read_policy(path))  # type: ignore[arg-type]


def _print(found: list[tuple[Passage, float]], measure: str, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {measure: value, "reference_id": passage.reference_id, "start": passage.start}
            | {"end": passage.end, "text": passage.text}
            for passage, value in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for passage, value in found:
        typer.echo(f"{value:.3f}  {passage.passage_id}  {passage.text}")
