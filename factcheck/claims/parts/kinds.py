"""Tells opinions and predictions of an article itself from facts; what is put in anyone's mouth is a fact: a saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

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


class _Sign(NamedTuple):
    """A pattern, and small words of which every match holds one: a quick look before the slower search."""

    holds: frozenset[str]
    pattern: re.Pattern[str]


def _sign(holds: frozenset[str], pattern: str) -> _Sign:
    return _Sign(holds, re.compile(pattern, re.IGNORECASE))


def _long(pattern: str) -> frozenset[str]:
    """Give the words of a pattern that are longer than "the"."""
    return frozenset(re.findall(r"[a-z]{4,}", pattern))


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
_OPINIONS: Final = (
    _sign(_long(_PRAISE), rf"\b{_BE}(?: not)? {_DEGREE}{_PRAISE}\b"),
    _sign(_long(_PRAISE), rf"\b{_BE} {_DEGREE}(?:a|an|the) {_DEGREE}(?:\w+ )?{_PRAISE} \w+"),
    _sign(_long(_VERDICT), rf"\b{_BE} {_DEGREE}(?:a|an|the) {_DEGREE}(?:\w+ )?{_VERDICT}\b"),
    _sign(_long(_ALAS), rf"(?:^|, ){_ALAS},"),
    _sign(
        listed("should"),
        r"\bshould (?:never |at least |long |now |also |simply )*have (?!been\b)[a-z]+(?:ed|en|ne|d|t)\b"
        r"|\b(?:government|council|minister|president|mayor|company|club|board|he|she|they|we) should"
        r" (?:resign|go|quit|be ashamed|apologi[sz]e)\b",
    ),
    _sign(
        listed("deserve deserved deserves"),
        r"\bdeserve[sd]? (?:better|more|nothing|praise|credit|blame)\b",
    ),
    _sign(listed("nothing high"), r"\bnothing (?:is|could be|was) (?:more|worse|better)\b|\bit is high time\b"),
    _sign(listed("hope hard"), r"\bone can only hope\b|\bit is hard not to\b"),
)
_LIKELY: Final = r"(?:almost |increasingly |highly |very |quite |more |most |less |now |also )*"
_PREDICTIONS: Final = (
    _sign(
        listed("certainly probably surely undoubtedly inevitably doubtless doubt eventually sooner likely again"),
        r"\b(?:will|would|'ll|won't) (?:not )?(?:almost |most |very )*(?:certainly|probably|surely|undoubtedly"
        r"|inevitably|doubtless|no doubt|eventually have to|sooner or later|likely|never again)\b",
    ),
    _sign(
        listed("surely undoubtedly inevitably certainly doubt likely likelihood"),
        r"\b(?:surely|undoubtedly|inevitably|almost certainly|no doubt|most likely|in all likelihood),? [^.]{0,60}"
        r"\bwill\b",
    ),
    _sign(
        listed("bound certain sure likely unlikely destined doomed"),
        rf"\b(?:is|are) {_LIKELY}(?:bound|certain|sure|likely|unlikely|destined|doomed) to\b",
    ),
    _sign(
        listed("set certain sure bound likely destined unlikely doomed"),
        r"\b(?:looks?|seems?|appears?) (?:set|certain|sure|bound|likely|destined|unlikely|doomed) to\b",
    ),
    _sign(listed("unlikely inevitable"), rf"\b(?:is|are|looks?|seems?) {_LIKELY}(?:unlikely|inevitable)\b"),
    _sign(listed("well"), r"\b(?:may|might|could) well\b(?! have)"),
    _sign(listed("one long end"), r"\bwill (?:one day|in the long run|in the end|before long)\b"),
)
_TELLING: Final = frozenset[str]().union(*(sign.holds for sign in (*_OPINIONS, *_PREDICTIONS)))
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
    if len(text) > _MOST_CHARACTERS:
        return ClaimKind.FACT
    held = _TELLING.intersection(plain_words(text))  # most sentences hold none
    if not held:
        return ClaimKind.FACT
    shown = masked(text.replace("’", "'"))
    kind = _judged(shown, held)
    if kind is ClaimKind.FACT or COVER * _LONG_QUOTATION in shown or _ATTRIBUTED.search(shown):
        return ClaimKind.FACT
    return ClaimKind.FACT if _is_attributed(words_of(shown)) else kind


def _judged(shown: str, held: frozenset[str]) -> ClaimKind:
    """Say what a sentence states by its own words, given the telling ones among them."""
    if any(sign.pattern.search(shown) for sign in _OPINIONS if not sign.holds.isdisjoint(held)):
        return ClaimKind.OPINION
    if any(_is_main(shown, sign.pattern.search(shown)) for sign in _PREDICTIONS if not sign.holds.isdisjoint(held)):
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
