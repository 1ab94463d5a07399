#!/usr/bin/env python3
"""Puts the first inputs of a fuzz target into a folder: the fixtures of the tests, made small.

    Scripts/fuzz-seeds.py TARGET FOLDER
"""

import base64
import io
import json
import pathlib
import sys
import zipfile
import zlib

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "Tests/Fixtures"


def small(path, most=40):
    """A tokenizer.json with a short vocabulary: what surrounds it is what is worth changing."""
    file = json.loads(path.read_text())
    model = file.get("model", {})
    vocabulary = model.get("vocab")
    if isinstance(vocabulary, dict) and len(vocabulary) > most:
        named = {t["content"] for t in file.get("added_tokens") or []} | {model.get("unk_token")}
        kept = {t: i for n, (t, i) in enumerate(vocabulary.items()) if n < most or t in named}
        model["vocab"] = {t: n for n, t in enumerate(kept)}
        for token in file.get("added_tokens") or []:
            token["id"] = model["vocab"].setdefault(token["content"], len(model["vocab"]))
        pair = lambda m: m.split(" ") if isinstance(m, str) else m
        model["merges"] = [m for m in model.get("merges", [])
                           if all(t in model["vocab"] for t in [*pair(m), "".join(pair(m))])]
    return json.dumps(file, ensure_ascii=False).encode()


def lying(target):
    """The files that lie, of a fixture."""
    cases = json.loads((FIXTURES / target / "lies.json").read_text())["cases"]
    yield from (base64.b64decode(case["file"]) for case in cases)


def pickles():
    """Pickles of PyTorch's fixtures, and of the files that lie; the storage that there is has four floats."""
    archives = [path.read_bytes() for path in sorted((FIXTURES / "pytorch").glob("*.pt"))]
    for content in [*archives, *lying("pytorch")]:
        if not content.startswith(b"PK"):
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield next(archive.read(name) for name in archive.namelist() if name.endswith("data.pkl"))
        except (zipfile.BadZipFile, zlib.error, StopIteration):
            continue


def packed(case):
    """config.json, a NUL byte, and a safetensors file of packed weights."""
    header, data = {}, b""
    for tensor in case["tensors"]:
        stored = bytes.fromhex(tensor["bytes"])
        header[tensor["name"]] = {"dtype": tensor["type"], "shape": tensor["shape"], "data_offsets": [len(data), len(data) + len(stored)]}
        data += stored
    text = json.dumps(header, separators=(",", ":")).encode()
    return case["configuration"].encode() + b"\0" + len(text).to_bytes(8, "little") + text + data


def seeds(target):
    if target == "tokenizer-json":
        for path in sorted(FIXTURES.glob("**/*.json")):
            if path.stat().st_size < 400_000 and not path.name.endswith(".cases.json"):
                try:
                    file = json.loads(path.read_text())
                except ValueError:
                    continue
                if isinstance(file, dict) and isinstance(file.get("model"), dict):
                    yield small(path)
    elif target == "vocab-json":
        vocabulary = '{"a": 0, "b": 1, "ab": 2, "\\u0120": 3, "\\u0120a": 4}'
        yield vocabulary.encode() + b"\0#version: 0.2\na b\n\xc4\xa0 a\n"
    elif target == "vocab-txt":
        yield b"[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##e\nw\n##\xc3\xb6rd\n\xe4\xb8\xad\n"
    elif target == "tiktoken":
        tokens = [bytes([b]) for b in range(256)] + [b" t", b"he", b" the", b"\xe4\xb8"]
        yield "".join(f"{base64.b64encode(t).decode()} {n}\n" for n, t in enumerate(tokens)).encode()
    elif target == "tekken":
        tokens = [bytes([b]) for b in range(256)] + [b" t", b"he", b" the", b"\xe4\xb8"]
        vocabulary = [{"rank": n, "token_bytes": base64.b64encode(t).decode(), "token_str": None} for n, t in enumerate(tokens)]
        special = [{"rank": n, "token_str": t, "is_control": True} for n, t in enumerate(["<unk>", "<s>", "</s>"])]
        config = {"pattern": r" ?\p{L}+|\s+|[^\s\p{L}]", "num_vocab_tokens": 260, "default_vocab_size": 264,
                  "default_num_special_tokens": 4, "version": "v13"}
        yield json.dumps({"config": config, "vocab": vocabulary, "special_tokens": special}).encode()
        yield json.dumps({"vocab": vocabulary, "config": {**config, "version": "v3", "default_vocab_size": 280,
                                                          "default_num_special_tokens": 20}}).encode()
    elif target == "sentencepiece":
        yield from (path.read_bytes() for path in sorted(FIXTURES.glob("**/*.model")))
    elif target == "gguf":
        yield from (path.read_bytes() for path in sorted(FIXTURES.glob("**/*.gguf")) if path.stat().st_size < 200_000)
    elif target == "pickle":
        yield from pickles()
    elif target in ("pytorch", "onnx", "flax"):
        yield from (path.read_bytes() for path in sorted((FIXTURES / target).rglob("*")) if path.is_file()
                    and path.suffix not in (".json", ".onnx_data"))
        yield from lying(target)
    elif target == "npy":
        yield from (path.read_bytes() for path in sorted(FIXTURES.glob("word-vectors/*.np[yz]")))
    elif target == "word-vectors":
        yield from (path.read_bytes() for path in sorted(FIXTURES.glob("word-vectors/*")) if path.suffix in (".txt", ".bin", ".vec"))
        yield b"3 2\t\na\\x20b 1 2\n\\x0A 3 4\n\\x5Cn nan -inf\n"
    elif target == "tokenizer-config":
        token = {"content": "<x>", "lstrip": True, "rstrip": False, "single_word": True, "normalized": True, "special": False}
        config = {"tokenizer_class": "BertTokenizerFast", "do_lower_case": False, "cls_token": {"__type": "AddedToken", **token},
                  "added_tokens_decoder": {"18": token, "30": {"content": "the", "special": True}}, "add_bos_token": True,
                  "additional_special_tokens": ["<a>", "<b>"], "clean_up_tokenization_spaces": True}
        legacy = {"additional_special_tokens": ["<a>"], "extra_special_tokens": {"image_token": "<i>"}, "pad_token": token}
        for number in range(24):
            chosen = {key: value for key, value in config.items() if key != "added_tokens_decoder" or number % 3 == 0}
            if number % 4:
                del chosen["tokenizer_class"]
            parts = [json.dumps(chosen), json.dumps(legacy), '{"<one>": 17, "two words": 18}']
            yield bytes([number]) + "\0".join(parts).encode()
    elif target == "mlx":
        cases = json.loads((FIXTURES / "checkpoints/packed-weights.json").read_text())["cases"]
        yield from (packed(case) for case in cases)
    elif target == "split-masks":
        texts = ["it's the cat's  \n  12 don't\r\n\r\n}\n/** x */ \t\u00a0\u3000a 1234567", "DON'TBar aB's's HelloWorld 中文ABc é\u0301 !\u0301a",
                 "中・カ123・!a \u200b\u200bx \ufeff中 “a ”.b", "  \n \n  x\n\n   ", "a" * 70 + " " * 70 + "\n" * 70 + "1" * 70]
        for number in range(7):
            yield from (bytes([number]) + text.encode() for text in texts)
    elif target == "encode-decode":
        for number, text in enumerate(["The <mask> word 12 don't", "e\u0301 \u4e2d\u6587 \U0001f469\u200d\U0001f467", "  a\r\n\0 [MASK] ##x"]):
            for choice in range(6):
                yield bytes([choice]) + text.encode()
    elif target == "explorer":
        yield from (path.read_bytes() for path in sorted((FIXTURES / "fuzz/explorer").iterdir()))
    else:
        raise SystemExit(f"fuzz-seeds: no target {target!r}")


def main():
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)


main()
