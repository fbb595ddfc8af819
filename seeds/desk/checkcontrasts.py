"""Check the form of contrasts: python checkcontrasts.py FILE.jsonl ..."""  # noqa: INP001 - a script beside the sets, not a module of a package

import json
import sys
from collections import Counter
from pathlib import Path

LABELS = ("supported", "contradicted", "unverifiable")
SIDES = ("report", "edited")
TYPES = (
    *("negation", "number", "date", "entity", "role", "location", "antonym", "quote", "cause", "comparison"),
    *("modality", "scope", "order", "tense", "paraphrase", "multi", "inference", "part", "passive", "speech"),
    *("addition", "motive", "reaction", "background", "other"),
)
SIGNS = {
    "negation": (" not ", " no ", " never ", "n't ", " none ", " without ", " denied "),
    "only or all": (" only ", " all ", " every "),
    "hedge": (" about ", " may ", " might ", " could ", " alleged", " nearly ", " almost "),
    "number": tuple("0123456789"),
}


def claim_faults(claim: dict, sentences: set[str]) -> list[str]:
    """List what is wrong with one claim; `sentences` are those of the excerpt and of its edit."""
    faults = [f"label {claim[side]!r}" for side in SIDES if claim[side] not in LABELS]
    if claim["type"] not in TYPES:
        faults.append(f"type {claim['type']!r}")
    if claim["register"] not in {"clean", "spun"}:
        faults.append(f"register {claim['register']!r}, must be clean or spun")
    n_words = len(claim["claim"].split())
    if not 5 <= n_words <= 38:  # noqa: PLR2004 - the guide's range, with a little room
        faults.append(f"{n_words} words, must be 5 to 38")
    if claim["claim"].strip() in sentences:
        faults.append("copies a sentence of the excerpt")
    return [f"{fault}: {claim['claim']!r}" for fault in faults]


def contrast_faults(contrast: dict) -> list[str]:
    """List what is wrong with one contrast; [] when nothing is."""
    report, edit, claims = contrast["report"], contrast["edit"], contrast["claims"]
    faults = []
    n_words = sum(len(sentence.split()) for sentence in report)
    if not (2 <= len(report) <= 7 and 40 <= n_words <= 160):  # noqa: PLR2004 - the guide's range, with a little room
        faults.append(f"{len(report)} sentences of {n_words} words, must be 2 to 7 of 45 to 150")
    if not 0 <= edit["sentence"] < len(report):
        faults.append(f"edits sentence {edit['sentence']}, which is not there")
    elif edit["text"].strip() == report[edit["sentence"]].strip():
        faults.append("the edit changes nothing")
    if len(claims) != 4:  # noqa: PLR2004 - four a contrast, says the guide
        faults.append(f"{len(claims)} claims, must be 4")
    labels = Counter(claim[side] for claim in claims for side in SIDES)
    if min(labels[label] for label in LABELS) < 2:  # noqa: PLR2004 - the guide's least
        faults.append(f"labels {dict(labels)}, each must stand twice")
    if sum(claim["report"] != claim["edited"] for claim in claims) < 2:  # noqa: PLR2004 - the guide's least
        faults.append("fewer than two claims change their label")
    sentences = {sentence.strip() for sentence in (*report, edit["text"])}
    return faults + [fault for claim in claims for fault in claim_faults(claim, sentences)]


def counts(claims: list[dict]) -> list[str]:
    """Tell how labels change, and which signs of a claim lean to a label."""
    changes = Counter(f"{claim['report']} -> {claim['edited']}" for claim in claims)
    lines = [f"changes {dict(changes.most_common())}"]
    for name, words in SIGNS.items():
        signed = [claim for claim in claims if any(word in f" {claim['claim'].lower()} " for word in words)]
        lines.append(f"claims with {name}: {dict(Counter(claim[side] for claim in signed for side in SIDES))}")
    return lines


def main(paths: list[str]) -> int:
    """Print the faults of each file and what the claims look like; give 1 when there is any fault, else 0."""
    lines, seen, claims = [], set(), []
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            contrast = json.loads(line)
            faults = contrast_faults(contrast)
            if contrast["id"] in seen:
                faults.append(f"id {contrast['id']!r} stands twice")
            seen.add(contrast["id"])
            claims += contrast["claims"]
            lines += [f"{path}:{number}: {fault}" for fault in faults]
    summary = f"{len(seen)} contrasts, {len(lines)} faults"
    sys.stdout.write("\n".join([*lines, *counts(claims), summary]) + "\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
