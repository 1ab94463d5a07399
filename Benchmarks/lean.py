"""The same figures with as little as Python needs: safetensors mapped by NumPy, the vocabulary files read by hand, and
heatmaps averaged down to 1,000 columns before they are drawn. The fairer of the two references of `make bench`.

usage: lean.py GPT2_FOLDER BERT_FOLDER OUT_FOLDER
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np


def tensor(folder, ending):
    """The float32 tensor whose name ends so, mapped, not read."""
    path = pathlib.Path(folder) / "model.safetensors"
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    info = next(info for name, info in header.items() if name.endswith(ending))
    start, _ = info["data_offsets"]
    return np.memmap(path, dtype=np.float32, mode="r", offset=8 + size + start, shape=tuple(info["shape"]))


def main(gpt2_folder, bert_folder, out_folder):
    out = pathlib.Path(out_folder)
    out.mkdir(parents=True, exist_ok=True)
    gpt2_vocabulary = json.loads((pathlib.Path(gpt2_folder) / "vocab.json").read_text(encoding="utf-8"))
    bert_tokens = (pathlib.Path(bert_folder) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    bert_vocabulary = {token: index for index, token in enumerate(bert_tokens)}
    vocabularies = {"GPT2": gpt2_vocabulary, "BERT": bert_vocabulary}
    matrices = {"GPT2": tensor(gpt2_folder, "wte.weight"), "BERT": tensor(bert_folder, "word_embeddings.weight")}

    figure, axes = plt.subplots(2, 1, figsize=(8, 6))
    for ax, (name, vocabulary) in zip(axes, vocabularies.items()):
        ax.bar(*np.unique([len(token) for token in vocabulary], return_counts=True), color="k", edgecolor="gray")
        ax.set(xlabel="Token length (chars)", ylabel="Token count", title=name, xlim=[0, 22])
    figure.tight_layout()
    figure.savefig(out / "lengths.svg")

    figure, axes = plt.subplots(2, 1, figsize=(10, 8))
    for ax, (name, matrix) in zip(axes, matrices.items()):
        starts = np.linspace(0, len(matrix), 1001).astype(int)
        reduced = np.add.reduceat(matrix, starts[:-1]) / np.diff(starts)[:, None]
        image = ax.imshow(
            reduced.T, aspect="auto", vmin=-0.15, vmax=0.15, extent=(0, len(matrix), matrix.shape[1], 0))
        ax.set(xlabel="Tokens", ylabel="Dimensions", title=name)
        figure.colorbar(image, ax=ax, pad=0.01)
    figure.tight_layout()
    figure.savefig(out / "heatmap.svg")

    b, g = matrices["BERT"], matrices["GPT2"]
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
    left.plot(b[15000], label="BERT", linewidth=0.5)
    left.plot(g[15000], label="GPT2", linewidth=0.5)
    left.legend()
    right.plot(b[15000], g[15000], "s")
    figure.savefig(out / "same-index.svg")

    b_the, g_the = b[bert_vocabulary["the"]], g[gpt2_vocabulary["the"]]
    figure, ax = plt.subplots()
    ax.plot(b_the, g_the, "s")
    ax.set(title=f"r = {np.corrcoef(b_the, g_the)[0, 1]:.2f}")
    figure.savefig(out / "same-word.svg")

    figure, axes = plt.subplots(1, 2, figsize=(12, 3.5))
    for ax, quantity in zip(axes, (np.var, np.mean)):
        for name in ("BERT", "GPT2"):
            density, edges = np.histogram(quantity(matrices[name], axis=1), bins=100, density=True)
            ax.plot(edges[:-1], density, linewidth=2, label=name)
        ax.legend()
    figure.savefig(out / "stats.svg")


main(*sys.argv[1:4])
