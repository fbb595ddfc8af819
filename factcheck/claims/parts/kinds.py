"""Tells opinions and predictions of an article itself from facts; what is put in anyone's mouth is a fact: the saying."""

from __future__ import annotations

import re
from typing import Final

from factcheck.claims.parts.masking import COVER, masked
from factcheck.claims.parts.scope import SAYING
from factcheck.claims.parts.verbs import Finite, finite
from factcheck.claims.parts.words import Word, words_of
from factcheck.datatypes import ClaimKind

_MOST_CHARACTERS: Final = 1200
_ADVERB: Final = r"(?:(?:\w+ly|so|too|very|quite|rather|just|simply|truly|such|nothing short of|little short of|all) )*"
_PRAISE: Final = (
    r"(?:appalling|atrocious|awful|beautiful|brilliant|cowardly|deplorable|despicable|disgraceful|disgusting|dismal|dreadful"
    r"|embarrassing|foolish|glorious|gorgeous|hideous|horrible|idiotic|indefensible|inexcusable|laughable|lousy|ludicrous"
    r"|magnificent|marvellous|mediocre|miserable|monstrous|obscene|outrageous|pathetic|pitiful|reprehensible|ridiculous"
    r"|scandalous|shameful|shameless|shoddy|splendid|stunning|stupid|sublime|superb|terrible|unforgivable|unacceptable"
    r"|wonderful|woeful|wretched|preposterous|absurd)"
)
_VERDICT: Final = (
    r"(?:disgrace|farce|travesty|masterpiece|masterclass|scandal of the first order|shambles|joke|mockery|outrage|triumph"
    r"|calamity of a \w+|delight|embarrassment|insult|fiasco|folly|shame|pity|missed opportunity|slap in the face|mess)"
)
_BE: Final = r"(?:is|are|was|were|has been|have been|looks?|looked|seems?|seemed|feels?|felt|remains?|remained|sounds?|sounded)"
_OPINIONS: Final = (
    re.compile(rf"\b{_BE}(?: not)? {_ADVERB}{_PRAISE}\b", re.IGNORECASE),
    re.compile(rf"\b{_BE} {_ADVERB}(?:a|an|the) {_ADVERB}(?:\w+ )?{_PRAISE} \w+", re.IGNORECASE),
    re.compile(rf"\b{_BE} {_ADVERB}(?:a|an|the) {_ADVERB}(?:\w+ )?{_VERDICT}\b(?! of \d)", re.IGNORECASE),
    re.compile(
        r"^(?:thankfully|sadly|shamefully|disgracefully|mercifully|astonishingly|scandalously|regrettably|happily)\b,",
        re.IGNORECASE,
    ),
    re.compile(r", (?:sadly|shamefully|disgracefully|mercifully|scandalously|regrettably|thankfully),", re.IGNORECASE),
    re.compile(r"\b(?:should|ought to) (?:never |at least |long |now |also |simply )*have (?!been\b)[a-z]+(?:ed|en|ne|d|t)\b", re.IGNORECASE),
    re.compile(r"\b(?:deserves?|deserved) (?:better|more|nothing|praise|credit|blame)\b", re.IGNORECASE),
    re.compile(r"\b(?:government|council|minister|president|mayor|company|club|board|he|she|they|we) should (?:resign|go|quit|be ashamed|apologise|apologize)\b", re.IGNORECASE),
    re.compile(r"\bnothing (?:is|could be|was) (?:more|worse|better)\b|\bit is high time\b", re.IGNORECASE),
    re.compile(r"\bone can only hope\b|\bit is hard not to\b", re.IGNORECASE),
)
_PREDICTIONS: Final = (
    re.compile(
        r"\b(?:will|would|'ll|won't) (?:not )?(?:almost |most |very )*(?:certainly|probably|surely|undoubtedly|inevitably"
        r"|doubtless|no doubt|eventually have to|sooner or later|likely|never again)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:surely|undoubtedly|inevitably|almost certainly|no doubt|most likely|in all likelihood),? [^.]{0,60}\bwill\b", re.IGNORECASE),
    re.compile(r"\b(?:is|are) (?:almost |very |highly |increasingly |quite |more |most |less |now |also )*(?:bound|certain|sure|likely|unlikely|destined|doomed) to\b", re.IGNORECASE),
    re.compile(r"\b(?:looks?|seems?|appears?) (?:set|certain|sure|bound|likely|destined|unlikely|doomed) to\b", re.IGNORECASE),
    re.compile(r"\b(?:is|are|looks?|seems?) (?:very |highly |most |increasingly )*(?:unlikely|inevitable)\b", re.IGNORECASE),
    re.compile(r"\b(?:may|might|could) well\b(?! have)", re.IGNORECASE),
    re.compile(r"\bwill (?:one day|in the long run|in the end|before long)\b", re.IGNORECASE),
)
_LONG_QUOTATION: Final = 25  # characters in quotation marks from which the judgement may be the quoted one's
# Every pattern above holds one of these; most sentences hold none, and searching for all of the patterns takes long.
_TRIGGERS: Final = frozenset(
    [
        *re.findall(r"[a-z]{4,}", f"{_PRAISE} {_VERDICT}"),
        *"thankfully sadly shamefully disgracefully mercifully astonishingly scandalously regrettably happily should worse"
        " deserve deserves deserved better high hope hard certain certainly probably surely sure bound likely unlikely doubt"
        " undoubtedly doubtless inevitable inevitably eventually sooner again destined doomed set well one run end long".split(),
    ]
)
_LETTERS: Final = re.compile(r"[a-z]+")
_BY_THE_WAY: Final = re.compile(r"\b(?:which|who|that|where|because|although|if|unless)\b", re.IGNORECASE)
_NOUNS_TOO: Final = frozenset(
    "claim demand doubt estimate fear feeling finding forecast hearing hope joke judge learning meaning mention note notice"
    " order point promise reason remark reply report request rule ruling show showing signal state stress suspect teaching"
    " understanding voice warning wish claims demands doubts estimates fears forecasts hopes jokes judges notes orders points"
    " promises reasons remarks replies reports requests rules shows signals states suspects wishes".split()
)
_ATTRIBUTED: Final = re.compile(
    r"\b(?:according to|in the (?:view|eyes|words|opinion) of|in (?:his|her|their|its) (?:view|words|opinion|eyes))\b"
    r"|\b(?:forecasts?|polls?|bookmakers?|analysts?|economists?|experts?|critics|observers|sources|supporters|opponents)\b",
    re.IGNORECASE,
)


def claim_kind(text: str) -> ClaimKind:
    """Say what a sentence states: a fact unless it is clearly the article's own judgement or its own forecast.

    Anything attributed ("she said it was a disgrace", "analysts expect") is a fact: that it was said.

    Example:
        >>> claim_kind("It was a miserable final."), claim_kind("It was a miserable final, the coach said.")
        (<ClaimKind.OPINION: 'opinion'>, <ClaimKind.FACT: 'fact'>)
        >>> claim_kind("The glacier is bound to vanish."), claim_kind("The road will open on May 3.")
        (<ClaimKind.PREDICTION: 'prediction'>, <ClaimKind.FACT: 'fact'>)
    """
    if len(text) > _MOST_CHARACTERS or _TRIGGERS.isdisjoint(_LETTERS.findall(text.lower())):
        return ClaimKind.FACT
    cover = masked(text.replace("’", "'"))
    if COVER * _LONG_QUOTATION in cover or _ATTRIBUTED.search(cover) or _is_attributed(words_of(cover)):
        return ClaimKind.FACT
    if any(pattern.search(cover) for pattern in _OPINIONS):
        return ClaimKind.OPINION
    if any(_is_main(cover, pattern.search(cover)) for pattern in _PREDICTIONS):
        return ClaimKind.PREDICTION
    return ClaimKind.FACT


def _is_main(text: str, match: re.Match[str] | None) -> bool:
    """Tell whether a match is there, and in the main clause: a forecast in a relative clause is said by the way."""
    return match is not None and _BY_THE_WAY.search(text[: match.start()]) is None


def _is_attributed(words: list[Word]) -> bool:
    """Tell whether a verb of saying or thinking stands in a sentence; words that are nouns too count as finite verbs."""
    return any(
        word.lower in SAYING and (word.lower not in _NOUNS_TOO or finite(words, at) is not Finite.NO)
        for at, word in enumerate(words)
    )
