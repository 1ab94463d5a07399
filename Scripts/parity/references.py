"""The tokenizers that Embedscope is compared with, each behind the same three questions.

A reference answers `encode(texts)` with (ids, tokens or None, offsets or None) per text, offsets counting characters, and
`decode(ids, skip)` with a text or None, where it has no such question.
"""

import os
import pathlib

os.environ["HF_HUB_OFFLINE"] = "1"


class Library:
    """A tokenizer of the `tokenizers` library; tokens of ids that are not `below` a limit are left out."""

    name = "tokenizers"

    def __init__(self, tokenizer, below=None):
        self.below = below
        # Without the truncation and padding that a file may ask for, as transformers uses it.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer

    def encode(self, texts):
        for encoding in self.tokenizer.encode_batch(texts):
            parts = encoding.ids, encoding.tokens, encoding.offsets
            if self.below is not None:
                kept = [row for row in zip(*parts) if row[0] < self.below]
                parts = zip(*kept) if kept else ([], [], [])
            yield tuple(map(list, parts))

    def decode(self, ids, skip):
        return self.tokenizer.decode(ids, skip_special_tokens=skip)


class Tiktoken:
    """tiktoken, with special tokens found in texts."""

    name = "tiktoken"

    def __init__(self, path, pattern, special):
        import tiktoken
        from tiktoken.load import load_tiktoken_bpe

        ranks = load_tiktoken_bpe(str(path))
        self.encoding = tiktoken.Encoding(pathlib.Path(path).stem, pat_str=pattern, mergeable_ranks=ranks, special_tokens=special)

    def encode(self, texts):
        for ids in self.encoding.encode_batch(texts, num_threads=2, allowed_special="all"):
            yield ids, None, None

    def decode(self, ids, skip):
        return None if skip else self.encoding.decode(ids)


def character_places(text):
    """For each byte at which a character begins, and for the end, how many characters stand before it."""
    places, byte = {}, 0
    for index, character in enumerate(text):
        places[byte] = index
        byte += len(character.encode())
    places[byte] = len(text)
    return places


class SentencePiece:
    """SentencePiece itself. Its byte pieces have their place at the last byte of a character: here all have the character's."""

    name = "sentencepiece"

    def __init__(self, path):
        import sentencepiece

        self.model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.is_byte = [self.model.is_byte(index) for index in range(len(self.model))]

    def encode(self, texts):
        for text, encoded in zip(texts, self.model.encode(texts, return_type="proto", num_threads=2)):
            # Its places count bytes, ours here characters.
            places = character_places(text)
            pieces = [(piece.id, piece.piece, places[piece.begin], places[piece.end]) for piece in encoded.pieces]
            offsets = [(begin, end) for _, _, begin, end in pieces]
            index = 0
            while index < len(pieces):
                # The first byte of a character says how many there are.
                length = 1
                if self.is_byte[pieces[index][0]]:
                    byte = int(pieces[index][1][3:5], 16)
                    length = 1 + (byte >= 0xC0) + (byte >= 0xE0) + (byte >= 0xF0)
                    offsets[index:index + length] = [offsets[index + length - 1]] * length
                index += length
            yield [piece[0] for piece in pieces], [piece[1] for piece in pieces], offsets

    def decode(self, ids, skip):
        return None if skip else self.model.decode(ids)
