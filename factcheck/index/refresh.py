"""Reads the reports of an index again where they came from, and takes in what has changed."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from factcheck.datatypes import Reference
from factcheck.errors import FetchError, ReadError
from factcheck.index.changes import with_what_feeds_told
from factcheck.reading import Unchanged, Unread, origin_keys, read_again, same_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from factcheck.datatypes import Retrieval
    from factcheck.index.kept import KeptIndex
    from factcheck.reading.fetching import KeptPages
    from factcheck.settings import Settings

_GONE = frozenset({404, 410})  # HTTP statuses that say it of the page, not of the moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A report that is no longer where it was read from, and how that is known. It stays in the index."""

    reference_id: str
    path_or_url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSummary:
    """What reading all reports again did; ids in ascending order.

    `changed` are the reports as they read now, `replaced` the ids of versions that gave way to them and `unchanged`
    those that say the same. `gone` and `failed` were left as they were. `n_new` counts records that stand beside the
    held ones and were not taken in, `n_placeless` reports that have neither path nor address. Of the passages of the
    changed `n_embedded` are new and `n_reused` as they were.
    """

    changed: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[Gone, ...]
    failed: tuple[Unread, ...]
    n_new: int
    n_placeless: int
    n_embedded: int
    n_reused: int


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was found so far."""

    versions: list[Reference] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    retrievals: list[Retrieval] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    failed: list[Unread] = field(default_factory=list)
    n_new: int = 0


def refresh_index(
    index: KeptIndex,
    *,
    settings: Settings,
    kept: KeptPages | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RefreshSummary:
    """Read every report of an index again that has a path or an address, and replace those that have changed.

    Servers are asked whether a page has changed (ETag, Last-Modified); where they do not tell, texts are compared by
    their hash. What is gone or cannot be read stays in the index as it is, and nothing that was withdrawn comes back.

    Args:
        index: the index.
        settings: how files and pages are read.
        kept: where pages are kept until all are read; see `read_all`.
        progress: called with the files and pages read so far and their total.

    Raises:
        IndexStoreError: the index cannot be written; nothing was changed.
        ModelError: the encoder fails; nothing was changed.
    """
    places, reading, n_placeless = defaultdict(list), _Reading(), 0
    for reference in index.references():
        place = _place(reference)
        if place is not None:
            places[place].append(reference)
        elif reference.path is None:
            n_placeless += 1
        else:
            why = "there is no such file here any more"
            reading.gone.append(Gone(reference_id=reference.reference_id, path_or_url=reference.path, why=why))
    answers = read_again(list(places), settings=settings, known=index.retrievals(), kept=kept)
    for done, (place, found) in enumerate(answers, start=1):
        _sort(place, found, places[place], reading)
        if progress is not None:
            progress(done, len(places))
    summary = index.update(reading.versions)
    index.note_retrievals(reading.retrievals)
    same = set(summary.unchanged)
    return RefreshSummary(
        changed=tuple(sorted({each.reference_id for each in reading.versions} - same)),
        replaced=summary.replaced,
        unchanged=tuple(sorted(same.union(reading.unchanged))),
        gone=tuple(sorted(reading.gone, key=lambda each: each.reference_id)),
        failed=tuple(reading.failed),
        n_new=reading.n_new,
        n_placeless=n_placeless,
        n_embedded=summary.n_embedded,
        n_reused=summary.n_reused,
    )


def _place(reference: Reference) -> str | None:
    """Say which file or page to read again; None when there is none (any more)."""
    if reference.path is not None:
        return next((path for path in _files_of(reference.path) if os.path.isfile(path)), None)  # noqa: PTH113 - takes any string
    if reference.retrieval is not None:
        return reference.retrieval.url
    return None if reference.url is None else reference.url.partition("#")[0]


def _files_of(path: str) -> Iterator[str]:
    """Name the files that a report may have been read from: records are marked with `#`, files of archives with `/`.

    >>> list(_files_of("a.zip/b.jsonl#7"))
    ['a.zip/b.jsonl#7', 'a.zip/b.jsonl', 'a.zip', '.']
    """
    yield path
    while "#" in path:
        path = path.rpartition("#")[0]
        yield path
    yield from map(str, PurePath(path).parents)


def _sort(
    place: str, found: Sequence[Reference | Unread | Unchanged], held: Sequence[Reference], reading: _Reading
) -> None:
    """Tell what became of the reports of one file or page."""
    same = [each for each in found if isinstance(each, Unchanged)]
    if same:
        reading.retrievals += [each.retrieval for each in same]
        reading.unchanged += [reference.reference_id for reference in held]
        return
    unread = [each for each in found if isinstance(each, Unread)]
    references = [each for each in found if isinstance(each, Reference)]
    if not references and len(unread) == 1 and _is_gone(unread[0].error):
        why = f"the server answered {unread[0].error.status}" if isinstance(unread[0].error, FetchError) else "no file"
        reading.gone += _all_gone(held, why)
        return
    reading.failed += unread
    versions, missing = _matched(references, held)
    moved = next((each.url for each in references if not versions and each.url and each.retrieval), None)
    if moved is not None:
        error = ReadError(f"{place} now leads to {moved}; if that is the report, add it and withdraw the old one.")
        reading.failed.append(Unread(path_or_url=place, error=error))
        return
    reading.versions += versions
    reading.n_new += len(references) - len(versions)
    if not unread:  # else it may be one of those that could not be read
        reading.gone += _all_gone(missing, "it is not among the records any more")


def _matched(references: Iterable[Reference], held: Sequence[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Give those that are held or are versions of held ones, and the held ones that none of them is a version of."""
    by_id = {reference.reference_id: reference for reference in held}
    by_key: dict[tuple[str, ...], list[Reference]] = defaultdict(list)
    for old in held:
        for key in origin_keys(old):
            by_key[key].append(old)
    versions: list[Reference] = []
    found: set[str] = set()
    for new in references:
        near = [old for key in origin_keys(new) for old in by_key.get(key, ())]
        olds = {old.reference_id: old for old in near if same_origin(old, new)}
        if new.reference_id in by_id:
            olds[new.reference_id] = by_id[new.reference_id]
        if olds:
            versions.append(with_what_feeds_told(new, next(iter(olds.values()))))
            found |= olds.keys()
    return versions, [old for old in held if old.reference_id not in found]


def _is_gone(error: ReadError) -> bool:
    return isinstance(error, FetchError) and error.status in _GONE


def _all_gone(references: Iterable[Reference], why: str) -> list[Gone]:
    return [
        Gone(reference_id=each.reference_id, path_or_url=each.url or each.path or "-", why=why) for each in references
    ]
