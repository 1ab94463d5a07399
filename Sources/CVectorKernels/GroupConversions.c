// Rows of numbers in groups that share a scale which lies elsewhere: MLX.

#include "BlockConversions.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Products and sums are rounded one by one, so that every value has the same bits as the reference's.
#pragma STDC FP_CONTRACT OFF

/// The longest group.
#define LONGEST 128

/// Unpacks `count` numbers of `bits` each, the first in the lowest bits of the first byte.
static inline void unpack(const uint8_t *bytes, size_t count, uint32_t bits, uint8_t *numbers) {
    if (bits == 8) {
        __builtin_memcpy(numbers, bytes, count);
    } else if (bits == 4) {
        for (size_t i = 0; i < count / 2; i++) {
            numbers[2 * i] = bytes[i] & 15;
            numbers[2 * i + 1] = bytes[i] >> 4;
        }
    } else {
        // A number may lie in two bytes: there is one more than the group has.
        uint8_t copy[LONGEST + 1] = {0};
        __builtin_memcpy(copy, bytes, count * bits / 8);
        for (size_t i = 0; i < count; i++)
            numbers[i] = (uint8_t)(embedscope_short(copy + i * bits / 8) >> (i * bits & 7) & ((1u << bits) - 1));
    }
}

/// Rounds floats to the nearest bfloat16, ties to even; a NaN here never has lower bits, because it came from one.
#define ROUND_TO_BFLOAT(floats)                                                               \
    ({                                                                                        \
        const Mask bits = (Mask)(floats);                                                     \
        (Lanes)((bits + 0x7FFF + (bits >> 16 & 1)) & (int32_t)0xFFFF0000);                    \
    })

/// Rounds floats to the nearest half, ties to even.
#define ROUND_TO_HALF(floats)                                                                 \
    ({                                                                                        \
        const Mask bits = (Mask)(floats), sign = bits & (int32_t)0x80000000, magnitude = bits ^ sign; \
        const Mask rounded = (magnitude + 0x0FFF + (magnitude >> 13 & 1)) & ~0x1FFF;          \
        /* Below 2^-14 halves are multiples of 2^-24, as floats from 1/2 to 1 are. */         \
        const Mask small = (Mask)(((Lanes)magnitude + 0.5f) - 0.5f);                          \
        const Mask is_small = magnitude < 0x38800000, is_nan = magnitude > 0x7F800000;        \
        const Mask is_large = (rounded > 0x477FE000) & ~is_nan;                               \
        const Mask normal = (is_large & 0x7F800000) | (~is_large & rounded);                  \
        const Mask result = (is_small & small) | (is_nan & magnitude) | (~is_small & ~is_nan & normal); \
        (Lanes)(result | sign);                                                               \
    })

CLONES static void round_to_half_anywhere(float *values, size_t count) {
    for (size_t i = 0; i + LANES <= count; i += LANES) PUT(values + i, ROUND_TO_HALF(LOAD(values + i)));
    for (size_t i = count / LANES * LANES; i < count; i++) {
        float padded[LANES] = {values[i]};
        PUT(padded, ROUND_TO_HALF(LOAD(padded)));
        values[i] = padded[0];
    }
}

#if defined(__x86_64__)

/// The same by the instructions for it.
__attribute__((target("avx2,f16c"))) static size_t round_to_half_directly(float *values, size_t count) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m128i halves = _mm256_cvtps_ph(_mm256_loadu_ps(values + i), _MM_FROUND_TO_NEAREST_INT);
        _mm256_storeu_ps(values + i, _mm256_cvtph_ps(halves));
    }
    return i;
}

void embedscope_round_to_half(float *values, size_t count) {
    size_t done = 0;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c")) done = round_to_half_directly(values, count);
    if (done < count) round_to_half_anywhere(values + done, count - done);
}

#else

void embedscope_round_to_half(float *values, size_t count) { round_to_half_anywhere(values, count); }

#endif

CLONES void embedscope_round_to_bfloat(float *values, size_t count) {
    for (size_t i = 0; i + LANES <= count; i += LANES) PUT(values + i, ROUND_TO_BFLOAT(LOAD(values + i)));
    for (size_t i = count / LANES * LANES; i < count; i++) {
        float padded[LANES] = {values[i]};
        PUT(padded, ROUND_TO_BFLOAT(LOAD(padded)));
        values[i] = padded[0];
    }
}

CLONES void embedscope_convert_mlx_affine(
    const void *restrict source, const float *scales, const float *biases, size_t groups, size_t group_size, uint32_t bits,
    float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t group = 0; group < groups; group++, bytes += group_size * bits / 8, target += group_size) {
        const float scale = scales[group], bias = biases[group];
        uint8_t numbers[LONGEST];
        unpack(bytes, group_size, bits, numbers);
        for (size_t i = 0; i < group_size; i += LANES) PUT(target + i, scale * FLOATS(NUMBERS(numbers + i)) + bias);
    }
}

CLONES void embedscope_convert_e2m1_groups(
    const void *restrict source, const float *scales, size_t groups, size_t group_size, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t group = 0; group < groups; group++, bytes += group_size / 2, target += group_size) {
        uint8_t numbers[LONGEST];
        unpack(bytes, group_size, 4, numbers);
        const float half = scales[group] * 0.5f;
        for (size_t i = 0; i < group_size; i += LANES) PUT(target + i, half * FLOATS(DOUBLED_E2M1(NUMBERS(numbers + i))));
    }
}
