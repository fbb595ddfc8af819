"""A process that dies while it writes: a module of its own, so that a spawned process can import it."""

import os

from fakes import WordEncoder

from factcheck.index import ReferenceIndex


def die_while_removing(folder: str, reference_id: str) -> None:
    index = ReferenceIndex.open(folder, encoder=WordEncoder())
    with index._store.writing():
        index._store.remove(reference_id)
        os._exit(9)
