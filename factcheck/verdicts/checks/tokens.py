"""Cuts a text into tokens with exact offsets, and words into stems, for the deterministic checks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.plain import REMEMBERED_TEXTS
from factcheck.word_lists import listed

_ABBREVIATIONS = (
    "Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|St|No|Nos|vs|approx|est"
)
_GROUP = r"(?:,|[\u0020\u00a0\u202f\u2009](?=\d{3}(?!\d)))"  # between the thousands of a number
_TOKEN = re.compile(
    rf"""
      (?P<clock>\d{{1,2}}(?::\d{{2}})+(?:\.\d+)?(?![\d:]))
    | (?P<number>(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d+)?|\d+,\d{{1,2}}|\d+(?:\.\d+)?)(?!\d))
    | (?P<currency>(?:US|CA|AU|NZ|HK|NT|EC|MX|C|A|S|R)?\$|[€£¥₹₩₪₽₺₴₦₱฿₫₵₡])
    | (?P<word>(?:[^\W\d_]\.){{2,}}|(?:{_ABBREVIATIONS})\.(?=\s*[\d\w])|[^\W\d_]+\d\w*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*)
    | (?P<mark>--+|\.\.\.|(?<!~)~(?=\d)|[^\w\s*_`~])
    """,
    re.VERBOSE,
)

_IRREGULAR_TABLE = """
be: am is are was were been being / have: has had having / do: does did done / say: said / rise: rose risen
fall: fell fallen / grow: grew grown / win: won / lose: lost loss / pay: paid / take: took taken / make: made
hold: held / lead: led / meet: met / build: built / sell: sold sale / buy: bought / leave: left
begin: began begun / run: ran / give: gave given / come: came / go: went gone / find: found / keep: kept
send: sent / spend: spent / stand: stood / strike: struck stricken / shoot: shot / drive: drove driven
flee: fled / see: saw seen / seek: sought / bring: brought / catch: caught / teach: taught
write: wrote written / speak: spoke spoken / break: broke broken / choose: chose chosen / fly: flew flown
draw: drew drawn / throw: threw thrown / tell: told / steal: stole stolen / sink: sank sunk / swim: swam swum
feed: fed / person: people persons individual individuals resident residents
person: inhabitant inhabitants occupant occupants / man: men / woman: women / child: children kid kids
foot: feet / life: lives / wife: wives / knife: knives / half: halves / die: died dying dead death
tie: tied tying / lie: lying / wound: wounded injured injure hurt injury / aircraft: plane
km: kilometre kilometer kilometres kilometers / percent: pct
"""
_IRREGULAR = {
    form: base.strip()
    for line in _IRREGULAR_TABLE.strip().split("\n")
    for entry in line.split(" / ")
    for base, forms in [entry.split(":")]
    for form in forms.split()
}

FUNCTION_WORDS = listed(
    """
    a an the this that these those it its he his him she her hers they them their theirs we us our i my you your
    who whom whose which what when where why how and or but nor so yet if than then as at by for from in into of
    off on onto out over per since through to toward towards under until till up upon via with within without
    about above across after against along among around before behind below beneath beside besides between
    beyond despite down during near not no both each every either neither all any some such other another more
    most less least fewer few many much also only just even still already again too very there here now be have
    do can could may might must shall should will would while whereas because although though however said say
    told tell according one's s own same some only roughly nearly almost approximately exactly least early late
    mid ago earlier later further yet compared compare versus against including include least alone altogether
    once amid
    """
)


class Token(NamedTuple):
    """A word, number or mark: characters `[start, end)` of the text.

    `kind` is "word", "number", "clock", "currency" or "mark"; `lower` is the text in lower case with straight
    apostrophes; `stem` is what words of one family share; `glued` says that no space stands before it.
    """

    text: str
    lower: str
    stem: str
    kind: str
    start: int
    end: int
    glued: bool


def is_content(token: Token) -> bool:
    """Tell whether a token carries meaning of its own: a number, or a word that is no function word."""
    if token.kind == "word":
        return token.lower not in FUNCTION_WORDS and token.stem not in FUNCTION_WORDS
    return token.kind in {"number", "clock"}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Reduce a word in lower case to what its forms share.

    >>> stem("released") == stem("releases") == stem("releasing")
    True
    >>> stem("rose") == stem("rising"), stem("hospitals")
    (True, 'hospital')
    """
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith(("ies", "ied")):  # noqa: PLR2004 - "ties" and "lied" keep their stems
        return word[:-3] + "y"
    for suffix, least in (("sses", 6), ("ees", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if len(word) >= least and word.endswith(suffix) and not word.endswith(("ss", "us", "is", "eed")):
            word = word[: -len(suffix)] + {"sses": "ss", "ees": "ee"}.get(suffix, "")
            if suffix in {"ing", "ed"} and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":  # noqa: PLR2004
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word  # noqa: PLR2004 - "the", "one" stay


def stems(words: str) -> frozenset[str]:
    """Collect the stems of a list of words written as one string."""
    return frozenset(stem(word) for word in words.split())


@lru_cache(maxsize=REMEMBERED_TEXTS)
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens in reading order; Markdown marks `* _ ~` and backticks are no tokens; () for "".

    >>> [token.text for token in tokenize("a **$3.2bn** loss")]
    ['a', '$', '3.2', 'bn', 'loss']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        lower = match[0].lower().replace("\u2019", "'").rstrip(".") if match.lastgroup == "word" else match[0].lower()
        between = text[tokens[-1].end : match.start()] if tokens else " "
        kind = str(match.lastgroup)
        tokens.append(
            Token(
                text=match[0],
                lower=lower,
                stem=stem(lower) if kind == "word" else lower,
                kind=kind,
                start=match.start(),
                end=match.end(),
                glued=not between.strip("*_`~"),
            )
        )
    return tuple(tokens)
