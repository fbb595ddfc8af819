"""Pages over HTTP, politely and safely; the only importer of httpx and httpcore.

`addresses` tells public machines from private ones, `transport` connects to the former, `session` makes the hops of one
address, `body` unpacks what comes, `robots` and `waiting` keep manners, `fetcher` does all that for many addresses.
"""

from __future__ import annotations

from factcheck.reading.fetching.fetcher import Fetcher
from factcheck.reading.fetching.session import Fetched, user_agent

__all__ = ["Fetched", "Fetcher", "user_agent"]
