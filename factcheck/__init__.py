"""Check every claim of an article against trusted reports; see `check` and `FactChecker`.

Importing this loads no torch, faiss, onnxruntime or httpx: the public names are looked up when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.checker import FactChecker, check
    from factcheck.datatypes import (
        Article,
        Claim,
        Difference,
        Encoder,
        Evidence,
        Failure,
        NLIModel,
        Passage,
        Reason,
        Reference,
        ReferenceStore,
        Span,
        Stance,
        Verdict,
        VerdictLabel,
    )
    from factcheck.errors import FactCheckError
    from factcheck.index import ReferenceIndex
    from factcheck.report import Report
    from factcheck.settings import Settings
    from factcheck.version import __version__

_HOME = {
    "FactCheckError": "errors",
    "FactChecker": "checker",
    "ReferenceIndex": "index",
    "Report": "report",
    "Settings": "settings",
    "__version__": "version",
    "check": "checker",
}

__all__ = [
    "Article",
    "Claim",
    "Difference",
    "Encoder",
    "Evidence",
    "FactCheckError",
    "FactChecker",
    "Failure",
    "NLIModel",
    "Passage",
    "Reason",
    "Reference",
    "ReferenceIndex",
    "ReferenceStore",
    "Report",
    "Settings",
    "Span",
    "Stance",
    "Verdict",
    "VerdictLabel",
    "__version__",
    "check",
]


def __getattr__(name: str) -> object:
    """Import the room a public name lives in, the first time the name is used."""
    if name not in __all__:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    return getattr(import_module(f"factcheck.{_HOME.get(name, 'datatypes')}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
