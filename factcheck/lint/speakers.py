"""Says whether two sentences are the words of two speakers, who may disagree without their reports doing so (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.words import stems

if TYPE_CHECKING:
    from factcheck.datatypes import Claim

_ANYBODY = frozenset({"he", "she", "it", "they", "who", "which", "we", "i"})


def other_speaker(one: Claim, two: Claim) -> bool:
    """Tell whether both sentences are said by somebody, and by others; a pronoun may stand for anybody."""
    speakers = one.attributed_to, two.attributed_to
    if speakers[0] is None or speakers[1] is None or {name.lower() for name in speakers if name} & _ANYBODY:
        return False
    return not stems(speakers[0]) & stems(speakers[1])
