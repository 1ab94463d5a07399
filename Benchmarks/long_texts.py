#!/usr/bin/env python3
"""How much memory `embedscope tokenize --file` takes for long texts, and whether that stays below what the documentation says.

    python3 Benchmarks/long_texts.py EMBEDSCOPE --models DIR [--bytes 1000000000] TEXT...

DIR holds gpt2/, bert-base-uncased/ and jurassic-tokenizer/. The texts are repeated until they have so many bytes. Exit status 1
where a limit does not hold.
"""

import argparse
import itertools
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PARTS = 300_000_000  # bytes, whatever the length of the text
WHOLE_PER_BYTE = 64  # for tokenizers that see a text as a whole


def write(path, texts, count):
    """Repeats the texts until the file has `count` bytes, and ends it at a line's end.

    One after the other: the peak of this process counts as that of those it starts.
    """
    with open(path, "wb") as file:
        for text in itertools.cycle(texts):
            content = text.read_bytes().replace(b"\0", b" ")[: count - file.tell()]
            file.write(content[: content.rfind(b"\n") + 1])
            if file.tell() + 100_000 > count:
                break


def peak(command):
    """Seconds, and the most memory that the command had at once, in bytes."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("texts", nargs="+", type=pathlib.Path)
    parser.add_argument("--models", required=True, type=pathlib.Path)
    parser.add_argument("--bytes", type=int, default=1_000_000_000)
    arguments = parser.parse_args()
    cases = [
        ("gpt2", arguments.bytes, ["--ids"]), ("gpt2", arguments.bytes, ["--ids", "--per-line"]),
        ("bert-base-uncased", arguments.bytes, ["--ids"]), ("gpt2", arguments.bytes // 10, ["--json"]),
        ("jurassic-tokenizer/tokenizer.model", 20_000_000, ["--ids"]),
        ("jurassic-tokenizer/tokenizer.model", arguments.bytes // 10, ["--ids", "--per-line"]),
    ]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text"
        for model, count, options in cases:
            write(path, arguments.texts, count)
            size = path.stat().st_size
            whole = model.startswith("jurassic") and "--per-line" not in options
            limit = WHOLE_PER_BYTE * size if whole else PARTS
            seconds, memory = peak([arguments.binary, "tokenize", str(arguments.models / model), "--file", str(path), *options])
            verdict = "" if memory <= limit else "   ABOVE THE LIMIT"
            failed |= memory > limit
            print(f"{model + ' ' + ' '.join(options):56} {size / 1e6:7.0f} MB {seconds:7.1f} s {memory / 1e6:7.0f} MB at most"
                  f"   limit {limit / 1e6:.0f} MB{verdict}", flush=True)
    sys.exit(failed)


main()
