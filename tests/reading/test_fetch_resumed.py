"""A run that was stopped continues: what was fetched before is not fetched again."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import Site, conditional, page, serving, status

from factcheck.datatypes import Reference
from factcheck.reading import Unchanged, Unread, read_all
from factcheck.reading.fetching import KeptPages, kept_for
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

N = 6
SETTINGS = Settings(allow_private=True, fetch_host_delay_seconds=0.0, fetch_attempts=1)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({}) as running:
        running.answers |= {f"/{n}": page(f"Page {n} is here.") for n in range(N)}
        links = "".join(f"<item><link>{running.url}/{n}</link></item>" for n in range(N))
        running.answers["/feed"] = page(f"<?xml version='1.0'?><rss><channel>{links}</channel></rss>")
        yield running


def kept() -> KeptPages:
    return kept_for(Path("desk"), command="add", sources=["feed"])


def read(site: Site, pages: KeptPages) -> Iterator[object]:
    return read_all([f"{site.url}/feed"], settings=SETTINGS, kept=pages)


def test_a_feed_that_was_stopped_continues_where_it_stopped(site: Site) -> None:
    first = read(site, kept())
    assert isinstance(next(first), Reference)
    first.close()  # as Ctrl-C or a closed pipe does
    n_before = len(site.paths)
    before = set(site.paths)
    found = list(read(site, kept()))
    assert [each.text for each in found if isinstance(each, Reference)] == [f"Page {n} is here." for n in range(N)]
    assert not before & set(site.paths[n_before:])
    assert len(site.paths) == N + 1  # each page and the feed once


def test_what_failed_is_tried_again(site: Site) -> None:
    good, site.answers["/3"] = site.answers["/3"], status(503)
    assert sum(isinstance(each, Unread) for each in read(site, kept())) == 1
    site.answers["/3"] = good
    assert not any(isinstance(each, Unread) for each in read(site, kept()))
    assert site.paths.count("/3") == 2
    assert len(site.paths) == N + 2


def test_a_page_that_had_not_changed_is_not_asked_for_again(site: Site) -> None:
    site.answers["/a"] = conditional("Page a is here.", etag='"1"')
    (first,) = read_all([f"{site.url}/a"], settings=SETTINGS)
    assert isinstance(first, Reference)
    assert first.retrieval is not None
    known = {first.retrieval.url: first.retrieval}
    for _ in range(2):
        (found,) = read_all([f"{site.url}/a"], settings=SETTINGS, known=known, kept=kept())
        assert isinstance(found, Unchanged)
    assert site.statuses("/a") == [200, 304]


def test_another_command_or_source_or_a_cleared_one_begins_anew(site: Site) -> None:
    list(read(site, kept()))
    for other in (
        kept_for(Path("desk"), command="update", sources=["feed"]),
        kept_for(Path("desk"), command="add", sources=["feed", "b"]),
        kept_for(Path("other"), command="add", sources=["feed"]),
    ):
        assert other.get(f"{site.url}/1") is None
    assert kept().get(f"{site.url}/1") is not None
    kept().clear()
    assert kept().get(f"{site.url}/1") is None
    assert list(Path().iterdir()) == []


def test_pages_are_kept_beside_an_index_in_the_working_folder(site: Site, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    list(read(site, kept_for(Path(), command="add", sources=["feed"])))
    assert [path.name[:14] for path in tmp_path.glob(".*")] == [".desk.fetched-"]


def test_a_page_of_the_day_before_is_fetched_anew_and_left_folders_go(site: Site) -> None:
    list(read(site, kept()))
    (folder,) = Path().glob(".desk.fetched-*")
    old = time.time() - 90_000
    for path in (*folder.iterdir(), folder):
        os.utime(path, (old, old))
    assert KeptPages(folder).get(f"{site.url}/1") is None
    kept_for(Path("desk"), command="build", sources=[])
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\nx", b'{"retrieval": {}}\nx', b"\xff\xfe\n"])
def test_a_damaged_page_is_fetched_again(site: Site, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    list(read(site, kept()))
    (folder,) = Path().glob(".desk.fetched-*")
    for path in folder.iterdir():
        path.write_bytes(damage)
    assert sum(isinstance(each, Reference) for each in read(site, kept())) == N
    assert "it is fetched again" in caplog.text


def test_pages_that_cannot_be_kept_are_read_all_the_same(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    Path("taken").write_text("a file stands where the folder should")
    pages = KeptPages(Path("taken"))
    assert sum(isinstance(each, Reference) for each in read(site, pages)) == N
    assert "a stopped run begins anew" in caplog.text
