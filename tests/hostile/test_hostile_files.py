"""Whatever bytes a file holds: it is read, or refused with an error of ours, within its time and memory."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile_files import FILES, IN_PROCESS, STORY, mutations, read_as, sound
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import W, archive, docx, epub

from factcheck.errors import ReadError
from factcheck.settings import Settings

SETTINGS = Settings(pdf_timeout_seconds=20)
N_CASES = int(os.environ.get("HOSTILE_CASES", "40"))
"""Mutated files a format; `HOSTILE_CASES=5000 pytest tests/hostile` tries more."""
MOST_SECONDS = 10
SCALE = float(os.environ.get("HOSTILE_SCALE", "0.1"))
"""Part of the size limits (10 MB a file) that bombs reach for; HOSTILE_SCALE=1 takes them whole."""
LIMITED = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
from factcheck.errors import ReadError
from factcheck.reading import read_references
from factcheck.settings import Settings

def highest():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

for path in sys.argv[2:]:
    began, outcome = time.process_time(), ""
    try:
        outcome = len(list(read_references(path, settings=Settings(max_article_bytes=int(sys.argv[1])))))
    except ReadError as err:
        outcome = type(err).__name__
    print(json.dumps([path, outcome, time.process_time() - began, highest()]))
"""


def tried(suffix: str, data: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(ReadError):
        sound(read_as(suffix, data, SETTINGS))
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize("suffix", FILES)
def test_every_file_is_sound_before_it_is_broken(suffix: str) -> None:
    found = read_as(suffix, FILES[suffix], SETTINGS)
    sound(found)
    assert found


@pytest.mark.parametrize("suffix", IN_PROCESS)
@settings(max_examples=N_CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**64))
def test_a_broken_file_is_read_or_refused(suffix: str, seed: int) -> None:
    tried(suffix, mutations(suffix, random.Random(seed)))


@pytest.mark.parametrize("seed", range(max(4, N_CASES // 10)))
def test_a_broken_pdf_file_is_read_or_refused(seed: int) -> None:
    tried(".pdf", mutations(".pdf", random.Random(seed)))


@pytest.mark.parametrize("suffix", IN_PROCESS)
@settings(max_examples=N_CASES // 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    tried(suffix, data)


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def _docx(head: str) -> bytes:
    body = (
        f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>It rained. &e;</w:t></w:r></w:p></w:body></w:document>'
    )
    return archive({"word/document.xml": body})


def _feed(head: str) -> bytes:
    return f"<?xml version='1.0'?>{head}<rss><channel><item><link>http://news.example/&e;</link></item></channel></rss>".encode()


@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize(("suffix", "make"), [(".docx", _docx), (".rss", _feed)])
def test_entities_are_refused_before_they_grow(suffix: str, make, head: str) -> None:
    with pytest.raises(ReadError, match="entities"):
        read_as(suffix, make(head), SETTINGS)


def test_entities_of_a_page_or_a_book_bring_nothing_in() -> None:
    host = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "no host"
    page = f"{OUTSIDE}<html><body><article><p>{STORY} &e;</p></article></body></html>"
    for suffix, data in ((".html", page.encode()), (".epub", epub({"a.xhtml": f"<p>{STORY} &e;</p>"}, about=OUTSIDE))):
        try:
            found = read_as(suffix, data, SETTINGS)
        except ReadError:
            continue
        assert all(host not in each.text for each in found)


def _bombs(folder: Path, scale: float) -> list[Path]:
    """Write files that are small or plain and grow, nest or never end; at scale 1 of up to 100 MB."""
    n = int(1_000_000 * scale)
    zeros = b"a" * 50 * n
    files: dict[str, bytes] = {
        "line.txt": b"word " * 20 * n,
        "line.jsonl": b'{"text": "' + b"a" * 100 * n + b'"}\n' + json.dumps({"text": STORY}).encode(),
        "line.csv": b"text\n" + b"a" * 9 * n,
        "line.md": b"*" * 9 * n,
        "deep.json": b"[" * 9 * n,
        "deep.html": b"<div>" * (n * 3 // 2),
        "quotes.html": b"<a href='" * n,
        "open.html": b"<!--" * 2 * n,
        "deep.docx": docx(["x"], markup="<w:p>" * (n // 5)),
        "parts.eml": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n\n" * (n // 3),
        "bomb.warc.gz": gzip.compress(b"WARC/1.0\r\nContent-Length: 2000000000\r\n\r\n" + zeros * 4),
        "bomb.docx": archive({"word/document.xml": zeros}),
        "bomb.epub": archive({"META-INF/container.xml": zeros}),
        "bomb.zip": archive({f"{number}.txt": zeros for number in range(10)}),
        "lines.txt": b"\n" * 9 * n,
        "marks.txt": "\u202e\u200b".encode() * (n * 3 // 2),
        "accents.txt": ("e" + "\u0301" * 4 * n).encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def test_bombs_take_no_memory_and_no_time(tmp_path: Path) -> None:
    paths = _bombs(tmp_path, SCALE)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", LIMITED, str(int(10_000_000 * SCALE)), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    tried = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each[0] for each in tried] == [str(path) for path in paths]
    for path, outcome, seconds, kilobytes in tried:
        assert outcome, path
        assert seconds < MOST_SECONDS, path
        assert kilobytes < 200_000 + 900_000 * SCALE, path  # what the libraries take, and nine times the largest bomb
