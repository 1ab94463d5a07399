#!/usr/bin/env python3
"""How quickly texts become token ids, beside the fastest tokenizers there are, in one run on the same texts.

    python3 Benchmarks/token_rivals.py --models DIR --binary TokenizationParity [--bytes N] [--rounds N] [--only MODEL,…]
        [--against LIBRARY,…] TEXT...

needs gigatoken==0.10.0, fastokens==0.3.5, tiktoken==0.14.0, tokenizers==0.23.3, splintr-rs==0.22.0 and kitoken==0.11.1; one that
is missing is left out. DIR holds gpt2/, litellm-tokenizers/ and mistral-tokenizers/. Of each text file the first N bytes are used,
in parts of about 20 kB (a page, a source file).

Each library works in a process of its own, on one thread, by the quickest call it has for many texts; the rounds of all take
turns. `first` is a first pass over the texts with a tokenizer just opened, `later` the best of three further ones, both in
processor time, which other work on the machine does not lengthen, and both the best of the rounds. Opening does not count.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "Scripts/cases")]
from tokenization_texts import line_parts  # noqa: E402

GPT2_PATTERN = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
MODELS = {
    "gpt2": ("json", "gpt2/tokenizer.json"),
    "cl100k_base": ("tiktoken", "litellm-tokenizers/cl100k_base.tiktoken"),
    "o200k_base": ("tiktoken", "litellm-tokenizers/o200k_base.tiktoken"),
    "deepseek": ("json", "litellm-tokenizers/deepseek/tokenizer.json"),
    "mistral": ("spm", "mistral-tokenizers/v3/tokenizer.model"),
}
PACKAGES = {"gigatoken": "gigatoken", "fastokens": "fastokens", "tiktoken": "tiktoken", "tokenizers": "tokenizers",
            "splintr": "splintr-rs", "kitoken": "kitoken"}


# What opens a tokenizer and gives the work of one pass, by library. Whoever cannot open a kind raises an error.

def gigatoken(name, kind, path, texts):
    import gigatoken

    tokenizer = {"json": gigatoken.Tokenizer, "tiktoken": gigatoken.Tokenizer.from_tiktoken,
                 "spm": gigatoken.Tokenizer.from_sentencepiece}[kind](path)
    encoded = [text.encode() for text in texts]
    return lambda: tokenizer.encode_batch(encoded, parallel=False)


def fastokens(name, kind, path, texts):
    from fastokens._native import Tokenizer

    if kind == "tiktoken":
        tokenizer = Tokenizer.from_tiktoken(path, encoding=name)
        return lambda: tokenizer.encode_batch_flat(texts)
    tokenizer = Tokenizer.from_file(path)
    return lambda: [tokenizer.encode(text) for text in texts]


def tiktoken(name, kind, path, texts):
    import tiktoken
    from tiktoken.load import data_gym_to_mergeable_bpe_ranks, load_tiktoken_bpe

    if name == "gpt2":
        folder = pathlib.Path(path).parents[1] / "gpt2-vocabulary"
        ranks = data_gym_to_mergeable_bpe_ranks(str(folder / "vocab.bpe"), str(folder / "encoder.json"))
        pattern = GPT2_PATTERN
    else:
        assert kind == "tiktoken"
        import tiktoken_ext.openai_public as public
        # The patterns are in the functions that also fetch the vocabularies.
        public.load_tiktoken_bpe = lambda *_, **__: load_tiktoken_bpe(path)
        made = getattr(public, name)()
        ranks, pattern = made["mergeable_ranks"], made["pat_str"]
    encoding = tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    return lambda: [encoding.encode_ordinary(text) for text in texts]


def tokenizers(name, kind, path, texts):
    import tokenizers

    assert kind == "json"
    tokenizer = tokenizers.Tokenizer.from_file(path)
    return lambda: tokenizer.encode_batch_fast(texts)


def splintr(name, kind, path, texts):
    import splintr

    if kind == "tiktoken":
        pattern = {"cl100k_base": splintr.CL100K_BASE_PATTERN, "o200k_base": splintr.O200K_BASE_PATTERN}[name]
        tokenizer = splintr.Tokenizer(path, pattern)
    else:
        assert kind == "json"
        tokenizer = splintr.from_json(path)
    return lambda: [tokenizer.encode(text) for text in texts]


def kitoken(name, kind, path, texts):
    from kitoken import Kitoken

    tokenizer = {"json": Kitoken.from_tokenizers_file, "tiktoken": Kitoken.from_tiktoken_file,
                 "spm": Kitoken.from_sentencepiece_file}[kind](path)
    return lambda: [tokenizer.encode(text, True) for text in texts]


def work(library, name, kind, path, texts_path):
    """One library's passes, in its own process."""
    texts = [text for text in pathlib.Path(texts_path).read_text().split("\0") if text]
    one_pass = globals()[library](name, kind, path, texts)
    seconds = []
    for _ in range(4):
        start = time.process_time()
        one_pass()
        seconds.append(time.process_time() - start)
    print(json.dumps({"first": seconds[0], "later": min(seconds[1:])}))


def passes(command):
    one_thread = {**os.environ, "RAYON_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=one_thread)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def measure(name, texts, arguments, libraries):
    kind, file = MODELS[name]
    path = str(arguments.models / file)
    best = {}
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write("\0".join(texts).encode())
        file.flush()
        commands = {"embedscope": [arguments.binary, "passes", f"{kind}:{path}", file.name]}
        for library in libraries:
            commands[library] = [sys.executable, __file__, "--work", library, name, kind, path, file.name]
        for _ in range(arguments.rounds):
            for library, command in list(commands.items()):
                found = passes(command)
                if found is None:
                    del commands[library]
                    continue
                kept = best.setdefault(library, found)
                for key in found:
                    kept[key] = min(kept[key], found[key])
    return best


def show(name, corpus, size, best):
    print(f"\n{name}, {corpus}, {size:,} bytes, MB/s")
    own = best["embedscope"]
    for library, seconds in best.items():
        ratios = "" if library == "embedscope" else (
            f"   embedscope {seconds['first'] / own['first']:6.2f} {seconds['later'] / own['later']:6.2f} times")
        print(f"  {library:12} first {size / seconds['first'] / 1e6:7.1f}   later {size / seconds['later'] / 1e6:7.1f}{ratios}",
              flush=True)


def main():
    if sys.argv[1:2] == ["--work"]:
        return work(*sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--models", required=True, type=pathlib.Path)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--bytes", type=int, default=30_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(MODELS))
    parser.add_argument("--against", default=",".join(PACKAGES))
    arguments = parser.parse_args()
    libraries = []
    for library in arguments.against.split(","):
        try:
            print(library, importlib.metadata.version(PACKAGES[library]))
            libraries.append(library)
        except importlib.metadata.PackageNotFoundError:
            print(library, "is not installed")
    for name in arguments.only.split(","):
        for path in arguments.texts:
            text = pathlib.Path(path).read_bytes()[:arguments.bytes].decode("utf-8", "ignore").replace("\0", " ")
            best = measure(name, list(line_parts(text, 20_000)), arguments, libraries)
            show(name, pathlib.Path(path).stem, len(text.encode()), best)


main()
