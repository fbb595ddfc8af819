"""Finds and reads `policy.toml`; an error names the key and its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.policy.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE = "policy.toml"
_HEADER = re.compile(r"\s*\[\s*([\w.\"' -]+?)\s*\]")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[=.]")
_LARGEST_BYTES = 1_000_000


def find_policy(indexes: Iterable[Path]) -> Path | None:
    """Find the policy file of indexes: beside their folders (`indexes/policy.toml`), else in the working folder.

    None when there is none. Within a folder itself it would be lost when the index is built again.

    Raises:
        InputError: there are several, beside one index and another.
    """
    beside = {path: None for index in indexes if (path := index.resolve().parent / FILE).is_file()}
    if len(beside) > 1:
        listed = ", ".join(repr(str(path)) for path in beside)
        raise InputError(f"The indexes have different policies, {listed}; name the one in force with --policy.")
    return next(iter(beside), Path(FILE) if Path(FILE).is_file() else None)


def read_policy(path: Path) -> Policy:
    """Read a policy file.

    Raises:
        InputError: it cannot be read, is no TOML, or has an unknown key or a value that will not do.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError(f"The policy {str(path)!r} has over {_LARGEST_BYTES} bytes; name the policy file.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise InputError(
            f"Cannot read the policy {str(path)!r}: {err.strerror or err}; name another with --policy."
        ) from err
    except UnicodeDecodeError as err:
        raise InputError(f"Cannot read the policy {str(path)!r}: it is not UTF-8; save it as UTF-8.") from err
    return parse_policy(text, name=str(path))


def parse_policy(text: str, *, name: str) -> Policy:
    r"""Read the text of a policy file; `name` is the file's, for messages.

    Raises:
        InputError: it is no TOML, or has an unknown key or a value that will not do.

    >>> parse_policy('[tiers]\nprimary = ["Bay Wire"]\ndefault = "other"', name="policy.toml").tier_names
    ('primary', 'other')
    """
    try:
        stored = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as err:
        raise InputError(f"The policy {name!r} is no TOML: {err}; mend that line.") from err
    if "default_tier" in stored:  # the model has it so, the file does not
        raise _refused(text, name, ["default_tier"], "there is no such key; write default = ... under [tiers]")
    try:
        policy = Policy.model_validate(stored)
    except ValidationError as err:
        problems = [_explained(each, text) for each in err.errors()]
        raise InputError(f"The policy {name!r} cannot be used: {'; '.join(problems)}.") from err
    for label in (VerdictLabel.SUPPORTED, VerdictLabel.CONTRADICTED):
        try:
            policy.requirement(label)
        except InputError as err:
            raise _refused(text, name, ["require", label.value], str(err)) from err
    return policy


def _refused(text: str, name: str, key: Sequence[str], why: str) -> InputError:
    return InputError(f"The policy {name!r} cannot be used: {_place(key, text)}: {why}.")


def _explained(error: Any, text: str) -> str:  # noqa: ANN401 - a typed dict of pydantic's
    key = [str(part) for part in error["loc"]]
    if key[:1] == ["default_tier"]:
        key = ["tiers", "default"]
    if error["type"] == "extra_forbidden":
        model: Any = Policy
        for part in key[:-1]:
            model = model.model_fields[part].annotation
        known = [name for name in model.model_fields if name != "default_tier"]
        return f"{_place(key, text)}: there is no such key; take one of {', '.join(known)}"
    said = error["msg"].removeprefix("Value error, ")
    got = "" if error["type"] == "value_error" else f", got {error['input']!r}"
    return f"{_place(key, text)}: {said[:1].lower()}{said[1:]}{got}" if key else said


def _place(key: Sequence[str], text: str) -> str:
    named = [part for part in key if not part.isdecimal() and part not in {"date", "datetime"}]
    line = line_of(named, text)
    return f"{'.'.join(named)} (line {line})" if line else ".".join(named)


def line_of(key: Sequence[str], text: str) -> int | None:
    r"""Find the line, from 1, on which a key stands, or the closest key or table that holds it; None for no key.

    >>> line_of(["time", "undated"], "[tiers]\n\n[time]\nundated = 3")
    4
    """
    best, found = 0, None
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = [part.strip(" \"'") for part in header[1].split(".")]
            here = table
        elif match := _KEY.match(line):
            here = [*table, next(part for part in match.groups() if part is not None)]
        else:
            continue
        if len(here) > best and list(key[: len(here)]) == here:
            best, found = len(here), number
    return found
