"""Fits the decision rule on desk sets no NLI model was trained on: own report, edited report, another event's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from factcheck.datatypes import Claim
from factcheck.evidence import retrieve
from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text
from factcheck.training.corpus import HELD_OUT
from factcheck.training.readers import read_desk
from factcheck.verdicts import check_reports
from factcheck.verdicts.decide import ALTERED, COPIED, LABELS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from factcheck.datatypes import Encoder, NLIModel
    from factcheck.settings import Settings
    from factcheck.training.readers import DeskClaim

OTHER_EVENT_WEIGHT = 0.3
"""Weight of a claim against a report of another event: as many as the others, and much easier."""
STRENGTH = 0.03
"""Inverse of the regularisation. From 0.03 to 0.3 the log loss across folds is 0.649 to 0.651 (0.654 at 0.01); from
0.1 on fewer labels of the dev sets are right."""
SHARPNESS = 1.25
"""Factor of the logits, chosen on the dev sets, where the rule is right more often than on those it is fitted to."""
N_FOLDS = 9


def collect(desk: Path, encoder: Encoder, nli: NLIModel, settings: Settings) -> list[dict[str, Any]]:
    """Compute the rows to fit on, each with features, label, weight and set id.

    Args:
        desk: folder with `train` and `flips/train`.
        encoder: the product's encoder.
        nli: the NLI model the rule is for.
        settings: the product's settings.
    """
    sets = read_desk(desk / "train", desk / "flips" / "train")
    held = {name: sets[name] for name in sorted(HELD_OUT & set(sets))}
    pool = [" ".join(sets[name][0].sentences) for name in sorted(set(sets) - set(held))]
    others = ReferenceIndex.in_memory(pool, encoder=encoder, settings=settings)
    rows = own_report_rows(held, encoder, nli, settings)
    for name, claims in held.items():
        plain = [claim for claim in claims if not claim.is_flip]
        rows += _rows(name, plain, ["unverifiable"] * len(plain), OTHER_EVENT_WEIGHT, others, nli, settings)
    return rows


def other_event_rows(
    sets: Mapping[str, Sequence[DeskClaim]], encoder: Encoder, nli: NLIModel, settings: Settings
) -> list[dict[str, Any]]:
    """Compute the rows of desk claims against the report of the next set: another event, so all are unverifiable."""
    names = sorted(sets)
    rows: list[dict[str, Any]] = []
    for name, other in zip(names, [*names[1:], *names[:1]], strict=True):
        report = reference_from_text(" ".join(sets[other][0].sentences))
        index = ReferenceIndex.in_memory([report], encoder=encoder, settings=settings)
        plain = [claim for claim in sets[name] if not claim.is_flip]
        rows += _rows(name, plain, ["unverifiable"] * len(plain), 1.0, index, nli, settings)
    return rows


def own_report_rows(
    sets: Mapping[str, Sequence[DeskClaim]], encoder: Encoder, nli: NLIModel, settings: Settings
) -> list[dict[str, Any]]:
    """Compute the rows of desk claims, each against its own report (a flip against the edited one)."""
    rows: list[dict[str, Any]] = []
    for name, claims in sets.items():
        by_report: dict[tuple[str, ...], list[DeskClaim]] = {}
        for claim in claims:
            by_report.setdefault(claim.sentences, []).append(claim)
        for sentences, own in by_report.items():
            report = reference_from_text(" ".join(sentences))
            index = ReferenceIndex.in_memory([report], encoder=encoder, settings=settings)
            rows += _rows(name, own, [claim.label for claim in own], 1.0, index, nli, settings)
    return rows


def _rows(
    name: str,
    claims: Sequence[DeskClaim],
    labels: Sequence[str],
    weight: float,
    index: ReferenceIndex,
    nli: NLIModel,
    settings: Settings,
) -> Iterable[dict[str, Any]]:
    asked = [
        Claim(number=number, text=claim.claim, start=0, end=len(claim.claim), context=claim.context)
        for number, claim in enumerate(claims, 1)
    ]
    reports = check_reports(asked, retrieve(asked, index, settings), index, nli, settings)
    for claim, label, found in zip(claims, labels, reports, strict=True):
        if found:
            yield {
                "set": name,
                "id": claim.row_id,
                "claim": claim.claim,
                "register": claim.register,
                "is_flip": claim.is_flip,
                "label": label,
                "weight": weight,
                "features": found[0].features,
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRule:
    """A multinomial logistic regression, and `across`, what it says of each row when fitted without the row's fold.

    `across` holds probabilities, shape (rows, 3), in the order of `LABELS`.
    """

    names: list[str]
    scaler: StandardScaler
    model: LogisticRegression
    across: np.ndarray

    def as_json(self, sharpness: float) -> dict[str, Any]:
        """Give the JSON form that `factcheck.verdicts.decide.rule_from` reads, without thresholds.

        The logits are multiplied by `sharpness`.
        """

        def told(values: np.ndarray) -> dict[str, float]:
            return dict(zip(self.names, values.round(6).tolist(), strict=True))

        return {
            "features": self.names,
            "mean": told(self.scaler.mean_),
            "scale": told(self.scaler.scale_),
            "weights": {label.value: told(sharpness * self.model.coef_[row]) for row, label in enumerate(LABELS)},
            "bias": {
                label.value: round(float(sharpness * self.model.intercept_[row]), 6) for row, label in enumerate(LABELS)
            },
        }


def fit(rows: Sequence[dict[str, Any]], *, strength: float = STRENGTH, without: Collection[str] = ()) -> dict[str, Any]:
    """Fit the rule; thresholds come from predictions across folds, so that no set judges itself.

    Args:
        rows: what `collect` computed.
        strength: inverse of the regularisation.
        without: features to leave out, for an ablation.

    Returns:
        The JSON form that `factcheck.verdicts.decide.rule_from` reads.
    """
    labels = np.array([LABELS.index(row["label"]) for row in rows])
    fitted = fit_labels(rows, labels, strength=strength, without=without)
    across = sharpened(np.log(fitted.across + 1e-12), SHARPNESS)
    return fitted.as_json(SHARPNESS) | choose_thresholds(across, labels, np.array([row["weight"] for row in rows]))


def sharpened(logits: np.ndarray, factor: float) -> np.ndarray:
    """Give the probabilities, shape (rows, labels), of logits times a factor."""
    raised = np.exp(factor * (logits - logits.max(axis=1, keepdims=True)))
    shares: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit_labels(
    rows: Sequence[dict[str, Any]], labels: np.ndarray, *, strength: float = STRENGTH, without: Collection[str] = ()
) -> FittedRule:
    """Fit a regression to labels of the rows, numbers in the order of `LABELS`, on all features but some."""
    names = sorted(set(rows[0]["features"]) - {ALTERED, COPIED, *without})
    values = np.array([[row["features"][name] for name in names] for row in rows])
    kept = values.std(axis=0) > 1e-9  # noqa: PLR2004 - a feature that never varies says nothing
    names, values = [name for name, keep in zip(names, kept, strict=True) if keep], values[:, kept]
    weights = np.array([row["weight"] for row in rows])
    scaler = StandardScaler().fit(values)
    scaled = scaler.transform(values)
    model = LogisticRegression(C=strength, max_iter=2000)
    across = cross_val_predict(
        model,
        scaled,
        labels,
        groups=np.array([row["set"] for row in rows]),
        cv=GroupKFold(N_FOLDS),
        method="predict_proba",
        params={"sample_weight": weights},
    )
    model.fit(scaled, labels, sample_weight=weights)
    return FittedRule(names=names, scaler=scaler, model=model, across=across)


def choose_thresholds(probabilities: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> dict[str, float]:
    """Choose the least probabilities of contradicted and supported that give the best weighted macro-F1.

    Accusations must be right in at least `LEAST_PRECISION` of cases: a wrong one costs a user.
    """
    best, chosen = -1.0, {"contradicted_from": 0.5, "supported_from": 0.4}
    for contradicted_from in np.arange(0.34, 0.80, 0.02):
        for supported_from in np.arange(0.30, 0.56, 0.02):
            supported, contradicted, unverifiable = probabilities.T
            called = np.full(len(labels), 2)
            called[(supported >= supported_from) & (supported >= unverifiable) & (supported >= contradicted)] = 0
            likeliest = (contradicted >= supported) & (contradicted >= unverifiable)
            called[likeliest & (contradicted >= contradicted_from)] = 1
            scores = [_f1(called == label, labels == label, weights) for label in range(3)]
            accused = weights[called == 1].sum()
            precision = weights[(called == 1) & (labels == 1)].sum() / accused if accused else 0.0
            if precision >= LEAST_PRECISION and np.mean(scores) > best:
                best = float(np.mean(scores))
                chosen = {
                    "contradicted_from": round(float(contradicted_from), 2),
                    "supported_from": round(float(supported_from), 2),
                }
    return chosen


LEAST_PRECISION = 0.72
"""Share of accusations that must be right across folds of the held-out sets, ten of which were written to be harder
than news. The thresholds that ship are not these but were chosen on the dev sets (README, Decisions): accusing from
0.48, 0.70 are right across these folds and 0.76 on dev, where 0.75 is wanted."""


def _f1(called: np.ndarray, gold: np.ndarray, weights: np.ndarray) -> float:
    both, either = weights[called & gold].sum(), weights[called].sum() + weights[gold].sum()
    return float(2 * both / either) if either else 0.0


def write_rule(rule: dict[str, Any], path: Path) -> None:
    """Write the rule as readable JSON."""
    path.write_text(json.dumps(rule, indent=1) + "\n", encoding="utf-8")
