"""The process that takes a PDF file apart: the file on standard input, JSON on standard output; imports pypdf only.

It is run as a file and imports nothing of factcheck, so that it starts quickly and nothing of the caller is in it.
"""

from __future__ import annotations

import io
import json
import logging
import sys

_MEMORY_BYTES = 2 * 2**30


def main(most_pages: int, most_characters: int) -> None:
    """Write `{"pages": [...], "title", "author", "language"}`, or `{"problem": kind, "detail": text}`."""
    _limit_memory()
    logging.disable(logging.CRITICAL)
    try:
        answer = _read(most_pages, most_characters)
    except MemoryError:
        answer = {"problem": "memory", "detail": ""}
    except RecursionError:
        answer = {"problem": "damaged", "detail": "it is nested too deep"}
    except Exception as err:  # noqa: BLE001 - a hostile file raises anything, and this process reads nothing else
        answer = {"problem": "damaged", "detail": str(err) or type(err).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _read(most_pages: int, most_characters: int) -> dict[str, object]:
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - memory is limited before

    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return {"problem": "password", "detail": ""}
    if len(reader.pages) > most_pages:
        return {"problem": "pages", "detail": str(len(reader.pages))}
    pages: list[str] = []
    n_characters = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        n_characters += len(pages[-1])
        if n_characters > most_characters:
            return {"problem": "size", "detail": ""}
    about = reader.metadata
    language = reader.root_object.get("/Lang")
    return {
        "pages": pages,
        "title": None if about is None else about.title,
        "author": None if about is None else about.author,
        "language": None if language is None else str(language),
    }


def _limit_memory() -> None:
    """Keep a bomb from taking the memory of the machine, where the system can."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY_BYTES if most == resource.RLIM_INFINITY else min(most, _MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
