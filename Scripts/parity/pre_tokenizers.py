#!/usr/bin/env python3
"""Compares Embedscope's pre-tokenizers with the reference library, piece for piece.

    python3 Scripts/parity/pre_tokenizers.py [--strings N] [--every K] [--only NAME,...] [--binary PATH]

needs tokenizers==0.23.3. Every pre-tokenizer of Scripts/cases/pre_tokenizer_cases.py splits the multilingual set, N random
strings (default 20,000), and scalars alone and between others (all of them, or every K-th text of them); pieces and offsets are compared. The exit code is 1
when anything differs.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import tokenizers

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))
from pre_tokenizer_cases import pre_tokenizers  # noqa: E402
from tokenization_texts import multilingual, random_strings, scalars_alone, scalars_between  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def reference(value):
    model = {"type": "WordLevel", "vocab": {"?": 0}, "unk_token": "?"}
    return tokenizers.Tokenizer.from_str(json.dumps({"version": "1.0", "model": model, "pre_tokenizer": value})).pre_tokenizer


def byte_offsets(text):
    """For each character index, its index in UTF-8."""
    lengths = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    lengths = 1 + (lengths > 0x7F).astype(int) + (lengths > 0x7FF) + (lengths > 0xFFFF)
    return [0, *numpy.cumsum(lengths).tolist()]


def compare(binary, name, value, texts, offsets, work):
    (work / "value.json").write_text(json.dumps(value))
    splitter = reference(value)
    start = time.time()
    output = subprocess.run([binary, "pieces", str(work / "value.json"), str(work / "texts")], capture_output=True)
    taken = time.time() - start
    if output.returncode:
        print(f"{name}: {output.stderr.decode()}")
        return len(texts)
    lines = output.stdout.split(b"\n")
    assert len(lines) == len(texts) + 1, (len(lines), len(texts))
    differences = 0
    start = time.time()
    for text, index, line in zip(texts, offsets, lines):
        # A text without a character is no piece here, whether a stage looks at it or not.
        pieces = [piece for piece in splitter.pre_tokenize_str(text) if piece[0]]
        shown, _, found = line.partition(b"\t")
        expected = " ".join(f"{index[a]} {index[b]}" for _, (a, b) in pieces)
        if shown != "\1".join(p for p, _ in pieces).encode().hex().encode() or found != expected.encode():
            differences += 1
            if differences <= 2:
                print(f"  DIFFERS {name} {json.dumps(value)[:200]}\n    text     {text[:100]!r}\n    expected {pieces[:12]!r}"
                      f"\n    found    {bytes.fromhex(shown.decode()).decode().split(chr(1))[:12]!r} {found[:80]!r}")
    print(f"{name}: {len(texts)} texts, {differences} differ  ({taken:.1f} s, reference {time.time() - start:.1f} s)", flush=True)
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--strings", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    texts = multilingual() + random_strings(arguments.strings) + (scalars_alone() + scalars_between())[::arguments.every]
    offsets = [byte_offsets(text) for text in texts]
    differences = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        # FF parts the texts: some of them hold NUL.
        (work / "texts").write_bytes(b"".join(text.encode() + b"\xff" for text in texts))
        for name, value in pre_tokenizers().items():
            if not arguments.only or name in arguments.only.split(","):
                differences += compare(arguments.binary, name, value, texts, offsets, work)
    print(f"{differences} differences in all")
    sys.exit(1 if differences else 0)


main()
