#!/usr/bin/env python3
"""Compares the indicators of under-trained tokens, and how quantised rows moved, with NumPy on whole models.

    python3 Scripts/parity/anomalies.py EMBEDSCOPE MODELS

needs numpy, scikit-learn, safetensors and gguf as in Scripts/requirements.txt. EMBEDSCOPE is the built tool; MODELS is a folder
that holds all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/. The formulas are those of Land and Bartolo 2024 (arXiv:2405.05417) in 64
bits. The reference of all-MiniLM-L6-v2 must be the tokens that its vocabulary calls [unusedN] and whatever no text becomes;
SmolLM2 is measured against its rows 0 to 9, for the numbers alone. Every difference is printed, the last line counts them, and
the exit code is 1 when there is any.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, quants
from safetensors.numpy import load_file
from sklearn.decomposition import PCA

TOLERANCE = 1e-10
differences = 0
compared = 0


def close(what, ours, reference, tolerance=TOLERANCE):
    global differences, compared
    ours = np.array([np.nan if value is None else value for value in ours], dtype=np.float64)
    compared += len(ours)
    wrong = ~(np.abs(ours - reference) <= tolerance * np.maximum(1, np.abs(reference)))
    wrong &= ~(np.isnan(ours) & np.isnan(reference))
    if len(ours) != len(reference) or wrong.any():
        differences += 1
        place = int(np.argmax(wrong))
        print(f"DIFFERENCE {what}: {int(wrong.sum())} of {len(ours)}, the first at {place}: {ours[place]}, {reference[place]}")
    else:
        print(f"{what}: {len(ours)} rows, largest difference {np.nanmax(np.abs(ours - reference)):.2g}")


def equal(what, ours, reference):
    global differences, compared
    compared += 1
    if ours != reference:
        differences += 1
        print(f"DIFFERENCE {what}: {str(ours)[:200]}, {str(reference)[:200]}")


def run(tool, *words):
    return json.loads(subprocess.run([tool, *map(str, words), "--json"], check=True, capture_output=True).stdout)


def cosine_distance(matrix, vector):
    return 1 - matrix @ vector / (np.linalg.norm(matrix, axis=1) * np.linalg.norm(vector))


def check_indicators(name, model, stored):
    matrix = stored.astype(np.float64)
    reference = model["reference"]["ids"]
    rows = model["rows"]
    center, mean = matrix[reference].mean(0), matrix.mean(0)
    # Rows times rows: the solver that gives the component all digits.
    first = PCA(n_components=1, svd_solver="covariance_eigh").fit(matrix).components_[0]
    without = matrix - np.outer(matrix @ first, first)
    close(f"{name}: cosine distance", rows["cosineDistance"], cosine_distance(matrix, center))
    close(f"{name}: centred", rows["centeredCosineDistance"], cosine_distance(matrix - mean, center - mean))
    close(
        f"{name}: without the first component", rows["cosineDistanceWithoutFirstComponent"],
        cosine_distance(without, without[reference].mean(0)))
    close(f"{name}: euclidean", rows["euclideanDistance"], np.linalg.norm(matrix - center, axis=1))
    close(f"{name}: norm", rows["inputNorm"], np.linalg.norm(matrix, axis=1))
    distances = cosine_distance(matrix, center)
    skipped = set(reference)
    ordinary = [i for i, kind in enumerate(rows["kinds"]) if kind == "ordinary" and i not in skipped]
    close(f"{name}: threshold", [model["threshold"]], np.array([np.percentile(distances[ordinary], 2)]))
    close(
        f"{name}: mean and deviation", [model["distribution"]["mean"], model["distribution"]["deviation"]],
        np.array([distances.mean(), distances.std()]))


def check_anomalies(tool, models):
    minilm = models / "all-MiniLM-L6-v2"
    model = run(tool, "anomalies", minilm)["models"][0]
    words = (minilm / "vocab.txt").read_text().split("\n")[:-1]
    unused = [i for i, word in enumerate(words) if word.startswith("[unused")]
    equal("MiniLM: called unused", [i for i, kind in enumerate(model["rows"]["kinds"]) if kind == "unusedName"], unused)
    equal("MiniLM: reference", sorted(set(unused) - set(model["reference"]["ids"])), [])
    check_indicators("MiniLM", model, load_file(minilm / "model.safetensors")["embeddings.word_embeddings.weight"])
    smollm = smollm_matrix(models)
    check_indicators("SmolLM2", run(tool, "anomalies", models / "SmolLM2-135M-Instruct", "--reference", "0-9")["models"][0], smollm)


def smollm_matrix(models):
    reader = GGUFReader(models / "SmolLM2-135M-Instruct/SmolLM2-135M-Instruct.Q4_1.gguf")
    tensor = next(t for t in reader.tensors if t.name == "token_embd.weight")
    return quants.dequantize(tensor.data, tensor.tensor_type)


def write(path, matrix, kind):
    writer = GGUFWriter(path, "llama")
    stored = matrix if kind == GGMLQuantizationType.F32 else quants.quantize(matrix, kind)
    writer.add_tensor("token_embd.weight", stored, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return stored if kind == GGMLQuantizationType.F32 else quants.dequantize(stored, kind)


def check_diff(tool, models):
    """The whole matrix of MiniLM as it is, and quantised to eight bits."""
    matrix = load_file(models / "all-MiniLM-L6-v2/model.safetensors")["embeddings.word_embeddings.weight"]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        a = write(folder / "a.gguf", matrix, GGMLQuantizationType.F32)
        b = write(folder / "b.gguf", matrix, GGMLQuantizationType.Q8_0)
        result = run(tool, "diff", folder / "a.gguf", folder / "b.gguf")
    x, y = a.astype(np.float64), b.astype(np.float64)
    norm = lambda rows: np.linalg.norm(rows, axis=1)
    u, v = x / norm(x)[:, None], y / norm(y)[:, None]
    angles = np.degrees(2 * np.arctan2(norm(u - v), norm(u + v)))
    close("diff: angle", result["rows"]["angle"], angles)
    close("diff: distance", result["rows"]["distance"], norm(x - y))
    close("diff: norm of A", result["rows"]["normA"], norm(x))
    close("diff: norm of B", result["rows"]["normB"], norm(y))
    equal("diff: identical", result["identical"], int((x == y).all(1).sum()))
    for row in result["mostMoved"][:5]:
        near = [set(np.argsort(-(m @ m[row["idA"]]) + 4 * (np.arange(len(m)) == row["idA"]), kind="stable")[:10]) for m in (u, v)]
        common = len(near[0] & near[1])
        close(f"diff: neighbours of {row['idA']}", [row["jaccard"]], np.array([common / (20 - common)]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("models", type=pathlib.Path)
    arguments = parser.parse_args()
    check_anomalies(arguments.tool, arguments.models)
    check_diff(arguments.tool, arguments.models)
    print(f"{compared} values compared, {differences} differences")
    sys.exit(1 if differences else 0)


main()
