from __future__ import annotations

import pytest
from papers import archive, docx

from factcheck.errors import ReadError, UnsupportedFormatError
from factcheck.reading.docx import parse_docx


def read(data: bytes):
    return parse_docx(data, name="'a.docx'")


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_paragraphs_and_properties_are_read() -> None:
    core = "<dc:title>Bridge closed</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en-GB</dc:language>"
    found = read(docx(["Bridge closed", "By Ann Lee", "It is closed & shut.", "Since Tuesday."], core=core))
    assert (found.title, found.author, found.language) == ("Bridge closed", "Ann Lee", "en-GB")
    assert found.text == "It is closed & shut.\n\nSince Tuesday."


def test_the_paragraph_styled_as_title_is_the_title() -> None:
    title = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run("Bridge closed")}</w:p>'
    found = read(docx([], markup=title + f"<w:p>{run('It is closed.')}</w:p>"))
    assert (found.title, found.text) == ("Bridge closed", "It is closed.")


def test_what_was_deleted_is_not_read_and_what_was_inserted_is() -> None:
    markup = (
        f"<w:p>{run('It would ')}<w:del><w:r><w:delText>gladly </w:delText></w:r></w:del>"
        f"<w:ins>{run('not ')}</w:ins><w:moveFrom>{run('soon ')}</w:moveFrom>{run('interfere.')}</w:p>"
    )
    assert read(docx([], markup=markup)).text == "It would not interfere."


def test_breaks_links_and_fields_keep_words_apart_and_whole() -> None:
    markup = (
        f"<w:p>{run('Costs')}<w:r><w:tab/></w:r><w:hyperlink>{run('rose')}</w:hyperlink><w:r><w:br/></w:r>"
        f"<w:r><w:instrText>PAGE 7</w:instrText></w:r>{run('by 5')}<w:r><w:noBreakHyphen/></w:r>{run('fold.')}</w:p>"
    )
    assert read(docx([], markup=markup)).text == "Costs rose by 5-fold."


def test_tables_are_left_out_and_text_boxes_read_once() -> None:
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('cell')}</w:p></w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    both = f"<w:p>{run('Before.')}<w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r></w:p>"
    assert read(docx([], markup=table + both)).text == "Before.\n\nIn a box."


def test_another_archive_is_no_word_document() -> None:
    with pytest.raises(UnsupportedFormatError, match="no Word document"):
        read(archive({"a.txt": "Text."}))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("<w:document", "well-formed"),
        ("", "well-formed"),
        ('<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>', "declares entities"),
        ('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]><d>&a;</d>', "declares entities"),
        ("<d>" * 5_000 + "</d>" * 5_000, "well-formed"),
    ],
)
def test_hostile_xml_is_refused(document: str, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read(archive({"word/document.xml": document}))


def test_a_damaged_archive_is_told() -> None:
    data = docx(["It is closed."])
    with pytest.raises(ReadError, match="no sound ZIP"):
        read(data[: len(data) // 2])
    with pytest.raises(ReadError, match="damaged there"):
        read(data.replace(b"word/document.xml", b"word/document.xmk", 1))
