"""Small PDF files, Word documents and archives, made by hand from what the formats prescribe."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: Sequence[Sequence[str]], *, about: str = "", root: str = "", trailer: str = "") -> bytes:
    """Write a PDF file with these lines of text on its pages (ASCII, Helvetica)."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode()]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        content = zlib.compress(f"BT /F1 11 Tf 14 TL 50 800 Td {shown} ET".encode() if lines else b"q Q")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< {about} >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer}"
    return bytes(out + f"trailer\n<< {ends} >>\nstartxref\n{start}\n%%EOF\n".encode())


def archive(files: Mapping[str, bytes | str]) -> bytes:
    """Pack a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    return stream.getvalue()


def docx(paragraphs: Sequence[str], *, markup: str = "", core: str = "") -> bytes:
    """Write a Word document of these paragraphs, with any further markup after them."""
    body = "".join(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in paragraphs)
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}{markup}</w:body></w:document>'
    properties = (
        '<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{core}</cp:coreProperties>"
    )
    return archive({"word/document.xml": document, "docProps/core.xml": properties})


def epub(chapters: Mapping[str, str], *, about: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """Write an EPUB of these chapters, bodies in XHTML, in this order, with any further metadata and files."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    items = "".join(f'<item id="c{n}" href="{path}"/>' for n, path in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(chapters))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"OPS/{path}": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
        for path, body in chapters.items()
    }
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/book.opf": package}
    return archive(files | pages | dict(extra or {}))


def warc_record(kind: str, block: bytes, *, url: str = "", content_type: str = "application/http") -> bytes:
    """Write a record of a web archive."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-04T08:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def captured(
    url: str, body: bytes | str, *, status: str = "200 OK", kind: str = "text/html", headers: str = ""
) -> bytes:
    """Write the record of a page that a crawler was given."""
    raw = body.encode() if isinstance(body, str) else body
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + raw
    return warc_record("response", answer, url=url, content_type="application/http; msgtype=response")
