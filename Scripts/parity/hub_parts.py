#!/usr/bin/env python3
"""What is fetched of large models, from the test hub: how many bytes, and whether killed runs leave anything wrong.

    hub_parts.py EMBEDSCOPE [--kills 200] [--seed 1]

A sharded model of 100 GB in sparse files: `info` may fetch at most 100 kB beside the index, `stats --dry-run` no more, and `stats`
the bytes of the embeddings, as that said, and 1 % more. Then one tensor of a model is fetched by runs that are killed at random moments: after each, every byte
that the journal claims must be the model's own, and the last run must end with the right result. The cache that Python's tools read must
hold nothing of it. Prints what was counted; the exit code is 1 when anything is wrong.
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARDS, SHARD_BYTES = 20, 5 << 30
ROWS, COLUMNS = 32000, 4096


def write_sharded(folder):
    """A Llama of 100 GB of zeros, but for the embeddings' first rows."""
    folder.mkdir()
    index = {"metadata": {"total_size": 0}, "weight_map": {}}
    for number in range(SHARDS):
        name = f"model-{number + 1:05}-of-{SHARDS:05}.safetensors"
        tensors, offset = {}, 0
        if number == 7:
            tensors["model.embed_tokens.weight"] = ([ROWS, COLUMNS], 0)
            offset = ROWS * COLUMNS * 2
        size = (SHARD_BYTES - offset) // 64 // 8192 * 8192
        header = {key: {"dtype": "BF16", "shape": shape, "data_offsets": [0, offset]} for key, (shape, _) in tensors.items()}
        for layer in range(64):
            key = f"model.layers.{number * 64 + layer}.mlp.up_proj.weight"
            header[key] = {"dtype": "BF16", "shape": [size // 8192, 4096], "data_offsets": [offset, offset + size]}
            offset += size
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        with open(folder / name, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            if number == 7:
                file.write(random.Random(1).randbytes(1 << 20))
            file.truncate(8 + len(text) + offset)
        index["weight_map"].update({key: name for key in header})
        index["metadata"]["total_size"] += offset
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    (folder / "config.json").write_text(json.dumps({
        "model_type": "llama", "vocab_size": ROWS, "hidden_size": COLUMNS, "num_hidden_layers": SHARDS * 64,
        "intermediate_size": 11008, "num_attention_heads": 32}))
    return index["metadata"]["total_size"]


def write_small(folder):
    """Two tensors of random bytes, of which the embeddings are 24 MB."""
    folder.mkdir()
    rows, columns = 6000, 1000
    data = random.Random(2).randbytes(8 << 20)
    # Small numbers: no NaN among them.
    values = struct.pack(f"<{rows * columns}f", *(random.Random(3).uniform(-1, 1) for _ in range(rows * columns)))
    header = {"other": {"dtype": "U8", "shape": [len(data)], "data_offsets": [0, len(data)]},
              "wte.weight": {"dtype": "F32", "shape": [rows, columns], "data_offsets": [len(data), len(data) + len(values)]}}
    text = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data + values)
    (folder / "config.json").write_text(json.dumps({"model_type": "gpt2", "vocab_size": rows, "n_embd": columns}))


class Hub:
    def __init__(self, work, models, faults=()):
        self.log = work / "log.jsonl"
        self.log.write_text("")
        repositories = {f"ex/{name}": {"commits": {commit * 40: str(path)}, "refs": {"main": commit * 40}}
                        for name, commit, path in models}
        scenario = work / "scenario.json"
        scenario.write_text(json.dumps({"repositories": repositories, "token": None, "faults": list(faults)}))
        self.process = subprocess.Popen([sys.executable, ROOT / "Tests/HubServer/hub_server.py", scenario, self.log],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.endpoint = json.loads(self.process.stdout.readline())["hub"]

    def take_log(self):
        """The requests since the last call."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        self.log.write_text("")
        return lines

    def fetched(self):
        """How many bytes the ranges of the store's answers hold since the last call, and how many requests there were."""
        lines = self.take_log()
        ranges = [line["range"][6:].split("-") for line in lines if line["server"] == "store" and line.get("range")]
        return sum(int(last) - int(first) + 1 for first, last in ranges), len(lines)


def run(tool, hub, home, *arguments):
    environment = {**os.environ, "HF_HOME": str(home), "HF_ENDPOINT": hub.endpoint, "no_proxy": "127.0.0.1,localhost"}
    result = subprocess.run([tool, *arguments], env=environment, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{arguments}: exit {result.returncode}: {result.stderr[-600:]}")
    return json.loads(result.stdout)


def check_large(tool, work):
    total = write_sharded(work / "large")
    hub = Hub(work, [("large", "8", work / "large")])
    home = work / "home-large"
    info = run(tool, hub, home, "info", "ex/large", "--json")["models"][0]
    of_info, requests = hub.fetched()
    plan = run(tool, hub, home, "stats", "ex/large", "--dry-run", "--json")
    of_plan, _ = hub.fetched()
    run(tool, hub, home, "stats", "ex/large", "--json")
    of_stats, _ = hub.fetched()
    table = ROWS * COLUMNS * 2
    started = time.perf_counter()
    local = run(tool, hub, home, "info", str(work / "large"), "--json")["models"][0]
    seconds = time.perf_counter() - started
    print(f"{total / 1e9:.0f} GB in {SHARDS} shards: info fetched {of_info:,} bytes beside the index in {requests} requests; "
          f"a dry run {of_plan:,}, and said {plan['bytesToFetch']:,} for stats, which fetched "
          f"{of_stats:,} more, of which the embeddings are {table:,}; info of the folder {seconds * 1000:.0f} ms")
    assert info["embeddingTensor"] == local["embeddingTensor"] == "model.embed_tokens.weight"
    assert info["weightBytes"] == local["weightBytes"] == total
    hub.process.kill()
    assert of_plan == 0 and plan["bytesToFetch"] == of_stats
    return of_info <= 100_000 and table <= of_info + of_stats <= table * 1.01 + 100_000


def check_kills(tool, work, kills, seed):
    write_small(work / "small")
    whole = (work / "small/model.safetensors").read_bytes()
    expected = run(tool, Hub(work, []), work, "stats", str(work / "small"), "--json")
    hub = Hub(work, [("small", "9", work / "small")],
              # A line that breaks and drips, so that runs end in the middle of parts.
              [{"server": "store", "do": "slow", "after": 6_000_000, "delay": 0.05, "times": -1}])
    generator = random.Random(seed)
    wrong = resumed = finished = runs = 0
    home = work / "home-0"
    environment = {**os.environ, "HF_ENDPOINT": hub.endpoint, "no_proxy": "127.0.0.1,localhost"}
    while runs < kills:
        process = subprocess.Popen([tool, "stats", "ex/small", "--json"], env={**environment, "HF_HOME": str(home)},
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        time.sleep(generator.uniform(0.01, 0.25))
        is_done = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        output = process.communicate()[0]
        runs += 1
        parts = home / "hub-parts/models--ex--small"
        journals = list(parts.glob("*.ranges")) if parts.exists() else []
        for journal in journals:
            content = journal.with_suffix("").read_bytes()
            for line in journal.read_text().splitlines():
                numbers = line.split()
                if len(numbers) == 2:
                    start, end = map(int, numbers)
                    wrong += content[start:end] != whole[start:end]
        resumed += bool(journals)
        if is_done:
            result = json.loads(output)
            wrong += result["models"][0]["variance"] != expected["models"][0]["variance"]
            finished += 1
            home = work / f"home-{runs}"
    result = run(tool, hub, home, "stats", "ex/small", "--json")
    wrong += result["models"][0]["variance"] != expected["models"][0]["variance"]
    cached = [path for path in work.glob("home-*/hub/models--ex--small/snapshots/*/model.safetensors")]
    wrong += len(cached)
    print(f"{runs} runs killed at random, of which {finished} had ended; {resumed} had parts to go on from; {wrong} wrong")
    hub.process.kill()
    return wrong == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tool = os.path.abspath(options.tool)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        is_right = [check_large(tool, work), check_kills(tool, work, options.kills, options.seed)]
    sys.exit(0 if all(is_right) else 1)


if __name__ == "__main__":
    main()
