"""Pre-tokenizers as tokenizer.json spells them, for fixtures and for parity runs: every type, every option, the patterns
of the well-known models, and patterns in which dialects of regular expressions differ."""

BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]
ENDINGS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
SPACES = r"\s*[\r\n]+|\s+(?!\S)|\s+"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"

# The patterns that have scanners made by hand.
KNOWN = {
    "gpt2": r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    "gpt2-brackets": r"'s|'t|'re|'ve|'m|'ll|'d| ?[\p{L}]+| ?[\p{N}]+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    "gpt2-tiktoken": r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s",
    "cl100k": ENDINGS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + SPACES,
    "cl100k-tiktoken": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    "cl100k-older": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+",
    "qwen2": ENDINGS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + SPACES,
    "qwen3.5": ENDINGS + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|" + SPACES,
    "o200k": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{ENDINGS}?|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*{ENDINGS}?"
             r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + SPACES,
    "tekken": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*"
              r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + SPACES,
    "deepseek": r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|""" + SPACES,
    "ideographs": "[一-龥\u3040-ゟ゠-ヿ]+",
    "numbers-3": r"\p{N}{1,3}", "numbers-1": r"\p{N}", "numbers": r"\p{N}+",
}

# Patterns that go through PCRE2.
OTHER = {
    "bloom": r" ?[^(\s|[.,!?…。，、।۔،])]+", "starcoder-digits": r"[0-9][0-9][0-9]", "line": r"[\r\n]", "deepseek-coder-letters": r"\s?\p{L}+",
    "deepseek-coder-punctuation": r"\s?\p{P}+", "deepseek-coder-cjk": "[一-龥ࠀ-一가-\ud7ff]+", "deepseek-llm-spaces": r"\s+$",
    "clip": r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    "words": r"\w+|[^\w\s]+", "word-class": r"[\w]+", "not-word": r"\W+", "digits": r"\d+", "spaces": r"\s+", "not-space": r"\S+",
    "hexadecimal": r"\h+", "not-hexadecimal": r"\H+", "vertical": r"\v", "boundary": r"\b", "no-boundary": r"\B", "line-end": r"\R",
    "dot": r".+", "dot-all": r"(?m).+", "line-begin": r"^.", "line-last": r".$", "text-begin": r"\A.", "text-last": r".\z", "text-nearly-last": r".\Z",
    "greedy-interval": r"\p{N}{1,3}+", "lazy": r"\p{L}{2,4}?", "fixed-optional": r"a{2}?", "from-zero": r"a{,3}", "brace": r"a{|}",
    "empty": r"", "maybe-empty": r"a*", "maybe-empty-letter": r"\p{L}?", "empty-alternative": r"|a", "lookahead": r"\p{L}(?=\p{N})", "lookbehind": r"(?<=\p{L})\p{N}",
    "not-behind": r"(?<!\s)\p{P}", "atomic": r"(?>\p{L}+)\p{N}", "back": r"(\p{L})\1", "named": r"(?<x>\p{L})\k<x>", "ignoring-case": r"(?i)[a-z]+", "ignoring-case-k": r"(?i:k)",
    "ignoring-case-property": r"(?i)\p{Lu}+", "ignoring-case-bracket": r"(?i)[\p{Lu}]+", "ignoring-case-negated": r"(?i)[^a-m]+", "option-inside": r"a(?i)b", "intersection": r"[\p{L}&&[^a-z]]+",
    "nested": r"[a-c[x-z]]+", "negated-property": r"\p{^L}+", "negated-twice": r"\P{^L}+", "bracket-first": r"[]a]+", "hyphen-last": r"[a-]+", "two-hyphens": r"[a-c-e]+",
    "unicode-escape": r"[\u0041-\u005A]+", "braced-escape": r"[\x{4E00}-\x{9FFF}]+", "octal": r"\040+", "keep": r"\p{L}\K\p{L}", "extended": "(?x) \\p{L} + # letters", "comment": r"\p{L}(?#letters)",
    "kana": r"\p{Hiragana}+|\p{Katakana}+", "han": r"\p{Han}+", "han-short": r"\p{Hani}+", "common": r"\p{Common}+", "inherited": r"\p{Inherited}", "emoji": r"\p{Emoji}", "pictographic": r"\p{Extended_Pictographic}",
    "assigned": r"\p{Assigned}+", "ascii": r"\p{ASCII}+", "cased": r"\p{LC}+", "group": r"(?:\p{L}\p{N})+", "alternatives": r"(?:ab|a|b)+c?", "lazy-group": r"(?:a|e)+?s",
    **{f"posix-{n}": f"[[:{n}:]]+" for n in "alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit".split()},
    "posix-negated": r"[[:^alpha:]]+",
    **{f"category-{n}": rf"\p{{{n}}}+" for n in ["L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
                                                "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cn", "Punct", "Alphabetic", "Lowercase", "Uppercase"]},
}


def regex(pattern, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": behavior, "invert": invert}


def string(text, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"String": text}, "behavior": behavior, "invert": invert}


def byte_level(**options):
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True, **options}


def metaspace(**options):
    return {"type": "Metaspace", "replacement": "▁", **options}


def sequence(*stages):
    return {"type": "Sequence", "pretokenizers": list(stages)}


def digits(individually):
    return {"type": "Digits", "individual_digits": individually}


def pre_tokenizers():
    """Names and values of `pre_tokenizer`."""
    cases = {"bert": {"type": "BertPreTokenizer"}, "whitespace": {"type": "Whitespace"}, "whitespace-split": {"type": "WhitespaceSplit"},
             "scripts": {"type": "UnicodeScripts"}, "digits-each": digits(True), "digits-runs": digits(False),
             "length-1": {"type": "FixedLength", "length": 1}, "length-5": {"type": "FixedLength"}, "length-7": {"type": "FixedLength", "length": 7}}
    for character in "-", "é", " ", "中":
        cases[f"delimiter-{ord(character):x}"] = {"type": "CharDelimiterSplit", "delimiter": character}
    cases["punctuation"] = {"type": "Punctuation"}
    for behavior in BEHAVIORS:
        cases[f"punctuation-{behavior}"] = {"type": "Punctuation", "behavior": behavior}
        for invert in False, True:
            suffix = f"{behavior}{'-inverted' if invert else ''}"
            cases[f"space-{suffix}"] = string(" ", behavior, invert)
            cases[f"letters-{suffix}"] = regex(r"\p{L}+", behavior, invert)
            cases[f"gpt2-{suffix}"] = regex(KNOWN["gpt2"], behavior, invert)
            cases[f"numbers-{suffix}"] = regex(KNOWN["numbers-3"], behavior, invert)
            cases[f"maybe-empty-{suffix}"] = regex("a*", behavior, invert)
    cases["string"], cases["string-signs"], cases["string-empty"] = string("th"), string(".*"), string("")
    cases["byte-level"], cases["byte-level-prefix"] = byte_level(), byte_level(add_prefix_space=True)
    cases["byte-level-only"], cases["byte-level-only-prefix"] = byte_level(use_regex=False), byte_level(use_regex=False, add_prefix_space=True)
    for scheme in "always", "first", "never":
        for split in True, False:
            cases[f"metaspace-{scheme}-{split}"] = metaspace(prepend_scheme=scheme, split=split)
    cases["metaspace-old"] = metaspace(add_prefix_space=True)
    cases["metaspace-older"] = metaspace(str_rep="▁", add_prefix_space=True)
    cases["metaspace-old-never"] = metaspace(add_prefix_space=False, prepend_scheme="never")
    cases["metaspace-other"] = {"type": "Metaspace", "replacement": "_", "prepend_scheme": "first", "split": True}
    cases["t5"] = sequence({"type": "WhitespaceSplit"}, metaspace(prepend_scheme="always"))
    cases["metaspace-second-first"] = sequence({"type": "Punctuation"}, metaspace(prepend_scheme="first"))
    cases["metaspace-second-always"] = sequence(digits(True), metaspace(prepend_scheme="always", split=False), {"type": "Punctuation"})
    cases["smollm"] = sequence(digits(True), byte_level())
    cases["digits-prefix"] = sequence(digits(False), byte_level(add_prefix_space=True))
    cases["deepseek-v3"] = sequence(regex(KNOWN["numbers-3"]), regex(KNOWN["ideographs"]), regex(KNOWN["deepseek"]), byte_level(use_regex=False))
    cases["llama-3"] = sequence(regex(KNOWN["cl100k"]), byte_level(use_regex=False))
    cases["gpt-4o"] = sequence(regex(KNOWN["o200k"]), byte_level(use_regex=False))
    cases["falcon"] = sequence({"type": "Punctuation", "behavior": "Contiguous"}, byte_level(), digits(False), regex(OTHER["starcoder-digits"]))
    cases["bloom"] = sequence(regex(OTHER["bloom"]), byte_level(use_regex=False))
    cases["deepseek-coder"] = sequence(regex(OTHER["line"]), regex(OTHER["deepseek-coder-letters"]), regex(OTHER["deepseek-coder-punctuation"]),
                                       regex(OTHER["deepseek-coder-cjk"]), digits(True), byte_level(use_regex=False))
    cases["clip"] = sequence(regex(OTHER["clip"], "Removed", True), byte_level())
    cases["nothing"] = sequence()
    cases["all"] = sequence({"type": "Whitespace"}, {"type": "UnicodeScripts"}, digits(True), {"type": "FixedLength", "length": 3}, byte_level(use_regex=False))
    for name, pattern in {**KNOWN, **OTHER}.items():
        cases[f"regex-{name}"] = regex(pattern)
    return cases
