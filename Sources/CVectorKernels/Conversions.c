#include "CVectorKernels.h"

#include "Clones.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

CLONES static void convert_half_anywhere(const uint8_t *restrict bytes, size_t count, float *restrict target) {
    for (size_t i = 0; i < count; i++) target[i] = embedscope_half(bytes + 2 * i);
}

#if defined(__x86_64__)

/// The same by the instruction for it, which changes what a NaN carries: where there is one, its neighbours are taken one by one.
__attribute__((target("avx2,f16c"))) static void convert_half_directly(
    const uint8_t *restrict bytes, size_t count, float *restrict target) {
    const __m128i exponent = _mm_set1_epi16(0x7C00);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m128i halves = _mm_loadu_si128((const __m128i *)(bytes + 2 * i));
        const __m128i is_special = _mm_cmpeq_epi16(_mm_and_si128(halves, exponent), exponent);
        if (__builtin_expect(_mm_movemask_epi8(is_special), 0))
            for (size_t k = i; k < i + 8; k++) target[k] = embedscope_half(bytes + 2 * k);
        else
            _mm256_storeu_ps(target + i, _mm256_cvtph_ps(halves));
    }
    for (; i < count; i++) target[i] = embedscope_half(bytes + 2 * i);
}

void embedscope_convert_half(const void *source, size_t count, float *target) {
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c")) convert_half_directly(source, count, target);
    else convert_half_anywhere(source, count, target);
}

#else

void embedscope_convert_half(const void *source, size_t count, float *target) {
    convert_half_anywhere(source, count, target);
}

#endif

CLONES void embedscope_convert_bfloat(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) {
        uint16_t upper;
        __builtin_memcpy(&upper, bytes + 2 * i, 2);
        const uint32_t bits = (uint32_t)upper << 16;
        __builtin_memcpy(target + i, &bits, 4);
    }
}

// Floats of 8 bits: as with halves, the fields are moved to where a 32-bit float has them, without a branch.

/// 4 exponent bits, 3 fraction bits; `bias` 7, or 8 without a negative zero (FNUZ), whose pattern is then the only NaN.
static inline float e4m3(uint8_t bits, uint32_t bias) {
    const uint32_t magnitude = bits & 0x7F, sign = (uint32_t)(bits & 0x80) << 24;
    const uint32_t normal = (magnitude << 20) + ((127 - bias) << 23);
    const float small = (float)(int32_t)magnitude * (bias == 7 ? 0x1p-9f : 0x1p-10f);
    uint32_t subnormal;
    __builtin_memcpy(&subnormal, &small, 4);
    const bool is_nan = bias == 7 ? magnitude == 0x7F : bits == 0x80;
    const uint32_t result = is_nan ? 0x7FC00000 : (magnitude < 8 ? subnormal : normal) | sign;
    float value;
    __builtin_memcpy(&value, &result, 4);
    return value;
}

CLONES void embedscope_convert_e4m3(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) target[i] = e4m3(bytes[i], 7);
}

CLONES void embedscope_convert_e4m3_fnuz(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) target[i] = e4m3(bytes[i], 8);
}

CLONES void embedscope_convert_e5m2(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) {
        // The upper byte of a half.
        const uint16_t half = (uint16_t)(bytes[i] << 8);
        target[i] = embedscope_half(&half);
    }
}

CLONES void embedscope_convert_e5m2_fnuz(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) {
        // Half of what the same bits of a half without its infinities would be.
        const uint32_t magnitude = bytes[i] & 0x7F, sign = (uint32_t)(bytes[i] & 0x80) << 24;
        const uint32_t normal = (magnitude << 21) + (111u << 23);
        const float small = (float)(int32_t)magnitude * 0x1p-17f;
        uint32_t subnormal;
        __builtin_memcpy(&subnormal, &small, 4);
        const uint32_t result = bytes[i] == 0x80 ? 0x7FC00000 : (magnitude < 4 ? subnormal : normal) | sign;
        __builtin_memcpy(target + i, &result, 4);
    }
}

CLONES void embedscope_convert_e8m0(const void *restrict source, size_t count, float *restrict target) {
    const uint8_t *bytes = source;
    for (size_t i = 0; i < count; i++) {
        // A power of two: the exponent of a float; the lowest is no normal float any more.
        const uint32_t result = bytes[i] == 0xFF ? 0x7FC00000 : bytes[i] == 0 ? 0x00400000 : (uint32_t)bytes[i] << 23;
        __builtin_memcpy(target + i, &result, 4);
    }
}
