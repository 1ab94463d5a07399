#include "TextMasks.h"

// Where pieces begin under `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`:
//
// - where a run of letters, of numbers or of signs begins, unless a space stands before it;
// - where a run of white space begins, and before its last character where something follows;
// - behind an English ending whose apostrophe begins a piece, instead of behind the apostrophe.

TEXT_CLONES size_t embedscope_split_gpt2(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, uint16_t *starts) {
    const size_t words = (count + 63) / 64;
    Row rows[4], spaces, quotes, found, last;
    uint64_t *letters = rows[EMBEDSCOPE_LETTER], *numbers = rows[EMBEDSCOPE_NUMBER], *white = rows[EMBEDSCOPE_SPACE];
    bool has_wide_space = false;
    for (size_t kind = 0; kind < 4; kind++) rows[kind][0] = rows[kind][1] = 0;
    spaces[0] = 0;
    for (size_t word = 1; word <= words; word++) {
        const Bytes text = LOAD_WORD(bytes, word, count);
        letters[word] |= BITS(IS_LETTER(text));
        numbers[word] |= BITS(IS_DIGIT(text));
        white[word] |= BITS(IS_WHITE(text));
        spaces[word] = BITS(text == ' ');
        quotes[word] = BITS(text == '\'');
        for (size_t kind = 0; kind < 4; kind++) rows[kind][word + 1] = 0;
        const uint64_t firsts = BITS(text >= 0xC0);
        if (firsts) add_others(bytes, word, firsts, kinds, rows, &has_wide_space);
    }
    // Behind the text as behind white space: the last run of it stays whole.
    set_bit(white, count);
    uint64_t any_quotes = 0, previous_signs = 0;
    for (size_t word = 1; word <= words; word++) {
        const uint64_t signs = ~(letters[word] | numbers[word] | white[word]);
        const uint64_t runs = (letters[word] & ~before(letters, word)) | (numbers[word] & ~before(numbers, word))
            | (signs & ~(signs << 1 | previous_signs));
        last[word] = white[word] & ~behind(white, word);
        found[word] = (runs & ~before(spaces, word)) | (white[word] & ~before(white, word)) | last[word];
        previous_signs = signs >> 63;
        quotes[word] &= found[word];
        any_quotes |= quotes[word];
    }
    if (has_wide_space) mend_wide_spaces(bytes, count, found, last, words);
    for (size_t word = 1; any_quotes && word <= words; word++) {
        for (uint64_t bits = quotes[word]; bits; bits &= bits - 1) {
            const size_t index = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            const size_t length = ending_length(bytes, index, count, 0, false);
            if (length == 0) continue;
            clear_bit(found, index + 1);
            if (index + 1 + length < count) set_bit(found, index + 1 + length);
        }
    }
    return write_starts(found, words, count, starts);
}
