"""Finds different texts that stand under one address: an older version that was never replaced (pure)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.reading import same_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Reference


def shared_addresses(references: Iterable[Reference]) -> Iterator[Fault]:
    """Find the addresses that reports of different text come from, ordered by the first report of each."""
    groups: defaultdict[str, list[list[Reference]]] = defaultdict(list)
    for reference in references:
        if reference.url is None:
            continue
        alike = groups[_last_step(reference.url)]
        held = next((group for group in alike if same_origin(group[0], reference)), None)
        if held is None:
            alike.append([reference])
        elif all(reference.sha256 != other.sha256 for other in held):
            held.append(reference)
    for group in (group for alike in groups.values() for group in alike):
        if len(group) > 1:
            yield Fault(
                kind=FaultKind.SAME_ADDRESS,
                places=tuple(Place(reference=reference) for reference in group),
                explanation=f"{len(group)} reports of different text come from {group[0].url}.",
                advice="Withdraw the older ones; `factcheck index update` replaces a report by its newer version.",
            )


def _last_step(url: str) -> str:
    """Give the last step of an address's path, which versions of one report share: few others have it too."""
    return url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
