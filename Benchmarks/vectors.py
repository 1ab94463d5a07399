"""Word vectors and exports against gensim and NumPy, on the same random matrix, in one run.

Prints wall and processor time of the whole work of each, with the ratio to the reference: reading text and binary word vectors (the tool's
`info`, less its start, against gensim's load_word2vec_format), and writing (the tool's `export` of the .npy file, less its start, against numpy.save and
gensim's save_word2vec_format). MB/s are megabytes of the file by wall time, per core by processor time. Timing decides nothing: there is no exit
code for slow.

usage: vectors.py EMBEDSCOPE PYTHON [ROWS [COLUMNS]]
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

RUNS = 3

PROBE = r"""
import json, logging, sys, time
import numpy as np
from gensim.models import KeyedVectors

logging.disable()
what, folder, *shape = sys.argv[1:]

def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - wall, time.process_time() - cpu)

if what == "make":
    rows, columns = map(int, shape)
    values = (np.random.default_rng(1).normal(size=(rows, columns)) * 0.1).astype(np.float32)
    keyed = KeyedVectors(columns)
    keyed.add_vectors([f"word{n}" for n in range(rows)], values)
    times = {
        "npy": timed(lambda: np.save(folder + "/m.npy", values))[1],
        "txt": timed(lambda: keyed.save_word2vec_format(folder + "/m.txt"))[1],
        "bin": timed(lambda: keyed.save_word2vec_format(folder + "/m.bin", binary=True))[1]}
else:
    keyed, spent = timed(lambda: KeyedVectors.load_word2vec_format(folder + "/m." + what, binary=what == "bin"))
    times = {what: spent}
print(json.dumps(times))
"""


def probe(python, *words):
    return json.loads(subprocess.run([python, "-c", PROBE, *words], check=True, capture_output=True, text=True).stdout)


def run(command):
    """Wall and processor seconds of one process, the median of some runs."""
    results = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        results.append((after.elapsed - before.elapsed,
                        after.children_user + after.children_system - before.children_user - before.children_system))
    return [statistics.median(times) for times in zip(*results)]


def line(name, size, ours, reference):
    wall, cpu = [max(value, 1e-9) for value in ours]
    print(f"{name:34}{size / 1e6:>8.0f}{wall:>9.2f}{cpu:>9.2f}{size / 1e6 / wall:>9.0f}{size / 1e6 / cpu:>9.0f}"
          f"{reference[0]:>11.2f}{reference[0] / wall:>9.1f}{reference[1] / cpu:>9.1f}")


def main(tool, python, rows="40000", columns="300"):
    folder = tempfile.mkdtemp(prefix="embedscope-bench-")
    made = probe(python, "make", folder, rows, columns)
    start = run([tool, "--version"])
    less = lambda times: [a - b for a, b in zip(times, start)]
    print(f"{rows} x {columns} values; {os.cpu_count()} cores; the reference works on one\n")
    print(f"{'':34}{'MB':>8}{'wall s':>9}{'cpu s':>9}{'MB/s':>9}{'per core':>9}{'reference':>11}{'times':>9}{'per core':>9}")
    for ending, name in [("txt", "reading text, gensim"), ("bin", "reading binary, gensim")]:
        size = pathlib.Path(folder, f"m.{ending}").stat().st_size
        line(name, size, less(run([tool, "info", f"{folder}/m.{ending}"])), probe(python, ending, folder)[ending])
    for ending, name in [("npy", "writing .npy, numpy.save"), ("txt", "writing text, gensim"), ("bin", "writing binary, gensim")]:
        target = f"{folder}/out.{ending}"
        times = less(run([tool, "export", f"{folder}/m.npy", "--to", target, "--quiet"]))
        line(name, pathlib.Path(target).stat().st_size, times, made[ending])
    shutil.rmtree(folder)


if not 3 <= len(sys.argv) <= 5:
    sys.exit(__doc__)
main(*sys.argv[1:])
