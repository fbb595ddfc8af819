"""`factcheck compare`: what a new draft changes, and what that does to the verdicts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.comparison import print_comparison
from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.keeping import read_report
from factcheck.cli.places import open_index
from factcheck.cli.shared import (
    CacheOption,
    EncoderOption,
    IndexOption,
    JSONOption,
    NLIOption,
    NoCacheOption,
    PrivateOption,
    ThreadsOption,
    note,
    progress_bar,
    read_settings,
    warn_of_language,
)
from factcheck.datatypes import VerdictLabel  # noqa: TC001 - Typer reads annotations at run time
from factcheck.errors import InputError
from factcheck.reading import read_article

if TYPE_CHECKING:
    from factcheck.datatypes import Article
    from factcheck.drafts import Comparison
    from factcheck.report import Report
    from factcheck.settings import Settings

_REPORT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"\s*:')
_BEGINNING = 200  # bytes by which a report is told from an article in JSON


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier draft, or a report on it (--format json).")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later draft: file, address, or - for standard input.")],
    index: IndexOption = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    cache: CacheOption = None,
    fail_on: Annotated[
        VerdictLabel | None,
        typer.Option("--fail-on", help="Exit with 1 when a change makes a claim contradicted (or unverifiable)."),
    ] = None,
    *,
    no_cache: NoCacheOption = False,
    allow_private: PrivateOption = None,
    json_: JSONOption = False,
) -> int:
    """Compare two drafts claim by claim, judge what changed, and show verdicts that changed, are new or gone."""
    from factcheck.checker import FactChecker  # noqa: PLC0415 - loads the models' libraries
    from factcheck.drafts import compare as compare_drafts  # noqa: PLC0415 - likewise

    settings = read_settings(
        encoder=encoder, nli=nli, n_threads=threads, cache=cache, no_cache=no_cache, allow_private=allow_private
    )
    earlier, later = _read(old, new, settings)
    with (
        open_index(index, settings) as opened,
        progress_bar("judging what changed") as bar,
    ):
        checker = FactChecker(opened, settings=settings)
        comparison = compare_drafts(earlier, later, checker, progress=bar)
    _note(comparison)
    print_comparison(comparison, as_json=json_)
    return FINDINGS if fail_on and any(row.brings(fail_on) for row in comparison.rows) else CHECKED


def _read(old: str, new: str, settings: Settings) -> tuple[Report | Article, Article]:
    """Read both drafts.

    Raises:
        InputError: both are standard input, or the later is a report.
        ReadError: one cannot be read.
    """
    if old == new == "-":
        raise InputError("Only one draft can come from standard input; name a file for the other.")
    if _is_report(new):
        raise InputError(f"NEW must be a draft, got the report {new!r}; give the draft, or the report as OLD.")
    earlier = read_report(old) if _is_report(old) else read_article(old, settings=settings)
    later = read_article(new, settings=settings)
    if "embedded" in {settings.encoder, settings.nli}:
        warn_of_language(later)
    return earlier, later


def _is_report(source: str) -> bool:
    path = Path(source)
    if not path.is_file():  # an address, standard input, or missing, which reading says
        return False
    with path.open("rb") as file:
        return _REPORT.match(file.read(_BEGINNING)) is not None


def _note(comparison: Comparison) -> None:
    for each in comparison.mismatches:
        note(f"not the same as in the report: {each.part.replace('_', ' ')}: {each.then} then, {each.now} now")
    if comparison.mismatches:
        note("so no verdict of the report is kept, and every claim is judged anew")
