"""Where the rows of a job come from and go: a folder, a file or an object-store URL, opened with Arrow."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa
from pyarrow import fs

from factcheck.errors import InputError

_SECRET = re.compile(r"key|pass|secret|sig|token", re.IGNORECASE)


def opened(place: str) -> tuple[fs.FileSystem, str]:
    """Give the file system of a folder, a file or an object-store URL, and the path in it.

    Raises:
        InputError: the URL is of no kind that Arrow knows.
    """
    if "://" not in place:
        return fs.LocalFileSystem(), str(Path(place).resolve())
    try:
        system, path = fs.FileSystem.from_uri(place)
    except (pa.ArrowException, OSError) as err:
        why = str(err).replace(place, without_keys(place))
        raise InputError(
            f"Cannot open {without_keys(place)!r}: {why}; give a folder, or a URL such as s3://BUCKET/FOLDER."
        ) from err
    return system, str(path)


def without_keys(place: str) -> str:
    """Give a place as people may see it: a URL with no key, password or token in it.

    >>> without_keys("s3://AKIA7:tops%2Fecret@wire/claims?region=eu-north-1")
    's3://AKIA7@wire/claims?region=eu-north-1'
    """
    if "://" not in place:
        return place
    parts = urlsplit(place)
    user, at, host = parts.netloc.rpartition("@")
    query = "&".join(each for each in parts.query.split("&") if not _SECRET.search(each.partition("=")[0]))
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}", query=query))
