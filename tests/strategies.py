"""Hypothesis strategies for the values that pass between rooms; texts include hostile ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from factcheck.datatypes import (
    Article,
    Claim,
    ClaimKind,
    Decision,
    Difference,
    Evidence,
    Failure,
    FindingKind,
    NotedDecision,
    Passage,
    Reason,
    Span,
    Stance,
    Verdict,
    VerdictLabel,
)
from factcheck.report import Report, RunManifest, Skipped

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

# Terminal escapes, HTML, Markdown, rich markup, text direction, and characters that split lines.
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "\u202egnihton\u202c",
    "<script>alert(1)</script>",
    "[bold]loud[/bold]",
    "[a link](http://example.org/)",
    "![an image](x.png)",
    "https://example.org/?a=1&b=2",
    "www.example.org",
    "**strong** _weak_ ~~gone~~ `code`",
    "# heading",
    "1. item",
    "- item",
    "> quote",
    "| a | b |",
    "line\u2028line\u0085line\r\nline\n\n    indented",
    "&amp; &#60; &copy;",
    "\\",
    "{+x+} [-y-]",
)


def hostile_text() -> SearchStrategy[str]:
    """Draw texts of plain, foreign and hostile characters."""
    part = st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE), st.just("The council met on Monday."))
    return st.lists(part, max_size=4).map(" ".join)


def names() -> SearchStrategy[str | None]:
    """Draw a title, publisher, date or address that may be unknown."""
    return st.none() | hostile_text()


def sha256s() -> SearchStrategy[str]:
    """Draw hex SHA-256 sums."""
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


def shares(keys: tuple[str, ...]) -> SearchStrategy[dict[str, float]]:
    """Draw probabilities that sum to 1, at four decimals."""
    cuts = st.lists(st.integers(0, 10_000), min_size=len(keys) - 1, max_size=len(keys) - 1).map(sorted)
    return cuts.map(
        lambda at: {key: (high - low) / 10_000 for key, low, high in zip(keys, (0, *at), (*at, 10_000), strict=True)}
    )


@st.composite
def passages(draw: DrawFn) -> Passage:
    """Draw a passage somewhere in a reference."""
    text, start = draw(hostile_text()), draw(st.integers(0, 5_000))
    reference_id = draw(st.sampled_from(["r1", "r2"]) | hostile_text())
    return Passage(
        reference_id=reference_id, position=draw(st.integers(0, 99)), start=start, end=start + len(text), text=text
    )


@st.composite
def evidences(draw: DrawFn) -> Evidence:
    """Draw an evidence passage, judged or not."""
    return Evidence(
        passage=draw(passages()),
        similarity=draw(st.integers(-10_000, 10_000)) / 10_000,
        stance=draw(st.sampled_from(Stance)),
        probabilities=draw(st.just({}) | shares(("entailment", "neutral", "contradiction"))),
        before=draw(hostile_text()),
        after=draw(hostile_text()),
        title=draw(names()),
        publisher=draw(names()),
        published=draw(names()),
        url=draw(names()),
        copies=draw(st.integers(0, 3)),
        reference_sha256=draw(st.sampled_from(("", "0a" * 32))),
        path=draw(names()),
    )


@st.composite
def spans_of(draw: DrawFn, text: str, start: int) -> Span:
    """Draw a span of a text that begins at character `start` of its document."""
    first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return Span(start + first, start + last, text[first:last])


@st.composite
def verdicts(draw: DrawFn, claim: Claim, *, deep: bool = True) -> Verdict:
    """Draw a verdict on a claim, with differences to its first evidence and, when `deep`, sub-claims."""
    evidence = tuple(draw(st.lists(evidences(), max_size=3)))
    differences = []
    for kind in draw(st.lists(st.sampled_from(FindingKind), max_size=2)):
        on_claim = draw(st.none() | spans_of(claim.text, claim.start))
        passage = evidence[0].passage if evidence else None
        on_reference = draw(st.none() | spans_of(passage.text, passage.start)) if passage else None
        differences.append(Difference(on_claim, on_reference, kind))
    return Verdict(
        claim=claim,
        label=draw(st.sampled_from(VerdictLabel)),
        confidence=draw(st.integers(0, 10_000)) / 10_000,
        probabilities=draw(shares(tuple(label.value for label in VerdictLabel))),
        reason=draw(st.sampled_from(Reason)),
        explanation=draw(hostile_text()),
        conflicting=draw(st.booleans()),
        evidence=evidence,
        differences=tuple(differences),
        parts=tuple(draw(st.lists(verdicts(part_of(claim), deep=False), max_size=2))) if deep else (),
    )


def part_of(claim: Claim) -> Claim:
    """Give the first half of a claim as a sub-claim."""
    middle = len(claim.text) // 2
    return replace(claim, text=claim.text[:middle], end=claim.start + middle)


@st.composite
def noted_decisions(draw: DrawFn, verdict: Verdict) -> NotedDecision:
    """Draw a decision on the claim of a verdict."""
    decision = Decision(
        decision_id=draw(sha256s())[:32],
        claim=verdict.claim.text,
        claim_key=draw(sha256s()),
        claim_kind=draw(st.sampled_from(ClaimKind)),
        evidence_key=draw(sha256s()),
        passage_ids=tuple(draw(st.lists(hostile_text(), max_size=2))),
        verdict_label=draw(st.sampled_from(VerdictLabel)),
        verdict_reason=draw(st.sampled_from(Reason)),
        verdict_confidence=draw(st.integers(0, 100)) / 100,
        label=draw(st.sampled_from(VerdictLabel)),
        because=draw(hostile_text()),
        by=draw(hostile_text()),
        at=draw(st.datetimes().map(lambda moment: moment.isoformat() + "+00:00")),
        note=draw(hostile_text()),
        article_sha256=draw(st.none() | sha256s()),
    )
    return NotedDecision(number=verdict.claim.number, same_evidence=draw(st.booleans()), decision=decision)


def runs() -> SearchStrategy[RunManifest]:
    """Draw what a report was made with."""
    return st.builds(
        RunManifest,
        factcheck_version=st.just("0.1.0"),
        index_fingerprint=sha256s(),
        n_references=st.integers(0, 10**6),
        n_passages=st.integers(0, 10**7),
        encoder_id=hostile_text(),
        encoder_fingerprint=sha256s(),
        nli_id=hostile_text(),
        nli_fingerprint=sha256s(),
        settings_fingerprint=sha256s(),
        checked_at=st.datetimes().map(lambda moment: moment.isoformat() + "+00:00"),
    )


@st.composite
def reports(draw: DrawFn) -> Report:
    """Draw a report whose offsets, numbers and order are right, on an article of 0 to 5 sentences."""
    sentences = draw(st.lists(hostile_text(), max_size=5))
    starts = list(accumulate((len(sentence) + 1 for sentence in sentences), initial=0))
    checked: list[Verdict] = []
    failed: list[Failure] = []
    left: list[Claim] = []
    skipped: list[Skipped] = []
    for text, start in zip(sentences, starts, strict=False):
        kind = draw(st.sampled_from(["verdict", "failure", "not reached", "skipped"]))
        if kind == "skipped":
            skipped.append(
                Skipped(start=start, end=start + len(text), text=text, kind="question", why=draw(hostile_text()))
            )
            continue
        number = len(checked) + len(failed) + len(left) + 1
        claim = Claim(number=number, text=text, start=start, end=start + len(text), context=draw(names()))
        if kind == "verdict":
            checked.append(draw(verdicts(claim)))
        elif kind == "not reached":
            left.append(claim)
        else:
            failed.append(Failure(claim=claim, error="ModelError", message=draw(hostile_text())))
    article = Article(
        text="\n".join(sentences),
        title=draw(names()),
        publisher=draw(names()),
        published=draw(names()),
        url=draw(names()),
        path=draw(names()),
    )
    return Report(
        article=article,
        verdicts=tuple(checked),
        failures=tuple(failed),
        not_reached=tuple(left),
        skipped=tuple(skipped),
        run=draw(runs()),
        decisions=tuple(draw(noted_decisions(verdict)) for verdict in checked if draw(st.booleans())),
        uncut_from=draw(st.sampled_from([None, len(article.text)])),
    )
