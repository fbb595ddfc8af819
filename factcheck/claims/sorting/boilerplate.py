"""Sentences a page or agency puts around every story: credits, subscriptions, rights, notices, advertisements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.names import is_names
from factcheck.claims.sorting.rules import Rules, rule

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_WORK: Final = (
    r"(?:(?:additional|further|extra|more|other|with) )*(?:report|reporting|reports|reported|reportage|coverage|written"
    r"|writing|edit|edited|editing|edition|editor|compiled|compiling|compilation|translated|translating|translation"
    r"|produced|production|graphics|research|researched|story|text|words)"
)
# Synonym spinners turn "by" into "through".
_CREDIT: Final = re.compile(rf"{_WORK} (?:by|through|via|thru)(?: way of)? (?P<names>.+)", re.IGNORECASE)
_STORY: Final = r"(?:story|article|report|piece|tale|post|page|version|copy|item|column|dispatch|news item)"
_CHANGED: Final = (
    r"(?:updated|up ?to ?dated?|amended|corrected|revised|modified|republished|syndicated|refreshed|actuali[sz]ed"
    r"|rectified)"
)
_WEB_ADDRESS: Final = (
    r"(?:https?://\S+|www\.\S+|\S+@[\w-]+\.[\w.-]+|[@#]\w+"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|gov|edu|io|ly|tv)(?:/\S*)?)"
)

_RULES: Final = Rules(
    rule("a credit line", rf"[(\[] ?{_WORK} (?:by|through|via|thru)\b", reported=True),
    rule("a credit line", r"[(\[] ?(?:reporting|writing|editing) (?:in|from)\b", reported=True),
    rule(
        "a credit line",
        r".{0,120}\bcontributed (?:reporting )?to this (?:report|story|article)\b",
        reported=True,
        holds="contributed",
    ),
    rule(
        "an invitation to subscribe",
        r"(?:please |kindly )?(?:subscribe|unsubscribe|sign up|sign in|log in|register|enrol+|enlist)"
        r"(?:[\s.!:]*$| (?:to|for|now|today|here|free|below|with us|via)\b| and (?:get|receive|stay)\b)",
    ),
    rule(
        "an invitation to subscribe",
        r"(?:please |kindly )?(?:sign|join|check|enter|get|receive|opt|pick|try|register|want|never miss"
        r"|don't miss|stay)\b.{0,80}\b(?:e-?newsletters?|(?:your|our) (?:in-?box|e-?mail|mailing list|bulletin)"
        r"|daily briefing|breaking news alerts)\b",
    ),
    rule("an invitation to subscribe", r"(?:already a|become a|not a) (?:subscriber|member)\b"),
    rule(
        "an invitation to subscribe",
        r"support (?:our|independent|quality|local) journalism\b|make a donation|donate now",
    ),
    rule("an agency's notice", r"(?:our standards|the thomson reuters trust principles)\b"),
    rule(
        "a notice of rights",
        r"(?:.{0,200}\b)?all rights (?:are )?reserved\b(?! (?:by|for|to|in)\b)",
        reported=True,
        holds="all rights",
    ),
    rule("a notice of rights", r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))", reported=True),
    rule(
        "a notice of rights",
        r"(?:this (?:material|content|article|story)|no part of this|the contents? of this (?:page|site))\b.{0,40}"
        r"\b(?:published|reproduced|redistributed|rewritten|broadcast|copied)\b",
    ),
    rule(
        "a notice of rights",
        r"(?:the )?(?:views|opinions)(?: and opinions)? expressed (?:here|in this|are|by the author)\b",
    ),
    rule(
        "a notice about cookies or privacy",
        r"(?:we|this (?:web ?)?site|our (?:web ?)?site|our partners|by (?:continuing|using|clicking|signing|subscribing"
        r"|submitting|browsing))\b.{0,200}\b(?:cookies?|privacy (?:policy|notice)|terms of (?:use|service)"
        r"|terms and conditions)\b",
    ),
    rule("a notice about cookies or privacy", r"(?:accept|reject|manage|allow|see)(?: all| our)? cookies?\b"),
    rule(
        "a note about the story", rf"(?:this|the following) {_STORY} (?:was|has been|is|will be)(?: \w+)? {_CHANGED}\b"
    ),
    rule(
        "a note about the story",
        rf"this {_STORY} (?:was|has been) (?:first|originally|initially) (?:published|posted)\b",
    ),
    rule(
        "a note about the story",
        rf"this {_STORY} (?:is part of|was produced (?:by|with)|was generated|originally appeared)\b",
    ),
    rule("a note about the story", r"(?:file|filed|posted) under\b.{0,80}", whole=True, alone=True),
    rule(
        "an advertisement",
        r"(?:advertisements?|advertising|adverts?|sponsored(?: content| by .{1,40})?|promoted)",
        whole=True,
    ),
    rule("an advertisement", r"(?:paid (?:post|content)|partner content)", whole=True),
    rule("a link or address", rf"{_WEB_ADDRESS}(?: {_WEB_ADDRESS})*", whole=True),
    rule("a mark at the end", r"[-(\[]* ?(?:ends?|30|more follows|more to come)[-)\] ]*", whole=True, alone=True),
    rule(
        "a word of thanks to readers",
        r"thanks?(?: you)? for (?:reading|watching|visiting|subscribing|signing up|your support)\b",
    ),
    rule("a reading time", r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?", whole=True, alone=True),
    rule("a counter", r"\d[\d,.]*k? (?:comments?|shares?|likes?|views?|retweets?|reads?)", whole=True, alone=True),
    rule(
        "a menu entry",
        r"(?:home|menu|search|sitemap|about us|contact us|help|faq|my account|back to top|next|previous|top stories"
        r"|most (?:read|popular|viewed)|privacy policy|cookie policy|terms of (?:use|service)|terms and conditions"
        r"|advertise with us|newsletters?"
        r"|trending(?: now)?|latest news|loading|close|share|reuters|afp|ap)",
        whole=True,
        alone=True,
    ),
)
_PROVIDED: Final = re.compile(
    r"(?:post|posted|powered|provided|hosted|brought to you|sponsored) by (?P<names>.+)", re.IGNORECASE
)


def boilerplate(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a sentence is boilerplate; None when it is not."""
    for why, pattern in (("a credit line", _CREDIT), ("a provider's name", _PROVIDED)):
        match = pattern.fullmatch(sentence.words)
        if match and is_names(match["names"]):
            return why
    return _RULES.first_match(sentence)
