// Blocks of 16 to 64 numbers of GGUF: whole numbers with a scale, or floats of 4 bits.

#include "BlockConversions.h"

// Products and sums are rounded one by one, so that every value has the same bits as the reference's.
#pragma STDC FP_CONTRACT OFF

CLONES void embedscope_convert_q8_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 34, target += 32) {
        embedscope_scale_bytes(bytes + 2, 32, embedscope_half(bytes), target);
    }
}

CLONES void embedscope_convert_q4_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 18, target += 32) {
        const float scale = embedscope_half(bytes);
        for (size_t i = 0; i < 16; i++) {
            target[i] = scale * (float)((bytes[2 + i] & 15) - 8);
            target[16 + i] = scale * (float)((bytes[2 + i] >> 4) - 8);
        }
    }
}

CLONES void embedscope_convert_q4_1(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 20, target += 32) {
        const float scale = embedscope_half(bytes), minimum = embedscope_half(bytes + 2);
        for (size_t i = 0; i < 16; i++) {
            target[i] = scale * (float)(bytes[4 + i] & 15) + minimum;
            target[16 + i] = scale * (float)(bytes[4 + i] >> 4) + minimum;
        }
    }
}

CLONES void embedscope_convert_q5_0(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 22, target += 32) {
        const float scale = embedscope_half(bytes);
        const int32_t fifths[2] = {(int32_t)embedscope_short(bytes + 2), (int32_t)embedscope_short(bytes + 4)};
        const Mask numbers = NUMBERS(bytes + 6);
        PUT(target, scale * FLOATS(((numbers & 15) | (fifths[0] >> PLACES & 1) << 4) - 16));
        PUT(target + 16, scale * FLOATS((numbers >> 4 | (fifths[1] >> PLACES & 1) << 4) - 16));
    }
}

CLONES void embedscope_convert_q5_1(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 24, target += 32) {
        const float scale = embedscope_half(bytes), minimum = embedscope_half(bytes + 2);
        const int32_t fifths[2] = {(int32_t)embedscope_short(bytes + 4), (int32_t)embedscope_short(bytes + 6)};
        const Mask numbers = NUMBERS(bytes + 8);
        PUT(target, scale * FLOATS((numbers & 15) | (fifths[0] >> PLACES & 1) << 4) + minimum);
        PUT(target + 16, scale * FLOATS(numbers >> 4 | (fifths[1] >> PLACES & 1) << 4) + minimum);
    }
}

CLONES void embedscope_convert_iq4_nl(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 18, target += 32) {
        uint8_t steps[32];
        embedscope_uneven(bytes + 2, steps);
        embedscope_scale_bytes(steps, 32, embedscope_half(bytes), target);
    }
}

/// Half of 2^(bits - 127).
static inline float half_of_e8m0(uint8_t bits) {
    const uint32_t pattern = bits < 2 ? 0x00200000u << bits : (uint32_t)(bits - 1) << 23;
    float value;
    __builtin_memcpy(&value, &pattern, 4);
    return value;
}

CLONES void embedscope_convert_mxfp4(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 17, target += 32) {
        const float scale = half_of_e8m0(bytes[0]);
        const Mask numbers = NUMBERS(bytes + 1);
        PUT(target, scale * FLOATS(DOUBLED_E2M1(numbers & 15)));
        PUT(target + 16, scale * FLOATS(DOUBLED_E2M1(numbers >> 4)));
    }
}

/// Half of a scale of NVFP4: 4 exponent bits with bias 7, 3 fraction bits, no sign; gguf reads 0x7F as 0.
static inline float half_of_ue4m3(uint8_t bits) {
    const int32_t exponent = bits >> 3 & 15, fraction = bits & 7;
    if (bits == 0x7F) return 0;
    return exponent == 0 ? (float)fraction * 0x1p-10f : (float)((8 + fraction) << exponent) * 0x1p-11f;
}

CLONES void embedscope_convert_nvfp4(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 36, target += 64) {
        for (size_t part = 0; part < 4; part++) {
            const float scale = half_of_ue4m3(bytes[part]);
            // Eight bytes twice: the lower halves of the first, the upper halves of the second.
            uint8_t twice[16];
            __builtin_memcpy(twice, bytes + 4 + 8 * part, 8);
            __builtin_memcpy(twice + 8, bytes + 4 + 8 * part, 8);
            PUT(target + 16 * part, scale * FLOATS(DOUBLED_E2M1(NUMBERS(twice) >> (PLACES / 8 * 4) & 15)));
        }
    }
}
