"""`factcheck index`: build, keep, compare and hand on indexes of trusted reports; one file per group of commands."""

from __future__ import annotations

from factcheck.cli.index import changing, checking, comparing, linting, moving, searching, showing  # noqa: F401 - each adds its commands
from factcheck.cli.index.app import index_app

__all__ = ["index_app"]
