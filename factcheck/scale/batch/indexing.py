"""Embeds a table of reports, and loads what was embedded into an index."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from factcheck.datatypes import Encoder, Passage, Reference
from factcheck.errors import EmptyDocumentError, FactCheckError, InputError, ReadError
from factcheck.index.preparation import PreparedReference, prepare
from factcheck.index.queries import VECTOR
from factcheck.reading import reference_from_text
from factcheck.reading.json_format import parse_json
from factcheck.reading.language import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

EMBEDDED = pa.schema(
    [
        ("id", pa.string()),
        ("source", pa.string()),
        ("offset", pa.int64()),
        ("reference_id", pa.string()),
        ("reference", pa.string()),
        ("starts", pa.list_(pa.int64())),
        ("ends", pa.list_(pa.int64())),
        ("vectors", pa.binary()),
        ("encoder", pa.string()),
        ("error", pa.string()),
        ("message", pa.string()),
    ]
)
"""The columns of embedded reports: `reference` is JSON, `vectors` half precision, little-endian, a passage each."""

_DOCUMENT = ("title", "publisher", "published", "url", "author", "updated", "published_from", "updated_from")


def embed_rows(rows: Sequence[dict[str, Any]], encoder: Encoder) -> pa.Table:
    """Cut and embed reports, a row each with the fields of JSON reports; failures are rows."""
    told = [_carried(row) | _embedded(row, encoder) for row in rows]
    return pa.Table.from_pylist(told, schema=EMBEDDED)


def prepared_of(row: dict[str, Any]) -> PreparedReference:
    """Make a report that is ready to be loaded of a row of `EMBEDDED`.

    Raises:
        ReadError: the text is not the one its hash states.
    """
    reference = Reference(**json.loads(row["reference"]), retrieval=None)
    if hashlib.sha256(reference.text.encode()).hexdigest() != reference.sha256:
        raise ReadError(f"The embedded report {row['id']!r} is damaged; delete its file and run the job again.")
    cuts = list(zip(row["starts"], row["ends"], strict=True))
    passages = tuple(
        Passage(
            reference_id=reference.reference_id,
            position=position,
            start=start,
            end=end,
            text=reference.text[start:end],
        )
        for position, (start, end) in enumerate(cuts)
    )
    vectors = np.frombuffer(row["vectors"], dtype=VECTOR).reshape(len(cuts), -1)
    return PreparedReference(reference=reference, passages=passages, vectors=vectors, n_embedded=0)


def _embedded(row: dict[str, Any], encoder: Encoder) -> dict[str, Any]:
    try:
        reference = _reference(row)
        (prepared,) = prepare([reference], lambda: encoder).values()
    except FactCheckError as err:
        return {"error": type(err).__name__, "message": str(err)}
    held = asdict(reference)
    del held["retrieval"]
    return {
        "reference_id": reference.reference_id,
        "reference": json.dumps(held, ensure_ascii=False),
        "starts": [passage.start for passage in prepared.passages],
        "ends": [passage.end for passage in prepared.passages],
        "vectors": prepared.vectors.astype(VECTOR).tobytes(),
        "encoder": json.dumps([encoder.model_id, encoder.fingerprint, encoder.dim]),
    }


def _reference(row: dict[str, Any]) -> Reference:
    if row.get("unreadable") is not None:
        raise InputError(f"The row cannot be read: {row['unreadable']}.")
    name = f"row {row['_offset']} of {row['_source']}"
    told = {key: value for key, value in row.items() if not key.startswith("_")}
    (document,) = parse_json(json.dumps([told], default=str), name=name)
    if isinstance(document, ReadError):
        raise document
    if not document.text:
        raise EmptyDocumentError(f"There is no text in {name}; give its full text.")
    told = {field: getattr(document, field) for field in _DOCUMENT}
    told["language"] = language_of(document.text, stated=document.language)
    return reference_from_text(document.text, **told)


def _carried(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["_id"], "source": row["_source"], "offset": row["_offset"]}
