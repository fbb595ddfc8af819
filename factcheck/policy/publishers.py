"""Tells whether a report is of a publisher that a policy names, by its name or the host of its address (pure)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.datatypes import Reference

_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]*[^\W\d][\w-]*")


def name_of(publisher: str | None) -> str:
    """Give a publisher's name as it is compared: lower case, single spaces; "" when unknown.

    >>> name_of(" The  Bay Wire ")
    'the bay wire'
    """
    return " ".join((publisher or "").casefold().split())


@lru_cache(maxsize=65_536)
def host_of(url: str | None) -> str:
    """Give the host of an address as it is compared: lower case, in ASCII, without "www."; "" when there is none.

    >>> host_of("https://www.Bay-Wire.example:8080/a"), host_of("notes.txt")
    ('bay-wire.example', '')
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return _plain_host(host)


def as_host(entry: str) -> str:
    """Give an entry of a policy as a host, "" when it is none but a name.

    >>> as_host("www.bay-wire.example"), as_host("The Bay Wire"), as_host("St. Mary")
    ('bay-wire.example', '', '')
    """
    return _plain_host(entry.strip()) if _HOST.fullmatch(entry.strip()) else ""


def within(host: str, other: str) -> bool:
    """Tell whether a host is another or a subdomain of it.

    >>> within("uk.bay-wire.example", "bay-wire.example"), within("my-bay-wire.example", "bay-wire.example")
    (True, False)
    """
    return bool(host and other) and (host == other or host.endswith(f".{other}"))


def best_match(reference: Reference, entries: Iterable[str]) -> tuple[int, int] | None:
    """Say how well entries name the publisher of a report; None when none does.

    A host counts for more than a name, which any page can claim for itself, and a longer host for more than a shorter.

    Returns:
        What two lists can be compared by, the greater being the better match.
    """
    host, name = host_of(reference.url), name_of(reference.publisher)
    matches = [(1, len(as_host(entry))) for entry in entries if within(host, as_host(entry))]
    matches += [(0, 0) for entry in entries if name and name == name_of(entry)]
    return max(matches, default=None)


def is_named(reference: Reference, patterns: Iterable[str]) -> bool:
    """Tell whether a report is named by its id, or its file or address fits a pattern, whatever the case.

    A pattern for files counts from the right: `internal/*` fits `/archive/internal/memo.txt`. One with `://` is for
    addresses.

    >>> from factcheck.datatypes import Reference
    >>> memo = Reference(reference_id="a1", text="", sha256="", path="/archive/Internal/memo.txt")
    >>> is_named(memo, ["internal/*"]), is_named(memo, ["a1"]), is_named(memo, ["*.pdf"])
    (True, True, False)
    """
    for pattern in patterns:
        if pattern == reference.reference_id:
            return True
        held = reference.url if "://" in pattern else reference.path
        if held and _fits(held.casefold().replace("\\", "/"), pattern.casefold()):
            return True
    return False


def _fits(held: str, pattern: str) -> bool:
    if "://" not in pattern:
        return PurePosixPath(held).match(pattern)
    wanted = "".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", pattern))
    return re.fullmatch(wanted, held, re.DOTALL) is not None


def _plain_host(host: str) -> str:
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:  # a label of over 63 characters, or none
        ascii_host = host
    return ascii_host.casefold().rstrip(".").removeprefix("www.")
