#!/usr/bin/env python3
"""Writes the list of routes at the end of Documentation/Explorer.md, as Sources/Explorer/Routes has them.

    Scripts/generate/explorer-routes.py

The order is that of RouteTable.swift; a test compares the page with the table itself.
"""
import re
from pathlib import Path

root = Path(__file__).resolve().parents[2]
routes = root / "Sources/Explorer/Routes"
text = lambda name: (routes / f"{name}.swift").read_text()
groups = re.findall(r"(\w+Routes)\.all", text("RouteTable"))
literal = r'"((?:[^"\\]|\\.)*)"'
rows = []
for group in groups:
    source = text(group)
    prefix = re.search(r"Route\(\s*\.get, " + r'"(/[^"]*)\\\(pattern\)"', source)
    call = rf"(?:Route\(\s*\.(get|post|delete),|\bfile\()\s*{literal},\s*({literal}(?:\s*\+\s*{literal})*)"
    for match in re.finditer(call, source):
        method, pattern, summary = match[1] or "get", match[2], "".join(re.findall(literal, match[3]))
        if "\\(pattern)" in pattern:
            continue
        if match[1] is None:
            pattern = prefix[1] + pattern
        summary = summary.replace('\\"', '"').replace("|", "\\|")
        rows.append(f"| `{method.upper()} {pattern}` | {summary} |")
page = root / "Documentation/Explorer.md"
head, mark, _ = page.read_text().partition("| route | gives |\n|---|---|\n")
page.write_text(head + mark + "\n".join(rows) + "\n")
