#!/usr/bin/env python3
"""Compares the ids of small GGUF vocabularies with llama.cpp's own: every name of a splitting, and every model.

    python3 Scripts/parity/gguf_vocabularies.py [--models DIR] [--binary TokenizationParity] [--strings N] [--only NAME,...]

needs xllamacpp, gguf, tokenizers and sentencepiece as Scripts/requirements.txt has them. The vocabularies are made here
(Scripts/cases/gguf_samples.py); with --models also those that llama.cpp's sources carry (DIR/llama.cpp-vocabularies, which
Scripts/reference.sh fills), with their own texts. The reference is `llama_tokenize` with special tokens added and found in texts. Texts: the
multilingual set, what splittings tell apart, and seeded random strings, each alone and with special tokens in it, without the
characters of Unicode 16, which llama.cpp does not know (Documentation/Tokenizers.md). The exit
code is 1 when anything differs.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import gguf

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))
import gguf_samples as samples  # noqa: E402
import llama_cpp  # noqa: E402
from tokenization_texts import multilingual, random_strings  # noqa: E402

# What Unicode 16 has and 15.1 has not.
ADDED = """
897 1B4E-1B4F 1B7F 1C89-1C8A 2427-2429 31E4-31E5 A7CB-A7CD A7DA-A7DC 105C0-105F3 10D40-10D65 10D69-10D85
10D8E-10D8F 10EC2-10EC4 10EFC 11380-113E2 116D0-116E3 11BC0-11BE1 11BF0-11BF9 11F5A 13460-143FA 16100-16139
16D40-16D79 18CFF 1CC00-1CCF9 1CD00-1CEB3 1E5D0-1E5FA 1E5FF 1F8B2-1F8BB 1F8C0-1F8C1 1FA89 1FA8F 1FABE 1FAC6
1FADC 1FADF 1FAE9 1FBCB-1FBEF
"""
NEWER = re.compile("[" + "".join("-".join(f"\\U{end:0>8}" for end in part.split("-")) for part in ADDED.split()) + "]")
ROOT = pathlib.Path(__file__).resolve().parents[2]


def texts(count):
    """No text has NUL: llama.cpp takes it, and Embedscope's tool separates texts by it."""
    source = random.Random(7)
    own = samples.training_texts() + multilingual() + random_strings(count)
    with_special = [a + source.choice(samples.SPECIAL + ["</s>", "<s>", "<unk>", "<bos>", "[PAD600]", "<mask>"]) + b
                    for a, b in zip(own[::3], own[1::3])]
    overlapping = ["ab_x_cde ab_x x_cde", "a <mask>", "a\u00a0<mask> b", "a\u3000\n<mask>", "a\u2028 <mask>", "x<PRE>y<|fim_pad|>z"]
    return [NEWER.sub("", text.replace("\0", "")) for text in own + with_special + overlapping]


def cases():
    pairs, characters = samples.byte_pairs(), samples.character_pairs()
    for pre in samples.BYTE_LEVEL:
        yield f"gpt2 {pre or '(empty)'}", "gpt2", pre, pairs
    yield "gpt2 (missing)", "gpt2", None, pairs
    yield "gpt2 begin and end", "gpt2", "gpt-2", {**pairs, "add_bos_token": True, "add_eos_token": True, "eos_token_id": 0}
    yield "gpt2 odd ids", "gpt2", "llama3", {**pairs, "bos_token_id": 1 << 30, "add_eos_token": True}
    yield "gpt2 space before", "gpt2", "gpt-2", {**pairs, "add_space_prefix": True}
    yield "gpt2 no types", "gpt2", "qwen2", {key: value for key, value in pairs.items() if key != "token_type"}
    yield "gpt2 tokens that overlap", "gpt2", "gpt-2", added(pairs, {"ab_x": samples.USER_DEFINED, "x_cde": samples.USER_DEFINED})
    yield "gpt2 white space before", "gpt2", "jina-v2-de", added(pairs, {"<mask>": samples.CONTROL})
    yield "gpt2 ids of tokens for gaps", "gpt2", "gpt-2", {
        **added(pairs, {"<PRE>": samples.NORMAL, "<|fim_pad|>": samples.NORMAL}), "fim_pre_token_id": 0, "fim_pad_token_id": 1}
    yield "gpt2 tokens for gaps", "gpt2", "gpt-2", added(pairs, {"<PRE>": samples.NORMAL, "<|fim_pad|>": samples.NORMAL})
    for pre in samples.CHARACTERS:
        yield f"gpt2 {pre}", "gpt2", pre, characters
    yield "gemma4", "gemma4", None, characters
    yield "whitespace", "whitespace", "whitespace", samples.character_pairs(space=" ")
    yield "whitespace, small letters", "whitespace", "whitespace", {**samples.character_pairs(space=" "), "normalizer.lowercase": True}
    spm, _ = samples.pieces("bpe")
    yield "llama", "llama", "default", spm
    yield "llama, no space before", "llama", None, {**spm, "add_space_prefix": False, "add_eos_token": True}
    yield "llama, no scores", "llama", None, {key: value for key, value in spm.items() if key != "scores"}
    yield "llama, spaces removed", "llama", None, {**spm, "remove_extra_whitespaces": True, "add_bos_token": False}
    for what, rule in [("identity", "identity"), ("NFKC", "nmt_nfkc")]:
        unigram, model = samples.pieces("unigram", normalization_rule_name=rule)
        unigram = {**unigram, "unknown_token_id": 0, "eos_token_id": 2, **charsmap(model)}
        for prefix, removes in [(True, True), (True, False), (False, False), (False, True)]:
            yield (f"t5 {what}, space before {prefix}, spaces removed {removes}", "t5", None,
                   {**unigram, "add_space_prefix": prefix, "remove_extra_whitespaces": removes})
    yield "t5, nothing said", "t5", None, unigram
    words = samples.word_pieces()
    yield "bert", "bert", None, words
    yield "bert, cased", "bert", None, {**words, "normalizer.lowercase": False}
    yield "bert, nothing added", "bert", None, {**words, "add_bos_token": False, "add_eos_token": False}


def added(sample, tokens):
    """A sample with more tokens, each of a type."""
    return {**sample, "tokens": [*sample["tokens"], *tokens], "token_type": [*sample["token_type"], *tokens.values()]}


def carried(folder):
    """The vocabularies of llama.cpp's sources, as they are, and their texts."""
    for path in sorted(folder.glob("*.gguf")):
        fields = gguf.GGUFReader(path).fields
        values = {key.removeprefix("tokenizer.ggml."): field.contents() for key, field in fields.items()
                  if key.startswith("tokenizer.ggml.") or key in ("general.name", "general.architecture")}
        texts = pathlib.Path(f"{path}.inp")
        yield path, values, texts.read_text(encoding="utf-8").split("\n__ggml_vocab_test__\n") if texts.exists() else []


def charsmap(model):
    from sentencepiece import sentencepiece_model_pb2 as protobuf

    parsed = protobuf.ModelProto()
    parsed.ParseFromString(model)
    value = parsed.normalizer_spec.precompiled_charsmap
    return {"precompiled_charsmap": value} if value else {}


def differences(binary, name, path, values, texts, work):
    (work / "sample.json").write_text(json.dumps({**values, "precompiled_charsmap": list(values.get("precompiled_charsmap", b""))}))
    (work / "texts").write_bytes(b"".join(text.encode() + b"\0" for text in texts))
    output = subprocess.run([binary, "ids", f"dump:{work}/sample.json", str(work / "texts")], capture_output=True, check=False)
    if output.returncode:
        print(f"{name}: FAILED {output.stderr.decode()[:300]}", flush=True)
        return 1
    with llama_cpp.opened(path) as vocabulary:
        expected = [vocabulary.ids(text) for text in texts]
    found = [[int(id) for id in line.split()] for line in output.stdout.decode().split("\n")[:-1]]
    wrong = [row for row in zip(texts, expected, found, strict=True) if row[1] != row[2]]
    print(f"{name}: {len(texts)} texts, {sum(map(len, expected))} ids, {len(wrong)} differ", flush=True)
    for text, wanted, got in sorted(wrong, key=lambda row: len(row[0]))[:2]:
        tokens = lambda ids: [values["tokens"][id] for id in ids]
        print(f"    {text[:100]!r}\n      llama.cpp  {tokens(wanted)[:40]}\n      Embedscope {tokens(got)[:40]}")
    return len(wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=pathlib.Path)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    parser.add_argument("--strings", type=int, default=3000)
    parser.add_argument("--only", help="beginnings of cases' names")
    arguments = parser.parse_args()
    print(f"xllamacpp {llama_cpp.VERSION}")
    total = 0
    with tempfile.TemporaryDirectory() as work:
        given = texts(arguments.strings)
        for name, model, pre, sample in cases():
            if not arguments.only or any(name.startswith(only) for only in arguments.only.split(",")):
                path = samples.write(pathlib.Path(work) / "sample.gguf", sample, model, pre)
                values = {**sample, "model": model, "general.architecture": "llama"} | ({} if pre is None else {"pre": pre})
                total += differences(arguments.binary, name, path, values, given, pathlib.Path(work))
        for path, values, own in carried(arguments.models / "llama.cpp-vocabularies") if arguments.models else ():
            if not arguments.only or any(path.stem.startswith(only) for only in arguments.only.split(",")):
                total += differences(arguments.binary, path.stem, path, values, given + own, pathlib.Path(work))
    print(f"{total} differences in all")
    sys.exit(1 if total else 0)


main()
