#!/usr/bin/env python3
"""Writes models as PyTorch, ONNX and Flax wrap them, and compares what the tool makes of each with what it makes of safetensors.

    Scripts/parity/checkpoints.py --tool .build/release/embedscope FOLDER [FOLDER …]

FOLDER holds model.safetensors and what belongs to it. Compared are the list of tensors (`info --json`) with names, types, shapes
and bytes, and the statistics of the embeddings to the last digit (`stats --json`). Needs torch, safetensors, numpy, onnx, msgpack.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import msgpack
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from safetensors.torch import load_file

ONNX_TYPES = {torch.float32: TensorProto.FLOAT, torch.float16: TensorProto.FLOAT16, torch.bfloat16: TensorProto.BFLOAT16,
              torch.int64: TensorProto.INT64, torch.int32: TensorProto.INT32, torch.uint8: TensorProto.UINT8,
              torch.bool: TensorProto.BOOL}


def run(tool, *arguments):
    start = time.monotonic()
    found = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True)
    if found.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: {found.stderr}")
    return json.loads(found.stdout), time.monotonic() - start


def raw(tensor):
    return tensor.contiguous().view(torch.uint8).numpy().tobytes() if tensor.dim() else tensor.numpy().tobytes()


def zip_form(folder, state):
    torch.save(state, folder / "pytorch_model.bin")


def legacy(folder, state):
    torch.save(state, folder / "pytorch_model.bin", _use_new_zipfile_serialization=False)


def sharded(folder, state):
    names, weight_map = list(state), {}
    parts = [names[: len(names) // 2], names[len(names) // 2:]]
    for number, part in enumerate(parts, 1):
        name = f"pytorch_model-{number:05}-of-00002.bin"
        torch.save({key: state[key] for key in part}, folder / name)
        weight_map |= {key: name for key in part}
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))


def nested(folder, state):
    torch.save({"epoch": 1, "state_dict": state, "optimizer": {"lr": 0.1}}, folder / "last.ckpt")


def onnx_form(folder, state, external=False):
    (folder / "onnx").mkdir()
    tensors = []
    for name, tensor in state.items():
        made = TensorProto(name=name, data_type=ONNX_TYPES[tensor.dtype], dims=list(tensor.shape))
        made.raw_data = raw(tensor)
        tensors.append(made)
    model = helper.make_model(helper.make_graph([], "main", [], [], tensors))
    options = dict(save_as_external_data=True, location="model.onnx_data", size_threshold=1024) if external else {}
    onnx.save_model(model, folder / "onnx/model.onnx", **options)


def flax(folder, state):
    pack = lambda value: msgpack.packb(value, use_bin_type=True)
    array = lambda t: msgpack.ExtType(1, pack((tuple(t.shape), str(t.dtype).removeprefix("torch."), raw(t))))
    (folder / "flax_model.msgpack").write_bytes(pack({name: array(tensor) for name, tensor in state.items()}))


FORMS = {"zip": zip_form, "legacy": legacy, "sharded": sharded, "nested": nested, "onnx": onnx_form,
         "onnx, external": lambda folder, state: onnx_form(folder, state, external=True), "flax": flax}


def described(info):
    keys = ("name", "dtype", "shape", "bytes")
    return sorted(({key: tensor.get(key) for key in keys} for tensor in info["models"][0]["tensors"]), key=lambda t: t["name"])


def statistics(stats):
    return {key: value for key, value in stats["models"][0].items() if key in ("rows", "columns", "variance", "mean")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--only", help="forms, with commas between them: " + "; ".join(FORMS))
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    tool, failed = pathlib.Path(arguments.tool).resolve(), 0
    for folder in arguments.folders:
        state = load_file(folder / "model.safetensors")
        beside = [path for path in folder.iterdir() if path.suffix in (".json", ".txt", ".model")]
        expected = described(run(tool, "info", folder, "--json")[0])
        wanted, seconds = run(tool, "stats", folder, "--json")
        print(f"{folder.name}: {len(expected)} tensors, safetensors {seconds:.2f} s")
        for name, write in FORMS.items():
            if arguments.only and name not in arguments.only.split(","):
                continue
            if name == "onnx" and sum(t.numel() * t.element_size() for t in state.values()) > 1.9e9:
                continue
            with tempfile.TemporaryDirectory() as made:
                copy = pathlib.Path(made)
                for path in beside:
                    shutil.copy(path, copy)
                write(copy, state)
                tensors = described(run(tool, "info", copy, "--json")[0])
                stats, seconds = run(tool, "stats", copy, "--json")
            same = tensors == expected and statistics(stats) == statistics(wanted)
            failed += not same
            print(f"  {name}: {len(tensors)} tensors, {'same' if same else 'OTHER'}, {seconds:.2f} s")
    sys.exit(1 if failed else 0)


main()
