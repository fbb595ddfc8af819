"""Cuts an article into paragraphs and into what was claimed, skipped or neither (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Failure, Verdict
from factcheck.report.plain import Piece, pieces
from factcheck.report.wording import claim_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.datatypes import Claim
    from factcheck.report.report import Report, Skipped

    Place = Verdict | Failure | Claim | Skipped


class Segment(NamedTuple):
    """Some characters of an article, cleaned and cut at the words that differ, and what was made of them."""

    pieces: list[Piece]
    place: Place | None


def paragraphs(report: Report) -> list[list[Segment]]:
    """Cut a report's article into paragraphs of segments, in order; [] for an empty article.

    A line end between two places ends a paragraph, one within a place is a space. Every character but white space
    stands in one segment; where two places overlap the first keeps its characters, and a place that has none left
    still has its (empty) segment.
    """
    found: list[list[Segment]] = [[]]
    text = report.input_text
    done = 0
    for place in sorted(_places(report), key=_start_and_end):
        start, end = _start_and_end(place)
        _append_plain(found, text[done:start])
        done = max(done, start)
        found[-1].append(_segment(text, done, end, place))
        done = max(done, end)
    _append_plain(found, text[done:])
    return [paragraph for paragraph in found if any(_says(segment) for segment in paragraph)]


def _places(report: Report) -> Iterator[Place]:
    yield from report.verdicts
    yield from report.failures
    yield from report.not_reached
    yield from report.skipped


def _start_and_end(place: Place) -> tuple[int, int]:
    held = place.claim if isinstance(place, Verdict | Failure) else place
    return held.start, held.end


def _segment(text: str, start: int, end: int, place: Place | None) -> Segment:
    spans = claim_spans(place) if isinstance(place, Verdict) else ()
    return Segment(pieces(text[start:end], spans, start=start), place)


def _append_plain(found: list[list[Segment]], text: str) -> None:
    for i, line in enumerate(text.split("\n")):
        if i:
            found.append([])
        if line:
            found[-1].append(_segment(line, 0, len(line), None))


def _says(segment: Segment) -> bool:
    return segment.place is not None or any(piece.text.strip() for piece in segment.pieces)
