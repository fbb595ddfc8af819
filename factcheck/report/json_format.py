"""Writes and reads the JSON form of frozen dataclasses, strictly: every field, no other, of the declared type."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
import typing
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from factcheck.errors import InputError

T = TypeVar("T")

# JSON allows these characters as they are, but a terminal, an editor or a line splitter acts on them, and a lone
# surrogate cannot be written as UTF-8; the \u form means the same character.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def dumps(value: object, *, indent: int | None) -> str:
    r"""Write a value of dicts, lists, strings, numbers, booleans and None as JSON.

    Characters that steer a terminal are escaped, other non-ASCII characters stand as they are.

    Args:
        value: what to write.
        indent: spaces per level, 0 or more, or None for one line.

    Returns:
        The JSON text, without a final newline.

    Raises:
        InputError: a number is not finite, for JSON has no name for it.

    >>> dumps({"text": "caf\u00e9 \u202e"}, indent=None)
    '{"text": "café \\u202e"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    except ValueError as err:
        raise InputError(f"Cannot write JSON: {err}. Confidences and similarities must be finite numbers.") from err
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def loads(text: str) -> object:
    """Read one JSON value.

    Raises:
        InputError: the text is not JSON, is nested too deeply, or holds NaN or Infinity.

    >>> loads('{"number": 1}')
    {'number': 1}
    """
    try:
        value: object = json.loads(text, parse_constant=_refuse_constant)
    except ValueError as err:
        raise InputError(f"Cannot read the report: it is not JSON ({err}). Give the output of --format json.") from err
    except RecursionError as err:
        raise InputError(
            "Cannot read the report: its JSON is nested too deeply. Give the output of --format json."
        ) from err
    return value


def encode(value: object) -> Any:  # noqa: ANN401 - JSON values have no narrower static type
    """Turn dataclasses, named tuples, enums and tuples into dicts, strings and lists, fields in declared order.

    Raises:
        InputError: there is a value of another type inside.

    >>> from factcheck.datatypes import Span
    >>> encode((Span(0, 2, "It"), None))
    [{'start': 0, 'end': 2, 'text': 'It'}, None]
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | int | float):
        # A subclass (an enum, a NumPy float) becomes the plain type.
        return next(plain(value) for plain in (str, int, float) if isinstance(value, plain))
    if dataclasses.is_dataclass(value):
        return {part.name: encode(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: encode(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, dict):
        return {str(key): encode(part) for key, part in value.items()}
    raise InputError(f"Cannot write {value!r} as JSON: {type(value).__name__} has no JSON form; give a plain value.")


def decode(kind: type[T], value: object, where: str) -> T:
    """Build a value of the declared type from what JSON holds: the inverse of `encode`.

    Args:
        kind: a dataclass, a named tuple, an enum, str, int, float, bool, or a tuple, dict or union of those.
        value: what `loads` gave.
        where: the place in the document, for messages.

    Raises:
        InputError: a field is missing, unknown or of another type.

    >>> from factcheck.datatypes import Span
    >>> decode(Span, {"start": 0, "end": 2, "text": "It"}, "span")
    Span(start=0, end=2, text='It')
    """
    return typing.cast("T", _decode(kind, value, where))


def fields_of(value: object, names: typing.Collection[str], where: str) -> dict[str, object]:
    """Check that a JSON value is an object with exactly these fields.

    Raises:
        InputError: it is no object, or a field is missing or unknown.

    >>> fields_of({"start": 0}, ["start"], "span")
    {'start': 0}
    """
    if not isinstance(value, dict):
        _refuse(where, "an object", value)
    if missing := sorted(set(names) - value.keys()):
        raise InputError(f"Cannot read the report: {where} lacks {missing!r}. Give the output of --format json.")
    if unknown := sorted(value.keys() - set(names)):
        raise InputError(f"Cannot read the report: {where} has unknown fields {unknown!r}. Remove them.")
    return value


def _decode(kind: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type or a typing form
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = next(part for part in arguments if part is not type(None))
        return None if value is None else _decode(inner, value, where)
    if origin is tuple:
        if not isinstance(value, list):
            _refuse(where, "a list", value)
        return tuple(_decode(arguments[0], part, f"{where}[{i}]") for i, part in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict):
            _refuse(where, "an object", value)
        return {key: _decode(arguments[1], part, f"{where}.{key}") for key, part in value.items()}
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        hints = typing.get_type_hints(kind)
        found = fields_of(value, hints.keys(), where)
        return kind(**{name: _decode(hint, found[name], f"{where}.{name}") for name, hint in hints.items()})
    return _decode_scalar(kind, value, where)


def _decode_scalar(kind: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type of many
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            _refuse(where, "one of " + ", ".join(kind), value)
        return kind(value)
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= _LARGEST:
            _refuse(where, "a finite number", value)
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        _refuse(where, {str: "a string", int: "a whole number", bool: "true or false"}.get(kind, "a number"), value)
    return value


# Above 2**1023 an integer of JSON may not fit a float.
_LARGEST = math.ldexp(1.0, 1023)


def _refuse(where: str, wanted: str, value: object) -> NoReturn:
    shown = repr(value)
    cut = shown if len(shown) <= 80 else shown[:80] + "..."  # noqa: PLR2004 - one line of a terminal
    raise InputError(f"Cannot read the report: {where} must be {wanted}, got {cut}. Give the output of --format json.")


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON number"
    raise ValueError(message)
