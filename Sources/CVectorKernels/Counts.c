#include "CVectorKernels.h"

#include "Clones.h"

// Lanes as wide as the values, so that a comparison is added up where it stands; parts so short that no lane overflows.

CLONES size_t embedscope_count_greater(const float *values, size_t count, float limit) {
    size_t total = 0;
    for (size_t start = 0; start < count; start += 1 << 20) {
        const size_t end = start + (1 << 20) < count ? start + (1 << 20) : count;
        int32_t found = 0;
        for (size_t i = start; i < end; i++) found += values[i] > limit;
        total += (size_t)found;
    }
    return total;
}

CLONES size_t embedscope_count_greater_double(const double *values, size_t count, double limit) {
    int64_t found = 0;
    for (size_t i = 0; i < count; i++) found += values[i] > limit;
    return (size_t)found;
}
