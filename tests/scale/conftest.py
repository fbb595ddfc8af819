"""What the tests of this folder run against: PostgreSQL with a new database for each test, and a Ray cluster."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import psycopg
import pytest
from clusters import Cluster, cluster
from fakes import WordEncoder
from psycopg import sql
from stores import PostgresServer, postgres_server

from factcheck.index import ReferenceIndex
from factcheck.reading import read_references
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    try:
        running = postgres_server()
        started = running.__enter__()
    except (ImportError, OSError, RuntimeError) as err:
        pytest.skip(f"no PostgreSQL server can be started here: {err}")
    yield started
    running.__exit__(None, None, None)


@pytest.fixture
def address(server: PostgresServer) -> Iterator[str]:
    """Give the address of an index in a database of its own."""
    name = f"test_{secrets.token_hex(4)}"
    with psycopg.connect(server.uri, autocommit=True) as db:
        db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield server.uri.replace("/postgres?", f"/{name}?") + f"#{name}"
    with psycopg.connect(server.uri, autocommit=True) as db:
        db.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an embedded index of all starter reports."""
    from services import SEEDS  # noqa: PLC0415 - it imports the service

    folder = tmp_path_factory.mktemp("embedded") / "starter"
    with ReferenceIndex.create(folder, encoder=WordEncoder()) as index:
        index.add(read_references(SEEDS / "references", settings=Settings()))
    return folder


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """Give a Ray cluster of two nodes."""
    pytest.importorskip("ray", reason="the extra ray is not installed")
    try:
        held = cluster()
        started = held.__enter__()
    except RuntimeError as err:
        pytest.skip(f"Ray cannot be started here: {err}")
    yield started
    held.__exit__(None, None, None)
