"""Opinions and predictions of the article itself; everything else is a fact."""

from __future__ import annotations

import pytest

from factcheck.claims.parts import claim_kind
from factcheck.datatypes import ClaimKind


@pytest.mark.parametrize(
    "sentence",
    [
        "It was a miserable final.",
        "The new station is simply hideous.",
        "Sadly, nobody listened.",
        "The council should have acted years ago.",
        "The minister should resign.",
        "Her second novel is a triumph.",
        "It is high time the bridge was closed.",
    ],
)
def test_a_judgement_of_the_article_is_an_opinion(sentence: str) -> None:
    assert claim_kind(sentence) is ClaimKind.OPINION


@pytest.mark.parametrize(
    "sentence",
    [
        "Rovers will almost certainly lose Amadi this summer.",
        "The glacier is bound to vanish within our lifetimes.",
        "Prices look set to fall.",
        "A second cut is unlikely.",
        "The strike may well spread.",
    ],
)
def test_a_forecast_of_the_article_is_a_prediction(sentence: str) -> None:
    assert claim_kind(sentence) is ClaimKind.PREDICTION


@pytest.mark.parametrize(
    "sentence",
    [
        "It was a miserable final, the coach said.",
        "The coach called the final “a miserable, shameful evening for us”.",
        "Critics say the minister should resign.",
        "Analysts think the shares are bound to fall.",
        "According to the bank, a second cut is unlikely.",
        "The road will open on May 3.",
        "Karsk will reopen the crossing on April 1.",
        "The board will discuss the loan, which is likely to be approved.",
        "The museum should have been ready by 2022.",
        "The well is 40 metres deep.",
        "The set will run until May.",
        "The court found that the order was an outrage.",
        "",
    ],
)
def test_all_else_is_a_fact(sentence: str) -> None:
    assert claim_kind(sentence) is ClaimKind.FACT


def test_a_sentence_of_thousands_of_characters_is_a_fact() -> None:
    assert claim_kind("It was a miserable final. " * 100) is ClaimKind.FACT
