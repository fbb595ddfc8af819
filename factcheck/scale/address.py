"""The address of a shared store: a PostgreSQL connection URI, and after `#` the name of the index in its database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from factcheck.errors import InputError

SCHEMES = ("postgresql://", "postgres://")
DEFAULT_NAME = "factcheck"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,39}")  # 63 bytes are PostgreSQL's limit, and builds and roles add to the name


def is_address(name: object) -> bool:
    """Tell whether what names an index is the address of a shared store.

    >>> is_address("postgresql://store.example/wire"), is_address("indexes/desk")
    (True, False)
    """
    return str(name).startswith(SCHEMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a shared store is: `uri` is what PostgreSQL's clients take, `name` the index, a schema of the database."""

    uri: str
    name: str

    @property
    def shown(self) -> str:
        """Give the address as people may see it: without passwords.

        >>> read_address("postgresql://ann:secret@store.example/wire?password=x#sports").shown
        'postgresql://ann@store.example/wire#sports'
        """
        parts = urlsplit(self.uri)
        user, at, host = parts.netloc.rpartition("@")
        query = "&".join(each for each in parts.query.split("&") if not each.lower().startswith("password="))
        told = urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}", query=query))
        if not parts.netloc:  # urlunsplit leaves out the slashes of an empty host
            told = f"{parts.scheme}://{told.partition(':')[2].removeprefix('//')}"
        return f"{told}#{self.name}"


def read_address(given: str) -> Address:
    """Read an address.

    Raises:
        InputError: it is none, or the name after `#` is no name that PostgreSQL takes without quotes.

    >>> read_address("postgresql://store.example/wire").name
    'factcheck'
    """
    uri, _, name = given.partition("#")
    if not is_address(uri):
        raise InputError(f"A shared store is named as postgresql://HOST/DATABASE#NAME, got {given!r}.")
    name = name or DEFAULT_NAME
    if _NAME.fullmatch(name) is None or name.startswith("pg_") or name in {"public", "information_schema"}:
        raise InputError(
            f"The name of an index in a database must be 1 to 40 of a-z, 0-9 and _, got {name!r}; "
            "write for instance postgresql://HOST/DATABASE#desk."
        )
    return Address(uri=uri, name=name)
