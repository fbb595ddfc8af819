"""Inflected forms of English verbs and nouns, by table and rule."""

# ruff: noqa: E501 - tables and patterns stand in long rows
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from functools import cache

IRREGULAR = """
arise arose arisen; be was been; bear bore borne; beat beat beaten; become became become; begin began begun;
bid bid bid; bind bound bound; blow blew blown; break broke broken; bring brought brought; build built built;
buy bought bought; cast cast cast; catch caught caught; choose chose chosen; come came come; cost cost cost;
cut cut cut; deal dealt dealt; do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten;
fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; fly flew flown;
forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; get got got; give gave given; go went gone;
grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit; hold held held;
hurt hurt hurt; keep kept kept; know knew known; lay laid laid; lead led led; leave left left; lend lent lent; let let let;
lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant; meet met met; overtake overtook overtaken;
pay paid paid; put put put; quit quit quit; read read read; ride rode ridden; rise rose risen; run ran run; say said said;
see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; shed shed shed; shoot shot shot;
show showed shown; shrink shrank shrunk; shut shut shut; sign signed signed; sink sank sunk; sit sat sat; speak spoke spoken;
spend spent spent; split split split; spread spread spread; stand stood stood; steal stole stolen; strike struck struck;
swear swore sworn; swim swam swum; take took taken; teach taught taught; tell told told; think thought thought;
throw threw thrown; undergo underwent undergone; understand understood understood; uphold upheld upheld; wear wore worn;
win won won; withdraw withdrew withdrawn; withhold withheld withheld; write wrote written; forgo forwent forgone;
overthrow overthrew overthrown; withstand withstood withstood; offset offset offset; oversee oversaw overseen
"""
DOUBLED = frozenset(
    "dub admit ban bar beg chat clap control commit compel cram drop equip grab halt hop jam knit mar nod occur omit permit plan"
    " prefer propel rebut refer regret rob rub scrap ship shop slam slip spur stab star step stir stop strap strip submit swap"
    " tap top transfer trap trim wrap slap slot dip net pin plug scan skip span dim expel deter cancel signal".split()
)
SINGLE = frozenset({"halt"})


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (row.split() for row in IRREGULAR.replace("\n", " ").split(";") if row.strip())
    return {base: (past, participle) for base, past, participle in rows}


@cache
def bases() -> dict[str, str]:
    """Map the past tense of each irregular verb to its base where the past is no other form of it."""
    return {past: base for base, (past, participle) in _irregular().items() if past not in (base, participle)}


@cache
def participles() -> frozenset[str]:
    """Give the past participles of the irregular verbs."""
    return frozenset(participle for _, participle in _irregular().values())


def _head(verb: str) -> tuple[str, str]:
    first, space, rest = verb.partition(" ")
    return first, space + rest


def past(verb: str) -> str:
    """Give the past tense; only the first word of a phrasal verb is inflected.

    >>> past("rise"), past("deny"), past("plan"), past("point out")
    ('rose', 'denied', 'planned', 'pointed out')
    """
    first, rest = _head(verb)
    return (_irregular()[first][0] if first in _irregular() else _regular_past(first)) + rest


def participle(verb: str) -> str:
    """Give the past participle.

    >>> participle("rise"), participle("accept")
    ('risen', 'accepted')
    """
    first, rest = _head(verb)
    return (_irregular()[first][1] if first in _irregular() else _regular_past(first)) + rest


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return verb[:-1] + "ied"
    if verb in DOUBLED and verb not in SINGLE:
        return verb + verb[-1] + "ed"
    return verb + "ed"


def gerund(verb: str) -> str:
    """Give the -ing form.

    >>> gerund("rise"), gerund("cut"), gerund("see"), gerund("lie")
    ('rising', 'cutting', 'seeing', 'lying')
    """
    first, rest = _head(verb)
    if first.endswith("ie"):
        return first[:-2] + "ying" + rest
    if first.endswith("e") and not first.endswith(("ee", "oe", "ye")) and first != "be":
        return first[:-1] + "ing" + rest
    if (first in DOUBLED and first not in SINGLE) or first in {
        "cut",
        "put",
        "set",
        "run",
        "win",
        "get",
        "hit",
        "let",
        "begin",
    }:
        return first + first[-1] + "ing" + rest
    return first + "ing" + rest


def third(verb: str) -> str:
    """Give the third person singular of the present.

    >>> third("deny"), third("pass"), third("have"), third("go")
    ('denies', 'passes', 'has', 'goes')
    """
    first, rest = _head(verb)
    if first in {"have", "be"}:
        return {"have": "has", "be": "is"}[first] + rest
    if first.endswith(("s", "x", "z", "ch", "sh")) or first in {"go", "do", "undergo", "forgo"}:
        return first + "es" + rest
    if first.endswith("y") and first[-2:-1] not in set("aeiou"):
        return first[:-1] + "ies" + rest
    return first + "s" + rest


def plural(noun: str) -> str:
    """Give the plural of a noun; only the last word of a phrase is inflected, before "of" the word before it.

    >>> plural("inquiry"), plural("chief"), plural("head of state"), plural("company")
    ('inquiries', 'chiefs', 'heads of state', 'companies')
    """
    head, of, rest = noun.partition(" of ")
    if of:
        return plural(head) + of + rest
    if noun.endswith(("man", "woman")) and noun != "human":
        return noun[:-2] + "en"
    if noun.endswith("quarters"):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"
