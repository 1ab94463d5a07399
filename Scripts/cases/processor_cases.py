"""Tokenizers around every post-processor and decoder, for fixtures and for parity runs; and the reference's answers."""

import json
import random

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ["the", "word", "words", "text", "and", "un", "able", "one", "two", ",", ".", "'", "!", "?", "1", "2", "é", "日", "本"]


def added(content, **options):
    return AddedToken(content, **{"normalized": False, **options})


def wordpiece(**extra):
    """WordPiece over a few words and all small letters."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = special + WORDS + list(LETTERS) + ["##" + c for c in LETTERS + "0123456789"] + ["##ing", "##able", "##ords"]
    tokenizer = Tokenizer(models.WordPiece({t: i for i, t in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens([added(t) for t in special])
    return tokenizer


def byte_pairs(prefix=True):
    """Byte pairs with a handful of merges."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = [("t", "h"), ("th", "e"), ("Ġ", "the"), ("Ġ", "a"), ("Ġ", "w"), ("o", "r"), ("or", "d"), ("Ġw", "ord"), ("Ġ", "Ġ"), ("ĠĠ", "Ġ"), ("Ã", "©")]
    vocabulary = {t: i for i, t in enumerate(alphabet + [a + b for a, b in merges])}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([added("<s>"), added("</s>"), added("<pad>"), added("<mask>", lstrip=True)])
    return tokenizer


def pair_of(tokenizer, name):
    return (name, tokenizer.token_to_id(name))


def post_processors():
    """Name, tokenizer: every post-processor, with every option, alone and in sequences."""
    bert = lambda t: processors.BertProcessing(pair_of(t, "[SEP]"), pair_of(t, "[CLS]"))
    marks = lambda t, *names: [pair_of(t, n) for n in names]
    roberta = lambda t, **o: processors.RobertaProcessing(pair_of(t, "</s>"), pair_of(t, "<s>"), **o)
    several = {"id": "marks", "ids": [2, 4], "tokens": ["[CLS]", "[MASK]"]}
    template = lambda t: processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=marks(t, "[CLS]", "[SEP]"))
    words = [
        ("none", None), ("bert", bert), ("template", template),
        ("template-types", lambda t: processors.TemplateProcessing(
            single="$A:3 [SEP]:5 marks:2", pair="marks:1 $B:2 [SEP]:4 $A:7", special_tokens=[*marks(t, "[SEP]"), several])),
        ("template-twice", lambda t: processors.TemplateProcessing(
            single="$A [SEP] $A:1", pair="$A [SEP]:1 $B:1 $A:2", special_tokens=marks(t, "[SEP]"))),
        ("template-one-of-two", lambda t: processors.TemplateProcessing(single="$A", pair="$A:0 $B:1", special_tokens=[])),
        ("sequence-template-bert", lambda t: processors.Sequence([template(t), bert(t)])),
        ("sequence-bert-template", lambda t: processors.Sequence([bert(t), template(t)])),
    ]
    for name, make in words:
        tokenizer = wordpiece()
        if make:
            tokenizer.post_processor = make(tokenizer)
        yield f"words-{name}", tokenizer
    llama = lambda t: processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=marks(t, "<s>"))
    pairs = [("byte-level", lambda t: processors.ByteLevel(trim_offsets=False))]
    for space in (True, False):
        pairs += [
            (f"byte-level-{space}", lambda t, s=space: processors.ByteLevel(trim_offsets=True, add_prefix_space=s)),
            (f"roberta-{space}", lambda t, s=space: roberta(t, trim_offsets=True, add_prefix_space=s)),
        ]
    pairs += [
        ("roberta-untrimmed", lambda t: roberta(t, trim_offsets=False, add_prefix_space=True)),
        ("sequence-byte-level-template", lambda t: processors.Sequence([processors.ByteLevel(trim_offsets=True), llama(t)])),
        ("sequence-template-byte-level", lambda t: processors.Sequence([llama(t), processors.ByteLevel(trim_offsets=True)])),
        ("sequence-empty", lambda t: processors.Sequence([])),
    ]
    for prefix in (True, False):
        for name, make in pairs:
            tokenizer = byte_pairs(prefix)
            tokenizer.post_processor = make(tokenizer)
            yield f"pairs-{name}-{prefix}", tokenizer


def lengths():
    """Name, truncation, padding: as a file has them."""
    cut = lambda n, stride=0, strategy="LongestFirst", direction="Right": {
        "direction": direction, "max_length": n, "strategy": strategy, "stride": stride}
    fill = lambda strategy="BatchLongest", direction="Right", multiple=None, id=0, type_id=0, token="[PAD]": {
        "strategy": strategy, "direction": direction, "pad_to_multiple_of": multiple, "pad_id": id, "pad_type_id": type_id, "pad_token": token}
    yield "plain", None, None
    yield "cut", cut(7), None
    yield "cut-stride", cut(9, 2), None
    yield "cut-left", cut(8, 1, direction="Left"), None
    yield "cut-first", cut(11, 1, "OnlyFirst"), None
    yield "cut-second", cut(11, 1, "OnlySecond"), None
    yield "cut-short", cut(4), None
    yield "cut-long-stride", cut(6, 4), None
    yield "cut-nearly-all", cut(3), None
    yield "fill", None, fill()
    yield "fill-multiple", None, fill(multiple=8, direction="Left", type_id=2)
    yield "fill-fixed", None, fill({"Fixed": 12}, id=3, token="x")
    yield "cut-and-fill", cut(8, 2), fill({"Fixed": 10}, "Left", multiple=4)
    yield "cut-and-fill-batch", cut(8, 1, direction="Left"), fill(multiple=5)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def with_lengths(tokenizer, truncation, padding):
    """The tokenizer's file, asking for truncation and padding."""
    saved = json.loads(tokenizer.to_str())
    saved["truncation"], saved["padding"] = truncation, padding
    return compact(saved)


def added_tokens():
    """Name, tokenizer, texts: added tokens that overlap, strip, and stand beside each other."""
    flags = [{}, {"lstrip": True}, {"rstrip": True}, {"lstrip": True, "rstrip": True}, {"single_word": True},
             {"single_word": True, "lstrip": True, "rstrip": True}]
    for number, normalized in enumerate((False, True)):
        tokenizer = wordpiece()
        tokenizer.add_tokens([added(f"<{i}>", normalized=normalized, **f) for i, f in enumerate(flags)])
        tokenizer.add_special_tokens([added(f"<s{i}>", normalized=normalized, **f) for i, f in enumerate(flags)])
        tokenizer.add_tokens([added("ab", normalized=normalized), added("abc", normalized=not normalized), added("bcd", normalized=normalized),
                              added("abcdefg", normalized=normalized, single_word=True), added("É", normalized=normalized), added("Wörd", normalized=True, single_word=True)])
        tokenizer.add_special_tokens([added("a b", normalized=normalized), added(" c", normalized=normalized), added(" d", normalized=normalized, lstrip=True)])
        yield f"added-{number}", tokenizer


def added_texts(count, seed):
    source = random.Random(seed)
    pieces = [f"<{i}>" for i in range(6)] + [f"<s{i}>" for i in range(6)] + [
        "ab", "abc", "abcd", "bcd", "abcdefg", "a b", " c", " d", "É", "é", "É", "E\u0301", "Wörd", "word", "WÖRD", "_", "x", "1", " ", "  ", "\u3000", "\n", "[MASK]", "[SEP]", "-", "日"]
    texts = ["<2> c", "<2> d", "abcd", "abcabcdabcdefg", "<1><1>", " <1> <2> <3> ", "x<4>", "<4>x <4> _<4>"]
    return texts + ["".join(source.choices(pieces, k=source.randrange(1, 12))) for _ in range(count)]


TOKENS = [
    "[PAD]", "[UNK]", "the", "##ing", "##s", "##", ".", "?", "!", ",", "'", "n't", "'m", "do", "not", "'s", "'ve", "'re", "▁the", "▁", "▁▁", "a▁b", "▁日",
    "日本", "é", "<0x0A>", "<0xE6>", "<0x97>", "<0xA5>", "<0xC3>", "<0xA9>", "<0xFF>", "<0x+A>", "<0x1>", "<0xzz>", "<0x4a>", "the</w>", "</w>", "</w>s", "a</w>b", "|", "<pad>",
    "||", "a|b", "<pad>a", "H", "HH", "HHH", "HaH", "aH", "Ha", "H日", " ", "  ", " a", "a ", " do not", "Ġthe", "Ġ", "Ã", "©", "Ã©", "æ", "Ĺ", "¥", "ð", "Ł", "Ļ", "Ĥ", "Ċ",
    "x", "aa", "aaa", "1 2", "½", "don't", " .", " n't", "\u0301", "🙂", "ÿ", "À",
]


def decoder_tokenizer(decoder):
    """A tokenizer whose tokens are all kinds of strings; its decoder is all that matters."""
    tokenizer = Tokenizer(models.WordPiece({t: i for i, t in enumerate(TOKENS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.add_special_tokens([added("[PAD]"), added("[UNK]"), added("<end>")])
    tokenizer.add_tokens([added("NEW", normalized=True), added("<End>", normalized=True), added("▁new")])
    tokenizer.add_special_tokens([added("Big", normalized=True)])
    if decoder is not None:
        tokenizer.decoder = decoder
    return tokenizer


def all_decoders():
    """Name, decoder: each with each option, and the sequences that models have."""
    from tokenizers import Regex

    yield "none", None
    yield "byte-level", decoders.ByteLevel()
    for prefix in ("##", "", "a"):
        for cleanup in (True, False):
            yield f"word-piece-{prefix}-{cleanup}", decoders.WordPiece(prefix, cleanup)
    for scheme in ("always", "first", "never"):
        yield f"metaspace-{scheme}", decoders.Metaspace(prepend_scheme=scheme)
    yield "metaspace-mark", decoders.Metaspace("H", "first")
    for suffix in ("</w>", "", "a"):
        yield f"bpe-{suffix}", decoders.BPEDecoder(suffix)
    yield "ctc", decoders.CTC()
    yield "ctc-dirty", decoders.CTC("<pad>", "|", False)
    yield "ctc-empty", decoders.CTC("", "", True)
    yield "ctc-a", decoders.CTC("a", "H", True)
    yield "replace", decoders.Replace("▁", " ")
    yield "replace-empty", decoders.Replace("", "x")
    yield "replace-aa", decoders.Replace("aa", "日")
    yield "replace-regex", decoders.Replace(Regex(r"\s+|▁+|(?<=H)a"), "_")
    yield "replace-regex-empty", decoders.Replace(Regex(r"a*"), "-")
    yield "fuse", decoders.Fuse()
    yield "byte-fallback", decoders.ByteFallback()
    yield "strip-start", decoders.Strip("H", 2, 0)
    yield "strip-space", decoders.Strip(" ", 1, 0)
    yield "strip-wide", decoders.Strip("日", 1, 0)
    sequence = decoders.Sequence
    yield "empty", sequence([])
    yield "llama", sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    yield "gemma", sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    yield "fused-both-ends", sequence([decoders.Fuse(), decoders.Strip("H", 1, 1)])
    yield "fused-ends", sequence([decoders.Fuse(), decoders.Strip("a", 0, 1), decoders.Metaspace()])
    yield "byte-level-metaspace", sequence([decoders.ByteLevel(), decoders.Metaspace(prepend_scheme="first")])
    yield "byte-level-strip", sequence([decoders.ByteLevel(), decoders.Strip("H", 2, 1), decoders.Replace("H", "hh")])
    yield "fallback-word-piece", sequence([decoders.ByteFallback(), decoders.WordPiece()])
    yield "fused-word-piece", sequence([decoders.Fuse(), decoders.WordPiece(), decoders.CTC()])
    yield "ctc-bpe", sequence([decoders.CTC("<pad>", "|", False), decoders.BPEDecoder(), sequence([decoders.Strip(" ", 1, 0)])])
    yield "metaspace-fallback-byte-level", sequence([decoders.Metaspace(), decoders.ByteFallback(), decoders.ByteLevel()])


def id_rows(size, count, seed):
    """Rows of ids: none, each alone, each with its successor, and seeded ones, some with many repeats."""
    source = random.Random(seed)
    rows = [[]] + [[i] for i in range(size)] + [[i, (i + 1) % size] for i in range(size)]
    for _ in range(count):
        few = source.sample(range(size), k=source.randrange(1, size))
        rows.append(source.choices(few, k=source.randrange(1, 20)))
    return rows


def byte_offsets(text):
    result = [0]
    for character in text:
        result.append(result[-1] + len(character.encode()))
    return result


def described(encoding, first, second):
    """All of an encoding as one line; offsets as bytes of the text they lie in.

    Ids, types, both masks, sequences (-1 for none), offsets, tokens, with | between them.
    """
    places = [byte_offsets(first), byte_offsets(second or "")]
    sequences = [-1 if s is None else s for s in encoding.sequence_ids]
    # Some sequences of processors muddle what text a token is of; its type says it then.
    own = [s for s, special in zip(sequences, encoding.special_tokens_mask) if not special]
    muddled = encoding.n_sequences == 1 or any(s not in (0, 1) for s in own)
    texts = [0] * len(sequences) if second is None else [int(t == 1) for t in encoding.type_ids] if muddled else sequences
    offsets = [places[max(text, 0)][i] if i else 0 for text, pair in zip(texts, encoding.offsets) for i in pair]
    numbers = [encoding.ids, encoding.type_ids, encoding.special_tokens_mask, encoding.attention_mask, sequences, offsets]
    return "".join(" ".join(map(str, n)) + "|" for n in numbers) + "\1".join(encoding.tokens)


def answer(tokenizer, first, second, special):
    """The encoding and what fell off it, or none where the reference raises or panics."""
    cut = tokenizer.truncation
    if cut and special and cut["max_length"] < tokenizer.num_special_tokens_to_add(second is not None):
        # Its number wraps round and nothing is truncated: an error with us.
        return None
    try:
        encoding = tokenizer.encode(first, second, add_special_tokens=special)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return None
    return [described(e, first, second) for e in [encoding, *encoding.overflowing]]


def decoded(tokenizer, row, skip):
    try:
        return tokenizer.decode(row, skip_special_tokens=skip)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return None
