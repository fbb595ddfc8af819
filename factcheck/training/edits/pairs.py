"""Training pairs made from one sentence: hypotheses against it, and claims that stay while the report changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.training.edits.details import unattributed
from factcheck.training.edits.forms import LABELS, Edit, Label
from factcheck.training.edits.frames import reframe
from factcheck.training.edits.layout import (
    Layout,
    Reading,
    hypothesis_for,
    lay_out,
    premises_for,
    respun,
    some_spun,
)
from factcheck.training.edits.view import usable

if TYPE_CHECKING:
    import datetime as dt
    import random
    from collections.abc import Sequence

    from factcheck.training.edits.forms import Site
    from factcheck.training.edits.names import NamePool

SPUN, REFRAMED = 0.4, 0.35
TWICE, AGAIN = 0.5, 0.6
TRIES = 6
CONTENT = re.compile(r"[a-z]{4,}|\d+")
SHARED = 0.3
ADDED, CHANGED = 0.2, 0.45
ADDED_ALONE, ELSEWHERE = 0.1, 0.6
VERBATIM = 0.1


class ContrastPair(NamedTuple):
    """A premise, a hypothesis, the label of the pair and the kind of edit that decides it."""

    premise: str
    hypothesis: str
    label: Label
    kind: str


def generate(
    sentence: str,
    *,
    rng: random.Random,
    names: NamePool,
    others: Sequence[str] = (),
    published: dt.date | None = None,
) -> list[Edit]:
    """Make up to seven hypotheses to be judged against the sentence; [] for one that is not plain prose.

    `others` are sentences of the same report: names are taken from them, and one may serve as a neutral. `published`
    is the day of the report.
    """
    if not usable(sentence):
        return []
    layout = lay_out(sentence, rng, names, others, published)
    edits: list[Edit] = []
    for label in (*LABELS, *(("entailment", "neutral", "neutral") if rng.random() < TWICE else ())):
        hypothesis = hypothesis_for(layout, layout.original(), label, rng)
        decided = hypothesis and layout.deciding(layout.original(), hypothesis)
        if hypothesis is None or not decided or decided[0] != label:
            continue
        if decided == ("neutral", "detail absent") and rng.random() > ADDED_ALONE:
            continue
        synonyms = some_spun(layout, rng, share=AGAIN if hypothesis == layout.original() else SPUN)
        text = _framed(layout.write(hypothesis, synonyms), rng)
        if text != sentence or (label == "entailment" and rng.random() < VERBATIM):
            edits.append(Edit(text=text, label=label, kind=_kind(decided[1], synonyms, verbatim=text == sentence)))
    if others and rng.random() < ELSEWHERE:
        edits += _elsewhere(sentence, others, rng)
    plain = unattributed(sentence)
    if plain and usable(plain):
        edits.append(Edit(text=plain, label="neutral", kind="doubtful source"))
    return list({edit.text: edit for edit in edits}.values())


def contrast_pairs(
    sentence: str,
    *,
    rng: random.Random,
    names: NamePool,
    others: Sequence[str] = (),
    published: dt.date | None = None,
    n_claims: int = 2,
) -> list[ContrastPair]:
    """Make up to `n_claims` claims that each stand with three premises, one for each label.

    The same hypothesis comes with every label, so that nothing in it tells which. [] for a sentence that is not
    plain prose or that cannot be edited three ways.
    """
    if not usable(sentence):
        return []
    pairs: list[ContrastPair] = []
    for _ in range(n_claims):
        layout = lay_out(sentence, rng, names, others, published)
        for _ in range(TRIES):
            made = _one_claim(layout, rng)
            if len(made) == len(LABELS):
                pairs += made
                break
    return pairs


def rewrite_premise(
    sentence: str,
    *,
    rng: random.Random,
    names: NamePool,
    others: Sequence[str] = (),
    published: dt.date | None = None,
) -> list[ContrastPair]:
    """Keep the sentence, or a rewording of it, as the claim and edit the report: one pair a label where possible."""
    if not usable(sentence):
        return []
    layout = lay_out(sentence, rng, names, others, published)
    return _claim_with_premises(layout, layout.original(), rng)


def _one_claim(layout: Layout, rng: random.Random) -> list[ContrastPair]:
    reading = tuple(
        rng.choice(site.forms) if rng.random() < (ADDED if site.kind == "detail added" else CHANGED) else site.forms[0]
        for site in layout.facts
    )
    return _claim_with_premises(layout, reading, rng)


def _claim_with_premises(layout: Layout, hypothesis: Reading, rng: random.Random) -> list[ContrastPair]:
    premises = {label: premises_for(layout, hypothesis, label, rng) for label in LABELS}
    synonyms = some_spun(layout, rng, share=SPUN)
    kept = premises["entailment"]
    if kept is None:
        return []
    if layout.write(kept) == layout.write(hypothesis, synonyms) and rng.random() > VERBATIM:
        synonyms = some_spun(layout, rng, share=1.0)
    text = _framed(layout.write(hypothesis, synonyms), rng)
    pairs = []
    for label, premise in premises.items():
        decided = premise and layout.deciding(premise, hypothesis)
        if premise is None or not decided or decided[0] != label:
            continue
        report = layout.write(premise)
        if report == text and rng.random() > VERBATIM:
            continue
        pairs.append(ContrastPair(report, text, label, _kind(decided[1], synonyms, verbatim=report == text)))
    return pairs


def _framed(text: str, rng: random.Random) -> str:
    return reframe(text, rng) if rng.random() < REFRAMED else text


def _kind(kind: str, synonyms: Sequence[Site], *, verbatim: bool) -> str:
    if verbatim:
        return "verbatim"
    return "+".join(filter(None, [kind, "spun" if synonyms else ""])) or "reframed"


def _elsewhere(sentence: str, others: Sequence[str], rng: random.Random) -> list[Edit]:
    other = rng.choice(others)
    if not usable(other) or other == sentence:
        return []
    words, own = set(CONTENT.findall(other.lower())), set(CONTENT.findall(sentence.lower()))
    if not words or len(words & own) > SHARED * len(words):
        return []
    return [Edit(text=_framed(respun(other, rng, share=SPUN), rng), label="neutral", kind="another sentence")]
