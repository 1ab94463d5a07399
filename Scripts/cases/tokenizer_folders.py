"""Small folders of tokenizers, one for each class and layout, for fixtures and for parity runs.

A kind is a class of tokenizers with a way to write its vocabulary files; `layouts` lays them out in the ways that folders
come in. The vocabularies are trained on this project's own texts.
"""

import itertools
import json
import pathlib

from tokenization_texts import multilingual
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers


ROOT = pathlib.Path(__file__).resolve().parents[2]


def corpus():
    """What vocabularies are trained on: this project's own words, and texts in other scripts."""
    texts = (ROOT / "LICENSE", ROOT / "CONTRIBUTING.md")
    return [line for path in texts for line in path.read_text(encoding="utf-8").splitlines()] + multilingual()


class Kind:
    """A class of tokenizers.

    name and model_type: as configurations have them. write(folder): writes the vocabulary files. options: values of
    tokenizer_config.json that change what the class builds, each tried alone and in pairs. roles: special tokens to be
    renamed. has_json: whether transformers can save it as a tokenizer.json. source: for a class that reads no other file, the
    class that the tokenizer.json is made by. label: what it is called where the class alone does not tell.
    typed: whether the kind of model alone tells the class.
    """

    def __init__(self, name, model_type, write, options=(), pad="pad_token", has_json=True, base={}, source=None, label=None,
                 typed=True):
        self.name, self.model_type, self.write, self.source = name, model_type, write, source
        self.label, self.typed = label or name, typed
        self.options, self.pad, self.has_json, self.base = list(options), pad, has_json, dict(base)


def put(folder, name, value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    (folder / name).write_text(text, encoding="utf-8")


# MARK: Vocabularies

_trained = {}


def trained(key, build):
    if key not in _trained:
        _trained[key] = build()
    return _trained[key]


def byte_pairs(special, suffix="", size=420):
    """vocab.json and merges.txt of bytes, special tokens first."""
    def build():
        ends = {"end_of_word_suffix": suffix} if suffix else {}
        tokenizer = Tokenizer(models.BPE(**ends))
        lower = [normalizers.Lowercase()] if suffix else []
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), *lower])
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        alphabet = pre_tokenizers.ByteLevel.alphabet()
        trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=special, initial_alphabet=alphabet,
                                      show_progress=False, **ends)
        tokenizer.train_from_iterator(corpus(), trainer)
        model = json.loads(tokenizer.to_str())["model"]
        vocabulary = dict(model["vocab"])
        if suffix:
            for letter in sorted(alphabet):
                vocabulary.setdefault(letter + suffix, len(vocabulary))
        return vocabulary, model["merges"]
    return trained(("bpe", tuple(special), suffix, size), build)


def write_byte_pairs(special, suffix=""):
    def write(folder):
        vocabulary, merges = byte_pairs(special, suffix)
        put(folder, "vocab.json", vocabulary)
        lines = [m if isinstance(m, str) else " ".join(m) for m in merges]
        put(folder, "merges.txt", "#version: 0.2\n" + "\n".join(lines) + "\n")
    return write


def word_pieces(special, size=300, lowercase=True):
    def build():
        tokenizer = Tokenizer(models.WordPiece(unk_token=special[1]))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.decoder = decoders.WordPiece()
        trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False)
        tokenizer.train_from_iterator(corpus(), trainer)
        return sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    return trained(("wordpiece", tuple(special), size, lowercase), build)


def write_word_pieces(special, lowercase=True):
    def write(folder):
        put(folder, "vocab.txt", "\n".join(word_pieces(special, lowercase=lowercase)) + "\n")
    return write


def write_repeated(special):
    """A vocab.txt with lines that come twice, empty lines, and white space at the ends of lines."""
    def write(folder):
        words = word_pieces(special)
        put(folder, "vocab.txt", "\n".join([*words[:50], "the", "", *words[50:], "", "fox \t", "the", "fox"]) + "\n")
    return write


def write_lines(tokens):
    return lambda folder: put(folder, "vocab.txt", "\n".join(tokens) + "\n")


# MARK: Layouts

def added(content, **flags):
    return {"content": content, "lstrip": False, "rstrip": False, "single_word": False, "normalized": False,
            "special": False, **flags}


def places(kind, size):
    """Where added and special tokens may stand: name, small files, values for tokenizer_config.json."""
    # Classes written in Python alone join a single word with what touches it, which is refused.
    typed = {"__type": "AddedToken", **added("<typed>", lstrip=True)}
    yield "none", {}, {}
    yield "added_tokens.json", {"added_tokens.json": {"<one>": size, "two words": size + 1}}, {}
    yield "added_tokens.json, special", {
        "added_tokens.json": {"<one>": size, "<two>": size + 1},
        "special_tokens_map.json": {"additional_special_tokens": ["<two>"]}}, {"additional_special_tokens": ["<one>"]}
    yield "special_tokens_map.json", {"special_tokens_map.json": {
        "additional_special_tokens": ["<a>", "the"], kind.pad: added("<new pad>", lstrip=True, normalized=True)}}, {}
    yield "added_tokens_decoder", {"special_tokens_map.json": {"additional_special_tokens": ["<passed over>"]}}, {
        "added_tokens_decoder": {
            str(size): added("<left>", lstrip=True), str(size + 1): added("<right>", rstrip=True, special=True),
            str(size + 2): added("Word", single_word=kind.has_json), str(size + 3): added("NoRmal É", normalized=True)}}
    yield "added_tokens_decoder with holes", {}, {
        "added_tokens_decoder": {str(size + 9): added("<nine>", special=True), str(size + 4): added("<four>")}}
    yield "additional_special_tokens", {}, {"additional_special_tokens": ["<a>", {**typed, "content": "<b>"}]}
    yield "extra_special_tokens", {}, {"extra_special_tokens": {"image_token": "<image>"}, "audio_token": "<audio>"}
    yield "a role's flags", {}, {kind.pad: typed}
    yield "a new token for a role", {}, {kind.pad: "<|new|>"}


def option_sets(options):
    """Each option alone, and each two together."""
    for count in (1, 2):
        for chosen in itertools.combinations(options, count):
            values = {}
            for value in chosen:
                if set(values) & set(value):
                    break
                values.update(value)
            else:
                yield values


COMMON_OPTIONS = [{"clean_up_tokenization_spaces": True}, {"add_bos_token": True}, {"add_eos_token": True}]


def layouts(kind, work):
    """Writes the folders of `kind` below `work`; yields name and folder."""
    from transformers import AutoTokenizer

    def folder(name, files={}, options=None, config=True, slow=True, json_text=None):
        path = work / kind.name / name.replace("/", "_").replace(" ", "_")
        path.mkdir(parents=True)
        if slow:
            kind.write(path)
        if json_text is not None:
            put(path, "tokenizer.json", json_text)
        if config:
            put(path, "config.json", {"model_type": kind.model_type})
        if options is not None:
            put(path, "tokenizer_config.json", {**kind.base, **options})
        for file, content in files.items():
            put(path, file, content)
        return f"{kind.label}: {name}", path

    named = {"tokenizer_class": kind.name}
    slow = folder("slow", options={"tokenizer_class": kind.source or kind.name}, config=not kind.source)
    reference = AutoTokenizer.from_pretrained(slow[1])
    if not kind.source:
        yield slow
        if kind.typed:
            yield folder("slow, by its type", options={} if kind.base else None)
        yield folder("slow, no config.json", options=named, config=False)
        yield folder("slow, named Fast", options={"tokenizer_class": kind.name + "Fast"})
    size = len(reference)
    json_text = None
    if kind.has_json:
        saved = folder("saved")
        for file in saved[1].iterdir():
            if file.name != "config.json":
                file.unlink()
        reference.save_pretrained(saved[1])
        json_text = (saved[1] / "tokenizer.json").read_text(encoding="utf-8")
        yield saved
        yield folder("json", slow=False, json_text=json_text, options=named)
        if kind.typed:
            yield folder("json, by its type", slow=False, json_text=json_text)
        yield folder("json, general", slow=False, json_text=json_text,
                     options={"tokenizer_class": "PreTrainedTokenizerFast"})
        yield folder("json alone", slow=False, json_text=json_text, config=False)
        strange = json.loads(json_text)
        strange.update(normalizer={"type": "Lowercase"}, pre_tokenizer={"type": "WhitespaceSplit"},
                       post_processor=None, decoder=None)
        yield folder("json with another pipeline", slow=False, json_text=json.dumps(strange), options=named)
    for name, files, options in places(kind, size):
        if not kind.source:
            yield folder("slow, " + name, files=files, options={**named, **options})
        if json_text is not None:
            yield folder("json, " + name, slow=False, json_text=json_text, files=files, options={**named, **options})
            yield folder("general, " + name, slow=False, json_text=json_text, files=files,
                         options={"tokenizer_class": "PreTrainedTokenizerFast", **options})
    for options in option_sets(kind.options + COMMON_OPTIONS):
        if not kind.source:
            yield folder("slow, " + json.dumps(options), options={**named, **options})
        if json_text is not None:
            yield folder("json, " + json.dumps(options), slow=False, json_text=json_text, options={**named, **options})


# MARK: Kinds

GPT2 = ["<|endoftext|>"]
ROBERTA = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WHISPER = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|zh|>", "<|de|>", "<|translate|>", "<|transcribe|>",
           "<|notimestamps|>", "<|0.00|>", "<|1.20|>"]
ESM = ["<cls>", "<pad>", "<eos>", "<unk>", *"LAGVSERTIDPKQNFYMHWCXBUZO", ".", "-", "<null_1>", "<mask>"]
PREFIX = {"add_prefix_space": True}
BERT_OPTIONS = [{"do_lower_case": False}, {"strip_accents": True}, {"strip_accents": False},
                {"tokenize_chinese_chars": False}]

KINDS = [
    Kind("GPT2Tokenizer", "gpt2", write_byte_pairs(GPT2), [PREFIX]),
    Kind("GPT2Tokenizer", "opt", write_byte_pairs(ROBERTA), [PREFIX],
         base={"bos_token": "</s>", "eos_token": "</s>", "unk_token": "</s>", "pad_token": "<pad>"}),
    Kind("RobertaTokenizer", "roberta", write_byte_pairs(ROBERTA), [PREFIX, {"trim_offsets": False}]),
    Kind("BartTokenizer", "bart", write_byte_pairs(ROBERTA), [PREFIX]),
    Kind("LongformerTokenizer", "longformer", write_byte_pairs(ROBERTA), [PREFIX]),
    Kind("LEDTokenizer", "led", write_byte_pairs(ROBERTA), [PREFIX]),
    Kind("BlenderbotTokenizer", "blenderbot", write_byte_pairs(ROBERTA), [{"add_prefix_space": False}]),
    Kind("DebertaTokenizer", "deberta", write_byte_pairs(BERT), [PREFIX]),
    Kind("GPTNeoXTokenizer", "gpt_neox", write_byte_pairs(["<|endoftext|>", "<|padding|>"]), [PREFIX]),
    Kind("CodeGenTokenizer", "codegen", write_byte_pairs(GPT2), [PREFIX]),
    Kind("CLIPTokenizer", "clip", write_byte_pairs(["<|startoftext|>", "<|endoftext|>"], "</w>")),
    Kind("Qwen2Tokenizer", "qwen2", write_byte_pairs(GPT2), [PREFIX]),
    Kind("Qwen3_5Tokenizer", "qwen3_5", write_byte_pairs(GPT2), [PREFIX], source="Qwen2Tokenizer"),
    Kind("WhisperTokenizer", "whisper", write_byte_pairs(WHISPER),
         [PREFIX, {"language": "german"}, {"task": "translate"}, {"predict_timestamps": True}]),
    Kind("BertTokenizer", "bert", write_word_pieces(BERT), BERT_OPTIONS),
    Kind("DistilBertTokenizer", "distilbert", write_word_pieces(BERT, lowercase=False), BERT_OPTIONS),
    Kind("ElectraTokenizer", "electra", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("MobileBertTokenizer", "mobilebert", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("SqueezeBertTokenizer", "squeezebert", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("LayoutLMTokenizer", "layoutlm", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("ConvBertTokenizer", "convbert", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("DPRReaderTokenizer", "dpr", write_word_pieces(BERT), [{"do_lower_case": False}]),
    Kind("MPNetTokenizer", "mpnet", write_word_pieces(["<s>", "[UNK]", "</s>", "<pad>", "<mask>"]), BERT_OPTIONS),
    Kind("FunnelTokenizer", "funnel",
         write_word_pieces(["<pad>", "<unk>", "<cls>", "<sep>", "<mask>", "<s>", "</s>"]),
         [*BERT_OPTIONS, {"clean_text": False}]),
    Kind("BertTokenizer", "bert", write_repeated(BERT), label="BertTokenizer with lines twice"),
    Kind("OpenAIGPTTokenizer", "openai-gpt", write_byte_pairs(["<unk>"], "</w>")),
    Kind("HerbertTokenizer", "bert", write_byte_pairs(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], "</w>"),
         typed=False),
    Kind("CohereTokenizer", "cohere", write_byte_pairs(["<PAD>", "<UNK>", "<CLS>", "<SEP>", "<MASK_TOKEN>", "<BOS_TOKEN>"]),
         [PREFIX]),
    Kind("NougatTokenizer", "nougat", write_byte_pairs(ROBERTA)),
    Kind("EsmTokenizer", "esm", write_lines(ESM), has_json=False),
]
