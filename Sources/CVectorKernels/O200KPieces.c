#include "TextMasks.h"

// Where pieces begin under the pattern of o200k_base and tekken, with `U` for capitals and what has no case, `l` for small
// letters and what has no case, `E` for an English ending:
// `[^\r\n\p{L}\p{N}]?U*l+E?|[^\r\n\p{L}\p{N}]?U+l*E?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
//
// As under cl100k_base's pattern, and besides:
//
// - a capital behind a small letter begins a piece;
// - an English ending belongs to the word before it, and what follows begins a piece;
// - slashes go with the line ends behind signs.
//
// Letters without case (marks too) take either side's part, which can only be told from what follows: words in which a capital
// follows one are walked through.

/// Where a word's piece ends that has its first letter at `index`: `U*l+|U+l*`.
INLINE size_t cased_end(
    const uint8_t *bytes, size_t index, size_t count, const uint64_t *upper, const uint64_t *lower,
    const uint64_t *either) {
    size_t behind_either = 0;
    while (index < count && !has_bit(lower, index)) {
        const bool is_either = has_bit(either, index);
        if (!is_either && !has_bit(upper, index)) break;
        index += length_of(bytes[index]);
        if (is_either) behind_either = index;
    }
    if (index == count || !has_bit(lower, index)) return behind_either > 0 ? behind_either : index;
    while (index < count && (has_bit(lower, index) || has_bit(either, index))) index += length_of(bytes[index]);
    return index;
}

/// Walks through words in which a capital follows a letter without case; whether that could be done.
INLINE bool mend_caseless_words(
    const uint8_t *bytes, size_t words, size_t count, const uint64_t *places, uint64_t *found, const uint64_t *letters,
    const uint64_t *upper, const uint64_t *lower, const uint64_t *either) {
    size_t done = 0;
    for (size_t word = 1; word <= words; word++) {
        for (uint64_t bits = places[word]; bits; bits &= bits - 1) {
            size_t start = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            if (start < done) continue;
            while (start > 0 && has_bit(letters, start - 1)) start--;
            // What follows an English ending begins anew: that is left to the scanner.
            if (start > 0 && bytes[start - 1] == '\'') return false;
            for (size_t index = start; index < count && has_bit(letters, index);) {
                const size_t end = cased_end(bytes, index, count, upper, lower, either);
                for (size_t byte = index + 1; byte < end; byte++) clear_bit(found, byte);
                if (end < count) {
                    if (has_bit(letters, end)) set_bit(found, end);
                }
                done = index = end;
            }
        }
    }
    return true;
}

/// Gives slashes behind line ends to the signs before those: `[signs]+[\r\n/]*`.
INLINE void mend_slashes(
    const uint8_t *bytes, size_t words, size_t count, const uint64_t *places, uint64_t *found, const uint64_t *signs,
    const uint64_t *letters, const uint64_t *lines) {
    size_t done = 0;
    for (size_t word = 1; word <= words; word++) {
        for (uint64_t bits = places[word]; bits; bits &= bits - 1) {
            const size_t first = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            size_t before_lines = first;
            while (before_lines > 0 && has_bit(lines, before_lines - 1)) before_lines--;
            if (first < done || before_lines == 0 || !has_bit(signs, before_lines - 1)) continue;
            size_t end = first;
            while (end < count && (has_bit(lines, end) || bytes[end] == '/')) clear_bit(found, end++);
            done = end;
            if (end == count) return;
            set_bit(found, end);
            // A sign alone goes with the letters behind it.
            const size_t next = end + length_of(bytes[end]);
            if (has_bit(signs, end) && next < count && has_bit(letters, next)) clear_bit(found, next);
        }
    }
}

TEXT_CLONES size_t embedscope_split_o200k(
    const uint8_t *bytes, size_t count, const embedscope_kinds *kinds, const embedscope_o200k *options,
    uint16_t *starts) {
    const size_t words = (count + 63) / 64;
    Row rows[7], letters, spaces, lines, quotes, slashes, found, last, behind_lines, behind_either;
    uint64_t *signs = rows[EMBEDSCOPE_SIGN], *lower = rows[EMBEDSCOPE_LETTER], *numbers = rows[EMBEDSCOPE_NUMBER],
             *white = rows[EMBEDSCOPE_SPACE], *upper = rows[EMBEDSCOPE_CAPITAL], *either = rows[EMBEDSCOPE_CASELESS],
             *marks = rows[EMBEDSCOPE_MARK];
    bool has_wide_space = false;
    for (size_t kind = 0; kind < 7; kind++) rows[kind][0] = rows[kind][1] = 0;
    spaces[0] = lines[0] = letters[0] = slashes[0] = 0;
    uint64_t any_numbers = 0, any_marks = 0;
    for (size_t word = 1; word <= words; word++) {
        const Bytes text = LOAD_WORD(bytes, word, count);
        lower[word] |= BITS(text - 'a' < 26);
        upper[word] |= BITS(text - 'A' < 26);
        numbers[word] |= BITS(IS_DIGIT(text));
        white[word] |= BITS(IS_WHITE(text));
        spaces[word] = BITS(text == ' ');
        lines[word] = BITS((text == '\n') | (text == '\r'));
        quotes[word] = BITS(text == '\'');
        slashes[word] = BITS(text == '/');
        for (size_t kind = 0; kind < 7; kind++) rows[kind][word + 1] = 0;
        const uint64_t firsts = BITS(text >= 0xC0);
        if (firsts) add_others(bytes, word, firsts, kinds, rows, &has_wide_space);
        any_numbers |= numbers[word] & before(numbers, word);
        any_marks |= marks[word];
        signs[word] = ~(lower[word] | upper[word] | either[word] | marks[word] | numbers[word] | white[word]);
    }
    // A mark is a sign behind signs, unless the only one that stands there may begin a word.
    if (any_marks) {
        for (size_t index = 0; index < count; index += length_of(bytes[index])) {
            if (!has_bit(marks, index)) continue;
            bool is_sign = false;
            if (index > 0 && has_bit(signs, index - 1)) {
                size_t sign = index - 1;
                while ((bytes[sign] & 0xC0) == 0x80) sign--;
                is_sign = sign > 0 && (has_bit(signs, sign - 1) || bytes[sign - 1] == ' ');
            }
            // What was a sign stays one for the next mark.
            const size_t end = index + length_of(bytes[index]);
            for (size_t byte = index; byte < end; byte++) set_bit(is_sign ? signs : either, byte);
        }
    }
    set_bit(white, count);
    White cuts = {white, lines, signs, white, last, behind_lines, 0, 0, false};
    uint64_t any_quotes = 0, previous_head = 0, any_either = 0, any_slashes = 0;
    for (size_t word = 1; word <= words; word++) {
        letters[word] = lower[word] | upper[word] | either[word];
        const uint64_t sign_runs = signs[word] & ~before(signs, word) & ~before(spaces, word);
        const Bytes text = LOAD_WORD(bytes, word, count);
        const uint64_t later = BITS((text & 0xC0) == 0x80);
        const uint64_t joining = joined_starts(&cuts, word, sign_runs, later, &previous_head);
        uint64_t number_runs = numbers[word];
        number_runs &= options->number_limit == 1 ? ~later : ~before(numbers, word);
        behind_either[word] = upper[word] & before(either, word);
        any_either |= behind_either[word];
        found[word] = (letters[word] & ~before(letters, word) & ~joining) | (upper[word] & before(lower, word))
            | number_runs | sign_runs | white_starts(&cuts, word);
        quotes[word] &= before(letters, word);
        any_quotes |= quotes[word];
        any_slashes |= slashes[word] & before(lines, word);
    }
    if (has_wide_space) mend_wide_spaces(bytes, count, found, last, words);
    if (cuts.has_blank_line) mend_blank_lines(&cuts, words);
    for (size_t word = 1; word <= words; word++) {
        found[word] |= behind_lines[word];
        slashes[word] &= before(lines, word);
    }
    if (any_numbers && options->number_limit > 1) {
        add_number_starts(bytes, found, numbers, words, count, options->number_limit);
    }
    if (any_slashes) {
        if (any_marks) return 0;
        mend_slashes(bytes, words, count, slashes, found, signs, letters, lines);
    }
    if (any_either
        && !mend_caseless_words(bytes, words, count, behind_either, found, letters, upper, lower, either)) {
        return 0;
    }
    size_t ending_end = 0;
    for (size_t word = 1; options->takes_endings && any_quotes && word <= words; word++) {
        for (uint64_t bits = quotes[word]; bits; bits &= bits - 1) {
            const size_t index = (word - 1) * 64 + (size_t)__builtin_ctzll(bits);
            const size_t length = ending_length(bytes, index, count, 0x20, true);
            // An apostrophe right behind an ending begins the next piece.
            if (length == 0 || index == ending_end) continue;
            ending_end = index + 1 + length;
            for (size_t byte = index; byte < ending_end; byte++) clear_bit(found, byte);
            if (ending_end < count) set_bit(found, ending_end);
        }
    }
    return write_starts(found, words, count, starts);
}
