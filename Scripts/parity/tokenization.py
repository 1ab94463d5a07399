#!/usr/bin/env python3
"""Compares Embedscope's tokenizers with the reference libraries, token for token.

    python3 Scripts/parity/tokenization.py --models DIR --texts FILE... [--bytes N] [--only NAME,...] [--strings N]

needs tokenizers==0.23.3, tiktoken==0.14.0, sentencepiece==0.2.3, transformers and gguf. DIR is what Scripts/reference.sh fills.
Of each text file the first N bytes are used (default: all), in parts of about 20,000 bytes. Besides them: the multilingual
set, every scalar alone and between letters, and seeded random strings. Ids, token strings, offsets and decoded texts are
compared, as far as the reference has them; the exit code is 1 when anything differs.
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
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "cases")]
from references import Library, SentencePiece, Tiktoken  # noqa: E402
from tokenization_texts import line_parts, multilingual, random_strings, scalars_alone, scalars_between  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def from_transformers(folder):
    import logging

    logging.disable(logging.WARNING)
    from transformers import AutoTokenizer

    return Library(AutoTokenizer.from_pretrained(folder).backend_tokenizer)


def from_file(path):
    return Library(Tokenizer.from_file(str(path)))


def linked(work, name, files, extra={}):
    folder = work / name
    folder.mkdir()
    for file in files:
        (folder / pathlib.Path(file).name).symlink_to(file)
    for file, content in extra.items():
        (folder / file).write_text(json.dumps(content))
    return folder


def gguf_dump(path):
    from gguf import GGUFReader

    fields = GGUFReader(path).fields
    return {key.removeprefix("tokenizer.ggml."): field.contents() for key, field in fields.items()
            if key.startswith("tokenizer.ggml.")}


def smollm_reference(dump):
    """The tokenizer that SmolLM2's GGUF metadata describe, built from the library's own parts.

    Bytes that are no tokens vanish, and keep their neighbours apart as in llama.cpp: here they are tokens of ids behind all
    others, which are left out of what comes back.
    """
    vocabulary = {token: index for index, token in enumerate(dump["tokens"])}
    for character in pre_tokenizers.ByteLevel.alphabet():
        vocabulary.setdefault(character, len(vocabulary))
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[tuple(m.split(" ")) for m in dump["merges"]]))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False)
         for token, kind in zip(dump["tokens"], dump["token_type"]) if kind == 3])
    return Library(tokenizer, below=len(dump["tokens"]))


def cases(root, work):
    gpt2, bert, minilm = root / "gpt2", root / "bert-base-uncased", root / "all-MiniLM-L6-v2"
    if (gpt2 / "vocab.json").exists():
        yield "gpt2-json", f"json:{gpt2}/tokenizer.json", lambda: from_file(gpt2 / "tokenizer.json")
        folder = linked(work, "gpt2", [gpt2 / "vocab.json", gpt2 / "merges.txt", gpt2 / "config.json"])
        yield "gpt2-files", f"gpt2:{folder}", lambda: from_transformers(folder)
    if (bert / "vocab.txt").exists():
        yield "bert-json", f"json:{bert}/tokenizer.json", lambda: from_file(bert / "tokenizer.json")
        uncased = linked(work, "bert", [bert / "vocab.txt", bert / "config.json"])
        yield "bert-files", f"bert:{uncased}", lambda: from_transformers(uncased)
        cased = linked(work, "cased", [bert / "vocab.txt", bert / "config.json"],
                       {"tokenizer_config.json": {"do_lower_case": False}})
        yield "bert-cased", f"bert:{cased}", lambda: from_transformers(cased)
    if (minilm / "tokenizer.json").exists():
        yield "minilm", f"json:{minilm}/tokenizer.json", lambda: from_transformers(minilm)
    for path in (root / "SmolLM2-135M-Instruct").glob("*.gguf"):
        dump = gguf_dump(path)
        (work / "smollm.json").write_text(json.dumps(dump))
        yield "smollm2-gguf", f"dump:{work}/smollm.json", lambda: smollm_reference(dump)
    yield from rank_files(root)
    yield from sentencepiece_files(root)
    yield from json_files(root)


def rank_files(root):
    """tiktoken's files; the patterns and special tokens are its own."""
    from tiktoken_ext import openai_public

    def known(name):
        openai_public.load_tiktoken_bpe = openai_public.data_gym_to_mergeable_bpe_ranks = lambda *_, **__: {}
        return getattr(openai_public, name)()

    end = "<|endoftext|>"
    for path, family, special in [
        ("whisper-tokenizers/gpt2.tiktoken", "gpt2", None), ("whisper-tokenizers/multilingual.tiktoken", "gpt2", {end: 50257}),
        ("litellm-tokenizers/p50k_base.tiktoken", "p50k_base", None), ("litellm-tokenizers/cl100k_base.tiktoken", "cl100k_base", None),
        ("litellm-tokenizers/o200k_base.tiktoken", "o200k_base", None),
    ]:
        path = root / path
        if path.exists():
            facts = known(family)
            special = special or facts["special_tokens"]
            yield f"tiktoken-{path.stem}", f"tiktoken:{path}", lambda path=path, facts=facts, special=special: Tiktoken(path, facts["pat_str"], special)


def sentencepiece_files(root):
    for name in ("mistral-tokenizers/v1/tokenizer.model", "mistral-tokenizers/v3/tokenizer.model", "jurassic-tokenizer/tokenizer.model",
                 "sentencepiece-models/english.model", "sentencepiece-models/japanese.model"):
        path = root / name
        if path.exists():
            yield "spm-" + name.removesuffix("/tokenizer.model").removesuffix(".model").replace("/", "-"), f"spm:{path}", lambda path=path: SentencePiece(path)


def json_files(root):
    for name in ("wordllama", "litellm-tokenizers/deepseek", "litellm-tokenizers/claude"):
        path = root / name / "tokenizer.json"
        if path.exists():
            yield "json-" + name.split("/")[-1], f"json:{path}", lambda path=path: from_file(path)


def parts(path, limit, size=20_000):
    """Parts of a file at line ends; bytes that are not UTF-8 become U+FFFD, NUL a space."""
    text = pathlib.Path(path).read_bytes()[:limit or None].decode("utf-8", "replace").replace("\0", " ")
    return line_parts(text, size)


def byte_offsets(text):
    """For each character index, its index in UTF-8."""
    lengths = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    lengths = 1 + (lengths > 0x7F) + (lengths > 0x7FF) + (lengths > 0xFFFF)
    return numpy.concatenate([[0], numpy.cumsum(lengths)])


def batches(reference, texts, size=256):
    """The reference's encodings, a few at a time: they take much memory."""
    for start in range(0, len(texts), size):
        yield from reference.encode(texts[start:start + size])


def differences_of(text, fields, expected, reference, decode):
    """What differs between a line of Embedscope's and the reference's (ids, tokens, offsets)."""
    ids, tokens, offsets = expected
    if fields[0] != " ".join(map(str, ids)).encode():
        yield "ids", ids, fields[0].decode()
    if tokens is not None:
        found = bytes.fromhex(fields[1].decode()).decode()
        if found != "\1".join(tokens):
            yield "tokens", tokens, found
    if offsets is not None:
        places = byte_offsets(text)[numpy.array(offsets, dtype=int).reshape(-1)] if ids else []
        if not numpy.array_equal(numpy.array(fields[2].split(), dtype=int), places):
            yield "offsets", list(places), fields[2].decode()
    for skip, number in ((False, 3), (True, 4)) if decode else ():
        wanted = reference.decode(ids, skip)
        decoded = bytes.fromhex(fields[number].decode()).decode()
        if wanted is not None and decoded != wanted:
            yield f"decode skip={skip}", wanted, decoded


def compare(binary, spec, reference, texts, work, report, decode):
    data = work / "texts"
    separator = b"\xff" if any("\0" in text for text in texts) else b"\0"
    # The separator after each text also tells an empty text from none, and FF from NUL.
    data.write_bytes(b"".join(text.encode() + separator for text in texts))
    start = time.time()
    output = subprocess.run([binary, "decode" if decode else "full", spec, str(data)], capture_output=True, check=False)
    if output.returncode:
        print(f"  FAILED {report}: {output.stderr.decode()[:300]}")
        return 1
    swift_time = time.time() - start
    lines = output.stdout.split(b"\n")
    assert len(lines) == len(texts) + 1, (len(lines), len(texts))
    start = time.time()
    differences = tokens = 0
    for text, line, expected in zip(texts, lines, batches(reference, texts)):
        tokens += len(expected[0])
        problems = list(differences_of(text, line.split(b"\t"), expected, reference, decode))
        differences += bool(problems)
        if problems and differences <= 3:
            for what, wanted, got in problems:
                print(f"  DIFFERS {report} {what}\n    text     {text[:120]!r}\n    expected {str(wanted)[:300]!r}\n    found    {got[:300]!r}")
    size = sum(len(t.encode()) for t in texts)
    print(f"{report}: {len(texts)} texts, {size:,} bytes, {tokens:,} tokens, {differences} differ"
          f"  ({swift_time:.1f} s, comparing {time.time() - start:.1f} s)", flush=True)
    return differences


def compare_with_llama(binary, folder, work):
    """llama.cpp's own vocabularies, texts and ids: it took the ids from the models' first tokenizers."""
    differences = 0
    for given in sorted(folder.glob("*.gguf.inp")):
        name = given.name.removesuffix(".inp")
        dump = {**gguf_dump(folder / name), "add_bos_token": False, "add_eos_token": False}
        (work / "dump.json").write_text(json.dumps(dump))
        texts = given.read_text(encoding="utf-8").split("\n__ggml_vocab_test__\n")
        (work / "texts").write_bytes(b"".join(text.encode() + b"\0" for text in texts))
        output = subprocess.run([binary, "ids", f"dump:{work}/dump.json", str(work / "texts")], capture_output=True, check=False)
        wanted = [line.split() for line in (folder / f"{name}.out").read_text().split("\n")]
        found = [line.split() for line in output.stdout.decode().split("\n")]
        wrong = [text for text, *both in zip(texts, wanted, found) if both[0] != both[1]] if output.returncode == 0 else texts
        print(f"llama.cpp's {name}: {len(texts)} texts, {len(wrong)} differ {output.stderr.decode()[:200]}", flush=True)
        differences += len(wrong)
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--bytes", type=int, default=0)
    parser.add_argument("--strings", type=int, default=200_000)
    parser.add_argument("--only", help="names of cases; llama.cpp for its texts alone")
    parser.add_argument("--sets", default="multilingual,letter,alone,between,strings")
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    differences = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for name, spec, reference in cases(arguments.models, work):
            if arguments.only and name not in arguments.only.split(","):
                continue
            reference = reference()
            run = lambda texts, what, decode=False: compare(
                arguments.binary, spec, reference, texts, work, f"{name} {what}", decode)
            sets = {
                "multilingual": ("multilingual set", multilingual, True),
                "letter": ("a megabyte of one letter", lambda: ["a" * 1_000_000, " " * 300_000 + "x", "é" * 100_000], False),
                "alone": ("scalars alone", scalars_alone, True), "between": ("scalars between letters", scalars_between, True),
                "strings": ("random strings", lambda: random_strings(arguments.strings), True),
            }
            for what, texts, decode in (sets[key] for key in arguments.sets.split(",")):
                differences += run(texts(), what, decode)
            for path in arguments.texts:
                differences += run(list(parts(path, arguments.bytes)), pathlib.Path(path).name)
        if not arguments.only or "llama.cpp" in arguments.only.split(","):
            differences += compare_with_llama(arguments.binary, arguments.models / "llama.cpp-vocabularies", work)
    print(f"{differences} differences in all")
    sys.exit(1 if differences else 0)


main()
