"""What adding or updating references will change, decided before anything is written."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from factcheck.reading import FEEDS, same_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factcheck.datatypes import Reference


_TOLD = ("sha256", "title", "publisher", "published", "url", "author", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSummary:
    """What an addition or update did; ids in ascending order.

    `added` were not in the index before, `unchanged` were and are the same, `replaced` were in the index in a version
    that gave way to the one given (for an update also under another id, which is then gone). `n_embedded` counts the
    passages that were embedded, `n_reused` those that stood word for word in a report that gave way and kept its
    vector; the two say how it was done and play no part when summaries are compared.
    """

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    n_embedded: int = field(default=0, compare=False)
    n_reused: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The references to write, in ascending order of id, and the ids to remove before."""

    write: tuple[Reference, ...]
    remove: tuple[str, ...]
    summary: AddSummary


def plan_changes(wanted: Mapping[str, Reference], held: Mapping[str, Reference], superseded: Iterable[str]) -> Plan:
    """Plan a change.

    Args:
        wanted: the references given, by id.
        held: those of them that the index holds, by id; their text may be left out ("").
        superseded: further ids held that give way.
    """
    unchanged = {name for name, reference in wanted.items() if name in held and _same(reference, held[name])}
    outdated = set(held) - unchanged
    remove = sorted(outdated | set(superseded))
    return Plan(
        write=tuple(wanted[name] for name in sorted(set(wanted) - unchanged)),
        remove=tuple(remove),
        summary=AddSummary(
            added=tuple(sorted(set(wanted) - set(held))), unchanged=tuple(sorted(unchanged)), replaced=tuple(remove)
        ),
    )


def superseded_ids(wanted: Mapping[str, Reference], stored: Iterable[Reference]) -> list[str]:
    """Give the ids of stored references of which a newer version is given under another id (`same_origin`).

    What is given in the same call never gives way, so that all reports of one file can be updated together. Only
    references whose address or path end alike are compared, which keeps it quick for large indexes.
    """
    by_place: dict[str, list[Reference]] = defaultdict(list)
    for reference in wanted.values():
        for place in _places(reference):
            by_place[place].append(reference)
    return [
        old.reference_id
        for old in stored
        if old.reference_id not in wanted and any(_is_version(old, by_place[p]) for p in _places(old) if p in by_place)
    ]


def with_what_feeds_told(new: Reference, held: Reference) -> Reference:
    """Keep what a feed or sitemap told of a page when the page is read by itself, which does not tell it.

    A date of change is kept only with the text it belongs to.
    """
    told: dict[str, Any] = {}
    if new.published is None and held.published_from in FEEDS:
        told |= {"published": held.published, "published_from": held.published_from}
    if new.updated is None and held.updated_from in FEEDS and new.sha256 == held.sha256:
        told |= {"updated": held.updated, "updated_from": held.updated_from}
    if new.author is None and FEEDS & {held.published_from, held.updated_from}:
        told["author"] = held.author
    return replace(new, **told) if told else new


def with_details(held: Reference, given: Reference) -> Reference | None:
    """Complete a held reference with what is known of it when it is given again; None when that is nothing new.

    A file that says the same as a page does not make one forget how the page was fetched.
    """
    new = replace(
        held,
        language=given.language or held.language,
        published_from=given.published_from or held.published_from,
        updated_from=given.updated_from or held.updated_from,
        retrieval=given.retrieval or held.retrieval,
    )
    return None if (new, new.retrieval) == (held, held.retrieval) else new


def _is_version(old: Reference, candidates: Sequence[Reference]) -> bool:
    return any(same_origin(old, new) for new in candidates)


def _places(reference: Reference) -> list[str]:
    """Give the last part of the address and of the path: references of one origin have one of them in common."""
    places = []
    if reference.url is not None:
        places.append("url " + re.split(r"[?#]", reference.url)[0].rstrip("/").rpartition("/")[2].lower())
    if reference.path is not None:
        places.append("path " + posixpath.basename(posixpath.normpath(reference.path.replace("\\", "/"))).lower())
    return places


def _same(a: Reference, b: Reference) -> bool:
    """Tell whether two references of one id say the same; the file they were read from does not matter."""
    return all(getattr(a, name) == getattr(b, name) for name in _TOLD)
