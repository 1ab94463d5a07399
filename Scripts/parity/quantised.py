#!/usr/bin/env python3
"""Compares every value of a whole matrix, quantised in every way there is, with what the makers' own libraries read back.

    python3 Scripts/parity/quantised.py MATRIX_VALUES MODEL_FOLDER [--only NAME ...]

MATRIX_VALUES is the built test tool (`swift build -c release --product MatrixValues`), MODEL_FOLDER holds a model whose rows are
multiples of 256 values, such as gpt2. Its token embeddings are written as
  - GGUF in every type: by gguf, or, where that cannot quantise, by ggml out of xllamacpp; read back by gguf.quants.dequantize;
  - MLX folders in every mode, number of bits, size of groups and type of scales: by mlx.core.quantize; read by mlx.core.dequantize;
  - safetensors with 8-bit floats: plain, and with one scale, one per row and one per block; read by torch.
All values must have the same bits. The last line counts the matrices, the exit code is 1 when one differs.
"""

import argparse
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile

import gguf
import mlx.core as mx
import numpy as np
import torch
from safetensors.torch import save_file

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))
from llama_cpp import library
from quantised_types import quantized
from whole_models import matrix

NAME = "model.embed_tokens.weight"


def gguf_files(values):
    ggml = library()
    for kind in gguf.quants._type_traits:
        stored = quantized(ggml, values, kind)

        def write(folder):
            writer = gguf.GGUFWriter(folder / "model.gguf", "llama")
            writer.add_tensor("token_embd.weight", stored, raw_dtype=kind)
            writer.write_header_to_file()
            writer.write_kv_data_to_file()
            writer.write_tensors_to_file()
            writer.close()
            return folder / "model.gguf"

        yield f"gguf {kind.name}", write, gguf.quants.dequantize(stored, kind)


def dequantised(words, scales, biases, size, bits, mode):
    """The values in 32 bits: mlx rounds them to the type of the scales, so that these are widened first."""
    if mode != "affine": return mx.dequantize(words, scales, None, size, bits, mode=mode)
    return mx.dequantize(words, scales.astype(mx.float32), biases[0].astype(mx.float32), size, bits)


def mlx_folders(values):
    settings = [("affine", bits, size, kind) for bits in (1, 2, 3, 4, 5, 6, 8) for size in (32, 64, 128)
                for kind in (mx.float32, mx.float16, mx.bfloat16)]
    settings += [("mxfp4", 4, 32, mx.bfloat16), ("mxfp8", 8, 32, mx.bfloat16), ("nvfp4", 4, 16, mx.bfloat16)]
    for mode, bits, size, kind in settings:
        words, scales, *biases = mx.quantize(mx.array(values).astype(kind), size, bits, mode=mode)
        read = dequantised(words, scales, biases, size, bits, mode)

        def write(folder):
            base = NAME.removesuffix(".weight")
            parts = {NAME: words, base + ".scales": scales} | ({base + ".biases": biases[0]} if biases else {})
            mx.save_safetensors(str(folder / "model.safetensors"), parts)
            quantization = {"group_size": size, "bits": bits, **({} if mode == "affine" else {"mode": mode})}
            configuration(folder, values, quantization=quantization)
            return folder

        yield f"mlx {mode} {bits} bits, groups of {size}, {str(kind).split('.')[-1]}", write, np.array(read.astype(mx.float32))


def float8_folders(values):
    kinds = [torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz]
    rows, columns = values.shape
    for kind in kinds:
        numbers = torch.from_numpy(values).to(kind)
        scales = {"no scales": None, "one scale": torch.rand(()) + 0.5, "a scale per row": torch.rand(rows, 1) + 0.5,
                  "scales per row in bfloat16": (torch.rand(rows) + 0.5).to(torch.bfloat16),
                  "blocks of 128 x 128": torch.rand(-(-rows // 128), -(-columns // 128)) + 0.5}
        for what, scale in scales.items():
            parts, read, fields = {NAME: numbers}, numbers.float(), {}
            if scale is not None:
                blocks = what.startswith("blocks")
                parts[NAME + ("_scale_inv" if blocks else "_scale")] = scale
                factors = scale.float()
                if blocks:
                    factors = factors.repeat_interleave(128, 0)[:rows].repeat_interleave(128, 1)[:, :columns]
                    fields = {"quantization_config": {"quant_method": "fp8", "weight_block_size": [128, 128]}}
                elif factors.ndim == 1:
                    factors = factors[:, None]
                read = (read * factors).to(scale.dtype).float()

            def write(folder):
                save_file(parts, folder / "model.safetensors")
                configuration(folder, values, **fields)
                return folder

            yield f"{str(kind).split('.')[-1]}, {what}", write, read.numpy()


def configuration(folder, values, **fields):
    known = {"model_type": "llama", "vocab_size": values.shape[0], "hidden_size": values.shape[1]}
    (folder / "config.json").write_text(json.dumps(known | fields))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("model")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    torch.manual_seed(11)
    values = np.ascontiguousarray(matrix(options.model))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ["gguf", "xllamacpp", "mlx", "torch", "numpy"])
    print(f"{options.model}: {values.shape[0]} x {values.shape[1]}; {versions}")
    compared = different = 0
    for make in (gguf_files, mlx_folders, float8_folders):
        for what, write, expected in make(values):
            if options.only and not any(what.startswith(name) for name in options.only):
                continue
            with tempfile.TemporaryDirectory() as folder:
                run = subprocess.run([options.tool, write(pathlib.Path(folder))], capture_output=True)
            compared += 1
            expected = np.ascontiguousarray(expected, dtype="<f4").tobytes()
            if run.returncode != 0 or run.stdout != expected:
                different += 1
                print(f"DIFFERENCE {what}: {run.stderr.decode().strip() or first_difference(run.stdout, expected)}", flush=True)
            else:
                print(f"equal {what}", flush=True)
    print(f"{compared} matrices compared, {different} differ")
    sys.exit(different > 0)


def first_difference(ours, expected):
    if len(ours) != len(expected):
        return f"{len(ours)} bytes, expected {len(expected)}"
    ours, expected = np.frombuffer(ours, "<f4"), np.frombuffer(expected, "<f4")
    wrong = np.flatnonzero(ours.view(np.uint32) != expected.view(np.uint32))
    return f"{len(wrong)} values, the first at {wrong[0]}: {ours[wrong[0]]}, expected {expected[wrong[0]]}"


main()
