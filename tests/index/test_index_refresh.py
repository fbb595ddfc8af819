"""Reading an index's reports again: from a server that knows conditional requests or not, and from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import WordEncoder
from papers import archive
from sites import Site, conditional, moved, page, serving, status

from factcheck.datatypes import Reference
from factcheck.index import ReferenceIndex, RefreshSummary, refresh_index
from factcheck.reading import Unchanged, read_all
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = "The council closed the old bridge on Tuesday. It has 40 piers."
TWO = "The fish market burned down on Monday. Nobody was hurt."
SETTINGS = Settings(allow_private=True, fetch_host_delay_seconds=0.0, fetch_attempts=1)
DATE = "Tue, 04 Mar 2025 08:00:00 GMT"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({}) as running:
        yield running


def built(*sources: str) -> ReferenceIndex:
    found = [each for each in read_all(sources, settings=SETTINGS) if isinstance(each, Reference)]
    return ReferenceIndex.in_memory(found, encoder=WordEncoder())


def refreshed(index: ReferenceIndex) -> RefreshSummary:
    return refresh_index(index, settings=SETTINGS)


def conditions(site: Site, path: str) -> list[dict[str, str]]:
    return [
        {name: value for name, value in headers.items() if name.startswith("if-")}
        for asked, headers, _ in site.asked
        if asked == path
    ]


def texts(index: ReferenceIndex) -> set[str]:
    return {reference.text for reference in index.references()}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"etag": '"v1"'}, {"if-none-match": '"v1"'}),
        ({"etag": 'W/"v1"'}, {"if-none-match": 'W/"v1"'}),
        ({"modified": DATE}, {"if-modified-since": DATE}),
        ({"etag": '"v1"', "modified": DATE}, {"if-none-match": '"v1"', "if-modified-since": DATE}),
    ],
)
def test_a_page_that_has_not_changed_costs_no_body(site: Site, given: dict[str, str], sent: dict[str, str]) -> None:
    site.answers["/a"] = conditional(ONE, **given)
    index = built(f"{site.url}/a")
    before = index.fingerprint
    for _ in range(2):  # a 304 that repeats no validators must not lose them
        summary = refreshed(index)
        assert (summary.changed, len(summary.unchanged), summary.failed) == ((), 1, ())
    assert conditions(site, "/a") == [{}, sent, sent]
    assert site.statuses("/a") == [200, 304, 304]
    assert index.fingerprint == before


def test_a_page_that_has_changed_replaces_its_old_version_and_takes_the_new_validator(site: Site) -> None:
    site.answers["/a"] = conditional(ONE, etag='"v1"')
    index = built(f"{site.url}/a")
    (old,) = index.references()
    site.answers["/a"] = conditional(ONE.replace("40", "12"), etag='"v2"')
    summary = refreshed(index)
    assert (summary.replaced, len(summary.changed), summary.unchanged) == ((old.reference_id,), 1, ())
    assert texts(index) == {ONE.replace("40", "12")}
    refreshed(index)
    assert conditions(site, "/a") == [{}, {"if-none-match": '"v1"'}, {"if-none-match": '"v2"'}]


def test_without_validators_texts_are_compared(site: Site) -> None:
    site.answers["/a"] = page(f"<html><body><article><p>{ONE}</p></article><!-- 1 --></body></html>", "text/html")
    index = built(f"{site.url}/a")
    site.answers["/a"] = page(f"<html><body><article><p>{ONE}</p></article><!-- 2 --></body></html>", "text/html")
    assert (refreshed(index).changed, len(refreshed(index).unchanged)) == ((), 1)
    site.answers["/a"] = page(f"<html><body><article><p>{TWO}</p></article><!-- 2 --></body></html>", "text/html")
    assert len(refreshed(index).changed) == 1
    assert texts(index) == {TWO}
    assert conditions(site, "/a") == [{}] * 4


def test_a_server_that_stops_giving_validators_is_not_asked_with_old_ones(site: Site) -> None:
    site.answers["/a"] = [page(ONE, ETag='"v1"'), page(ONE), page(ONE)]
    index = built(f"{site.url}/a")
    refreshed(index)
    refreshed(index)
    assert conditions(site, "/a") == [{}, {"if-none-match": '"v1"'}, {}]


def test_a_304_that_was_not_asked_for_is_a_failure(site: Site) -> None:
    site.answers["/a"] = page(ONE)
    index = built(f"{site.url}/a")
    site.answers["/a"] = status(304)
    (failed,) = refreshed(index).failed
    assert "the server answered 304" in str(failed.error)
    assert texts(index) == {ONE}


def test_what_is_gone_or_fails_is_told_and_stays(site: Site) -> None:
    site.answers |= {"/a": page(ONE), "/b": page(TWO), "/c": page("The ferry sank. Nobody knows why.")}
    index = built(*(f"{site.url}/{name}" for name in "abc"))
    held = texts(index)
    site.answers |= {"/a": status(410), "/b": status(500), "/c": moved(f"{site.url}/"), "/": page("Welcome home.")}
    summary = refreshed(index)
    assert [(gone.path_or_url, gone.why) for gone in summary.gone] == [(f"{site.url}/a", "the server answered 410")]
    assert [each.path_or_url for each in summary.failed] == [f"{site.url}/b", f"{site.url}/c"]
    assert f"now leads to {site.url}/" in str(summary.failed[1].error)
    assert texts(index) == held


def test_a_redirect_is_asked_for_at_its_end_only(site: Site) -> None:
    site.answers |= {"/short": moved("/long"), "/long": conditional(ONE, etag='"v1"')}
    index = built(f"{site.url}/short")
    (found,) = read_all([f"{site.url}/short"], settings=SETTINGS, known=index.retrievals())
    assert isinstance(found, Unchanged)
    assert (conditions(site, "/short"), conditions(site, "/long")) == ([{}, {}], [{}, {"if-none-match": '"v1"'}])


def test_files_are_read_again_and_what_was_withdrawn_stays_away() -> None:
    records = [{"id": "a", "text": ONE}, {"id": "b", "text": TWO}, {"id": "c", "text": "The ferry sank. It was new."}]
    Path("r.jsonl").write_text("\n".join(map(json.dumps, records)))
    Path("z.zip").write_bytes(archive({"in.txt": "Rain fell in May. It was warm."}))
    Path("t.txt").write_text("The mayor resigned. He was 60.")
    index = built("r.jsonl", "z.zip", "t.txt")
    by_path = {reference.path: reference.reference_id for reference in index.references()}
    index.withdraw(by_path["r.jsonl#b"])
    records = [{"id": "a", "text": ONE.replace("40", "12")}, records[1]]
    Path("r.jsonl").write_text("\n".join(map(json.dumps, records)))
    Path("t.txt").unlink()
    summary = refreshed(index)
    assert summary.replaced == (by_path["r.jsonl#a"],)
    assert summary.unchanged == (by_path["z.zip/in.txt"],)
    assert {gone.reference_id: gone.why for gone in summary.gone} == {
        by_path["r.jsonl#c"]: "it is not among the records any more",
        by_path["t.txt"]: "there is no such file here any more",
    }
    assert summary.n_new == 1
    assert TWO not in texts(index)
    assert len(texts(index)) == 4


def test_a_record_that_cannot_be_read_makes_no_other_gone() -> None:
    records = [{"id": "a", "text": ONE}, {"id": "b", "text": TWO}]
    Path("r.jsonl").write_text("\n".join(map(json.dumps, records)))
    index = built("r.jsonl")
    Path("r.jsonl").write_text(json.dumps(records[0]) + '\n{"id": "b", "te')
    summary = refreshed(index)
    assert (len(summary.failed), summary.gone, len(summary.unchanged)) == (1, (), 1)


def test_reports_without_a_place_are_counted() -> None:
    index = ReferenceIndex.in_memory([ONE], encoder=WordEncoder())
    assert refreshed(index).n_placeless == 1
