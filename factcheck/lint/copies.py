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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_MOST_HOLDERS = 40  # more reports with one run carry one story, or a standing phrase ("reporting by, editing by")
_DIGEST_BYTES = 8


def copies(references: Sequence[Reference]) -> Iterator[Fault]:
    """Find reports with the same words, and then those that carry one story with light edits; each story once.

    The first report of those with the same words stands for all of them. Time and memory grow with the words of the
    reports, not with their pairs.

    Args:
        references: the reports, in ascending order of id.
    """
    groups = _same_words(references)
    yield from (_duplicate(group) for group in groups if len(group) > 1)
    shares = edited_copies([group[0] for group in groups])
    yield from (_wire_copy(story, shares) for story in stories(shares))


def distinct_reports(references: Sequence[Reference]) -> list[Reference]:
    """Give the reports without those that have the same words as one before them."""
    return [group[0] for group in _same_words(references)]


def edited_copies(references: Sequence[Reference]) -> dict[tuple[Reference, Reference], float]:
    """Find pairs of which one copies at least `COPIED_FROM` of the other's runs of words.

    Of many reports that carry one story, each is paired with the first of them only.

    Returns:
        The share of the shorter one's runs that both have, [0, 1], for each pair, in the order of the reports.
    """
    runs_of = [_digests(reference.text) for reference in references]
    shared = Counter(pair for numbers in _holders(runs_of) for pair in _pairs(numbers))
    found = {}
    for (one, two), n_shared in sorted(shared.items()):
        share = n_shared / min(len(runs_of[one]), len(runs_of[two]))
        if share >= (COPIED_FROM if _close_in_time(references[one], references[two]) else SERIES_COPIED_FROM):
            found[references[one], references[two]] = share
    return found


def stories(pairs: Iterable[tuple[Reference, Reference]]) -> list[tuple[Reference, ...]]:
    """Put together what pairs of copies link: for each story its reports, in the order they come up in."""
    story_of: dict[Reference, list[Reference]] = {}
    for one, two in pairs:
        ours, theirs = story_of.setdefault(one, [one]), story_of.setdefault(two, [two])
        if ours is not theirs:
            ours += theirs
            story_of.update(dict.fromkeys(theirs, ours))
    return [tuple(story) for story in {id(story): story for story in story_of.values()}.values()]


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
    """Give the numbers of the reports that hold a run, ascending, for each run that several hold."""
    if not runs_of:
        return
    digests = np.concatenate(runs_of)
    owners = np.repeat(np.arange(len(runs_of)), [len(own) for own in runs_of])
    order = np.argsort(digests, kind="stable")
    starts = np.flatnonzero(np.diff(digests[order], prepend=digests[order][:1] + np.uint64(1)))
    ends = np.append(starts[1:], len(order))
    several = ends - starts > 1
    for start, end in zip(starts[several], ends[several], strict=True):
        yield owners[order[start:end]].tolist()


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Pair the reports that hold a run; many are paired with the first one only, so that pairs stay few."""
    if len(numbers) <= _MOST_HOLDERS:
        return combinations(numbers, 2)
    return ((numbers[0], number) for number in numbers[1:])


def _duplicate(group: Sequence[Reference]) -> Fault:
    return Fault(
        kind=FaultKind.DUPLICATE,
        places=tuple(Place(reference=reference) for reference in group),
        explanation=f"{len(group)} reports have the same words, but for case and punctuation.",
        advice="Keep one, and withdraw the others: the same report twice is no second witness.",
    )


def _wire_copy(story: Sequence[Reference], shares: Mapping[tuple[Reference, Reference], float]) -> Fault:
    """Describe one story; of each report the longest passage that it shares with the one closest to it is shown."""
    closest: dict[Reference, tuple[float, Reference]] = {}
    for (one, two), share in shares.items():
        for own, other in ((one, two), (two, one)):
            if own in story and share > closest.get(own, (0.0, own))[0]:
                closest[own] = share, other
    least = min(share for share, _ in closest.values())
    return Fault(
        kind=FaultKind.WIRE_COPY,
        places=tuple(
            Place(reference=reference, span=longest_passage(reference.text, closest[reference][1].text))
            for reference in sorted(story, key=lambda each: each.reference_id)
        ),
        explanation=f"{len(story)} reports carry one story: {least:.0%} or more of the wording of a shorter one is "
        "another's.",
        advice="Keep the original, and withdraw the copies: one story under several names is no second witness.",
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
