"""Exact nearest neighbours against NumPy and scikit-learn, on the same matrix, in one run.

Prints, as medians with ratios: one query beside the time to read the matrix once and NumPy's product with a normalised copy; the graph of
the ten nearest of all rows beside the bare sgemm of all products and scikit-learn's brute force; and peak memory beside the size of the
matrix. Wall time and processor time of the whole processes: on a machine that does other work, processor time tells more. The
matrix is made of the model's by NumPy and given to both as 32-bit floats. Timing decides nothing: there is no exit code for slow.

usage: neighbors.py EMBEDSCOPE PYTHON MODEL_FOLDER [--skip-scikit-learn]
"""

import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

PARITY = str(pathlib.Path(__file__).resolve().parents[1] / "Scripts" / "parity")
RUNS = 5

PROBE = r"""
import json, resource, sys, time
import numpy as np

what, path = sys.argv[1:3]
x = np.load(path, mmap_mode="r")

def measured(work, runs):
    work()
    results = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        results.append((time.perf_counter() - wall, time.process_time() - cpu))
    return sorted(results)[len(results) // 2]

if what == "read":
    print(json.dumps(measured(lambda: x.sum(dtype=np.float32), 9)))
elif what == "query":
    normed = np.asarray(x) / np.linalg.norm(x, axis=1, keepdims=True)
    def query():
        scores = normed @ normed[1000]
        scores[1000] = -np.inf
        top = np.argpartition(-scores, 10)[:10]
        return top[np.argsort(-scores[top])]
    print(json.dumps(measured(query, 9)))
elif what == "sgemm":
    x = np.asarray(x)
    out = np.empty((2048, len(x)), dtype=np.float32)
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(x), 2048):
        block = x[start:start + 2048]
        np.matmul(block, x.T, out=out[:len(block)])
    print(json.dumps((time.perf_counter() - wall, time.process_time() - cpu)))
elif what == "sklearn":
    from sklearn.neighbors import NearestNeighbors
    x = np.asarray(x)
    wall, cpu = time.perf_counter(), time.process_time()
    NearestNeighbors(n_neighbors=11, metric="cosine", algorithm="brute", n_jobs=-1).fit(x).kneighbors(x)
    print(json.dumps((time.perf_counter() - wall, time.process_time() - cpu)))
"""

EXPORT = r"""
import pathlib, sys
import numpy as np

sys.path.insert(0, sys.argv[3])
from whole_models import matrix

x = np.ascontiguousarray(matrix(sys.argv[1]), dtype=np.float32)
np.save(pathlib.Path(sys.argv[2]) / "matrix.npy", x)
print(*x.shape)
"""


def run(command):
    """Wall and processor seconds and peak resident bytes of one process."""
    start = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {errors.decode()}")
    unit = 1 if platform.system() == "Darwin" else 1024
    return os.times().elapsed - start.elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def line(name, values, base=None):
    wall, cpu = values[:2]
    ratios = f"{wall / base[0]:>9.2f}{cpu / base[1]:>9.2f}" if base else f"{'1':>9}{'1':>9}"
    print(f"{name:46}{wall * 1e3:>11.1f}{cpu * 1e3:>11.1f}{ratios}")


def main(embedscope, python, model, skip=""):
    work = pathlib.Path(tempfile.mkdtemp(prefix="embedscope-bench-"))
    shape = version([python, "-c", EXPORT, model, str(work), PARITY]).split()
    size = 4 * int(shape[0]) * int(shape[1])
    probe = "import numpy, sklearn; print(numpy.__version__, sklearn.__version__)"
    numpy, sklearn = version([python, "-c", probe]).split()
    print(f"{version([embedscope, '--version'])}; {version([python, '--version'])}, numpy {numpy}, scikit-learn {sklearn}; "
          f"{os.cpu_count()} cores, {platform.machine()}")
    print(f"{model}: {shape[0]} x {shape[1]}, {size / 1e6:.0f} MB as 32-bit floats")
    query = [embedscope, "neighbors", model, "--id", "1000", "-k", "10", "--json"]
    start = [embedscope, "neighbors", "--help"]
    graph = [embedscope, "neighbors", model, "--all", str(work / "graph.npz"), "-k", "10"]
    print(f"  one query: {' '.join(query)}\n  graph: {' '.join(graph)}\n")

    def python_probe(what):
        return json.loads(version([python, "-c", PROBE, what, str(work / "matrix.npy")]))

    print(f"{'':46}{'wall ms':>11}{'cpu ms':>11}{'ratio':>9}{'ratio':>9}")
    read = python_probe("read")
    line("read the matrix once (NumPy's sum)", read)
    line("one query, NumPy on a normalised copy", python_probe("query"), read)
    processes = [[statistics.median(v) for v in zip(*[run(c) for _ in range(RUNS)])] for c in (query, start)]
    line("one query, the whole command", processes[0], read)
    line("  without the start of the process", [a - b for a, b in zip(*processes)], read)
    print()
    sgemm = python_probe("sgemm")
    line("bare sgemm of all products (NumPy)", sgemm)
    ours = run(graph)
    line("graph of the ten nearest, the whole command", ours, sgemm)
    if not skip:
        line("graph, scikit-learn's brute force", python_probe("sklearn"), sgemm)
    result = (work / "graph.npz").stat().st_size
    print(f"\npeak memory of the graph: {ours[2] / 1e6:.0f} MB = {(ours[2] - result) / size:.2f} of the matrix, beside the "
          f"result's {result / 1e6:.0f} MB; limit: twice the matrix and the result")
    shutil.rmtree(work)


if len(sys.argv) not in (4, 5):
    sys.exit(__doc__)
main(*sys.argv[1:])
