"""What the HTML report shows of each claim: a card of its verdict and the passages that speak for and against it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.datatypes import Claim, Stance, Verdict
from factcheck.report.editor_words import editor_words
from factcheck.report.links import archive_link, evidence_link
from factcheck.report.plain import pieces
from factcheck.report.wording import (
    CLOSEST,
    best_evidence,
    claim_spans,
    confidence_words,
    copies_words,
    is_undecided,
    plural,
    reference_spans,
    standing_words,
    why,
)

if TYPE_CHECKING:
    from factcheck.datatypes import Evidence, Failure, NotedDecision
    from factcheck.report.plain import Piece
    from factcheck.report.report import Report

FAILED, NOT_REACHED = "failed", "not-reached"
KINDS = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "unverifiable": "Unverifiable",
    FAILED: "Could not be checked",
    NOT_REACHED: "Not reached",
}
"""The kinds of outcome, as class names of the page and in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An evidence passage under a heading.

    `stance` is what the passage is shown to say: of an undecided claim nothing. `link` and `archive` are addresses or
    None, `sha256` is that of the passage's text in UTF-8, "" when the text is withheld. `standing` says
    tier and what the date means.
    """

    heading: str
    stance: Stance
    evidence: Evidence
    pieces: list[Piece]
    link: str | None
    archive: str | None
    sha256: str
    judged: str
    copies: str
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sub-claim, or what a speaker says, with its own verdict."""

    kind: str
    text: str
    confidence: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is shown of one claim.

    `main` are the passages to read first, `missing` says what there is none of, `editor` what an editor decided.
    """

    number: int
    kind: str
    claim: list[Piece]
    confidence: str = ""
    why: str = ""
    editor: str = ""
    conflicting: bool = False
    said_by: str | None = None
    parts: tuple[Part, ...] = ()
    said: Part | None = None
    main: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()
    others: tuple[Passage, ...] = ()


def cards(report: Report) -> list[Card]:
    """Give a card for each claim of a report by number: verdicts, failures, claims not reached."""
    made = [
        card_of(outcome, report.decision_on(number_of(outcome))) for outcome in (*report.outcomes, *report.not_reached)
    ]
    return sorted(made, key=lambda card: card.number)


def kind_of(place: Verdict | Failure | Claim) -> str:
    """Give the kind of an outcome, a key of `KINDS`."""
    if isinstance(place, Verdict):
        return place.label.value
    return NOT_REACHED if isinstance(place, Claim) else FAILED


def number_of(place: Verdict | Failure | Claim) -> int:
    """Give the number of the claim an outcome is about."""
    return place.number if isinstance(place, Claim) else place.claim.number


def card_of(outcome: Verdict | Failure | Claim, noted: NotedDecision | None = None) -> Card:
    """Give the card of one outcome, or of a claim that was not reached, with what an editor decided of it."""
    if isinstance(outcome, Verdict):
        return _verdict_card(outcome, noted)
    claim = outcome if isinstance(outcome, Claim) else outcome.claim
    said = "" if isinstance(outcome, Claim) else f"{outcome.error}: {outcome.message}"
    return Card(
        number=claim.number,
        kind=kind_of(outcome),
        claim=pieces(claim.text, (), start=claim.start),
        why=said or "The deadline came first.",
    )


def _verdict_card(verdict: Verdict, noted: NotedDecision | None) -> Card:
    claim = verdict.claim
    support, counter = (best_evidence(verdict, stance) for stance in (Stance.SUPPORTS, Stance.CONTRADICTS))
    headed = [("Best support", support), ("Strongest counter-evidence", counter)]
    if verdict.evidence and verdict.evidence[0] not in (support, counter):
        headed.append(("Nearest passage", verdict.evidence[0]))
    is_open = is_undecided(verdict)
    main = [(CLOSEST if is_open else heading, found) for heading, found in headed if found is not None]
    # The passage that decides is read first.
    main.sort(key=lambda item: verdict.evidence.index(item[1]))
    shown = [found for _, found in main]
    return Card(
        number=claim.number,
        kind=kind_of(verdict),
        claim=pieces(claim.text, claim_spans(verdict), start=claim.start),
        confidence=confidence_words(verdict.confidence),
        why=why(verdict, shown),
        editor=editor_words(verdict, noted) if noted else "",
        conflicting=verdict.conflicting,
        said_by=claim.attributed_to,
        parts=tuple(_part(part) for part in verdict.parts),
        said=_part(verdict.said) if verdict.said else None,
        main=tuple(_passage(verdict, evidence, heading) for heading, evidence in main),
        missing=_missing(verdict, support, counter),
        others=tuple(_passage(verdict, other, "Also read") for other in verdict.evidence if other not in shown),
    )


def _missing(verdict: Verdict, support: Evidence | None, counter: Evidence | None) -> tuple[str, ...]:
    if not verdict.evidence:
        return ("No passage was found.",)
    read = plural(len(verdict.evidence), "passage")
    if is_undecided(verdict):
        return (f"None of the {read} shown decides the claim.",)
    told = ((support, "supports"), (counter, "contradicts"))
    return tuple(f"None of the {read} shown {verb} the claim by itself." for found, verb in told if found is None)


def _part(verdict: Verdict) -> Part:
    return Part(
        kind=kind_of(verdict),
        text=verdict.claim.text,
        confidence=confidence_words(verdict.confidence),
        why=why(verdict, ()),
    )


def _passage(verdict: Verdict, evidence: Evidence, heading: str) -> Passage:
    text = evidence.passage.text
    judged = ", ".join(f"{label} {value:.2f}" for label, value in evidence.probabilities.items())
    return Passage(
        heading=heading,
        stance=Stance.SILENT if is_undecided(verdict) else evidence.stance,
        evidence=evidence,
        pieces=pieces(text, reference_spans(verdict, evidence), start=evidence.start),
        link=evidence_link(evidence),
        archive=archive_link(evidence.url, evidence.published),
        # Lone surrogates have no UTF-8 form; hash them as Python writes them, as for the article.
        sha256="" if evidence.withheld else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        judged=judged,
        copies=copies_words(evidence.copies),
        standing="; ".join(standing_words(evidence)),
    )
