#include "CVectorKernels.h"

#include "Clones.h"

typedef uint32_t Words __attribute__((vector_size(4 * LANES)));
typedef uint64_t Bits __attribute__((vector_size(8 * LANES)));

/// The places of sixteen points, or what lies between pairs of them.
typedef struct {
    Lanes x, y, z;
} Places;

/// x to the power of y, for positive and not subnormal x, to about five digits: what a layout needs.
static inline __attribute__((always_inline)) void power(const Lanes *x, float y, Lanes *result) {
    // The binary logarithm: the exponent's bits, and a series for the rest, which lies between √½ and √2.
    const Words shifted = (Words)*x - 0x3F3504F3u;
    // Signed: the ninth bit of the exponent counts -512. Added to 1.5·2²³, a small integer stands in the last bits.
    const Words whole = (((shifted >> 23) & 0x1FF) ^ 0x100) - 0x100;
    const Lanes exponent = (Lanes)(whole + 0x4B400000u) - 12582912.0f;
    const Lanes rest = (Lanes)((shifted & 0x007FFFFFu) + 0x3F3504F3u) - 1.0f;
    // log2(1 + x) / x, fitted at Chebyshev's points for √½ … √2: to 0.000002.
    Lanes series = rest * 0.17212873f - 0.26950627f;
    series = series * rest + 0.2956336f;
    series = series * rest - 0.35935065f;
    series = series * rest + 0.48062915f;
    series = series * rest - 0.72136404f;
    series = series * rest + 1.44269643f;
    const Lanes logarithm = (exponent + rest * series) * y;
    // Two to the power of that: its integer goes to the exponent's bits, the rest through a polynomial, fitted for -½ … ½.
    const Lanes integer = logarithm + 12582912.0f;
    const Lanes fraction = logarithm - (integer - 12582912.0f);
    series = fraction * 0.00967604f + 0.05592204f;
    series = series * fraction + 0.24022107f;
    series = series * fraction + 0.69312103f;
    series = series * fraction + 1.00000008f;
    *result = (Lanes)((Words)series + (((Words)integer - 0x4B400000u) << 23));
}

/// One over positive numbers: a guess from the bits, and Newton's method three times.
static inline __attribute__((always_inline)) void reciprocal(const Lanes *x, Lanes *result) {
    Lanes guess = (Lanes)(0x7EF311C7u - (Words)*x);
    guess = guess * (2.0f - *x * guess);
    guess = guess * (2.0f - *x * guess);
    *result = guess * (2.0f - *x * guess);
}

/// Each number brought into -4…4.
static inline __attribute__((always_inline)) void clip(Lanes *x) {
    *x = __builtin_elementwise_min(__builtin_elementwise_max(*x, (Lanes){0} - 4.0f), (Lanes){0} + 4.0f);
}

/// Adds the force that `others` have on the points at `places`: a pull -2ab·d^2(b-1) / (1 + a·d^2b) along the line between them, or
/// a push 2b / ((0.001 + d²)(1 + a·d^2b)), whose 0.001 keeps it finite.
static inline __attribute__((always_inline)) void add_force(
    const embedscope_layout_step *step, int is_pull, int is_solid, const Places *places, const Places *others,
    Places *force) {
    Places apart = {places->x - others->x, places->y - others->y, places->z};
    Lanes squared = apart.x * apart.x + apart.y * apart.y;
    if (is_solid) {
        apart.z = places->z - others->z;
        squared += apart.z * apart.z;
    }
    // Equal places have no direction: whatever the factor, the force is zero.
    squared = __builtin_elementwise_max(squared, (Lanes){0} + 1e-12f);
    Lanes raised, factor;
    power(&squared, step->b, &raised);
    const Lanes divisor = (raised * step->a + 1.0f) * (is_pull ? squared : squared + 0.001f);
    reciprocal(&divisor, &factor);
    factor *= is_pull ? raised * step->pull : (Lanes){0} + step->push;
    apart.x *= factor;
    apart.y *= factor;
    clip(&apart.x);
    clip(&apart.y);
    force->x += apart.x;
    force->y += apart.y;
    if (is_solid) {
        apart.z *= factor;
        clip(&apart.z);
        force->z += apart.z;
    }
}

/// The places of the points whose numbers are in `indices`.
static inline __attribute__((always_inline)) void gather(
    const float *points, int is_solid, const uint32_t indices[LANES], Places *places) {
    const size_t stride = is_solid ? 4 : 2;
    float *x = (float *)&places->x, *y = (float *)&places->y, *z = (float *)&places->z;
    for (size_t lane = 0; lane < LANES; lane++) x[lane] = points[indices[lane] * stride];
    for (size_t lane = 0; lane < LANES; lane++) y[lane] = points[indices[lane] * stride + 1];
    if (is_solid) {
        for (size_t lane = 0; lane < LANES; lane++) z[lane] = points[indices[lane] * stride + 2];
    }
}

/// The numbers of points drawn with 32 random bits each: bits·count / 2³².
static inline __attribute__((always_inline)) void indices_of(const Bits *bits, size_t count, uint32_t indices[LANES]) {
    *(Words *)indices = __builtin_convertvector((*bits * count) >> 32, Words);
}

/// The next number of sixteen sequences at a time (SplitMix64; Steele, Lea and Flood 2014).
static inline __attribute__((always_inline)) void next(Bits *state, Bits *result) {
    *state += 0x9E3779B97F4A7C15u;
    Bits bits = *state;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    *result = bits ^ (bits >> 31);
}

static inline __attribute__((always_inline)) void move_points(
    const float *points, size_t count, int is_solid, size_t first, size_t end, const uint32_t *offsets,
    const int32_t *turns, const uint64_t *seeds, const embedscope_layout_step *step, float *moved) {
    // A point's next move starts where its last one ended: sixteen points move at a time, and one that has arrived makes room for
    // the next.
    const size_t stride = is_solid ? 4 : 2;
    Places places = {{0}, {0}, {0}};
    Bits random = {0};
    size_t rows[LANES];
    uint32_t turn[LANES] = {0}, last[LANES] = {0}, indices[LANES] __attribute__((aligned(64)));
    size_t next_row = first, under_way = 0;
    for (size_t lane = 0; lane < LANES; lane++) rows[lane] = end;
    do {
        under_way = 0;
        for (size_t lane = 0; lane < LANES; lane++) {
            if (turn[lane] == last[lane]) {
                if (rows[lane] < end) {
                    float *place = moved + rows[lane] * stride;
                    place[0] = ((const float *)&places.x)[lane];
                    place[1] = ((const float *)&places.y)[lane];
                    if (is_solid) place[2] = ((const float *)&places.z)[lane];
                }
                while (next_row < end && offsets[next_row - first] == offsets[next_row - first + 1]) {
                    for (size_t axis = 0; axis < stride; axis++) {
                        moved[next_row * stride + axis] = points[next_row * stride + axis];
                    }
                    next_row++;
                }
                rows[lane] = next_row;
                if (next_row < end) {
                    const float *place = points + next_row * stride;
                    ((float *)&places.x)[lane] = place[0];
                    ((float *)&places.y)[lane] = place[1];
                    if (is_solid) ((float *)&places.z)[lane] = place[2];
                    ((uint64_t *)&random)[lane] = seeds[next_row - first];
                    turn[lane] = offsets[next_row - first];
                    last[lane] = offsets[next_row - first + 1];
                    next_row++;
                }
            }
            // Where no point is left, what moves is nobody's.
            indices[lane] = rows[lane] < end ? (uint32_t)turns[turn[lane]++] : 0;
            under_way += rows[lane] < end;
        }
        if (under_way == 0) break;
        Places force = {{0}, {0}, {0}}, others = {{0}, {0}, {0}};
        gather(points, is_solid, indices, &others);
        add_force(step, 1, is_solid, &places, &others, &force);
        uint32_t drawn = 0;
        do {
            Bits bits, part;
            next(&random, &bits);
            part = bits & 0xFFFFFFFFu;
            if (step->pushes > drawn) {
                indices_of(&part, count, indices);
                gather(points, is_solid, indices, &others);
                add_force(step, 0, is_solid, &places, &others, &force);
            }
            part = bits >> 32;
            if (step->pushes > drawn + 1) {
                indices_of(&part, count, indices);
                gather(points, is_solid, indices, &others);
                add_force(step, 0, is_solid, &places, &others, &force);
            }
            if (step->pushes > drawn + 2) {
                next(&random, &bits);
                part = bits >> 32;
                indices_of(&part, count, indices);
                gather(points, is_solid, indices, &others);
                add_force(step, 0, is_solid, &places, &others, &force);
            }
            places.x += force.x * step->rate;
            places.y += force.y * step->rate;
            places.z += force.z * step->rate;
            // More than three pushes come in turns of their own.
            force = (Places){{0}, {0}, {0}};
            drawn += 3;
        } while (drawn < step->pushes);
    } while (under_way > 0);
}

CLONES void embedscope_move_points(
    const float *points, size_t count, size_t dimensions, size_t first, size_t end, const uint32_t *offsets,
    const int32_t *turns, const uint64_t *seeds, const embedscope_layout_step *step, float *moved) {
    if (dimensions == 3) {
        move_points(points, count, 1, first, end, offsets, turns, seeds, step, moved);
    } else {
        move_points(points, count, 0, first, end, offsets, turns, seeds, step, moved);
    }
}
