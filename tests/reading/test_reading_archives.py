from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import archive, docx

from factcheck.datatypes import Reference
from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import Unread, read_article, read_references
from factcheck.reading.archive import members
from factcheck.settings import Settings

FILES = {
    "b/two.md": "# Two\n\nTwo is.",
    "a/one.txt": "One is.",
    "c.jsonl": '{"id": "x", "text": "Three is."}\n{oops\n',
    "d.docx": docx(["Four is."]),
    ".hidden.txt": "Hidden.",
    "__MACOSX/a.txt": "Junk.",
}


def read(data: bytes, name: str = "all.zip", **limits: int) -> list[Reference | Unread]:
    Path(name).write_bytes(data)
    return list(read_references(name, settings=Settings(**limits)))


def test_the_files_of_an_archive_are_read_in_order_of_path() -> None:
    found = read(archive(FILES))
    assert [(one.text, one.path) for one in found if isinstance(one, Reference)] == [
        ("One is.", "all.zip/a/one.txt"),
        ("Two is.", "all.zip/b/two.md"),
        ("Three is.", "all.zip/c.jsonl#x"),
        ("Four is.", "all.zip/d.docx"),
    ]
    assert [one.path_or_url for one in found if isinstance(one, Unread)] == ["all.zip/c.jsonl#2"]


def test_an_archive_is_told_by_its_bytes_too() -> None:
    assert len(read(archive(FILES), name="all.bin")) == 5
    found = list(read_references("-", settings=Settings(), stdin=io.BytesIO(archive(FILES))))
    assert len(found) == 5


def test_an_archive_may_be_larger_than_one_report() -> None:
    data = archive({f"{n}.txt": f"Report {n} is here. " * 20 for n in range(50)})
    assert len(data) > 1_000
    assert len([one for one in read(data, max_article_bytes=1_000) if isinstance(one, Reference)]) == 50


def test_a_bomb_is_given_up_at_the_limits() -> None:
    found = read(archive({"a.txt": b"a" * 5_000_000, "b.txt": "It is."}), max_article_bytes=10_000)
    assert isinstance(found[0].error, TooLargeError)
    assert found[1].text == "It is."
    many = archive({f"{n}.txt": b"a" * 9_000 for n in range(100)})
    with pytest.raises(TooLargeError, match=r"more than 100,000 bytes.*max_archive_bytes"):
        read(many, max_article_bytes=10_000, max_archive_bytes=100_000)
    with pytest.raises(TooLargeError, match="max_archive_bytes"):
        read(archive({"a.txt": bytes(range(256)) * 100}), max_archive_bytes=200)


def test_sizes_are_counted_and_not_believed() -> None:
    data = archive({"a.txt": b"a" * 50_000})
    lying = data.replace(struct.pack("<L", 50_000), struct.pack("<L", 10))
    assert lying != data
    (bad,) = read(lying, max_article_bytes=20_000)
    assert isinstance(bad, Unread)


def test_too_many_files_are_refused_before_they_are_listed() -> None:
    data = archive({})
    with pytest.raises(TooLargeError, match="10,000 files"):
        read(data.replace(struct.pack("<2H", 0, 0), struct.pack("<2H", 60_000, 60_000)), name="a.zip")
    with pytest.raises(TooLargeError, match="10,000 files"):
        read(archive({f"{n}.txt": "" for n in range(10_001)}))


def test_numbers_hidden_in_the_large_form_are_refused() -> None:
    data = archive({"a.txt": "It is."})
    end = data.index(b"PK\x05\x06")
    with pytest.raises(TooLargeError, match="ZIP64"):
        read(data[:end] + b"PK\x06\x07" + b"\0" * 16 + data[end:])


@pytest.mark.parametrize("path", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt"])
def test_paths_that_lead_out_are_refused(path: str) -> None:
    bad, good = read(archive({path: "Out.", "z.txt": "In."}))
    assert "leads out of the archive" in str(bad.error)
    assert good.text == "In."


def test_links_and_locked_files_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/hosts")
    (bad,) = read(stream.getvalue())
    assert "is a link" in str(bad.error)
    locked = bytearray(archive({"a.txt": "It is."}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (bad,) = read(bytes(locked))
    assert "password" in str(bad.error)


def test_archives_and_feeds_within_an_archive_are_not_followed() -> None:
    inner = {"a.zip": archive({"b.txt": "It is."}), "c.xml": "<rss><channel/></rss>"}
    found = read(archive(inner))
    assert [type(one.error) for one in found] == [UnsupportedFormatError, UnsupportedFormatError]


def test_office_files_that_are_not_read_are_named() -> None:
    Path("a.xlsx").write_bytes(archive({"xl/workbook.xml": ""}))
    with pytest.raises(UnsupportedFormatError, match="spreadsheet"):
        read_article("a.xlsx", settings=Settings())


def test_an_archive_is_no_article() -> None:
    Path("all.zip").write_bytes(archive(FILES))
    with pytest.raises(UnsupportedFormatError, match="an archive of many"):
        read_article("all.zip", settings=Settings())


@pytest.mark.parametrize(
    ("data", "error"),
    [(archive({}), EmptyDocumentError), (b"PK\x03\x04", ReadError), (b"", ReadError), (b"text", ReadError)],
)
def test_an_archive_without_files_is_refused(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"all\.zip"):
        read(data)


GOOD = archive({"a.txt": "One is.", "b.txt": "Two is."})


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_changed_byte_is_an_error_or_changes_a_name_only(position: int, value: int) -> None:
    data = bytearray(GOOD)
    data[position] = value
    try:
        found = list(members(io.BytesIO(bytes(data)), name="'a'", max_bytes=100, max_total_bytes=1_000))
    except ReadError:
        return
    assert {one.content for one in found if isinstance(one.content, bytes)} <= {b"One is.", b"Two is."}


def test_a_file_of_an_archive_is_unpacked_no_further_than_the_limit() -> None:
    bomb = io.BytesIO(archive({"a.txt": b"a" * 20_000_000}))
    tracemalloc.start()
    (bad,) = members(bomb, name="'a'", max_bytes=1_000, max_total_bytes=10_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(bad.content, TooLargeError)
    assert peak < 5_000_000
