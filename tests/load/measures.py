"""What a load gave: answers by kind of client, the memory of the processes, and what of it is a fault."""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from load.wire import Answer

MEGABYTE = 1 << 20
WARM_SHARE = 0.3
"""Share of the time after which memory must not grow any more."""
MOST_GROWTH = 0.10
"""Share of its size by which memory may vary after that: allocators keep what they were given."""


@dataclass(kw_only=True)
class Tally:
    """Answers as they come."""

    statuses: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def answered(self, kind: str, answer: Answer, seconds: float, *, expected: frozenset[int]) -> None:
        """Take note of an answer; one that was not to be expected is a fault, a refusal without Retry-After too."""
        self.statuses[kind][str(answer.status)] += 1
        if answer.status == 200:
            self.seconds[kind].append(seconds)
        if answer.status == 429:
            self.require(answer.headers.get("retry-after", "").isdecimal(), f"{kind}: 429 without Retry-After")
        self.require(
            answer.status in expected | {429},
            f"{kind}: {answer.status} after {seconds:.1f} s {answer.detail or answer.body[:200]!r}",
        )

    def dropped(self, kind: str) -> None:
        """Take note of a connection that a client has dropped on purpose."""
        self.statuses[kind]["dropped"] += 1

    def require(self, held: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
        """Take note of a fault unless something held."""
        if not held:
            self.faults.append(otherwise)

    def table(self) -> dict[str, dict[str, Any]]:
        """Give statuses and seconds of the served by kind, in alphabetical order."""
        return {
            kind: {"statuses": dict(sorted(counted.items())), **quantiles(self.seconds[kind])}
            for kind, counted in sorted(self.statuses.items())
        }

    def n_of(self, *statuses: str) -> int:
        """Count the answers of some statuses."""
        return sum(counted[status] for counted in self.statuses.values() for status in statuses)


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Give p50 and p99 by nearest rank; nothing of nothing."""
    if not seconds:
        return {}
    ordered = sorted(seconds)
    return {f"p{share}": round(ordered[max(0, -(-len(ordered) * share // 100) - 1)], 3) for share in (50, 99)}


class Memory:
    """The resident memory of a process and its children, in bytes, over time."""

    def __init__(self, pid: int) -> None:
        self._process, self._began = psutil.Process(pid), time.monotonic()
        self.samples: list[tuple[float, int]] = []

    def sample(self) -> None:
        """Take a sample."""
        total = 0
        for each in [self._process, *self._process.children(recursive=True)]:
            try:
                total += each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        self.samples.append((time.monotonic() - self._began, total))

    def growth(self) -> dict[str, float]:
        """Compare the time after warm-up with the end: medians of a fifth of the samples each, in megabytes."""
        sizes = [size for _, size in self.samples]
        warm, part = int(len(sizes) * WARM_SHARE), max(1, len(sizes) // 5)
        after, at_end = statistics.median(sizes[warm : warm + part]), statistics.median(sizes[-part:])
        found = {"after_warm_up": after, "at_end": at_end, "peak": max(sizes)}
        return {name: round(size / MEGABYTE, 1) for name, size in found.items()} | {
            "growth": round(at_end / after - 1, 4)
        }

    def curve(self, points: int = 60) -> list[tuple[float, float]]:
        """Give some samples: seconds and megabytes."""
        step = max(1, len(self.samples) // points)
        return [(round(at, 1), round(size / MEGABYTE, 1)) for at, size in self.samples[::step]]
