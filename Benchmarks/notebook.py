"""What the lecture notebook does, with the libraries it uses: transformers for models and tokenizers, matplotlib for the
figures. One of the two references of `make bench`.

usage: notebook.py GPT2_FOLDER BERT_FOLDER OUT_FOLDER
"""

import pathlib
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from transformers import BertModel, BertTokenizer, GPT2Model, GPT2Tokenizer


def save(figure, out, name):
    figure.savefig(out / f"{name}.svg")
    plt.close(figure)


def token_lengths(out, tokenizers):
    figure, axes = plt.subplots(len(tokenizers), 1, figsize=(8, 6))
    for ax, (name, tokenizer) in zip(axes, tokenizers.items()):
        print(f"{name} has {tokenizer.vocab_size:,} tokens.")
        lengths, counts = np.unique([len(token) for token in tokenizer.get_vocab()], return_counts=True)
        ax.bar(lengths, counts, color="k", edgecolor="gray")
        ax.set(xlabel="Token length (chars)", ylabel="Token count", title=f"{name} token lengths", xlim=[0, 22])
    figure.tight_layout()
    save(figure, out, "lengths")


def heatmaps(out, matrices):
    figure, axes = plt.subplots(len(matrices), 1, figsize=(10, 8))
    for ax, (name, matrix) in zip(axes, matrices.items()):
        print(f"{name} embedding matrix is of size {matrix.shape}.")
        image = ax.imshow(matrix.T, aspect="auto", vmin=-0.15, vmax=0.15)
        ax.set(xlabel="Tokens", ylabel="Dimensions", title=f"{name} embeddings matrix")
        figure.colorbar(image, ax=ax, pad=0.01)
    figure.tight_layout()
    save(figure, out, "heatmap")


def same_index(out, matrices, tokenizers, index):
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
    for name in ("BERT", "GPT2"):
        left.plot(matrices[name][index], label=name, linewidth=0.5)
    left.legend()
    left.set(xlabel="Embeddings dimension", ylabel="Embedding value", title=f"Token {index}")
    right.plot(matrices["BERT"][index], matrices["GPT2"][index], "s", markerfacecolor=[0.7, 0.9, 0.7])
    right.set(
        xlabel=f'BERT ("{tokenizers["BERT"].decode(index)}")', ylabel=f'GPT2 ("{tokenizers["GPT2"].decode(index)}")',
        title="Embedding comparison")
    save(figure, out, "same-index")


def same_word(out, matrices, tokenizers, word):
    bert, gpt2 = tokenizers["BERT"].encode(word)[1], tokenizers["GPT2"].encode(word)[0]
    print(f'BERT: "{word}" is index {bert}')
    print(f'GPT2: "{word}" is index {gpt2}')
    r = np.corrcoef(matrices["BERT"][bert], matrices["GPT2"][gpt2])[0, 1]
    figure, ax = plt.subplots()
    ax.plot(matrices["BERT"][bert], matrices["GPT2"][gpt2], "s", markerfacecolor=[0.7, 0.9, 0.9])
    ax.set(xlabel="BERT", ylabel="GPT2", title=f"Embedding comparison (r = {r:.2f})")
    save(figure, out, "same-word")


def distributions(out, matrices):
    figure, axes = plt.subplots(1, 2, figsize=(12, 3.5))
    for ax, quantity, label in ((axes[0], np.var, "Variance"), (axes[1], np.mean, "Average")):
        for name in ("BERT", "GPT2"):
            density, edges = np.histogram(quantity(matrices[name], axis=1), bins=100, density=True)
            ax.plot(edges[:-1], density, linewidth=2, label=name)
        ax.set(xlabel=label, ylabel="Density", ylim=[0, None])
        ax.legend()
    axes[1].axvline(0, color=[0.7, 0.7, 0.7], linestyle="--")
    save(figure, out, "stats")


def main(gpt2_folder, bert_folder, out_folder):
    out = pathlib.Path(out_folder)
    out.mkdir(parents=True, exist_ok=True)
    gpt2, bert = GPT2Model.from_pretrained(gpt2_folder), BertModel.from_pretrained(bert_folder)
    tokenizers = {
        "GPT2": GPT2Tokenizer.from_pretrained(gpt2_folder), "BERT": BertTokenizer.from_pretrained(bert_folder)}
    print(gpt2)
    print(bert)
    matrices = {
        "GPT2": gpt2.wte.weight.detach().numpy(), "BERT": bert.embeddings.word_embeddings.weight.detach().numpy()}
    token_lengths(out, tokenizers)
    start = time.perf_counter()
    heatmaps(out, matrices)
    print(f"heatmap seconds: {time.perf_counter() - start:.3f}")
    same_index(out, matrices, tokenizers, 15000)
    same_word(out, matrices, tokenizers, "the")
    distributions(out, matrices)


main(*sys.argv[1:4])
