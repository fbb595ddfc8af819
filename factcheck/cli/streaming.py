"""Writes verdicts to standard output as soon as they are reached, for those who wait for a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import typer

from factcheck.datatypes import Verdict

if TYPE_CHECKING:
    from factcheck.datatypes import Article, Failure, NotedDecision
    from factcheck.decisions import DecisionBook
    from factcheck.report import Report


class Stream(Protocol):
    """A report that is written piece by piece."""

    def tell(self, outcome: Verdict | Failure) -> None:
        """Write one outcome."""

    def close(self, report: Report) -> None:
        """Write what stands last."""


class TextStream:
    """The report for people: verdicts as they come, then failures, what was not reached and the summary."""

    def __init__(self, article: Article, book: DecisionBook | None = None, *, verbose: bool) -> None:
        """Write what stands first."""
        from rich.console import Console  # noqa: PLC0415 - only when there is something to show

        from factcheck.report.terminal import TerminalPage  # noqa: PLC0415 - likewise

        self._book = book
        self._page = TerminalPage(Console(), verbose=verbose)
        self._page.open(article)

    def tell(self, outcome: Verdict | Failure) -> None:
        """Write a verdict; failures stand together at the end."""
        if isinstance(outcome, Verdict):
            self._page.write(outcome, _noted(outcome, self._book))

    def close(self, report: Report) -> None:
        """Write the end."""
        self._page.close(report)


class LineStream:
    """JSON Lines: a line an outcome as it comes, then one for each claim not reached."""

    def __init__(self, article: Article, book: DecisionBook | None = None) -> None:
        """Keep the article, which every line names, and the editors' decisions."""
        self._book = book
        self._article = article

    def tell(self, outcome: Verdict | Failure) -> None:
        """Write the line of an outcome."""
        from factcheck.report import line_of  # noqa: PLC0415 - only when there is something to show

        typer.echo(line_of(self._article, outcome, _noted(outcome, self._book)), nl=False)

    def close(self, report: Report) -> None:
        """Write the lines of what was not reached."""
        from factcheck.report import line_of  # noqa: PLC0415 - likewise

        for claim in report.not_reached:
            typer.echo(line_of(self._article, claim), nl=False)


def _noted(outcome: Verdict | Failure, book: DecisionBook | None) -> NotedDecision | None:
    from factcheck.decisions import look_up  # noqa: PLC0415 - only when there is something to show

    return look_up(outcome, book) if book and isinstance(outcome, Verdict) else None
