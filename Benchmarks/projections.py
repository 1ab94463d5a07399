"""How long maps of all tokens take, beside umap-learn and openTSNE doing the same in a new process in the same run.

    python Benchmarks/projections.py .build/release/embedscope MODEL_FOLDER [umap tsne]

Both sides read the file, find the neighbours and place the points; ours also measures the map's quality. Peak memory is the
process's own. umap-learn compiles itself when it is first called: its second call in one process stands beside, without the start
of the process and the file. Limits: UMAP four times as fast as a new process and no slower than the second call; t-SNE twice as fast.
"""

import os
import subprocess
import sys
import time

PARITY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Scripts", "parity")
REFERENCES = {
    "umap": "from umap import UMAP; run = lambda: UMAP(init='pca', n_jobs=2).fit_transform(x); run()",
    "tsne": "import numpy, openTSNE; openTSNE.TSNE(n_jobs=2, random_state=0).fit(x.astype(numpy.float64))",
}
# After the first call: how long another takes.
AGAIN = "; import time; start = time.perf_counter(); run(); print(time.perf_counter() - start)"


def measure(command):
    """Seconds, and the peak memory in MB, of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {command}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(tool, folder, methods):
    for method in methods:
        code = f"import sys; sys.path.insert(0, {PARITY!r}); from whole_models import matrix; x = matrix({folder!r}); "
        ours, memory = measure([tool, "project", folder, "--method", method])
        theirs, their_memory = measure([sys.executable, "-c", code + REFERENCES[method]])
        print(
            f"{method}: {ours:.1f} s, {memory:.0f} MB; Python {theirs:.1f} s, {their_memory:.0f} MB; "
            f"{theirs / ours:.1f} times as fast", flush=True)
        if method == "umap":
            command = [sys.executable, "-c", code + REFERENCES[method] + AGAIN]
            again = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
            print(f"{method}, Python's second call in one process: {again:.1f} s; {again / ours:.1f} times as fast", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:] or ["umap", "tsne"])
