#!/usr/bin/env python3
"""Writes the Unicode tables of the module Tokenization by asking the reference library about every scalar.

    python3 Scripts/generate/tokenization-tables.py      (needs tokenizers==0.23.3; about a minute)

The reference mixes several versions of Unicode (its regular expressions, the Rust standard library, and older crates
behind BERT's punctuation and accents). Instead of guessing which, each class is probed: a string with the scalar in it
goes through the component, and the answer is written down. The output is Sources/Tokenization/Unicode/*Table.swift.
"""

import pathlib
import struct
import unicodedata

import tokenizers
from swift_tables import BLOCK, array, literal, two_stage
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

ROOT = pathlib.Path(__file__).resolve().parents[2] / "Sources/Tokenization/Unicode"
SCALARS = [v for v in range(0x110000) if not 0xD800 <= v < 0xE000]


def matcher(**options):
    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.add_tokens([AddedToken("x", normalized=False, **options)])
    return tokenizer


def split_classes():
    """Bits of `ScalarClass`: what the pre-tokenizers and the added tokens ask of a scalar."""
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False)
    digits = pre_tokenizers.Digits(individual_digits=True)
    bert = pre_tokenizers.BertPreTokenizer()
    single_word, rstrip = matcher(single_word=True), matcher(rstrip=True)
    pieces = lambda component, text: [p for p, _ in component.pre_tokenize_str(text)]
    classes = [0] * 0x110000
    for value in SCALARS:
        c = chr(value)
        joins = [len(pieces(byte_level, first + c)) == 1 for first in "a1!"]
        assert sum(joins) <= 1, hex(value)
        letter, number, other = joins
        space = not (letter or number or other)
        if space:
            assert rstrip.encode("x" + c).offsets[0] == (0, 2), hex(value)
        else:
            assert rstrip.encode("x" + c).offsets[0] == (0, 1), hex(value)
        bert_pieces = pieces(bert, "a" + c + "b")
        whitespace = bert_pieces == ["a", "b"]
        punctuation = bert_pieces == ["a", c, "b"]
        assert whitespace == space, hex(value)  # one flag serves both
        numeric = len(pieces(digits, "a" + c)) == 2
        word = len(single_word.encode(c + "x").ids) == 1
        classes[value] = letter | number << 1 | space << 2 | numeric << 3 | punctuation << 4 | word << 5
    return classes


def bert(**options):
    defaults = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**defaults, **options})


def combining_classes(nfd):
    """The canonical combining class that the reference's NFD gives each scalar, found by which marks it moves past."""
    moves = lambda a, b: nfd.normalize_str("a" + a + b) == "a" + b + a and a != b
    low, high = "\u0334", "\u0345"  # classes 1 and 240, the least and the greatest
    representatives = {1: low, 240: high}
    for value in (v for v in range(0x300, 0x20000) if not 0xD800 <= v < 0xE000):
        mark = chr(value)
        ccc = unicodedata.combining(mark)
        if ccc and unicodedata.decomposition(mark) == "" and moves(high, mark):  # marks the reference does not know stay put
            representatives.setdefault(ccc, mark)
    classes = {}
    for value in SCALARS:
        c = chr(value)
        if nfd.normalize_str(c) != c:
            continue
        if moves(c, low) or moves(high, c) or (c in representatives.values()):
            same = [k for k, m in representatives.items() if not moves(c, m) and not moves(m, c)]
            below = [k for k, m in representatives.items() if moves(c, m)]
            assert len(same) == 1 and all(k < same[0] for k in below), hex(value)
            classes[value] = same[0]
    return classes


def normalization_tables():
    nfd, lower = normalizers.NFD(), normalizers.Lowercase()
    clean, chinese, accents = bert(clean_text=True), bert(handle_chinese_chars=True), bert(strip_accents=True)
    classes = [0] * 0x110000
    decompositions, lowercase = {}, {}
    combining = combining_classes(nfd)
    for value in SCALARS:
        c = chr(value)
        cleaned = clean.normalize_str("a" + c + "b")
        assert cleaned in ("ab", "a b", "a" + c + "b")
        removed, space = cleaned == "ab", cleaned == "a b"
        ideograph = chinese.normalize_str(c) == f" {c} "
        decomposed = nfd.normalize_str(c)
        mark = decomposed == c and accents.normalize_str("a" + c) == "a"
        lowered = lower.normalize_str(c)
        if decomposed != c:
            if 0xAC00 <= value <= 0xD7A3:
                index = value - 0xAC00
                parts = [0x1100 + index // 588, 0x1161 + index % 588 // 28] + ([0x11A7 + index % 28] if index % 28 else [])
                assert decomposed == "".join(map(chr, parts)), hex(value)
            else:
                decompositions[value] = [ord(x) for x in decomposed]
        if lowered != c:
            lowercase[value] = [ord(x) for x in lowered]
        classes[value] = (removed | space << 1 | ideograph << 2 | mark << 3 | (decomposed != c) << 4
                          | (value in combining) << 5 | (lowered != c) << 6)
    # Nothing but U+0130 becomes two scalars, and the code says so.
    assert {v: l for v, l in lowercase.items() if len(l) > 1} == {0x130: [0x69, 0x307]}
    return classes, decompositions, combining, lowercase


def form_tables(decompositions):
    """What the normal forms and StripAccents do: classes, compatibility decompositions, and pairs that compose."""
    nfc, nfd, nfkc, nfkd = normalizers.NFC(), normalizers.NFD(), normalizers.NFKC(), normalizers.NFKD()
    strip = normalizers.StripAccents()
    syllable = lambda value: 0xAC00 <= value <= 0xD7A3
    compatible = {}
    for value in SCALARS:
        c = chr(value)
        if nfkd.normalize_str(c) != nfd.normalize_str(c):
            compatible[value] = [ord(x) for x in nfkd.normalize_str(c)]
    # A pair composes to whatever decomposes to it and comes back whole.
    pairs = {}
    for value, parts in decompositions.items():
        c = chr(value)
        if len(parts) < 2 or nfc.normalize_str(c) != c:
            continue
        first, last = nfc.normalize_str("".join(map(chr, parts[:-1]))), chr(parts[-1])
        assert len(first) == 1 and nfc.normalize_str(first + last) == c, hex(value)
        pairs[ord(first), ord(last)] = value
    # No other pair does: not of these scalars, nor of any scalar with one that ends a pair.
    lasts = sorted({last for _, last in pairs})
    for first in sorted({first for first, _ in pairs} | set(range(0x80)) | set(range(0x1100, 0x1113))):
        for last in lasts + [0x1161, 0x11A7, 0x11A8]:
            if 0x1100 <= first <= 0x1112 and last == 0x1161:
                continue
            if nfd.normalize_str(chr(first)) + chr(last) != nfd.normalize_str(chr(first) + chr(last)):
                continue  # the second moves before a mark of the first
            found = nfc.normalize_str(chr(first) + chr(last))
            assert (pairs.get((first, last)) == ord(found) if len(found) == 1 else (first, last) not in pairs), (first, last)
    for value in SCALARS:
        c = chr(value)
        if nfc.normalize_str(c) == c and not syllable(value):
            assert nfc.normalize_str("\u1100" + c)[0] == "\u1100" or 0x1161 <= value <= 0x1175, hex(value)
            assert nfc.normalize_str("\uac00" + c)[0] == "\uac00" or 0x11A8 <= value <= 0x11C2, hex(value)
    seconds = set(lasts) | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    classes = [0] * 0x110000
    for value in SCALARS:
        mark = strip.normalize_str(chr(value)) == ""
        classes[value] = mark | (value in compatible) << 1 | (value in seconds) << 2
    return classes, compatible, pairs


def first_byte_map():
    """A precompiled map that turns whatever it is asked for into "X", because it knows every first byte."""
    leaf, base = 512, 256
    units = [0] * 768
    units[0] = base << 10
    for byte in range(1, 256):
        child = base ^ byte
        units[child] = (child ^ leaf) << 10 | 1 << 8 | byte
    units[leaf] = 1 << 31
    trie = struct.pack(f"<{len(units)}I", *units)
    return normalizers.Precompiled(struct.pack("<I", len(trie)) + trie + b"X\0")


GRAPHEME_CLASSES = ["other", "control", "extending", "prepending", "leading", "vowel", "trailing", "open", "closed", "pictograph"]


def grapheme_classes():
    """How Precompiled's clusters form. Clusters of fewer than 6 bytes are looked up whole and others scalar by scalar:
    so the number of Xs tells whether scalars stand together, and scalars whose clusters are always longer need no class."""
    probe = first_byte_map()
    count = lambda text: len(probe.normalize_str(text))
    assert count("ab") == 2 and count("a\u0301") == 1 and count("a\u0301\u0301\u0301") == 4
    prepend, mark = "\u0600", "\u0301"
    assert count(prepend + "a") == 1
    classes = [0] * 0x110000
    for value in SCALARS:
        c, size = chr(value), len(chr(value).encode())
        extending = count("a" + c) == 1
        control = size < 4 and count(c + mark) == 2
        prepending = count(c + "a") == 1
        pictograph = count("\u00a9\u200d" + c) == 3 and not extending
        together = lambda a, b: count(prepend + a + b) == 3
        hangul = None
        if 0x1100 <= value <= 0xD7FF and not (extending or control or prepending):
            before = tuple(together(other, c) for other in "\u1100\u1161\u11a8")
            after = tuple(together(c, other) for other in "\u1100\u1161\u11a8")
            hangul = {((1, 0, 0), (1, 1, 0)): "leading", ((1, 1, 0), (0, 1, 1)): "vowel", ((0, 1, 1), (0, 0, 1)): "trailing",
                      ((1, 0, 0), (0, 1, 1)): "open", ((1, 0, 0), (0, 0, 1)): "closed",
                      ((0, 0, 0), (0, 0, 0)): None}[before, after]
        kinds = [name for name, holds in (("extending", extending), ("control", control), ("prepending", prepending),
                                          ("pictograph", pictograph), (hangul, hangul)) if holds]
        assert len(kinds) <= 1, (hex(value), kinds)
        classes[value] = GRAPHEME_CLASSES.index(kinds[0]) if kinds else 0
    return classes


HEADER = f"""// Written by Scripts/generate/tokenization-tables.py from the answers of tokenizers {tokenizers.__version__}. Do not edit.
"""


def write_classes(name, summary, classes):
    index, data = two_stage(classes)
    blocks = len(data) // BLOCK
    text = HEADER + f"""
/// {summary}
///
/// The block of a scalar is `blockHigh[v / {BLOCK}] * 128 + blockLow[v / {BLOCK}]`, its class `classes[block * {BLOCK} + v % {BLOCK}]`: one byte
/// below 0x80 each, {blocks} blocks.
enum {name} {{
  static let blockLow: StaticString = {literal([i % 128 for i in index])}
  static let blockHigh: StaticString = {literal([i // 128 for i in index])}
  static let classes: StaticString = {literal(data)}
}}
"""
    (ROOT / f"{name}.swift").write_text(text)
    print(name, blocks, "blocks")


def write_mappings(decompositions, combining, lowercase):
    keys, scalars = [], []
    for value, parts in sorted(decompositions.items()):
        assert len(scalars) < 1 << 16 and len(parts) < 8
        keys.append(value << 32 | len(scalars) << 8 | len(parts))
        scalars += parts
    lowered = [value << 32 | parts[0] for value, parts in sorted(lowercase.items()) if len(parts) == 1]
    classes = [value << 32 | ccc for value, ccc in sorted(combining.items())]
    text = HEADER + f"""
/// What scalars become: sorted by the scalar, which stands in the upper half of each entry.
enum ScalarMappingTable {{
  /// Canonical decompositions (whole, Hangul syllables excepted): in the lower half, the first of ``decomposedScalars`` times
  /// 256, plus their number.
  static let decompositions: [UInt64] = {array(keys)}

  static let decomposedScalars: [UInt32] = {array(scalars)}

  /// Canonical combining classes other than 0, in the lower half.
  static let combiningClasses: [UInt64] = {array(classes)}

  /// Lower-case forms of one scalar, in the lower half (U+0130, which has two, is not here).
  static let lowercase: [UInt64] = {array(lowered)}
}}
"""
    (ROOT / "ScalarMappingTable.swift").write_text(text)
    print(len(keys), "decompositions", len(classes), "combining", len(lowered), "lowercase")


def write_forms(compatible, pairs):
    keys, scalars = [], []
    for value, parts in sorted(compatible.items()):
        assert len(scalars) < 1 << 16 and len(parts) < 256
        keys.append(value << 32 | len(scalars) << 8 | len(parts))
        scalars += parts
    composed = [first << 42 | last << 21 | value for (first, last), value in sorted(pairs.items())]
    text = HEADER + f"""
/// What the normal forms make of scalars, beyond canonical decomposition.
enum NormalFormTable {{
  /// Compatibility decompositions (whole) that differ from the canonical ones: the scalar in the upper half, in the lower half
  /// the first of ``compatibleScalars`` times 256, plus their number.
  static let compatible: [UInt64] = {array(keys)}

  static let compatibleScalars: [UInt32] = {array(scalars)}

  /// Pairs that compose (Hangul excepted), sorted: the first scalar in the upper 22 bits, then 21 each for the second and for
  /// what the two become.
  static let pairs: [UInt64] = {array(composed)}
}}
"""
    (ROOT / "NormalFormTable.swift").write_text(text)
    print(len(keys), "compatibility decompositions", len(composed), "pairs")


def main():
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    ROOT.mkdir(parents=True, exist_ok=True)
    classes, decompositions, combining, lowercase = normalization_tables()
    write_classes("NormalizationClassTable", "What the normalizers ask of a scalar, for all of Unicode.", classes)
    write_mappings(decompositions, combining, lowercase)
    forms, compatible, pairs = form_tables(decompositions)
    write_classes("NormalFormClassTable", "What the normal forms ask of a scalar, for all of Unicode.", forms)
    write_forms(compatible, pairs)
    write_classes("GraphemeClassTable", "How scalars stand together in clusters, for all of Unicode.", grapheme_classes())
    write_classes("SplitClassTable", "What the pre-tokenizers ask of a scalar, for all of Unicode.", split_classes())


main()
