"""Jobs over many files and machines with Ray Data: checking claims, and embedding reports for an index.

`check_batch` needs no Ray: any engine that hands tables to Python can call it.
"""

from __future__ import annotations

from factcheck.scale.batch.checking import CHECKED, check_batch

__all__ = ["CHECKED", "check_batch"]
