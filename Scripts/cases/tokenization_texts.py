"""Texts that tokenizers get wrong, for fixtures and for parity runs."""

import random
import unicodedata


def multilingual():
    """The multilingual set of the tests: one short text per trap."""
    return [
        "", " ", "  ", "\n", "\t \n", "a", "the", " the", "The quick brown fox jumps over the lazy dog.",
        "don't, I'll, we've, you're, he's, I'm, she'd, DON'T, 'tis, ''s, 'S, o'clock",
        "Hello  world   with    spaces \n\n and\r\nCRLF\r\n\r\n end \u00a0nbsp\u2003em\u3000ideographic\u2028line\u0085nel",
        "cafe\u0301 caf\u00e9 A\u030angstro\u0308m \u00c5ngstr\u00f6m \u1e69 s\u0323\u0307 s\u0307\u0323 e\u0323\u0301 \u00e9\u0323\u0334x",
        "สวัสดีชาวโลก ภาษาไทย ๑๒๓", "नमस्ते दुनिया क्षत्रिय १२३ हिन्दी", "こんにちは世界。ガギグ カ\u3099キ\u3099 パハ\u309a ｶﾞ",
        "안녕하세요 \u1112\u1161\u11ab\u1100\u1173\u11af \u1100\u1161 한글", "1\ufe0f\u20e3 #\ufe0f\u20e3 👩\u200d👩\u200d👧\u200d👦 👍🏽 🏳\ufe0f\u200d🌈 🇯🇵🇫🇷 ❤\ufe0f",
        "\ufffd\ufffd bad \ufffdbytes", "\0", "a\0b\0\0c", "\x01\x02\x1b[31m\x7f\x80\x9f", "中文分词，北京大学。汉字𠀀𪜀豈﨑 mixed中english文",
        "Привет, мир! ЁЛКА ёлка ЙОД й и\u0306", "Ελληνικά ΣΊΣΥΦΟΣ ς σ Ά ά", "İstanbul ıI İİ i\u0307 ẞ ß ﬁ ﬀ Ǆ ǅ", "مرحبا بالعالم ١٢٣ ك\u0651ت\u064eب\u064e", "שָׁלוֹם עולם \ufb2c \ufb1e",
        "Tiếng Việt: Trường Đại học Bách khoa Hà Nội", "ÆØÅ æøå Œ œ Þ ð ł Ł đ", "1234567890 3.14 1,000,000 ½ ² Ⅷ ⑨ 一二三 ٣",
        "x=y+z; if(a&&b||!c){return *p->q;} // comment\n\tdef f(x): return x**2 # ok\n", "<div class=\"a\">&amp;</div> {\"k\": [1, null]}",
        "https://example.com/a?b=c&d=%20#e user@example.org C:\\path\\file", "__init__ snake_case CamelCase kebab-case a_b", "$100 €50 £3 ¥7 + − × ÷ ≠ ∑ ∫ √ ° ™ © ^ ` ~ |",
        "…—–‘’“”«»¿¡ ·•†‡ ‰ ′″ ⟨⟩ 、。「」 ！？", "\u202eright to left\u202c \u200bzero\u200cwidth\u200d \u2060\ufeffbom \u00adsoft",
        "[CLS] [SEP] [MASK] [UNK] [PAD] [unused1] [cls] [ MASK ]", "<|endoftext|> a<|endoftext|>b<|endoftext|><|endoftext|> <|im_start|>user\n", "##ing ## #a Ġthe Ċ ▁the",
        "a" * 99 + " " + "a" * 100 + " " + "a" * 101, "é" * 100 + " " + "é" * 101 + " " + "e\u0301" * 101, "supercalifragilisticexpialidocious antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
        "\u0301", "\u0301\u0323a", "\u0344\u0f73\u0334", "a\u0f73\u0334\u0301", "\u2126\u212a\u212b \uf900\ufa0e", "\U0001d400\U0001d7ce \U000e0041 \U0010ffff \ue000 \U0001f9ff \U0001fae8 \U0001e5d0",
        "   leading and trailing   ", "\r", "\r\n", "a\r\nb", " \n ", "\n \n", "   x", "a   ", "'", "''", "'s", " 's", "'re're", "'ll'", "'l", "'v", " '", " 've",
    ]


def clusters(count=20_000, seed=5):
    """Short strings of what forms clusters: line ends, marks of each width, prefixes, jamo, joined pictures, flags."""
    source = random.Random(seed)
    parts = ["a", "x", "e", "i", "o", "é", "ß", "か", "한", "\u1100", "\u1161", "\u11a8", "가", "각", "\u0301", "\u0323", "\u0345",
             "\u3099", "\u0903", "\u0e33", "\u200d", "\u200b", "\u00ad", "\u0600", "\u06dd", "\u08e2", "\U000110bd", "©", "®",
             "❤", "👍", "🇯", "\ufe0f", "\u20e3", "क", "\u094d", "\r", "\n", "\r\n", " ", "\U0001d165", "\U000e0041", "\u2028"]
    return ["".join(source.choices(parts, k=source.randrange(1, 7))) for _ in range(count)]


def every_scalar():
    return [chr(v) for v in range(0x110000) if not 0xD800 <= v < 0xE000]


def grouped(pieces, size=64):
    """Joins the pieces of one text each with a line feed, many to a text: a million calls take too long."""
    return ["\n".join(pieces[i:i + size]) for i in range(0, len(pieces), size)]


def scalars_alone():
    return grouped(every_scalar())


def scalars_between():
    """Above plane 2 hardly anything is assigned: every 61st scalar stands for the others there."""
    chosen = (c for c in every_scalar() if ord(c) < 0x32000 or ord(c) % 61 == 0 or 0xE0000 <= ord(c) < 0xE0200)
    return grouped([f"a{c}b {c}A 1{c}2 .{c}'" for c in chosen], 32)


def random_strings(count, seed=20261123):
    """Strings of all kinds of scalars: anywhere in Unicode, the scripts in use, marks, spaces, digits, punctuation."""
    source = random.Random(seed)
    marks = [c for c in every_scalar() if unicodedata.combining(c)]
    kinds = [
        lambda: chr(source.choice([source.randrange(0xD800), source.randrange(0xE000, 0x110000)])),
        lambda: chr(source.randrange(0x20, 0x7F)), lambda: chr(source.randrange(0x20, 0x7F)),
        lambda: chr(source.randrange(0x80, 0x3100)), lambda: chr(source.randrange(0x3000, 0xD7A4)),
        lambda: source.choice(marks), lambda: source.choice(" \t\n\r\u00a0\u2003\u3000'\u0301\u0323"),
        lambda: source.choice("aeiouAEIOUİıſßéèñçÅ"), lambda: source.choice("0123456789٣½²"),
        lambda: source.choice(["'s", "'re", "the", " the", "ing", "[MASK]", "<|endoftext|>", "##", "Ġ", "▁"]),
    ]
    result = []
    for _ in range(count):
        weights = [source.random() ** 2 for _ in kinds]
        result.append("".join(f() for f in source.choices(kinds, weights, k=source.randrange(1, 40))))
    return result


def line_parts(text, size):
    """The text line by line, or in parts of about `size` characters that end with a line."""
    part, length = [], 0
    for line in text.splitlines(keepends=True):
        part.append(line)
        length += len(line)
        if length >= size:
            yield "".join(part)
            part, length = [], 0
    if part:
        yield "".join(part)
