// What conversions of blocks share.

#include "CVectorKernels.h"

#include "Clones.h"

/// Sixteen bytes at any address.
typedef uint8_t Bytes __attribute__((vector_size(LANES), aligned(1)));
/// The places of sixteen numbers.
#define PLACES ((Mask){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})

// Macros, because a function that is given vectors must know how wide the processor's are.
/// Sixteen bytes as numbers.
#define NUMBERS(address) __builtin_convertvector(*(const Bytes *)(address), Mask)
#define FLOATS(numbers) __builtin_convertvector(numbers, Lanes)
#define PUT(target, floats) (*(Lanes *)(target) = (floats))

static inline uint32_t embedscope_short(const void *source) {
    uint16_t value;
    __builtin_memcpy(&value, source, 2);
    return value;
}

static inline uint32_t embedscope_word(const void *source) {
    uint32_t value;
    __builtin_memcpy(&value, source, 4);
    return value;
}

/// Twice the values of floats of 4 bits (E2M1): 0, 1, 2, 3, 4, 6, 8, 12, with their signs; a zero has none.
#define DOUBLED_E2M1(bits)                                                                             \
    ({                                                                                                 \
        const Mask b = (bits), exponent = b >> 1 & 3, is_normal = exponent != 0, sign = -(b >> 3 & 1); \
        const Mask magnitude = ((b & 1) - 2 * is_normal) << (exponent + is_normal);                    \
        (magnitude ^ sign) - sign;                                                                     \
    })

/// The steps of the types IQ4, which lie closer together near zero, where most weights are: of 16 lower halves of bytes, then of
/// the upper ones.
static inline void embedscope_uneven(const uint8_t *bytes, uint8_t *steps) {
    static const int8_t all[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};
    for (size_t i = 0; i < 16; i++) {
        steps[i] = (uint8_t)all[bytes[i] & 15];
        steps[16 + i] = (uint8_t)all[bytes[i] >> 4];
    }
}

/// Products of `scale` and signed bytes.
static inline void embedscope_scale_bytes(const uint8_t *bytes, size_t count, float scale, float *target) {
    for (size_t i = 0; i < count; i++) target[i] = scale * (float)(int8_t)bytes[i];
}
