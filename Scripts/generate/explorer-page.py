#!/usr/bin/env python3
"""Writes Sources/CExplorerPage/Files.c: the list of the page's files, whose bytes the compiler puts into the tool.

    Scripts/generate/explorer-page.py       again whenever a file of Sources/Explorer/Page is added, renamed or removed

What is in a file may change without it: the compiler notes which files it has embedded.
"""
from pathlib import Path

root = Path(__file__).resolve().parents[2]
page = root / "Sources/Explorer/Page"
names = sorted((str(path.relative_to(page)) for path in page.rglob("*") if path.is_file()), key=lambda name: name.encode())
lines = [
    "// Written by Scripts/generate/explorer-page.py: the files of Sources/Explorer/Page.",
    '#include "CExplorerPage.h"',
    "",
    "// #embed is of C23; clang has it in every version of C, and says so.",
    '#pragma clang diagnostic ignored "-Wc23-extensions"',
    "",
]
for number, name in enumerate(names):
    lines += [f"static const unsigned char file{number}[] = {{", f'#embed "../Explorer/Page/{name}"', "};"]
lines += ["", "static const struct embedscope_page_file files[] = {"]
lines += [f'    {{"{name}", file{number}, sizeof file{number}}},' for number, name in enumerate(names)]
lines += ["};", "", "const struct embedscope_page_file *embedscope_page_files(size_t *count) {"]
lines += ["  *count = sizeof files / sizeof files[0];", "  return files;", "}", ""]
(root / "Sources/CExplorerPage/Files.c").write_text("\n".join(lines))
