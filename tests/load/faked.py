"""A service with models small enough to follow by hand, in a process of its own; one claim makes a model never return.

    python tests/load/faked.py --stuck-seconds 2 --pair-ms 2

It stands in for `factcheck serve` where the real models are not the point. A claim with the word "quagmire" stays in
the NLI model for ever: no exception, no sign of life, as a driver that hangs.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex
from factcheck.reading import read_references
from factcheck.serve import ServiceOptions, SteppingNLI, create_app, run_server
from factcheck.settings import Settings

REPORTS = Path(__file__).parents[2] / "seeds" / "references"
STUCK = "quagmire"


class SlowNLI(RuleNLI):
    """Takes its time for a pair, and all time there is for one word."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def judge(self, pairs):
        if any(STUCK in pair.hypothesis for pair in pairs):
            threading.Event().wait()
        time.sleep(self._seconds * len(pairs))
        return super().judge(pairs)


def main() -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stuck-seconds", type=float, default=60)
    parser.add_argument("--pair-ms", type=float, default=1)
    parser.add_argument("--reports", type=int, default=10)
    given = parser.parse_args()
    paths = sorted(REPORTS.glob("*.md"))[: given.reports]
    references = [reference for path in paths for reference in read_references(path, settings=Settings())]
    with ReferenceIndex.in_memory(references, encoder=WordEncoder()) as index:
        nli = SteppingNLI(lambda: SlowNLI(given.pair_ms / 1000))
        checker = FactChecker(index, nli=nli, policy=None)
        app = create_app(checker, options=ServiceOptions(stuck_seconds=given.stuck_seconds))
        run_server(app, host="127.0.0.1", port=0, tell=lambda address: sys.stderr.write(f"serving on {address}\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
