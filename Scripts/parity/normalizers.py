#!/usr/bin/env python3
"""Compares Embedscope's normalizers with the reference library: every byte that comes out, and where it comes from.

    python3 Scripts/parity/normalizers.py [--strings N] [--only NAME,...] [--texts SET,...] [--charsmap FILE]

needs tokenizers==0.23.3. Each normalizer stands before a byte-level model of 256 tokens, one for each byte: its tokens are the
bytes of the normalized text, and their offsets the places that these have in the original. The texts are the multilingual
set, every scalar alone and between letters, and seeded random strings. FILE is a precompiled map of SentencePiece's, such as
nmt_nfkc's, to compare besides the small one that is written here. The exit code is 1 when anything differs.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import tokenizers

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))
from normalizer_cases import byte_model, byte_offsets, normalizer_cases  # noqa: E402
from tokenization_texts import clusters, grouped, multilingual, random_strings, scalars_alone, scalars_between  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def expected_lines(tokenizer, texts, size=256):
    for start in range(0, len(texts), size):
        part = texts[start:start + size]
        for text, encoding in zip(part, tokenizer.encode_batch(part)):
            index = byte_offsets(text)
            offsets = index[numpy.array(encoding.offsets, dtype=int).reshape(-1)] if encoding.ids else []
            yield " ".join(map(str, encoding.ids)), " ".join(map(str, offsets))


def compare(binary, tokenizer, texts, work, report):
    (work / "tokenizer.json").write_text(tokenizer.to_str())
    data = work / "texts"
    separator = b"\xff" if any("\0" in text for text in texts) else b"\0"
    data.write_bytes(b"".join(text.encode() + separator for text in texts))
    output = subprocess.run([binary, "full", f"json:{work}/tokenizer.json", str(data)], capture_output=True, check=True).stdout
    lines = output.decode().split("\n")
    assert len(lines) == len(texts) + 1, (len(lines), len(texts))
    differences = 0
    for text, line, (ids, offsets) in zip(texts, lines, expected_lines(tokenizer, texts)):
        fields = line.split("\t")
        if (fields[0], fields[2]) == (ids, offsets):
            continue
        differences += 1
        if differences <= 3:
            what = "text" if fields[0] != ids else "offsets"
            print(f"  DIFFERS {report}, {what}\n    text     {text[:100]!r} {[hex(ord(c)) for c in text[:20]]}")
            print(f"    expected {tokenizer.normalizer.normalize_str(text)[:100]!r}\n             {offsets[:300]}")
            print(f"    found    {tokenizer.decode([int(i) for i in fields[0].split()])[:100]!r}\n             {fields[2][:300]}")
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--strings", type=int, default=200_000)
    parser.add_argument("--only")
    parser.add_argument("--texts", help="the sets of texts to compare, instead of all")
    parser.add_argument("--charsmap", type=pathlib.Path)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    texts = [("multilingual set", multilingual()), ("clusters", clusters()), ("scalars alone", scalars_alone()),
             ("scalars between letters", scalars_between()), ("random strings", random_strings(5_000, seed=1)),
             ("random strings joined", grouped(random_strings(arguments.strings), 16))]
    if arguments.texts:
        texts = [(what, part) for what, part in texts if what in arguments.texts.split(",")]
    total = 0
    with tempfile.TemporaryDirectory() as work:
        for name, normalizer in normalizer_cases(arguments.charsmap):
            if arguments.only and name not in arguments.only.split(","):
                continue
            tokenizer = byte_model()
            tokenizer.normalizer = normalizer
            start = time.time()
            counts = [compare(arguments.binary, tokenizer, part, pathlib.Path(work), f"{name} {what}") for what, part in texts]
            total += sum(counts)
            print(f"{name}: {sum(len(part) for _, part in texts):,} texts, {sum(counts)} differ ({time.time() - start:.0f} s)", flush=True)
    print(f"{total} differences in all")
    sys.exit(1 if total else 0)


main()
