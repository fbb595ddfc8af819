"""Check the form of the flips of one desk set: python checkflips.py SET.json FLIPS.json."""  # noqa: INP001 - a script beside the sets, not a module of a package

import json
import sys
from collections import Counter
from pathlib import Path

WANTED = {
    ("supported", "contradicted"): 5,
    ("supported", "unverifiable"): 5,
    ("contradicted", "supported"): 5,
    ("unverifiable", "supported"): 3,
    ("unverifiable", "contradicted"): 2,
}


def flip_faults(flip: dict, sentences: list[str]) -> list[str]:
    """List what is wrong with one flip of a report's sentences; [] when nothing is."""
    edits = [(flip["sentence"], flip["text"]), *flip.get("also", [])]
    faults = []
    for number, text in edits:
        if not 0 <= number < len(sentences) or text.strip() == sentences[number].strip():
            faults.append(f"sentence {number} does not exist or is not changed")
        elif not 4 <= len(text.split()) <= 60:  # noqa: PLR2004 - the guide's range, with a little room
            faults.append(f"{len(text.split())} words, must be 4 to 60")
    return [f"claim {flip['claim']} to {flip['label']}: {fault}" for fault in faults]


def main(paths: list[str]) -> int:
    """Print the faults of the flips; give 1 when there is any, 2 when the arguments are wrong, else 0."""
    if len(paths) != 2:  # noqa: PLR2004 - a set and its flips
        sys.stderr.write("give one set and its flips: checkflips.py SET.json FLIPS.json\n")
        return 2
    desk_set, flips = (json.loads(Path(path).read_text(encoding="utf-8")) for path in paths)
    turns = Counter((desk_set["claims"][flip["claim"]]["label"], flip["label"]) for flip in flips)
    faults = [] if turns == WANTED else [f"turns {dict(turns)}, must be {WANTED}"]
    faults += [fault for flip in flips for fault in flip_faults(flip, desk_set["reference"]["sentences"])]
    sys.stdout.write("\n".join([*faults, f"{paths[1]}: {len(flips)} flips, {len(faults)} faults"]) + "\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
