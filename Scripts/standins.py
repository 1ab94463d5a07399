"""Writes full-size stand-ins for gpt2 and bert-base-uncased, laid out as the hub's own files are.

    python Scripts/standins.py MODELS

MODELS must hold gpt2-vocabulary/ (encoder.json, vocab.bpe) and all-MiniLM-L6-v2/ (whose vocab.txt is bert-base-uncased's).
The vocabularies, tensor names, shapes and quirks are the real ones: GPT-2's attention masks that are no parameters, BERT's
`bert.` prefix, its gamma and beta, the heads of its pre-training. The weights are random, seeded, and about as spread as
the real ones. config.json comes last, so a folder that has it is complete.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import numpy
from safetensors.numpy import save_file
from transformers import BertTokenizerFast, GPT2TokenizerFast

GPT2 = {
    "activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"], "attn_pdrop": 0.1, "bos_token_id": 50256,
    "embd_pdrop": 0.1, "eos_token_id": 50256, "initializer_range": 0.02, "layer_norm_epsilon": 1e-05, "model_type": "gpt2",
    "n_ctx": 1024, "n_embd": 768, "n_head": 12, "n_layer": 12, "n_positions": 1024, "resid_pdrop": 0.1, "vocab_size": 50257,
}  # fmt: skip
BERT = {
    "architectures": ["BertForMaskedLM"], "attention_probs_dropout_prob": 0.1, "gradient_checkpointing": False,
    "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "hidden_size": 768, "initializer_range": 0.02,
    "intermediate_size": 3072, "layer_norm_eps": 1e-12, "max_position_embeddings": 512, "model_type": "bert",
    "num_attention_heads": 12, "num_hidden_layers": 12, "pad_token_id": 0, "position_embedding_type": "absolute",
    "type_vocab_size": 2, "use_cache": True, "vocab_size": 30522,
}  # fmt: skip


class Weights:
    """Tensors by name, drawn one after the other from one seeded generator."""

    def __init__(self, seed):
        self.random = numpy.random.default_rng(seed)
        self.tensors = {}

    def normal(self, name, *shape, spread=0.02):
        self.tensors[name] = self.random.standard_normal(shape, dtype=numpy.float32) * numpy.float32(spread)

    def constant(self, name, value, *shape):
        self.tensors[name] = numpy.full(shape, value, dtype=numpy.float32)


def gpt2_tensors(width=768, layers=12, positions=1024):
    weights = Weights(seed=1)
    weights.normal("wte.weight", GPT2["vocab_size"], width, spread=0.14)
    weights.normal("wpe.weight", positions, width)
    mask = numpy.tril(numpy.ones((positions, positions), dtype=numpy.float32))[None, None]
    for layer in range(layers):
        at = f"h.{layer}."
        for norm in ("ln_1", "ln_2"):
            weights.constant(f"{at}{norm}.weight", 1, width)
            weights.constant(f"{at}{norm}.bias", 0, width)
        weights.tensors[f"{at}attn.bias"] = mask
        # GPT-2 keeps these matrices input by output, the other way round than everybody else.
        for name, rows, columns in (
            ("attn.c_attn", width, 3 * width), ("attn.c_proj", width, width),
            ("mlp.c_fc", width, 4 * width), ("mlp.c_proj", 4 * width, width),
        ):  # fmt: skip
            weights.normal(f"{at}{name}.weight", rows, columns)
            weights.constant(f"{at}{name}.bias", 0, columns)
    weights.constant("ln_f.weight", 1, width)
    weights.constant("ln_f.bias", 0, width)
    return weights.tensors


def bert_tensors(width=768, layers=12):
    weights = Weights(seed=2)

    def linear(name, outputs, inputs):
        weights.normal(f"{name}.weight", outputs, inputs)
        weights.constant(f"{name}.bias", 0, outputs)

    def norm(name):
        weights.constant(f"{name}.gamma", 1, width)
        weights.constant(f"{name}.beta", 0, width)

    embeddings = "bert.embeddings."
    weights.normal(f"{embeddings}word_embeddings.weight", BERT["vocab_size"], width, spread=0.04)
    weights.normal(f"{embeddings}position_embeddings.weight", BERT["max_position_embeddings"], width)
    weights.normal(f"{embeddings}token_type_embeddings.weight", BERT["type_vocab_size"], width)
    norm(f"{embeddings}LayerNorm")
    for layer in range(layers):
        at = f"bert.encoder.layer.{layer}."
        for name in ("query", "key", "value"):
            linear(f"{at}attention.self.{name}", width, width)
        linear(f"{at}attention.output.dense", width, width)
        norm(f"{at}attention.output.LayerNorm")
        linear(f"{at}intermediate.dense", 4 * width, width)
        linear(f"{at}output.dense", width, 4 * width)
        norm(f"{at}output.LayerNorm")
    linear("bert.pooler.dense", width, width)
    weights.constant("cls.predictions.bias", 0, BERT["vocab_size"])
    linear("cls.predictions.transform.dense", width, width)
    norm("cls.predictions.transform.LayerNorm")
    linear("cls.seq_relationship", 2, width)
    return weights.tensors


def write(folder, tensors, vocabulary_files, tokenizer_class, tokenizer_configuration, configuration):
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    for source, name in vocabulary_files:
        shutil.copyfile(source, folder / name)
    # The hub has tokenizer.json beside the older files; the reference library makes it from them.
    with tempfile.TemporaryDirectory() as saved:
        tokenizer_class.from_pretrained(folder).save_pretrained(saved)
        shutil.copyfile(pathlib.Path(saved) / "tokenizer.json", folder / "tokenizer.json")
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer_configuration))
    (folder / "config.json").write_text(json.dumps(configuration, indent=2) + "\n")


def main(models):
    vocabulary = models / "gpt2-vocabulary"
    write(
        models / "gpt2", gpt2_tensors(), [(vocabulary / "encoder.json", "vocab.json"), (vocabulary / "vocab.bpe", "merges.txt")],
        GPT2TokenizerFast, {"model_max_length": 1024}, GPT2,
    )  # fmt: skip
    write(
        models / "bert-base-uncased", bert_tensors(), [(models / "all-MiniLM-L6-v2/vocab.txt", "vocab.txt")],
        BertTokenizerFast, {"do_lower_case": True, "model_max_length": 512}, BERT,
    )  # fmt: skip


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
