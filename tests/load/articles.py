"""Articles of the load: paragraphs of the starter articles, and sentences of our own about towns that do not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_FOLDER = Path(__file__).parents[2] / "seeds" / "articles"
_TOWNS = ("Karsk", "Velm", "Orro", "Saltwick", "Dunmarra", "Pelle", "Ostrava Bay", "Linnet")
_WHO = ("The mayor", "The harbour master", "A spokeswoman for the ministry", "The coast guard", "The union")
_WHAT = (
    "said that {n} of the {m} ferries to {town} would not sail until May",
    "told reporters in {town} that the bridge had cost {n} million euros",
    "denied that more than {n} people had left {town} since the flood",
    "announced that the clinic in {town} would hire {n} nurses",
    "confirmed that the {town} tunnel closed for {n} days after the fire",
)


def sentence(rng: Random) -> str:
    """Make up a sentence."""
    told = rng.choice(_WHAT).format(town=rng.choice(_TOWNS), n=rng.randint(2, 90), m=rng.randint(91, 200))
    return f"{rng.choice(_WHO)} {told}."


def paragraphs() -> list[str]:
    """Give the paragraphs of the starter articles that are plain text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.txt"))]
    return [each.strip() for text in texts for each in text.split("\n\n") if len(each.split()) > 12]


def small(rng: Random) -> str:
    """Give a note of one to three sentences."""
    return " ".join(sentence(rng) for _ in range(rng.randint(1, 3)))


def large(rng: Random, sentences: int) -> str:
    """Give an article of about that many sentences, half of them of the starter articles."""
    parts, n = [], 0
    while n < sentences:
        part = rng.choice(paragraphs()) if rng.random() < 0.5 else " ".join(sentence(rng) for _ in range(4))
        parts.append(part)
        n += part.count(".")
    return "\n\n".join(parts)
