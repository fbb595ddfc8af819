"""The service: checks over HTTP and the web page, thin faces over `FactChecker`; needs the extra `serve`."""

from __future__ import annotations

from factcheck.serve.app import create_app
from factcheck.serve.options import ServiceOptions
from factcheck.serve.server import Server, run_server

__all__ = ["Server", "ServiceOptions", "create_app", "run_server"]
