#!/usr/bin/env python3
"""How quickly texts become token ids, beside tiktoken and tokenizers, in one run on the same texts.

    python3 Benchmarks/tokenization.py --models DIR --binary TokenizationParity [--bytes N] [--rounds N] TEXT...

needs tiktoken and tokenizers==0.23.3. DIR holds gpt2/, gpt2-vocabulary/ (vocab.bpe, encoder.json) and bert-base-uncased/.
Of each text file the first N bytes are used, once in parts of about 20 kB (a page, a source file) and once line by line. All
are timed inside their own process, without start and opening; the rounds of the three take turns and the best of each
counts. `one` is one thread, text after text, in processor time, which other work on the machine does not lengthen; `all` is
each library's own way to encode many texts on all cores, in time by the clock.
`first` is a first pass over the texts, before the library has met any of their words.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import tiktoken
import tokenizers
from tiktoken.load import data_gym_to_mergeable_bpe_ranks

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "Scripts/cases")]
from tokenization_texts import line_parts  # noqa: E402

GPT2_PATTERN = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
CORES = os.cpu_count()


def gpt2_tiktoken(models):
    folder = models / "gpt2-vocabulary"
    ranks = data_gym_to_mergeable_bpe_ranks(str(folder / "vocab.bpe"), str(folder / "encoder.json"))
    return tiktoken.Encoding("gpt2", pat_str=GPT2_PATTERN, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": 50256})


def timed(work, clock=time.perf_counter):
    start = clock()
    work()
    return clock() - start


def hugging_face(path):
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def in_parallel(texts, on, encode):
    def work():
        # tokenizers reads this variable when it encodes a batch.
        os.environ["TOKENIZERS_PARALLELISM"] = "true" if on else "false"
        encode(texts)
    return work


def one_by_one(encode, texts):
    def work():
        for text in texts:
            encode(text)
    return work


def references(model, models):
    """For each reference: its name, the work on one thread, the work on all cores."""
    if model == "gpt2":
        encoding = gpt2_tiktoken(models)
        yield "tiktoken", lambda t: one_by_one(encoding.encode_ordinary, t), lambda t: (
            lambda: encoding.encode_ordinary_batch(t, num_threads=CORES))
    folder = models / ("gpt2" if model == "gpt2" else "bert-base-uncased")
    tokenizer = hugging_face(folder / "tokenizer.json")
    yield "tokenizers", lambda t: one_by_one(tokenizer.encode, t), lambda t: in_parallel(t, True, tokenizer.encode_batch)
    yield "tokenizers, fast", lambda t: in_parallel(t, False, tokenizer.encode_batch_fast), lambda t: (
        in_parallel(t, True, tokenizer.encode_batch_fast))


def ours(binary, spec, path):
    """Seconds by what was timed, as the binary prints them."""
    output = subprocess.run([binary, "time", spec, path], check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def best(times, name, seconds):
    times[name] = min(times.get(name, seconds), seconds)


def measure(model, texts, arguments):
    spec = {"gpt2": f"json:{arguments.models}/gpt2/tokenizer.json",
            "bert": f"json:{arguments.models}/bert-base-uncased/tokenizer.json"}[model]
    made = [(name, one(texts), many(texts)) for name, one, many in references(model, arguments.models)]
    one, many, scaling = {}, {}, {}
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(text.encode() + b"\0" for text in texts))
        file.flush()
        for _ in range(arguments.rounds):
            found = ours(arguments.binary, spec, file.name)
            best(one, "embedscope", found["ids"])
            best(one, "embedscope, first", found["first"])
            best(one, "embedscope, offsets", found["encode"])
            best(many, "embedscope", found["idsOnAllCores"])
            scaling["wall"] = max(scaling.get("wall", 0), found["idsByTheClock"] / found["idsOnAllCores"])
            best(scaling, "processor", found["processorOnAllCores"] / found["ids"])
            for name, alone, together in made:
                best(one, name, timed(alone, time.process_time))
                best(many, name, timed(together))
    return one, many, scaling


def show(label, size, one, many, scaling):
    print(f"\n{label}: {size:,} bytes")
    print(f"  on all cores embedscope takes {scaling['processor']:.2f} of the processor time and is {scaling['wall']:.2f} times as fast")
    for name, seconds in one.items():
        ratio = f"   embedscope {seconds / one['embedscope']:6.1f} times" if "embedscope" not in name else ""
        line = f"  one {name:20} {size / seconds / 1e6:8.1f} MB/s{ratio:26}"
        if name in many:
            line += f"   all {size / many[name] / 1e6:8.1f} MB/s"
            line += "" if name == "embedscope" else f"   embedscope {many[name] / many['embedscope']:6.1f} times"
        print(line, flush=True)


def opening(arguments):
    print("\nopening, best of 20")
    models = arguments.models
    for spec in (f"json:{models}/gpt2/tokenizer.json", f"gpt2:{models}/gpt2", f"json:{models}/bert-base-uncased/tokenizer.json",
                 f"bert:{models}/bert-base-uncased"):
        output = subprocess.run([arguments.binary, "open", spec], check=True, capture_output=True, text=True).stdout
        print(f"  {spec[:5]} {pathlib.Path(spec[5:]).parent.name + '/' + pathlib.Path(spec[5:]).name:36} {1000 * json.loads(output)['open']:6.1f} ms")


def growth(arguments):
    """A text without spaces, one letter repeated: twice the text must not take much more than twice the time."""
    print("\none letter repeated, GPT-2")
    with tempfile.TemporaryDirectory() as work:
        for count in (125_000, 250_000, 500_000, 1_000_000):
            path = pathlib.Path(work) / "letters"
            path.write_bytes(b"a" * count)
            seconds = ours(arguments.binary, f"json:{arguments.models}/gpt2/tokenizer.json", str(path))["ids"]
            print(f"  {count:9,} letters {1000 * seconds:8.1f} ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--models", required=True, type=pathlib.Path)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--bytes", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["gpt2", "bert"])
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    opening(arguments)
    growth(arguments)
    for model in [arguments.only] if arguments.only else ["gpt2", "bert"]:
        for path in arguments.texts:
            text = pathlib.Path(path).read_bytes()[:arguments.bytes].decode("utf-8", "ignore").replace("\0", " ")
            for label, size in (("parts of 20 kB", 20_000), ("lines", 1)):
                texts = list(line_parts(text, size))
                one, many, scaling = measure(model, texts, arguments)
                show(f"{model}, {pathlib.Path(path).name}, {label}", len(text.encode()), one, many, scaling)


main()
