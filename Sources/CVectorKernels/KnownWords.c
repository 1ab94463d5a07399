#include "TextMasks.h"

typedef struct { uint64_t low, high; } Key;

INLINE uint64_t hash_of(Key key) {
    const unsigned __int128 product =
        (unsigned __int128)(key.low ^ 0x9E3779B97F4A7C15u) * (key.high ^ 0xC2B2AE3D27D4EB4Fu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// Of sixteen bytes those that belong to a word of so many.
static const Key masks[16] = {
    {0, 0}, {0xFF, 0}, {0xFFFF, 0}, {0xFFFFFF, 0}, {0xFFFFFFFF, 0}, {0xFFFFFFFFFF, 0}, {0xFFFFFFFFFFFF, 0},
    {0xFFFFFFFFFFFFFF, 0}, {~0ull, 0}, {~0ull, 0xFF}, {~0ull, 0xFFFF}, {~0ull, 0xFFFFFF}, {~0ull, 0xFFFFFFFF},
    {~0ull, 0xFFFFFFFFFF}, {~0ull, 0xFFFFFFFFFFFF}, {~0ull, 0xFFFFFFFFFFFFFF}};

/// The key of a word so near to the end of the text that sixteen bytes cannot be read from its beginning on.
__attribute__((noinline)) static Key key_at_end(const uint8_t *bytes, size_t length) {
    Key key = {0, (uint64_t)length << 56};
    for (size_t i = 0; i < length && i < 8; i++) key.low |= (uint64_t)bytes[i] << i * 8;
    for (size_t i = 8; i < length; i++) key.high |= (uint64_t)bytes[i] << (i - 8) * 8;
    return key;
}

/// Makes the keys of the next words, and asks memory for their places.
INLINE void prepare(embedscope_word_search *search, size_t first, size_t end) {
    const uint8_t *const text = search->text;
    const size_t readable = search->readable, pair_mask = search->pair_mask;
    const embedscope_known_word *const words = search->words;
    const uint16_t *const starts = search->starts;
    size_t start = starts[first];
    for (size_t slot = 0; slot < end - first; slot++) {
        const size_t next = starts[first + slot + 1], length = next - start;
        // No word of the table has this one's length.
        Key key = {0, ~0ull};
        if (__builtin_expect(length < 16, 1)) {
            if (__builtin_expect(start + 16 <= readable, 1)) {
                __builtin_memcpy(&key, text + start, 16);
                key.low &= masks[length].low;
                key.high = (key.high & masks[length].high) | (uint64_t)length << 56;
            } else {
                key = key_at_end(text + start, length);
            }
        }
        const uint64_t hash = hash_of(key);
        __builtin_prefetch(words + 2 * (hash & pair_mask));
        search->low[slot] = key.low;
        search->high[slot] = key.high;
        search->hash[slot] = hash;
        start = next;
    }
}

TEXT_CLONES bool embedscope_find_unknown_word(embedscope_word_search *search) {
    const size_t count = search->count, pair_mask = search->pair_mask;
    const embedscope_known_word *const words = search->words;
    uint32_t *ids = search->ids;
    while (search->next < count) {
        const size_t first = search->next - search->next % EMBEDSCOPE_WORD_BATCH;
        const size_t end = count - first > EMBEDSCOPE_WORD_BATCH ? first + EMBEDSCOPE_WORD_BATCH : count;
        if (search->next == first) prepare(search, first, end);
        for (size_t slot = search->next - first; slot < end - first; slot++) {
            const uint64_t low = search->low[slot], high = search->high[slot];
            const embedscope_known_word *found = words + 2 * (search->hash[slot] & pair_mask);
            found += (found[1].low == low) & (found[1].high == high);
            if (__builtin_expect(((found->low ^ low) | (found->high ^ high)) != 0, 0)) {
                search->next = first + slot + 1;
                search->ids = ids;
                return true;
            }
            const uint32_t last = found->ids[3], tokens = last >> 29;
            if (__builtin_expect(tokens > 4, 0)) {
                const uint32_t *list = search->lists + found->ids[0];
                for (size_t i = 0; i < *list; i++) ids[i] = list[1 + i];
                ids += *list;
                continue;
            }
            __builtin_memcpy(ids, found->ids, 12);
            ids[3] = last & 0x1FFFFFFF;
            ids += tokens;
        }
        search->next = end;
    }
    search->ids = ids;
    return false;
}

void embedscope_keep_word(embedscope_known_word *words, size_t pair_mask, const embedscope_known_word *word) {
    embedscope_known_word *pair = words + 2 * (hash_of((Key){word->low, word->high}) & pair_mask);
    pair[1] = pair[0];
    pair[0] = *word;
}
