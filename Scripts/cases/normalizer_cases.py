"""Normalizers for fixtures and for parity runs."""

import numpy
from charsmaps import charsmap, tricky_rules
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers


def byte_model():
    """A model whose tokens are the bytes of the normalized text, with the places they have in the original."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def normalizer_cases(charsmap_file=None):
    """Each normalizer with each of its options, by a name."""
    n = normalizers
    yield "NFC", n.NFC()
    yield "NFD", n.NFD()
    yield "NFKC", n.NFKC()
    yield "NFKD", n.NFKD()
    yield "Lowercase", n.Lowercase()
    yield "Strip", n.Strip()
    yield "Strip-left", n.Strip(left=True, right=False)
    yield "Strip-right", n.Strip(left=False, right=True)
    yield "StripAccents", n.StripAccents()
    yield "Nmt", n.Nmt()
    yield "ByteLevel", n.ByteLevel()
    yield "Prepend", n.Prepend("▁é")
    yield "Replace-string", n.Replace(" ", "▁")
    yield "Replace-longer", n.Replace("a", "<é>")
    yield "Replace-nothing", n.Replace("e", "")
    yield "Replace-regex", n.Replace(Regex(r"[ \n]+|[aeiou]{2,}|(?<=b)"), "_")
    yield "Precompiled", n.Precompiled(charsmap(tricky_rules()))
    if charsmap_file:
        yield "Precompiled-file", n.Precompiled(charsmap_file.read_bytes())
    yield "Sequence-accents", n.Sequence([n.NFKD(), n.StripAccents(), n.Lowercase(), n.Strip()])
    yield "Sequence-llama", n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")])
    yield "Sequence-unigram", n.Sequence(
        [n.Nmt(), n.Precompiled(charsmap(tricky_rules())), n.Strip(left=False, right=True), n.Replace(Regex(" {2,}"), "▁")])
    yield "Sequence-albert", n.Sequence([n.Replace("``", '"'), n.NFKD(), n.StripAccents(), n.Lowercase(), n.NFC()])
    yield "Bert", n.BertNormalizer()
    yield "Sequence-bert", n.Sequence([n.NFC(), n.BertNormalizer(strip_accents=True, lowercase=False), n.NFKC()])


def byte_offsets(text):
    """For each character index, its index in UTF-8."""
    lengths = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    lengths = 1 + (lengths > 0x7F) + (lengths > 0x7FF) + (lengths > 0xFFFF)
    return numpy.concatenate([[0], numpy.cumsum(lengths)])
