"""Fetches the real gpt2 and bert-base-uncased with the tool and checks facts that others have published about them.

    python3 Scripts/release/verify-real.py TOOL [GPT2 BERT]

GPT2 and BERT are two other models to check, such as folders; by default the tool fetches both from the model hub.
Prints one line per fact; the exit code is 1 when any does not hold.
"""

import json
import struct
import subprocess
import sys

TOOL = sys.argv[1]
GPT2, BERT = sys.argv[2:4] if len(sys.argv) > 3 else ("gpt2", "bert-base-uncased")
failures = 0


def tool(*arguments):
    """The JSON object that the tool prints."""
    run = subprocess.run([TOOL, *arguments, "--json"], stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(f"embedscope {' '.join(arguments)} ended with {run.returncode}")
    return json.loads(run.stdout)


def check(fact, expected, found):
    global failures
    holds = expected == found
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'}  {fact}: {found}" + ("" if holds else f", expected {expected}"))


def sizes():
    gpt2, bert = tool("vocab", GPT2, BERT)["models"]
    check("gpt2: tokens", 50257, gpt2["tokenizerSize"])
    check("gpt2: matrix", [50257, 768], [gpt2["matrixRows"], gpt2["matrixColumns"]])
    check("bert: tokens", 30522, bert["tokenizerSize"])
    check("bert: matrix", [30522, 768], [bert["matrixRows"], bert["matrixColumns"]])
    check("gpt2: parameters", 124_439_808, tool("architecture", GPT2)["models"][0]["parameters"]["total"])
    check("bert: parameters", 109_482_240, tool("architecture", BERT)["models"][0]["parameters"]["total"])


def tokens(model):
    result = tool("vocab", model, "--list")
    return result.get("tokens") or result["models"][0]["tokens"]


def vocabularies():
    gpt2 = tokens(GPT2)
    texts = [token["text"] for token in gpt2]
    check("gpt2: tokens that are not valid UTF-8 alone", 344, sum(text is None for text in texts))
    longer = sum(text is not None and len(text) != len(token["bytesHex"]) // 2 for text, token in zip(texts, gpt2))
    check("gpt2: tokens with more bytes than characters", 529, longer)
    bert = tokens(BERT)
    check("bert: tokens that begin with ##", 5828, sum(token["raw"].startswith("##") for token in bert))
    check("bert: tokens [unused…]", 994, sum(token["raw"].startswith("[unused") for token in bert))


def words():
    gpt2, bert = tool("compare", GPT2, BERT, "--word", "the")["models"]
    check("bert: the", 1996, bert["tokenID"])
    check("gpt2: the", 1169, gpt2["tokenID"])
    check("gpt2: the word after a space", True, 262 in [token["id"] for token in gpt2["otherForms"]])


def positions():
    """The first numbers of GPT-2's position embeddings, as the file itself holds them."""
    files = tool("info", GPT2)["models"][0]["files"]
    path = next(entry["path"] for entry in files if entry["name"].endswith(".safetensors"))
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        name = next(name for name in header if name.endswith("wpe.weight"))
        file.seek(header[name]["data_offsets"][0], 1)  # offsets count from the end of the header
        values = struct.unpack("<4f", file.read(16))
    check("gpt2: wpe[0] begins", [-0.01882, -0.19742, 0.00403, 0.01135], [round(value, 5) for value in values])


for part in (sizes, vocabularies, words, positions):
    part()
sys.exit(failures > 0)
