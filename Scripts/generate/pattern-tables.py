#!/usr/bin/env python3
"""Writes the Unicode tables behind split patterns and the pre-tokenizer UnicodeScripts by asking the reference library.

    python3 Scripts/generate/pattern-tables.py      (needs tokenizers==0.23.3 and fonttools, for the names of scripts; seconds)

The library's regular expressions (Oniguruma) are probed with one text that holds every scalar: what `\\P{Lu}+` leaves of it
is Lu. The output is Sources/Tokenization/Unicode/GeneralCategoryTable.swift, ScriptTable.swift, PropertyTable.swift and
ScriptGroupTable.swift.
"""

import pathlib

import tokenizers
from fontTools import unicodedata as fonts
from swift_tables import BLOCK, array, literal, two_stage
from tokenizers import Regex, normalizers, pre_tokenizers

ROOT = pathlib.Path(__file__).resolve().parents[2] / "Sources/Tokenization/Unicode"
SCALARS = [v for v in range(0x110000) if not 0xD800 <= v < 0xE000]
TEXT = "".join(map(chr, SCALARS))
HEADER = f"""// Written by Scripts/generate/pattern-tables.py from the answers of tokenizers {tokenizers.__version__}. Do not edit.
"""

# In the order of `CategorySet`.
CATEGORIES = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
              "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"]
WHITE_CONTROL = len(CATEGORIES)
# Properties that are no union of categories.
PROPERTIES = ["Alphabetic", "Lowercase", "Uppercase", "Emoji", "Emoji_Presentation", "Emoji_Modifier", "Emoji_Modifier_Base",
              "Emoji_Component", "Extended_Pictographic", "Ideographic"]


def left_by(pattern):
    """The scalars that do not match `pattern`."""
    return [ord(c) for c in normalizers.Replace(Regex(f"(?:{pattern})+"), "").normalize_str(TEXT)]


def ranges(values):
    """Where runs begin and end, in turn."""
    result = []
    for value in sorted(values):
        if result and result[-1] == value:
            result[-1] = value + 1
        else:
            result += [value, value + 1]
    return result


def runs(classes):
    """Entries `scalar << 8 | class` where the class changes; surrogates have the class before them."""
    result, last = [], None
    for value in SCALARS:
        if classes[value] != last:
            last = classes[value]
            result.append(value << 8 | last)
    return result


def general_categories():
    classes = [CATEGORIES.index("Cs")] * 0x110000
    for index, name in enumerate(CATEGORIES):
        for value in left_by(rf"\P{{{name}}}") if name != "Cs" else []:
            classes[value] = index
    union = lambda *names: {v for v in SCALARS if CATEGORIES[classes[v]].startswith(names)}
    assert len(union("L", "M", "N", "P", "S", "Z", "C")) == len(SCALARS)
    # What the Swift side derives from categories.
    for group in "LMNPSZC":
        assert set(left_by(rf"\P{{{group}}}")) == union(group)
    controls = {9, 10, 11, 12, 13, 0x85}
    assert set(left_by(r"\S")) == union("Z") | controls
    assert set(left_by(r"\D")) == union("Nd")
    alphabetic = set(left_by(r"\P{Alphabetic}"))
    assert set(left_by(r"[^\w]")) == alphabetic | union("M", "Nd", "Pc")
    assert set(left_by(r"\W")) == alphabetic | union("M", "Nd", "Pc") | {0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE}
    assert set(left_by("[[:^alnum:]]")) == alphabetic | union("Nd")
    assert set(left_by("[[:^punct:]]")) == union("P", "S")
    assert set(left_by("[[:^cntrl:]]")) == union("Cc")
    graph = set(SCALARS) - union("Z", "Cc", "Cn")
    assert set(left_by("[[:^graph:]]")) == graph
    assert set(left_by("[[:^print:]]")) == graph | union("Zs")
    assert set(left_by("[[:^blank:]]")) == union("Zs") | {9}
    for posix, name in (("alpha", "Alphabetic"), ("lower", "Lowercase"), ("upper", "Uppercase")):
        assert left_by(f"[[:^{posix}:]]") == left_by(rf"\P{{{name}}}")
    for value in controls:
        classes[value] = WHITE_CONTROL
    return classes


def scripts():
    names, classes = [], [0] * 0x110000
    for short, name in sorted(fonts.Scripts.NAMES.items(), key=lambda item: item[1]):
        try:
            members = left_by(rf"\P{{{name}}}")
        except Exception:
            continue  # younger than the reference's Unicode
        if name != "Unknown":
            assert members == left_by(rf"\P{{{short}}}") and name.replace("_", "").isalpha()
            names.append((name, short))
            for value in members:
                assert classes[value] == 0
                classes[value] = len(names)
    unknown = set(left_by(r"\P{Unknown}"))
    assert all((classes[v] == 0) == (v in unknown) for v in SCALARS)
    assert len(names) < 256
    return [("Unknown", "Zzzz")] + names, classes


def script_groups():
    """What the pre-tokenizer UnicodeScripts holds to be one script: 0 for what goes with any, else a number."""
    pre_tokenizer = pre_tokenizers.UnicodeScripts()

    def joins(pairs):
        """Whether the second of each pair goes into one piece with the first; it depends on the first alone."""
        text = "".join(a + b for a, b in pairs)
        starts = {start for _, (start, _) in pre_tokenizer.pre_tokenize_str(text)}
        return [2 * i + 1 not in starts for i in range(len(pairs))]

    latin, cyrillic = (joins([(first, c) for c in TEXT]) for first in "aж")
    free = {c for c, a, b in zip(TEXT, latin, cyrillic) if a and b}
    rest = [c for c in TEXT if c not in free]
    groups = {c: 0 for c in free}
    number = 0
    while rest:
        number += 1
        same = joins([(rest[0], c) for c in rest])
        assert same[0]
        for c, joined in zip(rest, same):
            if joined:
                groups[c] = number
        rest = [c for c, joined in zip(rest, same) if not joined]
    assert number < 256
    return {ord(c): g for c, g in groups.items()}


def property_source(name):
    members = left_by(rf"\P{{{name}}}")
    variable = name[0].lower() + name[1:].replace("_", "")
    return f"""
  /// The scalars of `\\p{{{name}}}`: where runs of them begin and end, in turn.
  static let {variable}: [UInt32] = {array(ranges(members))}
"""


def write(name, body):
    (ROOT / f"{name}.swift").write_text(HEADER + body)
    print(name, (ROOT / f"{name}.swift").stat().st_size, "bytes")


def main():
    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    index, data = two_stage([48 + c for c in general_categories()])
    write("GeneralCategoryTable", f"""
/// The general category of each scalar, numbered as in `CategorySet`, plus 48: printable, so that this file stays small.
///
/// The block of a scalar is `blockHigh[v / {BLOCK}] * 128 + blockLow[v / {BLOCK}]`, its category `classes[block * {BLOCK} + v % {BLOCK}]`: one
/// byte below 0x80 each, {len(data) // BLOCK} blocks.
enum GeneralCategoryTable {{
  static let blockLow: StaticString = {literal([i % 128 for i in index])}
  static let blockHigh: StaticString = {literal([i // 128 for i in index])}
  static let classes: StaticString = {literal(data)}
}}
""")
    names, classes = scripts()
    listed = "".join(f'    ("{name}", "{short}"),\n' for name, short in names)
    write("ScriptTable", f"""
/// The script of each scalar.
enum ScriptTable {{
  /// For each number of a script, its name and its short name.
  static let names: [(StaticString, StaticString)] = [
{listed}  ]

  /// Where the script changes, in order: the first scalar times 256, plus the number of the script.
  static let runs: [UInt32] = {array(runs(classes))}
}}
""")
    properties = "".join(property_source(name) for name in PROPERTIES)
    write("PropertyTable", f"""
/// Properties of scalars that are no union of general categories.
enum PropertyTable {{{properties}}}
""")
    write("ScriptGroupTable", f"""
/// What the pre-tokenizer `UnicodeScripts` holds to be one script.
enum ScriptGroupTable {{
  /// Where the group changes, in order: the first scalar times 256, plus the number of the group; group 0 goes with any other.
  static let runs: [UInt32] = {array(runs(script_groups()))}
}}
""")


main()
