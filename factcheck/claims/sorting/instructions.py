"""Sentences that tell the reader what to do on the page: read more, click, follow, share, comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.rules import Rules, rule

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_NETWORK: Final = (
    r"(?:twitter|x|facebook|instagram|linkedin|youtube|telegram|whatsapp|tiktok|threads|mastodon|bluesky|reddit|pinterest"
    r"|e-?mail)"
)

_RULES: Final = Rules(
    rule("a link to click", r"(?:please |just )?(?:click|tap|swipe)(?: here| below| on| through| to| the)\b"),
    rule(
        "a link to another story",
        r"(?:also |see |related )?(?:read|see) (?:more|also|next|the full|full|it here|our)\b",
    ),
    rule("a link to another story", r"(?:also read|see also|more (?:on|from) this)\b"),
    rule(
        "a link to another story",
        r"more (?:on|from|about|stories|news|information|details|coverage)\b[^.!?]{0,60}$",
        alone=True,
    ),
    rule(
        "a link to another story",
        r"(?:more|related(?: (?:stories|articles?|news|content|coverage|links?|topics|reading|video))?|read"
        r"|watch(?: (?:now|live|video|the video))?|listen(?: now)?|videos?|gallery|photos|in pictures|don't miss"
        r"|you (?:may|might)(?: also)? like|recommended(?: (?:reading|for you|stories))?|most read|editor'?s'? picks?"
        r"|tags?|topics?|keywords?|sources?)(?: ?[:|»>]| -$|$)",
    ),
    rule(
        "a request to go on reading",
        r"(?:(?:story|article) continues? (?:below|after)|continue reading|scroll (?:down|to)|skip to)\b",
    ),
    rule(
        "a request to follow",
        r"(?:please )?(?:follow|like|find|visit|contact|join|reach|e-?mail|message) (?:us|@\w+)\b(?!,)",
    ),
    rule(
        "a request to follow", rf"(?:please )?(?:follow|like|find|join|connect with) [\w@ .'-]{{1,60}} on {_NETWORK}\b"
    ),
    rule("a request to share", rf"(?:please )?share (?:this|(?:on|via|to) {_NETWORK})\b"),
    rule(
        "a request to share",
        rf"(?:tweet|retweet|share|e-?mail|print|save|pin|copy)(?: this)?"
        rf"(?: (?:story|article|page|post|link|on {_NETWORK}))?",
        whole=True,
        alone=True,
    ),
    rule(
        "a request for comments",
        r"(?:leave|post|add|write) (?:a|your) (?:comment|reply|review)\b|view comments|comments? (?:are )?closed",
    ),
    rule(
        "a request for comments", r"(?:have your say|join the (?:conversation|discussion|debate)|let us know|tell us)\b"
    ),
    rule(
        "a request for comments",
        r"(?:have|got|do you have) (?:a|any) (?:story|tips?|questions?|news|corrections?|photos?)\b.{0,120}\?",
    ),
    rule(
        "a request for comments",
        r"(?:send|submit|e-?mail) (?:us|your (?:tips?|news|photos?|letters?|comments?)|(?:news )?tips)\b",
    ),
    rule(
        "an instruction to readers",
        r"(?:please |just )?(?:check|visit|call|ring|phone|contact|dial|text|see|find|book|go|head|send|use|fill|enter"
        r"|scan|remember|make sure|be sure|keep)(?: up| in| out| back| to| on)*"
        r" (?:your|our|us|the|that|you|here|below)\b"
        r"(?=.{0,100}\b(?:your|our|us|here|below|hotline|helpline|website|web page|form|link)\b).*",
        whole=True,
    ),
    rule(
        "an instruction to readers",
        r"(?:for (?:more|further|full|the latest) (?:advice|details|help|information|news|on|about)\b.{0,60}"
        r"|if you (?:have|are|were|need|want|live|would|know|see)\b.{0,120}), (?:please )?"
        r"(?:visit|call|ring|see|go to|contact|click|e-?mail|text|get in touch|let us know|send)\b",
    ),
    rule(
        "an instruction to readers",
        r"(?:please )?(?:stay (?:with us|tuned|here)|check back|keep (?:checking|following|refreshing)"
        r"|watch this space)\b",
    ),
    rule("an offer of a program", r"(?:download|get|install|try) (?:our|the)\b.{0,40}\bapp\b"),
    rule(
        "a request about the browser",
        r"(?:please )?(?:enable|turn on) (?:javascript|cookies)\b|your browser does not support\b",
    ),
)


def instruction(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a sentence is an instruction to the reader; None when it is not."""
    return _RULES.first_match(sentence)
