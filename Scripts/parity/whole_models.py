"""What comparisons of whole models share: the matrix that they are about, and the count of what was compared."""

import pathlib

import numpy as np


class Checks:
    """Counts what was compared, and prints what differs."""

    def __init__(self):
        self.count = 0
        self.differences = 0

    def expect(self, condition, what):
        self.count += 1
        if not condition:
            self.differences += 1
            print(f"DIFFERENCE {what}")


def matrix(folder):
    """The token embeddings as 32-bit floats, from the one GGUF file or model.safetensors."""
    files = sorted(pathlib.Path(folder).glob("*.gguf"))
    if files:
        from gguf import GGUFReader, quants

        tensor = next(t for t in GGUFReader(files[0]).tensors if t.name == "token_embd.weight")
        return quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
    from safetensors.numpy import load_file

    tensors = load_file(pathlib.Path(folder) / "model.safetensors")
    name = next(n for n in tensors if n.endswith(("word_embeddings.weight", "wte.weight", "embed_tokens.weight")))
    return tensors[name].astype(np.float32)
