#include "TextMasks.h"

// Where pieces begin under the pattern of cl100k_base, Llama 3 and Qwen:
// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
//
// - a run of letters, unless white space stands before it that is no line end, or one sign alone that has no space before it;
// - a run of numbers, and each third number of it;
// - a run of signs, unless a space stands before it;
// - white space as TextMasks.h says;
// - behind an English ending whose apostrophe begins a piece.

TEXT_CLONES size_t embedscope_split_cl100k(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, const embedscope_cl100k *options,
    uint16_t *starts) {
    const size_t words = (count + 63) / 64;
    Row rows[4], spaces, lines, quotes, found, last, behind_lines;
    uint64_t *signs = rows[EMBEDSCOPE_SIGN], *letters = rows[EMBEDSCOPE_LETTER], *numbers = rows[EMBEDSCOPE_NUMBER],
             *white = rows[EMBEDSCOPE_SPACE];
    bool has_wide_space = false;
    for (size_t kind = 0; kind < 4; kind++) rows[kind][0] = rows[kind][1] = 0;
    spaces[0] = lines[0] = 0;
    uint64_t any_numbers = 0;
    for (size_t word = 1; word <= words; word++) {
        const Bytes text = LOAD_WORD(bytes, word, count);
        letters[word] |= BITS(IS_LETTER(text));
        numbers[word] |= BITS(IS_DIGIT(text));
        white[word] |= BITS(IS_WHITE(text));
        spaces[word] = BITS(text == ' ');
        lines[word] = BITS((text == '\n') | (text == '\r'));
        quotes[word] = BITS(text == '\'');
        for (size_t kind = 0; kind < 4; kind++) rows[kind][word + 1] = 0;
        const uint64_t firsts = BITS(text >= 0xC0);
        if (firsts) add_others(bytes, word, firsts, kinds, rows, &has_wide_space);
        signs[word] = ~(letters[word] | numbers[word] | white[word]);
        any_numbers |= numbers[word] & before(numbers, word);
    }
    // Behind the text as behind white space: the last run of it stays whole.
    set_bit(white, count);
    White cuts = {white, lines, signs, white, last, behind_lines, 0, 0, false};
    uint64_t any_quotes = 0, previous_head = 0;
    for (size_t word = 1; word <= words; word++) {
        const uint64_t sign_runs = signs[word] & ~before(signs, word) & ~before(spaces, word);
        const Bytes text = LOAD_WORD(bytes, word, count);
        const uint64_t later = BITS((text & 0xC0) == 0x80);
        const uint64_t joining = joined_starts(&cuts, word, sign_runs, later, &previous_head);
        uint64_t number_runs = numbers[word];
        number_runs &= options->number_limit == 1 ? ~later : ~before(numbers, word);
        found[word] = (letters[word] & ~before(letters, word) & ~joining) | number_runs | sign_runs
            | white_starts(&cuts, word);
        quotes[word] &= sign_runs;
        any_quotes |= quotes[word];
    }
    if (has_wide_space) mend_wide_spaces(bytes, count, found, last, words);
    if (cuts.has_blank_line) mend_blank_lines(&cuts, words);
    if (options->joins_last_spaces) {
        for (size_t index = count; index > 0 && has_bit(white, index - 1); index--) clear_bit(behind_lines, index - 1);
    }
    for (size_t word = 1; word <= words; word++) found[word] |= behind_lines[word];
    if (any_numbers && options->number_limit > 1) {
        add_number_starts(bytes, found, numbers, words, count, options->number_limit);
    }
    for (size_t word = 1; any_quotes && word <= words; word++) {
        for (uint64_t bits = quotes[word]; bits; bits &= bits - 1) {
            const size_t index = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            const size_t length = ending_length(bytes, index, count, 0x20, options->has_long_ending);
            if (length > 0 && index + 1 + length < count) set_bit(found, index + 1 + length);
        }
    }
    return write_starts(found, words, count, starts);
}
