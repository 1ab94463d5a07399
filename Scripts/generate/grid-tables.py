#!/usr/bin/env python3
"""Writes Sources/CVectorKernels/GridTables.h: the points that GGUF's IQ types choose among.

Python's gguf package names the points of each type (gguf.quants, `grid`); only these facts are taken over, packed anew: 2 bits a
coordinate for points of 8, 3 bits for points of 4, the first coordinate lowest. How a coordinate follows from its bits is a
formula in GridBlocks.c, which is checked here.

Needs gguf and numpy. Run from the project's root: python3 Scripts/generate/grid-tables.py
"""

import importlib.metadata
import pathlib

import gguf
import numpy as np

TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/CVectorKernels/GridTables.h"
# The type, the bits of a coordinate, and what they stand for.
GRIDS = [
    ("IQ2_XXS", 2, lambda q: 8 + 17 * q + q // 2), ("IQ2_XS", 2, lambda q: 8 + 17 * q + q // 2),
    ("IQ2_S", 2, lambda q: 8 + 17 * q + q // 2), ("IQ3_XXS", 3, lambda q: 4 + 8 * q + 2 * (q // 7)),
    ("IQ3_S", 3, lambda q: 1 + 2 * q), ("IQ1_S", 2, lambda q: q - 1),
]


def points(name):
    kind = gguf.quants._type_traits[gguf.GGMLQuantizationType[name]]
    kind.init_grid()
    return kind.grid.reshape(kind.grid_shape).astype(int)


def packed(name, bits, value):
    grid = points(name)
    numbers = {value(q): q for q in range(1 << bits)}
    words = [sum(numbers[x] << bits * n for n, x in enumerate(point)) for point in grid.tolist()]
    unpacked = [[value(word >> bits * n & (1 << bits) - 1) for n in range(grid.shape[1])] for word in words]
    assert np.array_equal(grid, unpacked), name
    return words


def check_signs():
    signs = gguf.quants._type_traits[gguf.GGMLQuantizationType.IQ2_XXS].ksigns
    assert list(signs) == [n | (n.bit_count() & 1) << 7 for n in range(128)]


def main():
    check_signs()
    lines = [
        "// Written by Scripts/generate/grid-tables.py; not to be edited.",
        f"// From gguf {importlib.metadata.version('gguf')}: the points that blocks of the IQ types choose among, coordinates of 2 or 3 bits.",
    ]
    for name, bits, value in GRIDS:
        words = packed(name, bits, value)
        lines += ["", f"static const uint16_t {name.lower()}_points[{len(words)}] = {{"]
        lines += ["    " + " ".join(f"0x{word:04x}," for word in words[n:n + 14]) for n in range(0, len(words), 14)]
        lines.append("};")
    TARGET.write_text("\n".join(lines) + "\n")
    print(TARGET.name, TARGET.stat().st_size, "bytes")


main()
