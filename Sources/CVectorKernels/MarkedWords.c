#include "CVectorKernels.h"

// Where text may be cut whose spaces SentencePiece marks: between two bytes that no token has side by side. Without a branch, as
// where words end is hard to foresee.

size_t embedscope_split_pairs(const uint8_t *bytes, size_t count, const uint8_t *cuts, uint16_t *starts) {
    uint16_t *next = starts;
    size_t pair = 0;
    if (count > 0) *next++ = 0, pair = bytes[0];
    for (size_t i = 1; i < count; i++) {
        pair = (pair << 8 | bytes[i]) & 0xFFFF;
        *next = (uint16_t)i;
        next += cuts[pair];
    }
    *next = (uint16_t)count;
    return (size_t)(next - starts);
}
