#include "CVectorKernels.h"

#include "Clones.h"

typedef double Doubles __attribute__((vector_size(32)));
typedef float Floats __attribute__((vector_size(16), aligned(4)));

CLONES void embedscope_moments(const float *values, size_t count, double shift, double *sum, double *squares) {
    Doubles sums[4] = {{0}}, products[4] = {{0}};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        for (size_t k = 0; k < 4; k++) {
            const Doubles distance = __builtin_convertvector(*(const Floats *)(values + i + 4 * k), Doubles) - shift;
            sums[k] += distance;
            products[k] += distance * distance;
        }
    }
    const Doubles s = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    const Doubles p = (products[0] + products[1]) + (products[2] + products[3]);
    double total = (s[0] + s[2]) + (s[1] + s[3]), square = (p[0] + p[2]) + (p[1] + p[3]);
    for (; i < count; i++) {
        const double distance = (double)values[i] - shift;
        total += distance;
        square += distance * distance;
    }
    *sum = total;
    *squares = square;
}
