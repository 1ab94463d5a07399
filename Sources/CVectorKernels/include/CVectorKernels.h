// Kernels that need more of a processor than every one of its family has: wide vectors, products of bytes.
//
// Each picks the widest form that the processor has when it runs. Which one it is may change the last bits of a sum in 32
// bits; sums of bytes are exact.

#ifndef EMBEDSCOPE_C_VECTOR_KERNELS_H
#define EMBEDSCOPE_C_VECTOR_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The value of the IEEE 754 half at any address: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits.
///
/// Exact for all 65,536 of them, and a NaN keeps its payload as it does in NumPy. Without a branch: a loop becomes vector code.
static inline float embedscope_half(const void *source) {
    uint16_t bits;
    __builtin_memcpy(&bits, source, 2);
    const uint32_t magnitude = bits & 0x7FFF, sign = (uint32_t)(bits & 0x8000) << 16;
    // The fields moved to where a 32-bit float has them, and the exponent's bias raised from 15 to 127; an exponent of all ones
    // (infinity, NaN) must stay all ones.
    const uint32_t normal = (magnitude << 13) + (112u << 23) + (magnitude > 0x7BFF ? 112u << 23 : 0);
    // An exponent of zero means fraction · 2⁻²⁴, without the hidden bit: the product is exact.
    const float small = (float)(int32_t)magnitude * 0x1p-24f;
    uint32_t subnormal;
    __builtin_memcpy(&subnormal, &small, 4);
    const uint32_t result = (magnitude < 0x0400 ? subnormal : normal) | sign;
    float value;
    __builtin_memcpy(&value, &result, 4);
    return value;
}

/// Converts `count` halves, which may be unaligned.
void embedscope_convert_half(const void *source, size_t count, float *target);

/// Converts `count` bfloat16s, which may be unaligned: each is the upper half of a float.
void embedscope_convert_bfloat(const void *source, size_t count, float *target);

// Floats of 8 bits as torch makes floats of them: 4 exponent bits and 3 of fraction, 5 and 2, and the two without infinities
// and negative zero (FNUZ); powers of two (E8M0).

void embedscope_convert_e4m3(const void *source, size_t count, float *target);
void embedscope_convert_e5m2(const void *source, size_t count, float *target);
void embedscope_convert_e4m3_fnuz(const void *source, size_t count, float *target);
void embedscope_convert_e5m2_fnuz(const void *source, size_t count, float *target);
void embedscope_convert_e8m0(const void *source, size_t count, float *target);

/// Rounds floats to the nearest halves and bfloat16s, ties to even.
void embedscope_round_to_half(float *values, size_t count);
void embedscope_round_to_bfloat(float *values, size_t count);

/// Converts groups of `group_size` numbers (32, 64 or 128) of `bits` each as `mlx.core.dequantize` does: scale · number + bias of
/// each group, both steps rounded.
void embedscope_convert_mlx_affine(
    const void *source, const float *scales, const float *biases, size_t groups, size_t group_size, uint32_t bits,
    float *target);

/// Converts groups of `group_size` floats (16 or 32) of 4 bits, two a byte, the lower bits first: scale · number.
void embedscope_convert_e2m1_groups(
    const void *source, const float *scales, size_t groups, size_t group_size, float *target);

// Blocks of GGUF: each value is that of `gguf.quants.dequantize`, to the bit. What is random stays defined: every pattern of
// bytes has values, and a NaN is a NaN. A block holds 32 numbers, of NVFP4 64, of the types K, TQ and IQ (but IQ4_NL) 256.

void embedscope_convert_q4_0(const void *source, size_t blocks, float *target);
void embedscope_convert_q4_1(const void *source, size_t blocks, float *target);
void embedscope_convert_q5_0(const void *source, size_t blocks, float *target);
void embedscope_convert_q5_1(const void *source, size_t blocks, float *target);
void embedscope_convert_q8_0(const void *source, size_t blocks, float *target);
void embedscope_convert_mxfp4(const void *source, size_t blocks, float *target);
void embedscope_convert_nvfp4(const void *source, size_t blocks, float *target);

void embedscope_convert_q2_k(const void *source, size_t blocks, float *target);
void embedscope_convert_q3_k(const void *source, size_t blocks, float *target);
void embedscope_convert_q4_k(const void *source, size_t blocks, float *target);
void embedscope_convert_q5_k(const void *source, size_t blocks, float *target);
void embedscope_convert_q6_k(const void *source, size_t blocks, float *target);
void embedscope_convert_tq1_0(const void *source, size_t blocks, float *target);
void embedscope_convert_tq2_0(const void *source, size_t blocks, float *target);

void embedscope_convert_iq1_s(const void *source, size_t blocks, float *target);
void embedscope_convert_iq1_m(const void *source, size_t blocks, float *target);
void embedscope_convert_iq2_xxs(const void *source, size_t blocks, float *target);
void embedscope_convert_iq2_xs(const void *source, size_t blocks, float *target);
void embedscope_convert_iq2_s(const void *source, size_t blocks, float *target);
void embedscope_convert_iq3_xxs(const void *source, size_t blocks, float *target);
void embedscope_convert_iq3_s(const void *source, size_t blocks, float *target);
void embedscope_convert_iq4_nl(const void *source, size_t blocks, float *target);
void embedscope_convert_iq4_xs(const void *source, size_t blocks, float *target);

/// How many of `count` values are greater than `limit`; a NaN is not.
size_t embedscope_count_greater(const float *values, size_t count, float limit);
size_t embedscope_count_greater_double(const double *values, size_t count, double limit);

/// Adds up Σ (value - shift) and Σ (value - shift)², in 64 bits.
void embedscope_moments(const float *values, size_t count, double shift, double *sum, double *squares);

/// Multiplies `count` rows of `width` floats with `vector`, in 32 bits: dots[r] = Σ row·vector, and, unless `squares` is null,
/// squares[r] = Σ row².
void embedscope_row_products(
    const float *rows, size_t count, size_t width, const float *vector, float *dots, float *squares);

/// A row of floats as bytes: row[i] - mean[i] is about scale · byte.
typedef struct {
    float scale;
    /// The sum of the bytes.
    int32_t sum;
    /// Σ (row - mean)², Σ (row - mean - scale · byte)² and Σ (row - mean) · mean, in 64 bits.
    double squares, residual, with_mean;
} embedscope_byte_row;

/// Rounds `row` less `mean` to bytes, and packs them: four, then 60 bytes further on the next four.
embedscope_byte_row embedscope_pack_bytes(const float *row, const double *mean, size_t width, int8_t *bytes);

/// Whether products of bytes take a fraction of the time of products of floats here.
bool embedscope_has_byte_products(void);

/// Multiplies rows of bytes: products[i·stride + j] = scale_a[i] · scale_b[j] · Σ a_i·b_j.
///
/// Rows are packed in groups of 16: of each row in turn four bytes, then the next four of each; `quads` fours in all.
/// `sums` holds the sum of each row of `a`. `b_groups` is even. The sums are exact while they fit in 32 bits.
void embedscope_byte_products(
    const int8_t *a, const int32_t *sums, const float *scale_a, size_t a_groups, const int8_t *b, const float *scale_b,
    size_t b_groups, size_t quads, float *products, size_t stride);

/// The same without special instructions; to the bit.
void embedscope_byte_products_anywhere(
    const int8_t *a, const float *scale_a, size_t a_groups, const int8_t *b, const float *scale_b, size_t b_groups,
    size_t quads, float *products, size_t stride);

/// Finds the pairs of row `row` with the rows `first`, `first` + 1, … that may be near: those whose bound reaches a threshold,
/// that of `row` for the other as its neighbour, or that of the other for `row`.
///
/// The nearness of row j to row i with the rounded product p is at most
///
///     alpha[j]·(p + shift[i]) + gamma[j] + (reach[i]·beta[j] + spread[i]·delta[j])
///
/// `bounds` holds shift, reach, spread, alpha, beta, gamma and delta one after the other, `rows` numbers each. Writes for each
/// pair its place in `products`, and both bounds; returns how many there are.
size_t embedscope_reaching_pairs(
    const float *products, size_t count, size_t row, size_t first, const float *bounds, size_t rows,
    const float *thresholds, uint32_t *places, float *of_row, float *of_others);

// Splitting text into pieces, and looking pieces up.

/// The most bytes that are split at once.
#define EMBEDSCOPE_LONGEST_STRETCH 4096

/// What a character is to a split pattern.
enum {
    EMBEDSCOPE_SIGN,
    /// Where cases are told apart, a small letter.
    EMBEDSCOPE_LETTER,
    EMBEDSCOPE_NUMBER,
    EMBEDSCOPE_SPACE,
    EMBEDSCOPE_CAPITAL,
    /// A letter without case.
    EMBEDSCOPE_CASELESS,
    EMBEDSCOPE_MARK,
    /// What DeepSeek's patterns find only before a letter.
    EMBEDSCOPE_OTHER,
    /// Besides its kind: an ideograph or kana, as DeepSeek has them.
    EMBEDSCOPE_IDEOGRAPH
};

/// The kinds of characters that are not ASCII: a table of the general categories of all of Unicode, and the kind of each.
typedef struct {
    /// The category of the scalar v, plus 48, is categories[block * 128 + v % 128], its block high[v / 128] * 128 + low[v / 128].
    const uint8_t *low, *high, *categories;
    uint8_t of_category[32];
    /// Whether ideographs and kana are told.
    bool has_ideographs;
} embedscope_kinds;

/// Splits `count` bytes of UTF-8, at most ``EMBEDSCOPE_LONGEST_STRETCH``, with GPT-2's pattern.
///
/// Writes where each piece begins, and behind them `count`; returns how many pieces there are. `starts` has room for one more
/// number than there are bytes.
size_t embedscope_split_gpt2(const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, uint16_t *starts);

/// What patterns like cl100k_base's differ in.
typedef struct {
    /// How many numbers make a piece at most.
    size_t number_limit;
    /// Whether white space at the end of the text is one piece.
    bool joins_last_spaces;
    /// Whether `'ſ` is an English ending.
    bool has_long_ending;
} embedscope_cl100k;

/// The same with the pattern of cl100k_base, Llama 3 and Qwen.
size_t embedscope_split_cl100k(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, const embedscope_cl100k *options,
    uint16_t *starts);

/// What patterns like o200k_base's differ in.
typedef struct {
    /// How many numbers make a piece at most.
    size_t number_limit;
    /// Whether English endings belong to the word before them.
    bool takes_endings;
} embedscope_o200k;

/// The same with the pattern of o200k_base and tekken; 0 where it takes the scanner to tell.
size_t embedscope_split_o200k(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, const embedscope_o200k *options,
    uint16_t *starts);

/// The same with the three patterns of DeepSeek V3, one after the other.
size_t embedscope_split_deepseek(const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, uint16_t *starts);

/// Splits between the bytes a and b where cuts[256·a + b] is 1; elsewhere it is 0.
size_t embedscope_split_pairs(const uint8_t *bytes, size_t count, const uint8_t *cuts, uint16_t *starts);

/// A word of at most 15 bytes and its tokens.
typedef struct {
    /// The bytes, and in the highest byte how many they are; zero for none.
    uint64_t low, high;
    /// The ids, below 2^29. The upper three bits of the last say how many there are, up to four; where that is 5, the number and
    /// the ids are found in a list, from the first id's place on.
    uint32_t ids[4];
} embedscope_known_word;

/// How many words are looked up together, so that they wait for memory together.
#define EMBEDSCOPE_WORD_BATCH 128

/// Looks up the words of a stretch one after the other in a table of words.
typedef struct {
    const uint8_t *text;
    /// How many bytes may be read from `text` on.
    size_t readable;
    /// Where each of `count` words begins, and the end of the last.
    const uint16_t *starts;
    size_t count;
    /// The table: pairs of words, `pair_mask` + 1 of them, each in a line of memory of its own.
    const embedscope_known_word *words;
    size_t pair_mask;
    /// The ids of words that have more than four, each time behind their number.
    const uint32_t *lists;
    /// Where the ids of words go: four may be written where fewer belong.
    uint32_t *ids;
    /// The word that is looked up next.
    size_t next;
    /// The keys of the words of a batch, and their hashes.
    uint64_t low[EMBEDSCOPE_WORD_BATCH], high[EMBEDSCOPE_WORD_BATCH], hash[EMBEDSCOPE_WORD_BATCH];
} embedscope_word_search;

/// Writes the ids of words until one is not in the table, or has more than 15 bytes; whether there is one. It is word
/// `next` - 1.
bool embedscope_find_unknown_word(embedscope_word_search *search);

/// Keeps a word in the table: in the first place of its pair; what was there has the second, which is lost.
void embedscope_keep_word(embedscope_known_word *words, size_t pair_mask, const embedscope_known_word *word);

/// How points of a UMAP layout move.
typedef struct {
    /// The curve 1 / (1 + a·d^2b).
    float a, b;
    /// What pulls and pushes are multiplied with.
    float pull, push;
    /// What part of a force a point follows.
    float rate;
    /// How many points drawn at random push for each neighbour that pulls.
    uint32_t pushes;
} embedscope_layout_step;

/// Moves the points `first` to `end` of a UMAP layout, each along its own neighbours, one after another.
///
/// Places have two coordinates, or, where `dimensions` is 3, three and one that does not count. The neighbours of point i are
/// turns[offsets[i - first]] to turns[offsets[i - first + 1]], and its draws come from seeds[i - first]. All other points stand
/// where they stand in `points`, `count` in all; where a point gets to is written to `moved`.
void embedscope_move_points(
    const float *points, size_t count, size_t dimensions, size_t first, size_t end, const uint32_t *offsets,
    const int32_t *turns, const uint64_t *seeds, const embedscope_layout_step *step, float *moved);

#endif
