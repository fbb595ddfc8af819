from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from factcheck.datatypes import Antecedent, Claim, Span
from factcheck.decisions import claim_key, evidence_key

if TYPE_CHECKING:
    from factcheck import Report


def claim(text: str, **more: object) -> Claim:
    return Claim(number=1, text=text, start=0, end=len(text), **more)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It cost 1,200 pounds.", "It  cost\n1200 pounds.", True),
        ("“It” won’t rain.", '"It" won\'t rain.', True),
        ("Caf\u00e9 owners met.", "Cafe\u0301 owners met.", True),
        ("It rained.", "It did not rain.", False),
        ("Turkey was sold.", "turkey was sold.", False),
        ("It cost 1,200 pounds.", "It cost 12,00 pounds.", False),
    ],
)
def test_claims_are_the_same_when_their_words_are(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - expected
    assert (claim_key(claim(one)) == claim_key(claim(other))) is same


def test_number_place_and_context_of_a_claim_do_not_count() -> None:
    moved = replace(claim("It rained."), number=4, start=70, end=80, context="Monday was wet.", worth=0.9)
    assert claim_key(moved) == claim_key(claim("It rained."))


def test_who_he_is_counts() -> None:
    he = Span(0, 2, "He")
    keys = {
        claim_key(claim("He resigned.", antecedents=(Antecedent(mention=he, antecedent=antecedent),)))
        for antecedent in (None, Span(50, 55, "Okoro"), Span(70, 74, "Penn"))
    }
    assert len(keys | {claim_key(claim("He resigned."))}) == 4


def test_evidence_counts_by_reference_and_words_and_not_by_rank_or_closeness(report: Report) -> None:
    verdict = report.verdicts[1]
    first, *rest = verdict.evidence
    same = replace(verdict, evidence=(*rest, replace(first, similarity=0.1, title="New title")))
    assert evidence_key(same) == evidence_key(verdict)
    for changed in ({"text": first.passage.text + "!"}, {"reference_id": "other"}):
        other = replace(verdict, evidence=(replace(first, passage=replace(first.passage, **changed)), *rest))
        assert evidence_key(other) != evidence_key(verdict)


def test_evidence_of_sub_claims_counts(report: Report) -> None:
    supported, contradicted = report.verdicts
    bare = replace(supported, evidence=())
    assert evidence_key(replace(bare, parts=(contradicted,))) == evidence_key(
        replace(bare, evidence=contradicted.evidence)
    )
    assert evidence_key(bare) != evidence_key(supported)
