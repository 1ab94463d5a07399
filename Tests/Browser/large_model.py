"""A made model with as many tokens as asked for: what the page is measured on where no real one is that large."""

import array
import json
import pathlib
import random
import struct

DIMENSIONS = 32
CLUSTERS = 400


def write_large_model(folder, rows=256_000):
    """Writes a BERT of made words into `folder`/large; its rows lie in clusters. Gives its path."""
    chance = random.Random(1)
    path = pathlib.Path(folder) / "large"
    path.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    seen = set(words)
    while len(words) < rows:
        word = "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(1, 4))) + chance.choice(["", "n", "s", "t"])
        if word in seen:
            word += str(len(words) % 97)
        if word not in seen:
            seen.add(word)
            words.append(word)
    (path / "vocab.txt").write_text("".join(word + "\n" for word in words))
    (path / "config.json").write_text(json.dumps({
        "model_type": "bert", "vocab_size": rows, "hidden_size": DIMENSIONS, "num_hidden_layers": 0, "num_attention_heads": 1,
        "intermediate_size": DIMENSIONS}))
    centers = [[chance.gauss(0, 1) for _ in range(DIMENSIONS)] for _ in range(CLUSTERS)]
    values = array.array("f")
    for _ in range(rows):
        values.extend(place + chance.gauss(0, 0.4) for place in chance.choice(centers))
    header = json.dumps({"bert.embeddings.word_embeddings.weight": {
        "dtype": "F32", "shape": [rows, DIMENSIONS], "data_offsets": [0, 4 * len(values)]}}).encode()
    with open(path / "model.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        values.tofile(file)
    return str(path)
