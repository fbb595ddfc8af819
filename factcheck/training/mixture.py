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
    "mnli.train": 1.5,
    "lingnli.train": 0.7,
    "snli.train": 0.25,
    "wanli.train": 1.5,
    "rte.train": 1.0,
    "control.train": 0.3,
    # Facts against an encyclopedia or a study: closest to checking a claim.
    "fever_sr.train": 1.5,
    "fever_mined_neutral": 0.7,
    "fm2.dev": 2.0,
    "healthver.dev": 1.0,
    "covidfact.train": 0.5,
    "wice_claim_oracle.dev": 1.5,
    # Minimal edits of encyclopedia sentences, conjunctions, counterfactuals, negation.
    "semiauto_base_wiki.train": 0.7,
    "semiauto_sim_wiki.train": 0.7,
    "semiauto_translate_wiki.train": 0.7,
    "conjnli.train_adv": 0.7,
    "cad_nli.train": 0.6,
    "disco_cf.train": 1.0,
    "monli.train": 0.5,
    "scone.train": 0.7,
    "mpe.train": 0.3,
    # Synthetic fragments: a little of each, they are quickly learned.
    "curr_negation.train": 0.7,
    "curr_counting.train": 0.7,
    "curr_comparative.train": 0.7,
    "curr_quantifier.train": 0.5,
    "curr_boolean.train": 0.3,
    "curr_conditional.train": 0.3,
    "curr_monotonicity_infer.train": 0.3,
    "curr_lexical.train": 0.3,
    "curr_kg_relations.train": 0.1,
    # Claims against documents, as pairs of the nearest sentences and the claim.
    "defacto": 2.0,
    "factcg_cg2c_doc": 1.0,
    "fib": 0.4,
    "fib_synth": 1.0,
    "fnc1": 0.25,
    "summhay_news": 0.1,
    "falke_pairs": 2.0,
    "fever": 0.7,
    "fm2": 0.0,
    "climate_fever_pair": 0.3,
    "climate_fever": 0.4,
    "healthver": 0.8,
    "covidfact": 0.3,
    "scifact_rationale": 1.0,
    "check_covid": 1.0,
    "begin_v2_wow": 0.4,
    "begin_v2_tc": 0.7,
    "begin_v2_cmu": 0.7,
    "begin_v1": 0.4,
    "wice_nst": 1.0,
    "wice_claim": 1.0,
    "politihop": 0.7,
    "vitaminc_sample": 2.0,
    # The project's own: what the product is for.
    "desk": 2.0,
    "edits": 1.0,
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
