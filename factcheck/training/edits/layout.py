"""Chooses which sites of a sentence play a part, and which readings stand where."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.training.edits import (
    additions,
    antonyms,
    dates,
    details,
    exchange,
    modality,
    numbers,
    polarity,
    roles,
    scope,
    spin,
)
from factcheck.training.edits import names as name_sites
from factcheck.training.edits.forms import ANY, LABELS, Form, Label, Site, apply, disjoint
from factcheck.training.edits.view import NEGATED, View

if TYPE_CHECKING:
    import datetime as dt
    import random
    from collections.abc import Iterable, Sequence

    from factcheck.training.edits.names import NamePool

N_FACTS = 5
SPUN_SHARE = (0.2, 0.6)
RARE = {
    "role": 6.0, "figures exchanged": 1.5, "negation dropped": 5.0, "negation added": 0.5, "negation": 0.5, "cause": 3.0, "order": 2.0, "quantifier": 3.0, "modality": 3.0,
    "tense": 2.0, "unit": 2.0, "antonym verb": 3.0, "antonym noun": 2.0, "antonym adjective": 1.6, "comparison": 1.8, "attribution": 2.0,
    **{f"{kind} dropped": 4.0 for kind in ("time", "place", "figure", "circumstance", "clause", "purpose", "manner", "relative clause",
       "apposition", "age", "trailing clause", "bracket", "agent", "second clause", "adjective")}, "name made vague": 3.0,
    "relative time": 2.0, "detail added": 0.25, "passive": 2.0, "abbreviation": 0.5, "negation word": 2.0, "person": 1.5, "unnamed source named": 1.5,
}  # fmt: skip
LOOSE_KINDS = frozenset(
    {
        "detail added",
        *(
            f"{kind} dropped"
            for kind in (
                "relative clause",
                "apposition",
                "age",
                "trailing clause",
                "bracket",
                "attribution",
                "second clause",
            )
        ),
    }
)
Reading = tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sentence, the fact sites in play (they do not overlap) and the words that have an odd synonym."""

    view: View
    facts: tuple[Site, ...]
    spun: tuple[Site, ...]

    def write(self, reading: Sequence[Form], synonyms: Iterable[Site] = ()) -> str:
        """Write the sentence with one form a fact site and the odd synonyms given."""
        patches = [(site.start, site.end, form.text) for site, form in zip(self.facts, reading, strict=True)]
        patches += [(site.start, site.end, site.forms[1].text) for site in synonyms]
        return apply(self.view.text, patches)

    def original(self) -> Reading:
        """Give the reading the sentence has."""
        return tuple(site.forms[0] for site in self.facts)

    def deciding(self, premise: Reading, hypothesis: Reading) -> tuple[Label, str] | None:
        """Give the label of a pair of readings and the kind that decides it; None when it is not clear."""
        if not self._fair(premise, hypothesis):
            return None
        found: dict[Label, str] = {}
        for site, p, h in zip(self.facts, premise, hypothesis, strict=True):
            relation = site.relation(p, h)
            if relation is None:
                return None
            if relation == "contradiction":
                kind = (p if p is not site.forms[0] else h).kind
            elif relation == "neutral":
                kind = p.kind if p.worlds == ANY or p.worlds & ~h.worlds else h.kind
            else:
                kind = h.kind if p is not h else ""
            found[relation] = "+".join(filter(None, [found.get(relation, ""), kind]))
        for label in ("contradiction", "neutral", "entailment"):
            if label in found:
                return label, found[label]
        return "entailment", ""

    def _fair(self, premise: Reading, hypothesis: Reading) -> bool:
        """Tell whether the other facts stand still when a chosen form brings in a negation: they would lie in its scope."""
        facts = [row for row in zip(self.facts, premise, hypothesis, strict=True) if row[0].kind not in LOOSE_KINDS]
        moved = denying = moved_denial = 0
        for site, p, h in facts:
            denial = bool(NEGATED.search(p.text) or NEGATED.search(h.text))
            moved += p.worlds != h.worlds
            denying += denial and (p is not site.forms[0] or h is not site.forms[0])
            moved_denial += denial and p.worlds != h.worlds
        return not denying or moved == min(moved_denial, 1)


def lay_out(
    sentence: str, rng: random.Random, names: NamePool, others: Sequence[str], published: dt.date | None
) -> Layout:
    """Find the sites of a sentence and choose a few that do not overlap; kinds that are rare are preferred."""
    view = View(sentence)
    flips: list[Site] = [
        *numbers.sites(view, rng),
        *dates.sites(view, rng, published),
        *name_sites.sites(view, rng, names, others),
        *roles.sites(view),
        *exchange.sites(view),
        *antonyms.sites(view, rng),
        *polarity.sites(view, rng),
        *modality.sites(view, rng),
        *scope.sites(view, rng),
    ]
    dropped = [_nested(site, flips, rng) for site in details.sites(view)]
    added = list(additions.sites(view, rng, names))
    added = [rng.choice(added)] if added else []
    ranked = sorted(
        (*flips, *dropped, *added), key=lambda site: rng.random() ** (1 / RARE.get(site.kind, 1.0)), reverse=True
    )
    facts = _one_denial(disjoint(ranked))[:N_FACTS]
    spun = [site for site in disjoint([*facts, *spin.sites(view, rng)]) if site.kind == "spun"]
    return Layout(view=view, facts=tuple(facts), spun=tuple(spun))


def _one_denial(sites: Sequence[Site]) -> list[Site]:
    """Keep only the first site that can bring in a negation: two would meet in one sentence."""
    kept: list[Site] = []
    denied = False
    for site in sites:
        denies = site.kind != "detail added" and any(NEGATED.search(form.text) for form in site.forms[1:])
        if not (denies and denied):
            kept.append(site)
        denied = denied or denies
    return kept


def _nested(site: Site, flips: Sequence[Site], rng: random.Random) -> Site:
    """Let a detail also be kept in a changed version, with a flip that lies inside it."""
    inside = [flip for flip in flips if site.start <= flip.start and flip.end <= site.end]
    if not inside:
        return site
    flip = rng.choice(inside)
    head, tail = site.forms[0].text[: flip.start - site.start], site.forms[0].text[flip.end - site.start :]
    kept, gone = site.forms
    if flip.one_way:
        return site
    forms = tuple(
        Form(head + form.text + tail, form.worlds, form.kind, form.hypothesis_only)
        for form in flip.forms[1:]
        if form.worlds != ANY and not form.worlds & ~15
    )
    return Site(start=site.start, end=site.end, forms=(kept._replace(worlds=flip.forms[0].worlds), gone, *forms))


def premises_for(layout: Layout, hypothesis: Reading, label: Label, rng: random.Random) -> Reading | None:
    """Choose readings of the sites so that the premise has the label for the hypothesis; None when there is no way."""
    options = [
        {
            wanted: [f for f in site.forms if not f.hypothesis_only and site.relation(f, h) == wanted]
            for wanted in LABELS
        }
        for site, h in zip(layout.facts, hypothesis, strict=True)
    ]
    reading = [_calm(site, found["entailment"], rng) for site, found in zip(layout.facts, options, strict=True)]
    if any(form is None for form in reading):
        return None
    if label != "entailment":
        deciding = [n for n, found in enumerate(options) if found[label]]
        if not deciding:
            return None
        weights = [RARE.get(layout.facts[n].kind, 1.0) for n in deciding]
        at = rng.choices(deciding, weights)[0]
        reading[at] = rng.choice(options[at][label])
    return tuple(form for form in reading if form is not None)


def _calm(site: Site, forms: Sequence[Form], rng: random.Random) -> Form | None:
    """Prefer the sentence's own form among those that keep the label."""
    if not forms:
        return None
    return site.forms[0] if site.forms[0] in forms and rng.random() < 0.85 else rng.choice(forms)  # noqa: PLR2004


def hypothesis_for(layout: Layout, premise: Reading, label: Label, rng: random.Random) -> Reading | None:
    """Choose readings of the sites so that the hypothesis has the label against the premise; None when there is no way."""
    options = [
        {wanted: [f for f in site.forms if site.relation(p, f) == wanted] for wanted in LABELS}
        for site, p in zip(layout.facts, premise, strict=True)
    ]
    reading = [_varied(p, found["entailment"], rng) for p, found in zip(premise, options, strict=True)]
    if label != "entailment":
        deciding = [n for n, found in enumerate(options) if found[label]]
        if not deciding:
            return None
        at = rng.choices(deciding, [RARE.get(layout.facts[n].kind, 1.0) for n in deciding])[0]
        reading[at] = rng.choice(options[at][label])
    return tuple(reading)


def _varied(own: Form, forms: Sequence[Form], rng: random.Random) -> Form:
    return rng.choice(forms) if forms and rng.random() < 0.5 else own  # noqa: PLR2004 - share of rewordings


def some_spun(layout: Layout, rng: random.Random, *, share: float) -> tuple[Site, ...]:
    """Choose words to spin: none, or 20 to 60 percent of those that can be, in `share` of the calls."""
    if not layout.spun or rng.random() >= share:
        return ()
    part = rng.uniform(*SPUN_SHARE)
    return tuple(site for site in layout.spun if rng.random() < part)


def respun(sentence: str, rng: random.Random, *, share: float) -> str:
    """Spin a whole sentence as `some_spun` would, in `share` of the calls."""
    sites = tuple(disjoint(list(spin.sites(View(sentence), rng))))
    chosen = some_spun(Layout(view=View(sentence), facts=(), spun=sites), rng, share=share)
    return apply(sentence, [(site.start, site.end, site.forms[1].text) for site in chosen])
