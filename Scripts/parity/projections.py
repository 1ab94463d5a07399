"""Compares `embedscope project` with scikit-learn, umap-learn and openTSNE on a whole matrix.

    python Scripts/parity/projections.py .build/release/embedscope MODEL_FOLDER [pca umap tsne]

PCA: every place, up to sign, to 0.0001. UMAP: trustworthiness within 0.01 of umap-learn's from the same exact neighbours.
t-SNE: the divergence, against the same exactly calibrated probabilities, at most 2 % above openTSNE's from the same neighbours.
Takes minutes.
"""

import csv
import json
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree
from whole_models import matrix

warnings.simplefilter("ignore")


def ours(tool, folder, method):
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        json.loads(subprocess.check_output([tool, "project", folder, "--method", method, "--metric", "euclidean", "--json", "--csv", file.name]))
        with open(file.name, newline="", encoding="utf-8") as lines:
            return np.array([[float(row["x"]), float(row["y"])] for row in csv.DictReader(lines)])


def nearest(x, count):
    """The exact neighbours of every row, itself left out."""
    squares = (x * x).sum(1)
    ids, distances = np.empty((len(x), count), np.int32), np.empty((len(x), count), np.float32)
    for start in range(0, len(x), 1024):
        rows = np.arange(start, min(start + 1024, len(x)))
        block = squares[rows, None] + squares[None] - 2 * (x[rows] @ x.T)
        block[np.arange(len(rows)), rows] = np.inf
        part = np.argpartition(block, count, axis=1)[:, :count]
        values = np.take_along_axis(block, part, 1)
        order = np.argsort(values, 1, kind="stable")
        ids[rows] = np.take_along_axis(part, order, 1)
        distances[rows] = np.sqrt(np.maximum(np.take_along_axis(values, order, 1), 0))
    return ids, distances


def trustworthiness(x, y, k=15, rows=2000):
    """As scikit-learn's, on `rows` rows against all: all at once would take terabytes."""
    n = len(x)
    sample = np.arange(rows) * n // rows
    squares = (x * x).sum(1)
    tree, total = cKDTree(y), 0
    for row in sample:
        distance = squares - 2 * (x @ x[row])
        distance[row] = np.inf
        near = [j for j in tree.query(y[row], k + 1)[1] if j != row][:k]
        total += sum(max(int((distance < distance[j]).sum()) + 1 - k, 0) for j in near)
    return 1 - 2 * total / (rows * k * (2 * n - 3 * k - 1))


def pca(tool, folder, x):
    from sklearn.decomposition import PCA

    expected, found = PCA(2, svd_solver="covariance_eigh").fit_transform(x), ours(tool, folder, "pca")
    found *= np.sign((found * expected).sum(0))
    error = np.abs(found - expected).max()
    print(f"pca: largest difference {error:.2e} of places up to {np.abs(expected).max():.3g}")
    return error < 1e-4


def umap(tool, folder, x):
    from umap import UMAP

    ids, distances = nearest(x, 14)
    own = np.arange(len(x), dtype=np.int32)[:, None]
    knn = np.hstack([own, ids]), np.hstack([np.zeros((len(x), 1), np.float32), distances])
    theirs = trustworthiness(x, UMAP(init="pca", random_state=0, precomputed_knn=knn).fit_transform(x))
    found = trustworthiness(x, ours(tool, folder, "umap"))
    print(f"umap: trustworthiness {found:.4f}, umap-learn {theirs:.4f}")
    return found > theirs - 0.01


def divergence(p, y):
    z = -float(len(y))
    squares = (y * y).sum(1)
    for start in range(0, len(y), 1024):
        part = slice(start, start + 1024)
        z += (1 / (1 + np.maximum(squares[part, None] + squares[None] - 2 * y[part] @ y.T, 0))).sum()
    q = 1 / (1 + ((y[p.row] - y[p.col]) ** 2).sum(1))
    return float((p.data * np.log(p.data / q)).sum() + np.log(z))


def tsne(tool, folder, x):
    import openTSNE
    from openTSNE.affinity import PerplexityBasedNN
    from openTSNE.nearest_neighbors import PrecomputedNeighbors
    from sklearn.decomposition import PCA
    from sklearn.manifold import _utils

    ids, distances = nearest(x, 90)
    conditional = _utils._binary_search_perplexity(distances**2, 30.0, 0)
    ends = np.arange(0, ids.size + 1, 90)
    p = csr_matrix((conditional.ravel(), ids.ravel().copy(), ends), shape=(len(x), len(x)))
    p = ((p + p.T) / (2 * conditional.sum())).tocoo()
    p.eliminate_zeros()
    affinities = PerplexityBasedNN(
        perplexity=30, n_jobs=2, knn_index=PrecomputedNeighbors(ids.copy(), distances.astype(float)))
    start = openTSNE.initialization.jitter(
        openTSNE.initialization.rescale(PCA(2).fit_transform(x).astype(float)), random_state=0)
    theirs = np.asarray(openTSNE.TSNE(n_jobs=2, random_state=0).fit(affinities=affinities, initialization=start))
    found, expected = divergence(p, ours(tool, folder, "tsne")), divergence(p, theirs)
    print(f"tsne: divergence {found:.4f}, openTSNE {expected:.4f}")
    return found < 1.02 * expected


if __name__ == "__main__":
    tool, folder = sys.argv[1:3]
    values = matrix(folder)
    print(folder, values.shape)
    methods = {"pca": pca, "umap": umap, "tsne": tsne}
    passed = [methods[name](tool, folder, values) for name in sys.argv[3:] or methods]
    sys.exit(0 if all(passed) else 1)
