"""Lines up the words of a claim with those of a passage: words with offsets and light stems, and their edits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from factcheck.datatypes import Span
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

# Base form, then its irregular forms.
_IRREGULAR_VERBS = """
rise rose risen | fall fell fallen | win won | lose lost | grow grew grown | shrink shrank shrunk | go went gone
come came | take took taken | give gave given | get got gotten | make made | say said | tell told | think thought
know knew known | see saw seen | find found | leave left | hold held | keep kept | begin began begun | bring brought
buy bought | sell sold | send sent | spend spent | build built | pay paid | meet met | lead led | fight fought
strike struck | shoot shot | sink sank sunk | swim swam swum | run ran | sit sat | stand stood | speak spoke spoken
break broke broken | choose chose chosen | steal stole stolen | write wrote written | draw drew drawn
throw threw thrown | fly flew flown | drive drove driven | ride rode ridden | withdraw withdrew withdrawn
overthrow overthrew overthrown | swear swore sworn | bear bore borne | seek sought | teach taught | catch caught
mean meant | feel felt | hear heard | deal dealt | sleep slept | become became | overcome overcame | show showed shown
lie lain | lay laid | wear wore worn | tear tore torn | freeze froze frozen | forget forgot forgotten | eat ate eaten
flee fled | feed fed | forbid forbade forbidden | arise arose arisen | awake awoke awoken | bind bound | hang hung
hide hid hidden | sing sang sung | ring rang rung | drink drank drunk | spring sprang sprung
undertake undertook undertaken | understand understood | overtake overtook overtaken | foresee foresaw foreseen
rebuild rebuilt | lend lent | bend bent | burn burnt | learn learnt | shake shook shaken | die died dying
agree agreed agreeing | disagree disagreed | free freed freeing
person people | man men | woman women | child children | life lives | foot feet | use used using | sue sued suing
owe owed owing | tie tied tying | vie vied vying | good better best | bad worse worst
"""


STOP_WORDS = listed(
    """
    a an the this that these those it its he him his she her hers they them their theirs we us our ours i me my
    you your who whom whose which what when where why how of in on at by for from to into onto upon with within
    over under about against between among through during since as than so if then there here and or but nor yet
    while although though because until unless whether is are was were be been being am do does did done doing
    have has had having will would shall should can could may might must not no never also too very just only
    even still already again some any each every all both either neither one such same other another more most
    less least much many up down out off own per via ago now said say says
    """
)
AUXILIARIES = listed(
    """
    is are was were be been being am do does did have has had will would shall to a an the any ever yet
    """
)

_ABBREVIATIONS = listed(
    """
    mr mrs ms dr st gen col lt sgt gov sen rep rev prof jan feb mar apr jun jul aug sept sep oct nov dec vs inc
    co corp ltd
    """
)
_WORD = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)*)(?:['\u2019]s\b)?",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:.!?(),\"“”«»—\u2013…]|\s-+\s")
_SENTENCE_END = re.compile(r"[.!?…]")
_QUOTE_MARK = re.compile(r"[\"“”«»]")
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}


class Token(NamedTuple):
    """One word: characters `[start, end)` of its text, and what the checks need to know of it.

    `norm` is lower case, `stem` a light stem (equal for the forms of one word), `clause` and `sentence` count from 0,
    `quoted` tells whether it stands between quotation marks, `content` whether it carries meaning, `possessive`
    whether "'s" follows, which is not part of the span.
    """

    text: str
    norm: str
    stem: str
    start: int
    end: int
    clause: int
    sentence: int
    quoted: bool
    content: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[:1].isupper()


class Edit(NamedTuple):
    """Words `[c1, c2)` of the claim against words `[p1, p2)` of the premise's sentence; `same` when they are equal."""

    same: bool
    c1: int
    c2: int
    p1: int
    p2: int


def _irregular_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in _IRREGULAR_VERBS.strip().replace("\n", "|").split("|"):
        base, *others = verb.split()
        forms.update(dict.fromkeys(others, base))
    return forms


IRREGULAR_FORMS = _irregular_forms()
# Ending, what stands in its place, and the least length of a word that loses it.
_ENDINGS = (
    ("sses", "ss", 5), ("ies", "y", 5), ("ied", "y", 5), ("ches", "ch", 5), ("shes", "sh", 5), ("xes", "x", 4),
    ("ing", "", 6), ("ed", "", 5), ("s", "", 4),
)  # fmt: skip
_SHORT = 3
_LONG = 6


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Reduce a lower-case word to a light stem, equal for the regular and the common irregular forms of a word.

    >>> stem("rose") == stem("rising") == stem("rises")
    True
    """
    base = IRREGULAR_FORMS.get(word, word)
    for ending, instead, at_least in _ENDINGS:
        if len(base) >= at_least and base.endswith(ending) and not (ending == "s" and base[-2] in "sui"):
            base = base[: len(base) - len(ending)] + instead
            break
    if len(base) > _LONG and base.endswith("ly"):
        base = base[:-2]
    if len(base) > _SHORT and base.endswith("e"):
        base = base[:-1]
    if len(base) > _SHORT and base[-1] == base[-2] and base[-1] not in "aeiou":
        base = base[:-1]
    if len(base) > _LONG and base.endswith("is"):
        base = base[:-1] + "z"
    return base[:-3] + "or" if len(base) >= _LONG and base.endswith("our") else base


def stems(words: str) -> frozenset[str]:
    """Collect the stems of the words of a list written as one string."""
    return frozenset(map(stem, words.split()))


def _pieces(match: re.Match[str]) -> list[tuple[str, str, int, int]]:
    """Split a contracted negation in two; give (text, norm, start, end) of each word."""
    text, start, end = match["word"], match.start("word"), match.end("word")
    norm = text.lower().replace("\u2019", "'")
    if norm == "cannot" or (norm.endswith("n't") and len(norm) > len("n't")):
        head, cut = norm[:-3], end - 3
        return [(text[:-3], _CONTRACTED.get(head, head), start, cut), (text[-3:], "not", cut, end)]
    return [(text, norm.replace(".", "") if norm[-1] == "." else norm, start, end)]


@lru_cache(maxsize=REMEMBERED_TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words, in order; white space between words changes nothing but the offsets.

    >>> [(token.norm, token.start) for token in tokens("It wouldn't go.")]
    [('it', 0), ('would', 3), ('not', 8), ('go', 12)]
    """
    found: list[Token] = []
    clause = sentence = marks = last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        if found and _BREAK.search(gap):
            clause += 1
            stops = _SENTENCE_END.search(gap) is not None and found[-1].norm not in _ABBREVIATIONS
            sentence += 1 if stops and match["word"][0].isupper() else 0
        marks += len(_QUOTE_MARK.findall(gap))
        for piece, norm, start, end in _pieces(match):
            flags = (marks % 2 == 1, norm not in STOP_WORDS, match.end() > end == match.end("word"))
            found.append(Token(piece, norm, stem(norm), start, end, clause, sentence, *flags))
        last = match.end()
    return tuple(found)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def content_stems(text: str) -> frozenset[str]:
    """Collect the stems of the words that carry meaning."""
    return frozenset(token.stem for token in tokens(text) if token.content)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def sentences(text: str) -> tuple[tuple[Token, ...], ...]:
    """Group the words of a text by sentence, in order."""
    groups: dict[int, list[Token]] = {}
    for token in tokens(text):
        groups.setdefault(token.sentence, []).append(token)
    return tuple(tuple(group) for group in groups.values())


@lru_cache(maxsize=REMEMBERED_TEXTS)
def closest_sentence(claim: str, premise: str) -> tuple[Token, ...]:
    """Give the words of the premise's sentence that shares most content words with the claim; () when it has none."""
    wanted = content_stems(claim)
    return max(sentences(premise), key=lambda words: len(wanted & {word.stem for word in words}), default=())


@lru_cache(maxsize=REMEMBERED_TEXTS)
def coverage(claim: str, premise: str) -> float:
    """Give the share of the claim's content words that stand in the premise's closest sentence, [0, 1]."""
    wanted = content_stems(claim)
    return len(wanted & {word.stem for word in closest_sentence(claim, premise)}) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=REMEMBERED_TEXTS)
def edits(claim: str, premise: str) -> tuple[Edit, ...]:
    """Line up the claim's words with those of the premise's closest sentence, by stem, in order."""
    ours = [word.stem for word in tokens(claim)]
    theirs = [word.stem for word in closest_sentence(claim, premise)]
    merged: list[Edit] = []
    for code in Indel.opcodes(ours, theirs):
        c1, c2, p1, p2 = code.src_start, code.src_end, code.dest_start, code.dest_end
        same = code.tag == "equal"
        if merged and not same and not merged[-1].same:
            merged[-1] = Edit(same=False, c1=merged[-1].c1, c2=c2, p1=merged[-1].p1, p2=p2)
        else:
            merged.append(Edit(same, c1, c2, p1, p2))
    return tuple(merged)


def around(words: Sequence[Token], at: int, *, width: int) -> frozenset[str]:
    """Collect the content stems within `width` words of position `at`, without the word there."""
    low = max(0, at - width)
    near = (*words[low:at], *words[at + 1 : at + 1 + width])
    return frozenset(word.stem for word in near if word.content)


def shared_context(ours: Sequence[Token], i: int, theirs: Sequence[Token], j: int, *, width: int) -> tuple[int, float]:
    """Compare what stands around two words: the number of content stems shared, and their share of the first text's.

    The first text's neighbours are looked for within twice the width in the second, since texts differ in length.
    """
    mine = around(ours, i, width=width)
    shared = mine & around(theirs, j, width=2 * width)
    return len(shared), len(shared) / len(mine) if mine else 0.0


def span(text: str, first: Token, last: Token) -> Span:
    """Give the span from the first character of one word to the last character of another."""
    return Span(first.start, last.end, text[first.start : last.end])
