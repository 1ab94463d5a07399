#!/usr/bin/env python3
"""Reads exports back with NumPy, safetensors, gensim and json, and files of gensim's with the tool.

    python3 Scripts/parity/export.py EMBEDSCOPE MODEL...

needs gensim==4.4.0, numpy==2.4.6 and safetensors==0.8.0. Every format of every model must give the same floats, to the bit, and the
same ids and spellings; gensim's files of random words and values, read and exported again, must give gensim's. Of words that
gensim's format has no place for, the tool's own reading back is compared. Every difference is printed, the last line counts them.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import safetensors.numpy
from gensim.models import KeyedVectors

FORMATS = ["npy", "npz", "safetensors", "vec", "bin", "csv", "jsonl", "tsv"]


class Checks:
    def __init__(self):
        self.count = self.differences = 0

    def check(self, what, right):
        self.count += 1
        if not right:
            self.differences += 1
            print("differs:", what)


def export(tool, model, path, *options):
    subprocess.run([tool, "export", model, "--to", path, "--quiet", "--json", *options], check=True, stdout=subprocess.DEVNULL)
    return path


def same(a, b):
    """Whether all floats have the same bits; not-a-numbers are one."""
    a, b = np.asarray(a, dtype=np.float32), np.asarray(b, dtype=np.float32)
    return a.shape == b.shape and bool(((a.view(np.uint32) == b.view(np.uint32)) | (np.isnan(a) & np.isnan(b))).all())


def model_checks(checks, tool, model, folder):
    path = {ending: str(folder / f"e.{ending}") for ending in FORMATS}
    for ending in FORMATS:
        export(tool, model, path[ending])
    rows = np.load(path["npy"])
    listed = json.loads(subprocess.run([tool, "vocab", model, "--list", "--json"], check=True, capture_output=True, text=True).stdout)
    raw = {token["id"]: token["raw"] for token in listed["tokens"]}
    with np.load(path["npz"]) as archive:
        checks.check(f"{model}: npz rows", same(archive["rows"], rows))
        checks.check(f"{model}: npz ids", (archive["ids"] == np.arange(len(rows))).all())
        spelled = [str(word).encode("utf-8", "surrogatepass").decode("utf-8", "replace") for word in archive["raw"]]
        plain = [i for i in raw if i < len(rows) and "\ufffd" not in raw[i] and "\0" not in raw[i]]
        checks.check(f"{model}: npz raw", all(spelled[i] == raw[i] for i in plain))
    tensors = safetensors.numpy.load_file(path["safetensors"])
    checks.check(f"{model}: safetensors", same(tensors["embeddings"], rows) and (tensors["ids"] == np.arange(len(rows))).all())
    for ending in ["vec", "bin"]:
        vectors = KeyedVectors.load_word2vec_format(path[ending], binary=ending == "bin")
        first = {}
        for i in range(len(rows)):
            first.setdefault(raw.get(i, f"#{i}"), i)
        words = [w for w in vectors.index_to_key if w in first and "\\" not in w]
        checks.check(f"{model}: gensim {ending} has {len(vectors)} words", len(vectors) == len(first) or len(words) < len(first))
        checks.check(f"{model}: gensim {ending}", same([vectors[w] for w in words], rows[[first[w] for w in words]]))
        checks.check(f"{model}: {ending} read back", same(np.load(export(tool, path[ending], str(folder / "back.npy"))), rows))
        back = json.loads(subprocess.run([tool, "vocab", path[ending], "--list", "--json"], check=True, capture_output=True, text=True).stdout)
        checks.check(f"{model}: words of {ending} read back",
                     all(t["raw"] == raw.get(t["id"], f"#{t['id']}") for t in back["tokens"]))
    lines = [json.loads(line) for line in open(path["jsonl"], encoding="utf-8")]
    checks.check(f"{model}: jsonl", same([[np.nan if v is None else v for v in line["vector"]] for line in lines], rows))
    checks.check(f"{model}: jsonl raw", all(line["raw"] == raw.get(line["id"], "") for line in lines))
    checks.check(f"{model}: tsv", same(np.loadtxt(path["tsv"], delimiter="\t", dtype=np.float32, ndmin=2), rows))
    metadata = (folder / "e-metadata.tsv").read_text(encoding="utf-8").split("\n")
    checks.check(f"{model}: metadata", len(metadata) == len(rows) + 2 and all(line.count("\t") == 2 for line in metadata[:-1]))
    config = json.loads((folder / "e-config.json").read_text())["embeddings"][0]
    checks.check(f"{model}: config", config["tensorShape"] == list(rows.shape) and config["tensorPath"] == "e.tsv")
    table = list(csv.reader(open(path["csv"], encoding="utf-8", newline="")))
    checks.check(f"{model}: csv", same([[float(v) for v in row[3:]] for row in table[1:]], rows) and len(table[0]) == rows.shape[1] + 3)
    part = np.load(export(tool, model, str(folder / "part.npy"), "--ids", "7,2-4"))
    checks.check(f"{model}: chosen rows", same(part, rows[[7, 2, 3, 4]]))


def gensim_checks(checks, tool, folder, rounds):
    random = np.random.default_rng(7)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyzäöü東京0123456789-'_\\."))
    for number in range(rounds):
        count, width = int(random.integers(1, 400)), int(random.integers(1, 40))
        words = list(dict.fromkeys("".join(random.choice(letters, random.integers(1, 12))) for _ in range(count)))
        bits = random.integers(0, 1 << 32, size=(len(words), width), dtype=np.uint64).astype(np.uint32)
        values = bits.view(np.float32) if number % 2 else random.normal(size=(len(words), width)).astype(np.float32)
        values = np.nan_to_num(values)
        keyed = KeyedVectors(width)
        keyed.add_vectors(words, values)
        for binary in [False, True]:
            path = str(folder / "g.bin" if binary else folder / "g.txt")
            keyed.save_word2vec_format(path, binary=binary)
            expected = KeyedVectors.load_word2vec_format(path, binary=binary)
            checks.check(f"round {number}: {path} read", same(np.load(export(tool, path, str(folder / "g.npy"))), expected.vectors))
            for ending in ["vec", "bin"]:
                again = KeyedVectors.load_word2vec_format(export(tool, path, str(folder / f"again.{ending}")), binary=ending == "bin")
                checks.check(f"round {number}: {path} to {ending}",
                             again.index_to_key == expected.index_to_key and same(again.vectors, expected.vectors))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("models", nargs="*")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        for model in options.models:
            model_checks(checks, options.tool, model, pathlib.Path(folder))
        gensim_checks(checks, options.tool, pathlib.Path(folder), options.rounds)
    print(f"{checks.count} comparisons, {checks.differences} differences")
    sys.exit(checks.differences > 0)


main()
