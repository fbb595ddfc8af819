"""JSON, JSON lists and JSONL of articles or reports, and the reports of desk sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading.document import Document, make_document
from factcheck.reading.encoding import binary_kind, decode
from factcheck.reading.fields import USUAL, FieldNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def parse_json(text: str, *, name: str, fields: FieldNames = USUAL) -> list[Document | ReadError]:
    """Read a JSON object or list of objects, in order; a record that cannot be read stands as its error.

    An object has its text under "text", "body" or "content", or as a list "sentences", and may have "title",
    "publisher" or "source", "published" or "date", "updated" or "modified", "author", "language", "url" and "id";
    `fields` may name others, those of objects within it with dots ("attributes.body"). One with an object "reference"
    (a desk set) is read as that reference.

    Raises:
        ReadError: it is not JSON, or neither an object nor a list.
    """
    value = _loads(text, name=name, line=None)
    if isinstance(value, dict):
        return [_record(value, name=name, fields=fields)]
    if isinstance(value, list):
        return [
            _tried(item, name=f"record {number} of {name}", fields=fields) for number, item in enumerate(value, start=1)
        ]
    raise ReadError(f"Cannot read {name}: it must hold a JSON object or list, got {_shown(value)}.")


def parse_jsonl(
    lines: Iterable[tuple[int, bytes]], *, name: str, fields: FieldNames = USUAL
) -> Iterator[tuple[int, Document | ReadError]]:
    """Read one JSON object per numbered line, in UTF-8; empty lines are passed over.

    A line that cannot be read stands as its error, so that the others are not lost.

    Raises:
        UnsupportedFormatError: the first line is that of a binary file.
    """
    first = True
    for number, line in lines:
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        where = f"line {number} of {name}"
        if first and binary_kind(line) is not None:
            decode(line, name=name)  # raises, for the file as a whole
        first = False
        try:
            value = _loads(decode(line, name=where), name=name, line=number)
        except ReadError as err:
            yield number, err
        else:
            yield number, _tried(value, name=where, fields=fields)


def looks_like_json(text: str) -> bool:
    """Tell whether a text without a telling name is a JSON object or list of objects."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(item, dict) for item in value))


def looks_like_jsonl(text: str) -> bool:
    """Tell whether a text without a telling name is JSONL: its first line is a JSON object and there are more."""
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and rest.lstrip().startswith("{") and looks_like_json(first)


def _loads(text: str, *, name: str, line: int | None) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as err:
        advice = "; one object per line is JSONL: name the file .jsonl" if err.msg == "Extra data" else ""
        raise ReadError(
            f"Cannot read {name}: line {line or err.lineno}, column {err.colno} is not JSON: {err.msg}{advice}."
        ) from err
    except (ValueError, RecursionError) as err:  # a number of over 4,300 digits, lists nested thousands deep
        where = f"line {line} of {name}" if line else name
        raise ReadError(f"Cannot read {where}: {err}; give plain objects with a text field.") from err


def _tried(value: object, *, name: str, fields: FieldNames) -> Document | ReadError:
    """Read one record of several; its error is a value."""
    try:
        return _record(value, name=name, fields=fields)
    except ReadError as err:
        return err


def _record(value: object, *, name: str, fields: FieldNames) -> Document:
    """Read one object."""
    if not isinstance(value, dict):
        raise ReadError(f"Cannot read {name}: it must be a JSON object with a text, got {_shown(value)}.")
    inner = value.get("reference")
    if isinstance(inner, dict):
        return _record({"id": value.get("id"), **inner}, name=name, fields=fields)
    record_id = next((found for field in fields["id"] if (found := _at(value, field)) is not None), None)
    told = {
        field: _string(value, fields[field], name=name)
        for field in ("title", "publisher", "published", "updated", "url", "author", "language")
        if field != "updated" or "updated" in fields.mapped or isinstance(_first(value, fields[field]), str)
    }
    document = make_document(
        _text_of(value, name=name, fields=fields),
        **told,
        published_from=_signal(value, fields["published"]),
        updated_from=_signal(value, fields["updated"]),
        record_id=None if record_id is None else str(record_id),
        repeats=True,
    )
    if not document.text:
        raise EmptyDocumentError(f"There is no text in {name}: its text field is empty; give the full text.")
    return document


def _text_of(value: dict[str, object], *, name: str, fields: FieldNames) -> str:
    """Find the text, or join the sentences of a desk report with single spaces."""
    text = _string(value, fields["text"], name=name)
    if text is not None:
        return text
    sentences = value.get("sentences")
    if isinstance(sentences, list) and all(isinstance(sentence, str) for sentence in sentences):
        return " ".join(sentences)
    raise ReadError(
        f"Cannot read {name}: it has no text under {', '.join(map(repr, fields['text']))} or 'sentences'; "
        f"got the fields {sorted(value)!r}; name another with --field text=NAME."
    )


def _string(value: dict[str, object], fields: tuple[str, ...], *, name: str) -> str | None:
    """Give the first of the fields that is there; null counts as not there."""
    for field in fields:
        found = _at(value, field)
        if found is None:
            continue
        if not isinstance(found, str):
            raise ReadError(f"Cannot read {name}: its field {field!r} must be a string, got {_shown(found)}.")
        return found
    return None


def _first(value: dict[str, object], fields: tuple[str, ...]) -> object:
    """Give the first of the fields that is there, of any type; a number under "modified" is no date of ours."""
    return next((found for field in fields if (found := _at(value, field)) is not None), None)


def _signal(value: dict[str, object], fields: tuple[str, ...]) -> str | None:
    """Name the field that a date came from, the one that `_string` takes."""
    return next((f"field {field}" for field in fields if _at(value, field) is not None), None)


def _at(value: dict[str, object], field: str) -> object:
    """Give a field, or with dots one of an object within; None when it is not there."""
    if field in value or "." not in field:
        return value.get(field)
    found: object = value
    for part in field.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _shown(value: object) -> str:
    most = 60
    text = repr(value)
    return text if len(text) <= most else text[:most] + "..."
