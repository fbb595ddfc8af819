"""Readers during writes, two writers at once, and clocks that jump: a reader sees one whole index or the other."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from durability import desk
from fakes import WordEncoder

from factcheck import ReferenceIndex, Settings
from factcheck.errors import IndexStoreError
from factcheck.index import build_index, queries, verify_index
from factcheck.index.building import built_beside

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400


def built(folder: Path, references: list) -> str:
    build_index(folder, references, encoder=WordEncoder(), settings=Settings())
    return seen(folder)


def seen(folder: Path) -> str:
    with ReferenceIndex.open(folder, encoder=WordEncoder(), settings=Settings()) as index:
        assert len(index.search(desk.QUERY, k=3)) == 3
        return index.fingerprint


def test_a_reader_sees_one_whole_index_or_the_other_while_they_are_exchanged(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    whole = {built(folder, desk.OLD), built(folder, desk.NEW)}
    stop = threading.Event()

    def read() -> set[str]:
        digests = set()
        while not stop.is_set():
            digests.add(seen(folder))
        return digests

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(12):
                built(folder, desk.OLD if number % 2 else desk.NEW)
        finally:
            stop.set()
        assert set.union(*(reader.result() for reader in readers)) <= whole


def test_a_reader_sees_each_change_whole(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    built(folder, desk.OLD)
    stop = threading.Event()

    def read() -> set[int]:
        counts = set()
        with ReferenceIndex.open(folder, encoder=WordEncoder(), settings=Settings()) as index:
            while not stop.is_set():
                with index._store.reading() as db:
                    counts.add(db.execute('SELECT count(*) FROM "references"').fetchone()[0])
        return counts

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        try:
            for _ in range(10):
                desk_add(folder)
        finally:
            stop.set()
        assert reader.result() <= {12, 18}


def desk_add(folder: Path) -> None:
    more = [desk.report(town) for town in range(20, 26)]
    with ReferenceIndex.open(folder, encoder=WordEncoder(), settings=Settings()) as index:
        index.add(more)
    with ReferenceIndex.open(folder, encoder=WordEncoder(), settings=Settings()) as index, index._store.writing() as db:
        for reference in more:
            index._store.remove(reference.reference_id)
        index._store.count_change(*queries.counted(db))


def test_two_builds_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    whole = {built(folder, desk.OLD), built(folder, desk.NEW)}

    def build(number: int) -> str:
        try:
            build_index(folder, desk.OLD if number % 2 else desk.NEW, encoder=WordEncoder(), settings=Settings())
        except IndexStoreError as err:
            return str(err)
        return ""

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(build, range(12)))
    assert all(not each or "nothing was changed" in each for each in told)
    assert "" in told
    assert seen(folder) in whole
    assert verify_index(folder).faults == ()
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


@pytest.mark.parametrize("jump", [-400 * DAY, 2 * DAY, 400 * DAY])
def test_a_clock_that_jumps_while_an_index_is_built_costs_the_build_at_most(tmp_path: Path, jump: int) -> None:
    folder = tmp_path / "desk"
    whole = {built(folder, desk.OLD), built(folder, desk.NEW)}
    failed = False
    try:
        with built_beside(folder) as making:
            build_index(making, desk.OLD, encoder=WordEncoder(), settings=Settings())
            for path in [*making.parent.iterdir(), making.parent]:
                os.utime(path, (time.time() - jump,) * 2)
            built(folder, desk.NEW)  # another build, which takes what is a day old for left behind
    except IndexStoreError as err:
        failed = "nothing was changed" in str(err)
    assert failed or jump < DAY
    assert seen(folder) in whole
    assert verify_index(folder).faults == ()
