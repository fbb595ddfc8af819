"""Writes a report as Markdown (CommonMark), in which nothing of the texts is read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.datatypes import VerdictLabel
from factcheck.report.editor_words import editor_words
from factcheck.report.plain import clean, pieces
from factcheck.report.wording import (
    APART,
    citation,
    claim_spans,
    confidence_words,
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
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Failure, NotedDecision, Verdict
    from factcheck.report.plain import Piece
    from factcheck.report.report import Report, RunManifest

_ICONS = {VerdictLabel.SUPPORTED: "✔", VerdictLabel.CONTRADICTED: "✘", VerdictLabel.UNVERIFIABLE: "?"}
_SPECIAL = re.compile(r"[\\`*_\[\]<>#~|&$]|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def render_markdown(report: Report) -> str:
    """Write a report as Markdown for people; ends with one newline.

    The words that differ stand in marks: `{+of the article+}` and `[-of the report-]`. Texts are escaped by
    backslashes, so that they show as they are, on one line each; control characters are dropped.
    """
    lines = [
        f"# Fact check: {_escape(report.article.title or 'article without a title')}",
        "",
        *_article_lines(report),
        f"**{summary(report.counts)}.** {skipped_words(len(report.skipped))}.",
        "",
        r"Words that differ: {+in the article+}, \[-in the report-\].",
        "",
    ]
    for verdict in report.verdicts:
        lines += [*_verdict_lines(verdict, report.decision_on(verdict.claim.number)), ""]
    if report.failures:
        lines += ["## Could not be checked", "", *map(_failure_line, report.failures), ""]
    if report.not_reached:
        listed = [f"- {claim.number}\\. {_escape(claim.text)}" for claim in report.not_reached]
        lines += [f"## {not_reached_words(len(report.not_reached))}", "", *listed, ""]
    if left := uncut_words(report):
        lines += [f"**{_escape(left)}.**", ""]
    if report.skipped:
        listed = [f"- {_escape(part.text)} ({_escape(f'{part.kind}: {part.why}')})" for part in report.skipped]
        lines += ["## Not claims", "", *listed, ""]
    lines += ["## Made with", "", *_run_lines(report.run)]
    return "\n".join(lines) + "\n"


def _article_lines(report: Report) -> Iterator[str]:
    article = report.article
    known = {"Author": article.author, "Publisher": article.publisher, "Published": article.published}
    known |= {"Updated": article.updated, "Address": article.url, "File": article.path}
    listed = [f"- {name}: {_escape(value)}" for name, value in known.items() if value]
    if listed:
        yield from (*listed, "")


def _verdict_lines(verdict: Verdict, noted: NotedDecision | None) -> Iterator[str]:
    claim = verdict.claim
    label = f"{_ICONS[verdict.label]} {verdict.label.upper()}"
    yield f"## {claim.number}. {label} ({confidence_words(verdict.confidence)})"
    yield ""
    yield f"> {_marked(pieces(claim.text, claim_spans(verdict), start=claim.start), '{+', '+}')}"
    yield ""
    for part in verdict.parts:
        yield f"- {_labelled(part)}"
    if verdict.said:
        yield f"- {APART}: {_labelled(verdict.said)}"
    if verdict.parts or verdict.said:
        yield ""
    yield _escape(why(verdict, verdict.evidence))
    if noted:
        yield ""
        yield _escape(editor_words(verdict, noted))
    if verdict.conflicting:
        yield ""
        yield "**Reports disagree with each other.**"
    for evidence in verdict.evidence:
        words = pieces(evidence.passage.text, reference_spans(verdict, evidence), start=evidence.start)
        yield ""
        yield f"- {heading(verdict, evidence)}: {_marked(words, '[-', '-]')}"
        yield ""
        yield f"  {_escape(citation(evidence))}"


def _labelled(verdict: Verdict) -> str:
    return f"{_ICONS[verdict.label]} {verdict.label.upper()}: {_escape(verdict.claim.text)}"


def _failure_line(failure: Failure) -> str:
    said = _escape(f"{failure.error}: {failure.message}")
    return f"- {failure.claim.number}\\. FAILED: {_escape(failure.claim.text)} ({said})"


def _run_lines(run: RunManifest) -> Iterator[str]:
    held = f"{plural(run.n_references, 'reference')}, {plural(run.n_passages, 'passage')}"
    for line in (
        f"factcheck {run.factcheck_version}, checked at {run.checked_at}",
        f"index {run.index_fingerprint}: {held}",
        f"encoder {run.encoder_id} {run.encoder_fingerprint}",
        f"NLI model {run.nli_id} {run.nli_fingerprint}",
        f"settings {run.settings_fingerprint}",
        *rules_lines(run),
    ):
        yield f"- {_escape(line)}"


def _marked(cut: Iterable[Piece], opening: str, closing: str) -> str:
    return _escape("".join(f"{opening}{piece.text}{closing}" if piece.differs else piece.text for piece in cut))


def _escape(words: str) -> str:
    r"""Write words so that CommonMark, with GitHub's tables, strikes, links and formulas, shows them as they are.

    >>> _escape("<b>3.2</b> *billion*")
    '\\<b\\>3.2\\</b\\> \\*billion\\*'
    >>> _escape("12. May")
    '12\\. May'
    """
    safe = _SPECIAL.sub(r"\\\g<0>", clean(words).strip())
    # At the start of a line these would open a list or draw a rule.
    return re.sub(r"^(\d{0,9})([-+=.)])", r"\1\\\2", safe)
