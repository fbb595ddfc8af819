"""Finishes a verdict for its readers: what dates mean for it, and no word of a report that is withheld (pure)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.datatypes import Evidence, Stance
from factcheck.policy import time_notes
from factcheck.verdicts.explain import withheld_words

if TYPE_CHECKING:
    from datetime import date

    from factcheck.datatypes import Verdict


def finish_verdict(verdict: Verdict, *, written: str | None, as_of: date | None, stale_days: int) -> Verdict:
    """Add the notes that dates give, then take out what is withheld.

    Args:
        verdict: on a simple claim.
        written: the date of the claim's article, ISO 8601, None when unknown.
        as_of: the day whose knowledge counts, None for today's.
        stale_days: days from which a report is stale, 1 or more.
    """
    noted = []
    for item in verdict.evidence:
        own = time_notes(item.published, claim=verdict.claim.text, written=written, as_of=as_of, stale_days=stale_days)
        noted.append(replace(item, notes=tuple(dict.fromkeys((*own, *item.notes)))))
    superseded = [note for item in noted for note in item.notes if note == "superseded"]
    deciding = noted[0].notes if noted and noted[0].stance != Stance.SILENT else ()
    return replace(
        verdict,
        evidence=tuple(map(without_words, noted)),
        notes=tuple(dict.fromkeys((*deciding, *superseded))),
    )


def without_words(evidence: Evidence) -> Evidence:
    """Give evidence of a withheld report without anything the report says of itself; other evidence as it is.

    Only what is named here is kept, so that a field added to evidence is withheld until somebody decides otherwise.
    """
    if evidence.withheld is None:
        return evidence
    said = withheld_words(evidence.withheld)
    return Evidence(
        passage=replace(evidence.passage, text=f"[{said}: text withheld]"),
        similarity=evidence.similarity,
        stance=evidence.stance,
        probabilities=evidence.probabilities,
        title=said.capitalize(),
        copies=evidence.copies,
        tier=evidence.tier,
        notes=evidence.notes,
        withheld=evidence.withheld,
    )
