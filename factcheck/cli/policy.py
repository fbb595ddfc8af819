"""`factcheck policy`: the rules in force, and whether a policy file says what its desk means."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.places import index_place, open_index
from factcheck.cli.rules import PolicyOption  # noqa: TC001 - Typer reads the types of options at run time
from factcheck.cli.shared import IndexOption, JSONOption, note, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.policy import Census, Policy
    from factcheck.settings import Settings

policy_app = typer.Typer(no_args_is_help=True, help="The rules of the desk.", rich_markup_mode=None)


@policy_app.command()
def show(index: IndexOption = None, policy: PolicyOption = None, *, json_: JSONOption = False) -> None:
    """Show the policy in force for an index, and what it makes of each of its reports."""
    from factcheck.policy import find_policy, read_policy  # noqa: PLC0415 - not needed for --help

    settings = read_settings(policy=policy)
    place = index_place(index, settings)
    path = settings.policy or find_policy([] if isinstance(place, str) else [place])
    if path is None:
        note("No policy is in force: none was named, and no policy.toml is beside the index or here.")
        if json_:
            typer.echo("null")
        return
    rules = read_policy(path)
    _show(path, rules, _census(rules, index, settings), json_=json_)


@policy_app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The policy file.")],
    index: IndexOption = None,
    *,
    json_: JSONOption = False,
) -> None:
    """Check a policy file, with --index also for entries that match no report of the index."""
    from factcheck.policy import read_policy  # noqa: PLC0415 - not needed for --help

    settings = read_settings()
    rules = read_policy(file)
    census = None if index is None else _census(rules, index, settings)
    if json_:
        idle = None if census is None else census.idle
        typer.echo(json.dumps({"file": str(file), "fingerprint": rules.fingerprint, "matches_none": idle}))
        return
    typer.echo(f"{file} can be used: {rules.fingerprint[:12]}")
    for entry in census.idle if census else ():
        typer.echo(f"matches no report: {entry}")


def _census(policy: Policy, name: str | None, settings: Settings) -> Census:
    from factcheck.policy import take_census  # noqa: PLC0415 - not needed for --help

    with open_index(name, settings) as index:
        return take_census(policy, index.origins(), as_of=settings.as_of)


def _show(path: Path, policy: Policy, census: Census, *, json_: bool) -> None:
    from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - not needed for --help

    if json_:
        rules = policy.model_dump(mode="json")
        shown = {"file": str(path), "fingerprint": policy.fingerprint, "policy": rules, "reports": encode(census.rows)}
        typer.echo(dumps(shown, indent=None))
        return
    typer.echo(f"{path} ({policy.fingerprint[:12]})")
    for line in _rules(policy):
        typer.echo(f"  {line}")
    tiers = [row.tier for row in census.rows if row.left_out is None]
    typer.echo("Reports that may be evidence: " + (_counted(tiers) or "none"))
    withheld = [row.withheld for row in census.rows if row.left_out is None and row.withheld]
    if withheld:
        typer.echo(f"Of these never quoted: {_counted(withheld)}")
    left_out = [row.left_out for row in census.rows if row.left_out]
    if left_out:
        typer.echo(f"Left out: {_counted(left_out)}")


def _rules(policy: Policy) -> list[str]:
    """Say each rule in a line, as its key in the file and its value."""
    lines = [f"tiers.{tier} = {', '.join(entries)}" for tier, entries in policy.tiers.items()]
    lines.append(f"tiers.default = {policy.default_tier}")
    for part in ("require", "exclude", "embargo", "internal", "time"):
        for name, value in getattr(policy, part).model_dump(mode="json").items():
            if value not in (None, [], {}):
                told = ", ".join(value) if isinstance(value, list) else value
                lines.append(f"{part}.{name} = {told}")
    return lines


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(Counter(names).items()))
