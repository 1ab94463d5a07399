#!/usr/bin/env python3
"""Compares the trees and parameters of configurations drawn at random with transformers' models.

    python3 Scripts/parity/architectures.py [--count 50] [--seed 1] TOOL [FAMILY …]

needs transformers==5.23.0 and torch. TOOL is the built ArchitectureParity (`swift build --product ArchitectureParity`). For
each family, configurations are drawn that change every field its tree hangs on; each is compared as it was drawn and, where
transformers takes it, once more as transformers saves it. Then the same configurations are spoilt, one field at a time: what
transformers refuses must be refused, and nothing else. Every difference is printed, the last line counts them, and the exit
code is 1 when there is any.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))

from architecture_cases import FAMILIES, Reference, spoil
from transformers import AutoConfig

def ours(tool, paths):
    """The tool's answers: the first line's words, and the tree."""
    run = subprocess.run([tool], input="".join(f"{path}\n" for path in paths), capture_output=True, text=True)
    if run.returncode: raise SystemExit(f"{tool}: exit {run.returncode}: {run.stderr[-2000:]}")
    answers = [answer.split("\n", 1) for answer in run.stdout.split("\n\n")[:-1]]
    if len(answers) != len(paths): raise SystemExit(f"{len(answers)} answers to {len(paths)} configurations")
    return [(first.split(" "), rest[0] if rest else "") for first, *rest in answers]


def difference(answer, reference):
    """What differs, or None."""
    words, tree = answer
    if reference.error is not None:
        return None if words[0] == "error" else f"transformers refuses: {reference.error[:300]}"
    if words[0] == "error": return f"refused: {' '.join(words)[:300]}"
    if tree != reference.text:
        mine, theirs = tree.split("\n"), reference.text.split("\n")
        line = next((n for n, pair in enumerate(zip(mine, theirs)) if pair[0] != pair[1]), min(len(mine), len(theirs)))
        return f"line {line + 1}: {mine[line:line + 1]} where transformers has {theirs[line:line + 1]}"
    counts = [int(word) for word in words[1:] if word]
    if counts != [reference.total, *reference.children]:
        return f"parameters {counts} where transformers has {[reference.total, *reference.children]}"
    return None


def write(folder, name, config):
    path = pathlib.Path(folder) / name / "config.json"
    path.parent.mkdir()
    path.write_text(json.dumps(config))
    return path


def compare(tool, family, count, seed):
    draw = random.Random(f"{family} {seed}")
    drawn = [FAMILIES[family](draw) for _ in range(count)]
    spoilt = [spoil(draw, config) for config in drawn]
    differences = built = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [write(folder, f"drawn-{n}", config) for n, config in enumerate(drawn)]
        paths += [write(folder, f"spoilt-{n}", config) for n, config in enumerate(spoilt)]
        references = [Reference(path) for path in paths]
        for n in range(count):
            if references[n].error: continue
            saved = pathlib.Path(folder) / f"saved-{n}"
            AutoConfig.from_pretrained(paths[n]).save_pretrained(saved)
            paths.append(saved / "config.json")
            references.append(Reference(paths[-1]))
        for path, answer, reference in zip(paths, ours(tool, paths), references):
            built += reference.error is None
            refused += reference.error is not None
            if problem := difference(answer, reference):
                differences += 1
                print(f"DIFFERENCE {family} {path.parent.name}: {problem}\n  {json.dumps(json.loads(path.read_text()))[:600]}")
    print(f"{family}: {len(paths)} configurations, {built} built, {refused} refused, {differences} differ", flush=True)
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("families", nargs="*")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    families = arguments.families or list(FAMILIES)
    differences = sum(compare(arguments.tool, family, arguments.count, arguments.seed) for family in families)
    print(f"{len(families)} families, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
