"""`factcheck index verify`: does everything in an index agree?"""

from __future__ import annotations

import json

import typer

from factcheck.cli.exits import CHECKED, NO_INDEX
from factcheck.cli.index.app import Name, index_app
from factcheck.cli.places import index_place, shown, verify_place
from factcheck.cli.shared import JSONOption, note, read_settings


@index_app.command()
def verify(name: Name, *, json_: JSONOption = False) -> int:
    """Check every hash, count and offset of an index; exit 3 and name every fault when something is wrong.

    The vectors for FAISS are made again when only they are wrong.
    """
    settings = read_settings()
    place = index_place(name, settings)
    found, folder = verify_place(place, settings), shown(place)
    if json_:
        faults = [{"reference_id": fault.reference_id, "what": fault.what} for fault in found.faults]
        told = {"n_references": found.n_references, "n_passages": found.n_passages, "digest": found.digest}
        typer.echo(json.dumps({**told, "repaired": found.repaired, "faults": faults}, ensure_ascii=False, indent=1))
    for fault in () if json_ else found.faults:
        typer.echo(str(fault))
    if found.repaired is not None:
        note(f"repaired: the vectors for FAISS were made again from the index ({found.repaired})")
    if found.faults:
        note(f"{folder}: {len(found.faults)} faults; restore it from a copy, or build it again from its reports")
        return NO_INDEX
    note(f"{folder}: {found.n_references} references and {found.n_passages} passages are as they should be")
    if not json_:
        typer.echo(found.digest)
    return CHECKED
