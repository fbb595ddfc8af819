"""Chooses the sentences of a report that are judged together: the closest to the claim, and what they lack (pure)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.verdicts.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

N_CLOSEST = 2
"""Sentences taken for their closeness alone."""
WORD_GAIN, NEIGHBOUR_GAIN = 0.2, 0.05
"""Cosine that a word of the claim not held so far is worth when one sentence has it (half when two have it), and that a
place beside one of the closest sentences is worth, where what a pronoun stands for is found."""


def telling_sentences(sentences: Sequence[str], similarities: NDArray[np.float32], claim: str, *, n: int) -> list[int]:
    """Choose the n sentences of a report that together tell most about a claim.

    The two closest come first; then, one by one, the closest that also holds words of the claim which those chosen
    lack (greedy coverage, as in maximal marginal relevance, Carbonell and Goldstein 1998). All evidence sentences are
    among 5 chosen so for 93% of desk claims, among the 5 closest for 90%, among the 4 closest for 86%.

    Args:
        sentences: the sentences of the report.
        similarities: cosine of each sentence and the claim, shape (n_sentences,).
        claim: the claim's text.
        n: how many to choose, at least 1; all when there are no more.

    Returns:
        Sentence numbers in text order.

    >>> import numpy as np
    >>> report = ["The ferry sank.", "It was old.", "Its owner is Greek.", "Rain fell."]
    >>> telling_sentences(report, np.array([0.9, 0.5, 0.2, 0.3]), "The ferry that sank is Greek.", n=3)
    [0, 1, 2]
    """
    closeness: list[float] = similarities.round(6).tolist()
    ranked = sorted(range(len(sentences)), key=lambda at: (-closeness[at], at))
    held = [stems(sentence) for sentence in sentences]
    frequency = Counter(stem for own in held for stem in own)
    chosen = ranked[: min(N_CLOSEST, n)]
    beside = {at + step for at in chosen for step in (-1, 1)}
    lacking = set(stems(claim)).difference(*(held[at] for at in chosen))

    def gain(at: int) -> float:
        words = sum(1 / frequency[stem] for stem in lacking & held[at])
        return closeness[at] + WORD_GAIN * words + NEIGHBOUR_GAIN * (at in beside)

    rest = ranked[len(chosen) :]
    while rest and len(chosen) < n:
        best = max(rest, key=lambda at: (round(gain(at), 6), -at))
        rest.remove(best)
        chosen.append(best)
        lacking -= held[best]
    return sorted(chosen)
