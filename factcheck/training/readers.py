"""Training rows as they lie in the data files: sentence pairs, document claims, desk sets with flips, contrasts."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from factcheck.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTAILMENT, NEUTRAL, CONTRADICTION, NOT_ENTAILMENT = "entailment", "neutral", "contradiction", "not_entailment"
NLI_LABEL = {
    "supported": ENTAILMENT,
    "unverifiable": NEUTRAL,
    "contradicted": CONTRADICTION,
    "not_supported": NOT_ENTAILMENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPair:
    """One pair to learn from; pairs of one `group` contrast with each other and stay in one batch."""

    premise: str
    hypothesis: str
    label: str
    source: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaim:
    """A claim labelled against a whole document."""

    row_id: str
    source: str
    document: str
    claim: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskClaim:
    """A desk claim with the report it is judged against; `evidence` counts the report's sentences from 0."""

    row_id: str
    group: str
    sentences: tuple[str, ...]
    claim: str
    context: str | None
    label: str
    evidence: tuple[int, ...]
    register: str
    is_flip: bool = False


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, gzip or plain.

    Raises:
        ReadError: a line is not a JSON object.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as err:
                raise ReadError(f"Line {number} of {path.name!r} must be a JSON object; got {line[:80]!r}.") from err
            yield row


def read_pairs(path: Path) -> list[TrainingPair]:
    """Read sentence pairs `{premise, hypothesis, label, src}`."""
    return [
        TrainingPair(
            premise=row["premise"],
            hypothesis=row["hypothesis"],
            label=row["label"],
            source=row.get("src") or path.name,
            group=f"{path.name}:{number}",
        )
        for number, row in enumerate(read_rows(path))
    ]


def write_pairs(pairs: list[TrainingPair], path: Path) -> None:
    """Write pairs as JSON Lines, gzip."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as file:
        file.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)


def load_pairs(path: Path) -> list[TrainingPair]:
    """Read what `write_pairs` wrote."""
    return [TrainingPair(**row) for row in read_rows(path)]


def read_document_claims(path: Path) -> list[DocumentClaim]:
    """Read document-level claims `{id, source, doc, claim, label}`."""
    return [
        DocumentClaim(
            row_id=row["id"], source=row["source"], document=row["doc"], claim=row["claim"], label=row["label"]
        )
        for row in read_rows(path)
    ]


def read_desk(folder: Path, flips: Path | None = None) -> dict[str, list[DeskClaim]]:
    """Read the desk sets of a folder, and the flips of the same names, by set id.

    A flip is a desk claim against the edited report; it shares its group with the claim it was made from.
    """
    sets: dict[str, list[DeskClaim]] = {}
    for path in sorted(folder.glob("*.json")):
        desk = json.loads(path.read_text(encoding="utf-8"))
        claims = [_desk_claim(desk, number) for number in range(len(desk["claims"]))]
        flip_path = flips / path.name if flips else None
        if flip_path and flip_path.is_file():
            for number, flip in enumerate(json.loads(flip_path.read_text(encoding="utf-8"))):
                claims.append(_flipped(claims[flip["claim"]], flip, number))
        sets[desk["id"]] = claims
    return sets


def read_contrasts(folder: Path) -> list[TrainingPair]:
    """Read contrasts: claims labelled against an excerpt of a report and against the same excerpt with one edit.

    All pairs of a contrast make one group. A folder that is missing has none.
    """
    pairs: list[TrainingPair] = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_rows(path):
            edited = list(row["report"])
            edited[row["edit"]["sentence"]] = row["edit"]["text"]
            pairs += [
                TrainingPair(
                    premise=" ".join(sentences),
                    hypothesis=claim["claim"],
                    label=NLI_LABEL[claim[side]],
                    source="contrasts",
                    group=f"contrasts:{row['id']}",
                )
                for claim in row["claims"]
                for side, sentences in (("report", row["report"]), ("edited", edited))
            ]
    return pairs


def _desk_claim(desk: dict[str, Any], number: int) -> DeskClaim:
    row = desk["claims"][number]
    return DeskClaim(
        row_id=f"{desk['id']}:{number}",
        group=f"desk:{desk['id']}:{number}",
        sentences=tuple(desk["reference"]["sentences"]),
        claim=row["claim"],
        context=row["context"],
        label=row["label"],
        evidence=tuple(row["evidence"]),
        register=row["register"],
    )


def _flipped(claim: DeskClaim, flip: dict[str, Any], number: int) -> DeskClaim:
    sentences = list(claim.sentences)
    edits = [(flip["sentence"], flip["text"]), *flip.get("also", [])]
    for index, text in edits:
        sentences[index] = text
    edited = tuple(sorted({index for index, _ in edits} | set(claim.evidence)))
    return DeskClaim(
        row_id=f"{claim.row_id}:flip{number}",
        group=claim.group,
        sentences=tuple(sentence for sentence in sentences if sentence),
        claim=claim.claim,
        context=claim.context,
        label=flip["label"],
        evidence=edited if all(sentences) else (),
        register=claim.register,
        is_flip=True,
    )
