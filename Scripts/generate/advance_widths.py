#!/usr/bin/env python3
"""Writes Sources/Figures/Text/AdvanceWidths.swift: how wide the characters of DejaVu Sans are.

    pip install fonttools==4.68.0 && Scripts/generate/advance_widths.py /usr/share/fonts/truetype/dejavu

The figures' SVG is laid out with these numbers, so that writing one needs no font library. DejaVu Sans is among the
widest of the common sans-serif families: where a reader's machine lacks it, the text gets narrower, never wider.
"""
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools import version

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/dejavu")
out = Path(__file__).resolve().parents[2] / "Sources/Figures/Text/AdvanceWidths.swift"
# Latin, Greek, Cyrillic; then punctuation, arrows and the marks that figures use.
ranges = [(0x20, 0x530), (0x1E00, 0x2600)]


def advances(name):
    font = TTFont(folder / name)
    scale = 1000 / font["head"].unitsPerEm
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    return [[round(metrics[cmap[c]][0] * scale) if c in cmap else 0xFFFF for c in range(*r)] for r in ranges]


def runs(values):
    """Values as (count, value) pairs: long runs are common among the symbols."""
    pairs = []
    for value in values:
        if pairs and pairs[-1][1] == value and pairs[-1][0] < 255:
            pairs[-1][0] += 1
        else:
            pairs.append([1, value])
    return pairs


def table(name, what, values):
    lines, line = [], "   "
    for value in values:
        word = f" {value},"
        if len(line) + len(word) > 118:
            lines.append(line)
            line = "   "
        line += word
    lines.append(line.rstrip(","))
    return f"  /// {what}\n  static let {name}: [UInt16] = [\n" + "\n".join(lines) + ",\n  ]\n"


regular, bold = advances("DejaVuSans.ttf"), advances("DejaVuSans-Bold.ttf")
blocks = ["latin", "symbols"]
body = "\n".join(
    table(f"{block}{weight}", f"U+{r[0]:04X} to U+{r[1] - 1:04X}, {weight.lower()}.", widths)
    for weight, all_widths in (("Regular", regular), ("Bold", bold))
    for block, r, widths in zip(blocks[:1], ranges[:1], all_widths[:1])
)
# Symbols rarely appear: one number for both weights, the wider, in runs.
wider = [max(a, b) if a != 0xFFFF else 0xFFFF for a, b in zip(regular[1], bold[1])]
wider = [b if a == 0xFFFF else a for a, b in zip(wider, bold[1])]
flat = [x for pair in runs(wider) for x in pair]
body += "\n" + table("symbolRuns", f"U+{ranges[1][0]:04X} to U+{ranges[1][1] - 1:04X}, the wider of the two weights: "
                     "how many characters, then their width.", flat)
out.write_text(f"""// Written by Scripts/generate/advance_widths.py from DejaVu Sans 2.37 (fonttools {version}); do not edit.

/// Advance widths of DejaVu Sans in thousandths of the font size; 65535 where it has no such character.
enum AdvanceWidths {{
{body}}}
""")
print(out, len(flat) // 2, "runs")
