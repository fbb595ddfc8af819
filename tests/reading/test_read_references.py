from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from factcheck.datatypes import Reference
from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import Unread, make_reference_id, read_references
from factcheck.settings import Settings


def written(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(source: str | Path, **settings: int) -> list[Reference | Unread]:
    return list(read_references(source, settings=Settings(**settings)))


def texts(found: list[Reference | Unread]) -> list[str]:
    return [one.text for one in found if isinstance(one, Reference)]


def unread(found: list[Reference | Unread]) -> list[str]:
    return [one.path_or_url for one in found if isinstance(one, Unread)]


def collection() -> None:
    written("reports/b.txt", "Report b.")
    written("reports/a.md", "# Title a\n\nReport *a*.")
    written("reports/deep/er/c.json", '{"text": "Report c.", "source": "Post", "date": "2025-03-04"}')
    written("reports/.hidden.txt", "Hidden.")
    written("reports/.git/config.txt", "Hidden too.")


def test_one_file_is_one_reference() -> None:
    (found,) = read(written("a.json", '{"id": "x1", "text": "Report  c.", "source": "Post", "date": "2025-03-04"}'))
    assert isinstance(found, Reference)
    assert found.reference_id == make_reference_id("Report c.")
    assert (found.text, found.publisher, found.published, found.path) == ("Report c.", "Post", "2025-03-04", "a.json")


def test_a_folder_is_read_to_the_bottom_in_order_of_path() -> None:
    collection()
    found = read("reports")
    assert texts(found) == ["Report a.", "Report b.", "Report c."]
    assert [one.path for one in found if isinstance(one, Reference)] == [
        "reports/a.md",
        "reports/b.txt",
        "reports/deep/er/c.json",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("reports/*.txt", ["Report b."]),
        ("reports/?.md", ["Report a."]),
        ("reports/**/*.json", ["Report c."]),
        ("reports/[ab].*", ["Report a.", "Report b."]),
        ("rep*", ["Report a.", "Report b.", "Report c."]),
        ("reports/**", ["Report a.", "Report b.", "Report c."]),
    ],
)
def test_a_pattern_names_each_file_once(pattern: str, expected: list[str]) -> None:
    collection()
    assert texts(read(pattern)) == expected


def test_a_file_whose_name_has_the_letters_of_a_pattern_is_that_file() -> None:
    written("a[1].txt", "Report one.")
    assert texts(read("a[1].txt")) == ["Report one."]


def test_bad_files_of_a_folder_are_reported_in_their_place() -> None:
    collection()
    written("reports/aa.png", b"\x89PNG\r\n\x1a\n")
    written("reports/ab.txt", "")
    written("reports/ac.json", "{oops")
    written("reports/ad.txt", "x" * 1_000)
    found = read("reports", max_article_bytes=500)
    assert texts(found) == ["Report a.", "Report b.", "Report c."]
    assert unread(found) == ["reports/aa.png", "reports/ab.txt", "reports/ac.json", "reports/ad.txt"]
    kinds = [type(one.error) for one in found if isinstance(one, Unread)]
    assert kinds == [UnsupportedFormatError, EmptyDocumentError, ReadError, TooLargeError]


def test_a_bad_file_of_a_pattern_with_one_match_is_reported_too() -> None:
    written("reports/aa.png", b"\x89PNG\r\n\x1a\n")
    assert unread(read("reports/*.png")) == ["reports/aa.png"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", UnsupportedFormatError),
        ("a.pdf", b"%PDF-1.7", ReadError),
        ("a.docx", b"PK\x03\x04", ReadError),
        ("a.csv", b"text\n", EmptyDocumentError),
        ("a.jsonl", b"\x1f\x8b\x08\x00", UnsupportedFormatError),
        ("a.txt", b"", EmptyDocumentError),
        ("a.jsonl", b"\n \n", EmptyDocumentError),
        ("a.json", b"[]", EmptyDocumentError),
        ("a.html", b"<html><body></body></html>", EmptyDocumentError),
        ("a.json", b"{oops", ReadError),
        ("a.json", b'{"title": "no text"}', ReadError),
        ("a.txt", b"x" * 1_000, TooLargeError),
        ("a.jsonl", b'{"text": "' + b"x" * 1_000 + b'"}', TooLargeError),
    ],
)
def test_a_bad_file_named_alone_is_raised(name: str, content: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=name):
        read(written(name, content), max_article_bytes=500)


def test_nothing_to_read_is_raised() -> None:
    Path("empty").mkdir()
    for source in ("empty", "none.txt", "none/*.txt"):
        with pytest.raises(ReadError, match=source.split(".", maxsplit=1)[0].replace("*", ".")):
            read(source)


@pytest.mark.parametrize("name", ["all.jsonl", "all.json"])
def test_a_file_of_many_gives_each_its_own_place(name: str) -> None:
    records = [
        {"text": "One."},
        {"id": "two", "text": "Two.", "url": "https://post.example/2"},
        {"oops": 1},
        {"text": "Four."},
    ]
    content = json.dumps(records) if name == "all.json" else "\n".join(map(json.dumps, records))
    found = read(written(name, content))
    assert texts(found) == ["One.", "Two.", "Four."]
    assert [one.path for one in found if isinstance(one, Reference)] == [f"{name}#1", f"{name}#two", f"{name}#4"]
    assert unread(found) == [f"{name}#3"]


def test_a_jsonl_file_may_be_larger_than_the_limit_of_one_report() -> None:
    lines = [json.dumps({"text": f"Report {number} is here."}) for number in range(200)]
    path = written("all.jsonl", "\n".join(lines))
    assert path.stat().st_size > 5 * 500
    assert len(texts(read(path, max_article_bytes=500))) == 200


def test_jsonl_is_read_as_it_is_asked_for() -> None:
    path = written("all.jsonl", '{"text": "One."}\n' + '{"text": "' + "x" * 1_000 + '"}')
    found = read_references(path, settings=Settings(max_article_bytes=500))
    assert isinstance(next(found), Reference)
    with pytest.raises(TooLargeError, match="line 2"):
        next(found)


def test_standard_input_may_hold_many() -> None:
    stdin = io.BytesIO(b'{"text": "One."}\n{oops}\n{"text": "Three."}')
    found = list(read_references("-", settings=Settings(), stdin=stdin))
    assert texts(found) == ["One.", "Three."]
    assert unread(found) == ["-#2"]


def test_a_desk_set_gives_its_report() -> None:
    desk = {
        "id": "z-01",
        "reference": {"title": "T", "source": "Post", "date": "2025-03-04", "sentences": ["One is.", "Two is."]},
        "claims": [{"text": "One is not."}],
    }
    (found,) = read(written("z-01.json", json.dumps(desk)))
    assert isinstance(found, Reference)
    assert (found.text, found.title, found.publisher, found.published) == ("One is. Two is.", "T", "Post", "2025-03-04")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_links_to_folders_and_pipes_are_passed_over() -> None:
    collection()
    Path("reports/loop").symlink_to("..", target_is_directory=True)
    os.mkfifo("reports/pipe")
    assert texts(read("reports")) == ["Report a.", "Report b.", "Report c."]


def test_a_broken_html_file_among_many_stops_nothing() -> None:
    collection()
    written("reports/a0.html", b"<html><p>" + b"\xff\xfe\xfd" * 50)
    assert unread(read("reports")) == ["reports/a0.html"]
