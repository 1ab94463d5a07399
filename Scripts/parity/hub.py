#!/usr/bin/env python3
"""Python's huggingface_hub against the test hub, and on the caches that Embedscope writes.

    hub.py check             the test hub satisfies huggingface_hub: downloads, renames, errors, tokens, broken connections
    hub.py record FILE       the cache that huggingface_hub writes for the tiny model, as JSON (Tests/Fixtures/hub/…)
    hub.py write CACHE URL   fetches the tiny and the sharded model from the hub at URL into CACHE
    hub.py read CACHE        reads both models from CACHE without any network, and compares every byte

Needs huggingface_hub 2.4.0 (`pip install huggingface_hub==2.4.0`); nothing else of this package does.
"""

import contextlib
import filecmp
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODELS = os.path.join(ROOT, "Tests/Fixtures/hub/models")
TINY, SHARDED = "example/tiny", "example/sharded"
COMMITS = {TINY: "1" * 40, SHARDED: "2" * 40}
FILES = {
    TINY: ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"],
    SHARDED: [
        "config.json", "vocab.txt", "model.safetensors.index.json",
        "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
    ],
}  # fmt: skip


def scenario(**more):
    repositories = {
        name: {"commits": {COMMITS[name]: os.path.join(MODELS, name.split("/")[1])}, "refs": {"main": COMMITS[name]}}
        for name in FILES
    }
    for access in ("gated", "private"):
        repositories[f"example/{access}"] = {**repositories[TINY], "access": access}
    return {"repositories": repositories, "renamed": {"tiny": TINY}, "token": "hf_secret", **more}


@contextlib.contextmanager
def hub(**more):
    """Runs the test hub; yields its address and a function that gives the requests so far."""
    with tempfile.TemporaryDirectory() as folder:
        paths = os.path.join(folder, "scenario.json"), os.path.join(folder, "log.jsonl")
        with open(paths[0], "w", encoding="utf-8") as file:
            json.dump(scenario(**more), file)
        command = [sys.executable, os.path.join(ROOT, "Tests/HubServer/hub_server.py"), *paths]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def requests():
            with open(paths[1], encoding="utf-8") as file:
                return [json.loads(line) for line in file]

        try:
            yield json.loads(process.stdout.readline())["hub"], requests
        finally:
            process.stdin.close()
            process.wait()


def python(code, cache, endpoint, **environment):
    """Runs code with huggingface_hub in a process of its own, which reads its settings from the environment."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGING"))}
    variables |= {"HF_HUB_CACHE": cache, "HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_TELEMETRY": "1"}
    variables |= {"no_proxy": "127.0.0.1,localhost", "HF_HUB_DISABLE_PROGRESS_BARS": "1", **environment}
    variables.setdefault("HF_HOME", os.path.join(cache, "home-of-nobody"))
    prelude = "from huggingface_hub import hf_hub_download, snapshot_download, errors\n"
    result = subprocess.run(
        [sys.executable, "-c", prelude + code], env=variables, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise SystemExit(f"Python failed:\n{code}\n{result.stderr}")
    return result.stdout.strip()


def tree(cache):
    """Everything in a cache, sorted: links with their targets, small files with their text, others with their size."""
    entries = []
    for parent, folders, files in os.walk(cache):
        for name in sorted(folders + files):
            path = os.path.join(parent, name)
            relative = os.path.relpath(path, cache)
            if os.path.islink(path):
                entries.append({"path": relative, "link": os.readlink(path)})
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    entries.append({"path": relative, "bytes": file.read().hex()})
    return sorted(entries, key=lambda entry: entry["path"])


def write(cache, endpoint):
    for name, files in FILES.items():
        for file in files:
            python(f"hf_hub_download({name!r}, {file!r})", cache, endpoint)
    python(
        f"try: hf_hub_download({TINY!r}, 'added_tokens.json')\nexcept errors.EntryNotFoundError: pass", cache, endpoint
    )


def read(cache):
    for name, files in FILES.items():
        for file in files:
            path = python(f"print(hf_hub_download({name!r}, {file!r}))", cache, "http://127.0.0.1:9", HF_HUB_OFFLINE="1")
            original = os.path.join(MODELS, name.split("/")[1], file)
            assert filecmp.cmp(path, original, shallow=False), f"{path} differs from {original}"
            expected = os.path.join(cache, f"models--{name.replace('/', '--')}", "snapshots", COMMITS[name], file)
            assert path == expected, f"{path} is not {expected}"
    print(f"huggingface_hub read {sum(map(len, FILES.values()))} files")


def fails(code, error):
    return f"try:\n  {code}\nexcept errors.{error}: print('as expected')\nelse: print('no error')"


def check():
    def expect(what, found, expected):
        assert found == expected, f"{what}: expected {expected!r}, found {found!r}"
        print(f"ok  {what}")

    with hub() as (endpoint, requests), tempfile.TemporaryDirectory() as cache:
        token = {"HF_TOKEN": "hf_secret"}
        write(cache, endpoint)
        read(cache)
        python(f"hf_hub_download({TINY!r}, 'onnx/config.json')", cache, endpoint)
        path = python("print(hf_hub_download('tiny', 'config.json'))", cache, endpoint)
        expect("a renamed repository", path.split("/models--")[1], f"tiny/snapshots/{COMMITS[TINY]}/config.json")
        path = python(f"print(snapshot_download({TINY!r}))", cache, endpoint)
        expect("a whole snapshot", len([1 for _, _, files in os.walk(path) for _ in files]), 8)
        for what, code, error in (
            ("a missing file", f"hf_hub_download({TINY!r}, 'no.json')", "EntryNotFoundError"),
            ("a missing revision", f"hf_hub_download({TINY!r}, 'config.json', revision='no')", "RevisionNotFoundError"),
            ("a missing repository", "hf_hub_download('example/none', 'config.json')", "RepositoryNotFoundError"),
            ("a gated repository", "hf_hub_download('example/gated', 'config.json')", "GatedRepoError"),
            ("a private repository", "hf_hub_download('example/private', 'config.json')", "RepositoryNotFoundError"),
        ):
            expect(what, python(fails(code, error), cache, endpoint), "as expected")
        for name in ("gated", "private"):
            python(f"hf_hub_download('example/{name}', 'model.safetensors')", cache, endpoint, **token)
        shown = {entry["server"] for entry in requests() if entry["authorization"]}
        expect("the token is shown to the hub alone", shown, {"hub"})
    faults = [{"server": "store", "path": "model", "do": "cut", "after": 100}]
    with hub(faults=faults) as (endpoint, requests), tempfile.TemporaryDirectory() as cache:
        python(f"hf_hub_download({TINY!r}, 'model.safetensors')", cache, endpoint)
        # huggingface_hub writes in pieces of 10 MB, so that nothing of this small file is left to go on from.
        expect("a broken connection is tried again", sum(entry["server"] == "store" for entry in requests()), 2)


def record(path):
    import huggingface_hub

    with hub() as (endpoint, _), tempfile.TemporaryDirectory() as cache:
        write(cache, endpoint)
        entries = [entry for entry in tree(cache) if "home-of-nobody" not in entry["path"]]
    for entry in entries:
        if entry["path"] == "CACHEDIR.TAG":
            entry["bytes"] = ""  # each program has a text of its own there
    fixture = {
        "command": "python3 Scripts/parity/hub.py record Tests/Fixtures/hub/python-cache.json",
        "huggingface_hub": huggingface_hub.__version__, "entries": entries,
    }  # fmt: skip
    with open(path, "w", encoding="utf-8") as file:
        json.dump(fixture, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    commands = {"check": (check, 0), "record": (record, 1), "write": (write, 2), "read": (read, 1)}
    if len(sys.argv) < 2 or sys.argv[1] not in commands or len(sys.argv) - 2 != commands[sys.argv[1]][1]:
        raise SystemExit(__doc__)
    commands[sys.argv[1]][0](*sys.argv[2:])
