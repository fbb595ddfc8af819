"""`factcheck config`: the settings in force and what they mean."""

from __future__ import annotations

import typer

from factcheck.cli.shared import JSONOption, read_settings
from factcheck.settings import Settings, source_of

config_app = typer.Typer(no_args_is_help=True, help="The settings in force.", rich_markup_mode=None)


@config_app.callback()
def _config() -> None:
    """Keep `show` a command of its own."""


@config_app.command()
def show(*, json_: JSONOption = False) -> None:
    """Show every setting with its value and meaning (flag > FACTCHECK_* > factcheck.toml > default)."""
    settings = read_settings()
    if json_:
        typer.echo(settings.model_dump_json(indent=2))
        return
    for name, field in Settings.model_fields.items():
        typer.echo(f"{name} = {getattr(settings, name)!s}  (from {source_of(name)})\n    {field.description}")
