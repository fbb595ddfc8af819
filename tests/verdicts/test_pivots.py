"""What is preferred or comes first: "A rather than B" and "A before B" with A and B exchanged."""

from __future__ import annotations

import pytest

from factcheck.datatypes import FindingKind, Relation
from factcheck.verdicts.checks.pivots import check_pivots


def found(claim: str, premise: str) -> list[str]:
    findings = check_pivots(claim=claim, premise=premise, published=None)
    assert all(each.relation is Relation.DIFFERS and each.kind is FindingKind.COMPARISON for each in findings)
    for each in findings:
        assert claim[each.claim_span.start : each.claim_span.end] == each.claim_span.text
        assert premise[each.premise_span.start : each.premise_span.end] == each.premise_span.text
    return [each.detail for each in findings]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        (
            "The panel found the skater dishonest rather than careless.",
            "The panel found that the skater had been careless rather than dishonest.",
        ),
        ("The truce covers the port but not the forest.", "The truce covers the forest but not the port."),
        (
            "The patient got a painkiller instead of a heart drug.",
            "The patient got a heart drug instead of a painkiller.",
        ),
        (
            "He is to address the council before flying to Merrow.",
            "He is to fly to Merrow before addressing the council.",
        ),
        ("The guards fired before the boat rammed them.", "The guards fired after the boat had rammed them."),
        ("The minister resigned after the vote.", "The minister resigned before the vote."),
        ("It blamed the weather and not the pilot.", "It blamed the pilot rather than the weather."),
    ],
)
def test_two_things_that_changed_places_are_found(claim: str, premise: str) -> None:
    assert len(found(claim, premise)) == 1


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("The panel found her careless rather than dishonest.", "The panel found her careless, rather than dishonest."),
        ("The boat rammed them before the guards fired.", "The guards fired after the boat had rammed them."),
        ("She left office after 13 months.", "13 months after she took office, she left."),
        ("The second dose hurt more than the first.", "More felt pain after the second dose than after the first."),
        ("The port was shut.", "The forest was open but not the port."),
        ("Nothing came before that.", ""),
    ],
)
def test_the_same_order_in_other_words_is_no_difference(claim: str, premise: str) -> None:
    assert found(claim, premise) == []
