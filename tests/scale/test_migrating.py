"""A migration that ends anywhere leaves the index as it was or as it should become, and given again it completes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from fakes import WordEncoder
from psycopg import sql
from scale.migrating import LATER
from wires import wire

from factcheck.errors import IndexMissingError, IndexStoreError
from factcheck.reading import reference_from_text
from factcheck.scale.address import read_address
from factcheck.scale.postgres import PostgresIndex, build_shared, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCES = [
    reference_from_text("The dam held. Nobody was hurt.", title="Dam", published="2024-05-02"),
    reference_from_text("The ferry sank.", title="Ferry"),
]
FIRST = migrations.MIGRATIONS[:1]
BACK = """
DROP TABLE IF EXISTS notes;
ALTER TABLE "references" DROP COLUMN IF EXISTS day;
DROP INDEX IF EXISTS references_by_publisher;
DELETE FROM migrations WHERE version > 1;
"""
STATE = (
    "SELECT version, name FROM migrations WHERE %s <> '' ORDER BY 1",
    """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = %s ORDER BY 1, 2
    """,
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s ORDER BY 1",
    """
    SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants
    WHERE table_schema = %s ORDER BY 1, 2, 3
    """,
)
DYING = """
CREATE SEQUENCE points;
CREATE FUNCTION die() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('public.points') = current_setting('desk.point')::int THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    END IF;
END $$;
CREATE EVENT TRIGGER before_each ON ddl_command_start EXECUTE FUNCTION die();
CREATE EVENT TRIGGER after_each ON ddl_command_end EXECUTE FUNCTION die();
"""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """An index of the first version, at an address of its own, and the address of a user who may only read it."""

    address: str
    reader: str

    @property
    def name(self) -> str:
        return read_address(self.address).name

    @contextlib.contextmanager
    def tables(self) -> Iterator[psycopg.Connection]:
        """Look at the tables beside all that factcheck does."""
        with psycopg.connect(read_address(self.address).uri, autocommit=True) as db:
            db.execute(sql.SQL("SET search_path = {}, public").format(sql.Identifier(self.name)))
            yield db

    def go_back(self) -> None:
        with self.tables() as db:
            db.execute(BACK)

    def state(self) -> tuple[object, ...]:
        """Say what versions, columns, indexes and rights there are."""
        with self.tables() as db:
            return tuple(tuple(db.execute(asked, (self.name,)).fetchall()) for asked in STATE)

    def is_read(self) -> str:
        """Use the index as a desk does that may only read it; gives the fingerprint of what it holds."""
        with PostgresIndex.open(self.reader, encoder=WordEncoder()) as index:
            assert index.search("The dam held.", 1)[0].passage.text == "The dam held."
            return index.fingerprint


@pytest.fixture
def desk(address: str) -> Desk:
    build_shared(address, REFERENCES, encoder=WordEncoder())
    name = read_address(address).name
    user = f"{name}_ann"
    with psycopg.connect(read_address(address).uri, autocommit=True) as db:
        names = sql.Identifier(user), sql.Identifier(f"{name}_reader")
        db.execute(sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(*names))
    made = Desk(address=address, reader=address.replace("postgres@", f"{user}@"))
    made.go_back()
    return made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Let this be the version of a number of migrations, the later version when none is said."""

    def become(known=LATER) -> None:
        monkeypatch.setattr(migrations, "MIGRATIONS", known)

    return become


def migrated(address: str) -> bool:
    """Tell whether a migration went through; raises what a broken connection must not."""
    try:
        PostgresIndex.migrate(address).close()
    except IndexStoreError:
        return False
    return True


def telling(statements: list[str]) -> list[int]:
    """Number the statements, from 1 on, that the migration makes: not those that look for an index or set things up."""
    first = next(number for number, each in enumerate(statements) if "factcheck migrations" in each)
    points = [number for number, each in enumerate(statements, 1) if number >= first and not each.startswith("SET ")]
    assert len(points) > len(LATER)
    return points


def check_whole(desk: Desk, later, before, after, held: str) -> bool:
    """Check that an index is of the old version or of the new, and can be read as such; tells whether of the new."""
    now = desk.state()
    assert now in (before, after)
    later(LATER if now == after else FIRST)
    assert desk.is_read() == held
    later()
    return now == after


def both_states(desk: Desk, later) -> tuple[tuple[object, ...], tuple[object, ...], str]:
    later(FIRST)
    before, held = desk.state(), desk.is_read()
    later()
    PostgresIndex.migrate(desk.address).close()
    after = desk.state()
    assert [len(state[0]) for state in (before, after)] == [1, 3]
    desk.go_back()
    assert desk.state() == before
    return before, after, held


def test_a_connection_that_breaks_before_any_statement_leaves_a_whole_index(desk: Desk, later) -> None:
    before, after, held = both_states(desk, later)
    with wire(desk.address) as (counting, through):
        assert migrated(through)
    became = set()
    for point in telling(counting.statements):
        desk.go_back()
        with wire(desk.address, lambda number, _, at=point: number != at) as (_, through):
            migrated(through)
        became.add(check_whole(desk, later, before, after, held))
        assert migrated(desk.address)
        assert desk.state() == after
    assert became == {False, True}


def test_a_server_process_that_ends_between_any_two_changes_of_the_tables_leaves_a_whole_index(
    desk: Desk, later
) -> None:
    before, after, held = both_states(desk, later)
    with desk.tables() as db:
        db.execute("SET search_path = public")
        db.execute(DYING)
        setting = sql.SQL("ALTER DATABASE {} SET desk.point = {}")
        name = sql.Identifier(db.info.dbname)

        def die_at(point: int) -> None:
            db.execute(setting.format(name, point))
            db.execute("SELECT setval('public.points', 1, false)")

        die_at(0)
        assert migrated(desk.address)
        (n,) = db.execute("SELECT last_value FROM public.points").fetchone()
        assert n > len(LATER)
        for point in range(1, n + 1):
            die_at(0)
            desk.go_back()
            die_at(point)
            assert not migrated(desk.address)
            die_at(0)
            assert not check_whole(desk, later, before, after, held)
        assert migrated(desk.address)
    assert check_whole(desk, later, before, after, held)


@pytest.mark.parametrize("last", ["ADD COLUMN day", "CREATE TABLE notes", "GRANT SELECT", "COMMIT"])
def test_a_process_that_is_killed_leaves_a_whole_index(desk: Desk, later, last: str) -> None:
    before, after, held = both_states(desk, later)
    started: list[subprocess.Popen[bytes]] = []
    begun = threading.Event()

    def kill_at(_: int, statement: str) -> bool:
        if "migrations" in statement:
            begun.set()
        if last not in statement or not begun.is_set():
            return True
        os.kill(started[0].pid, signal.SIGKILL)
        return False

    with wire(desk.address, kill_at) as (_, through):
        command = [sys.executable, str(Path(__file__).with_name("migrating.py")), through]
        started.append(subprocess.Popen(command))  # noqa: S603 - a script of ours
        assert started[0].wait(60) == -signal.SIGKILL
    assert not check_whole(desk, later, before, after, held)
    assert migrated(desk.address)
    assert check_whole(desk, later, before, after, held)


def test_a_process_that_falls_silent_holds_nobody_up_for_ever(desk: Desk, later, monkeypatch) -> None:
    before, after, held = both_states(desk, later)
    monkeypatch.setattr(migrations, "IDLE_SECONDS", 1)
    silent, heard = threading.Event(), threading.Event()

    def fall_silent(_: int, statement: str) -> bool:
        if "CREATE TABLE notes" in statement:
            silent.set()
            heard.wait(60)
        return True

    with wire(desk.address, fall_silent) as (_, through):
        outcome: list[bool] = []
        hung = threading.Thread(target=lambda: outcome.append(migrated(through)))
        hung.start()
        assert silent.wait(60)
        monkeypatch.setenv("PGOPTIONS", "-c lock_timeout=20s")  # so that this fails rather than waits
        assert migrated(desk.address)
        heard.set()
        hung.join(60)
    assert outcome == [False]
    assert check_whole(desk, later, before, after, held)


def test_an_index_that_was_not_made_to_the_end_is_none(address: str) -> None:
    name = read_address(address).name
    roles = sql.SQL(", ").join(sql.Identifier(f"{name}_{kind}") for kind in ("reader", "writer"))

    def remove() -> None:
        with psycopg.connect(read_address(address).uri, autocommit=True) as db:
            db.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))
            db.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(roles))

    def created(through: str) -> bool:
        with contextlib.suppress(IndexStoreError):
            PostgresIndex.create(through).close()
            return True
        return False

    with wire(address) as (counting, through):
        assert created(through)
    became = set()
    for point in telling(counting.statements):
        remove()
        with wire(address, lambda number, _, at=point: number != at) as (_, through):
            created(through)
        with psycopg.connect(read_address(address).uri) as db:
            try:
                PostgresIndex.open(address).close()  # and if it is one, those may read it who should
                db.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(f"{name}_reader")))
                db.execute(sql.SQL("SELECT FROM {}.passages").format(sql.Identifier(name)))
                became.add("whole")
            except IndexMissingError:
                became.add("missing")
    assert became == {"whole", "missing"}
    assert created(address)
