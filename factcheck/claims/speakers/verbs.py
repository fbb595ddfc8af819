"""Verbs of saying: their forms, and what each needs around it to report a saying."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from factcheck.word_lists import listed


class Saying(StrEnum):
    """How a verb puts words into a mouth."""

    PLAIN = "plain"  # "said that ...", "..., said X"
    TELLING = "telling"  # "told Z that ..."
    ACT = "act"  # "denied the charge", "accused Z of ...": its object is what is said
    CLAUSE = "clause"  # "confirmed that ...": a saying only before a clause or a quotation
    BELIEF = "belief"  # "expects the wind to ease"
    SHOWING = "showing"  # "the survey found that ...": said by a document or a study
    CALLING = "calling"  # "called it “...”": a saying only with a quotation


# Base form, its past when irregular. Doubled consonants and "-y" are made by rule.
_VERBS: Final = {
    Saying.PLAIN: (
        "say:said add write:wrote explain reply insist warn argue note recall joke claim admit announce agree continue"
        " tweet shout cry conclude observe remark declare state comment recount quip exclaim respond stress acknowledge"
        " concede complain reiterate retort counter:countered express narrate affirm assert voice opine reckon utter"
        " proclaim testify swear:swore emphasise emphasize underline suggest maintain allege predict ask"
    ),
    Saying.TELLING: "tell:told inform assure remind notify",
    Saying.ACT: (
        "deny accuse promise pledge vow threaten blame demand urge apologise apologize condemn praise laud hail"
        " criticise criticize denounce rule answer protest"
    ),
    Saying.CLAUSE: "confirm disclose reveal indicate hint boast propose report decide repeat read:read promise",
    Saying.BELIEF: (
        "believe think:thought expect fear hope estimate forecast:forecast dread doubt feel:felt anticipate worry"
    ),
    Saying.SHOWING: "find:found show:showed reveal suggest indicate conclude report state estimate say:said read:read",
    Saying.CALLING: (
        "call describe term label dub brand voice hail slam praise denounce dismiss speak:spoke characterise"
        " characterize deem"
    ),
}
# Forms that are nouns as often: they need a clause, a quotation or "to" after them.
_NOUNS_TOO: Final = listed(
    "claims notes states reports estimates forecasts hopes fears promises pledges vows demands comments doubts answers"
    " calls counters worries blames shows finds terms labels brands rules claim note state report estimate"
    " forecast hope"
    " fear promise pledge vow demand comment doubt answer call counter worry blame show find term label brand"
    " rule protest"
    " protests cries cry shouts shout jokes joke replies reply tweets tweet hints hint boasts boast wonder voice voices"
    " brands brand urge urges stress voiced-over remark remarks praise quip quips reads"
)
# Nouns for what can show something without a mouth.
_DOCUMENTS: Final = listed(
    """
    account accounts analysis audit audits data document documents estimates evidence examination figures filing filings
    findings inquiry investigation letter memo minutes notice numbers paper papers poll polls probe records report
    reports research researchers results review ruling scientists statement statistics study studies survey surveys test
    tests transcript transcripts tribunal court panel commission investigators auditors auditor jury judge committee
    emails messages email message article newspaper paper file files footage images indictment affidavit census doctors
    experts economists office bureau watchdog
    """
)
_VOWELS: Final = "aeiou"
_DOUBLED: Final = frozenset({"admit", "slam", "quip", "tag"})


def _forms(word: str) -> tuple[str, str, str, str]:
    """Give the base form, the past, the form in -s and the one in -ing."""
    base, _, past = word.partition(":")
    stem = base + base[-1] if base in _DOUBLED else base
    if base.endswith("e"):
        forms = past or base + "d", base + "s", base[:-1] + "ing"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        forms = past or base[:-1] + "ied", base[:-1] + "ies", base + "ing"
    else:
        forms = past or stem + "ed", base + ("es" if base.endswith(("ss", "sh", "ch")) else "s"), stem + "ing"
    return base, *forms


def _table() -> dict[str, frozenset[Saying]]:
    table: dict[str, set[Saying]] = {}
    for saying, verbs in _VERBS.items():
        for verb in verbs.split():
            for form in _forms(verb):
                table.setdefault(form, set()).add(saying)
    return {form: frozenset(sayings) for form, sayings in table.items()}


# Said with a quotation or "that" only: "she had cried when she heard" reports no words.
_CRIES: Final = frozenset(
    form for verb in ("cry", "shout", "joke", "tweet", "quip", "swear:swore", "exclaim") for form in _forms(verb)
)
# Followed by what is said of: "warned of floods".
_ABOUTS: Final = frozenset(form for verb in ("warn", "complain", "boast") for form in _forms(verb))
SAYINGS: Final = _table()
PRESENTS: Final = frozenset(_forms(verb)[0] for verbs in _VERBS.values() for verb in verbs.split()) - {"read"}
PARTICIPLES: Final = frozenset(_forms(verb)[3] for verbs in _VERBS.values() for verb in verbs.split())


def sayings_of(word: str) -> frozenset[Saying]:
    """Give the ways in which a word in lower case can report a saying, none for other words.

    Example:
        >>> sorted(sayings_of("told")), sorted(sayings_of("walked"))
        ([<Saying.TELLING: 'telling'>], [])
    """
    return SAYINGS.get(word, frozenset())


def is_cry(word: str) -> bool:
    """Tell whether a form of a verb of saying reports words only with a quotation or "that" after it."""
    return word in _CRIES


def is_about(word: str) -> bool:
    """Tell whether a form of a verb of saying can have "of" and what is said after it."""
    return word in _ABOUTS


def is_noun_too(word: str) -> bool:
    """Tell whether a form of a verb of saying is a noun as often."""
    return word in _NOUNS_TOO


def is_document(noun: str) -> bool:
    """Tell whether a noun in lower case names something that states or shows without a mouth."""
    return noun in _DOCUMENTS
