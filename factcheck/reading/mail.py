"""E-mail (.eml): the words of a message, with its subject, sender and date."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading.document import Document, make_document
from factcheck.reading.encoding import decode
from factcheck.reading.layout import paragraphs_of
from factcheck.reading.opening import without_opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_SIGNATURE = "-- "  # RFC 3676, 4.3: a line of its own above the sender's signature


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A text of a message; `is_page` tells that it is HTML."""

    content: bytes
    charset: str | None
    is_page: bool


def parse_mail(data: bytes, *, name: str) -> Document:
    """Read a message: its first plain text, else its first HTML; attachments and the signature are left out.

    The subject is the title and the sender the author; a sender is no publisher.

    Raises:
        EmptyDocumentError: it has no text of its own.
        ReadError: it cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        parts = list(_texts(message))
    except (MessageError, RecursionError, ValueError, TypeError, LookupError) as err:
        raise ReadError(f"Cannot read {name}: it is no sound e-mail: {err or type(err).__name__}.") from err
    body = min(parts, key=lambda part: part.is_page, default=None)
    if body is None:
        raise EmptyDocumentError(f"There is no text in {name}: the e-mail has attachments only; give those.")
    title, author = _header(message, "subject"), _sender(message)
    text = decode(body.content, name=name, declared=body.charset)
    if body.is_page:
        from factcheck.reading.html import parse_html  # noqa: PLC0415 - trafilatura takes a while to import

        text = parse_html(text).text
    else:
        text = paragraphs_of(_unsigned(text.splitlines()))
    opening = without_opening(text.split("\n\n"), headlines=[title or ""], authors=[author or ""])
    return make_document(
        "\n\n".join(opening),
        title=title,
        author=author,
        published=_header(message, "date"),
        published_from="e-mail header Date",
        language=_header(message, "content-language"),
    )


def _texts(message: Message) -> Iterator[_Part]:
    """Give the texts of a message that are no attachments and not empty, in order."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"} or part.get_content_disposition() == "attachment":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield _Part(content=content, charset=part.get_content_charset(), is_page=kind == "text/html")


def _unsigned(lines: list[str]) -> list[str]:
    """Cut the signature off."""
    return lines[: lines.index(_SIGNATURE)] if _SIGNATURE in lines else lines


def _header(message: Message, name: str) -> str | None:
    """Read a header, its encoded words (RFC 2047) decoded where they can be."""
    raw = message.get(name)
    if raw is None:
        return None
    try:
        return str(make_header(decode_header(str(raw))))
    except (MessageError, LookupError, ValueError):
        return str(raw)


def _sender(message: Message) -> str | None:
    """Name the sender, or give the address when there is no name; None when there is neither, or no end of comments."""
    try:
        name, address = parseaddr(_header(message, "from") or "")
    except RecursionError:  # comments within comments, thousands deep
        return None
    return name or address or None
