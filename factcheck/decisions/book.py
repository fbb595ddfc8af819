"""A file of editors' decisions: entries are added at its end and never changed."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.datatypes import Decision
from factcheck.decisions.contents import Contents
from factcheck.decisions.entries import Withdrawal
from factcheck.decisions.keys import cited_evidence, claim_key, evidence_key
from factcheck.decisions.lines import DecisionFile
from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.datatypes import Verdict, VerdictLabel
    from factcheck.decisions.entries import DamagedLine

LONGEST_NAME, LONGEST_TEXT = 200, 5_000
"""Most characters of an editor's name, and of a reason or note."""


class DecisionBook:
    """The decisions in one JSON Lines file, which several processes and threads may read and add to at once.

    The file is read again whenever it has changed. Entries that cannot be read are told in `damaged` and stay in it.
    """

    def __init__(self, path: str | Path, *, clock: Callable[[], dt.datetime] | None = None) -> None:
        """Take the file; it is made with the first decision.

        Args:
            path: the file.
            clock: gives the present date-time in UTC; None takes the system's.
        """
        self.path = Path(path)
        self._clock = clock or (lambda: dt.datetime.now(tz=dt.UTC))
        self._file = DecisionFile(self.path)
        self._reading = threading.Lock()
        self._read: tuple[object, Contents] = (None, Contents([]))

    def add(
        self,
        verdict: Verdict,
        *,
        label: VerdictLabel | None = None,
        by: str,
        because: str = "",
        note: str = "",
        article_sha256: str | None = None,
    ) -> Decision:
        """Write down a decision on a verdict; from then on it stands in place of earlier ones on the same evidence.

        Args:
            verdict: what factcheck said.
            label: what the editor says; None, or the verdict's own label, accepts the verdict.
            by: who decides, 1 to 200 characters.
            because: why, at most 5,000 characters; an override needs it.
            note: anything else worth keeping, likewise.
            article_sha256: hex SHA-256 of the article's text.

        Raises:
            InputError: a text is missing or too long, or the file cannot be written.
        """
        label = verdict.label if label is None else label
        because = _text(because, "because (--reason)", LONGEST_TEXT)
        if label != verdict.label and not because:
            raise InputError(
                f"An override needs a reason; say why the claim is {label} and not {verdict.label} (--reason)."
            )
        decision = Decision(
            decision_id=uuid.uuid4().hex,
            claim=verdict.claim.text,
            claim_key=claim_key(verdict.claim),
            claim_kind=verdict.claim.kind,
            evidence_key=evidence_key(verdict),
            passage_ids=tuple(dict.fromkeys(evidence.passage.passage_id for evidence in cited_evidence(verdict))),
            verdict_label=verdict.label,
            verdict_reason=verdict.reason,
            verdict_confidence=verdict.confidence,
            label=label,
            because=because,
            by=_name(by),
            at=self._now(),
            note=_text(note, "note", LONGEST_TEXT),
            article_sha256=article_sha256,
        )
        with self._file.locked():
            self._file.append(decision)
        return decision

    def withdraw(self, decision_id: str, *, by: str, because: str = "") -> Decision:
        """Take a decision back; the one before it on the same claim and evidence stands again.

        Args:
            decision_id: its id, or the beginning of it that no other has.
            by: who takes it back, 1 to 200 characters.
            because: why, at most 5,000 characters.

        Returns:
            The decision that was taken back; it stays in the file.

        Raises:
            InputError: no decision or several have that id, it was withdrawn already, a text is missing or too long,
                or the file cannot be written.
            ReadError: the file cannot be read.
        """
        name, why = _name(by), _text(because, "because (--reason)", LONGEST_TEXT)
        with self._file.locked():
            decision = self._contents().find(decision_id)
            self._file.append(Withdrawal(decision_id=decision.decision_id, by=name, at=self._now(), because=why))
        return decision

    def matching(self, verdict: Verdict) -> Decision | None:
        """Give the decision that stands for the same claim on the same evidence; None when there is none.

        Raises:
            ReadError: the file cannot be read.
        """
        return self._contents().last(claim_key(verdict.claim), evidence_key(verdict))

    def on_other_evidence(self, verdict: Verdict) -> Decision | None:
        """Give the last decision that stands for the same claim on other evidence; None when there is none.

        Raises:
            ReadError: the file cannot be read.
        """
        return self._contents().last_but(claim_key(verdict.claim), evidence_key(verdict))

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Give the decisions that stand, one for each claim and evidence, in the order they were made.

        Raises:
            ReadError: the file cannot be read.
        """
        return self._contents().standing

    @property
    def history(self) -> tuple[Decision | Withdrawal, ...]:
        """Give all that was ever written, replaced and withdrawn decisions too, in order.

        Raises:
            ReadError: the file cannot be read.
        """
        return self._contents().history

    @property
    def damaged(self) -> tuple[DamagedLine, ...]:
        """Give the lines that are no entries, in order.

        Raises:
            ReadError: the file cannot be read.
        """
        return self._contents().damaged

    def _contents(self) -> Contents:
        with self._reading:
            state = self._file.state()
            if self._read[0] != state:
                self._read = state, Contents(self._file.entries())
            return self._read[1]

    def _now(self) -> str:
        return self._clock().astimezone(dt.UTC).isoformat(timespec="seconds")


def _name(by: str) -> str:
    name = _text(by, "by (--by)", LONGEST_NAME)
    if not name:
        raise InputError(f"A decision needs the name of who decides, got {by!r}; say who (--by).")
    return name


def _text(given: str, name: str, longest: int) -> str:
    text = given.strip()
    if len(text) > longest:
        raise InputError(f"{name} must have at most {longest:,} characters, got {len(text):,}; shorten it.")
    return text
