"""Markdown files: their words without the markup, with title and date from the front matter or the first heading."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from factcheck.reading.document import Document, make_document
from factcheck.reading.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"(?P<key>[\w-]+):(?:[ \t]+(?P<value>.*))?")
_FRONT_OTHER = re.compile(r"\s+\S.*|- .*|#.*|\s*")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_NOT_SHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FIELDS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "sitename"),
    "published": ("published", "date"),
    "updated": ("updated", "modified", "lastmod"),
    "url": ("url", "canonical_url", "canonical", "link"),
    "author": ("author", "byline"),
    "language": ("language", "lang"),
}


def parse_markdown(text: str) -> Document:
    """Read Markdown (CommonMark with tables).

    Emphasis, links, quotation and list marks go, their words stay; each block becomes a paragraph. Images, code blocks,
    tables and footnote marks go entirely. The first top-level heading is the title unless the front matter names one,
    and is no part of the text.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and few texts are Markdown

    head, signals, body = _front_matter(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    blocks = list(_blocks(tokens))
    heading = next((position for position, (tag, _) in enumerate(blocks) if tag == "h1"), None)
    title = head.get("title")
    if heading is not None:
        words = blocks[heading][1]
        if title is None or heading == 0 or one_line(words) == one_line(title):
            del blocks[heading]
            title = title or words
    return make_document(
        "\n\n".join(words for _, words in blocks),
        title=title,
        publisher=head.get("publisher"),
        published=head.get("published"),
        url=head.get("url"),
        author=head.get("author"),
        language=head.get("language"),
        updated=head.get("updated"),
        published_from=signals.get("published"),
        updated_from=signals.get("updated"),
        repeats=True,
    )


def _front_matter(text: str) -> tuple[dict[str, str], dict[str, str], str]:
    """Split off front matter of `key: value` lines; text between two rules that is none of that stays text.

    Returns:
        The values by field, the signals they came from by field, and the text that follows.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, {}, text
    found: dict[str, str] = {}
    for line in match["head"].split("\n"):
        pair = _FRONT_LINE.fullmatch(line)
        if pair is not None:
            found.setdefault(pair["key"].lower(), _unquoted(pair["value"] or ""))
        elif _FRONT_OTHER.fullmatch(line) is None:
            return {}, {}, text
    named = {field: next((name for name in names if found.get(name)), None) for field, names in _FIELDS.items()}
    values = {field: found[name] for field, name in named.items() if name}
    signals = {field: f"front matter {name}" for field, name in named.items()}
    return values, signals, text[match.end() :]


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Walk the tokens: the tag and words of each paragraph and heading, in order, tables and code left out."""
    in_table = False
    tag = "p"
    for token in tokens:
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type in {"heading_open", "paragraph_open"}:
            tag = token.tag
        elif in_table:
            continue
        elif token.type == "inline":
            words = _FOOTNOTE.sub("", _words(token.children or []))
            if words.strip():
                yield tag, words
        elif token.type == "html_block":
            words = unescape(_TAG.sub(" ", _NOT_SHOWN.sub(" ", token.content)))
            if words.strip():
                yield "p", words


def _words(tokens: Sequence[Token]) -> str:
    """Join the words of one paragraph; line ends inside it are spaces, images and tags nothing."""
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
