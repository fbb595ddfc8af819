"""How often each source is drawn: the weights, why, and the draw itself (groups whole, seeds fixed)."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factcheck.training.readers import TrainingPair

WEIGHTS: Mapping[str, float] = {
    # General inference: breadth; captions (snli) are easy and far from news, so few of them.
    "mnli.train": 0.6,
    "lingnli.train": 0.25,
    "snli.train": 0.08,
    "wanli.train": 0.9,
    "rte.train": 0.5,
    "control.train": 0.0,
    # Facts against an encyclopedia or a study: closest to checking a claim.
    "fever_sr.train": 0.8,
    "fever_mined_neutral": 0.3,
    "fm2.dev": 1.0,
    "healthver.dev": 0.5,
    "covidfact.train": 0.15,
    "wice_claim_oracle.dev": 0.5,
    # Minimal edits of encyclopedia sentences, conjunctions, counterfactuals, negation.
    "semiauto_base_wiki.train": 0.3,
    "semiauto_sim_wiki.train": 0.2,
    "semiauto_translate_wiki.train": 0.2,
    "conjnli.train_adv": 0.2,
    "cad_nli.train": 0.25,
    "disco_cf.train": 0.7,
    "monli.train": 0.2,
    "scone.train": 0.3,
    "mpe.train": 0.1,
    # Synthetic fragments: a little of each, they are quickly learned.
    "curr_negation.train": 0.2,
    "curr_counting.train": 0.3,
    "curr_comparative.train": 0.3,
    "curr_quantifier.train": 0.2,
    "curr_boolean.train": 0.1,
    "curr_conditional.train": 0.1,
    "curr_monotonicity_infer.train": 0.05,
    "curr_lexical.train": 0.05,
    "curr_kg_relations.train": 0.02,
    # Claims against documents, as pairs of the nearest sentences and the claim.
    "defacto": 1.0,
    "factcg_cg2c_doc": 0.7,
    "fib": 0.15,
    "fib_synth": 0.6,
    "fnc1": 0.1,
    "summhay_news": 0.05,
    "falke_pairs": 1.5,
    "fever": 0.3,
    "fm2": 0.0,
    "climate_fever_pair": 0.12,
    "climate_fever": 0.25,
    "healthver": 0.3,
    "covidfact": 0.15,
    "scifact_rationale": 0.6,
    "check_covid": 0.6,
    "begin_v2_wow": 0.15,
    "begin_v2_tc": 0.6,
    "begin_v2_cmu": 0.6,
    "begin_v1": 0.15,
    "wice_nst": 0.5,
    "wice_claim": 0.7,
    "politihop": 0.4,
    "vitaminc_sample": 1.5,
    # The project's own: what the product is for.
    "desk": 1.0,
    "contrasts": 1.0,
    "edits": 0.2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """One pass over the mixture: groups in random order, each a tuple of pairs that stay together."""

    groups: tuple[tuple[TrainingPair, ...], ...]

    @property
    def n_pairs(self) -> int:
        """Count the pairs."""
        return sum(len(group) for group in self.groups)


def draw_epoch(pairs: Sequence[TrainingPair], *, seed: int, weights: Mapping[str, float] = WEIGHTS) -> Epoch:
    """Draw an epoch: a weight of 0.3 takes each group with probability 0.3, 2.0 takes it twice (not in one batch)."""
    rng = random.Random(seed)
    drawn: list[tuple[TrainingPair, ...]] = []
    for group in group_pairs(pairs):
        weight = weights.get(group[0].source, 1.0)
        copies = int(weight) + (rng.random() < weight - int(weight))
        drawn.extend([group] * copies)
    rng.shuffle(drawn)
    return Epoch(groups=tuple(drawn))


def group_pairs(pairs: Iterable[TrainingPair]) -> list[tuple[TrainingPair, ...]]:
    """Gather the pairs of each group, in order of first appearance."""
    groups: dict[str, list[TrainingPair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    return [tuple(group) for group in groups.values()]
