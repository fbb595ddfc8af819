"""Loads in threads of their own: what takes long to load is begun early, and waited for when it is needed."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Loaded = TypeVar("Loaded")
_begun: dict[Hashable, Future[Any]] = {}


def begin(what: Hashable, load: Callable[[], Loaded]) -> None:
    """Begin to load something; who calls `loaded` for the same `what` first gets it, or the error it failed with."""
    future: Future[Loaded] = Future()
    _begun[what] = future

    def run() -> None:
        try:
            future.set_result(load())
        except Exception as err:  # noqa: BLE001 - who waits for it gets it
            future.set_exception(err)

    # No daemon: Python 3.11 would end it inside ONNX Runtime, and the process with it, when a command fails early.
    threading.Thread(target=run, name="factcheck-loading").start()


def loaded(what: Hashable, load: Callable[[], Loaded]) -> Loaded:
    """Give what was begun under `what`, once; load it now when nothing was.

    >>> begin("a number", lambda: 1)
    >>> loaded("a number", lambda: 2), loaded("a number", lambda: 2)
    (1, 2)
    """
    future: Future[Loaded] | None = _begun.pop(what, None)
    return load() if future is None else future.result()
