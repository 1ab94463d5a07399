"""The page on whole models: those that EMBEDSCOPE_MODELS holds, and a made one of 256,000 tokens.

Without EMBEDSCOPE_MODELS these are skipped: with a debug build of the tool a map of such a size takes minutes.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from explorer import PageTest, tool
from large_model import write_large_model

FOLDER = pathlib.Path(os.environ.get("EMBEDSCOPE_MODELS", "/nonexistent"))


class WholeModel(PageTest):
    """Map, search, card, matrix and table of one model; a class for each model says which."""

    name = None
    word = "king"

    @classmethod
    def setUpClass(cls):
        if cls.name is None or not FOLDER.is_dir():
            raise unittest.SkipTest("EMBEDSCOPE_MODELS names no folder of models")
        if not cls.models:
            if not (FOLDER / cls.name).is_dir():
                raise unittest.SkipTest(f"{FOLDER} has no {cls.name}")
            cls.models = (str(FOLDER / cls.name),)
        super().setUpClass()

    def test_a_search_ends_at_the_neighbours_of_the_command_line(self):
        self.open()
        self.wait("embedscope.stage.panes[0].cloud && embedscope.stage.panes[0].coloring", seconds=900)
        self.assertEqual(self.value("embedscope.stage.panes[0].cloud.count"), self.value("embedscope.work.model.rows"))
        self.wait("embedscope.stage.panes[0].drawn.length > 10")
        self.find("input[type=search]").send_keys(self.word + "\n")
        self.wait("document.querySelectorAll('.neighbors li').length === 10", seconds=120)
        token = self.value("embedscope.work.token")
        told = json.loads(subprocess.run([tool(), "neighbors", self.models[0], "--id", str(token), "--json"], capture_output=True, check=True).stdout)
        nearest = [neighbor["token"]["id"] for neighbor in told["models"][0]["queries"][0]["neighbors"]]
        self.assertEqual(self.value("embedscope.stage.panes[0].neighbors.map((other) => other.id)"), nearest)

    def test_matrix_and_table_show_the_whole(self):
        self.open("view=matrix")
        self.wait("/means of \\d+ rows/.test(document.querySelector('.matrixbar .scale')?.textContent ?? '')", seconds=300)
        self.open("view=model")
        self.wait("document.querySelectorAll('.table .line').length > 5", seconds=300)
        rows = f"{self.value('embedscope.work.model.rows'):,}"
        self.assertIn(f"{rows} of {rows}", self.find(".tokentable").text)
        table = self.find(".table")
        self.run_script("arguments[0].focus(); arguments[0].dispatchEvent(new KeyboardEvent('keydown', {key: 'End'}))", table)
        self.wait("[...document.querySelectorAll('.table .id')].some((cell) => Number(cell.textContent) === embedscope.work.model.rows - 1)")


class MiniLMTest(WholeModel):
    name = "all-MiniLM-L6-v2"


class SmolLM2Test(WholeModel):
    name = "SmolLM2-135M-Instruct"


class GPT2Test(WholeModel):
    name = "gpt2"


class QuarterOfAMillionTest(WholeModel):
    name = "large"
    word = "bo"

    @classmethod
    def setUpClass(cls):
        if FOLDER.is_dir():
            folder = tempfile.TemporaryDirectory()
            cls.addClassCleanup(folder.cleanup)
            cls.models = (write_large_model(folder.name),)
        super().setUpClass()


if __name__ == "__main__":
    unittest.main()
