"""Counts the reports on one side that are independent of each other, and says whether they are enough."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.policy.publishers import host_of, name_of, within
from factcheck.policy.requirement import count_words, in_words, is_met

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.datatypes import Reference, VerdictLabel
    from factcheck.policy.permitted import PermittedReferences

WIRE_SHARE = 0.5
"""Share of the shorter report's sentences that stand in the other in the same words, from which both carry one wire
story; two reports that quote the same statement share fewer."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """How well a label is backed: whether that is enough, what was asked for and what there is, in words."""

    is_enough: bool
    asked: str
    found: str


def backing_of(label: VerdictLabel, said: Mapping[str, str], references: PermittedReferences) -> Backing:
    """Say how well reports back a label under the policy.

    Reports of one publisher count once, as do those that say it in the same words or carry one wire story, and all
    whose publisher is not known; the one of the best tier counts.

    Args:
        label: what the reports say.
        said: the passage that says it, for each report by id.
        references: the references with the rules.
    """
    ordered = sorted(said, key=lambda each: (references.standing(each).rank, each))
    independent: list[str] = []
    for reference_id in ordered:
        words = words_of(said[reference_id])
        copied = any(words == words_of(said[other]) for other in independent)
        if not copied and not any(is_dependent(reference_id, other, references) for other in independent):
            independent.append(reference_id)
    policy = references.desk.policy
    tiers = [references.standing(reference_id).tier for reference_id in independent]
    requirement = policy.requirement(label)
    return Backing(
        is_enough=is_met(requirement, tiers, policy.tier_names),
        asked=in_words(requirement),
        found=count_words(tiers),
    )


def is_dependent(reference_id: str, other_id: str, references: PermittedReferences) -> bool:
    """Tell whether two reports are of one publisher, or carry one wire story."""
    reference, other = references.reference(reference_id), references.reference(other_id)
    return is_same_publisher(reference, other) or _is_same_story(
        _sentences(reference_id, references), _sentences(other_id, references)
    )


def is_same_publisher(reference: Reference, other: Reference) -> bool:
    """Tell whether two reports have the same publisher by name or by host, or nothing tells them apart.

    >>> from factcheck.datatypes import Reference
    >>> def of(publisher, url): return Reference(reference_id="", text="", sha256="", publisher=publisher, url=url)
    >>> is_same_publisher(of("Bay Wire", None), of("bay wire", "https://bay.example/a"))
    True
    >>> is_same_publisher(of("Bay Wire", None), of("The Quay", None)), is_same_publisher(of(None, None), of("A", None))
    (False, True)
    """
    name, other_name = name_of(reference.publisher), name_of(other.publisher)
    host, other_host = host_of(reference.url), host_of(other.url)
    if name and name == other_name:
        return True
    if host and other_host:
        return within(host, other_host) or within(other_host, host)
    return not (name and other_name)


def words_of(text: str) -> str:
    """Give the words of a text, whatever their case and punctuation.

    >>> words_of("It rained; twice.")
    'it rained twice'
    """
    return " ".join(_WORD.findall(text.casefold()))


def _is_same_story(sentences: set[str], others: set[str]) -> bool:
    shorter = min(len(sentences), len(others))
    return shorter > 0 and len(sentences & others) >= WIRE_SHARE * shorter


def _sentences(reference_id: str, references: PermittedReferences) -> set[str]:
    passages = references.passages_of(reference_id)
    return {words_of(passage.text) for passage in passages}
