"""Between reports: a newer one wins only over reports on the same event."""

from datetime import UTC, datetime

import pytest
from fakes import WordEncoder

from factcheck.datatypes import VerdictLabel
from factcheck.index import ReferenceIndex
from factcheck.policy import Desk, PermittedReferences, Policy
from factcheck.reading import reference_from_text
from factcheck.settings import Settings
from factcheck.verdicts.decide import LABELS, Decision
from factcheck.verdicts.settling import settle

S, C, U = LABELS


@pytest.mark.parametrize(("same_event", "label"), [((True, True), C), ((False, True), S)])
def test_a_newer_report_supersedes_only_what_is_about_the_same_event(same_event, label) -> None:
    old = reference_from_text("The ferry sank on Monday.", published="2024-05-01", path="a.txt")
    new = reference_from_text("No ferry sank on Monday.", published="2024-05-03", path="b.txt")
    outcomes = ({S: 0.9, C: 0.05, U: 0.05}, {S: 0.1, C: 0.8, U: 0.1})
    decision = Decision(
        label=S,
        probabilities=outcomes[0],
        deciding=0,
        opposing=1,
        outcomes=outcomes,
        labels=(S, C),
        same_event=same_event,
    )
    with ReferenceIndex.in_memory([old, new], encoder=WordEncoder(), settings=Settings()) as index:
        desk = Desk(policy=Policy(), as_of=None, now=datetime(2024, 6, 1, tzinfo=UTC))
        references = PermittedReferences(index, desk)
        settled = settle(decision, [old.reference_id, new.reference_id], ["Sank.", "No."], references)
    assert settled.decision.label == label
    assert settled.decision.conflicting == (label == S)
    assert settled.superseded == ((old.reference_id,) if label == VerdictLabel.CONTRADICTED else ())
