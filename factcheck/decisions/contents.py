"""What a decision file says, once read: which decisions stand and which were replaced or withdrawn (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Decision
from factcheck.decisions.entries import DamagedLine, Withdrawal
from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Contents:
    """The entries of a file, in order."""

    def __init__(self, entries: Iterable[Decision | Withdrawal | DamagedLine]) -> None:
        """Sort the entries: later decisions replace earlier ones on the same claim and evidence."""
        listed = tuple(entries)
        self.damaged = tuple(entry for entry in listed if isinstance(entry, DamagedLine))
        self.history = tuple(entry for entry in listed if not isinstance(entry, DamagedLine))
        self._withdrawn = {entry.decision_id for entry in self.history if isinstance(entry, Withdrawal)}
        self._by_claim: dict[str, dict[str, Decision]] = {}
        for decision in self._decisions():
            if decision.decision_id not in self._withdrawn:
                on_evidence = self._by_claim.setdefault(decision.claim_key, {})
                on_evidence.pop(decision.evidence_key, None)  # what is put in again stands last
                on_evidence[decision.evidence_key] = decision

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Give the decisions that stand, one for each claim and evidence, in the order they were made."""
        kept = {id(decision) for by_evidence in self._by_claim.values() for decision in by_evidence.values()}
        return tuple(decision for decision in self._decisions() if id(decision) in kept)

    def last(self, claim_key: str, evidence_key: str) -> Decision | None:
        """Give the decision that stands for a claim on that evidence; None when there is none."""
        return self._by_claim.get(claim_key, {}).get(evidence_key)

    def last_but(self, claim_key: str, evidence_key: str) -> Decision | None:
        """Give the last decision that stands for a claim on any other evidence; None when there is none."""
        others = [found for key, found in self._by_claim.get(claim_key, {}).items() if key != evidence_key]
        return others[-1] if others else None

    def find(self, beginning: str) -> Decision:
        """Give the one decision whose id begins so.

        Raises:
            InputError: there is none or more than one, or it was withdrawn already.
        """
        found = {
            each.decision_id: each for each in self._decisions() if beginning and each.decision_id.startswith(beginning)
        }
        if len(found) != 1:
            many = "several decisions have ids that begin" if found else "no decision has an id that begins"
            raise InputError(f"Cannot withdraw: {many} with {beginning!r}; `factcheck decisions list` shows the ids.")
        (decision,) = found.values()
        if decision.decision_id in self._withdrawn:
            raise InputError(
                f"Cannot withdraw {decision.decision_id!r}: it was withdrawn already; there is nothing to do."
            )
        return decision

    def _decisions(self) -> Iterable[Decision]:
        return (entry for entry in self.history if isinstance(entry, Decision))
