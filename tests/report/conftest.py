"""Two reports, made by hand, that the tests of the renderings read: a small one and one of an article's size."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.datatypes import (
    Article,
    Claim,
    Difference,
    Evidence,
    Failure,
    FindingKind,
    Passage,
    Reason,
    Span,
    Stance,
    Verdict,
    VerdictLabel,
)
from factcheck.report import Report, RunManifest, Skipped

TEXT = "Harbour news\nThe port would close in May. Ferries carry 900 people. The mayor is ill. Who will pay?"


@pytest.fixture(scope="session")
def harbour() -> Report:
    """Give a report with a contradicted, a supported and a failed claim, and two skipped sentences."""
    closing = Evidence(
        # The sentence begins at character 40 of its reference, "not" at 55.
        passage=Passage(reference_id="port-1", position=1, start=40, end=72, text="The port would not close in May."),
        similarity=0.91,
        stance=Stance.CONTRADICTS,
        probabilities={"entailment": 0.02, "neutral": 0.03, "contradiction": 0.95},
        before="Officials met on Monday.",
        title="Port stays open",
        publisher="Bay Wire",
        published="2024-04-30",
        copies=2,
    )
    also = Evidence(
        passage=Passage(reference_id="port-2", position=0, start=0, end=27, text="The port may close in June."),
        similarity=0.8,
        stance=Stance.SUPPORTS,
    )
    contradicted = Verdict(
        claim=Claim(number=1, text="The port would close in May.", start=13, end=41),
        label=VerdictLabel.CONTRADICTED,
        confidence=0.92,
        probabilities={"supported": 0.05, "contradicted": 0.92, "unverifiable": 0.03},
        reason=Reason.POLARITY,
        explanation="The report denies it.",
        conflicting=True,
        evidence=(closing, also),
        differences=(Difference(Span(22, 27, "would"), Span(55, 58, "not"), FindingKind.POLARITY),),
    )
    supported = Verdict(
        claim=Claim(
            number=2, text="Ferries carry 900 people.", start=42, end=67, context="The port would close in May."
        ),
        label=VerdictLabel.SUPPORTED,
        confidence=0.5,
        probabilities={"supported": 0.5, "contradicted": 0.25, "unverifiable": 0.25},
        reason=Reason.ENTAILED,
        explanation="The report says so.",
        conflicting=False,
        evidence=(),
        differences=(),
    )
    failed = Failure(
        claim=Claim(number=3, text="The mayor is ill.", start=68, end=85), error="ModelError", message="no answer"
    )
    return Report(
        article=Article(text=TEXT, title="Harbour news", publisher="The Quay", published="2024-05-02"),
        verdicts=(contradicted, supported),
        failures=(failed,),
        skipped=(
            Skipped(start=0, end=12, text="Harbour news", kind="headline", why="it names the article"),
            Skipped(start=86, end=99, text="Who will pay?", kind="question", why="it asks"),
        ),
        run=RunManifest(
            factcheck_version="0.1.0",
            index_fingerprint="a" * 64,
            n_references=2,
            n_passages=1,
            encoder_id="embedded",
            encoder_fingerprint="b" * 64,
            nli_id="embedded",
            nli_fingerprint="c" * 64,
            settings_fingerprint="d" * 64,
            checked_at="2024-05-03T08:00:00+00:00",
        ),
    )


@pytest.fixture(scope="session")
def undecided(harbour: Report) -> Report:
    """Give the first claim of the small report as one that no report surely decides, whatever passages say alone."""
    first = replace(
        harbour.verdicts[0],
        label=VerdictLabel.UNVERIFIABLE,
        reason=Reason.UNDECIDED,
        explanation="The report may rule it out, but not surely enough to say so.",
        conflicting=False,
    )
    return replace(harbour, verdicts=(first,), failures=())


SEEDS = Path(__file__).parents[2] / "seeds"
REPORT_URL = "https://news.example.org/2020/07/tehran-visit"
# How a claim of the article begins, how the sentence of the report begins, label, reason, words that differ.
ROWS = (
    ("Iraq's head minister", "Iraqi Prime Minister Mustafa", "supported", "entailed", None),
    ("The voyage was the second", "The trip to Iran was the first", "contradicted", "number", ("second", "first")),
    ("The Iraqi folk wish", "The Iraqi people want good", "supported", "entailed", None),
    ("Iraq dreads turning", "Al-Kadhimi also alluded", "contradicted", "role", ("chief foes", "main allies")),
    ("Inside Iraq, strain", "At home in Iraq", "supported", "entailed", None),
    ("Al-Kadhimi must hold", "Al-Kadhimi has to keep", "contradicted", "date", ("following year", "past year")),
    ("Ayatollah Ali Khamenei", "At a later meeting", "supported", "entailed", None),
    ("Iran is going to meddle", "Khamenei told al-Kadhimi", "contradicted", "polarity", ("is going to", "would not")),
    ("In the opening two months", "During al-Kadhimi's first", "contradicted", "number", ("five", "two")),
    ("The greater part", "During al-Kadhimi's first", "supported", "entailed", None),
    ("The United States has", "The United States has praised", "unverifiable", "undecided", None),
    ("Al-Kadhimi handed to", "At a later meeting", "unverifiable", "silent", None),
)


@pytest.fixture(scope="session")
def visit() -> Report:
    """Give a report on the spun seed article: 12 verdicts of all kinds, a failure and a claim not reached."""
    text = (SEEDS / "articles" / "spun-tehran-visit.txt").read_text(encoding="utf-8").strip()
    held = (SEEDS / "references" / "kadhimi-tehran-2020-07-21.md").read_text(encoding="utf-8").split("---\n")[2].strip()
    starts = sorted(text.index(row[0]) for row in (*ROWS, ("Mohammad Javad Zarif",), ("Khamenei vowed",)))
    claims = {}
    for number, start in enumerate(starts, start=1):
        end = text.index("\n", start)
        claims[start] = Claim(number=number, text=text[start:end], start=start, end=end)
    verdicts = [_judged(claims[text.index(row[0])], held, row) for row in ROWS]
    verdicts[1] = _of_two_parts(_disputed(verdicts[1]))
    zarif, vow = (claims[text.index(name)] for name in ("Mohammad Javad Zarif", "Khamenei vowed"))
    heading = text.partition("\n")[0]
    sign_off = text[text.index("(Report by") :]
    return Report(
        article=Article(text=text, title=heading, publisher="Gloss News", published="2020-07-22", path="visit.txt"),
        verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.claim.number)),
        failures=(Failure(claim=zarif, error="ModelError", message="The model gave no answer within 30 seconds."),),
        not_reached=(vow,),
        skipped=(
            Skipped(start=0, end=len(heading), text=heading, kind="headline", why="it names the article"),
            Skipped(
                start=len(text) - len(sign_off),
                end=len(text),
                text=sign_off,
                kind="boilerplate",
                why="it says who wrote",
            ),
        ),
        run=RunManifest(
            factcheck_version="0.1.0",
            index_fingerprint=hashlib.sha256(b"index").hexdigest(),
            n_references=171,
            n_passages=2612,
            encoder_id="embedded",
            encoder_fingerprint=hashlib.sha256(b"encoder").hexdigest(),
            nli_id="embedded",
            nli_fingerprint=hashlib.sha256(b"nli").hexdigest(),
            settings_fingerprint=hashlib.sha256(b"settings").hexdigest(),
            checked_at="2020-07-23T08:00:00+00:00",
        ),
    )


def _judged(claim: Claim, held: str, row: tuple[str, str, str, str, tuple[str, str] | None]) -> Verdict:
    _, opening, label, reason, differing = row
    stance = {"supported": Stance.SUPPORTS, "contradicted": Stance.CONTRADICTS}.get(label, Stance.SILENT)
    first = _evidence(held, held.index(opening), stance)
    also = _evidence(held, held.index("Iran and the United States, the two") - 90, Stance.SILENT)
    rest = {other.value: 0.05 for other in VerdictLabel if other != label}
    differences = ()
    if differing:
        ours, theirs = differing
        on_claim, on_held = claim.start + claim.text.index(ours), first.start + first.passage.text.index(theirs)
        spans = Span(on_claim, on_claim + len(ours), ours), Span(on_held, on_held + len(theirs), theirs)
        differences = (Difference(*spans, FindingKind(reason)),)
    explanation = (
        f"The report says {differing[1]}, the claim {differing[0]}."
        if differing
        else f"The report is about this: “{first.passage.text}”."
    )
    return Verdict(
        claim=claim,
        label=VerdictLabel(label),
        confidence=0.9,
        probabilities={label: 0.9} | rest,
        reason=Reason(reason),
        explanation=explanation,
        conflicting=False,
        evidence=(first, also),
        differences=differences,
    )


def _evidence(held: str, start: int, stance: Stance) -> Evidence:
    begins = [found.start() for found in re.finditer(r"(?:(?<=\. )|(?<=\n)|\A)\S", held)]
    position = bisect_right(begins, start) - 1
    start = begins[position]
    end = held.index(".", start) + 1
    before, after = held[:start].rstrip(), held[end:].lstrip()
    clear = {Stance.SUPPORTS: (0.93, 0.05, 0.02), Stance.CONTRADICTS: (0.02, 0.04, 0.94)}
    return Evidence(
        passage=Passage(reference_id="9f2c41d07b", position=position, start=start, end=end, text=held[start:end]),
        similarity=0.83,
        stance=stance,
        probabilities=dict(
            zip(("entailment", "neutral", "contradiction"), clear.get(stance, (0.1, 0.8, 0.1)), strict=True)
        ),
        before=before[before.rfind(". ", 0, -1) + 1 :].strip(),
        after=after[: after.find(".") + 1],
        title="Iraqi prime minister Mustafa al-Kadhimi visits Tehran",
        publisher="Factcheck Desk",
        published="2020-07-21",
        url=REPORT_URL,
        copies=1,
    )


def _disputed(verdict: Verdict) -> Verdict:
    """Let another report say the opposite."""
    text = "It was the second journey abroad of the new prime minister."
    other = Evidence(
        passage=Passage(reference_id="61b7", position=4, start=210, end=210 + len(text), text=text),
        similarity=0.71,
        stance=Stance.SUPPORTS,
        probabilities={"entailment": 0.88, "neutral": 0.1, "contradiction": 0.02},
        before="He landed at noon.",
        title="A visit to Iran",
    )
    return replace(verdict, conflicting=True, evidence=(verdict.evidence[0], other, *verdict.evidence[1:]))


def _of_two_parts(verdict: Verdict) -> Verdict:
    """Judge the halves of the claim too: the first is contradicted, the second supported."""
    claim = verdict.claim
    middle = claim.text.index(" since ")
    first = replace(claim, text=claim.text[:middle], end=claim.start + middle)
    second = replace(claim, text=claim.text[middle + 1 : -1], start=claim.start + middle + 1, end=claim.end - 1)
    parts = (
        replace(verdict, claim=first),
        replace(
            verdict,
            claim=second,
            label=VerdictLabel.SUPPORTED,
            reason=Reason.ENTAILED,
            explanation="The report says so.",
        ),
    )
    return replace(verdict, parts=parts)
