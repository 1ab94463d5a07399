"""Matrices quantised as GGUF has them, by gguf or, where that only reads a type, by ggml out of xllamacpp."""

import ctypes

import gguf
import numpy as np

# These take ggml minutes for a whole matrix: some rows stand for all.
SLOW = ("IQ1", "IQ2", "IQ3")


def quantized(ggml, values, kind):
    """The bytes of `values` in the type `kind`, row by row."""
    try:
        return gguf.quants.quantize(values, kind)
    except NotImplementedError:
        pass
    distinct = values[:1000] if kind.name.startswith(SLOW) else values
    block, size = gguf.GGML_QUANT_SIZES[kind]
    rows, columns = distinct.shape
    stored = np.empty((rows, columns // block * size), dtype=np.uint8)
    source, importance = np.ascontiguousarray(distinct), np.ones(columns, dtype=np.float32)
    pointer = lambda array: array.ctypes.data_as(ctypes.c_void_p)
    ggml.ggml_quantize_chunk.restype = ctypes.c_size_t
    written = ggml.ggml_quantize_chunk(
        ctypes.c_int(int(kind)), pointer(source), pointer(stored), ctypes.c_int64(0), ctypes.c_int64(rows),
        ctypes.c_int64(columns), pointer(importance))
    assert written == stored.nbytes, (kind.name, written, stored.nbytes)
    return stored[np.arange(len(values)) % rows]
