#!/usr/bin/env python3
"""Takes the pictures of the explorer in Documentation/explorer, each as large as a page shows it and under 60 kB.

    Scripts/browser-tests EMBEDSCOPE pictures MODELS

MODELS is a folder that holds all-MiniLM-L6-v2/ and SmolLM2-135M-Instruct/, whose maps by UMAP are computed first.
"""

import base64
import pathlib
import sys
import time

from explorer import ROOT, Explorer, browser

FOLDER = ROOT / "Documentation" / "explorer"
LIMIT = 60_000

# Name, width, height, dark, state in the address, what a person would do before.
PICTURES = [
    ("map", 1400, 860, False, "map=umap&token=2332", ""),
    ("map-search-dark", 1400, 860, True, "map=umap&q=/^..?$/u&m=1", ""),
    ("two-models", 1200, 640, False, "view=pair&map=umap&token=2332", ""),
    ("matrix", 800, 560, True, "view=matrix&rh=20&top=2325&token=2332", ""),
    ("text-dark", 1400, 860, True, "view=text&map=umap&text=Unbelievable: the king's naïveté costs 2,048 tokens 🎉", ""),
    ("model", 800, 560, False, "view=model", ""),
    ("studies", 800, 700, False, "view=studies&study=stats&run=1", "document.querySelector('.studyform .primary').click()"),
    ("phone", 400, 800, False, "map=umap&token=2332", ""),
    ("phone-dark", 400, 800, True, "view=text&map=umap&text=Unbelievable: the king's naïveté costs 2,048 tokens 🎉", ""),
]


def prepare(driver, explorer):
    """Computes the maps by UMAP."""
    for model in (0, 1):
        driver.get("about:blank")
        driver.get(f"{explorer.address}#map=umap&m={model}")
        wait(driver, "document.querySelector('.said button') || embedscope.stage.panes[0].cloud")
        driver.execute_script("document.querySelector('.said button')?.click()")
        wait(driver, "embedscope.stage.panes[0].cloud", 900)


def wait(driver, expression, seconds=60):
    end = time.monotonic() + seconds
    while not driver.execute_script(f"return globalThis.embedscope !== undefined && Boolean({expression})"):
        if time.monotonic() > end:
            sys.exit(f"never true: {expression}")
        time.sleep(0.1)


def take(driver, explorer, name, width, height, dark, state, action):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
    driver.get("about:blank")
    driver.get(f"{explorer.address}#{state}")
    wait(driver, "document.querySelector('main > .view')")
    driver.execute_script(action)
    time.sleep(5)
    for quality in (90, 80, 70, 60, 50, 40, 30, 20):
        data = base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": quality})["data"])
        if len(data) < LIMIT:
            break
    (FOLDER / f"{name}.webp").write_bytes(data)
    print(f"{name}.webp {len(data):,} bytes, quality {quality}")


def main(models):
    FOLDER.mkdir(exist_ok=True)
    folder = pathlib.Path(models).resolve()
    explorer = Explorer([str(folder / "all-MiniLM-L6-v2"), str(folder / "SmolLM2-135M-Instruct")])
    driver = browser()
    try:
        prepare(driver, explorer)
        for picture in PICTURES:
            take(driver, explorer, *picture)
    finally:
        driver.quit()
        explorer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
