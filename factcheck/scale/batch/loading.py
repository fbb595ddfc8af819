"""Loads the reports that a job embedded into an index; nothing is embedded again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from factcheck.errors import IndexMismatchError
from factcheck.models import load_encoder
from factcheck.scale.batch.indexing import prepared_of
from factcheck.scale.batch.output import Output
from factcheck.scale.opening import open_one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.datatypes import Encoder
    from factcheck.index.preparation import PreparedReference
    from factcheck.settings import Settings


def load_embedded(output: str, place: str | Path, *, settings: Settings, encoder: Encoder | None = None) -> int:
    """Add the reports of a job's folder that an index does not hold, file by file, and give their number.

    Raises:
        IndexMismatchError: they were embedded with another encoder than the index.
        IndexStoreError: the index cannot be written; the files before stay added.
        ReadError: a file is damaged.
    """
    encoder = encoder or load_encoder(settings.encoder, settings=settings)
    n_added = 0
    with open_one(place, encoder=encoder, settings=settings) as index:
        held = {each.reference_id for each in index.origins()}
        for batch in _batches(output, encoder):
            new = {each.reference.reference_id: each for each in batch if each.reference.reference_id not in held}
            if new:
                index.load([new[name] for name in sorted(new)])
            held |= new.keys()
            n_added += len(new)
    return n_added


def _batches(output: str, encoder: Encoder) -> Iterator[list[PreparedReference]]:
    stated = json.dumps([encoder.model_id, encoder.fingerprint, encoder.dim])
    for table in Output(output).tables():
        rows = [row for row in table.to_pylist() if row["error"] is None]
        other = next((row["encoder"] for row in rows if json.loads(row["encoder"])[1:] != json.loads(stated)[1:]), None)
        if other is not None:
            raise IndexMismatchError(
                f"The reports in {output!r} were embedded with {other}, the index needs {stated}; embed them again in "
                "another folder."
            )
        yield [prepared_of(row) for row in rows]
