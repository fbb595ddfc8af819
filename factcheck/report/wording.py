"""The words that the renderings for people share (pure)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.datatypes import Evidence, Reason, Stance, TimeNote, VerdictLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Article, Span, Verdict
    from factcheck.report.report import Report, RunManifest

_STANCE_WORDS = {
    Stance.SUPPORTS: "Supported by",
    Stance.CONTRADICTS: "Contradicted by",
    Stance.SILENT: "Nearest sentence",
}
CLOSEST = "Closest"
"""Stands over the passages of a claim that no report decides."""
APART = "Apart from who said it"
"""Stands before the verdict on what a speaker says."""
_NLI_LABELS = {Stance.SUPPORTS: "entailment", Stance.CONTRADICTS: "contradiction", Stance.SILENT: "neutral"}
_QUOTED = re.compile(r": “(?P<words>.+)”(?=\.)")
# Likelihood words and their bounds are those of the IPCC's guidance note on uncertainty (Mastrandrea et al. 2010).
_BANDS = ((0.99, "virtually certain"), (0.90, "very likely"), (0.66, "likely"), (0.50, "more likely than not"))


def confidence_words(confidence: float) -> str:
    """Say a confidence, [0, 1], as a word and a percentage; 100% is said of 1 only.

    >>> confidence_words(0.92)
    'very likely, 92% sure'
    >>> confidence_words(0.9991)
    'virtually certain, over 99% sure'
    """
    word = next((word for bound, word in _BANDS if confidence >= bound), "uncertain")
    percent = f"{confidence:.0%}"
    if percent == "100%" and confidence < 1:
        percent = "over 99%"
    return f"{word}, {percent} sure"


def plural(n: int, noun: str) -> str:
    """Count things, n of 0 or more.

    >>> plural(1, "claim"), plural(13, "claim")
    ('1 claim', '13 claims')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def summary(counts: dict[str, int]) -> str:
    """Say the counts of a report in one line.

    >>> summary({"supported": 6, "contradicted": 4, "unverifiable": 3, "failed": 0})
    '13 claims: 6 supported, 4 contradicted, 3 unverifiable, 0 failed'
    """
    listed = ", ".join(f"{n} {label}" for label, n in counts.items())
    return f"{plural(sum(counts.values()), 'claim')}: {listed}"


def not_reached_words(n: int) -> str:
    """Say how many claims, 1 or more, a deadline left.

    >>> not_reached_words(2)
    '2 claims not reached before the deadline'
    """
    return f"{plural(n, 'claim')} not reached before the deadline"


def uncut_words(report: Report) -> str:
    """Say from where on a deadline left the text before it was even cut into claims; "" when all of it was."""
    if report.uncut_from is None:
        return ""
    n = len(report.input_text) - report.uncut_from
    return (
        f"Not reached before the deadline: the text from character {report.uncut_from} on "
        f"({plural(n, 'character')}), which was not even cut into claims"
    )


def skipped_words(n: int) -> str:
    """Say how many sentences, 0 or more, were not claims.

    >>> skipped_words(1)
    '1 sentence skipped: not a claim'
    """
    return f"{plural(n, 'sentence')} skipped: not {'a claim' if n == 1 else 'claims'}"


def byline(part: Article | Evidence) -> str:
    """Name title, author, publisher and dates, those that are known; "" when none is.

    >>> from factcheck.datatypes import Article
    >>> byline(Article(text="It rained.", title="Rain", published="2024-05-02"))
    'Rain, 2024-05-02'
    """
    author = f"by {part.author}" if part.author else None
    updated = f"updated {part.updated}" if part.updated else None
    return ", ".join(known for known in (part.title, author, part.publisher, part.published, updated) if known)


def citation(evidence: Evidence) -> str:
    """Name where the evidence stands: byline, reference id, offsets, copies of the same wire text, tier, time."""
    place = f"reference {evidence.reference_id}, characters {evidence.start} to {evidence.end}"
    known = byline(evidence)
    more = "".join(f"; {words}" for words in (copies_words(evidence.copies), *standing_words(evidence)) if words)
    return f"{known} ({place}{more})" if known else f"{place[0].upper()}{place[1:]}{more}"


NOTE_WORDS = {
    TimeNote.LATER: "later than the article, which could not know it",
    TimeNote.STALE: "stale: much older than what the claim speaks of",
    TimeNote.SUPERSEDED: "superseded: a newer report says otherwise",
    TimeNote.UNDATED: "undated",
}


def standing_words(evidence: Evidence) -> list[str]:
    """Say the tier of the evidence in the desk's policy and what its date means; [] for neither.

    >>> from factcheck.datatypes import Passage
    >>> rain = Passage(reference_id="a", position=0, start=0, end=10, text="It rained.")
    >>> standing_words(Evidence(passage=rain, similarity=0.9, tier="primary", notes=(TimeNote.UNDATED,)))
    ['tier primary', 'undated']
    """
    tier = [f"tier {evidence.tier}"] if evidence.tier else []
    return [*tier, *(NOTE_WORDS[note] for note in evidence.notes)]


def copies_words(n: int) -> str:
    """Say how many other references, 0 or more, carry the same text; "" for none.

    >>> copies_words(2)
    '2 other references with the same text'
    """
    return f"{plural(n, 'other reference')} with the same text" if n else ""


def why(verdict: Verdict, shown: Iterable[Evidence]) -> str:
    """Say the reason and the explanation; a quotation of a sentence that is shown in full beside it is left out.

    Args:
        verdict: the verdict.
        shown: the evidence that is shown.
    """
    explanation = verdict.explanation
    quoted = _QUOTED.search(explanation)
    texts = [" ".join(evidence.passage.text.split()) for evidence in shown]
    if quoted and any(text.startswith(quoted["words"].rstrip("….")) for text in texts):
        explanation = explanation[: quoted.start()] + explanation[quoted.end() :]
    if verdict.conflicting:  # said in a line of its own
        explanation = explanation.removesuffix(" Trusted reports disagree on this.")
    return f"Why: {verdict.reason.replace('_', ' ')}. {explanation}"


def is_undecided(verdict: Verdict) -> bool:
    """Tell whether no report surely decides the claim, so that no passage is shown to take a side.

    What the NLI model makes of a passage alone would be read as the verdict that was not reached. What reports say
    and only the desk's policy finds to be too little is still shown as they say it.
    """
    return verdict.label == VerdictLabel.UNVERIFIABLE and verdict.reason != Reason.POLICY


def heading(verdict: Verdict, evidence: Evidence) -> str:
    """Say in a word or two what a passage is to the claim; it asserts no more than the verdict."""
    return CLOSEST if is_undecided(verdict) else _STANCE_WORDS[evidence.stance]


def deciding_evidence(verdict: Verdict) -> tuple[Evidence, ...]:
    """Give the first passage, and where reports disagree the first of each stance; () when there is none."""
    shown = list(verdict.evidence[:1])
    for evidence in verdict.evidence[1:] if verdict.conflicting else ():
        if evidence.stance != Stance.SILENT and evidence.stance not in {other.stance for other in shown}:
            shown.append(evidence)
    return tuple(shown)


def rules_lines(run: RunManifest) -> list[str]:
    """Say the policy and the as-of date of a check, a line each; [] for neither."""
    policy = [f"policy {run.policy_fingerprint}"] if run.policy_fingerprint else []
    return [*policy, *([f"as of {run.as_of}"] if run.as_of else [])]


def best_evidence(verdict: Verdict, stance: Stance) -> Evidence | None:
    """Give the passage that takes a stance most clearly; None when none takes it.

    The deciding passage goes before all others; of those the one the NLI model gives the highest probability of that
    stance, of equal ones the first.
    """
    taking = [evidence for evidence in verdict.evidence if evidence.stance == stance]
    if not taking or taking[0] is verdict.evidence[0]:
        return taking[0] if taking else None
    return max(taking, key=lambda evidence: evidence.probabilities.get(_NLI_LABELS[stance], 0.0))


def claim_spans(verdict: Verdict) -> Iterator[Span]:
    """Give the claim's words that differ, counted in the article."""
    return (difference.claim_span for difference in verdict.differences if difference.claim_span)


def reference_spans(verdict: Verdict, evidence: Evidence) -> Iterator[Span]:
    """Give the report's words that differ, counted in the reference the evidence is from.

    Differences are to the deciding reference, that of the first passage; other references have none.
    """
    if evidence.reference_id == verdict.evidence[0].reference_id:
        yield from (difference.reference_span for difference in verdict.differences if difference.reference_span)
