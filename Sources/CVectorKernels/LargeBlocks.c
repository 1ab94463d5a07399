// Blocks of 256 numbers of GGUF: the K types, whose parts have scales of their own, and the ternary types.

#include "BlockConversions.h"

// Products and sums are rounded one by one, so that every value has the same bits as the reference's.
#pragma STDC FP_CONTRACT OFF

CLONES void embedscope_convert_q2_k(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 84, target += 256) {
        const float scale = embedscope_half(bytes + 80), minimum = embedscope_half(bytes + 82);
        for (size_t part = 0; part < 16; part++) {
            const uint8_t *numbers = bytes + 16 + 32 * (part / 8) + 16 * (part & 1);
            const uint32_t shift = part & 6;
            const float step = scale * (float)(bytes[part] & 15), least = minimum * (float)(bytes[part] >> 4);
            for (size_t i = 0; i < 16; i++) target[16 * part + i] = step * (float)(numbers[i] >> shift & 3) - least;
        }
    }
}

/// Scale `part` of the 16 of Q3_K: 4 low bits in 8 bytes, 2 high bits in the 4 after them.
static inline int32_t q3_k_scale(const uint8_t *bytes, size_t part) {
    const uint32_t low = part < 8 ? bytes[part] & 15 : bytes[part - 8] >> 4;
    return (int32_t)(low | (bytes[8 + part % 4] >> 2 * (part / 4) & 3) << 4) - 32;
}

CLONES void embedscope_convert_q3_k(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 110, target += 256) {
        const float scale = embedscope_half(bytes + 108);
        for (size_t part = 0; part < 16; part++) {
            const uint8_t *numbers = bytes + 32 + 32 * (part / 8) + 16 * (part & 1), *thirds = bytes + 16 * (part & 1);
            const uint32_t shift = part & 6, third = (uint32_t)part / 2;
            const float step = scale * (float)q3_k_scale(bytes + 96, part);
            for (size_t i = 0; i < 16; i++) {
                const uint32_t number = (numbers[i] >> shift & 3) | (thirds[i] >> third & 1) << 2;
                target[16 * part + i] = step * (float)((int32_t)number - 4);
            }
        }
    }
}

/// Scale and minimum `part` of the 8 of Q4_K and Q5_K, 6 bits each in 12 bytes.
static inline void scale_and_minimum(const uint8_t *bytes, size_t part, float *scale, float *minimum) {
    const uint8_t *low = bytes + part % 4;
    *scale = (float)(part < 4 ? low[0] & 63 : (low[8] & 15) | (low[0] >> 2 & 48));
    *minimum = (float)(part < 4 ? low[4] & 63 : low[8] >> 4 | (low[4] >> 2 & 48));
}

CLONES void embedscope_convert_q4_k(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 144, target += 256) {
        const float scale = embedscope_half(bytes), minimum = embedscope_half(bytes + 2);
        for (size_t pair = 0; pair < 4; pair++) {
            const uint8_t *numbers = bytes + 16 + 32 * pair;
            float steps[2], least[2];
            for (size_t n = 0; n < 2; n++) {
                scale_and_minimum(bytes + 4, 2 * pair + n, &steps[n], &least[n]);
                steps[n] *= scale;
                least[n] *= minimum;
            }
            for (size_t i = 0; i < 32; i++) {
                target[64 * pair + i] = steps[0] * (float)(numbers[i] & 15) - least[0];
                target[64 * pair + 32 + i] = steps[1] * (float)(numbers[i] >> 4) - least[1];
            }
        }
    }
}

CLONES void embedscope_convert_q5_k(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 176, target += 256) {
        const float scale = embedscope_half(bytes), minimum = embedscope_half(bytes + 2);
        for (size_t part = 0; part < 8; part++) {
            const uint8_t *numbers = bytes + 48 + 32 * (part / 2), *fifths = bytes + 16;
            const uint32_t shift = 4 * (part & 1), fifth = (uint32_t)part;
            float step, least;
            scale_and_minimum(bytes + 4, part, &step, &least);
            step *= scale;
            least *= minimum;
            for (size_t i = 0; i < 32; i++) {
                const int32_t number = (numbers[i] >> shift & 15) | (fifths[i] >> fifth & 1) << 4;
                target[32 * part + i] = step * (float)number - least;
            }
        }
    }
}

CLONES void embedscope_convert_q6_k(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 210, target += 256) {
        const float scale = embedscope_half(bytes + 208);
        // Sixteen columns of eight numbers that share bytes: two of 4 low bits, one of 2 high bits for each half of the block.
        for (size_t column = 0; column < 4; column++) {
            const size_t half = column / 2, odd = column & 1;
            const int8_t *scales = (const int8_t *)bytes + 192 + 8 * half + odd;
            const Mask low = NUMBERS(bytes + 64 * half + 16 * odd), next = NUMBERS(bytes + 64 * half + 32 + 16 * odd);
            const Mask high = NUMBERS(bytes + 128 + 32 * half + 16 * odd);
            float *to = target + 128 * half + 16 * odd;
            PUT(to, scale * (float)scales[0] * FLOATS(((low & 15) | (high & 3) << 4) - 32));
            PUT(to + 32, scale * (float)scales[2] * FLOATS(((next & 15) | (high >> 2 & 3) << 4) - 32));
            PUT(to + 64, scale * (float)scales[4] * FLOATS((low >> 4 | (high >> 4 & 3) << 4) - 32));
            PUT(to + 96, scale * (float)scales[6] * FLOATS((next >> 4 | high >> 6 << 4) - 32));
        }
    }
}

// MARK: Ternary

/// Writes `count` numbers of each of the first `digits` powers of three in turn: -1, 0 and 1 as the digits of bytes that were
/// scaled up to fill them.
static inline void ternary(const uint8_t *bytes, size_t count, size_t digits, float scale, float *target) {
    for (size_t digit = 0, power = 1; digit < digits; digit++, power *= 3, target += count) {
        for (size_t i = 0; i < count; i++) {
            const uint8_t rest = (uint8_t)(bytes[i] * power);
            target[i] = scale * (float)((int32_t)((uint32_t)rest * 3 >> 8) - 1);
        }
    }
}

CLONES void embedscope_convert_tq1_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 54, target += 256) {
        const float scale = embedscope_half(bytes + 52);
        ternary(bytes, 32, 5, scale, target);
        ternary(bytes + 32, 16, 5, scale, target + 160);
        ternary(bytes + 48, 4, 4, scale, target + 240);
    }
}

CLONES void embedscope_convert_tq2_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 66, target += 256) {
        const float scale = embedscope_half(bytes + 64);
        for (size_t part = 0; part < 8; part++) {
            const uint8_t *numbers = bytes + 32 * (part / 4);
            const uint32_t shift = 2 * (part % 4);
            for (size_t i = 0; i < 32; i++) target[32 * part + i] = scale * (float)((numbers[i] >> shift & 3) - 1);
        }
    }
}
