#include "CVectorKernels.h"

#include "Clones.h"

/// The bound for one pair, or for sixteen.
#define BOUND(product, shift, reach, spread, alpha, beta, gamma, delta) \
    ((alpha) * ((product) + (shift)) + ((gamma) + ((reach) * (beta) + (spread) * (delta))))

CLONES size_t embedscope_reaching_pairs(
    const float *products, size_t count, size_t row, size_t first, const float *bounds, size_t rows,
    const float *thresholds, uint32_t *places, float *of_row, float *of_others) {
    const float shift = bounds[row], reach = bounds[rows + row], spread = bounds[2 * rows + row];
    const float alpha = bounds[3 * rows + row], beta = bounds[4 * rows + row], gamma = bounds[5 * rows + row];
    const float delta = bounds[6 * rows + row], threshold = thresholds[row];
    const float *shifts = bounds + first, *reaches = shifts + rows, *spreads = reaches + rows;
    const float *alphas = spreads + rows, *betas = alphas + rows, *gammas = betas + rows, *deltas = gammas + rows;
    thresholds += first;
    size_t found = 0, i = 0;
    for (; i + LANES <= count; i += LANES) {
        const Lanes p = LOAD(products + i);
        const Lanes other = BOUND(
            p, shift, reach, spread, LOAD(alphas + i), LOAD(betas + i), LOAD(gammas + i), LOAD(deltas + i));
        const Lanes own = BOUND(
            p, LOAD(shifts + i), LOAD(reaches + i), LOAD(spreads + i), alpha, beta, gamma, delta);
        const Mask reaches_one = (other >= threshold) | (own >= LOAD(thresholds + i));
        if (!__builtin_reduce_or(reaches_one)) continue;
        for (size_t lane = 0; lane < LANES; lane++) {
            if (!reaches_one[lane]) continue;
            places[found] = (uint32_t)(i + lane);
            of_row[found] = other[lane];
            of_others[found] = own[lane];
            found++;
        }
    }
    for (; i < count; i++) {
        const float other = BOUND(products[i], shift, reach, spread, alphas[i], betas[i], gammas[i], deltas[i]);
        const float own = BOUND(products[i], shifts[i], reaches[i], spreads[i], alpha, beta, gamma, delta);
        if (!(other >= threshold || own >= thresholds[i])) continue;
        places[found] = (uint32_t)i;
        of_row[found] = other;
        of_others[found] = own;
        found++;
    }
    return found;
}
