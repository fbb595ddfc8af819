"""What the commands around kept reports share: the ledger that is named, reports read back, lines of a list."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.shared import note
from factcheck.errors import InputError, ReadError
from factcheck.scale import is_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.datatypes import ReferenceStore
    from factcheck.ledger import Found, Ledger
    from factcheck.report import Report
    from factcheck.report.terminal import Sheet
    from factcheck.settings import Settings

LedgerOption = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="Ledger of checked reports, a file; none by default.")
]


def open_ledger(settings: Settings, *, create: bool = False) -> Ledger:
    """Open the ledger that the option or the settings name.

    Raises:
        InputError: none is named.
        LedgerError: it cannot be opened, or is not there and `create` is not set.
    """
    from factcheck.ledger import Ledger  # noqa: PLC0415 - not needed for --help

    if settings.ledger is None:
        raise InputError("No ledger is named: give --ledger FILE, or set FACTCHECK_LEDGER or ledger in factcheck.toml.")
    return Ledger(settings.ledger, create=create)


@contextlib.contextmanager
def keeping(settings: Settings) -> Iterator[Callable[[Report, ReferenceStore], None]]:
    """Give what keeps a report in the ledger, opened before the work is done; it does nothing when none is named."""
    if settings.ledger is None:
        yield lambda _report, _index: None
        return
    with open_ledger(settings, create=True) as ledger:

        def keep(report: Report, index: ReferenceStore) -> None:
            report_id, _ = ledger.add(report, index_path=place_of(index))
            note(f"kept in {ledger.path}: {report_id}")

        yield keep


def place_of(index: ReferenceStore) -> str | None:
    """Name the folder of an index, of several all, whatever way it was reached; None for one nowhere on disk."""
    if is_shared(index):
        return index.name
    return os.pathsep.join(str(folder.resolve()) for folder in index.folders) or None


def read_report(source: str) -> Report:
    """Read a report that was written with `--format json`, from a file or, for "-", from standard input.

    Raises:
        ReadError: it cannot be read or is no such report.
    """
    from factcheck.report import Report  # noqa: PLC0415 - not needed for --help

    name = "standard input" if source == "-" else repr(source)
    try:
        content = _stdin() if source == "-" else Path(source).read_bytes()
        return Report.from_json(content.decode("utf-8-sig"))
    except OSError as err:
        raise ReadError(f"Cannot read {name}: {err.strerror or err}; name a report that --format json wrote.") from err
    except UnicodeDecodeError as err:
        raise ReadError(f"Cannot read {name}: it is not UTF-8; name a report that --format json wrote.") from err
    except InputError as err:
        raise ReadError(f"{name}: {err}") from err


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ReadError("Cannot read standard input: it is closed; pipe a report into it, or give a file.")
    content = sys.stdin.buffer.read()
    return content if isinstance(content, bytes) else bytes(content)


def open_sheet() -> Sheet:
    """Give a sheet on standard output."""
    from rich.console import Console  # noqa: PLC0415 - only when there is something to show

    from factcheck.report.terminal import Sheet  # noqa: PLC0415 - likewise

    return Sheet(console=Console(), verbose=False)


def write_found(sheet: Sheet, found: Found, *, level: int = 0) -> None:
    """Write what became of a citation: a line, and where the words changed those that stand there now."""
    from factcheck.report.wording import citation  # noqa: PLC0415 - likewise

    cited = found.citation.evidence
    sheet.write(sheet.text(f"{found.standing.upper()}: {cited.passage.text}", "bold"), level=level)
    sheet.write(sheet.text(citation(cited), "dim"), level=level + 1)
    now = found.now
    if now is not None and (now.reference_id, now.start, now.end) != (cited.reference_id, cited.start, cited.end):
        place = f"now in reference {now.reference_id}, characters {now.start} to {now.end}"
        sheet.write(sheet.text(place[0].upper() + place[1:]), level=level + 1)
    if now is not None and now.text.split() != cited.passage.text.split():
        sheet.write(sheet.text(f"Nearest sentence now: {now.text}"), level=level + 1)
    if found.elsewhere:
        others = ", ".join(found.elsewhere)
        sheet.write(sheet.text(f"The same sentence stands in another report: {others}"), level=level + 1)


def found_row(found: Found) -> dict[str, object]:
    """Give what became of a citation as plain values for JSON."""
    from factcheck.report.json_format import encode  # noqa: PLC0415 - for JSON only

    cited = found.citation
    return {
        "standing": found.standing.value,
        "claims": list(cited.claims),
        "reference_id": cited.reference_id,
        "start": cited.start,
        "end": cited.end,
        "text": cited.evidence.passage.text,
        "text_sha256": cited.text_sha256,
        "reference_sha256": cited.reference_sha256 or None,
        "title": cited.evidence.title,
        "publisher": cited.evidence.publisher,
        "url": cited.evidence.url,
        "report_changed": found.report_changed,
        "now": encode(found.now),
        "elsewhere": list(found.elsewhere),
    }
