"""What must not change a verdict, and what must: hundreds of generated cases through the product as it is installed.

30 cases a kind, or as many as the environment variable PROPERTY_CASES says (the published figures are for 200).
"""

import os
from collections import defaultdict

import pytest
from quality.generated import CHANGING, KEEPING, KINDS, draw, reports

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.models import load_encoder, load_nli

N_CASES = int(os.environ.get("PROPERTY_CASES", "30"))
FEWER = {"name exchanged": 155, "day changed": 141}  # kinds of which the starter reports hold no more
N_AMONG_OTHERS = 2  # reports whose cases are judged again among other reports
N_IRRELEVANT = 2  # other reports put beside the one that a claim is copied from
COPIED_SUPPORTED = 0.95  # share of copied sentences that are supported, of all kinds together
CHANGE_CONTRADICTED = 0.95  # share of copied, supported sentences that one change makes contradicted, each kind
VERDICT_KEPT = 1.0  # share of cases whose verdict another format, white space or marks leave as it is, each kind


@pytest.fixture(scope="module")
def cases():
    return {kind: draw(kind, n=N_CASES) for kind in KINDS}


@pytest.fixture(scope="module")
def models():
    settings = Settings()
    return settings, load_encoder("embedded", settings=settings), load_nli("embedded", settings=settings)


@pytest.fixture(scope="module")
def labels(cases, models):
    """Judge every copied and every edited sentence against its own report: (report, claim) to label."""
    texts = reports()
    claims = defaultdict(dict)
    for own in cases.values():
        for case in own:
            claims[case.report] |= {case.copied: None, case.edited: None}
    settings, encoder, nli = models
    judged = {}
    for report, wanted in claims.items():
        judged |= _labels([texts[report]], report, list(wanted), settings, encoder, nli)
    return judged


def _labels(indexed, report, claims, settings, encoder, nli):
    with ReferenceIndex.in_memory(indexed, encoder=encoder, settings=settings) as index:
        verdicts = FactChecker(index, settings=settings, nli=nli).check_claims(claims)
    return {(report, claim): verdict.label for claim, verdict in zip(claims, verdicts, strict=True)}


def test_enough_cases_are_drawn(cases) -> None:
    assert {kind: len(own) for kind, own in cases.items()} == {
        kind: min(N_CASES, FEWER.get(kind, N_CASES)) for kind in KINDS
    }


def test_a_sentence_copied_from_a_report_is_supported(cases, labels) -> None:
    copied = {(case.report, case.copied) for own in cases.values() for case in own}
    missed = sorted(claim for claim in copied if labels[claim] != "supported")
    assert 1 - len(missed) / len(copied) >= COPIED_SUPPORTED, missed


@pytest.mark.parametrize("kind", CHANGING)
def test_one_change_turns_supported_into_contradicted(kind, cases, labels) -> None:
    supported = [case for case in cases[kind] if labels[case.report, case.copied] == "supported"]
    missed = [case.edited for case in supported if labels[case.report, case.edited] != "contradicted"]
    assert supported
    assert 1 - len(missed) / len(supported) >= CHANGE_CONTRADICTED, missed


@pytest.mark.parametrize("kind", KEEPING)
def test_what_is_no_wording_changes_no_verdict(kind, cases, labels) -> None:
    changed = [
        case.edited for case in cases[kind] if labels[case.report, case.edited] != labels[case.report, case.copied]
    ]
    assert 1 - len(changed) / len(cases[kind]) >= VERDICT_KEPT, changed


@pytest.mark.parametrize("order", [1, -1])
def test_irrelevant_reports_in_any_order_change_no_verdict(order, cases, labels, models) -> None:
    texts = reports()
    names = list(dict.fromkeys(case.report for case in cases["number changed"]))
    others = sorted(set(texts) - set(names))[:N_IRRELEVANT]
    for report in names[:N_AMONG_OTHERS]:
        own = [case for kind in CHANGING for case in cases[kind] if case.report == report]
        claims = list(dict.fromkeys(claim for case in own for claim in (case.copied, case.edited)))
        indexed = [texts[name] for name in (report, *others)][::order]
        judged = _labels(indexed, report, claims, *models)
        assert judged == {key: labels[key] for key in judged}
