"""`factcheck check`: an article in, a report out."""

from __future__ import annotations

from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.decisions import DecisionsOption, existing_book
from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.keeping import LedgerOption, keeping
from factcheck.cli.places import open_all
from factcheck.cli.replay import replay_report
from factcheck.cli.rules import AsOfOption, PolicyOption, note_left_out
from factcheck.cli.shared import (
    CacheOption,
    EncoderOption,
    IndexesOption,
    NLIOption,
    NoCacheOption,
    PrivateOption,
    ThreadsOption,
    note,
    progress_bar,
    read_settings,
    require_writable,
    warn_of_language,
    write_output,
)
from factcheck.cli.streaming import LineStream, TextStream
from factcheck.datatypes import VerdictLabel
from factcheck.reading import read_article

if TYPE_CHECKING:
    from factcheck.cli.streaming import Stream
    from factcheck.datatypes import Article
    from factcheck.decisions import DecisionBook
    from factcheck.report import Report


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    SARIF = "sarif"
    JUNIT = "junit"
    ANNOTATIONS = "annotations"
    CLAIMREVIEW = "claimreview"


FILE_COLUMNS = 100
"""Columns of a text report in a file, which has no terminal to be as wide as."""

SERIOUSNESS = (VerdictLabel.UNVERIFIABLE, VerdictLabel.CONTRADICTED)
"""Findings from the least serious on: `--fail-on unverifiable` fails on contradicted claims too."""


def check(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE|URL|-", help="File, address, or - for standard input.")
    ] = None,
    index: IndexesOption = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the report to this file.")] = None,
    fail_on: Annotated[
        VerdictLabel | None,
        typer.Option("--fail-on", help="Exit with 1 when a claim is contradicted (or unverifiable, or failed)."),
    ] = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    cache: CacheOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    deadline: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help="Check what is most worth it first, and begin nothing after SECONDS."),
    ] = None,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who will publish the review; claimreview needs it.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the review will stand; claimreview needs it.")
    ] = None,
    ledger: LedgerOption = None,
    replay: Annotated[
        str | None,
        typer.Option(metavar="REPORT.json", help="Make the check of this report again; exit 1 when a verdict differs."),
    ] = None,
    decisions: DecisionsOption = None,
    *,
    no_cache: NoCacheOption = False,
    allow_private: PrivateOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a claim could not be checked.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all evidence and skipped sentences.")] = False,
) -> int:
    """Check every claim of an article against an index of trusted reports."""
    from factcheck.models import load_ahead  # noqa: PLC0415 - not needed for --help
    from factcheck.report import require_format  # noqa: PLC0415 - likewise

    if format_ != Format.TEXT:
        require_format(format_.value, author=author, url=url)
    settings = read_settings(
        encoder=encoder,
        nli=nli,
        n_threads=threads,
        cache=cache,
        no_cache=no_cache,
        allow_private=allow_private,
        ledger=ledger,
        policy=policy,
        as_of=as_of,
        decisions=decisions,
    )
    if article is not None:
        load_ahead(settings)
    from factcheck.checker import FactChecker  # noqa: PLC0415 - imports for half a second, beside the loading

    book = existing_book(settings.decisions) if settings.decisions else None
    require_writable(output)
    if replay is not None or article is None:
        return replay_report(replay, article, index, settings, as_json=format_ == Format.JSON, output=output)
    read = read_article(article, settings=settings)
    if "embedded" in {settings.encoder, settings.nli}:
        warn_of_language(read)
    stream = _stream(read, format_, book, verbose=verbose) if deadline is not None and output is None else None
    with (
        keeping(settings) as keep,
        open_all(index, settings) as opened,
        progress_bar("checking") as bar,
    ):
        tell = stream.tell if stream else None
        checker = FactChecker(opened, settings=settings)
        checker.load_ahead()
        note_left_out(checker)
        report = checker.check(read, deadline=deadline, progress=bar, tell=tell)
        keep(report, opened)
    report = _decided(report, book)
    if stream:
        stream.close(report)
    else:
        _write(report, format_, output, author=author, url=url, verbose=verbose)
    _note_uncut(report)
    failed = bool(strict and report.failures)
    return FINDINGS if failed or (fail_on and _found(report, fail_on)) else CHECKED


def _decided(report: Report, book: DecisionBook | None) -> Report:
    from factcheck.decisions import apply  # noqa: PLC0415 - not needed for --help

    return apply(report, book) if book else report


def _note_uncut(report: Report) -> None:
    from factcheck.report.wording import uncut_words  # noqa: PLC0415 - only when there is something to show

    if left := uncut_words(report):
        note(left)


def _found(report: Report, fail_on: VerdictLabel) -> bool:
    serious = SERIOUSNESS[SERIOUSNESS.index(fail_on) :] if fail_on in SERIOUSNESS else tuple(VerdictLabel)
    return bool(report.failures) or any(report.final_label(verdict) in serious for verdict in report.verdicts)


def _stream(article: Article, format_: Format, book: DecisionBook | None, *, verbose: bool) -> Stream | None:
    """Give what writes verdicts as they come; None for a format that is one document."""
    if format_ == Format.TEXT:
        return TextStream(article, book, verbose=verbose)
    return LineStream(article, book) if format_ == Format.JSONL else None


def _write(
    report: Report, format_: Format, output: Path | None, *, author: str | None, url: str | None, verbose: bool
) -> None:
    from rich.console import Console  # noqa: PLC0415 - only when there is something to show

    from factcheck.report import render  # noqa: PLC0415 - likewise
    from factcheck.report.terminal import render_terminal  # noqa: PLC0415 - likewise

    if format_ != Format.TEXT:
        write_output(render(report, format_.value, author=author, url=url), output)
    elif output is None:
        render_terminal(report, Console(), verbose=verbose)
    else:
        page = StringIO()
        render_terminal(report, Console(file=page, width=FILE_COLUMNS, color_system=None), verbose=verbose)
        write_output(page.getvalue(), output)
