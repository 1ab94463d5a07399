"""A running `embedscope explore`, a browser, and what tests ask of the page.

EMBEDSCOPE_TOOL names the tool; Scripts/browser-tests sets it. CHROMIUM and CHROMEDRIVER name the browser's programs where they
are not Debian's.
"""

import functools
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / "Tests" / "Fixtures" / "models"
TINY = [str(MODELS / "tiny-gpt2"), str(MODELS / "tiny-bert")]


def tool():
    """The tool's path."""
    return os.environ.get("EMBEDSCOPE_TOOL", str(ROOT / ".build" / "tests" / "debug" / "embedscope"))


class Explorer:
    """The tool with models opened, on a port of its own, with an empty cache."""

    def __init__(self, models):
        self.cache = tempfile.TemporaryDirectory()
        environment = {**os.environ, "XDG_CACHE_HOME": self.cache.name}
        self.process = subprocess.Popen(
            [tool(), "explore", *models, "--auto-port", "--no-open"], stdout=subprocess.PIPE, text=True, env=environment)
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://"), f"the tool printed {self.address!r} instead of an address"

    def json(self, path):
        """A JSON value of the API."""
        return json.loads(self.bytes(path))

    def bytes(self, path):
        """The bytes of a route."""
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.read()

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        self.cache.cleanup()


@functools.lru_cache(maxsize=None)
def explorer(*models):
    """The tool with these models; started once for all tests that ask for the same."""
    found = Explorer(models or TINY)
    unittest.addModuleCleanup(explorer.cache_clear)
    unittest.addModuleCleanup(found.close)
    return found


def browser(width=1400, height=900, flags=()):
    """A browser without a window, with its own log of errors and requests."""
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    for flag in ("--headless=new", "--no-sandbox", "--enable-unsafe-swiftshader", "--force-device-scale-factor=1", *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_window_size(width, height)
    return driver


class PageTest(unittest.TestCase):
    """A test with a browser of its own class; after each test no error was logged and no other host was asked."""

    models = ()
    flags = ()
    size = (1400, 900)

    @classmethod
    def setUpClass(cls):
        cls.explorer = explorer(*cls.models)
        cls.driver = browser(*cls.size, flags=cls.flags)
        cls.addClassCleanup(cls.driver.quit)

    def tearDown(self):
        errors = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual(errors, [], "the console holds errors")
        asked = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        hosts = {urllib.parse.urlsplit(event["params"]["request"]["url"]).netloc
                 for event in asked if event["method"] == "Network.requestWillBeSent"}
        own = urllib.parse.urlsplit(self.explorer.address).netloc
        self.assertLessEqual(hosts, {own, ""}, "another host was asked")

    def open(self, state=""):
        """Loads the page with a state in its address."""
        self.driver.get("about:blank")
        self.driver.get(self.explorer.address + ("#" + state if state else ""))
        self.wait("globalThis.embedscope !== undefined")

    def open_map(self, state=""):
        """Loads the page, and waits for the first map."""
        self.open(state)
        self.wait("embedscope.stage.panes[0].cloud && embedscope.stage.panes[0].coloring")

    def run_script(self, script, *values):
        return self.driver.execute_script(script, *values)

    def value(self, expression):
        """What an expression gives in the page."""
        return self.driver.execute_script(f"return ({expression})")

    def wait(self, expression, seconds=30):
        """Waits until an expression is true in the page; gives its value."""
        end = time.monotonic() + seconds
        while True:
            found = self.value(expression)
            if found:
                return found
            if time.monotonic() > end:
                self.fail(f"never true: {expression}\n{self.driver.find_element(By.TAG_NAME, 'body').text[:2000]}")
            time.sleep(0.05)

    def find(self, selector):
        """The first element of a CSS selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        """The texts of all elements of a selector, also of those out of view."""
        return self.run_script("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector)

    def drag(self, element, places):
        """Drags over places given as offsets from the middle of an element."""
        actions = ActionChains(self.driver, duration=20)
        first, *others = places
        actions.move_to_element_with_offset(element, *first).click_and_hold()
        for place in others:
            actions.move_to_element_with_offset(element, *place)
        actions.release().perform()

    def row_alone(self):
        """A row in view whose point has no other near it, with its offset from the middle of the map."""
        return self.run_script("""
          const pane = embedscope.stage.panes[0], {width, height} = pane.box;
          for (let row = 0; row < pane.cloud.count; row++) {
            const [x, y] = pane.at(row).map(Math.round);
            if (Math.abs(x) > width / 2 - 60 || Math.abs(y) > height / 2 - 60 || x > width / 2 - 90) continue;
            let near = 0;
            pane.cloud.forEach(pane.camera, (_, a, b) => near += Math.hypot(a - x, b - y) < 5);
            if (near === 1) return [row, x, y];
          }""")
