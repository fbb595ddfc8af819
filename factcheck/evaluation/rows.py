"""Reads labelled claims: JSON Lines rows `{"id","doc","claim","label"}` and desk-set files."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Claim, Reference
from factcheck.errors import InputError, ReadError
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GOLD_LABELS = frozenset({"supported", "contradicted", "unverifiable", "not_supported"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClaim:
    """A claim with its gold label; `evidence` gives `[start, end)` of the gold sentences in the reference text."""

    row_id: str
    claim: Claim
    gold: str
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Labelled claims that are judged against one reference."""

    reference: Reference
    claims: tuple[LabelledClaim, ...]


def read_cases(path: Path) -> list[Case]:
    """Read the cases of one file, in its order; rows of one document are one case.

    Raises:
        ReadError: the file cannot be read, or holds no rows.
        InputError: a row lacks a field or has an unknown label.
    """
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as err:
        raise ReadError(f"The labelled claims {str(path)!r} could not be read: {err}.") from err
    rows = _parse(text, path)
    desk = [row for row in rows if isinstance(row.get("reference"), dict)]
    cases = [_desk_case(row, path) for row in desk] or _row_cases(rows, path)
    if not cases:
        raise ReadError(f"The file {str(path)!r} must hold labelled claims; got none. Give JSON Lines or a desk set.")
    return cases


def _parse(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        whole = None
    if isinstance(whole, dict):
        return [whole]
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as err:
            raise ReadError(f"Line {number} of {str(path)!r} must be a JSON object; got {line[:60]!r}.") from err
        if not isinstance(row, dict):
            raise ReadError(f"Line {number} of {str(path)!r} must be a JSON object; got {line[:60]!r}.")
        rows.append(row)
    return rows


def _row_cases(rows: Iterable[dict[str, Any]], path: Path) -> list[Case]:
    by_document: dict[str, list[LabelledClaim]] = {}
    for number, row in enumerate(rows, 1):
        for field in ("doc", "claim", "label"):
            if not isinstance(row.get(field), str):
                raise InputError(f"Row {number} of {str(path)!r} must have a text {field!r}; got {row.get(field)!r}.")
        labelled = LabelledClaim(
            row_id=str(row.get("id", number)),
            claim=_claim(len(by_document.get(row["doc"], [])) + 1, row["claim"], None),
            gold=_gold(row["label"], path, number),
        )
        by_document.setdefault(row["doc"], []).append(labelled)
    return [Case(reference=reference_from_text(doc), claims=tuple(own)) for doc, own in by_document.items()]


def _desk_case(desk: dict[str, Any], path: Path) -> Case:
    try:
        stated, sentences = desk["reference"], desk["reference"]["sentences"]
        text = " ".join(sentences)
        reference = reference_from_text(
            text, title=stated.get("title"), publisher=stated.get("source"), published=stated.get("date")
        )
        starts = [sum(len(sentence) + 1 for sentence in sentences[:number]) for number in range(len(sentences))]
        claims = [
            LabelledClaim(
                row_id=f"{desk['id']}:{number}",
                claim=_claim(number + 1, row["claim"], row.get("context")),
                gold=_gold(row["label"], path, number),
                evidence=tuple((starts[at], starts[at] + len(sentences[at])) for at in row.get("evidence", [])),
            )
            for number, row in enumerate(desk["claims"])
        ]
    except (KeyError, TypeError, IndexError) as err:
        raise InputError(
            f"The desk set {str(path)!r} is malformed at {err}; see GUIDE.md beside the desk sets."
        ) from err
    return Case(reference=reference, claims=tuple(claims))


def _claim(number: int, text: str, context: str | None) -> Claim:
    return Claim(number=number, text=text, start=0, end=len(text), context=context)


def _gold(label: str, path: Path, number: int) -> str:
    if label not in GOLD_LABELS:
        raise InputError(f"Row {number} of {str(path)!r} must be labelled one of {sorted(GOLD_LABELS)}; got {label!r}.")
    return label
