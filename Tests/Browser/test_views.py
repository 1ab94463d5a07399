"""Each other view loads and shows what the tool says."""

import json
import struct
import subprocess
import unittest

from explorer import TINY, PageTest, tool
from selenium.webdriver.common.action_chains import ActionChains


class CardTest(PageTest):
    def test_forms_numbers_and_relations(self):
        self.open_map("token=300")
        card = ".card "
        self.wait("document.querySelectorAll('.card .facts').length === 2 && document.querySelector('.card code')")
        raw = self.explorer.bytes("api/models/0/raw.txt").decode().split("\n")[300]
        self.wait(f"document.querySelector('.card code').textContent === {json.dumps(raw)}")
        self.wait("document.querySelector('.card .tree')")
        parts = struct.unpack("<2I", self.explorer.bytes("api/models/0/merges.bin")[2400:2408])
        shown = self.value("embedscope.work.model.shown")
        self.assertEqual(self.texts(card + ".tree > li > ul > li > .token"), [shown[part][1:-1] for part in parts])
        self.wait("document.querySelector('.card .rowline')")
        norms = struct.unpack("<420f", self.explorer.bytes("api/models/0/columns/norm.bin"))
        below = 100 * sum(norm < norms[300] for norm in norms) / 420
        self.wait("document.querySelector('.card .place-among')")
        title = self.find(".card .place-among").get_attribute("title")
        self.assertAlmostEqual(float(title.split()[2]), below, delta=0.3)

    def test_a_neighbour_is_a_link_and_back_returns(self):
        self.open_map("token=300")
        self.wait("document.querySelectorAll('.neighbors li').length === 10")
        first = self.value("embedscope.stage.panes[0].neighbors[0].id")
        self.find(".neighbors a").click()
        self.wait(f"embedscope.work.token === {first}")
        self.driver.back()
        self.wait("embedscope.work.token === 300")


class PairTest(PageTest):
    def test_a_word_is_lit_in_both_models(self):
        pairs = self.explorer.bytes("api/pairs/0/1/shared.bin")
        mine, other = struct.unpack("<2I", pairs[-8:])
        self.open(f"view=pair&token={mine}&map=pca")
        self.wait("embedscope.stage.panes.length === 2 && (embedscope.stage.panes.every((pane) => pane.cloud) || document.querySelector('.said button'))")
        self.wait("embedscope.stage.panes.every((pane) => pane.cloud && pane.focus !== null)")
        self.assertEqual(self.value("embedscope.stage.panes.map((pane) => pane.focus)"), [mine, other])
        self.assertEqual(len(self.find_all("canvas.dots")), 1)
        self.wait("document.querySelectorAll('.columns ol').length === 2")
        self.assertIn(f"{len(pairs) // 8} words", self.find("section[aria-label='Shared words']").text)

    def test_a_selection_is_lit_in_the_other_model(self):
        self.open("view=pair&map=pca")
        self.wait("embedscope.stage.panes.length === 2 && embedscope.stage.panes.every((pane) => pane.cloud)")
        flat = struct.unpack("<20I", self.explorer.bytes("api/pairs/0/1/shared.bin")[:80])
        self.run_script("embedscope.work.select(embedscope.work.model, arguments[0])", list(flat[::2]))
        self.wait("embedscope.stage.panes[1].selection.length > 0")
        self.assertEqual(self.value("[...embedscope.stage.panes[1].selection]"), list(flat[1::2]))

    def test_the_words_that_differ_most(self):
        self.open("view=pair&map=pca")
        self.wait("document.querySelector('section[aria-label=\"Words that differ\"] button, .words li')")
        for button in self.find_all("section[aria-label='Words that differ'] .primary"):
            button.click()
        told = json.loads(subprocess.run([tool(), "align", *TINY, "--json"], capture_output=True, check=True).stdout)
        self.wait("document.querySelectorAll('.words').length === 2")
        self.assertEqual(self.texts(".words:first-of-type .token")[:len(told["mostDifferent"])], [entry["word"] for entry in told["mostDifferent"]])


class MatrixTest(PageTest):
    def test_from_the_whole_to_single_values(self):
        self.driver.set_window_size(1400, 520)
        self.open("view=matrix")
        self.wait("/means of \\d+ rows/.test(document.querySelector('.matrixbar .scale').textContent)")
        self.driver.set_window_size(1400, 900)
        self.open("view=matrix&rh=20&top=100")
        self.wait("document.querySelector('.matrixbar .scale').textContent.includes('single values')")
        canvas = self.find(".canvasbox canvas")
        ActionChains(self.driver).move_to_element_with_offset(canvas, 0, 0).perform()
        self.wait("/row \\d+ · dimension \\d+ · .+\\d/.test(document.querySelector('.told').textContent)")
        row, dimension, value = self.run_script("return /row ([\\d,]+) · dimension (\\d+) · (\\S+)/.exec(document.querySelector('.told').textContent).slice(1)")
        values = struct.unpack("<16f", self.explorer.bytes(f"api/models/0/rows/{row}.bin"))
        self.assertAlmostEqual(float(value.replace("−", "-")), values[int(dimension)], places=4)

    def test_an_order_sorts_the_rows(self):
        self.open("view=matrix&order=norm&rh=20&token=300")
        self.wait("document.querySelector('.told') && !document.querySelector('.told').textContent.includes('not')")
        order = struct.unpack("<420I", self.explorer.bytes("api/models/0/matrix/norm/order.bin"))
        canvas = self.find(".canvasbox canvas")
        ActionChains(self.driver).move_to_element(canvas).click().perform()
        self.wait("embedscope.work.token !== 300")
        self.assertIn(self.value("embedscope.work.token"), order[:60])


class TextTest(PageTest):
    def test_each_model_splits_the_text(self):
        self.open("view=text&text=the man and the king")
        self.wait("document.querySelectorAll('.chips').length === 2")
        told = [json.loads(subprocess.run([tool(), "tokenize", model, "the man and the king", "--json"], capture_output=True, check=True).stdout)
                for model in TINY]
        counts = [len(answer["models"][0]["texts"][0]["ids"]) for answer in told]
        self.assertEqual(self.value("[...document.querySelectorAll('.chips')].map((chips) => chips.children.length)"), counts)
        self.assertEqual("".join(self.texts(".tokenized section:first-child .chip")), "the man and the king")

    def test_a_token_lights_the_other_models_pieces_and_is_traced(self):
        self.open("view=text&text=the man and the king")
        self.wait("document.querySelectorAll('.chips').length === 2")
        chip = self.find(".tokenized section:first-child .chip")
        ActionChains(self.driver).move_to_element(chip).perform()
        self.wait("document.querySelector('.tokenized section:nth-child(2) .chip.lit')")
        chip.click()
        self.wait("document.querySelector('.tokenized .blocks')")
        self.wait("!document.querySelector('.card').hidden")


class ModelTest(PageTest):
    def test_the_table_sorts_searches_and_filters(self):
        self.open("view=model")
        self.wait("document.querySelectorAll('.table .line').length > 5")
        self.assertIn("420 of 420", self.find(".tokentable").text)
        norms = struct.unpack("<420f", self.explorer.bytes("api/models/0/columns/norm.bin"))
        self.find(".tablehead button[aria-label*='Length of the row']").click()
        largest = max(range(420), key=lambda row: norms[row])
        self.wait(f"document.querySelector('.table .line .id').textContent === '{largest}'")
        self.find("input[type=search]").send_keys("#7")
        self.wait("document.querySelectorAll('.table .line').length === 1")

    def test_files_architecture_and_vocabulary_are_the_studies_blocks(self):
        for part, text in [("info", "vocab.json"), ("architecture", "GPT2Model"), ("vocab", "420")]:
            self.open(f"view=model&part={part}")
            self.wait("document.querySelector('.blocks')")
            self.assertIn(text, self.find(".blocks").get_attribute("textContent"))


class StudiesTest(PageTest):
    def test_a_study_runs_with_its_parameters(self):
        self.open("view=studies&study=neighbors")
        self.find("#p-words").send_keys("king")
        self.find("#p-k").send_keys("3")
        self.find(".studyform button.primary").click()
        self.wait("document.querySelector('.blocks') || document.querySelector('.result .reason')")
        self.assertIn("king", self.find(".result").text)
        self.assertIn("p.k=3", self.driver.current_url)

    def test_a_bad_value_is_told_as_the_command_line_does(self):
        self.open("view=studies&study=neighbors")
        self.find("#p-words").send_keys("king")
        self.find("#p-k").send_keys("none")
        self.find(".studyform button.primary").click()
        self.wait("document.querySelector('.result .reason')")
        self.assertIn("none", self.find(".result").text)
        # The refusal is an answer of the server, which the browser logs as an error of its own.
        self.driver.get_log("browser")


if __name__ == "__main__":
    unittest.main()
