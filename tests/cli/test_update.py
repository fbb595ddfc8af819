"""`factcheck index update`: what a server or folder still has, has changed or has no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sites import Site, page, serving, status

from factcheck.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler

    from sites import Answer

ONE = "The council closed the old bridge on Tuesday. It has 40 piers."
TWO = "The fish market burned down on Monday. Nobody was hurt."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("FACTCHECK_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("FACTCHECK_FETCH_HOST_DELAY_SECONDS", "0")
    monkeypatch.setenv("FACTCHECK_FETCH_ATTEMPTS", "1")
    with serving({}) as running:
        yield running


def conditional(content: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
    """Answer as a server that knows conditional requests: 304 without a body for who has this version."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        given = {"ETag": etag, "Last_Modified": modified}
        asked_etag, asked_date = handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")
        same = (
            asked_etag == etag if asked_etag is not None and etag else asked_date is not None and asked_date == modified
        )
        headers = {name: value for name, value in given.items() if value}
        (status(304, **headers) if same else page(content, **headers))(handler)

    return answer


def rows(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str | None]]:
    capsys.readouterr()
    assert run(["index", "list", "desk", "--json"]) == 0
    return {row["url"] or row["path"]: row for row in json.loads(capsys.readouterr().out)}


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("validators", "sent"),
    [
        ({"etag": '"v1"'}, {"if-none-match": '"v1"'}),
        ({"etag": 'W/"v1"'}, {"if-none-match": 'W/"v1"'}),
        ({"modified": "Tue, 04 Mar 2025 08:00:00 GMT"}, {"if-modified-since": "Tue, 04 Mar 2025 08:00:00 GMT"}),
    ],
)
def test_a_page_that_has_not_changed_costs_no_body(site: Site, capsys, validators, sent) -> None:
    site.answers["/a"] = conditional(ONE, **validators)
    assert run(["index", "build", "desk", f"{site.url}/a"]) == 0
    before = rows(capsys)
    for again in ([], [f"{site.url}/a"]):
        assert run(["index", "update", "desk", *again]) == 0
        assert "1 unchanged" in told(capsys)
    conditions = [
        {name: value for name, value in headers.items() if name.startswith("if-")}
        for path, headers, _ in site.asked
        if path == "/a"
    ]
    assert conditions == [{}, sent, sent]
    now = rows(capsys)
    assert [row | {"retrieved_at": None} for row in now.values()] == [
        row | {"retrieved_at": None} for row in before.values()
    ]
    assert all(row["retrieved_at"] for row in now.values())
