"""Finds citations again in an index as it is now: in place, moved, changed or gone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import fuzz

from factcheck.datatypes import Reference
from factcheck.ledger.citations import Citation, words_sha256
from factcheck.ledger.places import BOTH, likest, matches_of, places_of
from factcheck.reading import same_origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Evidence, Passage
    from factcheck.ledger.places import Place


class Standing(StrEnum):
    """What has become of the place a citation names."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


LOST = (Standing.CHANGED, Standing.GONE)
"""What takes the ground from a verdict: the words cited are no longer in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a citation has become.

    `now` is where the words stand today (exact, moved) or the sentence of the report most like them (changed); None
    when the report is gone. `report_changed` tells that other words of the report changed, or its id. `elsewhere` are
    the ids of other reports that hold the same sentence, when the report cited does not.
    """

    citation: Citation
    standing: Standing
    now: Passage | None = None
    report_changed: bool = False
    elsewhere: tuple[str, ...] = ()


class Holdings(Protocol):
    """What finding citations needs of an index."""

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position."""


class Shelf:
    """The references of an index, read once, to find citations among."""

    def __init__(self, index: Holdings) -> None:
        """Keep the index; it is read when first asked."""
        self._index = index

    @cached_property
    def _held(self) -> dict[str, Reference]:
        return {reference.reference_id: reference for reference in self._index.references()}

    def holds(self, reference_id: str, sha256: str) -> bool:
        """Tell whether a reference is held under that id with a text of that SHA-256."""
        return reference_id in self._held and self._held[reference_id].sha256 == sha256

    def find(self, citation: Citation) -> Found:
        """Say what has become of a citation.

        The report is the one of the same id, else those of the same address or file, or of the same title, publisher
        and day, else one that holds the same three sentences in a row and is of no other address, title or publisher.
        Of a report whose words are withheld only its id is known, which changes with its text: it is there or gone.
        """
        held = self._held.get(citation.reference_id)
        if citation.evidence.withheld:
            return _of_withheld(citation, is_held=held is not None)
        if held and words_sha256(held.text[citation.start : citation.end]) == citation.text_sha256:
            changed = bool(citation.reference_sha256) and held.sha256 != citation.reference_sha256
            return Found(
                citation=citation, standing=Standing.EXACT, now=citation.evidence.passage, report_changed=changed
            )
        versions = [held] if held else self._versions(citation.evidence)
        if places := [place for version in versions for place in self._places(citation, version)]:
            return Found(
                citation=citation, standing=Standing.MOVED, now=likest(places, citation.start), report_changed=True
            )
        return self._lost(citation, versions)

    def _versions(self, evidence: Evidence) -> list[Reference]:
        cited = _reference(evidence)
        same = [reference for reference in self._held.values() if same_origin(cited, reference)]
        return same or [reference for reference in self._held.values() if _same_headline(cited, reference)]

    def _places(self, citation: Citation, reference: Reference) -> list[Place]:
        matches = matches_of(citation.evidence.passage.text, reference.text)
        if not matches:  # most reports, whose passages need not be read
            return []
        return places_of(citation.evidence, reference, self._index.passages_of(reference.reference_id), matches)

    def _lost(self, citation: Citation, versions: Sequence[Reference]) -> Found:
        """Say what became of words that no version of the report holds any more."""
        evidence = citation.evidence
        places = [place for other in self._held.values() for place in self._places(citation, other)]
        in_a_row = [
            place
            for place in places
            if place.n_neighbours == BOTH and self._may_be(evidence, place.passage.reference_id)
        ]
        if not versions and in_a_row and (evidence.before or evidence.after):
            moved = likest(in_a_row, citation.start)
            return Found(citation=citation, standing=Standing.MOVED, now=moved, report_changed=True)
        passages = [passage for version in versions for passage in self._index.passages_of(version.reference_id)]
        return Found(
            citation=citation,
            standing=Standing.CHANGED if versions else Standing.GONE,
            now=max(passages, key=lambda passage: fuzz.ratio(passage.text, evidence.passage.text), default=None),
            report_changed=True,
            elsewhere=tuple(dict.fromkeys(place.passage.reference_id for place in places)),
        )

    def _may_be(self, evidence: Evidence, reference_id: str) -> bool:
        """Tell whether nothing that is known of a reference says that it is another report than the one cited."""
        cited, other = _reference(evidence), self._held[reference_id]
        named = ("url", "title", "publisher")
        return not any(
            one and another and one != another
            for one, another in ((getattr(cited, name), getattr(other, name)) for name in named)
        )


def _of_withheld(citation: Citation, *, is_held: bool) -> Found:
    standing, now = (Standing.EXACT, citation.evidence.passage) if is_held else (Standing.GONE, None)
    return Found(citation=citation, standing=standing, now=now, report_changed=not is_held)


def _reference(evidence: Evidence) -> Reference:
    """Give the reference that evidence is from, without its text."""
    return Reference(
        reference_id=evidence.reference_id,
        text="",
        sha256=evidence.reference_sha256,
        title=evidence.title,
        publisher=evidence.publisher,
        published=evidence.published,
        url=evidence.url,
        path=evidence.path,
    )


def _same_headline(a: Reference, b: Reference) -> bool:
    """Tell whether two references have one title, and publishers and days that do not differ."""
    if not a.title or a.title != b.title:
        return False
    days = [(reference.published or "")[:10] for reference in (a, b)]
    pairs = ((a.publisher, b.publisher), days)
    return all(one == other or not one or not other for one, other in pairs)
