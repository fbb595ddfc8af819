"""PDF files: their text, read in a process of its own that may take so long and no longer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError
from factcheck.reading.document import Document, make_document
from factcheck.reading.layout import lines_of, paragraphs_of, without_margins
from factcheck.reading.opening import without_opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.settings import Settings

_WORKER = Path(__file__).with_name("pdf_worker.py")
_SHOWN = 200  # characters of what pypdf says
_OPENING_LINES = 12  # a headline stands among the first lines, if the file's title is one


def parse_pdf(data: bytes, *, name: str, settings: Settings) -> Document:
    """Read the text of a PDF file.

    Lines are joined to paragraphs; page numbers and the headers and footers of pages are dropped. The file's own title
    counts only when it stands among the first lines, because most are names of drafts; its dates are those of the file,
    not of publication, so there is none.

    Args:
        data: the file.
        name: what messages call it.
        settings: gives the most pages and seconds.

    Raises:
        EmptyDocumentError: there is no text in it, as in a scan.
        TooLargeError: it has more pages than allowed, or its text is too large.
        ReadError: it is damaged, protected by a password, or takes too long.
    """
    read = _extracted(data, name=name, settings=settings)
    pages = [lines_of(page) for page in read["pages"]]
    lines = [line for page in without_margins(pages) for line in page]
    if not any(re.search(r"\w", line) for line in lines):
        raise EmptyDocumentError(
            f"There is no text in {name}: its {len(pages)} pages are pictures, perhaps scans, and factcheck does not "
            "read pictures; give the text itself."
        )
    title = _shown_title(read["title"], lines)
    author = read["author"]
    paragraphs = _without_title(paragraphs_of(lines).split("\n\n"), title)
    opening = without_opening(paragraphs, headlines=[title or ""], authors=[author or ""])
    return make_document("\n\n".join(opening), title=title, author=author, language=read["language"])


def _extracted(data: bytes, *, name: str, settings: Settings) -> dict[str, Any]:
    """Run the worker on a file.

    Raises:
        TooLargeError: there are too many pages or characters.
        ReadError: it gives no text, or not in time.
    """
    limits = [str(settings.max_pdf_pages), str(settings.max_article_bytes)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-P", str(_WORKER), *limits],
            input=data,
            capture_output=True,
            timeout=settings.pdf_timeout_seconds,
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as err:
        raise ReadError(
            f"Cannot read {name}: it takes more than {settings.pdf_timeout_seconds:g} seconds; give its text, or raise "
            "the setting pdf_timeout_seconds."
        ) from err
    except (OSError, ValueError) as err:  # no process, or one that died and wrote nothing
        raise ReadError(f"Cannot read {name}: the process that takes it apart ended early; give its text.") from err
    if "problem" in answer:
        raise _problem(answer["problem"], str(answer["detail"]), name=name, settings=settings)
    return dict(answer)


def _problem(kind: str, detail: str, *, name: str, settings: Settings) -> ReadError:
    if kind == "pages":
        return TooLargeError(
            f"Cannot read {name}: it has {detail} pages, the limit is {settings.max_pdf_pages}; split it or raise the "
            "setting max_pdf_pages."
        )
    if kind == "size":
        return TooLargeError(
            f"Cannot read {name}: its text has more than {settings.max_article_bytes:,} characters; split it or raise "
            "the setting max_article_bytes."
        )
    if kind == "password":
        return ReadError(f"Cannot read {name}: it is protected by a password; save it without one.")
    if kind == "memory":
        return ReadError(f"Cannot read {name}: taking it apart needs more memory than allowed; give its text.")
    return ReadError(
        f"Cannot read {name}: the PDF file is damaged: {detail[:_SHOWN]}; save it again, or give its text."
    )


def _shown_title(title: str | None, lines: Sequence[str]) -> str | None:
    """Give the file's title if the first lines show it."""
    shown = _letters("".join(lines[:_OPENING_LINES]))
    return title if title and _letters(title) and _letters(title) in shown else None


def _without_title(paragraphs: Sequence[str], title: str | None) -> list[str]:
    """Cut a headline off that was joined to the paragraph below it, as a line of print that fills its width is."""
    wanted = _letters(title or "")
    first = paragraphs[0]
    if wanted and _letters(first) != wanted and _letters(first).startswith(wanted):
        n_letters = 0
        for position, character in enumerate(first):
            n_letters += character.isalnum()
            if n_letters == sum(map(str.isalnum, title or "")):
                return [first[position + 1 :].lstrip(" .:-"), *paragraphs[1:]]
    return list(paragraphs)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
