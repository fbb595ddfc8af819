"""From bytes to characters: which bytes are no text at all, and which encoding the rest is in."""

from __future__ import annotations

import codecs
import re

from factcheck.errors import UnsupportedFormatError

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (.docx, .xlsx, .odt and .epub files are such archives)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# UTF-32 before UTF-16: the mark of UTF-32-LE starts with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096
# A page may name any of Python's codecs; only character sets of the web are taken, not unicode_escape and the like.
_CHARSETS = re.compile(r"cp125\d|iso8859-\d+|koi8-[ru]|shift_jis|cp932|euc_jp|euc_kr|gb2312|gbk|gb18030|big5|mac-roman")
_MOST_NOT_ASCII = 0.2  # French has about 5% accented letters; Cyrillic or Japanese bytes read as cp1252 have over 60%


def binary_kind(data: bytes) -> str | None:
    """Say what kind of file the bytes look like, or None when they may be text.

    >>> binary_kind(b"%PDF-1.7 ..."), binary_kind(b"The bridge is closed.")
    ('a PDF file', None)
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[4:8] == b"ftyp":
        return "a video or HEIF image"
    if b"\x00" in data and not any(data.startswith(mark) for mark, _ in _MARKS):
        return "a binary file (it has NUL bytes)"
    return None


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Decode bytes: by byte order mark, else UTF-8, else the charset declared for them, else Windows-1252.

    UTF-8 comes before what is declared, because text in another charset almost never is valid UTF-8, while pages often
    declare the wrong one. Windows-1252 is taken only when no control characters come out and at least 80% is ASCII.

    Args:
        data: the whole file or body.
        name: what messages call it.
        declared: the charset of the HTTP header; without it that of an HTML `<meta>` counts.

    Raises:
        UnsupportedFormatError: the bytes are a known binary format, or of an encoding that cannot be told.
    """
    kind = binary_kind(data)
    if kind is not None:
        raise UnsupportedFormatError(f"Cannot read {name}: it looks like {kind}; save it as text, Markdown or HTML.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decoded(data, encoding)
            break
    else:
        text = _decoded(data, "utf-8")
        text = _decoded(data, _known(declared or _meta_charset(data))) if text is None else text
        text = _western(data) if text is None else text
    if text is None:
        raise UnsupportedFormatError(f"Cannot read {name}: its text encoding cannot be told; save it as UTF-8.")
    return text


def _decoded(data: bytes, encoding: str | None) -> str | None:
    """Decode strictly; None when the bytes are not of this encoding."""
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _meta_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_META_WITHIN])
    return match[1].decode("ascii", "replace") if match else None


def _known(charset: str | None) -> str | None:
    """Give Python's name of a character set of the web; None for any other."""
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:  # the web means Windows-1252 by these (WHATWG Encoding)
        return "cp1252"
    return name if _CHARSETS.fullmatch(name) else None


def _western(data: bytes) -> str | None:
    """Decode as Windows-1252 when that gives plausible Western text."""
    text = _decoded(data, "cp1252")
    if text is None or re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        return None
    n_other = sum(not character.isascii() for character in text)
    return text if n_other <= _MOST_NOT_ASCII * len(text) else None
