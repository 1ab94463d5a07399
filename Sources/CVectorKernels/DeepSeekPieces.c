#include "TextMasks.h"

// Where pieces begin under the three patterns of DeepSeek V3, one after the other: `\p{N}{1,3}`, then
// `[\u4E00-\u9FA5\u3040-\u309F\u30A0-\u30FF]+`, then, with `!` for any ASCII sign and signs for `\p{P}\p{S}`,
// `[!][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
//
// - a run of numbers, each third number of it, a run of ideographs, and what follows either: the third pattern sees each of
//   them, and what lies between, as a text of its own;
// - a run of letters and marks, unless white space stands before it that is no line end, or something that is none of all
//   these, or letters and sign before it are ASCII and the sign stands alone without a space before it;
// - then, what follows the ASCII letters;
// - a run of signs, unless a space stands before it;
// - a run of other things, and its last one where a letter follows;
// - white space as TextMasks.h says.

TEXT_CLONES size_t embedscope_split_deepseek(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, uint16_t *starts) {
    const size_t words = (count + 63) / 64;
    Row rows[9], ascii_letters, spaces, lines, edges, line_signs, found, last, behind_lines;
    uint64_t *signs = rows[EMBEDSCOPE_SIGN], *letters = rows[EMBEDSCOPE_LETTER], *numbers = rows[EMBEDSCOPE_NUMBER],
             *white = rows[EMBEDSCOPE_SPACE], *others = rows[EMBEDSCOPE_OTHER], *ideographs = rows[EMBEDSCOPE_IDEOGRAPH];
    bool has_wide_space = false;
    for (size_t kind = 0; kind < 9; kind++) rows[kind][0] = rows[kind][1] = 0;
    spaces[0] = lines[0] = ascii_letters[0] = edges[0] = line_signs[0] = 0;
    uint64_t any_numbers = 0, any_others = 0;
    for (size_t word = 1; word <= words; word++) {
        const Bytes text = LOAD_WORD(bytes, word, count);
        ascii_letters[word] = BITS(IS_LETTER(text));
        letters[word] |= ascii_letters[word];
        numbers[word] |= BITS(IS_DIGIT(text));
        white[word] |= BITS(IS_WHITE(text));
        spaces[word] = BITS(text == ' ');
        lines[word] = BITS((text == '\n') | (text == '\r'));
        others[word] |= BITS((text < 9) | (text - 14 < 18) | (text == 127));
        for (size_t kind = 0; kind < 9; kind++) rows[kind][word + 1] = 0;
        const uint64_t firsts = BITS(text >= 0xC0);
        if (firsts) add_others(bytes, word, firsts, kinds, rows, &has_wide_space);
        edges[word] = numbers[word] | ideographs[word];
        signs[word] = ~(letters[word] | numbers[word] | white[word] | others[word]);
        line_signs[word] = signs[word] & ~ideographs[word];
        any_numbers |= numbers[word] & before(numbers, word);
        any_others |= others[word];
    }
    edges[words + 1] = 0;
    set_bit(edges, count);
    White cuts = {white, lines, line_signs, edges, last, behind_lines, 0, 0, false};
    uint64_t previous_head = 0;
    unsigned long long carry = 0;
    for (size_t word = 1; word <= words; word++) {
        const Bytes text = LOAD_WORD(bytes, word, count);
        const uint64_t turns = ideographs[word] ^ before(ideographs, word);
        const uint64_t sign_runs = signs[word] & ~((before(signs, word) | before(spaces, word)) & ~turns);
        const uint64_t heads = sign_runs & BITS(text < 0x80);
        const uint64_t led = ascii_letters[word] & (heads << 1 | previous_head);
        previous_head = heads >> 63;
        // A sum carries through the ASCII letters, to what is behind them.
        const uint64_t behind_led = __builtin_addcll(ascii_letters[word], led, carry, &carry) & ~ascii_letters[word];
        const uint64_t joining = (white[word] & ~lines[word]) | others[word];
        const uint64_t previous_joining = (white[word - 1] & ~lines[word - 1]) | others[word - 1];
        const uint64_t joined = led | joining << 1 | previous_joining >> 63;
        found[word] = (letters[word] & ~before(letters, word) & ~joined) | (behind_led & letters[word]) | sign_runs
            | (numbers[word] ^ before(numbers, word)) | turns | (others[word] & ~before(others, word))
            | white_starts(&cuts, word);
        const uint64_t last_others = others[word] & behind(letters, word) & ~(ideographs[word] ^ behind(ideographs, word));
        found[word] |= last_others;
        last[word] |= last_others;
    }
    if (has_wide_space || any_others) mend_wide_spaces(bytes, count, found, last, words);
    if (cuts.has_blank_line) mend_blank_lines(&cuts, words);
    for (size_t word = 1; word <= words; word++) found[word] |= behind_lines[word];
    if (any_numbers) add_number_starts(bytes, found, numbers, words, count, 3);
    return write_starts(found, words, count, starts);
}
