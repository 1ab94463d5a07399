#!/usr/bin/env python3
"""Compares `embedscope align` on two whole models with NumPy and SciPy, over the words that both models have.

    python3 Scripts/parity/alignment.py EMBEDSCOPE MODELS [--match RULE,...] [--shuffles N]

needs numpy, scipy, safetensors, tokenizers and gguf as in Scripts/requirements.txt. EMBEDSCOPE is the built tool; MODELS is a
folder that holds all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/. Takes minutes and 8 GB of memory.

Words are matched here from the models' files; counts, and each word's neighbours, must be equal, measures agree to 1e-5.
Random pairings and held-out words are drawn as Embedscope draws them, so that baselines agree as closely; and N pairings of
NumPy's own must have the same mean to within five standard errors. Every difference is printed, the last line counts them, and
the exit code is 1 when there is any.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np
from gguf import GGUFReader
from scipy.stats import rankdata
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import ByteLevel
from whole_models import Checks, matrix

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fixtures"))
from alignment import cka, coordinates, cosines, procrustes, unit  # noqa: E402
from analysis import MASK, split_mix  # noqa: E402

TOLERANCE = 1e-5
SEED = 7
K = 10
BLOCK = 1024


class Measures(Checks):
    def close(self, what, ours, reference, tolerance=TOLERANCE):
        self.expect(abs(ours - reference) <= tolerance, f"{what}: {ours}, {reference}")
        print(f"  {what}: {ours:.6f}, off by {abs(ours - reference):.1e}", flush=True)

    def sampled(self, what, mean, values, own_count, least=1e-9):
        """The mean of `own_count` random values beside NumPy's own random `values`."""
        error = max(np.std(values, ddof=1), least) * np.sqrt(1 / own_count + 1 / len(values))
        self.expect(abs(mean - np.mean(values)) <= 5 * error, f"{what}: mean {mean}, {len(values)} of NumPy's {np.mean(values)}")


# Vocabularies: for each id a text, or None where it is special, inside a word, or no text.


def minilm(folder):
    added = json.loads((folder / "tokenizer.json").read_text())["added_tokens"]
    special = {token["content"] for token in added if token["special"]}
    words = (folder / "vocab.txt").read_text().split("\n")[:-1]
    texts = [None if word in special or word.startswith("##") else word for word in words]
    return texts, matrix(folder)


def smollm(folder):
    reader = GGUFReader(next(folder.glob("*.gguf")))
    field = lambda name: reader.fields["tokenizer.ggml." + name].contents()
    alphabet = byte_alphabet()
    texts = [text_of(token, kind, alphabet) for token, kind in zip(field("tokens"), field("token_type"))]
    return texts, matrix(folder)


def byte_alphabet():
    """The byte that each letter of a byte-level vocabulary stands for: the printable ones themselves, the others in order."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    alphabet = {chr(byte): byte for byte in printable} | {chr(256 + place): byte for place, byte in enumerate(others)}
    assert sorted(alphabet) == sorted(ByteLevel.alphabet())
    return alphabet


def text_of(token, kind, alphabet):
    if kind == 3:  # a control token
        return None
    try:
        return bytes(alphabet[letter] for letter in token).decode()
    except UnicodeDecodeError:
        return None


# Words, as SharedVocabulary matches them.

FOLDING = BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=True)


def words_of(texts, match):
    """For each word the ids of its tokens: the one that counts first."""
    marks_spaces = match != "spaced" and any(t and t[0] == " " and t[1:2].isalpha() for t in texts)
    found = {}
    for id, text in enumerate(texts):
        if not text or (marks_spaces and text[0] != " "):
            continue
        word = text[1:] if marks_spaces else text
        key = FOLDING.normalize_str(word) if match == "folded" else word
        if key:
            found.setdefault(key, []).append((word != key, id))
    return {key: [id for _, id in sorted(ids)] for key, ids in found.items()}


def shared_words(a, b, match):
    of_a, of_b = words_of(a, match), words_of(b, match)
    words = sorted((ids[0], of_b[word][0], word) for word, ids in of_a.items() if word in of_b)
    return words, sum(len(of_a[w]) for _, _, w in words), sum(len(of_b[w]) for _, _, w in words)


# Measures.


def orders(count, n, seed):
    """Orders of n rows as Swift's `shuffled(using:)` makes them of SplitMix64: from the first place on, each swapped with a later one."""
    numbers = iter(split_mix(seed & MASK, count * n + 64))
    result = []
    for _ in range(count):
        order = list(range(n))
        for place in range(n - 1):
            left = n - place
            # The high half of the product; a low half below 2^64 mod `left` would favour some places, and is drawn again.
            product = next(numbers) * left
            while product & MASK < (MASK + 1) % left:
                product = next(numbers) * left
            other = place + (product >> 64)
            order[place], order[other] = order[other], order[place]
        result.append(np.array(order))
    return result


def nearest(x):
    """The K nearest of all rows by cosine, ties to the lower place."""
    x, lists = unit(x), []
    for start in range(0, len(x), BLOCK):
        block = x[start : start + BLOCK] @ x.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = -np.inf
        last = -np.partition(-block, K - 1, axis=1)[:, K - 1]
        for row, limit in zip(block, last):
            near = np.flatnonzero(row >= limit)
            lists.append(near[np.argsort(-row[near], kind="stable")][:K])
    return np.array(lists)


class RankedPairs:
    """The ranks of all pairs of words by cosine, centred and scaled to length 1: their product is Spearman's correlation."""

    def __init__(self, x):
        ranks = rankdata(cosines(x))
        ranks -= ranks.mean()
        ranks /= np.linalg.norm(ranks)
        self.matrix = np.zeros((len(x), len(x)))
        self.matrix[np.tri(len(x), k=-1, dtype=bool)] = ranks
        del ranks
        for start in range(0, len(x), BLOCK):
            part = slice(start, start + BLOCK)
            self.matrix[part, start:] = np.tril(self.matrix[start:, part], -1).T + np.tril(self.matrix[part, start:], -1)
        self.sums = self.matrix.sum(1)

    def product(self, other, order):
        """Half the sum over both halves of the matrix, `other` in another order."""
        total = 0.0
        for start in range(0, len(order), BLOCK):
            rows = slice(start, start + BLOCK)
            total += np.vdot(self.matrix[rows], other.matrix[order[rows]][:, order])
        return total / 2


def mantel_deviation(a, b):
    """The deviation of the product over all orders (Mantel 1967): a sum for each way in which two pairs can share words."""
    n = len(a.sums)
    both, one = [2.0, 2.0], [(s**2).sum() - 2 for s in (a.sums, b.sums)]
    none = [-4 * o - 2 * t for o, t in zip(one, both)]
    variance = (
        2 * np.prod(both) / (n * (n - 1)) + 4 * np.prod(one) / (n * (n - 1) * (n - 2))
        + np.prod(none) / (n * (n - 1) * (n - 2) * (n - 3)))
    return np.sqrt(variance / 4)


# Comparisons.


def check_rotation(checks, found, x, y, rotations, random):
    n = len(x)
    order = orders(1, n, SEED)[0]
    training, held_out = order[: n * 4 // 5], order[n * 4 // 5 :]

    def fit(shuffled):
        partners = y.copy()
        partners[training] = y[training][shuffled]
        return procrustes(x, partners, training, held_out)

    names = {"cosine": "held-out cosine", "nearest": "partner nearest", "nearestTen": "partner in 10"}
    reference = procrustes(x, y, training, held_out)
    baseline = [fit(shuffled) for shuffled in orders(rotations, len(training), SEED + 1)]
    own = [fit(random.permutation(len(training))) for _ in range(6)]
    for key, name in names.items():
        measure = found["Procrustes, " + name]
        checks.close(name, measure["value"], reference[key])
        values = [b[key] for b in baseline]
        checks.close(name + ", baseline", measure["baselineMean"], np.mean(values))
        checks.close(name + ", deviation", measure["baselineDeviation"], np.std(values, ddof=1))
        checks.sampled(name, measure["baselineMean"], [o[key] for o in own], rotations, least=1 / len(held_out))


def check_kernels(checks, found, x, y, shuffles, random):
    measure = found["linear CKA"]
    baseline = [cka(x, y[order]) for order in orders(shuffles, len(x), SEED)]
    checks.close("linear CKA", measure["value"], cka(x, y))
    checks.close("linear CKA, baseline", measure["baselineMean"], np.mean(baseline))
    checks.close("linear CKA, deviation", measure["baselineDeviation"], np.std(baseline, ddof=1))
    own = [cka(x, y[random.permutation(len(x))]) for _ in range(shuffles)]
    checks.sampled("linear CKA", measure["baselineMean"], own, shuffles)


def check_similarity(checks, found, x, y, shuffles, random):
    measure = found["RSA (Spearman)"]
    a, b = RankedPairs(x), RankedPairs(y)
    checks.close("RSA", measure["value"], a.product(b, np.arange(len(x))))
    deviation = mantel_deviation(a, b)
    checks.close("RSA, deviation", measure["baselineDeviation"], deviation)
    checks.expect(measure["baselineMean"] == 0, "RSA: the mean over all pairings is 0")
    own = np.array([a.product(b, random.permutation(len(x))) for _ in range(shuffles)])
    checks.expect(abs(own.mean()) < 5 * deviation / np.sqrt(shuffles), f"RSA: mean {own.mean()} of NumPy's")
    # The deviation of so many has itself a deviation of about 1 / sqrt(2n).
    ratio = np.sqrt((own**2).mean()) / deviation
    checks.expect(abs(ratio - 1) < 5 / np.sqrt(2 * shuffles), f"RSA: deviation {ratio} times that of NumPy's pairings")
    print(f"  RSA, {shuffles} pairings of NumPy's: mean {own.mean():.5f}, deviation {ratio:.2f} times Mantel's", flush=True)


def check_neighbors(checks, result, found, x, y, words):
    near = [nearest(side) for side in (x, y)]
    common = np.array([len(set(p) & set(q)) for p, q in zip(*near)])
    checks.expect(result["overlaps"] == np.bincount(common, minlength=K + 1).tolist(), "how many neighbours words share")
    expected = K * K / (len(words) - 1)
    checks.close("expected overlap", result["expectedOverlap"], expected, 1e-12)
    measure = found["neighbour overlap (Jaccard)"]
    checks.close("Jaccard", measure["value"], (common / (2 * K - common)).mean())
    checks.close("Jaccard, baseline", measure["baselineMean"], expected / (2 * K - expected))
    places = {(a, b): place for place, (a, b, _) in enumerate(words)}
    # All words of letters alone, the least common first and the most common first.
    for list_name, sign in ("mostDifferent", 1), ("mostAlike", -1):
        listed = result[list_name]
        order = [places[word["tokenA"], word["tokenB"]] for word in listed]
        checks.expect(order == sorted(order, key=lambda place: (sign * common[place], place)), f"the order of {list_name}")
        for place, word in zip(order, listed):
            theirs = [words[place][2], common[place]] + [[words[n][2] for n in side[place]] for side in near]
            ours = [word["word"], word["common"], word["a"], word["b"]]
            checks.expect(ours == theirs, f"{list_name} {ours}, {theirs}")
    print(f"  neighbours of {len(listed)} words, {(common == 0).sum()} of {len(words)} words without a common one", flush=True)


def check_coordinates(checks, result, found, x, y):
    measure = found["raw coordinates, mean r"]
    same, shuffled = np.array(coordinates(x, y)), np.array(coordinates(x, y[orders(1, len(x), SEED)[0]]))
    checks.close("raw coordinates", measure["value"], same.mean())
    checks.close("raw coordinates, baseline", measure["baselineMean"], shuffled.mean())
    checks.close("raw coordinates, error", measure["baselineDeviation"], shuffled.std(ddof=1) / np.sqrt(len(x)))
    edges = np.array(result["coordinates"]["binEdges"])
    reach = max(np.abs(same).max(), np.abs(shuffled).max())
    checks.expect(np.allclose(edges, np.linspace(-reach, reach, 61), atol=1e-9, rtol=0), "edges of the bins")
    for name, values in ("same", same), ("shuffled", shuffled):
        # The last bins end at the largest value, which may be a bit larger here.
        counts = np.histogram(np.clip(values, edges[0], edges[-1]), edges)[0]
        checks.expect(result["coordinates"][name] == counts.tolist(), f"counts of {name}")


def check(checks, tool, models, match, shuffles):
    folders = [models / "SmolLM2-135M-Instruct", models / "all-MiniLM-L6-v2"]
    (texts_a, rows_a), (texts_b, rows_b) = smollm(folders[0]), minilm(folders[1])
    command = [tool, "align", *folders, "--match", match, "--seed", SEED, "--k", K, "--shuffles", shuffles, "--words", 100_000]
    output = subprocess.run([*map(str, command), "--json"], check=True, capture_output=True).stdout
    result = json.loads(output)
    found = {measure["name"]: measure for measure in result["measures"]}
    words, tokens_a, tokens_b = shared_words(texts_a, texts_b, match)
    counts = {"match": match, "shared": len(words), "tokensOfA": tokens_a, "tokensOfB": tokens_b, "leftOut": 0}
    checks.expect(result["words"] == counts, f"words: {result['words']}, {counts}")
    print(f"{match}: {len(words)} words", flush=True)
    x, y = rows_a[[w[0] for w in words]].astype(np.float64), rows_b[[w[1] for w in words]].astype(np.float64)
    random = np.random.default_rng(SEED)
    check_coordinates(checks, result, found, x, y)
    check_neighbors(checks, result, found, x, y, words)
    check_kernels(checks, found, x, y, shuffles, random)
    check_rotation(checks, found, x, y, max(2, shuffles // 3), random)
    check_similarity(checks, found, x, y, shuffles, random)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("models", type=pathlib.Path)
    parser.add_argument("--match", default="exact,folded,spaced")
    parser.add_argument("--shuffles", type=int, default=10)
    arguments = parser.parse_args()
    checks = Measures()
    for match in arguments.match.split(","):
        check(checks, arguments.tool, arguments.models, match, arguments.shuffles)
    print(f"{checks.count} comparisons, {checks.differences} differences")
    sys.exit(checks.differences > 0)


main()
