"""The worth of a check: what is specific, quantified and consequential comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.parts import claim_worth
from factcheck.datatypes import ClaimKind

FACT = ClaimKind.FACT


def test_each_sign_adds_to_it() -> None:
    rising = [
        "The crowd left the hall in silence.",
        "The crowd left the hall of Brandt in silence.",
        "The crowd left the hall of Brandt in silence on Monday.",
        "The crowd of 300 left the hall of Brandt in silence on Monday.",
        "The crowd of 300 people left the hall of Brandt in silence on Monday.",
        "The crowd of 300 people left the hall of Brandt in silence on Monday after two were killed.",
    ]
    worths = [claim_worth(sentence, FACT) for sentence in rising]
    assert worths == sorted(set(worths))


def test_hedges_and_brevity_take_from_it() -> None:
    assert claim_worth("The dam may break in Lund.", FACT) < claim_worth("The dam did break in Lund.", FACT)
    assert claim_worth("The dam broke.", FACT) < claim_worth("The dam broke in the early hours.", FACT)


def test_opinions_and_predictions_come_last() -> None:
    sentence = "The 2019 election in Lund, in which 12 people died, was a disgrace."
    assert claim_worth(sentence, ClaimKind.OPINION) <= 0.1 < claim_worth(sentence, FACT)
    assert claim_worth(sentence, ClaimKind.PREDICTION) <= 0.15


@given(st.text(max_size=300), st.sampled_from(list(ClaimKind)))
def test_it_lies_between_0_and_1(text: str, kind: ClaimKind) -> None:
    assert 0 <= claim_worth(text, kind) <= 1
