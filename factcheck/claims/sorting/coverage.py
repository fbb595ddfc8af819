"""Sentences in which a page speaks of its own coverage: welcome, what follows, that is all, more soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.rules import Rules, rule

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_PAGE: Final = r"(?:live ?blog|live page|blog|live coverage|live updates?|coverage|live feed)"

_RULES: Final = Rules(
    rule(
        "a greeting to readers",
        r"(?:good (?:morning|afternoon|evening)|hello|hi)\b.{0,40}\b(?:welcome|everyone|all)\b",
    ),
    rule("a greeting to readers", rf"welcome (?:back )?to (?:our|the|today's|this) (?:[\w'-]+ ){{0,4}}{_PAGE}\b"),
    rule("a farewell to readers", r"that(?:'s| is| will be|'ll be) (?:all|it) (?:from|for)\b.{0,40}", whole=True),
    rule("a farewell to readers", r"(?:thanks|thank you)(?: all| everyone)? for (?:joining|following|being)\b"),
    rule(
        "a word about the coverage",
        rf"(?:this|our|the) {_PAGE} (?:is|has|will)(?: now| be| been)* (?:clos|end|paus|finish)\w+",
    ),
    rule(
        "a word about the coverage",
        r"we(?:'ll| will| are|'re)(?: be)? (?:bring|keep|post|updat)\w* (?:you|all|more|the latest|this|updates)\b",
    ),
    rule(
        "a word about the coverage",
        r"(?:more (?:details |updates )?(?:to follow|soon|to come|follows?))",
        whole=True,
    ),
    rule("a word about the coverage", r"(?:this is )?a? ?(?:breaking|developing)(?: news)? story\b.{0,80}", whole=True),
    rule(
        "a line about what follows",
        r"here(?:'s| is| are) (?:what|how|where|why|who|our|some"
        r"|the latest|a (?:quick )?(?:summary|recap|look|reminder)|the"
        r" (?:key|main|top|full)|(?:three|four|five|six|seven|ten) (?:things|takeaways|points))\b"
        r"[^.:!?]{0,80}[.:]?$",
    ),
)


def coverage(sentence: PlacedSentence) -> str | None:
    """Say in one phrase how a sentence speaks of the coverage itself; None when it does not."""
    return _RULES.first_match(sentence)
