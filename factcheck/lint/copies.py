"""Finds reports that stand in an index more than once: the same words, or one wire story with light edits (pure)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import Span
from factcheck.lint.dating import published_on
from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.lint.wording import runs, word_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Reference

RUN = 5
"""Words in a run: chance gives two reports hardly any run of five words in common."""
COPIED_FROM = 0.4
"""Share of the shorter report's runs that the longer one has from which it is a copy; one word in eight changed leaves
about half of them, and two starter reports share 2% at most."""
DAYS_APART = 10
"""Days after which like texts are two reports of a series (rates, weather) and no copies, unless nearly all is like."""
SERIES_COPIED_FROM = 0.9
_MOST_HOLDERS = 40  # a run that more reports have is a standing phrase ("reporting by ... editing by ...")
_DIGEST_BYTES = 8


def copies(references: Sequence[Reference]) -> Iterator[Fault]:
    """Find reports with the same words, each group once, and then pairs of lightly edited copies.

    The first reports of the groups stand for all of each group. Time and memory grow with the words of the reports,
    not with their pairs.

    Args:
        references: the reports, in ascending order of id.
    """
    groups = _same_words(references)
    yield from (_duplicate(group) for group in groups if len(group) > 1)
    yield from (_wire_copy(one, two, share) for one, two, share in edited_copies([group[0] for group in groups]))


def distinct_reports(references: Sequence[Reference]) -> list[Reference]:
    """Give the reports without those that have the same words as one before them."""
    return [group[0] for group in _same_words(references)]


def edited_copies(references: Sequence[Reference]) -> list[tuple[Reference, Reference, float]]:
    """Find pairs of which one copies at least `COPIED_FROM` of the other's runs of words, and which share.

    Returns:
        Pairs in the order of the reports, with the share of the shorter one's runs that both have, [0, 1].
    """
    runs_of = [_digests(reference.text) for reference in references]
    shared = Counter(pair for numbers in _holders(runs_of) for pair in combinations(numbers, 2))
    found = []
    for (one, two), n_shared in sorted(shared.items()):
        share = n_shared / min(len(runs_of[one]), len(runs_of[two]))
        if share >= (COPIED_FROM if _close_in_time(references[one], references[two]) else SERIES_COPIED_FROM):
            found.append((references[one], references[two], share))
    return found


def _same_words(references: Sequence[Reference]) -> list[list[Reference]]:
    groups: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        groups[" ".join(word for word, _, _ in word_spans(reference.text))].append(reference)
    return list(groups.values())


def _close_in_time(one: Reference, two: Reference) -> bool:
    """Tell whether two reports may be of the same days; unknown days may."""
    days = published_on(one), published_on(two)
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= DAYS_APART


def _digests(text: str) -> NDArray[np.uint64]:
    """Hash the distinct runs of a text, in ascending order; 64 bits tell those of a million reports apart."""
    raw = {
        hashlib.blake2b(" ".join(run).encode(), digest_size=_DIGEST_BYTES).digest() for run in runs(text, length=RUN)
    }
    return np.sort(np.frombuffer(b"".join(raw), dtype=np.uint64))


def _holders(runs_of: Sequence[NDArray[np.uint64]]) -> Iterator[list[int]]:
    """Give the numbers of the reports that hold a run, ascending, for each run that 2 to `_MOST_HOLDERS` hold."""
    if not runs_of:
        return
    digests = np.concatenate(runs_of)
    owners = np.repeat(np.arange(len(runs_of)), [len(own) for own in runs_of])
    order = np.argsort(digests, kind="stable")
    starts = np.flatnonzero(np.diff(digests[order], prepend=digests[order][:1] + np.uint64(1)))
    ends = np.append(starts[1:], len(order))
    several = (ends - starts > 1) & (ends - starts <= _MOST_HOLDERS)
    for start, end in zip(starts[several], ends[several], strict=True):
        yield owners[order[start:end]].tolist()


def _duplicate(group: Sequence[Reference]) -> Fault:
    return Fault(
        kind=FaultKind.DUPLICATE,
        places=tuple(Place(reference=reference) for reference in group),
        explanation=f"{len(group)} reports have the same words, but for case and punctuation.",
        advice="Keep one, and withdraw the others: the same report twice is no second witness.",
    )


def _wire_copy(one: Reference, two: Reference, share: float) -> Fault:
    return Fault(
        kind=FaultKind.WIRE_COPY,
        places=(
            Place(reference=one, span=longest_passage(one.text, two.text)),
            Place(reference=two, span=longest_passage(two.text, one.text)),
        ),
        explanation=f"The shorter of the two reports has {share:.0%} of its wording in common with the other.",
        advice="Keep the original, and withdraw the copy: one story under two names is no second witness.",
    )


def longest_passage(text: str, other: str) -> Span | None:
    """Give the longest stretch of a text whose runs of words all stand in another; None when no run does.

    >>> longest_passage("Rain fell. A ferry sank near Karsk on Monday.", "On Sunday a ferry sank near Karsk on Monday!")
    Span(start=11, end=44, text='A ferry sank near Karsk on Monday')
    """
    words = list(word_spans(text))
    held = set(runs(other, length=RUN))
    best, first = (0, 0), None
    for at, run in enumerate(runs(text, length=RUN)):
        if run not in held:
            first = None
            continue
        first = at if first is None else first
        last = min(at + RUN, len(words))
        if last - first > best[1] - best[0]:
            best = first, last
    if best == (0, 0):
        return None
    start, end = words[best[0]][1], words[best[1] - 1][2]
    return Span(start, end, text[start:end])
