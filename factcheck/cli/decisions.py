"""`factcheck decide` and `factcheck decisions`: what editors say about verdicts, and how often they disagree."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.shared import JSONOption, note, read_settings
from factcheck.datatypes import Decision, VerdictLabel
from factcheck.errors import InputError, ReadError

if TYPE_CHECKING:
    from factcheck.datatypes import Verdict
    from factcheck.decisions import DecisionBook, Rate, Withdrawal
    from factcheck.report import Report

DEFAULT_FILE = Path("decisions.jsonl")
"""Where decisions go when neither --decisions nor the setting names a file."""

decisions_app = typer.Typer(no_args_is_help=True, help="Editors' decisions on verdicts.", rich_markup_mode=None)


class Say(StrEnum):
    """What an editor can say of a verdict: that it stands, or which label the claim should have."""

    ACCEPT = "accept"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


DecisionsOption = Annotated[
    Path | None, typer.Option("--decisions", metavar="FILE", help="File of editors' decisions.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; an override needs it.")]


def decide(
    report: Annotated[str, typer.Argument(metavar="REPORT.json|-", help="Output of `check --format json`.")],
    number: Annotated[int, typer.Argument(metavar="CLAIM_NUMBER", min=1, help="The claim's number in it.")],
    say: Annotated[Say, typer.Argument(metavar="accept|LABEL", help="accept, or the label it should have.")],
    by: ByOption,
    reason: ReasonOption = "",
    note_: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else worth keeping.")] = "",
    decisions: DecisionsOption = None,
) -> None:
    """Accept or override the verdict on one claim of a report; later checks with --decisions show and reuse it."""
    from factcheck.report.article_record import article_record  # noqa: PLC0415 - the report's libraries

    book = _book(decisions)
    read = _read_report(report)
    verdict = _verdict(read, number)
    label = None if say is Say.ACCEPT else VerdictLabel(say.value)
    sha256 = article_record(read.article)["sha256"]
    made = book.add(verdict, label=label, by=by, because=reason, note=note_, article_sha256=sha256)
    _tell_damage(book)
    typer.echo(f"{made.decision_id}  claim {number}: {_done(made)}")


@decisions_app.command("list")
def list_(
    *,
    decisions: DecisionsOption = None,
    history: Annotated[bool, typer.Option("--history", help="Also those replaced, and withdrawals.")] = False,
    json_: JSONOption = False,
) -> None:
    """List the decisions that stand, oldest first."""
    book = existing_book(_file(decisions))
    entries = book.history if history else book.standing
    if json_:
        from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - the report's libraries, for JSON only

        typer.echo(dumps(encode(entries), indent=1))
        return
    for entry in entries:
        typer.echo(_line(entry))
    if not entries:
        note("No decisions stand; make one with `factcheck decide REPORT.json CLAIM_NUMBER accept --by NAME`.")


@decisions_app.command()
def withdraw(
    decision_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the decision, or how it begins.")],
    by: ByOption,
    reason: ReasonOption = "",
    decisions: DecisionsOption = None,
) -> None:
    """Take a decision back; it stays in the file, and the one before it on the same claim and evidence stands again."""
    book = existing_book(_file(decisions))
    taken_back = book.withdraw(decision_id, by=by, because=reason)
    note(f"withdrawn: {taken_back.decision_id}  {_done(taken_back)}: {_clean(taken_back.claim)}")


@decisions_app.command()
def rates(*, decisions: DecisionsOption = None, json_: JSONOption = False) -> None:
    """Show how often verdicts were overridden: over all, by kind of claim, by reason and by label."""
    from factcheck.decisions import error_rates  # noqa: PLC0415 - not needed for --help

    found = error_rates(existing_book(_file(decisions)).standing)
    if json_:
        typer.echo(json.dumps([_row(rate) for rate in found], indent=1))
        return
    for rate in found:
        listed = ", ".join(f"{n} to {label}" for label, n in rate.overridden_to.items())
        low, high = rate.interval
        n = f"{rate.n_overridden:>5} of {rate.n:<5}"
        shares = f"{rate.rate:6.1%}  [{low:.1%}, {high:.1%}]"
        typer.echo(f"{rate.by:<10}  {rate.value:<12}  {n}  {shares}  {listed}".rstrip())
    note("Overridden of decided claims, with 95% Wilson intervals; the claims were chosen by editors, not drawn.")


def existing_book(path: Path) -> DecisionBook:
    """Open a decision file that is there, and name its damaged lines on stderr.

    Raises:
        InputError: there is no file of that name.
        ReadError: it cannot be read.
    """
    from factcheck.decisions import DecisionBook  # noqa: PLC0415 - not needed for --help

    if not path.exists():
        raise InputError(
            f"There is no file of decisions {str(path)!r}; name one with --decisions, or make it with "
            "`factcheck decide`."
        )
    book = DecisionBook(path)
    _tell_damage(book)
    return book


def _file(given: Path | None) -> Path:
    return given or read_settings().decisions or DEFAULT_FILE


def _book(given: Path | None) -> DecisionBook:
    from factcheck.decisions import DecisionBook  # noqa: PLC0415 - not needed for --help

    return DecisionBook(_file(given))


def _tell_damage(book: DecisionBook) -> None:
    for line in book.damaged:
        note(f"{book.path}, line {line.number}: no decision, {line.why}; the line is left as it is")


def _read_report(path: str) -> Report:
    from factcheck.report import Report  # noqa: PLC0415 - not needed for --help

    try:
        content = typer.get_binary_stream("stdin").read() if path == "-" else Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, RuntimeError, UnicodeDecodeError) as err:  # RuntimeError: there is no standard input
        raise ReadError(f"Cannot read the report {path!r}: {err}; give the output of `check --format json`.") from err
    return Report.from_json(text)


def _verdict(report: Report, number: int) -> Verdict:
    found = [verdict for verdict in report.verdicts if verdict.claim.number == number]
    if not found:
        numbers = ", ".join(str(verdict.claim.number) for verdict in report.verdicts) or "none"
        raise InputError(f"The report has no verdict on claim {number}; it has verdicts on {numbers}.")
    return found[0]


def _line(entry: Decision | Withdrawal) -> str:
    if isinstance(entry, Decision):
        return f"{entry.decision_id[:8]}  {entry.at[:16]}  {_clean(entry.by)}: {_done(entry)}: {_clean(entry.claim)}"
    return f"{entry.decision_id[:8]}  {entry.at[:16]}  {_clean(entry.by)}: withdrawn {_clean(entry.because)}".rstrip()


def _done(decision: Decision) -> str:
    because = f" because {_clean(decision.because)}" if decision.because else ""
    if decision.accepted:
        return f"accepted {decision.label}{because}"
    return f"{decision.verdict_label} overridden to {decision.label}{because}"


def _clean(text: str) -> str:
    from factcheck.report.plain import clean  # noqa: PLC0415 - the report's libraries

    return clean(text)


def _row(rate: Rate) -> dict[str, object]:
    from factcheck.report.json_format import encode  # noqa: PLC0415 - likewise

    row: dict[str, object] = encode(rate)
    return row
