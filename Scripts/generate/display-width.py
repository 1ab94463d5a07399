"""Writes Sources/embedscope/Output/DisplayWidth+Table.swift: the ranges of scalars that take two columns in a terminal, or none.

usage: python3 Scripts/generate/display-width.py > Sources/embedscope/Output/DisplayWidth+Table.swift
"""
import sys
import unicodedata


def ranges(wanted):
    """The scalars for which `wanted` is true, as inclusive ranges; unassigned ones between two wanted ones are taken along."""
    result = []
    gap_is_free = True
    for value in range(0x300, 0x110000):
        character = chr(value)
        if wanted(character):
            if result and (result[-1][1] == value - 1 or gap_is_free):
                result[-1][1] = value
            else:
                result.append([value, value])
            gap_is_free = True
        elif unicodedata.category(character) not in ("Cn", "Cs"):
            gap_is_free = False
    return result


def is_wide(character):
    return unicodedata.category(character) != "Cn" and unicodedata.east_asian_width(character) in "WF"


def is_zero(character):
    # Marks that sit on the letter before, and the vowels and finals of Hangul that join it.
    return unicodedata.category(character) in ("Mn", "Me") or 0x1160 <= ord(character) <= 0x11FF


def swift(name, comment, found):
    print(f"  /// {comment}")
    print(f"  static let {name}: [ClosedRange<UInt32>] = [")
    line = "   "
    for low, high in found:
        item = f" 0x{low:04X}...0x{high:04X},"
        if len(line) + len(item) > 118:
            print(line)
            line = "   "
        line += item
    print(line)
    print("  ]")


command = "python3 Scripts/generate/display-width.py"
print(f"// Written by `{command}` from Unicode {unicodedata.unidata_version}; do not edit.\n")
print("extension DisplayWidth {")
swift("wide", "Scalars whose East_Asian_Width is Wide or Fullwidth.", ranges(is_wide))
print()
swift("zero", "Marks that take no column of their own, in ascending order.", ranges(is_zero))
print("}")
