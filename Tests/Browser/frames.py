"""Measures the script time of a map's frames while zooming with words, with WebGL2 and without.

    Scripts/browser-tests TOOL frames [MODEL ...]     without models: a made one of 256,000 tokens

The map is zoomed in 90 frames by 1.05 each towards a token, and out again. What is printed is the time of the page's own frame
function; what the browser then needs to draw, without a graphics card, is in the last column.
"""

import sys
import tempfile
import time

from explorer import Explorer, browser
from large_model import write_large_model

ZOOM = """
const done = arguments[arguments.length - 1];
const {stage} = embedscope, pane = stage.panes[0];
pane.camera.center = [...pane.cloud.place(Math.floor(pane.cloud.count / 3))];
stage.times.length = 0;
let frame = 0, words = 0;
const start = performance.now();
const step = () => {
  pane.camera.zoom(frame < 90 ? 1.05 : 1 / 1.05);
  pane.moved();
  words = Math.max(words, pane.drawn.length);
  if (++frame < 180) return requestAnimationFrame(step);
  const times = [...stage.times].sort((one, other) => one - other);
  done([stage.renderer.name, pane.cloud.count, words, times[times.length >> 1], times[Math.floor(times.length * 0.95)], (performance.now() - start) / 180]);
};
requestAnimationFrame(step);
"""


def measure(explorer, flags):
    """One line of the table."""
    driver = browser(flags=flags)
    try:
        driver.set_script_timeout(300)
        driver.get(explorer.address + "#map=pca")
        for _ in range(3000):
            if driver.execute_script("return globalThis.embedscope?.stage.panes[0]?.coloring !== undefined && embedscope.stage.panes[0].cloud !== null"):
                break
            time.sleep(0.1)
        time.sleep(1)
        name, points, words, median, late, whole = driver.execute_async_script(ZOOM)
        print(f"{name:<10} {points:>8,} points {words:>4} words  script {median:5.1f} ms median {late:6.1f} ms 95th  frame {whole:6.1f} ms", flush=True)
    finally:
        driver.quit()


def main(models):
    with tempfile.TemporaryDirectory() as folder:
        for model in models or [write_large_model(folder)]:
            explorer = Explorer([model])
            try:
                for flags in ((), ("--disable-3d-apis",)):
                    measure(explorer, flags)
            finally:
                explorer.close()


if __name__ == "__main__":
    main(sys.argv[1:])
