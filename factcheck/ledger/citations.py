"""Citations: a reference id, characters of its text and a hash of the words there, kept with every evidence (pure)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place a verdict rests on: characters `[start, end)` of a reference's text, and the words that stood there.

    `text_sha256` is the hex SHA-256 of the words with each run of white space as one space, which is all that a
    citation needs to be found again; `reference_sha256` that of the whole text, "" when unknown. `claims` are the
    numbers of the claims whose verdicts cite it, ascending. `evidence` is the evidence as it was first cited.
    """

    reference_id: str
    start: int
    end: int
    text_sha256: str
    reference_sha256: str
    claims: tuple[int, ...]
    evidence: Evidence


def words_sha256(text: str) -> str:
    r"""Give the hex SHA-256 of the words of a text; how they are broken into lines does not matter.

    >>> words_sha256("It  rained\nall day.") == words_sha256("It rained all day.")
    True
    """
    # A text from Python may hold lone surrogates, which plain UTF-8 refuses.
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def cited_by(verdict: Verdict) -> Iterator[Evidence]:
    """Give all evidence of a verdict and of the verdicts on its parts, the deciding passage first; some may repeat."""
    yield from verdict.evidence
    for part in verdict.parts:
        yield from cited_by(part)


def citations_of(verdicts: Iterable[Verdict]) -> list[Citation]:
    """Give what some verdicts cite, each place once, in the order of first mention; [] when they cite nothing."""
    cited: dict[tuple[str, int, int, str], tuple[Evidence, list[int]]] = {}
    for verdict in verdicts:
        for evidence in cited_by(verdict):
            key = (evidence.reference_id, evidence.start, evidence.end, words_sha256(evidence.passage.text))
            _, claims = cited.setdefault(key, (evidence, []))
            claims.append(verdict.claim.number)
    return [
        Citation(
            reference_id=reference_id,
            start=start,
            end=end,
            text_sha256=text_sha256,
            reference_sha256=evidence.reference_sha256,
            claims=tuple(sorted(set(claims))),
            evidence=evidence,
        )
        for (reference_id, start, end, text_sha256), (evidence, claims) in cited.items()
    ]
