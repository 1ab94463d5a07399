"""Small GGUF vocabularies of our own, for every name and model that llama.cpp knows: trained on the texts they are tried on.

Byte pairs are trained on whole lines, so that merges go over spaces, digits and signs: where texts are split shows in ids.
"""

import io
import pathlib

import gguf
import sentencepiece
from tokenizers import Tokenizer, models, trainers

from tokenization_texts import multilingual

# tokenizer.ggml.pre, as src/llama-vocab.cpp knows it.
BYTE_LEVEL = [
    "default", "", "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano",
    "minicpm5", "deepseek-llm", "deepseek-coder", "deepseek-v3", "spark2_5", "youtu", "falcon", "mpt", "starcoder", "gpt-2",
    "phi-2", "jina-es", "jina-de", "gigachat", "jina-v2-es", "jina-v2-de", "a.x-4.0", "mellum", "modern-bert", "jais-2",
    "jina-v1-en", "jina-v2-code", "roberta-bpe", "refact", "command-r", "qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2",
    "qwen35", "stablelm2", "olmo", "dbrx", "smaug-bpe", "poro-chat", "chatglm-bpe", "glm4", "glm5", "viking", "jais", "tekken",
    "smollm", "codeshell", "bloom", "gpt3-finnish", "exaone", "exaone4", "exaone-moe", "chameleon", "minerva-7b", "megrez",
    "gpt-4o", "llama4", "kanana2", "talkie", "granite-embed-multi-97m", "tiny_aya", "cohere2moe", "superbpe", "trillion",
    "granite-docling", "bailingmoe", "bailingmoe2", "llada-moe", "seed-coder", "hunyuan", "hunyuan-dense", "hy_v4",
    "joyai-llm", "kimi-k2", "ufakzeka", "grok-2", "afmoe", "laguna", "minimax-m2", "solar-open", "mellum2", "k2-horizon",
]
CHARACTERS = ["gemma4", "granite-embed-multi-311m", "sarvam-moe", "mmbert"]
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
SPECIAL = ["<|endoftext|>", "<|im_start|>", "[MASK]"]


def training_texts():
    """The texts, and what splittings tell apart: numbers, runs of spaces and line ends, endings, signs before letters."""
    traps = ["12345 1234567 abc1234 x12 1 22 333 4444", "a\n\n\nb\n\n c\r\n\r\n  d   e    f\t\tg", "it's IT'S it\u2019s we'LL x'\u017fy they'Re",
             "foo.bar,baz(qux) #tag @me $x ~/a/b\\c", "HelloWorld helloWORLD \u00c9t\u00e9\u00c9T\u00c9 \u01c5x", "日本語カタカナ 한국어abc ไทย\u0e33",
             "<sentinel:12> IMGIMGABCZ     four", "a\u0301b\u0301 क्\u200dष \u0915\u094d\u200c\u0937", "x\u00b2 \u0663\u0664 \u2167 \u00bd9", "  'tis '' \"a\" \u201cb\u201d"]
    # A token with NUL would end there: llama.cpp reads strings of C.
    return [text.replace("\0", "") for text in multilingual() if text] + traps


def merged(vocabulary, merges, spell):
    """Byte pairs trained on whole texts, each spelled by `spell`: the tokens in the order of their making."""
    tokenizer = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(vocab_size=vocabulary, min_frequency=1, show_progress=False, limit_alphabet=100_000,
                                  max_token_length=12)
    texts = [spell(text) for text in training_texts()]
    # Parts of texts are frequent enough to merge.
    parts = [text[i:i + n] for text in texts for n in (2, 3, 4, 5) for i in range(0, len(text) - n + 1)]
    tokenizer.train_from_iterator(texts + parts, trainer)
    model = tokenizer.to_str()
    import json

    for left, right in json.loads(model)["model"]["merges"]:
        if " " not in left + right and "\n" not in left + right:
            merges.append((left, right))
    return merges


def byte_alphabet():
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    other = [value for value in range(256) if value not in plain]
    return {value: chr(value) for value in plain} | {value: chr(256 + index) for index, value in enumerate(other)}


def tokens_of(alphabet, merges):
    """The tokens and merges that hold together: each part is there before it is needed."""
    tokens, kept = list(alphabet), []
    known = set(tokens)
    for left, right in merges:
        if left in known and right in known:
            kept.append(f"{left} {right}")
            if left + right not in known:
                known.add(left + right)
                tokens.append(left + right)
    return tokens, kept


def byte_pairs(size=3000):
    """Tokens, merges and types of a byte-level vocabulary."""
    alphabet = byte_alphabet()
    spell = lambda text: "".join(alphabet[byte] for byte in text.encode())
    tokens, merges = tokens_of(alphabet.values(), merged(size, [], spell))
    tokens = SPECIAL[:1] + tokens + SPECIAL[1:]
    return {"tokens": tokens, "merges": merges, "token_type": [CONTROL if token in SPECIAL else NORMAL for token in tokens]}


def character_pairs(size=3000, space="\u2581"):
    """Tokens, merges and types of a vocabulary of characters and bytes, as Gemma 4 has it."""
    spell = lambda text: text.replace(" ", space)
    characters = sorted({c for text in training_texts() for c in spell(text) if c not in "\n "})[::2] + ["\n", space]
    tokens, merges = tokens_of(characters, merged(size, [], spell))
    tokens += ["\n" * count for count in (2, 3, 5)] + [f"<0x{byte:02X}>" for byte in range(256)]
    tokens = ["<pad>", "<eos>", "<bos>", "<mask>"] + list(dict.fromkeys(tokens))
    types = [CONTROL] * 4 + [BYTE if token.startswith("<0x") else NORMAL for token in tokens[4:]]
    return {"tokens": tokens, "merges": merges, "token_type": types, "bos_token_id": 2, "eos_token_id": 1}


def pieces(algorithm, size=600, **options):
    """Tokens, scores and types of a SentencePiece model, with a piece that users defined, an unused one and padding."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(line for text in training_texts() for line in text.split("\n") if line.strip()), model_writer=model,
        vocab_size=size, model_type=algorithm, byte_fallback=algorithm == "bpe", minloglevel=2, character_coverage=0.98,
        hard_vocab_limit=False, **options)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    count = processor.get_piece_size()
    kind = lambda id: (UNKNOWN if processor.is_unknown(id) else CONTROL if processor.is_control(id)
                       else BYTE if processor.is_byte(id) else NORMAL)
    sample = {"tokens": [processor.id_to_piece(i) for i in range(count)], "scores": [processor.get_score(i) for i in range(count)],
              "token_type": [kind(i) for i in range(count)]}
    for token, score, type in [("[MASK]", -1000.0, USER_DEFINED), ("<0xZZ", -5.0, UNUSED), ("[PAD600]", -1000.0, UNUSED),
                               ("\u2581the\u2581", -1000.0, UNUSED), ("", -1000.0, UNUSED), ("<|im_start|>", 0.0, CONTROL)]:
        sample["tokens"].append(token), sample["scores"].append(score), sample["token_type"].append(type)
    return sample, model.getvalue()


def word_pieces(size=600):
    """BERT's vocabulary as llama.cpp's converter writes it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    from tokenizers import normalizers, pre_tokenizers

    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(training_texts(), trainers.WordPieceTrainer(vocab_size=size, min_frequency=1, special_tokens=special, show_progress=False))
    strings = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    rewrite = lambda t: t if t in special else t[2:] if t.startswith("##") else "\u2581" + t
    tokens = list(dict.fromkeys(rewrite(token) for token, _ in strings))
    return {"tokens": tokens, "token_type": [CONTROL if t in special else NORMAL for t in tokens],
            "bos_token_id": 2, "seperator_token_id": 3, "unknown_token_id": 1, "padding_token_id": 0, "mask_token_id": 4}


def write(path, sample, model, pre=None, name=None):
    """A GGUF file of a vocabulary alone."""
    writer = gguf.GGUFWriter(str(path), sample.get("architecture", "llama"))
    if name:
        writer.add_name(name)
    writer.add_tokenizer_model(model)
    if pre is not None:
        writer.add_tokenizer_pre(pre)
    for key, value in sample.items():
        key_name = f"tokenizer.ggml.{key}"
        if key == "tokens":
            writer.add_token_list(value)
        elif key == "merges":
            writer.add_token_merges(value)
        elif key == "token_type":
            writer.add_token_types(value)
        elif key == "scores":
            writer.add_token_scores(value)
        elif key == "precompiled_charsmap":
            writer.add_precompiled_charsmap(value)
        elif isinstance(value, bool):
            writer.add_bool(key_name, value)
        elif isinstance(value, int):
            writer.add_uint32(key_name, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return pathlib.Path(path)
