from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from factcheck.datatypes import Article
from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import read_article
from factcheck.settings import Settings

SENTENCE = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."


def written(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(source: str | Path, **settings: int) -> Article:
    return read_article(source, settings=Settings(**settings))


@pytest.mark.parametrize("make", [str, Path])
def test_a_text_file_is_cleaned(make: type[str | Path]) -> None:
    written("a.txt", b"\xef\xbb\xbfThe  bridge\r\n\r\n\r\nis n\xe2\x80\x8bot open. ")
    assert read(make("a.txt")) == Article(text="The bridge\n\nis not open.", path="a.txt")


@pytest.mark.parametrize(
    ("name", "content", "text", "title"),
    [
        ("a.md", "# Bridge\n\nIt is **closed**.", "It is closed.", "Bridge"),
        ("a.MARKDOWN", "# Bridge\n\nIt is **closed**.", "It is closed.", "Bridge"),
        (
            "a.html",
            f"<html><head><title>Bridge</title></head><body><p>{SENTENCE}</p></body></html>",
            SENTENCE,
            "Bridge",
        ),
        ("a.json", '{"title": "Bridge", "text": "It is closed."}', "It is closed.", "Bridge"),
        ("a.json", '[{"title": "Bridge", "text": "It is closed."}]', "It is closed.", "Bridge"),
        ("a.jsonl", '\n{"title": "Bridge", "text": "It is closed."}\n', "It is closed.", "Bridge"),
        ("a.txt", '{"text": "as it stands"}', '{"text": "as it stands"}', None),
        ("a", f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>", SENTENCE, None),
        ("a.page", '{"title": "Bridge", "text": "It is closed."}', "It is closed.", "Bridge"),
        ("a.csv", "title;text\nBridge;It is closed.\n", "It is closed.", "Bridge"),
        ("a.eml", "Subject: Bridge\n\nIt is closed.\n", "It is closed.", "Bridge"),
        ("a.log", "# It is *closed*.", "# It is *closed*.", None),
    ],
)
def test_each_format_is_read(name: str, content: str, text: str, title: str | None) -> None:
    article = read(written(name, content))
    assert (article.text, article.title, article.path) == (text, title, name)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("It is closed.", "It is closed."),
        (f"<html><body><p>{SENTENCE}</p></body></html>", SENTENCE),
        ('{"text": "It is closed."}', "It is closed."),
        ("[1] It is closed.", "[1] It is closed."),
    ],
)
def test_standard_input_is_read_by_what_it_looks_like(content: str, text: str) -> None:
    article = read_article("-", settings=Settings(), stdin=io.BytesIO(content.encode()))
    assert article == Article(text=text)


def test_without_a_stream_the_process_own_input_is_read() -> None:
    code = "from factcheck.reading import *; from factcheck.settings import Settings; "
    code += "print(read_article('-', settings=Settings()).text)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], input=b"It is closed.", capture_output=True, check=True, env=environment()
    )
    assert done.stdout.strip() == b"It is closed."


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_a_path_named_like_standard_input_is_a_file() -> None:
    written("-", "It is closed.")
    assert read(Path("-")).text == "It is closed."


@pytest.mark.parametrize("content", ["", " \n\r\n", "\u200b"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"])
def test_a_file_without_text_is_refused(name: str, content: str) -> None:
    if content == "\u200b" and "json" in name:
        content = '{"text": "\u200b"}'
    with pytest.raises(EmptyDocumentError, match="a\\."):
        read(written(name, content))


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(EmptyDocumentError, match=r"a\.html"):
        read(written("a.html", "<html><body><script>var x;</script></body></html>"))


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_a_binary_file_is_refused_whatever_its_name(name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=r"a\..*RTF"):
        read(written(name, b"{\\rtf1 \xe2\xe3\x00"))


def test_xml_that_is_no_page_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match="XML"):
        read(written("a.xml", "<?xml version='1.0'?><nitf><body/></nitf>"))


def test_a_feed_is_no_article() -> None:
    with pytest.raises(UnsupportedFormatError, match="a feed of many"):
        read(written("feed.xml", "<?xml version='1.0'?><rss><channel/></rss>"))


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not() -> None:
    assert read(written("a.txt", "a" * 100), max_article_bytes=100).text == "a" * 100
    with pytest.raises(TooLargeError, match=r"a\.txt.*101 bytes.*limit is 100.*max_article_bytes"):
        read(written("a.txt", "a" * 101), max_article_bytes=100)


def test_a_file_over_the_limit_is_not_read_at_all() -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(
        TooLargeError, match="1,099,511,627,776 bytes"
    ):  # its size on disk, and not a count of bytes read
        read("huge.txt")


def test_standard_input_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError, match="standard input"):
        read_article("-", settings=Settings(max_article_bytes=3), stdin=io.BytesIO(b"four"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_named_pipe_is_read() -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_bytes, args=(b"It is closed.",))
    writer.start()
    assert read("pipe").text == "It is closed."
    writer.join()


def test_a_missing_file_is_told() -> None:
    with pytest.raises(ReadError, match=r"no file 'none\.txt'.*check the path"):
        read("none.txt")


def test_a_folder_is_no_article() -> None:
    Path("reports").mkdir()
    with pytest.raises(ReadError, match="'reports': it is a folder"):
        read("reports")


@pytest.mark.parametrize("source", ["The bridge is closed. " * 400, "a\x00b", ""])
def test_a_string_that_is_no_path_is_told(source: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(source)
    assert len(str(caught.value)) < 700


def test_malformed_json_is_told_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"a\.json.*line 2"):
        read(written("a.json", '{"text": "a",\n oops}'))
    with pytest.raises(ReadError, match=r"b\.jsonl.*line 3"):
        read(written("b.jsonl", '\n\n{"text": oops}\n'))


def test_several_texts_are_no_article() -> None:
    with pytest.raises(ReadError, match="holds 2 texts"):
        read(written("a.jsonl", '{"text": "a"}\n{"text": "b"}'))
    with pytest.raises(ReadError, match="holds 0 texts"):
        read(written("a.json", "[]"))


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = "import sys, factcheck.reading; print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ["httpx", "trafilatura", "lxml", "torch", "faiss", "transformers"]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *heavy], capture_output=True, check=True, env=environment()
    )
    assert done.stdout.strip() == b"[]"
