#!/usr/bin/env python3
"""Compares nearest neighbours, ranks and graphs of real models with NumPy and gensim.

    python3 Scripts/parity/neighbors.py EMBEDSCOPE MODELS [--models NAME,…] [--metrics METRIC,…]

needs numpy==2.4.6, safetensors==0.8.0, gguf==0.19.0 and gensim==4.4.0. EMBEDSCOPE is the built tool; MODELS is a folder that holds
all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/.

Graph: for every row the ten neighbours by each metric, against all products in float64, formed by NumPy block after block. Scores
agree to 1e-12 of the vectors' lengths, no row outside a list is nearer than its last by more than that, and lists are in order,
equal scores by id; of equal rows those with the lowest ids are listed. The same with --corrected, against rows corrected by
NumPy (an eigenproblem in float64). gensim: most_similar, rank and closer_than of words; gensim computes in float32, so that
tokens within 2e-6 of each other may change places. Every difference is printed, the last line counts them, and the exit code
is 1 when there is any.
"""

import argparse
import json
import subprocess
import sys
import tempfile

import numpy as np
from gensim.models import KeyedVectors
from whole_models import Checks, matrix

K = 10
BLOCK = 1024
WORDS = {
    "all-MiniLM-L6-v2": ["king", "queen", "paris", "red", "run", "two", "house", "music", "city", "the"],
    "SmolLM2-135M-Instruct": [" king", " queen", " Paris", " red", " run", " two", " house", " music", " city", " the"],
}


def corrected(rows):
    x = rows.astype(np.float64)
    x -= x.mean(axis=0)
    _, directions = np.linalg.eigh(x.T @ x)
    top = directions[:, ::-1][:, : max(1, x.shape[1] // 100)]
    return x - (x @ top) @ top.T


def closeness(x, norms, rows, metric):
    """How near all rows are to these: more is nearer."""
    product = x[rows] @ x.T
    if metric == "cosine":
        product /= norms[rows, None]
        product /= norms[None, :]
    elif metric == "euclidean":
        product *= -2
        product += norms[rows, None] ** 2
        product += norms[None, :] ** 2
        np.sqrt(np.maximum(product, 0, out=product), out=product)
        np.negative(product, out=product)
    product[np.arange(len(product)), np.arange(rows.start, rows.start + len(product))] = -np.inf
    return product


def skipped_ties(stored, ids):
    """In how many lists a row is, and an equal one with a lower id is not; and how many groups of equal rows there are."""
    _, group = np.unique(stored, axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    count = len(stored)
    place = np.empty(count, dtype=int)
    place[order] = np.arange(count) - np.repeat(starts, np.diff(starts, append=count))
    own = np.arange(count)[:, None]
    # How many equal rows come before each listed one, itself left out; and how many of these are listed.
    before = place[ids] - ((group[ids] == group[own]) & (own < ids))
    listed = ((group[ids][:, :, None] == group[ids][:, None, :]) & (ids[:, None, :] < ids[:, :, None])).sum(axis=2)
    return int((before != listed).any(axis=1).sum()), int((np.bincount(group) > 1).sum())


def check_graph(checks, name, stored, x, graph, metric):
    ids, scores = graph["ids"], graph["scores"]
    checks.expect(ids.shape == (len(x), K) and str(graph["metric"]) == metric, f"{name}: shape or metric")
    if metric == "euclidean":
        scores = -scores
    norms = np.linalg.norm(x, axis=1)
    tolerance = 1e-12 * {"cosine": 1, "dot": norms.max() ** 2, "euclidean": norms.max()}[metric]
    # A distance that is formed from products has half of its digits where it is small; those of listed rows are formed anew.
    slack = 1e-7 * norms.max() if metric == "euclidean" else tolerance
    wrong = {"scores": 0, "missing": 0, "order": 0}
    for start in range(0, len(x), BLOCK):
        rows = slice(start, min(start + BLOCK, len(x)))
        near = closeness(x, norms, rows, metric)
        listed = np.take_along_axis(near, ids[rows], axis=1)
        if metric == "euclidean":
            listed = np.stack([-np.linalg.norm(x[rows] - x[ids[rows, place]], axis=1) for place in range(K)], axis=1)
        wrong["scores"] += int((np.abs(listed - scores[rows]) > tolerance).any(axis=1).sum())
        last = listed.min(axis=1, keepdims=True)
        wrong["missing"] += int(((near > last + slack).sum(axis=1) > K - 1).sum())
        steps = np.diff(scores[rows], axis=1)
        wrong["order"] += int(((steps > 0) | ((steps == 0) & (np.diff(ids[rows], axis=1) < 0))).any(axis=1).sum())
    wrong["ties"], groups = skipped_ties(stored, ids)
    print(f"  {metric}: all rows compared, {groups} groups of equal rows", flush=True)
    for kind, count in wrong.items():
        checks.expect(count == 0, f"{name}: {count} rows with wrong {kind}")


def graph(embedscope, folder, *options):
    with tempfile.TemporaryDirectory() as work:
        path = f"{work}/graph.npz"
        subprocess.run(
            [embedscope, "neighbors", folder, "--all", path, "-k", str(K), *options], check=True, capture_output=True)
        return dict(np.load(path))


def check_gensim(checks, embedscope, name, folder, rows):
    words = WORDS[name]
    command = [embedscope, "neighbors", folder, *words, "-k", "20", "--json"]
    for other in words:
        command += ["--closer-than", other]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["models"][0]
    vectors = KeyedVectors(rows.shape[1])
    vectors.add_vectors([str(i) for i in range(len(rows))], rows)
    for query in result["queries"]:
        if query["isMean"]:
            continue
        key = str(query["tokens"][0]["id"])
        theirs = vectors.most_similar(key, topn=20)
        ours = query["neighbors"]
        checks.expect(
            np.allclose([s for _, s in theirs], [n["score"] for n in ours], atol=2e-6, rtol=0), f"{name} {key}: scores")
        for (their_id, their_score), near in zip(theirs, ours):
            tied = abs(their_score - near["score"]) < 2e-6
            checks.expect(int(their_id) == near["token"]["id"] or tied, f"{name} {key}: {their_id} and {near['token']['id']}")
        similarities = vectors.cosine_similarities(vectors[key], vectors.vectors)
        for comparison in query["comparisons"]:
            other = comparison["other"]["id"]
            if str(other) == key:
                continue
            ours = {near["token"]["id"] for near in comparison["closer"]}
            theirs = {int(k) for k in vectors.closer_than(key, str(other))}
            doubtful = set(np.flatnonzero(np.abs(similarities - similarities[other]) < 2e-6).tolist())
            checks.expect(ours ^ theirs <= doubtful, f"{name} {key} closer than {other}: {sorted(ours ^ theirs)[:5]}")
            rank = vectors.rank(key, str(other))
            checks.expect(abs(comparison["rank"] - rank) <= len(doubtful), f"{name} {key}: rank of {other}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("embedscope")
    parser.add_argument("models")
    parser.add_argument("--models", dest="names", default=",".join(WORDS))
    parser.add_argument("--metrics", default="cosine,euclidean,dot,corrected")
    arguments = parser.parse_args()
    checks = Checks()
    for name in arguments.names.split(","):
        folder = f"{arguments.models}/{name}"
        rows = matrix(folder)
        print(f"{name}: {rows.shape[0]} rows of {rows.shape[1]}", flush=True)
        check_gensim(checks, arguments.embedscope, name, folder, rows)
        for metric in arguments.metrics.split(","):
            options = ["--corrected"] if metric == "corrected" else ["--metric", metric]
            x = corrected(rows) if metric == "corrected" else rows.astype(np.float64)
            found = graph(arguments.embedscope, folder, *options)
            check_graph(checks, f"{name} {metric}", rows, x, found, "cosine" if metric == "corrected" else metric)
    print(f"{checks.count} comparisons, {checks.differences} differences")
    sys.exit(checks.differences > 0)


main()
