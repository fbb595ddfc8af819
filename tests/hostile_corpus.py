"""What a fuzzer gives is read: the first byte chooses the format, the rest is the file."""

from __future__ import annotations

import contextlib

from hostile_files import FILES, IN_PROCESS, read_as, sound

from factcheck.claims import claims_and_skipped
from factcheck.datatypes import Article
from factcheck.errors import ReadError
from factcheck.settings import Settings

SETTINGS = Settings()
MOST_CHARACTERS = 5000
"""Of a text that is cut into claims: a fuzzer learns more from many short ones."""


def suffix_of(data: bytes) -> str:
    """Give the format that an input chooses."""
    return IN_PROCESS[data[0] % len(IN_PROCESS)] if data else ".txt"


def take(data: bytes) -> None:
    """Read an input, and cut what was read into claims; anything but an error of ours is a fault."""
    found = []
    with contextlib.suppress(ReadError):
        found = read_as(suffix_of(data), data[1:], SETTINGS)
    sound(found)
    for each in found[:3]:
        text = getattr(each, "text", "")[:MOST_CHARACTERS]
        for claim in claims_and_skipped(Article(text=text))[0]:
            assert text[claim.start : claim.end] == claim.text


def seeds() -> dict[str, bytes]:
    """Give the valid files as inputs, by the end of their names."""
    return {suffix: bytes([IN_PROCESS.index(suffix)]) + FILES[suffix] for suffix in IN_PROCESS}
