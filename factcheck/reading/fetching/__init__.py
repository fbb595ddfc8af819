"""Pages over HTTP, politely and safely; the only importer of httpx and httpcore.

`addresses` tells public machines from private ones, `transport` connects to the former, `session` makes the hops of one
address, `conditions` asks for what has changed only, `body` unpacks what comes, `robots` and `waiting` keep manners,
`fetcher` does all that for many addresses, and `kept` holds what a run that was stopped had fetched.
"""

from __future__ import annotations

from factcheck.reading.fetching.fetcher import Fetcher
from factcheck.reading.fetching.kept import KeptPages, kept_for
from factcheck.reading.fetching.session import Fetched, NotModified, user_agent

__all__ = ["Fetched", "Fetcher", "KeptPages", "NotModified", "kept_for", "user_agent"]
