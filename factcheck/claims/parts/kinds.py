"""Tells opinions and predictions of an article itself from facts; what is put in anyone's mouth is a fact: a saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.masking import COVER, masked
from factcheck.claims.parts.scope import SAYING
from factcheck.claims.parts.verbs import Finite, finite
from factcheck.claims.parts.words import plain_words, words_of
from factcheck.datatypes import ClaimKind
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.parts.words import Word

_MOST_CHARACTERS: Final = 1200
_LONG_QUOTATION: Final = 25  # characters in quotation marks from which the judgement may be the quoted one's


def _any(words: str) -> str:
    """Make a pattern of words, or phrases joined by "_"."""
    return f"(?:{'|'.join(words.split()).replace('_', ' ')})"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_PRAISE: Final = _any(
    "absurd appalling atrocious awful beautiful brilliant cowardly deplorable despicable disgraceful disgusting dismal"
    " dreadful embarrassing foolish glorious gorgeous hideous horrible idiotic indefensible inexcusable laughable lousy"
    " ludicrous magnificent marvellous mediocre miserable monstrous obscene outrageous pathetic pitiful preposterous"
    " reprehensible ridiculous scandalous shameful shameless shoddy splendid stunning stupid sublime superb terrible"
    " unacceptable unforgivable woeful wonderful wretched"
)
_VERDICT: Final = _any(
    "delight disgrace embarrassment farce fiasco folly insult joke masterclass masterpiece mess missed_opportunity"
    " mockery outrage pity shambles shame slap_in_the_face travesty triumph"
)
_ALAS: Final = _any(
    "astonishingly disgracefully happily mercifully regrettably sadly scandalously shamefully thankfully"
)
_BE: Final = _any(
    "is are was were has_been have_been looks? looked seems? seemed feels? felt remains? remained sounds? sounded"
)
_DEGREE: Final = r"(?:(?:\w+ly|so|too|very|quite|rather|just|such|nothing short of|little short of) )*"
_OPINIONS: Final = _patterns(
    rf"\b{_BE}(?: not)? {_DEGREE}{_PRAISE}\b",
    rf"\b{_BE} {_DEGREE}(?:a|an|the) {_DEGREE}(?:\w+ )?{_PRAISE} \w+",
    rf"\b{_BE} {_DEGREE}(?:a|an|the) {_DEGREE}(?:\w+ )?{_VERDICT}\b",
    rf"(?:^|, ){_ALAS},",
    r"\bshould (?:never |at least |long |now |also |simply )*have (?!been\b)[a-z]+(?:ed|en|ne|d|t)\b",
    r"\b(?:government|council|minister|president|mayor|company|club|board|he|she|they|we) should (?:resign|go|quit"
    r"|be ashamed|apologi[sz]e)\b",
    r"\bdeserve[sd]? (?:better|more|nothing|praise|credit|blame)\b",
    r"\bnothing (?:is|could be|was) (?:more|worse|better)\b|\bit is high time\b",
    r"\bone can only hope\b|\bit is hard not to\b",
)
_LIKELY: Final = r"(?:almost |increasingly |highly |very |quite |more |most |less |now |also )*"
_PREDICTIONS: Final = _patterns(
    r"\b(?:will|would|'ll|won't) (?:not )?(?:almost |most |very )*(?:certainly|probably|surely|undoubtedly|inevitably"
    r"|doubtless|no doubt|eventually have to|sooner or later|likely|never again)\b",
    r"\b(?:surely|undoubtedly|inevitably|almost certainly|no doubt|most likely|in all likelihood),? [^.]{0,60}\bwill\b",
    rf"\b(?:is|are) {_LIKELY}(?:bound|certain|sure|likely|unlikely|destined|doomed) to\b",
    r"\b(?:looks?|seems?|appears?) (?:set|certain|sure|bound|likely|destined|unlikely|doomed) to\b",
    rf"\b(?:is|are|looks?|seems?) {_LIKELY}(?:unlikely|inevitable)\b",
    r"\b(?:may|might|could) well\b(?! have)",
    r"\bwill (?:one day|in the long run|in the end|before long)\b",
)
# Every pattern above holds one of these; most sentences hold none, and searching for all of the patterns takes long.
_TRIGGERS: Final = frozenset(re.findall(r"[a-z]{4,}", f"{_PRAISE} {_VERDICT} {_ALAS}")) | listed(
    "again better bound certain certainly deserve deserved deserves destined doomed doubt doubtless end eventually"
    " hard high hope inevitable inevitably likelihood likely long one probably run set should sooner sure surely"
    " undoubtedly unlikely well worse"
)
_BY_THE_WAY: Final = re.compile(r"\b(?:which|who|that|where|because|although|if|unless)\b", re.IGNORECASE)
_NOUNS_TOO: Final = listed(
    "answer claim claims demand demands doubt doubts estimate estimates fear fears feeling finding forecast"
    " forecasts hearing hope hopes joke jokes judge judges learning meaning mention note notes notice order orders"
    " point points promise promises reason reasons remark remarks replies reply report reports request requests rule"
    " rules ruling show showing shows signal signals state states stress suspect suspects teaching understanding"
    " voice warning wish wishes"
)
_ATTRIBUTED: Final = re.compile(
    r"\baccording to\b|\bin (?:the|his|her|their|its) (?:view|eyes|words|opinion)\b"
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
    if len(text) > _MOST_CHARACTERS or _TRIGGERS.isdisjoint(plain_words(text)):
        return ClaimKind.FACT
    shown = masked(text.replace("’", "'"))
    if COVER * _LONG_QUOTATION in shown or _ATTRIBUTED.search(shown) or _is_attributed(words_of(shown)):
        return ClaimKind.FACT
    if any(pattern.search(shown) for pattern in _OPINIONS):
        return ClaimKind.OPINION
    if any(_is_main(shown, pattern.search(shown)) for pattern in _PREDICTIONS):
        return ClaimKind.PREDICTION
    return ClaimKind.FACT


def _is_main(text: str, match: re.Match[str] | None) -> bool:
    """Tell whether a match is there, and in the main clause: a forecast in a relative clause is said by the way."""
    return match is not None and _BY_THE_WAY.search(text[: match.start()]) is None


def _is_attributed(words: Sequence[Word]) -> bool:
    """Tell whether a sentence holds a verb of saying or thinking; words that are nouns too count as finite verbs."""
    return any(
        word.lower in SAYING and (word.lower not in _NOUNS_TOO or finite(words, at) is not Finite.NO)
        for at, word in enumerate(words)
    )
