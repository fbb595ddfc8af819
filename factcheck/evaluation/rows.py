"""Reads labelled claims: JSON Lines rows `{"id","doc","claim","label"}` and desk-set files."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Claim, Reference
from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GOLD_LABELS = frozenset({"supported", "contradicted", "unverifiable", "not_supported"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClaim:
    """A claim with its gold label.

    `line` is that of the file, from 1; `evidence` gives `[start, end)` of the gold sentences in the reference text.
    """

    line: int
    row_id: str
    claim: Claim
    gold: str
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Labelled claims that are judged against one reference; an error stands in the place of one without text."""

    reference: Reference | EmptyDocumentError
    claims: tuple[LabelledClaim, ...]


def read_cases(path: Path) -> list[Case]:
    """Read the cases of one file, in its order; rows of one document are one case.

    Raises:
        ReadError: the file cannot be read, holds no rows, or a row lacks a field or has an unknown label.
    """
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as err:
        raise ReadError(f"The labelled claims {str(path)!r} could not be read: {err}.") from err
    rows = _parse(text, path)
    desk = {number: row for number, row in rows.items() if isinstance(row.get("reference"), dict)}
    cases = [_desk_case(row, path, line) for line, row in desk.items()]
    cases += _row_cases({number: row for number, row in rows.items() if number not in desk}, path)
    if not cases:
        raise ReadError(f"The file {str(path)!r} must hold labelled claims; got none. Give JSON Lines or a desk set.")
    return cases


def _parse(text: str, path: Path) -> dict[int, dict[str, Any]]:
    """Give the objects of the file by the number of their line, from 1; a desk set over many lines is on line 1."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        whole = None
    if isinstance(whole, dict):
        return {1: whole}
    rows = {}
    # Not splitlines: JSON strings may hold U+2028 and its like.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as err:
            raise _malformed(f"Line {number} of {str(path)!r}", "be a JSON object", line[:60]) from err
        if not isinstance(row, dict):
            raise _malformed(f"Line {number} of {str(path)!r}", "be a JSON object", line[:60])
        rows[number] = row
    return rows


def _row_cases(rows: Mapping[int, dict[str, Any]], path: Path) -> list[Case]:
    by_document: dict[str, list[LabelledClaim]] = {}
    for number, row in rows.items():
        for field in ("doc", "claim", "label"):
            if not isinstance(row.get(field), str):
                raise _malformed(f"Line {number} of {str(path)!r}", f"have a text {field!r}", row.get(field))
        labelled = LabelledClaim(
            line=number,
            row_id=str(number if row.get("id") is None else row["id"]),
            claim=_claim(len(by_document.get(row["doc"], [])) + 1, row["claim"], None),
            gold=_gold(row["label"], f"Line {number} of {str(path)!r}"),
        )
        by_document.setdefault(row["doc"], []).append(labelled)
    return [Case(reference=_reference(doc), claims=tuple(own)) for doc, own in by_document.items()]


def _reference(text: str) -> Reference | EmptyDocumentError:
    """Make a reference; a document without text fails its own claims, not the file."""
    try:
        return reference_from_text(text)
    except EmptyDocumentError as err:
        return err


def _desk_case(desk: dict[str, Any], path: Path, line: int) -> Case:
    try:
        stated, sentences = desk["reference"], desk["reference"]["sentences"]
        text = " ".join(sentences)
        reference = reference_from_text(
            text, title=stated.get("title"), publisher=stated.get("source"), published=stated.get("date")
        )
        starts = [sum(len(sentence) + 1 for sentence in sentences[:number]) for number in range(len(sentences))]
        claims = [
            LabelledClaim(
                line=line,
                row_id=f"{desk['id']}:{number}",
                claim=_claim(number + 1, row["claim"], row.get("context")),
                gold=_gold(row["label"], f"Claim {number} of the desk set {str(path)!r}"),
                evidence=tuple((starts[at], starts[at] + len(sentences[at])) for at in row.get("evidence", [])),
            )
            for number, row in enumerate(desk["claims"])
        ]
    except (KeyError, TypeError, IndexError) as err:
        raise ReadError(
            f"The desk set {str(path)!r} is malformed at {err}; write it as seeds/desk/README.md says."
        ) from err
    return Case(reference=reference, claims=tuple(claims))


def _claim(number: int, text: str, context: str | None) -> Claim:
    return Claim(number=number, text=text, start=0, end=len(text), context=context)


def _gold(label: str, where: str) -> str:
    if label not in GOLD_LABELS:
        raise _malformed(where, f"be labelled one of {', '.join(sorted(GOLD_LABELS))}", label)
    return label


def _malformed(where: str, wanted: str, got: object) -> ReadError:
    return ReadError(f"{where} must {wanted}, got {got!r}; mend the row, or leave it out. Nothing was evaluated.")
