"""Prints how edits of a corpus spread over kinds and labels: `python -m factcheck.training.edits CORPUS.jsonl.gz --n 2000`."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.sentences import sentence_spans
from factcheck.training.edits import ContrastPair, NamePool, contrast_pairs, generate, tidy
from factcheck.training.edits.forms import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MARKS = ("not", "never", "no", "all", "only", "nearly", "more than", "about", "said", "after")


def read_reports(path: Path, n_sentences: int, rng: random.Random) -> tuple[list[str], list[list[str]]]:
    """Read the texts of a corpus and cut random ones into at least `n_sentences` sentences, by report."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        texts = [tidy(str(json.loads(line)["text"])) for line in lines]
    order = rng.sample(texts, len(texts))
    reports: list[list[str]] = []
    for text in order:
        if sum(map(len, reports)) >= n_sentences:
            break
        reports.append([" ".join(span.text.split()) for span in sentence_spans(text)])
    return texts, reports


def table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Lay out counts by label of (name, label) rows, most frequent first."""
    counts = Counter(rows)
    names = Counter(name for name, _ in counts.elements())
    lines = [f"{title:<28}" + "".join(f"{label:>15}" for label in LABELS)]
    lines += [
        f"{name:<28}" + "".join(f"{counts[name, label]:>15}" for label in LABELS) for name, _ in names.most_common()
    ]
    return "\n".join(lines)


def balance(title: str, pairs: Sequence[ContrastPair]) -> str:
    """Lay out labels, kinds and the share of hypotheses with each telling word, per cent by label."""
    totals = Counter(pair.label for pair in pairs)
    kinds = [(kind, pair.label) for pair in pairs for kind in set(pair.kind.split("+"))]
    lines = [f"== {title}: {len(pairs)} pairs", table("kind", [*kinds, *(("ALL", pair.label) for pair in pairs)])]
    lines.append(f"{'% of hypotheses with':<28}" + "".join(f"{label:>15}" for label in LABELS))
    for mark in MARKS:
        pattern = re.compile(rf"\b{mark}\b|n['’]t\b" if mark == "not" else rf"\b{mark}\b", re.IGNORECASE)
        found = Counter(pair.label for pair in pairs if pattern.search(pair.hypothesis))
        lines.append(f"{mark:<28}" + "".join(f"{100 * found[x] / max(totals[x], 1):>15.1f}" for x in LABELS))
    return "\n".join(lines)


def claim_only(pairs: Sequence[ContrastPair]) -> float:
    """Score a word model that sees the hypothesis alone: three-way balanced accuracy, [0, 1], chance 0.33.

    Five-fold; pairs made from one sentence stay in one fold.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import balanced_accuracy_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(max_iter=300, class_weight="balanced"),
    )
    labels = [pair.label for pair in pairs]
    groups = [int(pair.kind.rsplit("#", 1)[1]) for pair in pairs]
    guessed = cross_val_predict(model, [pair.hypothesis for pair in pairs], labels, cv=GroupKFold(5), groups=groups)
    return float(balanced_accuracy_score(labels, guessed))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.edits", description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON Lines with a field 'text', gzip or plain")
    parser.add_argument("--n", type=int, default=2000, help="sentences to edit (default 2000)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the random choices (default 0)")
    parser.add_argument("--show", type=int, default=0, help="pairs to print")
    parser.add_argument("--claim-only", action="store_true", help="score a word model on hypotheses alone")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    texts, reports = read_reports(options.corpus, options.n, rng)
    names = NamePool.harvest(texts)

    def edited(sentence: str, report: Sequence[str]) -> list[ContrastPair]:
        edits = generate(sentence, rng=rng, names=names, others=report)
        return [ContrastPair(sentence, edit.text, edit.label, edit.kind) for edit in edits]

    def contrasted(sentence: str, report: Sequence[str]) -> list[ContrastPair]:
        return contrast_pairs(sentence, rng=rng, names=names, others=report)

    for title, make in (("generate", edited), ("contrast_pairs", contrasted)):
        _report(title, make, reports, options, rng)
    return 0


def _report(
    title: str,
    make: Callable[[str, Sequence[str]], list[ContrastPair]],
    reports: Sequence[Sequence[str]],
    options: argparse.Namespace,
    rng: random.Random,
) -> None:
    start = time.perf_counter()
    made = [make(sentence, report) for report in reports for sentence in report]
    seconds = time.perf_counter() - start
    pairs = [pair for group in made for pair in group]
    sys.stdout.write(
        balance(title, pairs) + f"\n{len(made) / seconds:.0f} sentences/s, {len(pairs) / seconds:.0f} pairs/s\n"
    )
    for pair in rng.sample(pairs, min(options.show, len(pairs))):
        sys.stdout.write(f"[{pair.label}: {pair.kind}]\n  P {pair.premise}\n  H {pair.hypothesis}\n")
    if options.claim_only:
        grouped = [pair._replace(kind=f"{pair.kind}#{n}") for n, group in enumerate(made) for pair in group]
        sys.stdout.write(f"claim-only balanced accuracy {claim_only(grouped):.3f} (chance 0.333)\n")


if __name__ == "__main__":
    sys.exit(main())
