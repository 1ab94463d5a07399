// What the splitting of text into pieces is made of: for each kind of character a mask with a bit for each byte of a stretch.
//
// All bytes of a character have its kind. So a run of one kind is a run of bits, and no edge of a run lies inside a character.

#include "CVectorKernels.h"

#if defined(__x86_64__) && defined(__ELF__)
// Masks of comparisons of 64 bytes are one instruction of the fourth level, two of the third, four of the first.
#define TEXT_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TEXT_CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

#define WORDS (EMBEDSCOPE_LONGEST_STRETCH / 64)
/// The masks of a stretch, 64 bytes in each; before the first and behind the last one there is one of zeros.
typedef uint64_t Row[WORDS + 2];

typedef uint8_t Bytes __attribute__((vector_size(64), aligned(1)));
typedef _Bool Lanes64 __attribute__((ext_vector_type(64)));
/// The mask of a comparison of 64 bytes. A macro: as an argument, a wide vector would be another one on each processor.
#define BITS(comparison)                                                         \
    ({                                                                           \
        const Lanes64 lanes_ = __builtin_convertvector((comparison), Lanes64);   \
        uint64_t bits_;                                                          \
        __builtin_memcpy(&bits_, &lanes_, 8);                                    \
        bits_;                                                                   \
    })
#define IS_LETTER(bytes) (((bytes) | 0x20) - 'a' < 26)
#define IS_DIGIT(bytes) ((bytes) - '0' < 10)
#define IS_WHITE(bytes) (((bytes) - 9 < 5) | ((bytes) == ' '))

/// A mask moved by one: for each byte, what the one before or behind it is.
INLINE uint64_t before(const uint64_t *row, size_t word) { return row[word] << 1 | row[word - 1] >> 63; }
INLINE uint64_t behind(const uint64_t *row, size_t word) { return row[word] >> 1 | row[word + 1] << 63; }

// The first byte of the stretch is bit 0 of word 1.
INLINE void set_bit(uint64_t *row, size_t index) { row[1 + index / 64] |= 1ull << index % 64; }
INLINE void clear_bit(uint64_t *row, size_t index) { row[1 + index / 64] &= ~(1ull << index % 64); }
INLINE bool has_bit(const uint64_t *row, size_t index) { return row[1 + index / 64] >> index % 64 & 1; }

INLINE size_t length_of(uint8_t first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

INLINE uint32_t scalar_at(const uint8_t *bytes) {
    const uint32_t first = bytes[0];
    if (first < 0x80) return first;
    if (first < 0xE0) return (first & 0x1F) << 6 | (bytes[1] & 0x3F);
    const uint32_t three = (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    if (first < 0xF0) return (first & 0x0F) << 12 | three;
    return (first & 0x07) << 18 | three << 6 | (bytes[3] & 0x3F);
}

INLINE uint8_t kind_of(uint32_t scalar, const embedscope_kinds *kinds) {
    const size_t block = scalar >> 7;
    const size_t index = (size_t)kinds->high[block] << 7 | kinds->low[block];
    return kinds->of_category[(kinds->categories[index << 7 | (scalar & 127)] - 48) & 31];
}

/// Adds the characters of a word that begin at `firsts` and are not ASCII to the rows of their kinds.
INLINE void add_others(
    const uint8_t *bytes, size_t word, uint64_t firsts, const embedscope_kinds *kinds, Row *rows, bool *has_wide_space) {
    while (firsts) {
        const size_t bit = (size_t)__builtin_ctzll(firsts);
        firsts &= firsts - 1;
        const uint8_t *at = bytes + (word - 1) * 64 + bit;
        const uint32_t scalar = scalar_at(at);
        const uint8_t kind = kind_of(scalar, kinds);
        const uint64_t all = (1ull << length_of(*at)) - 1, here = all << bit, there = (all >> 1) >> (63 - bit);
        rows[kind][word] |= here;
        rows[kind][word + 1] |= there;
        if (kinds->has_ideographs && ((scalar - 0x4E00 <= 0x9FA5 - 0x4E00) | (scalar - 0x3040 <= 0x30FF - 0x3040))) {
            rows[EMBEDSCOPE_IDEOGRAPH][word] |= here;
            rows[EMBEDSCOPE_IDEOGRAPH][word + 1] |= there;
        }
        *has_wide_space |= kind == EMBEDSCOPE_SPACE;
    }
}

/// Which bytes of a word belong to a stretch of `count`.
INLINE uint64_t valid_bits(size_t word, size_t count) {
    const size_t end = word * 64;
    return end <= count ? ~0ull : count <= end - 64 ? 0 : ~0ull >> (end - count);
}

/// The 64 bytes of a word; zeros behind the stretch.
#define LOAD_WORD(bytes, word, count)                                                       \
    ({                                                                                      \
        Bytes loaded_ = {0};                                                                \
        const uint8_t *from_ = (bytes) + ((word) - 1) * 64;                                 \
        if ((word) * 64 <= (count)) loaded_ = *(const Bytes *)from_;                        \
        else __builtin_memcpy(&loaded_, from_, (count) - ((word) - 1) * 64);                \
        loaded_;                                                                            \
    })

/// Writes where the pieces begin whose first bytes are set in `starts`, and the end of the last; returns how many there are.
INLINE size_t write_starts(const uint64_t *starts, size_t words, size_t count, uint16_t *target) {
    uint16_t *next = target;
    for (size_t word = 1; word <= words; word++) {
        uint64_t bits = starts[word] & valid_bits(word, count);
        const size_t base = (word - 1) * 64;
        while (bits) {
            *next++ = (uint16_t)(base + (size_t)__builtin_ctzll(bits));
            bits &= bits - 1;
        }
    }
    *next = (uint16_t)count;
    return (size_t)(next - target);
}

/// Adds the starts behind each third number of a run, or behind each `limit`th.
INLINE void add_number_starts(
    const uint8_t *bytes, uint64_t *starts, const uint64_t *numbers, size_t words, size_t count, size_t limit) {
    uint64_t previous = 0;
    for (size_t word = 1; word <= words; word++) {
        uint64_t fourth = numbers[word], shifted = numbers[word];
        for (int i = 1; i <= 3; i++) {
            shifted = numbers[word] << i | numbers[word - 1] >> (64 - i);
            fourth &= shifted;
        }
        // Runs of four bytes or more; those of fewer have at most three numbers.
        for (uint64_t bits = fourth & ~(fourth << 1 | previous); bits; bits &= bits - 1) {
            size_t index = (word - 1) * 64 + (size_t)__builtin_ctzll(bits) - 3;
            for (size_t found = 0; index < count && has_bit(numbers, index); found++) {
                if (found > 0 && found % limit == 0) set_bit(starts, index);
                index += length_of(bytes[index]);
            }
        }
        previous = fourth >> 63;
    }
}

/// White space as `\s*[\r\n]+|\s+(?!\S)|\s+` cuts it, behind signs that take line ends along, as ` ?[signs]+[\r\n]*` says:
///
/// - a run begins a piece, or what a sign before it leaves of it;
/// - so does what follows the last line end of a run;
/// - and the last character of a run, unless it is a line end, where something follows.
typedef struct {
    /// White space, its line ends, signs, and what has white space before it as the end of the text has.
    const uint64_t *white, *lines, *signs, *ends;
    uint64_t *last, *behind_lines;
    uint64_t swallow_carry, segment_carry;
    bool has_blank_line;
} White;

/// The starts of a word in white space; those behind line ends are noted in `behind_lines`, as some are none.
INLINE uint64_t white_starts(White *rows, size_t word) {
    const uint64_t white = rows->white[word], lines = rows->lines[word], blanks = white & ~lines;
    const uint64_t runs = white & ~before(rows->white, word);
    const uint64_t swallowed = runs & lines & before(rows->signs, word);
    // A sum carries through the run of line ends that begins there, to what is behind it.
    unsigned long long carry = 0;
    const uint64_t sum = __builtin_addcll(lines, swallowed, rows->swallow_carry, &carry);
    rows->swallow_carry = carry;
    const uint64_t behind_swallowed = sum & ~lines;
    const uint64_t segments = blanks & before(rows->lines, word);
    rows->behind_lines[word] = segments & ~behind_swallowed;
    // Blanks between two line ends.
    const uint64_t passed = __builtin_addcll(blanks, segments, rows->segment_carry, &carry);
    rows->segment_carry = carry;
    rows->has_blank_line |= (passed & ~blanks & lines) != 0;
    rows->last[word] = blanks & ~behind(rows->white, word) & ~behind(rows->ends, word);
    return (runs & ~swallowed) | (behind_swallowed & ~swallowed & white) | rows->last[word];
}

/// Where letters begin no piece of their own: behind white space that is no line end, and behind the first sign of a run.
///
/// - Parameters:
///   - sign_runs: Where signs begin a piece.
///   - later: The bytes that are not the first of their character.
///   - previous_head: Whether the word before ends within such a first sign; set for the next word.
INLINE uint64_t joined_starts(
    const White *rows, size_t word, uint64_t sign_runs, uint64_t later, uint64_t *previous_head) {
    // All bytes of the first signs.
    uint64_t heads = sign_runs;
    if (later) {
        const uint64_t tails = later & rows->signs[word];
        heads |= *previous_head & tails;
        for (int i = 0; i < 3; i++) heads |= (heads << 1) & tails;
    }
    const uint64_t blanks = rows->white[word] & ~rows->lines[word];
    const uint64_t earlier = rows->white[word - 1] & ~rows->lines[word - 1];
    const uint64_t joined = (blanks | heads) << 1 | earlier >> 63 | *previous_head;
    *previous_head = heads >> 63;
    return joined;
}

/// Takes out the starts behind line ends that another line end follows in the same run.
INLINE void mend_blank_lines(White *rows, size_t words) {
    for (size_t word = 1; word <= words; word++) {
        for (uint64_t bits = rows->behind_lines[word]; bits; bits &= bits - 1) {
            const size_t first = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            size_t index = first;
            while (index < words * 64 && has_bit(rows->white, index) && !has_bit(rows->lines, index)) index++;
            if (index < words * 64 && has_bit(rows->lines, index)) clear_bit(rows->behind_lines, first);
        }
    }
}

/// How many bytes an English ending takes behind the apostrophe at `index`; 0 for none.
///
/// - Parameter folds: 0x20 where case is ignored, else 0.
INLINE size_t ending_length(const uint8_t *bytes, size_t index, size_t count, uint8_t folds, bool has_long_s) {
    if (index + 1 >= count) return 0;
    const uint8_t first = bytes[index + 1], letter = first | folds;
    if (letter == 's' || letter == 't' || letter == 'm' || letter == 'd') return 1;
    if (index + 2 >= count) return 0;
    const uint8_t second = bytes[index + 2];
    if ((letter == 'r' || letter == 'v') && (second | folds) == 'e') return 2;
    if (letter == 'l' && (second | folds) == 'l') return 2;
    // ſ, which folds to s.
    return has_long_s && first == 0xC5 && second == 0xBF ? 2 : 0;
}

/// Moves the starts before last spaces of more than one byte from their last byte to their first.
INLINE void mend_wide_spaces(
    const uint8_t *bytes, size_t count, uint64_t *starts, const uint64_t *ends, size_t words) {
    for (size_t word = 1; word <= words; word++) {
        uint64_t bits = ends[word] & valid_bits(word, count);
        while (bits) {
            size_t index = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            bits &= bits - 1;
            if (bytes[index] < 0x80) continue;
            clear_bit(starts, index);
            while ((bytes[index] & 0xC0) == 0x80) index--;
            set_bit(starts, index);
        }
    }
}
