"""The closed sets of words: verdicts, stances, kinds of finding, reasons."""

from __future__ import annotations

from enum import StrEnum


class VerdictLabel(StrEnum):
    """What the trusted reports say about one claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


class Stance(StrEnum):
    """What one evidence passage says of the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


class FindingKind(StrEnum):
    """The kind of fact a deterministic check compared; also used as the reason of a verdict."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    MODALITY = "modality"
    COMPARISON = "comparison"
    QUOTE = "quote"
    ROLE = "role"
    WORDING = "wording"


class ClaimKind(StrEnum):
    """What a claim states; a report can decide a fact, seldom an opinion, never a prediction."""

    FACT = "fact"
    OPINION = "opinion"
    PREDICTION = "prediction"


class Relation(StrEnum):
    """How the claim's fact relates to the passage's fact of the same kind."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MISSING = "missing"


class Reason(StrEnum):
    """Why a verdict came out as it did. The kinds of finding are reasons too."""

    ENTAILED = "entailed"
    REFUTED = "refuted"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    MODALITY = "modality"
    COMPARISON = "comparison"
    QUOTE = "quote"
    ROLE = "role"
    WORDING = "wording"
    SILENT = "silent"
    UNDECIDED = "undecided"
    NOT_COVERED = "not_covered"
    OPINION = "opinion"
    PREDICTION = "prediction"
    POLICY = "policy"


class TimeNote(StrEnum):
    """What a report's date says of its use for a claim."""

    LATER = "later"
    STALE = "stale"
    SUPERSEDED = "superseded"
    UNDATED = "undated"


class Withheld(StrEnum):
    """Why the words of a report are kept out of every rendering, though it may decide."""

    INTERNAL = "internal"
    EMBARGOED = "embargoed"
