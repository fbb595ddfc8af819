"""Lists of English words that several rooms read, and the form in which all of them are written."""

from __future__ import annotations

from typing import Final


def listed(words: str) -> frozenset[str]:
    """Collect the words of a list written as one string, so that long lists stay readable.

    Example:
        >>> sorted(listed("he she it"))
        ['he', 'it', 'she']
    """
    return frozenset(words.split())


PAST_ONLY: Final = listed(
    "arose ate awoke bade became befell began beheld bid blew bore broke came chose clove crept did drank drew"
    " drove fell flew forbade foresaw forgot forsook froze gave got grew hid knew lay leapt mistook outgrew overcame"
    " overthrew overtook ran rang rode rose sang sank saw shone shook shrank slept slew slunk spoke sprang stank"
    " stole strode strove swam swore swung threw took tore trod undertook underwent went wept withdrew woke wore"
    " wove wrote"
)
"""Past forms that are no participles."""

PAST_OR_PARTICIPLE: Final = listed(
    "beat bent bet bought bound brought built burnt burst cast caught clung cost crept cut dealt dreamt dug dwelt"
    " fed felt fled flung fought found ground had heard held hit hung hurt kept knelt laid leapt learnt led left"
    " lent let lit lost made meant met paid put quit read rid said sent set shed shot shut slept slid sold sought"
    " sped spelt spent split spread spun stood struck stuck stung swept taught thought thrust told understood upset"
    " went wept won wound"
)
"""Irregular past forms that may be participles."""
