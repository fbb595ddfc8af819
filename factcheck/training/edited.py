"""Makes contrast pairs of plain news: the same claim with three reports, one for each label."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from factcheck.sentences import sentence_spans
from factcheck.training.edits import NamePool, contrast_pairs, generate, tidy
from factcheck.training.readers import TrainingPair, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SOURCE = "edits"
ALONE, BETWEEN = 0.45, 0.35
"""Share of premises that are the sentence alone, and between its neighbours; the rest stand among other sentences."""
SENTENCES_A_REPORT = 4


def edited_pairs(
    news: Sequence[Path], reports: Sequence[Sequence[str]], *, n_sentences: int, seed: int
) -> list[TrainingPair]:
    """Make pairs of about `n_sentences` news sentences, and of the sentences of the desk reports given.

    Args:
        news: files of plain news, JSON Lines with `text`.
        reports: reports as sentences.
        n_sentences: sentences to draw from the news.
        seed: fixes what is drawn.
    """
    rng = random.Random(seed)
    texts = [tidy(str(row["text"])) for path in news for row in read_rows(path)]
    names = NamePool.harvest([*texts, *(" ".join(report) for report in reports)])
    rng.shuffle(texts)
    pairs: list[TrainingPair] = []
    for number, report in enumerate(reports):
        pairs += _of_report(list(report), f"desk{number}", len(report), names, rng)
    drawn = 0
    for number, text in enumerate(texts):
        if drawn >= n_sentences:
            break
        sentences = [" ".join(span.text.split()) for span in sentence_spans(text[:6000])]
        made = _of_report(sentences, f"news{number}", SENTENCES_A_REPORT, names, rng)
        drawn += SENTENCES_A_REPORT if made else 0
        pairs += made
    return pairs


def _of_report(sentences: list[str], name: str, n: int, names: NamePool, rng: random.Random) -> list[TrainingPair]:
    pairs: list[TrainingPair] = []
    for at in rng.sample(range(len(sentences)), min(n, len(sentences))):
        others = [sentence for number, sentence in enumerate(sentences) if number != at]
        group = f"{SOURCE}:{name}:{at}"
        for made in contrast_pairs(sentences[at], rng=rng, names=names, others=others, n_claims=1):
            premise = _placed(made.premise, sentences, at, rng)
            pairs.append(
                TrainingPair(premise=premise, hypothesis=made.hypothesis, label=made.label, source=SOURCE, group=group)
            )
        for edit in generate(sentences[at], rng=rng, names=names, others=others)[:3]:
            premise = sentences[at] if edit.label == "neutral" else _placed(sentences[at], sentences, at, rng)
            pairs.append(
                TrainingPair(premise=premise, hypothesis=edit.text, label=edit.label, source=SOURCE, group=group)
            )
    return pairs


def _placed(premise: str, sentences: Sequence[str], at: int, rng: random.Random) -> str:
    """Put the edited sentence where the product would show it: alone, between neighbours, among other sentences."""
    draw = rng.random()
    if draw < ALONE:
        return premise
    if draw < ALONE + BETWEEN:
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(sentences)]
    else:
        away = [n for n in range(len(sentences)) if n != at]
        near = rng.sample(away, min(3, len(away)))
    return " ".join(premise if n == at else sentences[n] for n in sorted({*near, at}))
