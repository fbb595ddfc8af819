"""CSV and TSV tables with a report a row, the columns named in the first row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading.document import Document, make_document
from factcheck.reading.fields import USUAL, FieldNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DELIMITERS = ",;\t|"


def parse_csv(text: str, *, name: str, fields: FieldNames = USUAL) -> Iterator[tuple[int, Document | ReadError]]:
    """Read a table, each row with its number from 1, the first row not counted.

    Commas, semicolons, tabs or bars part the columns, whichever the first row has most of; names of columns are
    compared without case. A row that has more cells than columns, or no text, stands as its error: an unquoted comma
    must not cut a text short.

    Raises:
        EmptyDocumentError: there is no row below the names.
        ReadError: no column holds the text.
    """
    rows = _rows(text)
    header = next(rows, None)
    if isinstance(header, csv.Error):
        raise ReadError(f"Cannot read {name}: its first row is no row of CSV: {header}.")
    columns = [cell.strip() for cell in header or ()]
    places = _places(columns, fields)
    if header is not None and "text" not in places:
        raise ReadError(
            f"Cannot read {name}: no column is named {' or '.join(map(repr, fields['text']))}, got {columns!r}; "
            "name the one that holds the text with --field text=NAME."
        )
    number = 0
    for row in rows:
        number += 1
        yield number, _record(row, places, columns, name=f"row {number} of {name}")
    if number == 0:
        raise EmptyDocumentError(
            f"There is no text in {name}: it has no rows below its names; give at least one report."
        )


def _rows(text: str) -> Iterator[list[str] | csv.Error]:
    """Give the rows that have a cell that is not empty; where the table breaks off into no CSV, the error, and end."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    # Python's limit of 131,072 characters a cell is one for the process; the text as a whole is limited already.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as err:
            yield err
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield row


def _places(columns: Sequence[str], fields: FieldNames) -> dict[str, int]:
    """Find the column of each field that has one: the first of its names that is there."""
    folded = [column.casefold() for column in columns]
    places = {}
    for field, names in fields.names.items():
        place = next((folded.index(name.casefold()) for name in names if name.casefold() in folded), None)
        if place is not None:
            places[field] = place
    return places


def _record(
    row: list[str] | csv.Error, places: Mapping[str, int], columns: Sequence[str], *, name: str
) -> Document | ReadError:
    """Read a row."""
    if isinstance(row, csv.Error):
        return ReadError(f"Cannot read {name}, nor what comes after it: it is no CSV: {row}; quote its cells.")
    if len(row) > len(columns):
        return ReadError(
            f"Cannot read {name}: it has {len(row)} cells for {len(columns)} columns; "
            "put quotes around cells with commas."
        )
    found = {field: row[place] for field, place in places.items() if place < len(row)}
    document = make_document(
        found.get("text", ""),
        title=found.get("title"),
        publisher=found.get("publisher"),
        published=found.get("published"),
        url=found.get("url"),
        record_id=found.get("id"),
        author=found.get("author"),
        language=found.get("language"),
        updated=found.get("updated"),
        published_from=f"field {columns[places['published']]}" if "published" in places else None,
        updated_from=f"field {columns[places['updated']]}" if "updated" in places else None,
        repeats=True,
    )
    if not document.text:
        return EmptyDocumentError(f"There is no text in {name}: its text cell is empty; give the full text.")
    return document
