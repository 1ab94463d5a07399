#include "CVectorKernels.h"

#include "Clones.h"

// Products and sums are rounded one by one, so that every value has the same bits as the reference's.
#pragma STDC FP_CONTRACT OFF

CLONES void embedscope_convert_half(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) target[i] = embedscope_half(bytes + 2 * i);
}

CLONES void embedscope_convert_q8_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t block = 0; block < blocks; block++, bytes += 34, target += 32) {
        const float scale = embedscope_half(bytes);
        for (size_t i = 0; i < 32; i++) target[i] = scale * (float)(int8_t)bytes[2 + i];
    }
}

CLONES void embedscope_convert_q4_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t block = 0; block < blocks; block++, bytes += 18, target += 32) {
        const float scale = embedscope_half(bytes);
        for (size_t i = 0; i < 16; i++) {
            target[i] = scale * (float)((bytes[2 + i] & 15) - 8);
            target[16 + i] = scale * (float)((bytes[2 + i] >> 4) - 8);
        }
    }
}

CLONES void embedscope_convert_q4_1(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t block = 0; block < blocks; block++, bytes += 20, target += 32) {
        const float scale = embedscope_half(bytes), minimum = embedscope_half(bytes + 2);
        for (size_t i = 0; i < 16; i++) {
            target[i] = scale * (float)(bytes[4 + i] & 15) + minimum;
            target[16 + i] = scale * (float)(bytes[4 + i] >> 4) + minimum;
        }
    }
}
