#!/usr/bin/env python3
"""Writes the tables by which a model's folder tells its class of tokenizer, by asking transformers.

    python3 Scripts/generate/tokenizer-classes.py      (needs transformers==5.23.0 with torch, tokenizers, sentencepiece; seconds)

The output is Sources/Tokenization/Files/Folder/TokenizerClassTable.swift.
"""

import os
import pathlib

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
import transformers
from transformers.convert_slow_tokenizer import SLOW_TO_FAST_CONVERTERS
from transformers.models.auto import tokenization_auto as auto
from transformers.models.auto.configuration_auto import CONFIG_MAPPING_NAMES

TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/Tokenization/Files/Folder/TokenizerClassTable.swift"
# The tokenizer of files by Mistral's own library: without that library it is the general one.
GENERAL = {"MistralCommonBackend": "TokenizersBackend"}


def rows(lines):
    return "\n".join("    " + line for line in lines)


def canonical(name):
    try:
        found = auto.tokenizer_class_from_name(name)
    except Exception:
        return None
    return GENERAL.get(found.__name__, found.__name__) if found is not None else None


mapping = {kind: GENERAL.get(name, name) for kind, name in auto.TOKENIZER_MAPPING_NAMES.items() if name}
names = {name for name in dir(transformers) if name.endswith(("Tokenizer", "TokenizerFast"))}
names |= set(mapping.values()) | set(SLOW_TO_FAST_CONVERTERS)
names = {name.removesuffix("Fast") for name in names} - {"Auto", "AutoTokenizer", "BasicTokenizer", "TokenizersBackend"}
classes = {name: canonical(name) for name in sorted(names)}
classes["BloomTokenizer"] = "TokenizersBackend"
classes = {name: found for name, found in classes.items() if found and found.endswith(("Tokenizer", "Backend"))}
wrong = sorted(auto.MODELS_WITH_INCORRECT_HUB_TOKENIZER_CLASS)
mistral = sorted(kind for kind, name in auto.TOKENIZER_MAPPING_NAMES.items() if name == "MistralCommonBackend")

TARGET.write_text(f'''// Written by Scripts/generate/tokenizer-classes.py from transformers {transformers.__version__}. Do not edit.

/// Which class of tokenizer a kind of model has, and which class a name means, as transformers has it.
enum TokenizerClassTable {{
  /// A line for each kind of model (`model_type`) with its class; `-` before those that have no configuration of their own.
  static let modelTypes = """
{rows(("" if kind in CONFIG_MAPPING_NAMES else "-") + kind + " " + mapping[kind] for kind in sorted(mapping))}
    """

  /// A line for each name of a class with the class that it means; `Fast` at a name's end is left out.
  static let classes = """
{rows(name + " " + classes[name] for name in sorted(classes))}
    """

  /// Kinds of models whose files name a class that is not theirs.
  static let misnamed = """
{rows(wrong)}
    """

  /// Kinds of models that Mistral's own library opens where it is there and the folder has its file.
  static let mistral = """
{rows(mistral)}
    """
}}
''')
