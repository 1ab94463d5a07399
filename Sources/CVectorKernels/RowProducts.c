#include "CVectorKernels.h"

#include "Clones.h"

typedef float Eight __attribute__((vector_size(32)));
typedef float Four __attribute__((vector_size(16)));

/// The sum of sixteen floats, by halves.
#define SUM(lanes)                                                                                        \
    ({                                                                                                    \
        const Lanes v = (lanes);                                                                          \
        const Eight e = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)                             \
                        + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);                    \
        const Four f = __builtin_shufflevector(e, e, 0, 1, 2, 3) + __builtin_shufflevector(e, e, 4, 5, 6, 7); \
        (f[0] + f[2]) + (f[1] + f[3]);                                                                    \
    })

CLONES void embedscope_row_products(
    const float *rows, size_t count, size_t width, const float *vector, float *dots, float *squares) {
    for (size_t r = 0; r < count; r++) {
        const float *row = rows + r * width;
        Lanes dot[2] = {{0}, {0}}, square[2] = {{0}, {0}};
        size_t i = 0;
        if (squares) {
            for (; i + 2 * LANES <= width; i += 2 * LANES) {
                const Lanes a = LOAD(row + i), b = LOAD(row + i + LANES);
                dot[0] += a * LOAD(vector + i);
                dot[1] += b * LOAD(vector + i + LANES);
                square[0] += a * a;
                square[1] += b * b;
            }
        } else {
            for (; i + 2 * LANES <= width; i += 2 * LANES) {
                dot[0] += LOAD(row + i) * LOAD(vector + i);
                dot[1] += LOAD(row + i + LANES) * LOAD(vector + i + LANES);
            }
        }
        float product = SUM(dot[0] + dot[1]), length = SUM(square[0] + square[1]);
        for (; i < width; i++) {
            product += row[i] * vector[i];
            length += row[i] * row[i];
        }
        dots[r] = product;
        if (squares) squares[r] = length;
    }
}
