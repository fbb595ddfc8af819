"""Negations added and dropped."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from factcheck.training.edits.antonym_table import VERBS
from factcheck.training.edits.forms import FIRST, Form, Site, swap
from factcheck.training.edits.inflect import bases, participles, past, third

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from factcheck.training.edits.view import View

MORE_VERBS = """
say tell announce report sign send visit call order ask offer plan expect want hope vote move work help continue decide remain reach
produce publish issue file launch complete receive pay play kill injure damage destroy face cause describe discuss consider estimate
predict propose raise rule seek suffer threaten warn urge add agree appear apply argue arrive believe carry change charge claim
collect compete consult declare deliver demand develop disclose double earn elect employ establish examine explain express force form
happen hit identify impose indicate inform insist inspect install interview introduce invest investigate invite launch live manage
mention name need notify obtain occur operate organise pass perform pledge prepare present promise protest provide pursue question
recall record refer register remark repeat replace request require resign resume retain retire return review serve settle share
speak stay stress suggest surrender suspect suspend sue talk test travel treat try turn use vow walk watch
""".split()
SUBJECTS = frozenset(
    "it he she they we who which company government bank minister ministry spokesman spokeswoman court police officials president group"
    " firm committee council union team party airline agency board state report study army judge jury leader chairman commission analysts"
    " economists industry market workers lawmakers senators residents witnesses authorities prices shares exports imports profits sales"
    " parliament house senate senator mayor governor researchers scientists doctors officers troops fund authority club coach country"
    " nation also later then traders dealers producers ministers shareholders employees farmers".split()
)
STOP_BEFORE = frozenset(
    "to of by for with from in on at be been being was were is are has have had a an the not its their his her".split()
)
DENIALS = re.compile(
    r"\b(?P<aux>is|are|was|were|has|have|had|will|would|could|can|should|must|may|might|does|do|did|ca|wo)(?P<neg> not|not|n['’]t)(?P<sp> )(?P<verb>[a-z]+)"
)
AUXILIARY = re.compile(
    r"(?<![\w-])(?P<aux>is|are|was|were|has|have|had|will|would|could|can|should)(?= (?!not\b|n't|no\b|never\b|any\b|yet\b|to\b|that\b|only\b|more\b)(?P<next>[a-z]+))"
)
FIXED = [
    ("no longer", "still"), ("failed to", "managed to"), ("refused to", "agreed to"), ("declined to", "agreed to"),
    ("unable to", "able to"), ("denied that", "confirmed that"), ("has never", "has often"), ("have never", "have often"),
    ("had never", "had often"), ("without", "with"), ("found no", "found"), ("there is no", "there is"), ("there was no", "there was"),
    ("there were no", "there were"), ("had no", "had"), ("has no", "has"), ("have no", "have"), ("gave no", "gave"),
    ("made no", "made"), ("ruled out", "announced"), ("never", "always"), ("not yet", "already"), ("neither", "both"),
    ("with no", "with some"), ("in no", "in a"), ("saw no", "saw a"), ("under no", "under some"), ("not only", "only"),
    ("nobody", "everybody"), ("no one", "everyone"), ("cannot", "can"), ("would not", "would"), ("will not", "will"),
    ("agreed to", "refused to"), ("vowed to", "refused to"), ("promised to", "refused to"), ("managed to", "failed to"),
    ("still", "no longer"), ("reject any", "accept a"), ("denies that", "confirms that"), ("offered to", "refused to"),
]  # fmt: skip
FIXED_SITES = re.compile(
    r"(?<![\w-])(" + "|".join(sorted({re.escape(a) for a, _ in FIXED}, key=len, reverse=True)) + r")(?![\w-])"
)
SKIPPED = frozenset({"not only", "neither", "in no", "under no", "would not", "will not"})
PLAIN: dict[str, Callable[[str], str]] = {"did": past, "does": third, "do": str}
CONTRACTED = {"ca": "can", "wo": "will"}
RESTRICTIVE = frozenset("that which who if whether when while because although as than what".split())
UNSURE = re.compile(
    r"\b(?:if|unless|whether|not|never|nor|neither|no|until|would have|could have|should have)\b|n['’]t"
)


@cache
def _pasts() -> dict[str, str]:
    """Map past tenses to bases, for verbs of the tables."""
    found = {past(base): base for row in VERBS.split() for base in row.split("/") if "_" not in base}
    found.update({past(base): base for base in MORE_VERBS})
    found.update(bases())
    return {
        form: base
        for form, base in found.items()
        if form not in {"read", "set", "cut", "put", "hit", "shut", "was", "had", "did"} and form != base
    }


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find verbs to deny and denials to drop."""
    for match in DENIALS.finditer(view.text):
        yield from _drop(view, match)
    for match in FIXED_SITES.finditer(view.text):
        other = rng.choice([b for a, b in FIXED if a == match[1]])
        if (
            match[1] in SKIPPED
            or not view.once(match[1])
            or (match[1] == "still" and not _is_before(view, match.start()))
        ):
            continue
        yield swap(match.start(), match.end(), match[1], other, "negation word")
    for match in AUXILIARY.finditer(view.text):
        if _clear(view, match.start()) and _finite(view, match) and not view.bounded(match.start()):
            aux = match["aux"]
            forms = [Form(aux, FIRST, "negation"), Form(f"{aux} not", 2, "negation added")]
            yield Site(start=match.start(), end=match.end(), forms=tuple(forms))
    yield from _past_tense(view)


def _is_before(view: View, start: int) -> bool:
    return view.before(start) in {"is", "are", "was", "were"}


def _clear(view: View, start: int) -> bool:
    edge = max(view.low.rfind(mark, 0, start) for mark in (", ", "; ", " but "))
    stop = min(
        (at for at in (view.low.find(mark, start) for mark in (", ", "; ", " but ")) if at >= 0), default=len(view.low)
    )
    return not UNSURE.search(view.low, max(edge, 0), stop) and not view.denied(start)


def _finite(view: View, match: re.Match[str]) -> bool:
    aux, follows = match["aux"], match["next"]
    before = view.before(match.start())
    if not before or before.rstrip(",") in {"there", "what", "than", "as", "and", "or", "so", "only", "all", "how"}:
        return False
    if aux in {"has", "have", "had"}:
        return follows in participles() or (follows.endswith("ed") and follows != "need") or follows == "been"
    if aux in {"will", "would", "could", "can", "should"}:
        return (
            follows.isalpha()
            and not follows.endswith("ly")
            and follows not in {"also", "have", "then", "now", "soon", "still"}
        )
    return (
        follows.endswith(("ing", "ed"))
        or follows in participles()
        or follows in {"in", "a", "the", "expected", "likely", "part", "due", "on", "at"}
    )


def _drop(view: View, match: re.Match[str]) -> Iterator[Site]:
    aux, verb = CONTRACTED.get(match["aux"], match["aux"]), match["verb"]
    if verb in {"only", "yet", "necessarily", "just", "even", "be", "so", "to", "any"} and not (
        verb == "be" and aux not in {"did", "do", "does"}
    ):
        return
    tail = view.low[match.end() : match.end() + 40]
    if re.search(r"\b(?:any|either|yet|anyone|anything|but|until|at all|much)\b", tail):
        return
    new = f"{aux} {verb}"
    if aux in {"did", "does", "do"}:
        if verb.endswith("ly") or (verb in {"have", "want"} and aux == "do"):
            return
        new = PLAIN[aux](verb)
    yield swap(match.start(), match.end(), match.group(), new, "negation dropped")


def _past_tense(view: View) -> Iterator[Site]:
    pasts = _pasts()
    for number, word in enumerate(view.words):
        base = pasts.get(word.low)
        if base is None or word.text != word.low or not number:
            continue
        before, gap = view.words[number - 1], view.text[view.words[number - 1].end : word.start]
        subject = before.low in SUBJECTS or (before.text[0].isupper() and before.low not in STOP_BEFORE and number > 1)
        if gap != " " or not subject or not _clear(view, word.start) or view.bounded(word.start):
            continue
        if view.words[max(number - 2, 0)].low in {"were", "was", "been", "by", "be", "being", "of"} or view.after(
            word.end
        ) in {"by", "in", ""}:
            continue
        forms = (Form(word.text, FIRST, "negation"), Form(f"did not {base}", 2, "negation added"))
        yield Site(start=word.start, end=word.end, forms=forms)
