#!/usr/bin/env python3
"""One query, and two principal components, inside a process each, beside NumPy and scikit-learn in the same run.

    python3 Benchmarks/steps.py ANALYSIS_TIMING PYTHON MODEL_FOLDER...

Wall time without the start of processes and the opening of files, on all cores: the median of nine rounds each, and of three such
runs in turn. Limits: a query within 1.5 times what it takes to read the matrix once and add its values up; the components
no slower than scikit-learn's quickest exact solver.
"""

import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

PROBE = r"""
import json, pathlib, sys, time
import numpy as np
import sklearn
from sklearn.decomposition import PCA

sys.path.insert(0, sys.argv[1])
from whole_models import matrix

x = np.ascontiguousarray(matrix(sys.argv[2]), dtype=np.float32)
normed = x / np.linalg.norm(x, axis=1, keepdims=True)

def query():
    scores = normed @ normed[1000]
    scores[1000] = -np.inf
    top = np.argpartition(-scores, 10)[:10]
    return top[np.argsort(-scores[top])]

def median(work, rounds=9):
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[rounds // 2]

solvers = {name: median(lambda: PCA(2, svd_solver=name, random_state=0).fit_transform(x), 5) for name in ("covariance_eigh", "arpack")}
print(json.dumps({"read": median(lambda: x.sum()), "query": median(query), "components": min(solvers.values()),
                  "solver": min(solvers, key=solvers.get), "versions": f"numpy {np.__version__}, scikit-learn {sklearn.__version__}"}))
"""


def answer(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(tool, python, *models):
    parity = str(pathlib.Path(__file__).resolve().parents[1] / "Scripts" / "parity")
    print(f"{os.cpu_count()} cores, {platform.machine()}")
    for model in models:
        runs = [(answer([tool, model]), answer([python, "-c", PROBE, parity, model])) for _ in range(3)]
        ours, theirs = ({key: statistics.median(run[side][key] for run in runs) for key in ("read", "query", "components")}
                        for side in (0, 1))
        first = runs[0]
        print(f"\n{model}: {first[0]['rows']} x {first[0]['columns']}; {first[1]['versions']}")
        print(f"  read once          {1e3 * ours['read']:8.2f} ms   NumPy's sum {1e3 * theirs['read']:8.2f} ms")
        print(f"  one query          {1e3 * ours['query']:8.2f} ms   {ours['query'] / ours['read']:.2f} of reading (limit 1.5), "
              f"{ours['query'] / theirs['read']:.2f} of NumPy's; NumPy on a normalised copy {1e3 * theirs['query']:.2f} ms")
        print(f"  two components     {1e3 * ours['components']:8.1f} ms   {theirs['components'] / ours['components']:.2f} times as fast as "
              f"scikit-learn's {first[1]['solver']}, {1e3 * theirs['components']:.1f} ms", flush=True)


if len(sys.argv) < 4:
    sys.exit(__doc__)
main(*sys.argv[1:])
