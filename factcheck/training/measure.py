"""Measures what a model and a rule give on desk sets: verdicts, flips, other events, spun wording, an ablation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import f1_score, precision_score

from factcheck.checker import FactChecker
from factcheck.datatypes import Claim
from factcheck.evaluation.scores import reliability
from factcheck.evidence import retrieve
from factcheck.index import ReferenceIndex
from factcheck.training.fit_rule import collect, fit, other_event_rows, own_report_rows
from factcheck.training.readers import read_contrasts, read_desk
from factcheck.training.score import claim_only, contrast_scores
from factcheck.verdicts import reach_verdicts
from factcheck.verdicts.decide import LABELS, load_rule, rule_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, NLIModel, Pair
    from factcheck.settings import Settings
    from factcheck.training.readers import DeskClaim
    from factcheck.verdicts.decide import DecisionRule

Rows = list[dict[str, Any]]


def read_dev(desk: Path) -> dict[str, list[DeskClaim]]:
    """Read the desk dev sets with their flips."""
    return read_desk(desk / "dev", desk / "flips" / "dev")


def measure(
    desk: Path, index: Path, encoder: Encoder, nli: NLIModel, settings: Settings, rule: DecisionRule | None = None
) -> dict[str, Any]:
    """Measure a rule (None: the one that comes with the package) on the desk dev sets.

    Returns:
        `own_report` (plain claims, each against its own report), `pooled` (against all reports of `index`), `early`,
        `context`, `flips`, `spun_supported_accused`, `other_event_unverifiable`, `contrasts` (the NLI model alone),
        `claim_only_accuracy` and `ablation` (rules fitted anew on the sets held out of training); shares are [0, 1].
    """
    rule = rule or load_rule()
    sets = read_dev(desk)
    rows = own_report_rows(sets, encoder, nli, settings)
    plain = [row for row in rows if not row["is_flip"]]
    spun = [row for row in plain if row["register"] == "spun" and row["label"] == "supported"]
    with ReferenceIndex.open(index, encoder=encoder, settings=settings) as pool:
        pooled = measure_pooled(sets, pool, nli, settings)
        stopped = measure_early(sets, pool, nli, settings)
        context = measure_context(sets, pool, nli, settings)
    return {
        "nli": nli.fingerprint,
        "own_report": label_scores(plain, rule),
        "pooled": pooled,
        "early": stopped,
        "context": context,
        "flips": flip_scores(rows, rule),
        "spun_supported_accused": _share(spun, rule, "contradicted"),
        "other_event_unverifiable": _share(other_event_rows(sets, encoder, nli, settings), rule, "unverifiable"),
        "contrasts": contrast_scores(nli, read_contrasts(desk / "contrasts" / "dev")),
        "claim_only_accuracy": round(claim_only([row["claim"] for row in plain], [row["label"] for row in plain]), 4),
        "ablation": ablation(collect(desk, encoder, nli, settings), plain),
    }


def measure_pooled(
    sets: Mapping[str, Sequence[DeskClaim]], index: ReferenceIndex, nli: NLIModel, settings: Settings
) -> dict[str, Any]:
    """Measure the product's verdicts with all reports of an index to choose from; the claims of a set in one call."""
    checker = FactChecker(index, settings=settings, nli=nli, policy=None)
    gold, predicted = [], []
    for claims in sets.values():
        predicted += [verdict.label.value for verdict in checker.check_claims(_plain_claims(claims))]
        gold += [claim.label for claim in claims if not claim.is_flip]
    return _scores(gold, predicted)


def measure_early(
    sets: Mapping[str, Sequence[DeskClaim]], index: ReferenceIndex, nli: NLIModel, settings: Settings
) -> dict[str, Any]:
    """Measure what stopping at a sure verdict saves and changes, with all reports of an index to choose from.

    Returns:
        `n` claims, `labels_differ` from those reached by judging all premises, the `words` that the NLI model read as
        a share of those of all premises, and `accuracy` and `accuracy_in_full`.
    """
    read: dict[bool, int] = {}
    labels: dict[bool, list[str]] = {}
    asked = [_plain_claims(claims) for claims in sets.values()]
    for in_full in (False, True):
        counting = _CountingNLI(nli)
        labels[in_full] = [
            verdict.label.value
            for claims in asked
            for verdict in reach_verdicts(
                claims,
                retrieve(claims, index, settings),
                index,
                counting,
                settings,
                load_rule() if in_full else None,
            )
        ]
        read[in_full] = counting.n_words
    gold = [claim.label for claims in sets.values() for claim in claims if not claim.is_flip]
    right = {key: np.array(told) == np.array(gold) for key, told in labels.items()}
    return {
        "n": len(gold),
        "labels_differ": sum(one != two for one, two in zip(labels[False], labels[True], strict=True)),
        "words": round(read[False] / read[True], 4),
        "accuracy": round(float(right[False].mean()), 4),
        "accuracy_in_full": round(float(right[True].mean()), 4),
    }


def _plain_claims(claims: Sequence[DeskClaim]) -> list[Claim]:
    return [
        Claim(number=number, text=claim.claim, start=0, end=len(claim.claim), context=claim.context)
        for number, claim in enumerate((each for each in claims if not each.is_flip), 1)
    ]


class _CountingNLI:
    """Counts the words that a model reads."""

    def __init__(self, nli: NLIModel) -> None:
        self.model_id, self.fingerprint = nli.model_id, nli.fingerprint
        self._nli, self.n_words = nli, 0

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        self.n_words += sum(len(pair.premise.split()) + len(pair.hypothesis.split()) for pair in pairs)
        return self._nli.judge(pairs)


def measure_context(
    sets: Mapping[str, Sequence[DeskClaim]], index: ReferenceIndex, nli: NLIModel, settings: Settings
) -> dict[str, Any]:
    """Measure what context gives: the claims that carry one, each alone in its call, without it and with it."""
    checker = FactChecker(index, settings=settings, nli=nli, policy=None)
    carrying = [claim for claims in sets.values() for claim in claims if claim.context and not claim.is_flip]
    figures = {}
    for name, gives in (("without", False), ("with", True)):
        predicted = []
        for claim in carrying:
            context = claim.context if gives else None
            asked = Claim(number=1, text=claim.claim, start=0, end=len(claim.claim), context=context)
            predicted.append(checker.check_claims([asked])[0].label.value)
        figures[name] = _scores([claim.label for claim in carrying], predicted)
    return figures


def ablation(held_out: Rows, plain: Rows) -> dict[str, dict[str, Any]]:
    """Score the plain dev rows without rule, with a rule of the NLI features alone, and with the checks too."""
    checks = {name for name in held_out[0]["features"] if name.endswith(("_differs", "_absent"))}
    likeliest = [
        max(
            LABELS,
            key=lambda label, row=row: row["features"][  # type: ignore[misc]
                {
                    "supported": "joined_entailment",
                    "contradicted": "joined_contradiction",
                    "unverifiable": "joined_neutral",
                }[label]
            ],
        ).value
        for row in plain
    ]
    return {
        "likeliest label of the joined premise": _scores([row["label"] for row in plain], likeliest),
        "rule on the NLI features": label_scores(plain, rule_from(fit(held_out, without=checks))),
        "rule on the NLI features and the checks": label_scores(plain, rule_from(fit(held_out))),
    }


def label_scores(rows: Rows, rule: DecisionRule) -> dict[str, Any]:
    """Score rows by the rule: n, accuracy, macro_f1, f1 a label, contradicted_precision, expected_calibration_error."""
    decided = [_decide(row, rule) for row in rows]
    scores = _scores([row["label"] for row in rows], [label for label, _ in decided])
    confidence = np.array([confidence for _, confidence in decided])
    right = np.array([label == row["label"] for row, (label, _) in zip(rows, decided, strict=True)])
    gaps = [own.n * abs(own.confidence - own.accuracy) for own in reliability(confidence, right)]
    scores["expected_calibration_error"] = round(sum(gaps) / len(rows), 4)
    return scores


def flip_scores(rows: Rows, rule: DecisionRule) -> dict[str, Any]:
    """Score flips: how many, share right, share of pairs in which the claim is right against both reports."""
    right = {row["id"]: _decide(row, rule)[0] == row["label"] for row in rows}
    pairs = [(right[row["id"]], right[row["id"].rsplit(":", 1)[0]]) for row in rows if row["is_flip"]]
    return {
        "n": len(pairs),
        "right": round(float(np.mean([flip for flip, _ in pairs])), 4),
        "both_right": round(float(np.mean([flip and plain for flip, plain in pairs])), 4),
    }


def _decide(row: Mapping[str, Any], rule: DecisionRule) -> tuple[str, float]:
    probabilities = rule.probabilities(row["features"])
    label = rule.label(probabilities)
    return label.value, probabilities[label]


def _share(rows: Rows, rule: DecisionRule, label: str) -> float:
    return round(float(np.mean([_decide(row, rule)[0] == label for row in rows])), 4)


def _scores(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    names = [label.value for label in LABELS]
    each = f1_score(gold, predicted, labels=names, average=None, zero_division=0)
    return {
        "n": len(gold),
        "accuracy": round(float(np.mean(np.array(gold) == np.array(predicted))), 4),
        "macro_f1": round(float(each.mean()), 4),
        "f1": {name: round(float(value), 4) for name, value in zip(names, each, strict=True)},
        "contradicted_precision": round(
            float(precision_score(gold, predicted, labels=["contradicted"], average="micro", zero_division=0)), 4
        ),
    }
