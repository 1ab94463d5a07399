"""Precompiled maps as SentencePiece writes them: rules for characters in a double array."""

import struct


def charsmap(rules):
    """The bytes of the map that turns each key of `rules` into its value; the array is laid out first come, first served."""
    blob, places = bytearray(), {}
    for value in rules.values():
        if value not in places:
            places[value] = len(blob)
            blob += value.encode() + b"\0"
    trie = {}
    for key, value in rules.items():
        node = trie
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[None] = places[value]
    units, taken, base = {}, {0}, 1

    def lay(position, node):
        """Gives the children of the node at `position` their places: all of one block of 256, none of them taken."""
        nonlocal base
        labels = [0 if label is None else label for label in node]
        first = base
        while any(first ^ label in taken for label in labels):
            first += 1
        if not any(free not in taken for free in range(base, base + 64)):
            base += 64
        taken.update(first ^ label for label in labels)
        offset = position ^ first
        assert offset < 1 << 21
        units[position] |= offset << 10 | (None in node) << 8
        for label, child in node.items():
            if label is None:
                units[first] = 1 << 31 | child
            else:
                units[first ^ label] = label
        for label, child in node.items():
            if label is not None:
                lay(first ^ label, child)

    units[0] = 0
    lay(0, trie)
    size = (max(units) | 255) + 1
    array = struct.pack(f"<{size}I", *(units.get(i, 0) for i in range(size)))
    return struct.pack("<I", len(array)) + array + bytes(blob)


def tricky_rules():
    """Rules for every odd case: longer, shorter, nothing, keys that begin other keys, clusters, line ends, white space."""
    return {
        "ﬁ": "fi", "…": "...", "½": "1⁄2", "Ａ": "A", "é": "e", "e\u0301": "É", "a\u0301": "", "o\u0301\u0323": "<o>", "\u0301": "",
        "\r\n": "\n", "\t": " ", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\u0600": "#", "©": "(c)", "x": "", "ab": "AB", "q": "quu",
        "か\u3099": "が", "カ\u3099": "ガ", "ﷺ": "صلى الله عليه وسلم", "\u1100": "G", "한": "\u1112\u1161\u11ab", "👍": "+1", "i\u0323": "ị",
        "i": "ı", "\u0345": "ι", "ß": "ss", "\u00ad": "",
    }
