"""The names that fields of a record go by, in JSON, JSONL and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source"),
    "published": ("published", "date"),
    "updated": ("updated", "modified", "date_modified", "dateModified"),
    "url": ("url",),
    "id": ("id",),
    "author": ("author",),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNames:
    """For each field of a report the names it goes by; the first that is there counts. `mapped` are the user's own."""

    names: Mapping[str, tuple[str, ...]]
    mapped: frozenset[str] = frozenset()

    def __getitem__(self, field: str) -> tuple[str, ...]:
        """Give the names of a field."""
        return self.names[field]


USUAL = FieldNames(names=_NAMES)
"""The names without a mapping."""


def field_names(mapping: Mapping[str, str]) -> FieldNames:
    """Let a mapping such as `{"text": "article_body"}` say where fields are; the others keep their usual names.

    >>> field_names({"text": "article_body"})["text"], field_names({})["title"]
    (('article_body',), ('title', 'headline'))

    Raises:
        InputError: a field that no report has.
    """
    for field in mapping:
        if field not in _NAMES:
            raise InputError(f"A report has no field {field!r}; map one of {', '.join(_NAMES)}.")
    own = {field: (name,) for field, name in mapping.items()}
    return FieldNames(names={**_NAMES, **own}, mapped=frozenset(mapping))
