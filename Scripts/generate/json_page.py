#!/usr/bin/env python3
"""Writes Documentation/JSON.md, the fields of what `--json` prints, from the types in Sources and their comments.

    Scripts/generate/json_page.py [--check]

With --check nothing is written: the page has to be what would be. A test holds the page against what the studies print.
"""

import os
import re
import sys

MODULES = ["Studies", "Tokenization", "EmbeddingAnalysis", "Projections", "Workspace", "ModelSources", "embedscope", "Explorer"]
PAGE = "Documentation/JSON.md"
SCALARS = {
    "String": "text", "Int": "integer", "UInt64": "integer", "Double": "number", "Float": "number", "Bool": "true or false",
    "InfoMetadata.Value": "any value",
}
# What is written part after part, so that no type says it.
WRITTEN = {
    "tokenize": [
        ("models[]", "object", "One: the model that was asked"), ("models[].model", "text", ""),
        ("models[].texts[]", "object", "One per text or line; with `--jsonl` each of them alone on a line, without the envelope"),
        ("models[].texts[].ids[]", "integer", "The token ids"),
        ("models[].texts[].tokens[]", "text", "The tokens as the vocabulary spells them"),
        ("models[].texts[].offsets[][]", "integer", "Where each token begins and ends in the text, in bytes"),
    ],
    "decode": [
        ("models[]", "object", "One: the model that was asked"), ("models[].model", "text", ""),
        ("models[].texts[]", "object", "One: what the ids stand for"), ("models[].texts[].ids[]", "integer", ""),
        ("models[].texts[].tokens[]", "text", "The tokens as the vocabulary spells them"),
        ("models[].texts[].text", "text", "The text they stand for together"),
    ],
}
# Objects that belong to no study: the study's name, and the type.
OTHERS = {"cache": "CacheCommand.CacheContents", "fetch": "FetchPlan"}

HEAD = """# What `--json` prints

<!-- Written by Scripts/generate/json_page.py from the types in Sources; do not edit. -->

One object on one line. Every command begins with the same keys:

| field | type | what it is |
|---|---|---|
| `schema` | integer | 2: it changes when a field changes its name or its meaning |
| `study` | text | which of the objects below it is |
| `tool` | text | the version of Embedscope |
| `leftOut` | array | models without an answer, with `model` and `reason`; only there with `--keep-going`, where a model had none |

A field is always there, and `null` where it has no value; numbers that are not finite are `null`, too. `models[]` holds one entry per
model, in the order in which they were given; `[]` stands for each element of an array. A token is the same object everywhere:

"""


class Source:
    """The types of the modules: properties with types and comments, cases of enumerations."""

    def __init__(self):
        self.structs, self.enums, self.keys, self.studies = {}, {}, {}, {}
        for module in MODULES:
            for folder, _, names in sorted(os.walk(f"Sources/{module}")):
                for name in sorted(names):
                    if name.endswith(".swift"):
                        with open(os.path.join(folder, name), encoding="utf-8") as file:
                            self.read(file.read())

    def read(self, text):
        scopes, comment = [], []
        depth = 0
        for line in text.split("\n"):
            code = line.strip()
            if code.startswith("///"):
                comment.append(code[3:].strip())
                continue
            inside = ".".join(name for name, _ in scopes)
            opens = re.match(r"(?:(?:public|package|private|fileprivate|indirect) )*(struct|enum|extension) ([\w.]+)(?:<[^>]*>)?(.*)\{", code)
            if opens and opens.group(2) == "CodingKeys":
                for cases in re.findall(r"case ([^}]*)", code):
                    self.add_keys(inside, cases)
                scopes.append(("CodingKeys", depth)) if "}" not in code else None
            elif opens:
                kind, name, rest = opens.groups()
                full = name if kind == "extension" or not inside else f"{inside}.{name}"
                if kind == "struct":
                    self.structs.setdefault(full, {"fields": [], "coded": "Codable" in rest or "Encodable" in rest or "Result" in rest})
                if kind == "enum" and re.match(r": String\b", rest.strip()):
                    self.enums.setdefault(full, [])
                scopes = [] if kind == "extension" else scopes
                scopes.append((name, depth))
            elif scopes and scopes[-1][0] == "CodingKeys" and code.startswith("case "):
                self.add_keys(".".join(name for name, _ in scopes[:-1]), code[5:])
            elif scopes and depth == scopes[-1][1] + 1:
                self.member(inside, code, " ".join(comment))
            comment = [] if code else comment
            depth += line.count("{") - line.count("}")
            while scopes and depth <= scopes[-1][1]:
                scopes.pop()

    def add_keys(self, owner, cases):
        keys = self.keys.setdefault(owner, {})
        for case in cases.split(","):
            match = re.match(r'(\w+)(?: = "([^"]*)")?', case.strip())
            if match:
                keys[match.group(1)] = match.group(2) or match.group(1)

    def member(self, owner, code, comment):
        study = re.match(r'public static let study = "([^"]*)"', code)
        if study:
            self.studies[study.group(1)] = owner
        if owner in self.enums and code.startswith("case "):
            for case in code[5:].split(","):
                match = re.match(r'(\w+)(?: = "([^"]*)")?', case.strip())
                if match:
                    self.enums[owner].append(match.group(2) or match.group(1))
        field = re.match(r"(?:public |package )?(?:var|let) (\w+): ([^={]+?)(?: = .*)?$", code)
        if field and owner in self.structs:
            self.structs[owner]["fields"].append((field.group(1), field.group(2).strip(), comment))

    def named(self, name, owner):
        """The full name of the type `name` as it is used within `owner`."""
        scope = owner.split(".")
        while True:
            full = ".".join(scope + [name])
            if full in self.structs or full in self.enums or full in SCALARS:
                return full
            if not scope:
                return name
            scope.pop()


def fields(source, owner, prefix, within=()):
    """Path, type and meaning of all fields of the struct `owner`, which is a part of those of `within`."""
    keys = source.keys.get(owner)
    for name, kind, comment in source.structs[owner]["fields"]:
        if keys is not None and name not in keys:
            continue
        path = f"{prefix}{keys[name] if keys else name}"
        optional = kind.endswith("?")
        kind = kind.rstrip("?")
        array = 0
        inner_optional = False
        while kind.startswith("["):
            kind, array = kind[1:-1], array + 1
            inner_optional = kind.endswith("?")
            kind = kind.rstrip("?")
        if ": " in kind or kind.startswith("Set<"):
            kind = "String"
        full = source.named(kind, owner)
        path += "[]" * array
        null = (" or null" if optional and not array else "") + (" or null" if inner_optional else "")
        whole = "; the array may be null" if optional and array else ""
        if full in SCALARS:
            yield path, SCALARS[full] + null + whole, comment
        elif full in source.enums:
            yield path, ("one of " + ", ".join(f"`{value}`" for value in source.enums[full])) + null + whole, comment
        elif full == "TokenDescription":
            yield path, "token" + null + whole, comment
        elif full == owner or full in within:
            yield path, f"objects like `{prefix.rstrip('.')}`" + null + whole, comment
        elif full in source.structs:
            yield path, "object" + null + whole, comment
            yield from fields(source, full, path + ".", (*within, owner))
        else:
            sys.exit(f"{owner}.{name}: no type {kind}")


def table(rows):
    text = "| field | type | what it is |\n|---|---|---|\n"
    for path, kind, comment in rows:
        comment = re.sub(r"``([^`]*)``", lambda match: "`" + match.group(1).split("/")[-1] + "`", comment).replace("|", "\\|")
        comment = re.sub(r"\bnil\b", "null", comment)
        comment = comment[:1].upper() + comment[1:]
        text += f"| `{path}` | {kind} | {comment} |\n"
    return text


def page():
    source = Source()
    text = HEAD + table(fields(source, "TokenDescription", ""))
    rows = {study: fields(source, owner, "") for study, owner in (source.studies | OTHERS).items()} | WRITTEN
    for study in sorted(rows):
        text += f"\n## {study}\n\n" + table(rows[study])
    return text


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
    text = page()
    if "--check" in sys.argv:
        with open(PAGE, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit(f"{PAGE} is not what Scripts/generate/json_page.py writes")
        return
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
