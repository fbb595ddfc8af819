"""The service: checks over HTTP and the web page, thin faces over `FactChecker`; needs the extra `serve`."""

from __future__ import annotations

from factcheck.serve.app import create_app
from factcheck.serve.options import ServiceOptions
from factcheck.serve.server import Server, run_server
from factcheck.serve.steps import SteppingNLI

__all__ = ["Server", "ServiceOptions", "SteppingNLI", "create_app", "run_server"]
