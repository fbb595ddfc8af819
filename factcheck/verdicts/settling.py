"""Settles what a desk's rules leave to settle between reports: is it enough for the policy, and is one newer (pure)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.datatypes import Reason, Ruling, TimeNote, VerdictLabel
from factcheck.policy import Backing, backing_of, is_newer
from factcheck.verdicts.explain import DISAGREE, quote, withheld_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.datatypes import Verdict
    from factcheck.policy import PermittedReferences
    from factcheck.verdicts.decide import Decision

OPPOSITE = {
    VerdictLabel.SUPPORTED: VerdictLabel.CONTRADICTED,
    VerdictLabel.CONTRADICTED: VerdictLabel.SUPPORTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A decision under the rules.

    `ruling` is what the policy changed, None for nothing; `superseded` are the ids of older reports that gave way.
    """

    decision: Decision
    ruling: Ruling | None = None
    superseded: tuple[str, ...] = ()


def settle(
    decision: Decision, reference_ids: Sequence[str], said: Sequence[str], references: PermittedReferences
) -> Settled:
    """Choose the side that counts when reports take one, and see whether it is enough for the policy.

    Where reports on one event disagree, the side that has a report newer than all of the other's goes first, else the
    stronger side. The first side that is enough for the policy gives the label; when none is, there is a ruling.

    Args:
        decision: what the reports say without the rules.
        reference_ids: the reports, in the order of the decision's.
        said: for each report the passage that says most clearly what it says.
        references: the references with the rules.
    """
    sides = {
        label: numbers
        for label in OPPOSITE
        if (numbers := [number for number, own in enumerate(decision.labels) if own == label])
    }
    if not sides:
        return Settled(decision=decision)
    newer = _newer(decision, sides, reference_ids, references) if references.desk.policy.time.newer_wins else {}
    leading = next(iter(newer), decision.label)
    order = [leading, *(label for label in sides if label != leading)]
    backings = {
        label: backing_of(label, {reference_ids[n]: said[n] for n in sides[label]}, references) for label in order
    }
    enough = [label for label in order if backings[label].is_enough]
    label = enough[0] if enough else leading
    strongest = _strongest(decision, newer.get(label) or sides[label])
    others = sides.get(OPPOSITE[label], [])
    gave_way = others if enough and label in newer else []
    settled = replace(
        decision,
        label=label,
        probabilities=decision.outcomes[strongest],
        deciding=strongest,
        opposing=_strongest(decision, others) if others and not gave_way else -1,
        agreeing=tuple(number for number in sides[label] if number != strongest),
        superseded=tuple(gave_way),
    )
    refused = label if not enough else leading if label != leading else None
    return Settled(
        decision=settled,
        ruling=_ruling(decision, refused, sides[refused], backings[refused]) if refused else None,
        superseded=tuple(reference_ids[number] for number in gave_way),
    )


def settled_verdict(verdict: Verdict, settled: Settled, references: PermittedReferences) -> Verdict:
    """Give the verdict that a settled decision makes of the reports': its label, why, and what gave way."""
    notes = dict.fromkeys(settled.superseded, (TimeNote.SUPERSEDED,))
    evidence = tuple(replace(item, notes=(*item.notes, *notes.get(item.reference_id, ()))) for item in verdict.evidence)
    told = [verdict.explanation.removesuffix(f" {DISAGREE}")]
    if settled.ruling:
        told.append(_ruling_words(settled.ruling, verdict.label))
    told += [_superseded_words(reference_id, references) for reference_id in settled.superseded[:1]]
    if verdict.conflicting:
        told.append(DISAGREE)
    explained = replace(verdict, evidence=evidence, explanation=" ".join(told), policy=settled.ruling)
    refused = settled.ruling is not None and settled.ruling.label == verdict.label
    return _refused(explained) if refused else explained


def _refused(verdict: Verdict) -> Verdict:
    """Make a verdict unverifiable; the probability of the label that the policy refuses goes to unverifiable."""
    unverifiable = VerdictLabel.UNVERIFIABLE
    refused = verdict.probabilities[verdict.label]
    probabilities = verdict.probabilities | {
        verdict.label.value: 0.0,
        unverifiable.value: round(verdict.probabilities[unverifiable] + refused, 4),
    }
    return replace(
        verdict,
        label=unverifiable,
        confidence=probabilities[unverifiable],
        probabilities=probabilities,
        reason=Reason.POLICY,
    )


def _newer(
    decision: Decision,
    sides: Mapping[VerdictLabel, Sequence[int]],
    reference_ids: Sequence[str],
    references: PermittedReferences,
) -> dict[VerdictLabel, list[int]]:
    """Give the side that has reports newer than all of the other's, with those reports; {} when none has."""
    if len(sides) < len(OPPOSITE):
        return {}
    dates = [_dated(reference_id, references) for reference_id in reference_ids]
    for label, others in ((label, sides[OPPOSITE[label]]) for label in sides):
        if not all(decision.same_event[number] for number in others):
            continue
        newest = [
            number
            for number in sides[label]
            if decision.same_event[number] and all(is_newer(dates[number], dates[other]) for other in others)
        ]
        if newest:
            return {label: newest}
    return {}


def _dated(reference_id: str, references: PermittedReferences) -> str | None:
    reference = references.reference(reference_id)
    return getattr(reference, "updated", None) or reference.published


def _strongest(decision: Decision, numbers: Sequence[int]) -> int:
    return max(numbers, key=lambda number: (decision.outcomes[number][decision.labels[number]], -number))


def _ruling(decision: Decision, label: VerdictLabel, numbers: Sequence[int], backing: Backing) -> Ruling:
    confidence = decision.outcomes[_strongest(decision, numbers)][label]
    return Ruling(label=label, confidence=round(confidence, 4), asked=backing.asked, found=backing.found)


def _ruling_words(ruling: Ruling, label: VerdictLabel) -> str:
    subject = "That" if ruling.label == label else "What says otherwise"
    return (
        f"{subject} is not enough for the policy, which asks for {ruling.asked} to call a claim {ruling.label}; "
        f"there is {ruling.found}."
    )


def _superseded_words(reference_id: str, references: PermittedReferences) -> str:
    withheld = references.standing(reference_id).withheld
    if withheld:
        return f"An older report says otherwise ({withheld_words(withheld)}); the newer one counts."
    reference = references.reference(reference_id)
    date = f", {_dated(reference_id, references)}"
    return f"An older report says otherwise ({quote(reference.title or reference_id)}{date}); the newer one counts."
