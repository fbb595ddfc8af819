"""Fills an index in PostgreSQL beside the one it replaces, resumes what was stopped, copies indexes both ways."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import sql

from factcheck.errors import IndexLockedError, IndexMismatchError, IndexStoreError, ModelError
from factcheck.index import AddSummary, ReferenceIndex, holds_index
from factcheck.index.building import built_beside
from factcheck.index.changes import plan_changes
from factcheck.index.preparation import PreparedReference, prepare
from factcheck.index.queries import VECTOR
from factcheck.scale.address import is_address, read_address
from factcheck.scale.postgres import queries, writing
from factcheck.scale.postgres.index import PostgresIndex
from factcheck.scale.postgres.migrations import is_index
from factcheck.scale.postgres.sessions import Sessions, swaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from psycopg import Connection

    from factcheck.datatypes import Encoder, Reference
    from factcheck.index.manifest import EncoderIdentity
    from factcheck.settings import Settings

    Db = Connection[Any]
    Progress = Callable[[int, int], None]

N_AT_ONCE = 200
"""References written in one transaction: about a second's work, all that is done again when the server is killed."""

_WAIT_SECONDS = 60.0  # for checks that still read the index which is replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The encoder that vectors came from, where they are moved and none is made."""

    model_id: str
    fingerprint: str
    dim: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Refuse."""
        raise ModelError(f"Vectors are copied, not made; got {len(texts)} texts to encode.")


def build_shared(
    address: str,
    references: Iterable[Reference],
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> AddSummary:
    """Build an index in PostgreSQL; one of that name gives way, in one transaction, when the new one is complete.

    Killed at any moment, it leaves the old index as it was, and the next build of the same index goes on with what this
    one had written. Takes and raises what `build_index` does.
    """
    wanted = {reference.reference_id: reference for reference in references}
    with _building(address, encoder, settings) as index:

        def prepared(batch: Sequence[Reference]) -> list[PreparedReference]:
            return list(prepare(batch, lambda: index.encoder).values())

        n_embedded = _fill(index, wanted, prepared, progress)
    names = tuple(sorted(wanted))
    return AddSummary(added=names, n_embedded=n_embedded)


def copy_index(
    source: str | Path, target: str | Path, *, replace: bool = False, progress: Progress | None = None
) -> int:
    """Copy an index from a folder or PostgreSQL to another place, and give the number of reports.

    Texts, passages, vectors to the bit and all that is known of the reports are the same, so verdicts are.

    Args:
        source: a folder, or `postgresql://HOST/DATABASE#NAME`.
        target: likewise; killed, a copy to PostgreSQL goes on where it was when it is started again.
        replace: let an index there give way when the copy is complete.
        progress: called with the references copied so far and their total.

    Raises:
        IndexStoreError: there is an index at the target, or it cannot be written; nothing was changed.
        IndexMissingError: there is none at the source.
    """
    with contextlib.ExitStack() as stack:
        opened = _opened(source)
        stack.callback(opened.close)
        stack.enter_context(opened.snapshot())
        if not replace:
            _require_free(target)
        identity, origins = opened.identity, {each.reference_id: each for each in opened.origins()}
        encoder = None if identity is None else _named(identity)
        if is_address(target):
            with _building(str(target), encoder, None) as index:
                _fill(index, origins, lambda batch: _read(opened, batch), progress)
        else:
            making = stack.enter_context(built_beside(Path(target)))
            made = stack.enter_context(ReferenceIndex.create(making, encoder=encoder))
            if origins:
                made.load(_streamed(opened, origins, progress))
        return len(origins)


def _opened(place: str | Path) -> ReferenceIndex | PostgresIndex:
    return PostgresIndex.open(str(place)) if is_address(place) else ReferenceIndex.open(place)


def _named(identity: EncoderIdentity) -> _Named:
    return _Named(model_id=identity.model_id, fingerprint=identity.fingerprint, dim=identity.dim)


def _require_free(target: str | Path) -> None:
    if is_address(target):
        address = read_address(str(target))
        with contextlib.closing(Sessions(address)) as sessions, sessions.outside() as db:
            taken, shown = is_index(db, address.name), address.shown
    else:
        taken, shown = holds_index(Path(target)), str(target)
    if taken:
        raise IndexStoreError(
            f"There is an index at {shown!r} already; take another name, or replace it with --replace."
        )


@contextlib.contextmanager
def _building(address: str, encoder: Encoder | None, settings: Settings | None) -> Iterator[PostgresIndex]:
    """Give an index to fill beside the one of an address, and put it in its place when the block ends without error."""
    place = read_address(address)
    making = f"{place.name}__new"
    try:
        index = PostgresIndex.create(address, encoder=encoder, settings=settings, name=making)
    except IndexMismatchError:  # left by a build with another encoder, or by another version
        with contextlib.closing(Sessions(place)) as sessions, sessions.outside() as db:
            db.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(making)))
        index = PostgresIndex.create(address, encoder=encoder, settings=settings, name=making)
    with index:
        yield index
        index.index_vectors()
    with contextlib.closing(Sessions(place)) as sessions:
        _put_in_place(sessions, making)


def _fill(
    index: PostgresIndex,
    wanted: Mapping[str, Reference],
    prepared: Callable[[Sequence[Reference]], list[PreparedReference]],
    progress: Progress | None,
) -> int:
    """Bring an index to hold these references and no others, some in each transaction; gives the passages embedded.

    What it holds already, because an earlier run was stopped, is not written again.
    """
    sessions, names, n_embedded = index._sessions, sorted(wanted), 0  # noqa: SLF001 - this file is of the same class
    with sessions.writing() as db:
        gone = sorted(set(queries.reference_ids(db)) - wanted.keys())
        if gone:
            writing.remove(db, gone)
    for at in range(0, len(names), N_AT_ONCE):
        batch = {name: wanted[name] for name in names[at : at + N_AT_ONCE]}
        with sessions.reading() as db:
            plan = plan_changes(batch, {each.reference_id: each for each in queries.references(db, list(batch))}, ())
        ready = prepared(plan.write)
        if plan.write:
            with sessions.writing() as db:
                writing.bind_encoder(db, index.encoder, index.name)
                writing.remove(db, plan.remove)
                writing.put(db, ready, index._tokenizer)  # noqa: SLF001 - likewise
                writing.count_change(db)
        n_embedded += sum(each.n_embedded for each in ready)
        if progress is not None:
            progress(min(at + N_AT_ONCE, len(names)), len(names))
    return n_embedded


def _read(source: ReferenceIndex | PostgresIndex, batch: Iterable[Reference]) -> list[PreparedReference]:
    names = [each.reference_id for each in batch]
    if isinstance(source, PostgresIndex):
        source.read_ahead(names)
    return [
        PreparedReference(
            reference=source.reference(name),
            passages=source.passages_of(name),
            vectors=source.vectors_of(name).astype(VECTOR),
            n_embedded=0,
        )
        for name in names
    ]


def _streamed(
    source: ReferenceIndex | PostgresIndex, origins: Mapping[str, Reference], progress: Progress | None
) -> Iterator[PreparedReference]:
    names = sorted(origins)
    for at in range(0, len(names), N_AT_ONCE):
        yield from _read(source, [origins[name] for name in names[at : at + N_AT_ONCE]])
        if progress is not None:
            progress(min(at + N_AT_ONCE, len(names)), len(names))


def _put_in_place(sessions: Sessions, making: str) -> None:
    """Let an index give way to the one built beside it, when nobody reads it at the moment.

    Raises:
        IndexLockedError: it is read without a pause; the new one is kept, and the next build puts it in place.
        IndexStoreError: the schema of that name is no index.
    """
    old, new = sql.Identifier(sessions.name), sql.Identifier(making)
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        with sessions.writing() as db:
            if queries.one(db, "SELECT pg_try_advisory_xact_lock(hashtext(%s))", (swaps(sessions.name),))[0]:
                holds = queries.one(db, "SELECT to_regnamespace(%s) IS NOT NULL", (sessions.name,))[0]
                if holds and not is_index(db, sessions.name):
                    raise IndexStoreError(
                        f"The schema {sessions.name!r} of {sessions.shown!r} is no index; name another."
                    )
                if holds:
                    db.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(old))
                db.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(new, old))
                return
        if time.monotonic() > until:
            raise IndexLockedError(
                f"The index {sessions.shown!r} is read without a pause, so the new one could not take its place; it is "
                "complete, and the same command puts it there."
            )
        time.sleep(0.1)
