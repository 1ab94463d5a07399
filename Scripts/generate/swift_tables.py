"""Tables as Swift source: data that costs nothing at start-up and little to compile."""

BLOCK = 128


def two_stage(classes):
    blocks, index = {}, []
    for start in range(0, len(classes), BLOCK):
        block = tuple(classes[start:start + BLOCK])
        index.append(blocks.setdefault(block, len(blocks)))
    return index, [value for block in blocks for value in block]


def literal(values, indent="    "):
    """A Swift string literal that holds one byte below 0x80 per value: data that needs no start-up and no parsing."""
    lines, line = [], ""
    for value in values:
        assert 0 <= value < 0x80
        c = chr(value)
        piece = c if 0x20 < value < 0x7F and c not in '"\\#' else "\\u{%X}" % value
        if len(line) + len(piece) > 110:
            lines.append(line)
            line = ""
        line += piece
    return '"""\n' + "".join(f"{indent}{l}\\\n" for l in lines) + f'{indent}{line}\n{indent}"""'


def array(values):
    lines, line = [], "   "
    for value in values:
        piece = f" 0x{value:X},"
        if len(line) + len(piece) > 118:
            lines.append(line)
            line = "   "
        line += piece
    return "[\n" + "\n".join(lines + [line]) + "\n  ]"
