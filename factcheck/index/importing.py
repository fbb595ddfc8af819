"""Loads an index that another desk wrote to a file: checked first, then built beside, then put in place."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from factcheck.datatypes import Passage, Reference
from factcheck.errors import IndexStoreError, ReadError, UnsupportedFormatError
from factcheck.index.building import built_beside
from factcheck.index.exporting import EXPORT_VERSION, MAGIC
from factcheck.index.folder import holds_index
from factcheck.index.identity import check_identity, identity_of
from factcheck.index.manifest import EncoderIdentity  # noqa: TC001 - pydantic reads the annotation
from factcheck.index.preparation import PreparedReference, encoded, usable
from factcheck.index.queries import VECTOR
from factcheck.index.reference_index import ReferenceIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder
    from factcheck.settings import Settings

_FIRST_LINE = re.compile(rb"%s (\d{1,9}) ([0-9a-f]{64})\n" % MAGIC.encode())
_BLOCK = 2**20  # bytes read at a time when hashing
_MOST_BYTES = 2**28  # of one report with its vectors; the largest that is read, 10 MB, has about 100 MB of vectors
_N_SAMPLED = 8  # passages embedded again: enough to notice vectors of another model, and done in a second
_LEAST_SIMILARITY = 0.99  # of a vector with its own text's; rounding costs less than 0.001
_STRICT = ConfigDict(strict=True, extra="forbid", val_json_bytes="base64")
Parsed = TypeVar("Parsed", bound=BaseModel)


class _Head(BaseModel):
    """The second line of a file; `encoder` is None for an index that never held a report."""

    model_config = _STRICT
    encoder: EncoderIdentity | None
    n_references: int


class _Row(BaseModel):
    """A report: `cuts` are the start and end of its passages, `vectors` their float16, little-endian."""

    model_config = _STRICT
    reference: Reference
    cuts: list[tuple[int, int]]
    vectors: bytes


def import_index(
    path: str | Path,
    file: str | Path,
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    replace: bool = False,
) -> int:
    """Make an index of a file that `export_index` wrote, and give the number of reports.

    The hash of the file is checked before anything in it is parsed, then the encoder, then every report: the hash of
    its text, the places of its passages, the length of its vectors, and some vectors against the encoder. The hash
    tells damage, not who wrote the file: import only files of desks you trust.

    Args:
        path: the folder of the new index.
        file: what `export_index` wrote.
        encoder: as for `ReferenceIndex.create`.
        settings: as for `ReferenceIndex.create`.
        replace: let an index that is in the folder give way when the new one is complete.

    Raises:
        UnsupportedFormatError: the file is no export of an index, or of another version; nothing was changed.
        ReadError: it cannot be read or is damaged; nothing was changed.
        IndexMismatchError: it was made with another encoder; nothing was changed.
        IndexStoreError: there is an index in the folder, or the folder cannot be written; nothing was changed.
        ModelError: the encoder cannot be loaded; nothing was changed.
    """
    folder, name = Path(path), str(file)
    if not replace and holds_index(folder):
        raise IndexStoreError(
            f"There is an index at {str(folder)!r} already; take another name, or replace it with --replace."
        )
    try:
        with Path(file).open("rb") as content:
            _check_hash(content, name)
            return _build(folder, _Export(content, name), encoder, settings)
    except OSError as err:
        raise ReadError(f"Cannot read {name!r}: {err.strerror or err}; name a file that may be read.") from err


def _build(folder: Path, export: _Export, encoder: Encoder | None, settings: Settings | None) -> int:
    with built_beside(folder) as making, ReferenceIndex.create(making, encoder=encoder, settings=settings) as index:
        head = export.head()
        if head.encoder is None:
            export.require_end()
            return 0
        check_identity(identity_of(index.encoder), [head.encoder], export.name)
        index.load(export.rows(head, index.encoder))
        return index.n_references


def _check_hash(content: IO[bytes], name: str) -> None:
    """Check the first line and the hash of all that follows it, and leave the file after the first line."""
    line = content.readline(len(MAGIC) + 100)
    match = _FIRST_LINE.fullmatch(line)
    if match is None:
        raise UnsupportedFormatError(
            f"{name!r} is no export of an index; make one with `factcheck index export NAME FILE`."
        )
    if int(match[1]) != EXPORT_VERSION:
        raise UnsupportedFormatError(
            f"{name!r} is an export of version {int(match[1])}, this factcheck reads version {EXPORT_VERSION}; "
            "export it again with this factcheck, or import it with the one that wrote it."
        )
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    if digest.hexdigest().encode() != match[2]:
        raise ReadError(f"{name!r} is damaged or cut short: its hash is not the one it states; fetch it again.")
    content.seek(len(line))


class _Export:
    """The lines of a file whose hash was checked; what is wrong in them is a ReadError that names the line."""

    def __init__(self, content: IO[bytes], name: str) -> None:
        """Begin after the first line."""
        self.name = name
        self._content = content
        self._number = 1

    def head(self) -> _Head:
        """Give the second line."""
        return self._parsed(_Head)

    def rows(self, head: _Head, encoder: Encoder) -> Iterator[PreparedReference]:
        """Give the reports, checked one by one, and the sample of their vectors at the end."""
        step, sample, last_id = -(-head.n_references // _N_SAMPLED), [], ""
        for number in range(head.n_references):
            row = self._parsed(_Row)
            if row.reference.reference_id <= last_id:
                raise self._wrong(f"the id {row.reference.reference_id!r} is not in ascending order")
            last_id = row.reference.reference_id
            prepared = self._prepared(row, encoder.dim)
            if number % step == 0:
                sample.append((prepared.passages[0].text, prepared.vectors[0]))
            yield prepared
        self.require_end()
        self._check_sample(sample, encoder)

    def require_end(self) -> None:
        """Raise when there are lines left."""
        if self._content.read(1):
            raise self._wrong("there are more reports than it states")

    def _parsed(self, kind: type[Parsed]) -> Parsed:
        line = self._content.readline(_MOST_BYTES)
        self._number += 1
        if not line.endswith(b"\n"):
            raise self._wrong("the line has no end" if line else "it is missing")
        try:
            return kind.model_validate_json(line)
        except ValidationError as err:
            first = err.errors(include_input=False, include_url=False)[0]
            raise self._wrong(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from err

    def _prepared(self, row: _Row, dim: int) -> PreparedReference:
        reference = row.reference
        if hashlib.sha256(reference.text.encode()).hexdigest() != reference.sha256:
            raise self._wrong(f"the report {reference.reference_id!r} has another text than its SHA-256 says")
        borders = [0, *(border for cut in row.cuts for border in cut), len(reference.text)]
        gaps = [reference.text[end:start] for end, start in zip(borders[::2], borders[1::2], strict=True)]
        in_order = all(before <= after for before, after in pairwise(borders))
        if not row.cuts or not in_order or any(start == end for start, end in row.cuts) or "".join(gaps).strip():
            raise self._wrong(f"the passages of the report {reference.reference_id!r} are not its text in order")
        if reference.path is not None:
            raise self._wrong(f"the report {reference.reference_id!r} names a file, which would be another one here")
        if len(row.vectors) != len(row.cuts) * dim * VECTOR.itemsize:
            raise self._wrong(f"the report {reference.reference_id!r} has {len(row.vectors)} bytes of vectors")
        vectors = np.frombuffer(row.vectors, dtype=VECTOR).reshape(len(row.cuts), dim)
        if not usable(vectors.astype(np.float32)).all():
            raise self._wrong(f"the report {reference.reference_id!r} has a vector whose length is not 1")
        passages = tuple(
            Passage(
                reference_id=reference.reference_id,
                position=position,
                start=start,
                end=end,
                text=reference.text[start:end],
            )
            for position, (start, end) in enumerate(row.cuts)
        )
        return PreparedReference(reference=reference, passages=passages, vectors=vectors, n_embedded=0)

    def _check_sample(self, sample: list[tuple[str, NDArray[np.float16]]], encoder: Encoder) -> None:
        expected = encoded(encoder, [text for text, _ in sample])
        for own, (text, vector) in zip(expected, sample, strict=True):
            similarity = float(own @ vector.astype(np.float32))
            if not similarity >= _LEAST_SIMILARITY:
                raise ReadError(
                    f"{self.name!r} has a vector that is not its passage's: {text[:40]!r} has similarity "
                    f"{similarity:.3f} with itself; have it exported again from a sound index."
                )

    def _wrong(self, why: str) -> ReadError:
        return ReadError(
            f"{self.name!r} is not as an export should be (line {self._number}: {why}); have it exported again."
        )
