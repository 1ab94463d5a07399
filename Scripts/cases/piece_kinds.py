"""Kinds of tokenizers over SentencePiece vocabularies, for fixtures and for parity runs; see tokenizer_folders.py.

The vocabularies are trained on this project's own documents and the multilingual set.
"""

import atexit
import json
import pathlib
import shutil
import tempfile

import sentencepiece
from tokenization_texts import multilingual
from tokenizer_folders import ROOT, Kind, put

BYTES = dict(model_type="bpe", byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False)
VOCABULARIES = {
    "llama": dict(BYTES, split_digits=True, allow_whitespace_only_pieces=True),
    "gemma": dict(BYTES, pad_id=0, eos_id=1, bos_id=2, unk_id=3, bos_piece="<bos>", eos_piece="<eos>", add_dummy_prefix=False,
                  user_defined_symbols=["<mask>", "<start_of_turn>", "<end_of_turn>", "\t", "\n\n"]),
    "t5": dict(pad_id=0, eos_id=1, unk_id=2, bos_id=-1),
    "fairseq": dict(),
    "bert": dict(pad_id=0, unk_id=1, bos_id=2, eos_id=3, bos_piece="[CLS]", eos_piece="[SEP]", control_symbols=["[MASK]"],
                 user_defined_symbols=["(", ")", '"']),
    "pairs": dict(model_type="bpe"),
    "deberta": dict(pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]",
                    unk_piece="[UNK]", normalization_rule_name="identity"),
    "xlnet": dict(control_symbols=["<cls>", "<sep>", "<pad>", "<mask>", "<eod>", "<eop>"]),
    "bigbird": dict(pad_id=0, eos_id=1, bos_id=2, unk_id=3, control_symbols=["[SEP]", "[MASK]", "[CLS]"]),
}

SIZES = {"full": 700, "small": 240}
# For fixtures: rules for a few characters instead of the 240 kB of NFKC.
SMALL_RULES = {"\ufb01": "fi", "\u2026": "...", "\u00bd": "1\u20442", "\uff21": "A", "e\u0301": "\u00e9", "\t": " ", "\n": " ",
               "\r": " ", "\u00a0": " ", "\u3000": " ", "\u200b": ""}

_work = pathlib.Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, _work, True)
scale = "full"


def corpus():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "Documentation").glob("*.md"))[:6]]
    lines = [line.strip() for path in documents for line in path.read_text(encoding="utf-8").split("\n")]
    if scale == "small":
        return [line for line in lines if line.isascii() and line][:400] + ["\u4e2d\u6587 caf\u00e9 \u2603"] * 5
    lines += [" ".join(text.replace("\0", " ").split()) for text in multilingual() if len(text) < 400] * 3
    return [line for line in lines if line]


def model(name):
    """The path of a trained vocabulary, in the scale that is set."""
    path = _work / f"{name}-{scale}.model"
    if path.exists():
        return path
    options = dict(VOCABULARIES[name])
    if scale == "small" and "normalization_rule_name" not in options:
        rules = _work / "rules.tsv"
        code = lambda text: " ".join(f"{ord(c):X}" for c in text)
        rules.write_text("".join(f"{code(a)}\t{code(b)}\n" for a, b in SMALL_RULES.items()))
        options["normalization_rule_tsv"] = str(rules)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus()), model_prefix=str(path.with_suffix("")),
        vocab_size=SIZES[scale] + (256 if scale == "small" and "byte_fallback" in options else 0),
        hard_vocab_limit=False, character_coverage=0.985, minloglevel=2, num_threads=1,
        **({"max_sentencepiece_length": 8} if scale == "small" else {}), **options)
    return path


def write_pieces(name, file):
    return lambda folder: shutil.copy(model(name), folder / file)


def looked_up(pieces, files, first):
    """A vocab.json over most pieces of a vocabulary, and the SentencePiece files by their names."""
    def write(folder):
        for file, name in files.items():
            shutil.copy(model(name), folder / file)
        processor = sentencepiece.SentencePieceProcessor(model_file=str(model(pieces)))
        count = processor.get_piece_size()
        vocabulary = {}
        for token in [*first, *(processor.id_to_piece(i) for i in range(3, count * 6 // 7)), "\u2603", "<pad>"]:
            vocabulary.setdefault(token, len(vocabulary))
        put(folder, "vocab.json", vocabulary)
    return write


NO_PREFIX = {"add_prefix_space": False}
LETTERS = [{"do_lower_case": True}, {"do_lower_case": False}, {"keep_accents": True}, {"keep_accents": False}]
SENTINELS = [{"extra_ids": 0}, {"extra_ids": 7}]
FAIRSEQ = "sentencepiece.bpe.model"
MARIAN = ["</s>", "<unk>", ">>fra<<", ">>deu<<"]
M2M = ["<s>", "<pad>", "</s>", "<unk>"]


def kind(name, model_type, vocabulary, file, options=(), base={}):
    return Kind(name, model_type, write_pieces(vocabulary, file), options, base=base)


PIECE_KINDS = [
    kind("LlamaTokenizer", "llama", "llama", "tokenizer.model", [{"legacy": True}, {"legacy": False}, NO_PREFIX]),
    kind("CodeLlamaTokenizer", "llama", "llama", "tokenizer.model", [{"prefix_token": "<pre>"}, NO_PREFIX],
         base={"tokenizer_class": "CodeLlamaTokenizer"}),
    kind("GemmaTokenizer", "gemma", "gemma", "tokenizer.model", [NO_PREFIX]),
    kind("T5Tokenizer", "t5", "t5", "spiece.model", [*SENTINELS, {"legacy": False}]),
    kind("T5Tokenizer", "mt5", "t5", "spiece.model"),
    kind("XLMRobertaTokenizer", "xlm-roberta", "fairseq", FAIRSEQ, [NO_PREFIX, {"mask_token": "<hole>"}]),
    kind("AlbertTokenizer", "albert", "bert", "spiece.model", [*LETTERS, NO_PREFIX]),
    kind("CamembertTokenizer", "camembert", "fairseq", FAIRSEQ, [NO_PREFIX]),
    kind("BarthezTokenizer", "mbart", "fairseq", FAIRSEQ, [NO_PREFIX], base={"tokenizer_class": "BarthezTokenizer"}),
    kind("MBartTokenizer", "mbart", "fairseq", FAIRSEQ, [{"src_lang": "de_DE"}, {"src_lang": "xx"}, {"tgt_lang": "fr_XX"}]),
    kind("MBart50Tokenizer", "mbart", "fairseq", FAIRSEQ, [{"src_lang": "de_DE"}, {"tgt_lang": "fr_XX"}],
         base={"tokenizer_class": "MBart50Tokenizer"}),
    kind("NllbTokenizer", "m2m_100", "pairs", FAIRSEQ,
         [{"src_lang": "fra_Latn"}, {"legacy_behaviour": True}, {"extra_special_tokens": ["eng_Latn", "fra_Latn"]}],
         base={"tokenizer_class": "NllbTokenizer"}),
    kind("DebertaV2Tokenizer", "deberta-v2", "deberta", "spm.model",
         [{"do_lower_case": True}, {"split_by_punct": True}, NO_PREFIX]),
    kind("PegasusTokenizer", "pegasus", "t5", "spiece.model",
         [{"offset": 5}, {"mask_token_sent": None}, {"mask_token": "<mask_2>"}]),
    kind("XLNetTokenizer", "xlnet", "xlnet", "spiece.model", [{"do_lower_case": True}, {"keep_accents": True}]),
    kind("BigBirdTokenizer", "big_bird", "bigbird", "spiece.model", [NO_PREFIX]),
    kind("RemBertTokenizer", "rembert", "bert", "sentencepiece.model", [*LETTERS, NO_PREFIX]),
    kind("FNetTokenizer", "fnet", "bert", "spiece.model", [LETTERS[0]]),
    kind("ReformerTokenizer", "reformer", "pairs", "spiece.model"),
    kind("XGLMTokenizer", "xglm", "fairseq", "tokenizer.model", [NO_PREFIX]),
    kind("SeamlessM4TTokenizer", "seamless_m4t", "pairs", FAIRSEQ, [{"src_lang": "fra"}, {"tgt_lang": "eng"}]),
    kind("VideoPrismTokenizer", "videoprism", "t5", "spiece.model", SENTINELS),
    kind("TokenizersBackend", "pegasus_x", "t5", "tokenizer.model"),
    kind("TokenizersBackend", "phi3", "llama", "tokenizer.model"),
    Kind("MarianTokenizer", "marian",
         looked_up("fairseq", {"source.spm": "fairseq", "target.spm": "t5"}, MARIAN), [{"target_lang": "fr"}], has_json=False),
    Kind("MarianTokenizer", "marian",
         looked_up("fairseq", {"source.spm": "pairs", "target.spm": "t5"}, MARIAN), has_json=False),
    Kind("M2M100Tokenizer", "m2m_100", looked_up("fairseq", {FAIRSEQ: "fairseq"}, M2M),
         [{"src_lang": "fr"}, {"language_codes": "wmt21"}], has_json=False),
]
