#include "CVectorKernels.h"

#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

bool embedscope_has_byte_products(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
}

/// Eight rows of `a`, half a group, with all of `b`, two groups at a time.
///
/// The instruction multiplies bytes without a sign with bytes that have one: 128 is added to those of `b`, and 128 times the
/// sum of each row of `a` taken off again.
VNNI static void half_group(
    const int8_t *a, const int32_t *sums, const float *scale_a, const int8_t *b, const float *scale_b, size_t b_groups,
    size_t quads, float *products, size_t stride) {
    const size_t group = quads * 64;
    const __m512i sign = _mm512_set1_epi8(-128);
    for (size_t g = 0; g < b_groups; g += 2, b += 2 * group) {
        __m512i total[8][2];
        for (int r = 0; r < 8; r++) total[r][0] = total[r][1] = _mm512_set1_epi32(-128 * sums[r]);
        for (size_t quad = 0; quad < quads; quad++) {
            const __m512i b0 = _mm512_xor_si512(_mm512_loadu_si512(b + quad * 64), sign);
            const __m512i b1 = _mm512_xor_si512(_mm512_loadu_si512(b + group + quad * 64), sign);
#pragma clang loop unroll(full)
            for (int r = 0; r < 8; r++) {
                int32_t four;
                __builtin_memcpy(&four, a + quad * 64 + r * 4, 4);
                const __m512i row = _mm512_set1_epi32(four);
                total[r][0] = _mm512_dpbusd_epi32(total[r][0], b0, row);
                total[r][1] = _mm512_dpbusd_epi32(total[r][1], b1, row);
            }
        }
        for (int r = 0; r < 8; r++) {
            for (int half = 0; half < 2; half++) {
                const size_t column = (g + (size_t)half) * 16;
                const __m512 scale = _mm512_mul_ps(_mm512_set1_ps(scale_a[r]), _mm512_loadu_ps(scale_b + column));
                _mm512_storeu_ps(
                    products + (size_t)r * stride + column, _mm512_mul_ps(_mm512_cvtepi32_ps(total[r][half]), scale));
            }
        }
    }
}
#else
bool embedscope_has_byte_products(void) { return false; }
#endif

embedscope_byte_row embedscope_pack_bytes(const float *row, const double *mean, size_t width, int8_t *bytes) {
    double largest = 0;
    for (size_t i = 0; i < width; i++) {
        const double magnitude = fabs((double)row[i] - mean[i]);
        if (magnitude > largest) largest = magnitude;
    }
    // Below this, a row is all remainder: its scale could not be told from 0.
    embedscope_byte_row result = {largest > 1e-30 ? (float)(largest / 127) : 0, 0, 0, 0, 0};
    const double scale = result.scale, steps = scale > 0 ? 1 / scale : 0;
    for (size_t i = 0; i < width; i++) {
        const double value = (double)row[i] - mean[i];
        // To the nearest integer: added to a small number, 1.5·2⁵² leaves no room for a fraction.
        double byte = value * steps + 0x1.8p52 - 0x1.8p52;
        if (byte > 127) byte = 127;
        if (byte < -127) byte = -127;
        const double rest = value - scale * byte;
        bytes[i / 4 * 64 + i % 4] = (int8_t)byte;
        result.sum += (int32_t)byte;
        result.squares += value * value;
        result.residual += rest * rest;
        result.with_mean += value * mean[i];
    }
    return result;
}

void embedscope_byte_products_anywhere(
    const int8_t *a, const float *scale_a, size_t a_groups, const int8_t *b, const float *scale_b, size_t b_groups,
    size_t quads, float *products, size_t stride) {
    for (size_t row = 0; row < 16 * a_groups; row++) {
        const int8_t *first = a + row / 16 * quads * 64 + row % 16 * 4;
        for (size_t column = 0; column < 16 * b_groups; column++) {
            const int8_t *second = b + column / 16 * quads * 64 + column % 16 * 4;
            int32_t total = 0;
            for (size_t quad = 0; quad < quads; quad++) {
                for (size_t i = 0; i < 4; i++) total += first[quad * 64 + i] * second[quad * 64 + i];
            }
            products[row * stride + column] = (float)total * (scale_a[row] * scale_b[column]);
        }
    }
}

void embedscope_byte_products(
    const int8_t *a, const int32_t *sums, const float *scale_a, size_t a_groups, const int8_t *b, const float *scale_b,
    size_t b_groups, size_t quads, float *products, size_t stride) {
#if defined(__x86_64__)
    if (embedscope_has_byte_products()) {
        for (size_t half = 0; half < 2 * a_groups; half++) {
            half_group(
                a + half / 2 * quads * 64 + half % 2 * 32, sums + half * 8, scale_a + half * 8, b, scale_b, b_groups,
                quads, products + half * 8 * stride, stride);
        }
        return;
    }
#endif
    (void)sums;
    embedscope_byte_products_anywhere(a, scale_a, a_groups, b, scale_b, b_groups, quads, products, stride);
}
