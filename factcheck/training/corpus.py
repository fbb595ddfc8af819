"""Builds the training pairs of every source once, and stores them as one JSON Lines file."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING

from factcheck.errors import ReadError
from factcheck.training.premises import Premises, desk_pairs, document_pairs
from factcheck.training.readers import read_contrasts, read_desk, read_document_claims, read_pairs

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.datatypes import Encoder
    from factcheck.training.readers import DeskClaim, DocumentClaim, TrainingPair

logger = logging.getLogger(__name__)

HELD_OUT = frozenset(
    f"{writer}-{number:02}"
    for writer, numbers in {
        "d": (1, 7, 13),
        "f": (5, 11),
        "g": (3, 9),
        "i": (1, 7, 13),
        "j": (5, 11),
        "k": (3, 9),
        "l": (1, 7, 13),
        "m": (5, 11),
        "n": (3, 9),
        "o": (1, 2, 3, 4, 5, 6),
        "z": (1, 7),
        "za": (1, 7),
        "zb": (1, 7),
        "zc": (1, 7),
        "zd": (1, 7),
    }.items()
    for number in numbers
)
"""Desk training sets that no NLI model is trained on: the decision rule is fitted on them. Of every writer some."""
KEPT_FILLER = {"fnc1": 0.3, "summhay_news": 0.15, "fib": 0.6}
"""Share of rows taken from sources whose rows are many, long and easy."""


def desk_training_sets(desk: Path) -> dict[str, list[DeskClaim]]:
    """Read the desk training sets with their flips, less those held out."""
    sets = read_desk(desk / "train", desk / "flips" / "train")
    return {name: claims for name, claims in sets.items() if name not in HELD_OUT}


def build_pairs(data: Path, desk: Path, encoder: Encoder, *, n_joined: int, seed: int) -> list[TrainingPair]:
    """Build the pairs of all public sources and of the desk sets.

    Args:
        data: folder with `nli/pairs.train.jsonl.gz` and `facts/claims.train.jsonl.gz`.
        desk: folder with the desk sets (`seeds/desk`).
        encoder: ranks the sentences of long documents, as the product does.
        n_joined: sentences of one document joined into one premise.
        seed: fixes what is drawn.

    Raises:
        ReadError: a data file is missing.
    """
    nli, facts = data / "nli" / "pairs.train.jsonl.gz", data / "facts" / "claims.train.jsonl.gz"
    for path in (nli, facts, desk / "train"):
        if not path.exists():
            raise ReadError(f"The training data {path.name!r} is missing from {str(path.parent)!r}; give its folder.")
    pairs = read_pairs(nli)
    logger.info("%d sentence pairs", len(pairs))
    pairs += build_desk_pairs(desk, encoder, n_joined=n_joined, seed=seed)
    logger.info("%d with desk pairs", len(pairs))
    rng = random.Random(seed)
    claims = [row for row in read_document_claims(facts) if rng.random() < KEPT_FILLER.get(row.source, 1.0)]
    pairs += document_pairs(without_duplicates(claims), Premises(encoder), n_joined=n_joined)
    logger.info("%d with document claims", len(pairs))
    return pairs


def build_desk_pairs(desk: Path, encoder: Encoder, *, n_joined: int, seed: int) -> list[TrainingPair]:
    """Build the pairs of the desk training sets, their flips and the contrasts only."""
    sets = desk_training_sets(desk)
    pairs = desk_pairs(sets, Premises(encoder), n_joined=n_joined, rng=random.Random(seed))
    return pairs + read_contrasts(desk / "contrasts" / "train")


def without_duplicates(claims: list[DocumentClaim]) -> list[DocumentClaim]:
    """Drop repeats of the same document and claim, keeping the first.

    `fm2` and `vitaminc` rows also stand among the sentence pairs; the mixture gives those their weight.
    """
    seen: dict[tuple[str, str], DocumentClaim] = {}
    for row in claims:
        seen.setdefault((row.document, row.claim), row)
    return list(seen.values())
