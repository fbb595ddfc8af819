"""Shows a report on a terminal, with words, icons and marks first and colour only besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from factcheck.datatypes import Verdict, VerdictLabel
from factcheck.report.editor_words import editor_words
from factcheck.report.plain import Piece, clean, pieces
from factcheck.report.wording import (
    APART,
    byline,
    citation,
    claim_spans,
    confidence_words,
    deciding_evidence,
    heading,
    not_reached_words,
    plural,
    reference_spans,
    rules_lines,
    skipped_words,
    summary,
    uncut_words,
    why,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from factcheck.datatypes import Article, Evidence, Failure, NotedDecision
    from factcheck.report.report import Report

INDENT = 3
"""Columns by which what belongs to a claim stands to the right of it."""

NARROW = 30
"""Columns under which nothing is indented: the words need the room."""

# Icon, its ASCII form, colour.
_LOOKS = {
    VerdictLabel.SUPPORTED: ("✔", "+", "green"),
    VerdictLabel.CONTRADICTED: ("✘", "x", "red"),
    VerdictLabel.UNVERIFIABLE: ("?", "?", "yellow"),
}


def render_terminal(report: Report, console: Console, *, verbose: bool = False) -> None:
    r"""Print a report: each claim with its verdict and best evidence, failures, and a summary line.

    Words that differ stand in bold and underlined; without colours also in marks, `{+of the article+}` and
    `[-of the report-]`. Escape sequences and control characters of the texts are dropped, and nothing in them is read
    as markup. An encoding other than UTF-8/16/32 gets ASCII icons, and what it cannot say as `\u....`.

    Args:
        report: what to show.
        console: where to; its width, encoding and colours are kept to.
        verbose: also show every evidence passage with its neighbours and probabilities, the sentences that were
            skipped and what the report was made with.
    """
    page = TerminalPage(console, verbose=verbose)
    page.open(report.article, marks=any(verdict.differences for verdict in report.verdicts))
    for verdict in report.verdicts:
        page.write(verdict, report.decision_on(verdict.claim.number))
    page.close(report)


class TerminalPage:
    """A report on a terminal that is written as verdicts are reached: opened, written to, closed."""

    def __init__(self, console: Console, *, verbose: bool = False) -> None:
        """Take the console to write to; `verbose` is that of `render_terminal`."""
        self._sheet = _Sheet(console=console, verbose=verbose)

    def open(self, article: Article, *, marks: bool = True) -> None:
        """Write what stands first: which article it is and, if there are `marks`, what they mean."""
        known = byline(article) or article.url or article.path
        if known:
            self._sheet.write(self._sheet.text(known, "bold"))
        if marks:
            self._sheet.write(_legend(self._sheet))
        self._sheet.gap()

    def write(self, verdict: Verdict, noted: NotedDecision | None = None) -> None:
        """Write one verdict and what an editor decided about it."""
        _write_verdict(self._sheet, verdict, noted)

    def close(self, report: Report) -> None:
        """Write what stands last: failures, what was not reached, the summary."""
        _write_end(self._sheet, report)


def _write_end(sheet: _Sheet, report: Report) -> None:
    if report.failures:
        sheet.write(sheet.text("Could not be checked", "bold"))
        for failure in report.failures:
            _write_failure(sheet, failure)
        sheet.gap()
    if report.not_reached:
        sheet.write(sheet.text(not_reached_words(len(report.not_reached)), "bold"))
        for claim in report.not_reached:
            sheet.write(sheet.text(f"{claim.number}. {claim.text}"), level=1)
        sheet.gap()
    if left := uncut_words(report):
        sheet.write(sheet.text(left, "bold"))
        sheet.gap()
    if sheet.verbose:
        _write_details(sheet, report)
    sheet.write(sheet.text(summary(report.counts), "bold"))
    hint = " (--verbose shows them)" if report.skipped and not sheet.verbose else ""
    sheet.write(sheet.text(skipped_words(len(report.skipped)) + hint))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A console, with what it can show."""

    console: Console
    verbose: bool

    @property
    def ascii_only(self) -> bool:
        """Tell whether the console's encoding lacks the icons."""
        return self.console.options.ascii_only

    @property
    def colourless(self) -> bool:
        """Tell whether styles may be lost, so that marks must stand for them."""
        return self.console.no_color or self.console.color_system is None

    def text(self, words: str, style: str = "") -> Text:
        """Clean words and keep what the encoding can say."""
        safe = clean(words)
        if self.ascii_only:
            safe = safe.encode(self.console.encoding, "backslashreplace").decode(self.console.encoding)
        return Text(safe, style)

    def marked(self, cut: Iterable[Piece], opening: str, closing: str) -> Text:
        """Join pieces, those that differ in bold and underlined, and between marks where there are no colours."""
        joined = Text()
        for piece in cut:
            if not piece.differs:
                joined.append_text(self.text(piece.text))
            elif self.colourless:
                joined.append_text(self.text(f"{opening}{piece.text}{closing}", "bold underline"))
            else:
                joined.append_text(self.text(piece.text, "bold underline"))
        return joined

    def write(self, text: Text, *, level: int = 0) -> None:
        """Print a text, wrapped to the console's width, `level` indents to the right."""
        indent = INDENT * level if self.console.width >= NARROW else 0
        for line in text.wrap(self.console, self.console.width - indent, overflow="fold"):
            line.rstrip()
            self.console.print(Text(" " * indent).append_text(line), soft_wrap=True)

    def gap(self) -> None:
        """Print an empty line."""
        self.console.print()


Sheet = _Sheet
"""The sheet that a report is written on, for what other commands print."""


def outcome_words(sheet: Sheet, outcome: Verdict | Failure | None) -> Text:
    """Say an outcome in an icon, a word and a confidence; "not checked" for none."""
    if outcome is None:
        return Text("not checked", "dim")
    if isinstance(outcome, Verdict):
        return _label(sheet, outcome).append(f" ({confidence_words(outcome.confidence)})", "not bold")
    return Text.assemble(("! FAILED", "bold magenta"), sheet.text(f" ({outcome.error}: {outcome.message})"))


def _legend(sheet: _Sheet) -> Text:
    """Say how words that differ are marked, by marking some."""
    return (
        Text("Words that differ: ")
        .append_text(sheet.marked([Piece("in the article", differs=True), Piece(", ", differs=False)], "{+", "+}"))
        .append_text(sheet.marked([Piece("in the report", differs=True)], "[-", "-]"))
    )


def _write_verdict(sheet: _Sheet, verdict: Verdict, noted: NotedDecision | None) -> None:
    head = Text.assemble(
        f"{verdict.claim.number}. ", _label(sheet, verdict), f" ({confidence_words(verdict.confidence)})"
    )
    sheet.write(head)
    words = pieces(verdict.claim.text, claim_spans(verdict), start=verdict.claim.start)
    sheet.write(sheet.marked(words, "{+", "+}"), level=1)
    for part in verdict.parts:
        sheet.write(Text.assemble(_label(sheet, part), ": ", sheet.text(part.claim.text)), level=2)
    if verdict.said:
        said = sheet.text(verdict.said.claim.text)
        sheet.write(Text.assemble(f"{APART}: ", _label(sheet, verdict.said), ": ", said), level=2)
    shown = verdict.evidence if sheet.verbose else deciding_evidence(verdict)
    sheet.write(sheet.text(why(verdict, shown)), level=1)
    if noted:
        sheet.write(sheet.text(editor_words(verdict, noted), "bold"), level=1)
    if verdict.conflicting:
        sheet.write(Text("Reports disagree with each other.", "bold"), level=1)
    for evidence in shown:
        _write_evidence(sheet, verdict, evidence)
    if sheet.verbose:
        sheet.write(sheet.text(f"Probabilities: {_listed(verdict.probabilities)}"), level=1)
    sheet.gap()


def _label(sheet: _Sheet, verdict: Verdict) -> Text:
    icon, ascii_icon, colour = _LOOKS[verdict.label]
    return Text(f"{ascii_icon if sheet.ascii_only else icon} {verdict.label.upper()}", f"bold {colour}")


def _write_evidence(sheet: _Sheet, verdict: Verdict, evidence: Evidence) -> None:
    words = pieces(evidence.passage.text, reference_spans(verdict, evidence), start=evidence.start)
    said = Text.assemble(f"{heading(verdict, evidence)}: ", sheet.marked(words, "[-", "-]"))
    sheet.write(said, level=1)
    sheet.write(sheet.text(citation(evidence), "dim"), level=2)
    if sheet.verbose:
        for where, neighbour in (("Before", evidence.before), ("After", evidence.after)):
            if neighbour:
                sheet.write(sheet.text(f"{where}: {neighbour}"), level=2)
        judged = f"; {_listed(evidence.probabilities)}" if evidence.probabilities else ""
        sheet.write(sheet.text(f"Similarity {evidence.similarity:.2f}{judged}"), level=2)


def _write_failure(sheet: _Sheet, failure: Failure) -> None:
    sheet.write(Text.assemble(f"{failure.claim.number}. ", ("! FAILED", "bold magenta")))
    sheet.write(sheet.text(failure.claim.text), level=1)
    sheet.write(sheet.text(f"{failure.error}: {failure.message}"), level=1)


def _write_details(sheet: _Sheet, report: Report) -> None:
    if report.skipped:
        sheet.write(Text("Not claims", "bold"))
        for skipped in report.skipped:
            sheet.write(sheet.text(f"{skipped.text} ({skipped.kind}: {skipped.why})"), level=1)
        sheet.gap()
    run = report.run
    sheet.write(Text("Made with", "bold"))
    for line in (
        f"factcheck {run.factcheck_version}, checked at {run.checked_at}",
        f"index {run.index_fingerprint}: {plural(run.n_references, 'reference')}, {plural(run.n_passages, 'passage')}",
        f"encoder {run.encoder_id} {run.encoder_fingerprint}",
        f"NLI model {run.nli_id} {run.nli_fingerprint}",
        f"settings {run.settings_fingerprint}",
        *rules_lines(run),
    ):
        sheet.write(sheet.text(line), level=1)
    sheet.gap()


def _listed(probabilities: dict[str, float]) -> str:
    return ", ".join(f"{label} {value:.2f}" for label, value in probabilities.items())
