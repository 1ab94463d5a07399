#!/usr/bin/env python3
"""Compares what Embedscope's studies say of real models with NumPy, tokenizers and gguf.

    python3 Scripts/parity/studies.py EMBEDSCOPE MODELS

needs numpy==2.4.6, tokenizers==0.23.3, safetensors==0.8.0 and gguf==0.19.0. EMBEDSCOPE is the built tool; MODELS is a folder
that holds gpt2/, bert-base-uncased/, all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/. Rows are cast to float64 first and
variances are the population's. Counts must be equal; edges, densities, variances and r agree to 1e-9 relative, means to 1e-9 of
the rows' standard deviation. Lengths in graphemes have no counterpart in Python and are left out. Every difference is printed,
the last line counts them, and the exit code is 1 when there is any.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import tokenizers
from safetensors.numpy import load_file

INDICES = [0, 1, 7, 11111, 30521]
WORDS = ["the", "The", "house", "internationalization", "naïve", "東京", "don't", "1234567", "a b", "##ing", "[UNK]x", "x\ty"]


class Checks:
    """Counts what was compared, and prints what differs."""

    def __init__(self):
        self.count = 0
        self.differences = 0

    def equal(self, what, ours, reference):
        self.count += 1
        if ours != reference:
            self.differ(what, ours, reference)

    def close(self, what, ours, reference, scale=None):
        """Numbers or lists of numbers; the tolerance is 1e-9 of each reference, or of `scale`."""
        self.count += 1
        ours = np.asarray(ours, dtype=np.float64)
        reference = np.asarray(reference, dtype=np.float64)
        if ours.shape != reference.shape:
            return self.differ(what, ours.shape, reference.shape)
        allowed = 1e-9 * (np.abs(reference) if scale is None else scale)
        wrong = ~(np.abs(ours - reference) <= allowed) & ~(np.isnan(ours) & np.isnan(reference))
        if wrong.any():
            first = tuple(np.argwhere(np.atleast_1d(wrong))[0])
            place = f"{what} ({int(wrong.sum())} of {wrong.size}, the first at {first})"
            self.differ(place, np.atleast_1d(ours)[first], np.atleast_1d(reference)[first])

    def differ(self, what, ours, reference):
        self.differences += 1
        print(f"DIFFERENCE {what}\n  embedscope: {repr(ours)[:200]}\n  reference:  {repr(reference)[:200]}")


def byte_alphabet():
    """The character that byte-level BPE writes for each byte, turned round: character -> byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    characters = {chr(byte): byte for byte in plain}
    others = [byte for byte in range(256) if byte not in plain]
    return characters | {chr(256 + position): byte for position, byte in enumerate(others)}


ALPHABET = byte_alphabet()


class Model:
    """One model as Python reads it."""

    def __init__(self, path, matrix, tensor, dtype, tokenizer, byte_level, configuration_size, added):
        self.path, self.matrix, self.tensor, self.dtype = str(path), matrix, tensor, dtype
        self.tokenizer, self.byte_level, self.configuration_size = tokenizer, byte_level, configuration_size
        self.vocabulary = tokenizer.get_vocab(with_added_tokens=True)
        self.added = added
        self.name = pathlib.Path(path).name

    def bytes_of(self, token):
        if token in self.added:
            return token.encode()
        if self.byte_level:
            known = all(character in ALPHABET for character in token)
            return bytes(ALPHABET[c] for c in token) if known else token.encode()
        return (token[2:] if token.startswith("##") else token).encode()

    def first_ids(self, word):
        return self.tokenizer.encode(word, add_special_tokens=False).ids


def text_of(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def from_folder(folder, tensor, byte_level):
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    matrix = load_file(folder / "model.safetensors")[tensor]
    configuration = json.loads((folder / "config.json").read_text())
    added = {token.content for token in tokenizer.get_added_tokens_decoder().values()}
    return Model(folder, matrix, tensor, "F32", tokenizer, byte_level, configuration["vocab_size"], added)


def from_gguf(path):
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(path)
    tensor = next(t for t in reader.tensors if t.name == "token_embd.weight")
    texts = lambda key: [bytes(reader.fields[key].parts[i]).decode() for i in reader.fields[key].data]
    tokens = texts("tokenizer.ggml.tokens")
    kinds = [int(reader.fields["tokenizer.ggml.token_type"].parts[i][0]) for i in reader.fields["tokenizer.ggml.token_type"].data]
    merges = [tuple(line.split(" ")) for line in texts("tokenizer.ggml.merges")]
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.BPE({token: index for index, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [tokenizers.pre_tokenizers.Digits(individual_digits=True), tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)])
    # 3 marks control tokens in the format, 4 those that its maker added.
    added = {token for token, kind in zip(tokens, kinds) if kind in (3, 4)}
    configured = reader.fields.get("llama.vocab_size")
    size = int(configured.parts[configured.data[0]][0]) if configured else None
    matrix = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
    return Model(path, matrix, tensor.name, tensor.tensor_type.name, tokenizer, True, size, added)


class Tool:
    def __init__(self, path):
        self.path = path

    def run(self, *words):
        """The JSON that the tool prints, or its exit code and message where it fails."""
        environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
        run = subprocess.run([self.path, *words, "--json"], capture_output=True, env=environment)
        if run.returncode:
            return {"exit": run.returncode, "message": run.stderr.decode().strip()}
        return json.loads(run.stdout)

    def __call__(self, *words):
        result = self.run(*words)
        if "exit" in result:
            raise SystemExit(f"embedscope {' '.join(words)}: exit {result['exit']}: {result['message']}")
        return result


def check_vocabulary(checks, tool, model):
    sizes = tool("vocab", model.path)["models"][0]
    checks.equal(f"{model.name}: tokenizerSize", sizes["tokenizerSize"], len(model.vocabulary))
    checks.equal(f"{model.name}: configurationSize", sizes["configurationSize"], model.configuration_size)
    checks.equal(f"{model.name}: shape", (sizes["matrixRows"], sizes["matrixColumns"]), model.matrix.shape)
    checks.equal(f"{model.name}: tensor", (sizes["embeddingTensor"], sizes["dtype"]), (model.tensor, model.dtype))
    ours = tool("vocab", model.path, "--list")["tokens"]
    reference = sorted((index, token) for token, index in model.vocabulary.items())
    checks.equal(f"{model.name}: ids", [t["id"] for t in ours], [index for index, _ in reference])
    checks.equal(f"{model.name}: spellings", [t["raw"] for t in ours], [token for _, token in reference])
    data = [model.bytes_of(token) for _, token in reference]
    checks.equal(f"{model.name}: bytes", [t["bytesHex"] for t in ours], [d.hex() for d in data])
    checks.equal(f"{model.name}: texts", [t["text"] for t in ours], [text_of(d) for d in data])
    return ours


def check_lengths(checks, tool, model):
    tokens = list(model.vocabulary)
    data = [model.bytes_of(token) for token in tokens]
    lengths = {
        "raw": [len(token) for token in tokens],
        "bytes": [len(d) for d in data],
        # Bytes that are no text by themselves count one each.
        "characters": [len(d) if text_of(d) is None else len(text_of(d)) for d in data],
    }
    for unit, values in lengths.items():
        ours = tool("lengths", model.path, "--unit", unit)["models"][0]
        reference, counts = np.unique(values, return_counts=True)
        checks.equal(f"{model.name}: lengths in {unit}", ours["lengths"], reference.tolist())
        checks.equal(f"{model.name}: counts in {unit}", ours["counts"], counts.tolist())
    total = sum(tool("lengths", model.path, "--unit", "graphemes")["models"][0]["counts"])
    checks.equal(f"{model.name}: tokens counted in graphemes", total, len(tokens))


def check_published(checks, gpt2, bert):
    """Facts about the two vocabularies that the documentation states."""
    texts = [token["text"] for token in gpt2]
    checks.equal("gpt2: tokens that are not valid UTF-8 alone", texts.count(None), 344)
    wide = sum(token["text"] is not None and len(token["bytesHex"]) // 2 != len(token["text"]) for token in gpt2)
    checks.equal("gpt2: tokens whose byte length is not their character length", wide, 529)
    spellings = [token["raw"] for token in bert]
    checks.equal("bert: ## tokens", sum(raw.startswith("##") for raw in spellings), 5828)
    checks.equal("bert: [unused] tokens", sum(raw.startswith("[unused") for raw in spellings), 994)
    checks.equal("sizes", (len(gpt2), len(bert)), (50257, 30522))


def check_distribution(checks, what, ours, values, scale):
    """One distribution; `scale` is what the tolerance of edges is relative to, where not to the edges themselves."""
    density, edges = np.histogram(values, bins=100, density=True)
    counts, _ = np.histogram(values, bins=100)
    checks.equal(f"{what}: counts", ours["counts"], counts.tolist())
    checks.close(f"{what}: edges", ours["binEdges"], edges, scale)
    checks.close(f"{what}: density", ours["density"], density)
    for name, value in (("min", values.min()), ("max", values.max()), ("average", values.mean())):
        checks.close(f"{what}: {name}", ours[name], value, scale)


def check_stats(checks, tool, models):
    for ours, model in zip(tool("stats", *(m.path for m in models))["models"], models):
        rows = model.matrix.astype(np.float64)
        variances, means = rows.var(axis=1), rows.mean(axis=1)
        check_distribution(checks, f"{model.name}: variance", ours["variance"], variances, None)
        check_distribution(checks, f"{model.name}: mean", ours["mean"], means, np.sqrt(variances.mean()))


def check_heatmap(checks, tool, models, rule):
    width = 1000
    result = tool("heatmap", *(m.path for m in models), "--width", str(width), "--rule", rule)
    for ours, model in zip(result["models"], models):
        rows = model.matrix.astype(np.float64)
        count = len(rows)
        starts = [column * count // width for column in range(width + 1)]
        parts = [rows[a:b] for a, b in zip(starts, starts[1:])]
        column = ours["column"]
        what = f"{model.name}: heatmap ({rule})"
        checks.equal(f"{what}: first tokens", column["first"], starts[:-1])
        checks.equal(f"{what}: last tokens", column["last"], [start - 1 for start in starts[1:]])
        checks.close(f"{what}: mean", column["mean"], [p.mean() for p in parts], rows.std())
        # Stored as 32-bit floats, printed in their shortest form.
        for key, reduce in (("minimum", np.min), ("maximum", np.max)):
            exact = [np.float32(value) for value in column[key]] == [np.float32(reduce(p)) for p in parts]
            checks.equal(f"{what}: {key}", exact, True)
        checks.close(f"{what}: meanAbsolute", column["meanAbsolute"], [np.abs(p).mean() for p in parts])


def r(a, b, dimensions):
    return np.corrcoef(a[:dimensions].astype(np.float64), b[:dimensions].astype(np.float64))[0, 1]


def check_rows(checks, what, result, models, ids):
    """The rows themselves, and r of every pair, in the order (first, second), (first, third), …

    Each pair is compared over the dimensions that both of its models have.
    """
    for ours, model, token in zip(result["models"], models, ids):
        checks.equal(f"{what}: {model.name}: tokenID", ours["tokenID"], token)
        row = model.matrix[token]
        checks.equal(f"{what}: {model.name}: row", np.array_equal(np.float32(ours["row"]), row), True)
    dimensions = min(m.matrix.shape[1] for m in models)
    pairs = [(a, b) for a in range(len(models)) for b in range(a + 1, len(models))]
    checks.equal(f"{what}: pairs", len(result["pairs"]), len(pairs))
    for ours, (a, b) in zip(result["pairs"], pairs):
        checks.equal(f"{what}: tokens of a pair", ours["tokenIDs"], [ids[a], ids[b]])
        shared = min(models[a].matrix.shape[1], models[b].matrix.shape[1])
        checks.equal(f"{what}: dimensions of a pair", ours["dimensions"], shared)
        reference = r(models[a].matrix[ids[a]], models[b].matrix[ids[b]], shared)
        checks.close(f"{what}: r", ours["r"], reference)
    checks.equal(f"{what}: dimensions", result["dimensions"], dimensions)


def check_compare(checks, tool, models):
    paths = [m.path for m in models]
    for index in INDICES:
        check_rows(checks, f"index {index}", tool("compare", *paths, "--index", str(index)), models, [index] * len(models))
    rows = min(len(m.matrix) for m in models)
    beyond = tool.run("compare", *paths, "--index", str(rows))
    checks.equal("index past the vocabulary: exit code", beyond.get("exit"), 1)
    for seed in range(5):
        drawn = {tool("compare", *paths, "--index", "random", "--seed", str(seed))["query"] for _ in range(2)}
        checks.equal(f"seed {seed}: one index from 10,000 to 20,000", len(drawn) == 1 and 10000 <= int(*drawn) < 20000, True)
    for word in WORDS:
        check_word(checks, tool, models, word)


def check_word(checks, tool, models, word):
    pieces = [m.first_ids(word) for m in models]
    result = tool.run("compare", *(m.path for m in models), f"--word={word}")
    unknown = [m.tokenizer.token_to_id("[UNK]") for m in models]
    if any(ids == [] or (u is not None and ids[0] == u) for ids, u in zip(pieces, unknown)):
        return checks.equal(f"word {word!r}: refused", result.get("exit"), 1)
    if "exit" in result:
        return checks.equal(f"word {word!r}", result, "a result")
    check_rows(checks, f"word {word!r}", result, models, [ids[0] for ids in pieces])
    checks.equal(f"word {word!r}: splitInto", [m["splitInto"] for m in result["models"]], pieces)
    for ours, model, ids in zip(result["models"], models, pieces):
        spaced = model.first_ids(" " + word)
        if model.byte_level and len(ids) == 1 and len(spaced) == 1:
            forms = [form["id"] for form in ours["otherForms"]]
            checks.equal(f"word {word!r}: {model.name}: after a space", spaced[0] in forms, spaced != ids)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedscope")
    parser.add_argument("models", type=pathlib.Path)
    arguments = parser.parse_args()
    tool, checks = Tool(arguments.embedscope), Checks()
    gguf = next((arguments.models / "SmolLM2-135M-Instruct").glob("*.gguf"))
    models = [
        from_folder(arguments.models / "gpt2", "wte.weight", True),
        from_folder(arguments.models / "bert-base-uncased", "bert.embeddings.word_embeddings.weight", False),
        from_folder(arguments.models / "all-MiniLM-L6-v2", "embeddings.word_embeddings.weight", False),
        from_gguf(gguf),
    ]
    listed = [check_vocabulary(checks, tool, model) for model in models]
    check_published(checks, listed[0], listed[1])
    for model in models:
        check_lengths(checks, tool, model)
    check_stats(checks, tool, models)
    for rule in ("mean", "max-abs"):
        check_heatmap(checks, tool, models, rule)
    check_compare(checks, tool, models[:2])
    check_compare(checks, tool, models)
    the = tool("compare", models[0].path, models[1].path, "--word", "the")
    ids = [model["tokenID"] for model in the["models"]] + [the["models"][0]["otherForms"][0]["id"]]
    checks.equal("“the” in GPT-2, in BERT, and after a space", ids, [1169, 1996, 262])
    print(f"{checks.count} checks, {checks.differences} differences")
    return 1 if checks.differences else 0


sys.exit(main())
