#!/usr/bin/env python3
"""Writes which tensors are the token, position and output embeddings of each family that transformers knows.

    python3 Scripts/generate/embedding-tables.py      (needs transformers==5.23.0 and torch; about three minutes)

Every class of every model type is built on torch's meta device, which holds no values, with few layers, and asked for
`get_input_embeddings()` and `get_output_embeddings()`; the parameter's name is looked up. A model that joins others
(text and pictures, thinker and talker) and does not answer itself is asked part by part, in its own order. Names that
published weights have and transformers renames when it loads them are tried against its renaming rules. The output is
Sources/Architectures/EmbeddingTables/FamilyNames+Table.swift.
"""

import copy
import importlib
import inspect
import os
import pathlib
import pkgutil
import re
import signal
import warnings

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
warnings.filterwarnings("ignore")

import torch
import transformers
from transformers import CONFIG_MAPPING, PreTrainedConfig, PreTrainedModel
from transformers.conversion_mapping import get_checkpoint_conversion_mapping
from transformers.models.auto.configuration_auto import CONFIG_MAPPING_NAMES, model_type_to_module_name
from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

OUTPUT = pathlib.Path(__file__).resolve().parents[2] / "Sources/Architectures/EmbeddingTables/FamilyNames+Table.swift"
# Parts of names that only say that something is wrapped; Swift's TensorName.wrappers is the same list.
WRAPPERS = {"model", "transformer", "module", "base_model", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
            "original_module", "base_layer", "modules_to_save", "default", "auto_model"}
LAYERS = {"num_hidden_layers", "n_layer", "num_layers", "n_layers", "encoder_layers", "decoder_layers",
          "num_decoder_layers"}
# Families that cannot be built from their standard configuration here, or whose answer is not their words' table.
BY_HAND = {
    "csm": ["embed_text_tokens.weight"],
    "gemma3n": ["language_model.embed_tokens.weight", "language_model.*"],
    "fast_vlm": ["language_model.embed_tokens.weight", "language_model.*"],
    "perception_lm": ["language_model.embed_tokens.weight", "language_model.*"],
    "layoutlmv2": ["embeddings.word_embeddings.weight"],
    "layoutxlm": ["embeddings.word_embeddings.weight"],
    "omdet-turbo": ["language_backbone.text_model.embeddings.token_embedding.weight"],
    "vision-text-dual-encoder": ["text_model.*"],
    "encoder-decoder": ["encoder.*", "decoder.*"],
    "vision-encoder-decoder": ["decoder.*"],
    "speech-encoder-decoder": ["decoder.*"],
    "nougat": ["decoder.embed_tokens.weight"],
    "clvp": ["text_encoder_model.token_embedding.weight"],
    "dia": ["encoder.embedding.weight"],
    "qwen3_omni_moe": ["thinker.*", "talker.*"],
    "dbrx": ["wte.weight"],
    "emu3": ["text_model.embed_tokens.weight"],
    "moonshine_streaming": ["decoder.embed_tokens.weight"],
} | dict.fromkeys(
    ["chameleon", "cohere_compass_text", "deepseek_ocr2_text", "dots1", "hunyuan_v1_dense", "hunyuan_v1_moe",
     "hunyuan_vl_text", "lfm2_moe", "ministral", "nemotron"], ["embed_tokens.weight"]
) | dict.fromkeys(
    ["aya_vision", "cohere_compass", "deepseek_ocr2", "granite4_vision", "hunyuan_vl"],
    ["language_model.embed_tokens.weight", "language_model.*"])
# What a table of tokens is called in a model that does not answer, and in none of its parts either.
TABLES = {"token_embedding", "embed_tokens", "word_embeddings"}
# Names under which weights were published before transformers renamed them.
OLD_NAMES = ["embed.weight", "embed_tokens.weight", "word_embeddings.weight", "tok_embeddings.weight",
             "wte.embedding", "llm.embed.weight", "llm.embed_tokens.weight", "llm.model.embed_tokens.weight",
             "text_model.embed_tokens.weight", "language_model.embed_tokens.weight", "token_embedding.weight",
             "language_model.model.embed_tokens.weight", "transf_decoder._embedding.token_embedding.weight",
             "paligemma_with_expert.paligemma.lm_head.weight", "transformer.wte.embedding",
             "condition_provider.conditioners.transcript_in_segment.embed.weight", "emb.weight", "backbone.embedding.weight"]


class Slow(Exception):
    pass


def too_slow(*_):
    raise Slow()


def canonical(name):
    """`model.language_model.model.wte.weight` -> `language_model.wte.weight`."""
    return ".".join(p for p in name.split(".") if p not in WRAPPERS)


def shrink(config):
    for key, value in list(vars(config).items()):
        if isinstance(value, PreTrainedConfig):
            shrink(value)
        elif key in LAYERS and isinstance(value, int) and value > 2 and not getattr(config, "layer_types", None):
            setattr(config, key, 2)


def fill(config):
    """Sizes that a standard configuration leaves open."""
    for value in vars(config).values():
        if isinstance(value, PreTrainedConfig):
            fill(value)
    for key, size in (("vocab_size", 128), ("pad_token_id", 0)):
        if hasattr(config, key) and getattr(config, key) is None:
            setattr(config, key, size)


def build(cls, config_class):
    for change in (shrink, fill, lambda config: (shrink(config), fill(config)), lambda _: None):
        signal.alarm(60)
        try:
            config = config_class()
            change(config)
            with torch.device("meta"):
                return cls(config)
        except (Exception, Slow):
            continue
        finally:
            signal.alarm(0)
    return None


def classes(model_type):
    """The classes of a model type: the base model first, then the others as their file has them."""
    package = "transformers.models." + model_type_to_module_name(model_type)
    found = []
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if not module.name.startswith("modeling_"):
            continue
        module = importlib.import_module(package + "." + module.name)
        found += [c for c in vars(module).values()
                  if inspect.isclass(c) and issubclass(c, PreTrainedModel) and c.__module__ == module.__name__
                  and getattr(c, "config_class", None) is CONFIG_MAPPING[model_type]
                  and not c.__name__.endswith("PreTrainedModel")]
    base = MODEL_MAPPING_NAMES.get(model_type, ())
    base = [getattr(transformers, name, None) for name in ([base] if isinstance(base, str) else base)]
    base = [c for c in base if c is not None]
    return base + [c for c in found if c not in base]


def weight_names(model, module):
    """All names of a module's table, when it is one; a convolution over pictures is none."""
    if not isinstance(module, torch.nn.Module):
        return []
    weight = getattr(module, "weight", None)
    if weight is None:
        inner = [m for m in module.modules() if isinstance(m, torch.nn.Embedding)]
        weight = inner[0].weight if inner else None
        module = inner[0] if inner else None
    if not isinstance(weight, torch.nn.Parameter) or weight.dim() != 2 or isinstance(module, torch.nn.Linear):
        return []
    return [n for n, p in model.named_parameters(remove_duplicate=False) if p is weight]


def ask(part):
    try:
        return part.get_input_embeddings()
    except Exception:
        return None


def parts(model):
    """The models that a model consists of, outermost first, with their paths; none within one that answers."""
    for name, child in model.named_children():
        for path, part in [(name, child)] if isinstance(child, PreTrainedModel) else []:
            if weight_names(part, ask(part)):
                yield path, part
                continue
            yield from ((f"{path}.{inner}", p) for inner, p in parts(part))
        if not isinstance(child, PreTrainedModel):
            yield from ((f"{name}.{inner}", p) for inner, p in parts(child))


def relative(names, model):
    prefix = type(model).base_model_prefix + "."
    return [canonical(n.removeprefix(prefix)) for n in names]


def describe(model):
    """Names of the inputs, positions and outputs of one built model."""
    outputs = []
    try:
        head = model.get_output_embeddings()
        outputs = [n + ".weight" for n, m in model.named_modules() if m is head and isinstance(m, torch.nn.Linear)]
    except Exception:
        pass
    inputs = weight_names(model, ask(model))
    towers = []
    if not inputs:
        for path, part in parts(model):
            inputs += [f"{path}.{n}" for n in weight_names(part, ask(part))]
        if not inputs:
            inputs = [n + ".weight" for n, m in model.named_modules()
                      if isinstance(m, torch.nn.Embedding) and n.split(".")[-1] in TABLES]
    for path, part in parts(model):
        if part.config.__class__ is not model.config.__class__ and any(n.startswith(path + ".") for n in inputs):
            towers.append(canonical(path) + ".*")
    inputs = [n for n in inputs if n not in outputs] or inputs
    parents = {n.rsplit(".", 2)[0] if n.count(".") > 1 else "" for n in inputs}
    positions = [n + ".weight" for n, m in model.named_modules()
                 if isinstance(m, torch.nn.Embedding) and m.weight.dim() == 2 and "pos" in n.split(".")[-1]
                 and (n.rsplit(".", 1)[0] if "." in n else "") in parents]
    inputs, positions, outputs = (relative(names, model) for names in (inputs, positions, outputs))
    return inputs + [t for t in towers if t != ".*"], positions, outputs


def is_table_of_tokens(name):
    """Whether a name is neither that of a head, nor of positions, nor of one of several codebooks of sounds."""
    parts = name.split(".")
    return not (parts[0] == "lm_head" or "predictions" in parts or "position_embedding" in parts
                or len(parts) > 1 and parts[-2].isdigit())


def in_order(names):
    """Each part's `.*` right behind the names within it, so that a thinker's whole part comes before its talker."""
    towers = [n for n in names if n.endswith(".*")]
    result = []
    for name in (n for n in names if n not in towers):
        result += [name] + [t for t in towers if name.startswith(t[:-1])]
    # A part stands behind the last of its names, one without names at the end.
    return list(dict.fromkeys(reversed(result)))[::-1] + [t for t in towers if t not in result]


def renamed(model_type, names):
    """The old names that transformers' rules turn into one of `names`."""
    rules = list(get_checkpoint_conversion_mapping(model_type) or [])
    for cls in classes(model_type):
        rules += list(get_checkpoint_conversion_mapping(cls.__name__) or [])
    renamings = [r for r in rules if type(r).__name__ in ("WeightRenaming", "PrefixChange")]
    merged = [r for r in rules if type(r).__name__ == "WeightConverter"]
    found = []
    for old in OLD_NAMES:
        for start in ("", "model."):
            new = start + old
            for rule in renamings:
                new, _ = copy.deepcopy(rule).rename_source_key(new)
            if new != start + old and canonical(new) in names and canonical(old) not in names:
                found.append(canonical(old))
    for rule in merged:
        if any("embed_tokens" in target for target in rule.target_patterns):
            found += [canonical(s) for s in rule.source_patterns if re.fullmatch(r"[\w.]+", s)]
    return found


def family(model_type):
    tokens, positions, outputs, built = [], [], [], False
    for cls in classes(model_type):
        model = build(cls, CONFIG_MAPPING[model_type])
        if model is None:
            continue
        built = True
        for known, more in zip((tokens, positions, outputs), describe(model)):
            known += [n for n in more if n not in known]
    if model_type in BY_HAND:
        tokens = BY_HAND[model_type] + [n for n in tokens if n not in BY_HAND[model_type]]
    tokens += [n for n in dict.fromkeys(renamed(model_type, tokens)) if n not in tokens]
    tokens = in_order([n for n in tokens if is_table_of_tokens(n)])
    return (tokens, positions, outputs) if tokens else ([], [], []) if built else None


def main():
    signal.signal(signal.SIGALRM, too_slow)
    groups = {}
    for model_type in CONFIG_MAPPING_NAMES:
        try:
            names = family(model_type)
        except ImportError as error:
            print(f"{model_type}: {error}")
            continue
        if names is None:
            print(f"{model_type}: cannot be built")
            continue
        groups.setdefault(tuple(",".join(n) for n in names), []).append(model_type)
    lines = [f"{'|'.join(names)}|{','.join(sorted(types))}" for names, types in sorted(groups.items())]
    text = "\n".join("    " + line for line in lines)
    OUTPUT.write_text(f'''// Written by Scripts/generate/embedding-tables.py from transformers {transformers.__version__}; do not edit.
// swift-format-ignore-file

extension FamilyNames {{
  /// One group of families a line: tokens|positions|outputs|model types, each separated by commas; the families of the
  /// first line have no table of tokens.
  static let table = """
{text}
    """
}}
''')


if __name__ == "__main__":
    main()
