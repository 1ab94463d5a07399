#!/usr/bin/env python3
"""Compares directions and spaces of real models with gensim, NumPy and SciPy.

    python3 Scripts/parity/directions.py EMBEDSCOPE MODELS

needs gensim==4.4.0, numpy==2.4.6, scipy==1.17.1, tokenizers==0.23.3 and gguf==0.19.0. EMBEDSCOPE is the built tool; MODELS holds
all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/. gensim computes in 32 bits: its scores agree to 1e-5, and an order may differ where
scores do not differ by more. Evaluations run on gensim's own questions-words.txt and wordsim353.tsv; a question whose two best
candidates are closer than 1e-6 may be answered otherwise, and the counts may differ by one in a thousand. Means over all pairs,
spectra and norms are compared with NumPy in 64 bits to 1e-9. Every difference is printed, the last line counts them.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import gensim
import gguf
import numpy as np
import scipy.stats
from gensim.models import KeyedVectors
from safetensors.numpy import load_file

PLAIN = [*range(33, 127), *range(161, 173), *range(174, 256)]
OTHERS = [byte for byte in range(256) if byte not in PLAIN]
BYTES = {chr(byte): byte for byte in PLAIN} | {chr(256 + place): byte for place, byte in enumerate(OTHERS)}
DATA = pathlib.Path(gensim.__file__).parent / "test/test_data"


class Checks:
    """Counts what was compared, and prints what differs."""

    def __init__(self):
        self.count = 0
        self.differences = 0

    def check(self, what, right, ours, reference):
        self.count += 1
        if not right:
            self.differences += 1
            print(f"DIFFERENCE {what}\n  embedscope: {str(ours)[:300]}\n  reference:  {str(reference)[:300]}")

    def close(self, what, ours, reference, tolerance):
        ours, reference = np.asarray(ours, dtype=np.float64), np.asarray(reference, dtype=np.float64)
        right = ours.shape == reference.shape and bool(np.all(np.abs(ours - reference) <= tolerance))
        self.check(what, right, ours, reference)

    def ranked(self, what, ours, reference, tolerance):
        """Lists of (id, score): scores agree place by place, and ids where the score is no tie."""
        self.close(what + " (scores)", [s for _, s in ours], [s for _, s in reference], tolerance)
        scores = [s for _, s in reference]
        for place, ((own, _), (other, score)) in enumerate(zip(ours, reference)):
            tie = any(abs(score - s) <= 2 * tolerance for p, s in enumerate(scores) if p != place) or place == len(ours) - 1
            if not tie:
                self.check(f"{what}, place {place + 1}", own == other, own, other)


def minilm(folder):
    rows = load_file(folder / "model.safetensors")
    rows = next(value for name, value in rows.items() if name.endswith("word_embeddings.weight"))
    tokens = (folder / "vocab.txt").read_text().split("\n")[: len(rows)]
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    words = {t: i for i, t in enumerate(tokens) if not (t.startswith("##") and len(t) > 2) and t not in special}
    return rows.astype(np.float32), words, {word: i for i, word in enumerate(tokens)}, ""


def smollm(folder):
    reader = gguf.GGUFReader(next(folder.glob("*.gguf")))
    tensor = next(t for t in reader.tensors if t.name == "token_embd.weight")
    rows = gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    types = reader.fields["tokenizer.ggml.token_type"].contents()
    words, exact = {}, {}
    for index, (token, kind) in enumerate(zip(tokens, types)):
        data = bytes(BYTES.get(c, 0) for c in token)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if kind != 1:
            continue
        exact[text] = index
        if len(data) > 1 and data[0] == 32 and data[1] != 32:
            words[text[1:]] = index
    return rows, words, exact, " "


class Comparison:
    def __init__(self, tool, path, model, checks):
        self.tool, self.path, self.checks, self.name = tool, str(path), checks, path.name
        self.rows, self.words, self.exact, self.space = model

    def run(self, *arguments):
        command = [self.tool, arguments[0], self.path, *arguments[1:], "--json"]
        return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)["models"][0]

    def searches(self):
        keyed = KeyedVectors(self.rows.shape[1])
        keyed.add_vectors([str(i) for i in range(len(self.rows))], self.rows)
        named = lambda words: [str(self.exact[self.space + word]) for word in words]
        quoted = lambda words: [f"'{self.space}{word}'" for word in words]
        questions = [(["king", "woman"], ["man"]), (["paris", "italy"], ["france"]), (["walking", "swam"], ["walked"])]
        questions += [(["big"], []), (["cat", "dog", "horse"], ["car", "bus"])]
        for positive, negative in questions:
            if not all(self.space + word in self.exact for word in positive + negative):
                continue
            formula = " + ".join(quoted(positive)) + "".join(f" - {word}" for word in quoted(negative))
            for method, search in [("additive", keyed.most_similar), ("multiplicative", keyed.most_similar_cosmul)]:
                ours = self.run("analogy", formula, "--method", method, "--count", "50")["found"]
                reference = [(int(i), s) for i, s in search(named(positive), named(negative), topn=50)]
                scale = 1e-5 * max(1, reference[0][1])
                self.checks.ranked(
                    f"{self.name}: {formula} ({method})", [(f["token"]["id"], f["score"]) for f in ours], reference, scale)
        groups = ["breakfast lunch dinner car", "cat dog horse table", "red green blue house", "one two three water"]
        for group in groups:
            words = [word for word in group.split() if self.space + word in self.exact]
            ours = self.run("odd-one-out", *[self.space + word for word in words])["words"][-1]["word"]["word"].strip()
            reference = keyed.doesnt_match(named(words))
            self.checks.check(f"{self.name}: odd one of {words}", named([ours])[0] == reference, ours, reference)
            table = self.run("similarity", *[self.space + word for word in words])["cosines"]
            expected = [[keyed.similarity(a, b) for b in named(words)] for a in named(words)]
            self.checks.close(f"{self.name}: similarity of {words}", table, expected, 1e-5)

    def evaluations(self):
        keyed = KeyedVectors(self.rows.shape[1])
        keyed.add_vectors(list(self.words), self.rows[list(self.words.values())])
        ours = self.run("analogy", "--evaluate", str(DATA / "questions-words.txt"))
        self.checks.check(
            f"{self.name}: words", ours["vocabularyWords"] == len(self.words), ours["vocabularyWords"], len(self.words))
        _, sections = keyed.evaluate_word_analogies(str(DATA / "questions-words.txt"))
        for own, other in zip(ours["sections"] + [ours["total"]], sections):
            counts = (len(other["correct"]), len(other["incorrect"]))
            asked = own["correct"] + own["incorrect"] == sum(counts)
            right = asked and abs(own["correct"] - counts[0]) <= sum(counts) / 1000
            if own["correct"] != counts[0]:
                print(f"note: {self.name}, {own['name']}: {own['correct']} correct, gensim {counts[0]}")
            self.checks.check(f"{self.name}: section {own['name']}", right, own, counts)
        ours = self.run("similarity", "--evaluate", str(DATA / "wordsim353.tsv"))
        pearson, spearman, oov = keyed.evaluate_word_pairs(str(DATA / "wordsim353.tsv"))
        self.checks.close(f"{self.name}: Pearson", ours["pearson"]["r"], pearson.statistic, 1e-6)
        self.checks.close(f"{self.name}: Spearman", ours["spearman"]["r"], spearman.statistic, 1e-5)
        self.checks.close(f"{self.name}: p", np.log(ours["pearson"]["p"]), np.log(pearson.pvalue), 1e-3)
        self.checks.close(f"{self.name}: out of vocabulary", ours["outOfVocabularyShare"] * 100, oov, 1e-9)

    def space_of_rows(self):
        ours = self.run("space")
        x = self.rows.astype(np.float64)
        units = x / np.linalg.norm(x, axis=1, keepdims=True)
        n = len(x)
        # Another way than the tool's: the sum of the whole table of cosines, block by block.
        total = sum(float((units[i : i + 512] @ units.T).sum()) for i in range(0, n, 512))
        self.checks.close(f"{self.name}: mean cosine", ours["anisotropy"]["meanCosine"], (total - n) / (n * (n - 1)), 1e-11)
        centred = x - x.mean(axis=0)
        variances, axes = np.linalg.eigh(centred.T @ centred / n)
        shares = variances[::-1] / variances.sum()
        self.checks.close(f"{self.name}: spectrum", ours["spectrum"]["shares"], shares, 1e-12)
        rank = float(np.exp(scipy.stats.entropy(shares)))
        self.checks.close(f"{self.name}: effective rank", ours["spectrum"]["effectiveRank"], rank, 1e-8)
        for removed, value in enumerate([ours["anisotropy"]["centred"], *ours["anisotropy"]["withoutTop"]]):
            top = axes[:, ::-1][:, :removed]
            rest = centred - centred @ top @ top.T
            sums = (rest / np.linalg.norm(rest, axis=1, keepdims=True)).sum(axis=0)
            self.checks.close(f"{self.name}: without {removed}", value, (sums @ sums - n) / (n * (n - 1)), 1e-11)
        norms = np.linalg.norm(x, axis=1)
        quantiles = np.quantile(norms, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1])
        self.checks.close(f"{self.name}: norms", ours["norms"]["quantiles"], quantiles, 1e-9)
        spearman = scipy.stats.spearmanr(np.arange(n), norms).statistic
        self.checks.close(f"{self.name}: norm and index", ours["norms"]["spearman"]["r"], spearman, 1e-9)
        twins = np.unique(self.rows, axis=0, return_counts=True)[1]
        groups = sorted(int(c) for c in twins[twins > 1])
        own = sorted(len(group) for group in ours["duplicates"])
        self.checks.check(f"{self.name}: twins", own == groups, own, groups)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedscope")
    parser.add_argument("models", type=pathlib.Path)
    arguments = parser.parse_args()
    checks = Checks()
    for name, load in [("all-MiniLM-L6-v2", minilm), ("SmolLM2-135M-Instruct", smollm)]:
        folder = arguments.models / name
        comparison = Comparison(arguments.embedscope, folder, load(folder), checks)
        comparison.space_of_rows()
        comparison.searches()
        comparison.evaluations()
    print(f"{checks.count} comparisons, {checks.differences} differences")
    return 1 if checks.differences else 0


if __name__ == "__main__":
    sys.exit(main())
