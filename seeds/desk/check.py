"""Check the form of desk sets: python check.py SET.json ..."""  # noqa: INP001 - a script beside the sets, not a module of a package

import json
import sys
from collections import Counter
from pathlib import Path

WANTED = {"supported": 5, "contradicted": 5, "unverifiable": 5}


def claim_faults(claim: dict, n_sentences: int) -> list[str]:
    """List what is wrong with one claim of a report of `n_sentences` sentences; [] when nothing is."""
    faults = []
    if claim["register"] not in {"clean", "spun"}:
        faults.append(f"register {claim['register']!r}, must be clean or spun")
    if any(not 0 <= number < n_sentences for number in claim["evidence"]):
        faults.append(f"evidence {claim['evidence']!r} outside the {n_sentences} sentences")
    if claim["label"] != "unverifiable" and not claim["evidence"]:
        faults.append("no evidence")
    n_words = len(claim["claim"].split())
    if not 4 <= n_words <= 45:  # noqa: PLR2004 - the guide's range, with a little room
        faults.append(f"{n_words} words, must be 4 to 45")
    return [f"{fault}: {claim['claim']!r}" for fault in faults]


def set_faults(desk_set: dict) -> list[str]:
    """List what is wrong with one desk set; [] when nothing is."""
    report, claims = desk_set["reference"], desk_set["claims"]
    n_sentences = len(report["sentences"])
    faults = [f"report without {key}" for key in ("title", "source", "date") if not report.get(key)]
    if not 10 <= n_sentences <= 16:  # noqa: PLR2004 - the guide's range
        faults.append(f"{n_sentences} sentences, must be 10 to 16")
    labels = Counter(claim["label"] for claim in claims)
    if labels != WANTED:
        faults.append(f"labels {dict(labels)}, must be {WANTED}")
    return faults + [fault for claim in claims for fault in claim_faults(claim, n_sentences)]


def main(paths: list[str]) -> int:
    """Print the faults of each file; give 1 when there is any, else 0."""
    lines = []
    for path in paths:
        desk_set = json.loads(Path(path).read_text(encoding="utf-8"))
        lines += [f"{path}: {fault}" for fault in set_faults(desk_set)]
    sys.stdout.write("\n".join([*lines, f"{len(paths)} files, {len(lines)} faults"]) + "\n")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
