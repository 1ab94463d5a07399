#!/usr/bin/env python3
"""Runs every example of the help texts, of the README and of the pages of Documentation, as they are typed.

    Scripts/parity/examples.py EMBEDSCOPE MODELS

MODELS is the folder that Scripts/reference.sh fills. The examples' gpt2 is its gpt2 in a first pass and SmolLM2 in a second,
their bert-base-uncased is all-MiniLM-L6-v2, which has the same vocabulary and rows that were trained. Files that examples name are
made here. Each has to end with 0 and to leave the files it names; what EXPECTED lists has to be in its answer. Examples of models
on the hub are counted as skipped.
"""

import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile

# What a reader of the trained models has to find in an answer: of SmolLM2 in gpt2's place, of MiniLM in BERT's.
EXPECTED = {
    "embedscope neighbors bert-base-uncased king queen": ["“queen”", "“kings”"],
    "embedscope neighbors gpt2 king --corrected": ["“␣queen”"],
    "embedscope neighbors gpt2 king --also bert-base-uncased": ["“queen”"],
    'embedscope analogy gpt2 "king - man + woman"': ["“␣queen”"],
    "embedscope analogy bert-base-uncased king - man + woman": ["“queen”"],
    "embedscope odd-one-out gpt2 breakfast lunch dinner cereal": ["cereal"],
    "embedscope odd-one-out bert-base-uncased breakfast lunch dinner car": ["car"],
    "embedscope decode bert-base-uncased 7592 2088": ["hello world"],
}
NEEDS_HUB = re.compile(r"\borg/name\b")
FILE_OPTIONS = {"--figure", "--csv", "--to", "--out", "--all"}


def examples(tool):
    """The lines, each with where it stands, without doubles."""
    found = {}
    commands = re.findall(r"^  ([a-z][a-z-]+) ", subprocess.run([tool, "help"], capture_output=True, text=True).stdout, re.M)
    for command in dict.fromkeys(commands):
        text = subprocess.run([tool, "help", command], capture_output=True, text=True).stdout
        for line in re.findall(r"^  (embedscope .*)$", text, re.M):
            if "[OPTIONS]" not in line:
                found.setdefault(line.strip(), f"help {command}")
    pages = ["README.md"] + sorted("Documentation/" + name for name in os.listdir("Documentation") if name.endswith(".md"))
    for page in pages:
        with open(page, encoding="utf-8") as file:
            text = file.read().replace("\\\n", " ")
        for line in re.findall(r"^(?:\$ )?(embedscope .*)$", text, re.M):
            line = re.sub(r"\s{2,}#.*$", "", line).strip()
            # Sentences begin with a name, examples go on with a command.
            if line.split()[1] in commands or line.split()[1].startswith("-"):
                found.setdefault(re.sub(r"\s+", " ", line) if '"' not in line else line, page)
    return found


def changed(source, target):
    """A copy of a folder whose tensor of token embeddings has other values in 100 rows."""
    shutil.copytree(source, target)
    path = os.path.join(target, "model.safetensors")
    with open(path, "r+b") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        name = next(name for name in header if name.endswith("word_embeddings.weight"))
        width = header[name]["shape"][1] * {"F32": 4, "F16": 2, "BF16": 2}[header[name]["dtype"]]
        start = 8 + size + header[name]["data_offsets"][0] + 2000 * width
        file.seek(start)
        rows = file.read(100 * width)
        file.seek(start)
        file.write(rows[width:] + rows[:width])


def folder(models, gpt2):
    """A folder with everything that examples name."""
    here = tempfile.mkdtemp(prefix="examples-")

    def link(name, *target):
        os.symlink(os.path.join(models, *target), os.path.join(here, name))

    link("gpt2", gpt2)
    link("bert-base-uncased", "all-MiniLM-L6-v2")
    for name in ("base", "before", "my-model"):
        link(name, "all-MiniLM-L6-v2")
    for name in ("tuned", "after"):
        changed(os.path.join(models, "all-MiniLM-L6-v2"), os.path.join(here, name))
    smol = os.path.join(models, "SmolLM2-135M-Instruct")
    gguf = next(name for name in sorted(os.listdir(smol)) if name.endswith(".gguf"))
    for name in ("model-Q4_K_M.gguf", "model-F16.gguf", "model-Q8_0.gguf"):
        link(name, smol, gguf)
    link("tokenizer.json", "all-MiniLM-L6-v2", "tokenizer.json")
    for path, _, names in os.walk(models):
        for name in names:
            if name == "cl100k_base.tiktoken":
                link(name, path, name) if not os.path.exists(os.path.join(here, name)) else None
    shutil.copy("README.md", here)
    texts = {
        "book.txt": "The king and the queen had breakfast.\nIt was a good day.\n",
        "wordsim353.tsv": "Word 1\tWord 2\tHuman (mean)\ncat\tdog\t7.4\nking\tqueen\t8.6\ncar\tbus\t6.9\nking\tcar\t1.2\n",
        "questions-words.txt": ": family\nking queen man woman\nboy girl man woman\nking man queen woman\n",
        "groups.tsv": "king\tpeople\nqueen\tpeople\ncat\tanimals\ndog\tanimals\n",
        "words.txt": "king\nqueen\ncat\n",
    }
    for name, text in texts.items():
        with open(os.path.join(here, name), "w", encoding="utf-8") as file:
            file.write(text)
    os.makedirs(os.path.join(here, ".local/share/bash-completion/completions"))
    return here


def run(line, here, tool):
    """What is wrong with an example: None where nothing is."""
    environment = {
        "PATH": f"{os.path.dirname(tool)}:/usr/bin:/bin", "HOME": here, "HF_HOME": os.path.join(here, "hub"), "HF_HUB_OFFLINE": "1",
        "LANG": "C.UTF-8",
    }
    with open("README.md", encoding="utf-8") as readme:
        result = subprocess.run(
            ["bash", "-c", line], cwd=here, env=environment, stdin=readme, capture_output=True, text=True, errors="replace")
    if result.returncode != 0:
        return f"status {result.returncode}: {result.stderr.strip()[:300]}"
    words = shlex.split(line)
    for option, path in zip(words, words[1:]):
        if option in FILE_OPTIONS and path != "-" and not os.path.exists(os.path.join(here, path)):
            return f"{path} was not written"
    return None, result.stdout


def main():
    tool, models = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    lines = examples(tool)
    failures, skipped, count = [], [], 0
    for gpt2 in ("gpt2", "SmolLM2-135M-Instruct"):
        here = folder(models, gpt2)
        for line, place in lines.items():
            if NEEDS_HUB.search(line):
                skipped.append(line)
                continue
            if gpt2 != "gpt2" and ("gpt2" not in line or "--positions" in line):
                continue  # SmolLM2 has no position embeddings.
            outcome = run(line, here, tool)
            count += 1
            if not isinstance(outcome, tuple):
                failures.append(f"{line}   ({place}, gpt2 = {gpt2}): {outcome}")
            elif gpt2 != "gpt2" or "gpt2" not in line:
                failures += [
                    f"{line}   ({place}, gpt2 = {gpt2}): no {text} in the answer"
                    for text in EXPECTED.get(line, []) if text not in outcome[1]]
        shutil.rmtree(here)
    for failure in failures:
        print("FAILED", failure)
    print(f"{count} examples run, {len(set(skipped))} of models on the hub skipped, {len(failures)} failed")
    unknown = [line for line in EXPECTED if line not in lines and "decode bert" not in line]
    for line in unknown:
        print("EXPECTED names a line that is no example:", line)
    return 1 if failures or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
