#!/usr/bin/env python3
"""Compares the tokenizers of models' folders with transformers' AutoTokenizer, class by class and layout by layout.

    python3 Scripts/parity/folders.py [--tool PATH] [--only CLASS,…] [--texts FILE --bytes N] [--verbose]

needs transformers==5.23.0, sentencepiece and protobuf; the tool is the product TokenizationParity. The folders are those of
Scripts/cases/tokenizer_folders.py and Scripts/cases/piece_kinds.py. Ids, decoded texts with and without special tokens and, where the reference has them, offsets are
compared on the multilingual set; with --texts each class's plain folder also on the first N bytes of a file. Where the
reference refuses a folder nothing is compared. The exit code is 1 when anything differs.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

os.environ["TRANSFORMERS_VERBOSITY"] = "critical"
os.environ["HF_HUB_OFFLINE"] = "1"
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "cases")]
from normalizer_cases import byte_offsets  # noqa: E402
from piece_kinds import PIECE_KINDS  # noqa: E402
from tokenization_texts import multilingual  # noqa: E402
from tokenizer_folders import KINDS, layouts  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]

SPECIAL = [
    "<one> two words<two>  <left>x <right> y Word.Word NoRmal é NORMAL É <nine><four> <a>the <b> <image><audio> <typed>.",
    "a <|new|> b <new pad> c <mask> d [MASK]  e <|startoftext|> f <|0.00|>g<|1.20|> <s>h</s> <pad><unk>", "MKT<mask>AYI AK",
    "He said : ' no ' , it is n't . I 'm , we 've do not 're !", "the text",
    ">>fra<< the text >>deu<<", "a <extra_id_0> b<extra_id_1>", "\u2581the \u2581 \u2581\u2581x <0x0A><0x41>", "``quoted'' (\"text\")",
    "<start_of_turn>user\n<end_of_turn>\n\n\tx", "en_XX __en__ eng_Latn <unk_2><mask_1>", "a" * 300, "\u2603\u2603 \u2603",
]


def expected(tokenizer, text):
    """Ids, offsets in bytes (None where the reference has none), and the texts of the ids."""
    fast = tokenizer.is_fast
    encoded = tokenizer(text, return_offsets_mapping=True) if fast else tokenizer(text)
    ids = encoded["input_ids"]
    offsets = None
    if fast:
        places = byte_offsets(text)
        offsets = [places[place] for pair in encoded["offset_mapping"] for place in pair]
    return ids, offsets, tokenizer.decode(ids), tokenizer.decode(ids, skip_special_tokens=True)


def found(tool, folder, texts, work):
    """The same from the tool; the message instead where it refuses."""
    path = work / "texts"
    path.write_bytes(b"\xff".join(text.encode() for text in texts))
    result = subprocess.run([tool, "decode", f"folder:{folder}", path], capture_output=True)
    if result.returncode:
        return result.stderr.decode(errors="replace").strip()
    rows = []
    for line in result.stdout.decode().split("\n")[:len(texts)]:
        ids, _, offsets, *decoded = line.split("\t")
        rows.append(([int(i) for i in ids.split()], [int(i) for i in offsets.split()],
                     *[bytes.fromhex(text).decode() for text in decoded]))
    return rows


def compare(name, folder, tool, texts, work, verbose):
    """Prints what differs; returns the number of texts that do, or None where the reference refuses the folder."""
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder)
        reference = [expected(tokenizer, text) for text in texts]
    except Exception as error:
        if verbose:
            print(f"  {name}: the reference refuses it: {str(error).splitlines()[0][:90]}")
        return None
    rows = found(tool, folder, texts, work)
    if isinstance(rows, str):
        print(f"  {name}: {rows}")
        return len(texts)
    differing = 0
    for text, (ids, offsets, *decoded), row in zip(texts, reference, rows):
        parts = [label for label, ours, theirs in
                 [("ids", row[0], ids), ("offsets", row[1] if offsets is not None else None, offsets),
                  ("decoded", list(row[2:]), decoded)] if ours != theirs]
        if not parts:
            continue
        differing += 1
        if differing == 1:
            print(f"  {name}: {', '.join(parts)} differ, first at {text[:60]!r}")
            if verbose:
                print(f"    theirs {ids} {offsets} {decoded}\n    ours   {list(row)}")
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=str(ROOT / ".build/debug/TokenizationParity"))
    parser.add_argument("--only", default="")
    parser.add_argument("--texts")
    parser.add_argument("--bytes", type=int, default=10_000_000)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    only = {name for name in options.only.split(",") if name}
    texts = multilingual() + SPECIAL
    bad = 0
    for kind in KINDS + PIECE_KINDS:
        if only and not only & {kind.name, kind.model_type}:
            continue
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            results = []
            for name, folder in layouts(kind, work):
                results.append(compare(name, folder, options.tool, texts, work, options.verbose))
                if options.texts and len(results) == 1:
                    data = pathlib.Path(options.texts).read_bytes()[:options.bytes].decode(errors="ignore")
                    parts = [data[start:start + 20_000] for start in range(0, len(data), 20_000)]
                    results.append(compare(name + " (long text)", folder, options.tool, parts, work, options.verbose))
                if not options.verbose:
                    shutil.rmtree(folder)
        compared = [result for result in results if result is not None]
        differing = sum(1 for result in compared if result)
        bad += differing
        print(f"{kind.name} ({kind.model_type}): {len(compared)} folders compared, {len(results) - len(compared)} refused by "
              f"the reference, {differing} differ", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
