"""The notebook's most expensive statement by itself: one imshow of each whole matrix, drawn. Prints the seconds it takes.

usage: imshow.py GPT2_FOLDER BERT_FOLDER OUT_FOLDER
"""

import pathlib
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from safetensors import safe_open


def tensor(folder, ending):
    with safe_open(pathlib.Path(folder) / "model.safetensors", "np") as file:
        return file.get_tensor(next(name for name in file.keys() if name.endswith(ending)))


def main(gpt2_folder, bert_folder, out_folder):
    matrices = [tensor(gpt2_folder, "wte.weight"), tensor(bert_folder, "word_embeddings.weight")]
    start = time.perf_counter()
    figure, axes = plt.subplots(2, 1, figsize=(10, 8))
    for ax, matrix in zip(axes, matrices):
        ax.imshow(matrix.T, aspect="auto", vmin=-0.15, vmax=0.15)
    out = pathlib.Path(out_folder)
    out.mkdir(parents=True, exist_ok=True)
    figure.savefig(out / "imshow.svg")
    print(f"{time.perf_counter() - start:.3f}")


main(*sys.argv[1:4])
