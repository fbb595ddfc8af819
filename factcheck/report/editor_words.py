"""Says what an editor decided about a verdict (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.datatypes import Decision, NotedDecision, Verdict


def editor_words(verdict: Verdict, noted: NotedDecision) -> str:
    """Say in one line what was decided, why, by whom and when.

    Args:
        verdict: what factcheck says now.
        noted: the decision on the same claim.
    """
    decision = noted.decision
    if not noted.same_evidence:
        head = f"Decided earlier on other evidence, not reused: {_outcome(decision)}"
    elif decision.label == verdict.label:
        head = f"Editor: accepted{_because(decision)}"
    elif decision.accepted:
        head = f"Editor: overridden to {decision.label} by a decision that accepted that verdict{_because(decision)}"
    else:
        head = f"Editor: overridden to {decision.label}{_because(decision)}"
    note = f" Note: {decision.note}" if decision.note else ""
    return f"{head} ({decision.by}, {moment_words(decision.at)}).{note}"


def moment_words(at: str) -> str:
    """Write an ISO 8601 date-time in UTC to the minute.

    >>> moment_words("2026-11-26T20:05:09+00:00")
    '2026-11-26 20:05 UTC'
    """
    return f"{at[:16].replace('T', ' ')} UTC"


def _outcome(decision: Decision) -> str:
    done = "accepted as" if decision.accepted else f"{decision.verdict_label} overridden to"
    return f"{done} {decision.label}{_because(decision)}"


def _because(decision: Decision) -> str:
    return f" because {decision.because.rstrip('.')}" if decision.because else ""
