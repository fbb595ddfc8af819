"""A folder as a desk keeps it: one report of each format, and one of each failure."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from papers import archive, docx, pdf
from sites import page, serving

from factcheck.datatypes import Reference
from factcheck.reading import Unread, read_references
from factcheck.settings import Settings

if TYPE_CHECKING:
    import pytest

BODY = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers"


def text(of: str) -> str:
    return f"{BODY}, said {of}."


def folder(site: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Bridge"
    mail.set_content(text("mail"))
    rss = f"<?xml version='1.0'?><rss><channel><item><link>{site}/page</link></item></channel></rss>"
    files: dict[str, str | bytes] = {
        "a.csv": f'title,text\nBridge,"{text("csv")}"\n',
        "b.docx": docx([text("docx")]),
        "c.eml": bytes(mail),
        "d.html": f"<html><body><article><p>{text('html')}</p></article></body></html>",
        "e.json": json.dumps({"text": text("json")}),
        "f.jsonl": json.dumps({"text": text("jsonl")}),
        "g.md": f"# Bridge\n\n{text('md')}",
        "h.pdf": pdf([[text("pdf")]]),
        "i.txt": text("txt"),
        "j.xml": rss,
        "k.zip": archive({"l.txt": text("zip")}),
        "p.pdf": pdf([[]]),
        "q.png": b"\x89PNG\r\n\x1a\n",
        "r.docx": docx([text("cut")])[:200],
        "s.zip": archive({"../t.txt": text("out")}),
        "u.csv": "name,place\na,b\n",
        "v.eml": b"Content-Type: image/png\n\nx",
    }
    for name, content in files.items():
        path = Path("reports", name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_every_format_of_a_folder_is_read_and_every_failure_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({"/page": page(text("feed"))}) as site:
        folder(site.url)
        found = list(read_references("reports", settings=Settings(allow_private=True)))
    kinds = ["csv", "docx", "mail", "html", "json", "jsonl", "md", "pdf", "txt", "feed", "zip"]
    assert [one.text for one in found if isinstance(one, Reference)] == [text(kind) for kind in kinds]
    bad = {one.path_or_url: str(one.error) for one in found if isinstance(one, Unread)}
    assert list(bad) == [f"reports/{name}" for name in ("p.pdf", "q.png", "r.docx", "s.zip/../t.txt", "u.csv", "v.eml")]
    assert all("\n" not in line for line in bad.values())


def test_reading_a_folder_twice_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({"/page": page(text("feed"))}) as site:
        folder(site.url)
        one, two = (list(read_references("reports", settings=Settings(allow_private=True))) for _ in range(2))
    assert [each if isinstance(each, Reference) else repr(each) for each in one] == [
        each if isinstance(each, Reference) else repr(each) for each in two
    ]
