from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading import read_article
from factcheck.reading.mail import parse_mail
from factcheck.settings import Settings

BODY = (
    "Bridge closed\n\nThe council closed the old bridge on Tuesday after engineers found\n"
    "cracks in 12 of its 40 piers.\n\nIt stays closed.\n-- \nAnn Lee\nPress office\n"
)


def message(body: str = BODY, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Bridge closed"
    made["From"] = "Ann Lee <ann@city.example>"
    made["Date"] = "Tue, 04 Mar 2025 08:00:00 +0000"
    made.set_content(body)
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def read(data: bytes):
    return parse_mail(data, name="'a.eml'")


def test_a_message_is_read_with_subject_sender_and_date() -> None:
    found = read(bytes(message(Content_Language="en")))
    assert (found.title, found.author, found.publisher) == ("Bridge closed", "Ann Lee", None)
    assert (found.published, found.language) == ("2025-03-04T08:00:00+00:00", "en")
    assert found.text == (
        "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers.\n\n"
        "It stays closed."
    )


def test_plain_text_counts_before_html_and_attachments_not_at_all() -> None:
    made = message("Plain it is.")
    made.add_alternative("<html><body><p>Page it is.</p></body></html>", subtype="html")
    made.add_attachment("Attached it is.", filename="a.txt")
    assert read(bytes(made)).text == "Plain it is."


def test_a_message_with_html_only_is_read_as_a_page() -> None:
    made = message()
    sentence = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."
    made.set_content(f"<html><body><p>{sentence}</p></body></html>", subtype="html")
    assert read(bytes(made)).text == sentence


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_encodings_are_undone(charset: str, encoding: str) -> None:
    made = message()
    made.set_content("Das Brückenamt schließt.", charset=charset, cte=encoding)
    assert read(bytes(made)).text == "Das Brückenamt schließt."


def test_encoded_headers_are_undone_and_bad_ones_left() -> None:
    good = b"Subject: =?utf-8?q?Br=C3=BCcke?=\nFrom: =?x-none?q?A?= <a@b.example>\n\nIt is closed."
    assert read(good).title == "Br\u00fccke"
    assert "a@b.example" in read(b"From: a@b.example\n\nIt is closed.").author
    assert read(good).text == "It is closed."


def test_a_message_without_text_is_told() -> None:
    made = EmailMessage()
    made.add_attachment(b"x", maintype="image", subtype="png")
    with pytest.raises(EmptyDocumentError, match="attachments only"):
        read(bytes(made))


def test_a_message_file_is_read_by_its_name() -> None:
    Path("a.eml").write_bytes(bytes(message()))
    assert read_article("a.eml", settings=Settings()).title == "Bridge closed"


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_an_error(data: bytes) -> None:
    try:
        read(b"Content-Type: multipart/mixed; boundary=x\nSubject: =?utf-8?b?" + data)
        read(data)
    except ReadError:
        return


def test_a_message_nested_without_end_is_an_error_or_read() -> None:
    deep = b"Content-Type: message/rfc822\n\n" * 3_000 + b"\nIt is."
    try:
        assert read(deep).text
    except ReadError:
        return


def test_comments_without_end_in_the_sender_cost_the_sender_only() -> None:
    document = parse_mail(b"From: " + b"(" * 3000 + b" ann@news.example\n\nIt rained.", name="a mail")
    assert (document.text, document.author) == ("It rained.", None)
