"""Compares two sets of references: what was added, what is gone, and which passages changed (pure)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from factcheck.datatypes import Passage, Reference
from factcheck.index.changes import superseded_ids
from factcheck.passages import cut_passages
from factcheck.reading import same_origin

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_TOLD = frozenset({"reference_id", "text", "sha256", "path"})  # what a report says of itself is the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedReference:
    """A report that is in both in another version.

    `gone` and `added` are the passages that are only in the old and only in the new version, in text order. `fields`
    are what else differs, such as the title, by name: the old value and the new one.
    """

    old: Reference
    new: Reference
    gone: tuple[Passage, ...]
    added: tuple[Passage, ...]
    fields: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDifference:
    """How a second set of references differs from a first, each list in ascending order of the (old) id."""

    added: tuple[Reference, ...]
    gone: tuple[Reference, ...]
    changed: tuple[ChangedReference, ...]
    n_unchanged: int


def compare_references(old: Iterable[Reference], new: Iterable[Reference]) -> IndexDifference:
    """Compare two sets of references.

    A report has changed when another version of it is in the second set: one with the same id and another title,
    publisher, date or address, or one of the same origin (`factcheck.reading.same_origin`) with another text.

    Example:
        >>> from factcheck.reading import reference_from_text
        >>> old = reference_from_text("The dam held. Nobody was hurt.", url="https://example.org/dam")
        >>> new = reference_from_text("The dam held. Two were hurt.", url="https://example.org/dam")
        >>> (changed,) = compare_references([old], [new]).changed
        >>> [passage.text for passage in changed.gone], [passage.text for passage in changed.added]
        (['Nobody was hurt.'], ['Two were hurt.'])
    """
    first = {reference.reference_id: reference for reference in old}
    second = {reference.reference_id: reference for reference in new}
    only_second = {name: reference for name, reference in second.items() if name not in first}
    pairs = [(first[name], second[name]) for name in first.keys() & second.keys()]
    for name in superseded_ids(only_second, (first[name] for name in sorted(first.keys() - second.keys()))):
        newer = next((each for _, each in sorted(only_second.items()) if same_origin(first[name], each)), None)
        if newer is not None:
            pairs.append((first[name], newer))
            del only_second[newer.reference_id]
    compared = [_compared(*pair) for pair in sorted(pairs, key=lambda pair: pair[0].reference_id)]
    changed = tuple(each for each in compared if each.old.sha256 != each.new.sha256 or each.fields)
    matched = {before.reference_id for before, _ in pairs}
    return IndexDifference(
        added=tuple(only_second[name] for name in sorted(only_second)),
        gone=tuple(first[name] for name in sorted(first.keys() - matched)),
        changed=changed,
        n_unchanged=len(compared) - len(changed),
    )


def _compared(old: Reference, new: Reference) -> ChangedReference:
    names = [field.name for field in fields(Reference) if field.compare and field.name not in _NOT_TOLD]
    differing = {name: (getattr(old, name), getattr(new, name)) for name in names}
    gone, added = _changed_passages(old, new) if old.sha256 != new.sha256 else ((), ())
    return ChangedReference(
        old=old,
        new=new,
        gone=gone,
        added=added,
        fields={name: pair for name, pair in differing.items() if pair[0] != pair[1]},
    )


def _changed_passages(old: Reference, new: Reference) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    before, after = cut_passages(old), cut_passages(new)
    matcher = SequenceMatcher(None, [each.text for each in before], [each.text for each in after], autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    gone = tuple(passage for _, start, end, _, _ in steps for passage in before[start:end])
    return gone, tuple(passage for _, _, _, start, end in steps for passage in after[start:end])
