"""The exported page, as a folder and as one file, shows what it holds without the tool, and says what it does not hold."""

import functools
import http.server
import json
import pathlib
import subprocess
import tempfile
import threading
import unittest

from explorer import TINY, PageTest, browser, tool


class Folder:
    """A folder behind a web server that knows nothing of the tool."""

    def __init__(self, folder):
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class File:
    """One file, opened as such."""

    def __init__(self, path):
        self.address = pathlib.Path(path).resolve().as_uri()

    def close(self):
        pass


class ExportChecks:
    """What both kinds of export show."""

    option = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        path = str(pathlib.Path(folder.name) / ("page.html" if cls.option == "--single-file" else "page"))
        subprocess.run([tool(), "explore", *TINY, cls.option, path, "--studies", "project,stats"], check=True, capture_output=True)
        cls.explorer = cls.made(path)
        cls.addClassCleanup(cls.explorer.close)
        cls.driver = browser()
        cls.addClassCleanup(cls.driver.quit)

    def test_the_map_and_the_card_with_the_nearest(self):
        self.open_map("token=300")
        self.wait("document.querySelectorAll('.neighbors li').length === 10")
        told = json.loads(subprocess.run([tool(), "neighbors", TINY[0], "--id", "300", "--json"], capture_output=True, check=True).stdout)
        nearest = [neighbor["token"]["id"] for neighbor in told["models"][0]["queries"][0]["neighbors"]]
        self.assertEqual(self.value("embedscope.stage.panes[0].neighbors.map((other) => other.id)"), nearest)
        self.wait("document.querySelector('.card .rowline')")
        self.wait("document.querySelector('.card code')")

    def test_what_needs_the_tool_says_so(self):
        self.open_map("token=300")
        self.wait("document.querySelectorAll('.neighbors li').length === 10")
        self.find(".card input[type=checkbox]").click()
        self.wait("document.querySelector('.card .reason')?.textContent.includes('running tool')")
        self.open("map=tsne")
        self.wait("document.querySelector('.said')?.textContent.includes('running tool')")
        self.open("view=text")
        self.wait("document.querySelector('.tokenized')?.textContent.includes('running tool')")
        self.open("view=model&part=vocab")
        self.wait("document.querySelector('.result')?.textContent.includes('running tool')")

    def test_matrix_table_and_studies(self):
        self.open("view=matrix&rh=20")
        self.wait("document.querySelector('.matrixbar .scale')?.textContent.includes('single values')")
        self.open("view=model")
        self.wait("document.querySelectorAll('.table .line').length > 5")
        self.open("view=studies&study=stats")
        self.wait("document.querySelector('.studyform .row button')")
        self.find(".studyform .row button").click()
        self.wait("document.querySelector('.blocks img')?.naturalWidth > 0")

    def test_a_word_is_lit_in_both_models(self):
        self.open("view=pair&q=the")
        self.wait("embedscope.stage.panes.length === 2 && embedscope.stage.panes.every((pane) => pane.cloud)")
        self.wait("document.querySelector('section[aria-label=\"Shared words\"] .line')")
        self.run_script("document.querySelector('section[aria-label=\"Shared words\"] .line').click()")
        self.wait("embedscope.stage.panes.every((pane) => pane.focus !== null)")


class FolderTest(ExportChecks, PageTest):
    option = "--export"
    made = Folder


class SingleFileTest(ExportChecks, PageTest):
    option = "--single-file"
    made = File


if __name__ == "__main__":
    unittest.main()
