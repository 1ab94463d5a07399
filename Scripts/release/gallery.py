#!/usr/bin/env python3
"""Writes Documentation/gallery.md: each figure beside matplotlib's own of the same data.

    swift test --disable-xctest --filter GalleryTests     # draws ours into .build/gallery, with their data as JSON
    pip install matplotlib==3.11.2 pillow && Scripts/release/gallery.py

matplotlib's figures are drawn as its documentation suggests: default style, constrained layout, stairs() for histograms,
extend="both" for colour bars.
"""
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

root = Path(__file__).resolve().parents[2]
drawn, pictures = root / ".build/gallery", root / "Documentation/gallery"
captions = {
    "vocabulary": "Vocabulary sizes",
    "lengths": "Token lengths",
    "heatmap": "Embedding matrices",
    "positions": "Position embeddings",
    "compare-index": "The same index in two models",
    "compare-word": "The same word in two models",
    "stats": "Row variances and means, as steps",
    "stats-notebook": "The same as the notebook draws them, a line through the bins' left edges",
}


def floats(values):
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def draw(axes, panel, figure):
    for mark in panel["marks"]:
        kind, label = mark["kind"], mark.get("label") or None
        if kind == "bar":
            axes.bar(mark["x"], mark["y"], label=label)
        elif kind == "barh":
            bars = axes.barh(mark["x"], mark["y"], label=label)
            axes.bar_label(bars, fmt="{:,.0f}", padding=3)
        elif kind == "line":
            axes.plot(floats(mark["x"]), floats(mark["y"]), linewidth=mark["width"], label=label)
        elif kind == "steps":
            axes.stairs(mark["y"], mark["x"], label=label, linewidth=1.5)
        elif kind == "points":
            axes.plot(floats(mark["x"]), floats(mark["y"]), "o", alpha=0.5, markersize=4.5, label=label)
        elif kind == "rule":
            (axes.axvline if mark["isVertical"] else axes.axhline)(mark["value"], color="0.7", linestyle="--")
        elif kind == "image":
            grid = np.array(mark["values"]).reshape(mark["rows"], mark["columns"])
            (left, right), (top, bottom), (low, high) = mark["xRange"], mark["yRange"], mark["limits"]
            picture = axes.imshow(grid, aspect="auto", vmin=low, vmax=high, extent=(left, right, bottom, top))
            figure.colorbar(picture, ax=axes, pad=0.01, extend="both", label="Value")
    for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y")):
        settings = panel[name]
        axis.set_label_text(settings["label"])
        set_limits = axes.set_xlim if name == "x" else axes.set_ylim
        if settings["domain"]:
            set_limits(settings["domain"])
        elif settings["startsAt"] is not None:
            set_limits(settings["startsAt"], None)
        if settings["categories"]:
            axis.set_ticks(range(len(settings["categories"])), settings["categories"])
            if name == "y":
                axes.invert_yaxis()
    if sum(bool(m.get("label")) for m in panel["marks"]) > 1:
        axes.legend()
    axes.set_title(panel["title"])


def twin(data, path):
    width, height = (side / 96 for side in data["size"])
    rows = data["panels"]
    shares = [p["widthShare"] for p in rows[0]]
    figure, grid = plt.subplots(
        len(rows), len(rows[0]), figsize=(width, height), squeeze=False, width_ratios=shares, layout="constrained")
    for axes_row, row in zip(grid, rows):
        for axes, panel in zip(axes_row, row):
            draw(axes, panel, figure)
    figure.suptitle(data["title"])
    figure.savefig(path, dpi=192)
    plt.close(figure)


def small(source, target, width):
    """Keeps the documentation light: WebP, and no more pixels than a page shows."""
    picture = Image.open(source).convert("RGB")
    picture = picture.resize((width, round(picture.height * width / picture.width)), Image.LANCZOS)
    picture.save(target, quality=88, method=6)


pictures.mkdir(parents=True, exist_ok=True)
text = ["# Gallery", "",
        "Each figure of the report beside matplotlib's own of the same data. The data are made up, but shaped like the",
        "real thing; `Scripts/release/gallery.py` makes this page, and says how.", "",
        f"matplotlib {matplotlib.__version__}, default style. The figures are pictures here; as SVG they follow the page's",
        "light or dark theme.", ""]
for name, caption in captions.items():
    data = json.loads((drawn / f"{name}.json").read_text())
    # Noise hardly compresses: heat maps get fewer pixels.
    has_image = any(mark["kind"] == "image" for row in data["panels"] for panel in row for mark in panel["marks"])
    width = round(data["size"][0] * (0.8 if has_image else 1.25))
    small(drawn / f"{name}.png", pictures / f"{name}.webp", width)
    twin(data, drawn / f"{name}-matplotlib.png")
    small(drawn / f"{name}-matplotlib.png", pictures / f"{name}-matplotlib.webp", width)
    text += [f"## {caption}", "", "| embedscope | matplotlib |", "|---|---|",
             f"| ![{caption}, by embedscope](gallery/{name}.webp) | ![{caption}, by matplotlib](gallery/{name}-matplotlib.webp) |",
             ""]
dark = "compare-index"
small(drawn / f"{dark}-dark.png", pictures / f"{dark}-dark.webp", 1200)
small(drawn / "scripts.png", pictures / "scripts.webp", 1200)
text += ["## In the dark", "", f"![The same index in two models, dark](gallery/{dark}-dark.webp)", "",
         "## Every script", "",
         "Tokens can be anything: text of every script, markup, control characters. All of it is drawn as text.", "",
         "![Labels in many scripts](gallery/scripts.webp)", ""]
(root / "Documentation/gallery.md").write_text("\n".join(text))
print(root / "Documentation/gallery.md")
