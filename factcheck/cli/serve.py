"""`factcheck serve`: the service and its web page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.decisions import DecisionsOption  # noqa: TC001 - Typer reads it at run time
from factcheck.cli.places import index_place, open_index, shown
from factcheck.cli.shared import (
    EncoderOption,
    IndexOption,
    NLIOption,
    PrivateOption,
    ThreadsOption,
    note,
    read_settings,
)
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.serve import ServiceOptions
    from factcheck.settings import Settings


def serve(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option(metavar="TOKEN", help="Bearer token to ask for; a file is safer: others here see this."),
    ] = None,
    token_file: Annotated[Path | None, typer.Option(metavar="FILE", help="File whose first line is the token.")] = None,
    decisions: DecisionsOption = None,
    check_seconds: Annotated[
        float, typer.Option(metavar="SECONDS", help="Longest that one check may take, waiting included.")
    ] = 300.0,
    stuck_seconds: Annotated[
        float, typer.Option(metavar="SECONDS", help="Silence of a model in a check that counts as a fault.")
    ] = 120.0,
    waiting: Annotated[int, typer.Option(min=0, help="Checks that may wait for the models.")] = 8,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    *,
    allow_changes: Annotated[bool, typer.Option("--allow-changes", help="Let reports be added and withdrawn.")] = False,
    allow_private: PrivateOption = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Answer agents over stdin and stdout instead (MCP).")] = False,
) -> None:
    """Serve the web page and the HTTP interface until interrupted."""
    settings = read_settings(
        encoder=encoder, nli=nli, n_threads=threads, allow_private=allow_private, decisions=decisions
    )
    _require_extra()
    if mcp:
        from factcheck.serve.mcp import run_mcp  # noqa: PLC0415 - the extra's libraries

        run_mcp(index=index_place(index, settings), settings=settings)
        return
    from factcheck.serve import ServiceOptions  # noqa: PLC0415 - the extra's libraries

    options = ServiceOptions(
        host=host,
        token=_token(token, token_file),
        allow_changes=allow_changes,
        check_seconds=check_seconds,
        stuck_seconds=stuck_seconds,
        n_waiting=waiting,
        max_body_bytes=settings.max_article_bytes,
    )
    _run(index, port, options, settings)


def _run(index: str | None, port: int, options: ServiceOptions, settings: Settings) -> None:
    from factcheck.checker import FactChecker  # noqa: PLC0415 - loads the models' libraries
    from factcheck.decisions import DecisionBook  # noqa: PLC0415 - likewise
    from factcheck.models import load_nli  # noqa: PLC0415 - likewise
    from factcheck.serve import SteppingNLI, create_app, run_server  # noqa: PLC0415 - the extra's libraries

    folder = shown(index_place(index, settings))
    book = None if settings.decisions is None else DecisionBook(settings.decisions)
    with open_index(index, settings) as opened:
        nli = SteppingNLI(lambda: load_nli(settings.nli, settings=settings))
        app = create_app(FactChecker(opened, settings=settings, nli=nli), options=options, book=book)
        try:
            run_server(
                app,
                host=options.host,
                port=port,
                log_level=settings.log_level,
                tell=lambda address: note(f"serving {folder} on {address} (Ctrl-C stops)"),
            )
        except OSError as err:
            raise InputError(
                f"Cannot listen on {options.host}:{port}: {err.strerror or err}; give another --port or --host."
            ) from err


def _require_extra() -> None:
    try:
        import fastapi  # noqa: F401, PLC0415 - only to know
        import mcp  # noqa: F401, PLC0415 - likewise
        import prometheus_client  # noqa: F401, PLC0415 - likewise
        import uvicorn  # noqa: F401, PLC0415 - likewise
    except ImportError as err:
        raise InputError(
            f"`factcheck serve` needs libraries that are not installed, got no {err.name!r}; "
            "install them with `pip install 'factcheck-desk[serve]'`."
        ) from err


def _token(token: str | None, file: Path | None) -> str | None:
    """Give the token of the options, None for none.

    Raises:
        InputError: both were given, or the file cannot be read or has no first line.
    """
    if file is None:
        return token
    if token is not None:
        raise InputError("Give --token or --token-file, not both.")
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(f"Cannot read the token in {str(file)!r}: {err}; name another file.") from err
    if not lines or not lines[0].strip():
        raise InputError(f"There is no token in {str(file)!r}: its first line is empty; write one there.")
    return lines[0].strip()
