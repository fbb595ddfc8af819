"""Pages that a run has fetched, kept on disk until it is complete: a run that was stopped continues there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Retrieval
from factcheck.reading.fetching.session import Fetched, NotModified

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOG = logging.getLogger(__name__)
_LASTS_SECONDS = 86_400  # what was fetched the day before is fetched anew


class KeptPages:
    """Answers by the address asked for, a file each: a line of JSON and the body. Threads may share one.

    Only answers are kept, no failures: what failed is tried again. A page older than a day counts as not there.
    """

    def __init__(self, folder: Path) -> None:
        """Keep nothing yet; the folder is made with the first page."""
        self._folder = folder

    def get(self, url: str) -> Fetched | NotModified | None:
        """Give what was kept of an address, or None."""
        path = self._path(url)
        try:
            if time.time() - path.stat().st_mtime > _LASTS_SECONDS:
                return None
            head, _, content = path.read_bytes().partition(b"\n")
            return _answer(json.loads(head), content)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as err:
            _LOG.warning("The page kept of %s cannot be read (%s); it is fetched again.", url, err)
            return None

    def put(self, url: str, answer: Fetched | NotModified) -> None:
        """Keep an answer, whole or not at all; where the disk refuses, the page will be fetched again, no more."""
        head: dict[str, Any] = {"retrieval": asdict(answer.retrieval)}
        content = b""
        if isinstance(answer, Fetched):
            head |= {"content_type": answer.content_type, "charset": answer.charset}
            content = answer.content
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(head).encode() + b"\n" + content)
            Path(name).replace(self._path(url))
        except OSError as err:
            _LOG.warning("The page %s cannot be kept in %s (%s): a stopped run begins anew.", url, self._folder, err)

    def clear(self) -> None:
        """Forget everything: the run is complete."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def kept_for(index: Path, *, command: str, sources: Sequence[str]) -> KeptPages:
    """Say where a run keeps its pages: beside its index, under a name that the same command on the same sources has.

    What runs left that were never taken up again is removed after a day.

    Args:
        index: the folder of the index, which need not be there yet.
        command: what is done: "build", "add", "update".
        sources: what is read.
    """
    index = index.resolve()  # "." has no name to put anything beside
    told = json.dumps([command, *sources]).encode()
    prefix = f".{index.name}.fetched-"
    with contextlib.suppress(OSError):
        for left in index.parent.glob(f"{prefix}*"):
            if time.time() - left.stat().st_mtime > _LASTS_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    return KeptPages(index.with_name(prefix + hashlib.sha256(told).hexdigest()[:16]))


def _answer(head: dict[str, Any], content: bytes) -> Fetched | NotModified:
    retrieval = Retrieval(**head["retrieval"])
    if "content_type" not in head:
        return NotModified(retrieval=retrieval)
    return Fetched(content=content, content_type=head["content_type"], charset=head["charset"], retrieval=retrieval)
