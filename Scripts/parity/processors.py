#!/usr/bin/env python3
"""Compares post-processors, truncation, padding, added tokens and decoders with the reference, over random texts and ids.

    python3 Scripts/parity/processors.py [--texts N] [--rows N] [--binary PATH]

needs tokenizers==0.23.3. Every post-processor runs with every truncation and padding, with special tokens and without, one by
one and in batches; every decoder over ids at random, whole, without special tokens, and streamed. The exit code is 1 when
anything differs. Texts that make the reference panic are counted: there it has no answer.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import tokenizers
from tokenizers import Tokenizer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cases"))
import processor_cases as cases  # noqa: E402
from tokenization_texts import multilingual, random_strings  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def written(encoding, first, second):
    """As the binary writes it."""
    line = cases.described(encoding, first, second)
    cut = len(line) - len("\1".join(encoding.tokens))
    return line[:cut] + line[cut:].encode().hex()


class Run:
    def __init__(self, binary, work):
        self.binary, self.work = binary, work
        self.differences = self.compared = self.panics = 0

    def ask(self, text, request):
        (self.work / "tokenizer.json").write_text(text)
        (self.work / "request.json").write_text(json.dumps(request))
        output = subprocess.run(
            [self.binary, "request", f"json:{self.work}/tokenizer.json", f"{self.work}/request.json"], capture_output=True)
        assert output.returncode == 0, output.stderr[:500]
        return output.stdout.decode().split("\n")[:-1]

    def compare(self, what, shown, expected, found):
        if expected is None:
            self.panics += 1
            return
        self.compared += 1
        if expected != found:
            self.differences += 1
            if self.differences <= 10:
                print(f"DIFFERS {what}\n  of       {str(shown)[:200]!r}\n  expected {expected[:400]}\n  found    {found[:400]}")

    def encode(self, what, tokenizer, texts, truncation, padding, special, kept=False):
        text = cases.with_lengths(tokenizer, truncation, padding)
        reference = Tokenizer.from_str(text)
        reference.encode_special_tokens = kept
        found = self.ask(text, {"special": special, "encodeSpecial": kept, "texts": texts})
        assert len(found) == len(texts), (len(found), len(texts))
        for (a, b), line in zip(texts, found):
            cut = truncation and special and truncation["max_length"] < reference.num_special_tokens_to_add(b is not None)
            try:
                encoding = None if cut else reference.encode(a, b, add_special_tokens=special)
            except KeyboardInterrupt:
                raise
            except BaseException:
                encoding = None
            if encoding is None:
                # Where the reference raises or panics, we have an error.
                self.panics += 1
                self.compare(what, (a, b), "error", line)
                continue
            expected = ";".join(written(e, a, b) for e in [encoding, *encoding.overflowing])
            self.compare(what, (a, b), expected, line)

    def batch(self, what, tokenizer, texts, truncation, padding):
        text = cases.with_lengths(tokenizer, truncation, padding)
        found = self.ask(text, {"special": True, "batch": True, "texts": texts})
        encodings = Tokenizer.from_str(text).encode_batch([a if b is None else (a, b) for a, b in texts])
        for (a, b), encoding, line in zip(texts, encodings, found):
            self.compare(f"{what} batch", (a, b), ";".join(written(e, a, b) for e in [encoding, *encoding.overflowing]), line)

    def decode(self, name, tokenizer, rows):
        found = self.ask(tokenizer.to_str(), {"ids": rows})
        assert len(found) == len(rows), (len(found), len(rows))
        for row, line in zip(rows, found):
            whole, plain = (cases.decoded(tokenizer, row, skip) for skip in (False, True))
            fields = line.split("|")
            for mode, text, field in (("decode", whole, 0), ("without special", plain, 1), ("streamed", whole, 2)):
                self.compare(f"{name} {mode}", row, None if text is None else text.encode().hex(), fields[field])

    def report(self, what):
        print(f"{what}: {self.compared:,} compared, {self.panics:,} that the reference refuses, {self.differences} differ", flush=True)


def texts_at_random(count, seed):
    source = random.Random(seed)
    some = [t for t in multilingual() if len(t) < 60] + random_strings(count, seed) + cases.added_texts(count, seed)
    words = lambda: source.choice([" ", "", "  "]).join(source.choices(cases.WORDS + ["<s>", "<mask>", " ", "Unable", "words "], k=source.randrange(1, 9)))
    some += [words() for _ in range(count)]
    return [[source.choice(some), None] for _ in range(count)] + [[words(), words()] for _ in range(count)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/TokenizationParity"))
    arguments = parser.parse_args()
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    # The reference's panics write to standard error: what it has to say there is known.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with tempfile.TemporaryDirectory() as work:
        run = Run(arguments.binary, pathlib.Path(work))
        for number, (name, tokenizer) in enumerate(cases.post_processors()):
            texts = texts_at_random(arguments.texts, number)
            for key, truncation, padding in cases.lengths():
                for special in (True, False):
                    run.encode(f"{name} {key} special={special}", tokenizer, texts, truncation, padding, special)
                if padding:
                    loose = truncation and {**truncation, "stride": 0, "max_length": 12}
                    for chosen in ([t for t in texts if t[1] is None], [t for t in texts if t[1] is not None]):
                        run.batch(f"{name} {key}", tokenizer, chosen, loose, padding)
        run.report("post-processors and lengths")
        for name, tokenizer in cases.added_tokens():
            for kept in (False, True):
                run.encode(f"{name} kept={kept}", tokenizer, [[t, None] for t in cases.added_texts(arguments.texts * 50, 9)], None, None, True, kept)
        run.report("and added tokens")
        size = cases.decoder_tokenizer(None).get_vocab_size()
        for name, decoder in cases.all_decoders():
            run.decode(name, cases.decoder_tokenizer(decoder), cases.id_rows(size, arguments.rows, 17))
        run.report("and decoders")
    print(f"{run.differences} differences in all")
    sys.exit(1 if run.differences else 0)


main()
