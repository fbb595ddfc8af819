"""Filling and copying an index in PostgreSQL: whole or not at all, and resumed; its roles and its versions."""

from dataclasses import replace

import psycopg
import pytest
from fakes import WordEncoder
from psycopg import errors, sql

from factcheck import ReferenceIndex
from factcheck.datatypes import Retrieval
from factcheck.errors import IndexMismatchError, IndexMissingError, IndexStoreError
from factcheck.index import export_index
from factcheck.reading import reference_from_text
from factcheck.scale.address import read_address
from factcheck.scale.postgres import PostgresIndex, build_shared, copy_index, copying, migrations, queries, writing
from factcheck.scale.postgres.sessions import Sessions

PAGE = Retrieval(url="https://bay.example/dam", at="2024-05-02T08:00:00+00:00", etag='"a1"')
DAM = replace(
    reference_from_text("The dam held. Nobody was hurt.", url="https://bay.example/dam", published="2024-05-02"),
    author="Ann Lee",
    updated="2024-05-03",
    language="en",
    published_from="feed",
    retrieval=PAGE,
)
FERRY = reference_from_text("The ferry sank.", path="ferry.txt", publisher="Bay Wire")


def many(n, n_sentences=30):
    return [
        reference_from_text(
            " ".join(f"Report {number} says sentence {at}." for at in range(n_sentences)), title=str(number)
        )
        for number in range(n)
    ]


def test_an_index_comes_back_from_postgresql_as_it_went(tmp_path, address) -> None:
    with ReferenceIndex.create(tmp_path / "first", encoder=WordEncoder()) as index:
        index.add([DAM, FERRY, *many(5)])
    assert copy_index(tmp_path / "first", address) == 7
    assert copy_index(address, tmp_path / "second") == 7
    for name in ("first", "second"):
        with ReferenceIndex.open(tmp_path / name) as index:
            export_index(index, tmp_path / f"{name}.export")
            assert index.inspect().faults == ()
            assert index.reference(FERRY.reference_id).path == "ferry.txt"
            assert index.reference(DAM.reference_id).retrieval == PAGE
    assert (tmp_path / "first.export").read_bytes() == (tmp_path / "second.export").read_bytes()
    with PostgresIndex.open(address) as shared:
        assert export_index(shared, tmp_path / "shared.export") == 7
    assert (tmp_path / "shared.export").read_bytes() == (tmp_path / "first.export").read_bytes()


def test_a_copy_replaces_an_index_only_when_told(tmp_path, address) -> None:
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([DAM])
    build_shared(address, [FERRY], encoder=WordEncoder())
    with pytest.raises(IndexStoreError, match="--replace"):
        copy_index(tmp_path / "desk", address)
    with pytest.raises(IndexStoreError, match="--replace"):
        copy_index(address, tmp_path / "desk")
    with PostgresIndex.open(address) as before:
        assert copy_index(tmp_path / "desk", address, replace=True) == 1
        assert before.references() == [DAM]  # whoever had it open sees the new one


def test_a_build_gives_way_to_one_with_another_encoder(address) -> None:
    build_shared(address, [DAM], encoder=WordEncoder())
    other = WordEncoder(model_id="other", dim=16)
    build_shared(address, [FERRY], encoder=other)
    with PostgresIndex.open(address, encoder=other) as index:
        assert index.references() == [FERRY]
        assert index.vectors_of(FERRY.reference_id).shape == (1, 16)


def test_a_server_that_is_killed_while_it_loads_leaves_nothing_half_there(address, server, monkeypatch) -> None:
    monkeypatch.setattr(copying, "N_AT_ONCE", 80)
    references = many(240)
    place = read_address(address)
    put, sizes = writing.put, []

    def killing(db, ready, tokenizer) -> None:
        sizes.append(len(ready))
        if len(sizes) == 2:  # half of the second batch was copied and is not committed
            put(db, ready[:40], tokenizer)
            server.kill()
            put(db, ready[40:], tokenizer)
        put(db, ready, tokenizer)

    monkeypatch.setattr(writing, "put", killing)
    with pytest.raises(IndexStoreError, match="connection to the store"):
        build_shared(address, references, encoder=WordEncoder())
    assert sizes == [80, 80]
    monkeypatch.setattr(writing, "put", put)
    server.start()
    with pytest.raises(IndexMissingError):  # not before it is complete
        PostgresIndex.open(address)
    sessions = Sessions(place, name=f"{place.name}__new")
    with sessions.reading() as db:
        held = queries.reference_ids(db)
        n_passages = queries.counts(db)[1]
        assert queries.one(db, "SELECT count(*) FROM passages")[0] == n_passages == 30 * len(held)
    sessions.close()
    assert len(held) == copying.N_AT_ONCE
    summary = build_shared(address, references, encoder=WordEncoder())
    assert summary.n_embedded == 30 * (240 - len(held))  # only what was missing
    with PostgresIndex.open(address) as index, ReferenceIndex.in_memory(references, encoder=WordEncoder()) as embedded:
        assert index.inspect().faults == ()
        assert index.fingerprint == embedded.fingerprint


def test_a_resumed_build_drops_what_is_wanted_no_more(address) -> None:
    class Stopping(WordEncoder):
        def encode(self, texts):
            if any("Report 250" in text for text in texts):
                raise KeyboardInterrupt
            return super().encode(texts)

    references = sorted(many(300, 2), key=lambda each: each.reference_id)
    with pytest.raises(KeyboardInterrupt):
        build_shared(address, references, encoder=Stopping())
    wanted = [*references[100:], FERRY]
    build_shared(address, wanted, encoder=WordEncoder())
    with PostgresIndex.open(address) as index:
        assert [each.reference_id for each in index.origins()] == sorted(each.reference_id for each in wanted)


@pytest.fixture
def users(address, server):
    """Give the addresses of a user who may read the index, and of one who may also write it."""
    build_shared(address, [DAM, FERRY], encoder=WordEncoder())
    name = read_address(address).name
    made = {}
    with psycopg.connect(server.uri, autocommit=True) as db:
        for kind in ("reader", "writer"):
            user = f"{name}_{kind}_ann"
            db.execute(
                sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(
                    sql.Identifier(user), sql.Identifier(f"{name}_{kind}")
                )
            )
            made[kind] = address.replace("postgres@", f"{user}@")
    return made


def test_readers_cannot_write(users, address) -> None:
    with PostgresIndex.open(users["reader"], encoder=WordEncoder()) as index:
        assert index.search("The dam held.", 1)[0].passage.text == "The dam held."
        before = index.fingerprint
        for change in (
            lambda: index.withdraw(DAM.reference_id),
            lambda: index.add(["The harbour is closed."]),
            lambda: index.update([FERRY, "The harbour is open."]),
        ):
            with pytest.raises(IndexStoreError, match="may only read"):
                change()
        assert index.fingerprint == before
    with pytest.raises(IndexStoreError, match="may only read"):
        build_shared(users["reader"], [DAM], encoder=WordEncoder())
    with psycopg.connect(read_address(users["reader"]).uri) as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(sql.SQL("DELETE FROM {}.passages").format(sql.Identifier(read_address(address).name)))


def test_writers_add_and_withdraw(users) -> None:
    with PostgresIndex.open(users["writer"], encoder=WordEncoder()) as index:
        index.withdraw(DAM.reference_id)
        index.add(["The harbour is closed."])
        assert {each.text for each in index.references()} == {"The ferry sank.", "The harbour is closed."}
        assert index.inspect().faults == ()


def test_an_index_of_an_earlier_version_is_brought_to_this_one_with_all_it_holds(address, monkeypatch) -> None:
    place = read_address(address)
    monkeypatch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
    sessions = Sessions(place)
    with sessions.outside() as db:
        migrations.migrate(db, place.name)
        db.execute(
            'INSERT INTO "references" (id, text, sha256, cut_sha256, published) VALUES '
            "('a', 'x', 'y', 'z', '2024-05-02'), ('b', 'x', 'y', 'z', 'in May'), ('c', 'x', 'y', 'z', NULL)"
        )
    monkeypatch.undo()
    with pytest.raises(IndexMismatchError, match="factcheck index migrate"):
        PostgresIndex.open(address)
    with PostgresIndex.migrate(address) as index:
        days = dict(index._sessions.outside().__enter__().execute('SELECT id, day::text FROM "references"').fetchall())
    assert days == {"a": "2024-05-02", "b": None, "c": None}
    with sessions.outside() as db:
        db.execute("INSERT INTO migrations (version, name) VALUES (99, 'from later')")
    sessions.close()
    with pytest.raises(IndexMismatchError, match="version 99"):
        PostgresIndex.open(address)
    with pytest.raises(IndexMismatchError, match="version 99"):
        PostgresIndex.migrate(address)


def test_a_text_that_postgresql_cannot_keep_is_refused_and_nothing_is_written(address) -> None:
    build_shared(address, [DAM], encoder=WordEncoder())
    with PostgresIndex.open(address, encoder=WordEncoder()) as index:
        with pytest.raises(ValueError, match="NUL"):
            index.add([FERRY, replace(FERRY, reference_id="nul", text="A nul \0 here.")])
        assert index.references() == [DAM]
