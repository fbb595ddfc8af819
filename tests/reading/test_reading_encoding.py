from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.errors import UnsupportedFormatError
from factcheck.reading.encoding import decode

TEXT = "Caf\u00e9 prices rose 5\u202f% \u2013 \u201ca lot\u201d"
CYRILLIC = "\u041c\u043e\u0441\u0442 \u0437\u0430\u043a\u0440\u044b\u0442 \u0434\u043e \u043c\u0430\u044f"


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", "<w:t>text</w:t>")
    return archive.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_told_by_their_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), name="a.txt") == TEXT


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_both_byte_orders_of_utf_16_are_read(mark: bytes) -> None:
    order = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert decode(mark + TEXT.encode(order), name="a.txt") == TEXT


def test_windows_text_is_read_when_it_looks_western() -> None:
    text = "Caf\u00e9 prices rose \u2013 \u201ca lot\u201d, \u20ac3"
    assert decode(text.encode("cp1252"), name="a.txt") == text


@pytest.mark.parametrize(
    "data", [CYRILLIC.encode("cp1251"), b"Caf\xe9 \x01\x02 caf\xe9 and more words", b"Caf\xe9 \x81 words"]
)
def test_bytes_of_an_unknown_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedFormatError, match=r"a\.txt.*save it as UTF-8"):
        decode(data, name="a.txt")


def test_a_cut_utf_16_file_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match="encoding"):
        decode(b"\xff\xfea\x00b", name="a.txt")


def test_the_declared_charset_counts_before_windows() -> None:
    assert decode(CYRILLIC.encode("cp1251"), name="x", declared="windows-1251") == CYRILLIC
    page = f'<html><head><meta charset="koi8-r"></head><body>{CYRILLIC}</body></html>'
    assert decode(page.encode("koi8-r"), name="x") == page


def test_utf_8_counts_before_a_wrong_declaration() -> None:
    assert decode(TEXT.encode(), name="x", declared="iso-8859-1") == TEXT


@pytest.mark.parametrize("charset", ["unicode_escape", "rot13", "no-such-charset", "utf-7"])
def test_codecs_that_are_no_charset_of_the_web_are_not_obeyed(charset: str) -> None:
    assert decode(b"Caf\xe9 prices rose again today", name="x", declared=charset) == "Caf\u00e9 prices rose again today"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (zipped(), "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"some text\x00and a NUL", "NUL bytes"),
    ],
)
def test_binary_files_are_refused_by_what_they_look_like(data: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=kind):
        decode(data, name="a.txt")


@given(st.binary(max_size=60))
@hypothesis_settings(deadline=None)
def test_any_bytes_give_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = decode(data, name="a.txt")
    except UnsupportedFormatError as err:
        assert "a.txt" in str(err)  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(text, str)
