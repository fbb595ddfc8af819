"""A desk's folder and feed: built, listed, updated after one page changed, listed again."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import RuleNLI, WordEncoder
from papers import archive, captured, docx, epub, pdf
from sites import Site, conditional, page, serving, status

from factcheck import models
from factcheck.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("FACTCHECK_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("FACTCHECK_FETCH_HOST_DELAY_SECONDS", "0")
    monkeypatch.setenv("FACTCHECK_FETCH_ATTEMPTS", "1")
    monkeypatch.setattr(models, "load_encoder", lambda *_, **__: WordEncoder())
    with serving({}) as running:
        yield running


def text(of: str) -> str:
    return f"{BODY}, said {of}."


def html(of: str, head: str = "") -> str:
    return f"<html lang='en'><head>{head}</head><body><article><p>{text(of)}</p></article></body></html>"


def folder() -> None:
    """Write a report of each format."""
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Ann Lee <ann@post.example>", "Tue, 4 Mar 2025 08:00:00 +0000"
    mail.set_content(text("mail"))
    files: dict[str, str | bytes] = {
        "a.csv": f'byline,text\nCy Dee,"{text("csv")}"\n',
        "b.docx": docx([text("docx")], core="<dc:creator>Bo Dam</dc:creator>"),
        "c.eml": bytes(mail),
        "d.html": html("html", '<meta property="article:published_time" content="2025-03-04">'),
        "e.json": json.dumps({"text": text("json")}),
        "f.jsonl": json.dumps({"text": text("jsonl")}),
        "g.md": f"---\nauthor: Ann Lee\n---\n{text('md')}",
        "h.pdf": pdf([[text("pdf")]]),
        "i.txt": text("txt"),
        "k.zip": archive({"l.txt": text("zip")}),
        "m.epub": epub({"one.xhtml": f"<p>{text('epub')}</p>"}),
        "n.warc": captured("https://post.example/n", html("warc")),
    }
    Path("reports").mkdir()
    for name, content in files.items():
        Path("reports", name).write_bytes(content.encode() if isinstance(content, str) else content)


def feed(site: Site, *paths: str) -> str:
    items = "".join(
        f"<item><link>{site.url}{path}</link><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate></item>" for path in paths
    )
    site.answers["/feed"] = page(f"<?xml version='1.0'?><rss><channel>{items}</channel></rss>")
    return f"{site.url}/feed"


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str | None]]:
    capsys.readouterr()
    assert run(["index", "list", "desk", "--json"]) == 0
    return {row["url"] or row["path"]: row for row in json.loads(capsys.readouterr().out)}


def test_a_folder_and_a_feed_are_built_updated_and_listed(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder()
    mapped = ("--field", "author=byline")
    site.answers |= {"/one": conditional(text("one"), etag='"1"'), "/two": page(html("two"), "text/html")}
    assert run(["index", "build", "desk", "reports", feed(site, "/one", "/two"), *mapped]) == 0
    before = listed(capsys)
    assert len(before) == 14
    assert {before[path]["author"] for path in ("reports/a.csv#1", "reports/b.docx")} == {"Cy Dee", "Bo Dam"}
    assert before["reports/d.html"]["published_from"] == "meta article:published_time"
    assert before[f"{site.url}/two"]["published_from"] == "feed"
    assert {row["language"] for row in before.values()} == {"en"}
    assert before["https://post.example/n"]["retrieved_at"] == "2025-03-04T08:00:00+00:00"

    site.answers["/two"] = page(html("two, and then three"), "text/html")
    assert run(["index", "update", "desk", *mapped]) == 0
    assert "1 changed, 13 unchanged, 0 gone, 0 failed" in capsys.readouterr().err
    assert site.statuses("/one") == [200, 304]
    after = listed(capsys)
    assert {place for place in after if after[place]["sha256"] != before[place]["sha256"]} == {f"{site.url}/two"}
    assert after.keys() == before.keys()
    assert run(["index", "verify", "desk"]) == 0

    assert run(["index", "show", "desk", str(after[f"{site.url}/two"]["reference_id"])]) == 0
    shown = capsys.readouterr().out
    assert "published 2025-03-04T08:00:00+00:00, from feed" in shown
    assert "two, and then three" in shown


RULES = """
[tiers]
primary = ["post.example"]
[require]
supported = "{}"
"""


@pytest.mark.parametrize(
    ("asked", "label", "reason"),
    [("one primary", "supported", "entailed"), ("two primary", "unverifiable", "policy")],
)
def test_every_format_a_feed_and_a_policy_lead_to_verdicts(
    site: Site, monkeypatch, capsys, asked, label, reason
) -> None:
    monkeypatch.setattr("factcheck.checker.checker.load_nli", lambda *_, **__: RuleNLI())
    folder()
    site.answers["/one"] = page(html("one"), "text/html")
    assert run(["index", "build", "desk", "reports", feed(site, "/one")]) == 0
    Path("indexes", "policy.toml").write_text(RULES.format(asked), encoding="utf-8")
    Path("draft.txt").write_text(f"{BODY}. The mayor sang 12 songs in Oslo.", encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "draft.txt", "--index", "desk", "--format", "json"]) == 0
    closed, sang = json.loads(capsys.readouterr().out)["verdicts"]
    assert (closed["label"], closed["reason"]) == (label, reason)
    assert ("https://post.example/n", "primary") in {(each["url"], each["tier"]) for each in closed["evidence"]}
    assert sang["label"] == "unverifiable"


def test_an_update_with_sources_counts_pages_that_have_not_changed(site: Site, capsys) -> None:
    site.answers |= {"/one": conditional(text("one"), etag='"1"'), "/two": conditional(text("two"), etag='"1"')}
    assert run(["index", "build", "desk", feed(site, "/one", "/two")]) == 0
    site.answers["/two"] = conditional(text("three"), etag='"2"')
    feed(site, "/one", "/two", "/four")
    site.answers["/four"] = page(text("four"))
    assert run(["index", "update", "desk", f"{site.url}/feed"]) == 0
    assert "2 added, 1 replaced, 1 unchanged" in capsys.readouterr().err
    assert run(["index", "update", "desk", f"{site.url}/one", f"{site.url}/two"]) == 0
    assert "0 added, 0 replaced, 2 unchanged" in capsys.readouterr().err
    assert (site.statuses("/one"), site.statuses("/two")) == ([200, 304, 304], [200, 200, 304])


def test_what_is_gone_or_failed_is_in_one_summary_and_stays(site: Site, capsys) -> None:
    Path("a.txt").write_text(text("a file"))
    site.answers |= {"/one": page(text("one")), "/two": page(text("two"))}
    assert run(["index", "build", "desk", "a.txt", f"{site.url}/one", f"{site.url}/two"]) == 0
    before = listed(capsys)
    Path("a.txt").unlink()
    site.answers |= {"/one": status(404), "/two": status(500)}
    assert run(["index", "update", "desk"]) == 0
    told = capsys.readouterr().err
    for word in (
        f"not read: {site.url}/two: Cannot fetch",
        f"{site.url}/one: the server answered 404",
        "a.txt: there is no such file here any more",
        "`factcheck index withdraw desk ID`",
        "0 changed, 0 unchanged, 2 gone, 1 failed",
    ):
        assert word in told
    assert listed(capsys) == before


def test_a_stopped_add_continues_and_leaves_nothing_behind(site: Site, capsys, monkeypatch) -> None:
    Path("a.txt").write_text(text("a file"))
    assert run(["index", "build", "desk", "a.txt"]) == 0
    site.answers |= {f"/{n}": page(text(str(n))) for n in range(4)}
    source = feed(site, *(f"/{n}" for n in range(4)))

    def stop(*_: object, **__: object) -> WordEncoder:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(models, "load_encoder", stop)
        assert run(["index", "add", "desk", source]) == 130
    assert len(listed(capsys)) == 1
    assert run(["index", "add", "desk", source]) == 0
    assert "4 added" in capsys.readouterr().err
    assert len(site.paths) == 5
    assert [path.name for path in Path("indexes").iterdir()] == ["desk"]


def test_a_page_that_could_not_be_read_is_fetched_anew_by_the_next_command(site: Site, capsys) -> None:
    site.answers["/one"] = [page("<html><body></body></html>", "text/html"), page(text("one"))]
    assert run(["index", "build", "desk", f"{site.url}/one"]) == 4
    assert run(["index", "build", "desk", f"{site.url}/one"]) == 0
    assert "1 added" in capsys.readouterr().err
