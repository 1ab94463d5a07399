#!/usr/bin/env python3
"""Compares Embedscope's normalizers with the reference library: every byte that comes out, and where it comes from.

    python3 Scripts/parity/normalizers.py [--strings N] [--only NAME,...] [--charsmap FILE]

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
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from charsmaps import charsmap, tricky_rules  # noqa: E402
from tokenization_texts import clusters, multilingual, random_strings, scalars_alone, scalars_between  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def byte_model():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def cases(charsmap_file):
    n = normalizers
    yield "NFC", n.NFC()
    yield "NFD", n.NFD()
    yield "NFKC", n.NFKC()
    yield "NFKD", n.NFKD()
    yield "Lowercase", n.Lowercase()
    yield "Strip", n.Strip()
    yield "Strip-left", n.Strip(left=True, right=False)
    yield "Strip-right", n.Strip(left=False, right=True)
    yield "StripAccents", n.StripAccents()
    yield "Nmt", n.Nmt()
    yield "ByteLevel", n.ByteLevel()
    yield "Prepend", n.Prepend("▁é")
    yield "Replace-string", n.Replace(" ", "▁")
    yield "Replace-longer", n.Replace("a", "<é>")
    yield "Replace-nothing", n.Replace("e", "")
    yield "Replace-regex", n.Replace(Regex(r"[ \n]+|[aeiou]{2,}|\p{N}+$"), "_")
    yield "Precompiled", n.Precompiled(charsmap(tricky_rules()))
    if charsmap_file:
        yield "Precompiled-file", n.Precompiled(charsmap_file.read_bytes())
    yield "Sequence-accents", n.Sequence([n.NFKD(), n.StripAccents(), n.Lowercase(), n.Strip()])
    yield "Sequence-llama", n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")])
    yield "Sequence-unigram", n.Sequence(
        [n.Nmt(), n.Precompiled(charsmap(tricky_rules())), n.Strip(left=False, right=True), n.Replace(Regex(" {2,}"), "▁")])
    yield "Sequence-albert", n.Sequence([n.Replace("``", '"'), n.NFKD(), n.StripAccents(), n.Lowercase(), n.NFC()])
    yield "Bert", n.BertNormalizer()
    yield "Sequence-bert", n.Sequence([n.NFC(), n.BertNormalizer(strip_accents=True, lowercase=False), n.NFKC()])


def byte_offsets(text):
    lengths = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    lengths = 1 + (lengths > 0x7F) + (lengths > 0x7FF) + (lengths > 0xFFFF)
    return numpy.concatenate([[0], numpy.cumsum(lengths)])


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
            tokens = bytes.fromhex(fields[1]).decode().replace("\1", "")
            print(f"    found    {tokenizer.decode([int(i) for i in fields[0].split()])[:100]!r}\n             {fields[2][:300]}")
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--strings", type=int, default=200_000)
    parser.add_argument("--only")
    parser.add_argument("--charsmap", type=pathlib.Path)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    texts = [("multilingual set", multilingual()), ("clusters", clusters()), ("scalars alone", scalars_alone()),
             ("scalars between letters", scalars_between()), ("random strings", random_strings(arguments.strings))]
    total = 0
    with tempfile.TemporaryDirectory() as work:
        for name, normalizer in cases(arguments.charsmap):
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
