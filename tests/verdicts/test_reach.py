"""What a verdict shows: the deciding passage first and, when reports disagree, the other side second."""

import pytest

from factcheck.datatypes import (
    Claim,
    ClaimKind,
    Evidence,
    Finding,
    FindingKind,
    Passage,
    Reason,
    Relation,
    Span,
    Stance,
    VerdictLabel,
)
from factcheck.evidence import Retrieved
from factcheck.settings import Settings
from factcheck.verdicts.decide import LABELS, Decision
from factcheck.verdicts.features import CheckedPremise
from factcheck.verdicts.judging import CheckedReport
from factcheck.verdicts.nli import Judgement
from factcheck.verdicts.premises import Form, Premise
from factcheck.verdicts.reach import _leading, _verdict

TEXTS = {"a": ["The ferry sank.", "Nobody was hurt."], "b": ["The ferry did not sink.", "It was repaired."]}
PASSAGES = {
    name: [
        Passage(reference_id=name, position=n, start=n, end=n + len(text), text=text) for n, text in enumerate(texts)
    ]
    for name, texts in TEXTS.items()
}


def evidence(passage):
    return Evidence(passage=passage, similarity=0.8, stance=Stance.SILENT)


def report(name, *cores):
    judged = [
        Judgement(
            premise=Premise(form=Form.SINGLE if core else Form.JOINED, passages=tuple(PASSAGES[name]), core=core),
            entailment=0.2,
            neutral=0.6,
            contradiction=0.2,
        )
        for core in (*cores, None)
    ]
    checked = tuple(CheckedPremise(judgement.premise, (), judgement) for judgement in judged)
    return CheckedReport(reference_id=name, similarity=0.8, checked=checked, features={})


def decision(opposing):
    return Decision(
        label=VerdictLabel.SUPPORTED, probabilities=dict.fromkeys(LABELS, 1 / 3), deciding=0, opposing=opposing
    )


def test_the_other_side_stands_second_even_when_it_was_only_judged_joined() -> None:
    told = [evidence(PASSAGES["a"][0]), evidence(PASSAGES["a"][1]), evidence(PASSAGES["b"][0])]
    reports = [report("a", PASSAGES["a"][0], PASSAGES["a"][1]), report("b")]
    shown = _leading("The ferry sank.", told, reports, decision(opposing=1))
    assert [(item.reference_id, item.stance) for item in shown] == [
        ("a", Stance.SUPPORTS),
        ("b", Stance.CONTRADICTS),
        ("a", Stance.SILENT),
    ]


def test_reports_that_agree_keep_their_order() -> None:
    told = [evidence(PASSAGES["a"][0]), evidence(PASSAGES["b"][0])]
    shown = _leading("The ferry sank.", told, [report("a", PASSAGES["a"][0]), report("b")], decision(opposing=-1))
    assert [item.reference_id for item in shown] == ["a", "b"]
    assert [item.stance for item in shown] == [Stance.SUPPORTS, Stance.SILENT]


@pytest.mark.parametrize(
    ("leaning", "may"), [(VerdictLabel.CONTRADICTED, "rule it out"), (VerdictLabel.SUPPORTED, "bear it out")]
)
def test_a_likeliest_label_that_is_not_sure_enough_is_told_and_not_given(leaning, may) -> None:
    claim = Claim(number=1, text="The ferry was saved.", start=0, end=20)
    told = (evidence(PASSAGES["a"][0]), evidence(PASSAGES["a"][1]))
    unsure = Decision(
        label=VerdictLabel.UNVERIFIABLE,
        probabilities={label: 0.5 if label == leaning else 0.25 for label in LABELS},
        deciding=0,
    )
    found = Retrieved(evidence=told, nearest=0.8)
    verdict = _verdict(claim, found, [report("a", PASSAGES["a"][0])], unsure, Settings())
    assert (verdict.label, verdict.reason) == (VerdictLabel.UNVERIFIABLE, Reason.UNDECIDED)
    assert may in verdict.explanation
    assert {item.stance for item in verdict.evidence} == {Stance.SILENT}


@pytest.mark.parametrize("kind", [ClaimKind.OPINION, ClaimKind.PREDICTION])
def test_an_opinion_or_a_forecast_that_no_report_decides_is_called_so(kind) -> None:
    claim = Claim(number=1, text="It was a miserable ferry.", start=0, end=25, kind=kind)
    silent = Decision(
        label=VerdictLabel.UNVERIFIABLE,
        probabilities={label: 0.8 if label == VerdictLabel.UNVERIFIABLE else 0.1 for label in LABELS},
        deciding=0,
    )
    found = Retrieved(evidence=(evidence(PASSAGES["a"][0]),), nearest=0.8)
    verdict = _verdict(claim, found, [report("a", PASSAGES["a"][0])], silent, Settings())
    assert verdict.reason.value == kind.value
    assert "of the article's own" in verdict.explanation


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ana Ruiz opened the new harbour of Karsk.", Reason.NAME),
        ("Ana Ruiz shut three schools and a clinic.", Reason.REFUTED),  # the passage tells nothing of the rest
    ],
)
def test_the_one_fact_the_passage_has_otherwise_explains_a_contradiction(text, reason) -> None:
    told = "The new harbour of Karsk was opened by Mila Orban."
    passage = Passage(reference_id="c", position=0, start=0, end=len(told), text=told)
    missing = Finding(
        kind=FindingKind.NAME,
        relation=Relation.MISSING,
        claim_span=Span(0, 8, "Ana Ruiz"),
        premise_span=Span(39, 49, "Mila Orban"),
        detail="the report does not name 'Ana Ruiz'",
    )
    premises = (Premise(form=form, passages=(passage,), core=passage) for form in (Form.SINGLE, Form.JOINED))
    checked = [
        CheckedPremise(p, (missing,), Judgement(premise=p, entailment=0.1, neutral=0.1, contradiction=0.8))
        for p in premises
    ]
    reports = [CheckedReport(reference_id="c", similarity=0.8, checked=tuple(checked), features={})]
    against = Decision(
        label=VerdictLabel.CONTRADICTED, probabilities=dict.fromkeys(LABELS, 1 / 3), deciding=0, opposing=-1
    )
    claim = Claim(number=1, text=text, start=0, end=len(text))
    found = Retrieved(evidence=(evidence(passage),), nearest=0.8)
    verdict = _verdict(claim, found, reports, against, Settings())
    assert verdict.reason == reason
    if reason == Reason.NAME:
        assert verdict.explanation == "The report has 'Mila Orban', the claim 'Ana Ruiz'."
