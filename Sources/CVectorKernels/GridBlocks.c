// Blocks of 256 numbers of GGUF whose numbers are points chosen from a list (IQ1, IQ2, IQ3), or values of an uneven scale (IQ4).

#include "BlockConversions.h"

#include "GridTables.h"

// Products and sums are rounded one by one, so that every value has the same bits as the reference's.
#pragma STDC FP_CONTRACT OFF

typedef int32_t Eight __attribute__((vector_size(32)));
typedef float EightFloats __attribute__((vector_size(32), aligned(4)));
#define EIGHT_PLACES ((Eight){0, 1, 2, 3, 4, 5, 6, 7})
#define PUT_EIGHT(target, floats) (*(EightFloats *)(target) = (floats))
/// Numbers as floats, negative where `signs` has a bit.
#define SIGNED(numbers, signs)                                              \
    ({                                                                      \
        const Eight minus = -((signs) >> EIGHT_PLACES & 1);                 \
        __builtin_convertvector(((numbers) ^ minus) - minus, EightFloats); \
    })

/// Eight signs of which seven are stored: an even number of them is negative.
static inline uint32_t even_signs(uint32_t seven) { return seven | (uint32_t)__builtin_parity(seven) << 7; }

/// Writes the 8 coordinates of a point of IQ2, negative where `signs` has a bit.
static inline void point_of_2(uint32_t point, uint32_t signs, float scale, float *target) {
    const Eight bits = (int32_t)point >> EIGHT_PLACES * 2 & 3, value = 8 + 17 * bits + (bits >> 1);
    PUT_EIGHT(target, scale * SIGNED(value, (int32_t)signs));
}

CLONES void embedscope_convert_iq2_xxs(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 66, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t part = 0; part < 8; part++) {
            const uint8_t *points = bytes + 2 + 8 * part;
            const uint32_t word = embedscope_word(points + 4);
            const float step = scale * (0.5f + (float)(word >> 28)) * 0.25f;
            for (size_t n = 0; n < 4; n++)
                point_of_2(iq2_xxs_points[points[n]], even_signs(word >> 7 * n & 127), step, target + 32 * part + 8 * n);
        }
    }
}

CLONES void embedscope_convert_iq2_xs(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 74, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t word = embedscope_short(bytes + 2 + 2 * n);
            const float step = scale * (0.5f + (float)(bytes[66 + n / 4] >> 4 * (n / 2 & 1) & 15)) * 0.25f;
            point_of_2(iq2_xs_points[word & 511], even_signs(word >> 9), step, target + 8 * n);
        }
    }
}

CLONES void embedscope_convert_iq2_s(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 82, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t point = bytes[2 + n] | (bytes[66 + n / 4] >> 2 * (n % 4) & 3) << 8;
            const float step = scale * (0.5f + (float)(bytes[74 + n / 4] >> 4 * (n / 2 & 1) & 15)) * 0.25f;
            point_of_2(iq2_s_points[point], bytes[34 + n], step, target + 8 * n);
        }
    }
}

/// The bits of two points of 4 coordinates, 3 bits each.
#define TWO_POINTS(first, second) \
    ((int32_t)((uint32_t)(first) | (uint32_t)(second) << 12) >> EIGHT_PLACES * 3 & 7)

CLONES void embedscope_convert_iq3_xxs(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 98, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t word = embedscope_word(bytes + 66 + 4 * (n / 4));
            const float step = scale * (0.5f + (float)(word >> 28)) * 0.5f;
            const Eight bits = TWO_POINTS(iq3_xxs_points[bytes[2 + 2 * n]], iq3_xxs_points[bytes[3 + 2 * n]]);
            // The largest lies a little further out: a comparison is -1 where it holds.
            const Eight value = 4 + 8 * bits - 2 * (bits == 7);
            PUT_EIGHT(target + 8 * n, step * SIGNED(value, (int32_t)even_signs(word >> 7 * (n % 4) & 127)));
        }
    }
}

CLONES void embedscope_convert_iq3_s(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 110, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t high = (uint32_t)bytes[66 + n / 4] >> 2 * (n % 4);
            const uint32_t first = bytes[2 + 2 * n] | (high & 1) << 8, second = bytes[3 + 2 * n] | (high >> 1 & 1) << 8;
            const float step = scale * (float)(1 + 2 * (bytes[106 + n / 8] >> 4 * (n / 4 & 1) & 15));
            const Eight bits = TWO_POINTS(iq3_s_points[first], iq3_s_points[second]);
            PUT_EIGHT(target + 8 * n, step * SIGNED(1 + 2 * bits, (int32_t)bytes[74 + n]));
        }
    }
}

/// Writes the 8 coordinates of a point of IQ1, -1, 0 or 1, all shifted by an eighth.
static inline void point_of_1(uint32_t point, bool is_down, float scale, float *target) {
    const float shift = is_down ? -0.125f : 0.125f;
    const Eight value = ((int32_t)point >> EIGHT_PLACES * 2 & 3) - 1;
    PUT_EIGHT(target, scale * (__builtin_convertvector(value, EightFloats) + shift));
}

CLONES void embedscope_convert_iq1_s(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 50, target += 256) {
        const float scale = embedscope_half(bytes);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t word = embedscope_short(bytes + 34 + 2 * (n / 4));
            const uint32_t point = bytes[2 + n] | (word >> 3 * (n % 4) & 7) << 8;
            point_of_1(iq1_s_points[point], word & 0x8000, scale * (float)(2 * (word >> 12 & 7) + 1), target + 8 * n);
        }
    }
}

CLONES void embedscope_convert_iq1_m(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 56, target += 256) {
        // The scale's four nibbles are the highest of four words, whose other bits are the scales of the parts.
        uint16_t nibbles = 0;
        for (size_t n = 0; n < 4; n++) nibbles |= (uint16_t)((embedscope_short(bytes + 48 + 2 * n) >> 12) << 4 * n);
        const float scale = embedscope_half(&nibbles);
        for (size_t n = 0; n < 32; n++) {
            const uint32_t part = embedscope_short(bytes + 48 + 2 * (n / 8)) >> 3 * (n / 2 % 4) & 7;
            const uint32_t high = bytes[32 + n / 2] >> 4 * (n & 1);
            point_of_1(iq1_s_points[bytes[n] | (high & 7) << 8], high & 8, scale * (float)(2 * part + 1), target + 8 * n);
        }
    }
}

CLONES void embedscope_convert_iq4_xs(const void *restrict source, size_t blocks, float *restrict target) {
    const uint8_t *bytes = source;
    for (; blocks > 0; blocks--, bytes += 136, target += 256) {
        const float scale = embedscope_half(bytes);
        const uint32_t highs = embedscope_short(bytes + 2);
        for (size_t part = 0; part < 8; part++) {
            const uint32_t low = bytes[4 + part / 2] >> 4 * (part & 1) & 15;
            const float step = scale * (float)((int32_t)(low | (highs >> 2 * part & 3) << 4) - 32);
            uint8_t steps[32];
            embedscope_uneven(bytes + 8 + 16 * part, steps);
            embedscope_scale_bytes(steps, 32, step, target + 32 * part);
        }
    }
}
