"""The map: loads by itself, finds, picks, encloses, colours, turns, goes into pictures."""

import json
import struct
import subprocess
import unittest

from explorer import TINY, PageTest, tool
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys


class MapTest(PageTest):
    def test_first_view_is_a_map_with_its_trustworthiness(self):
        self.open_map()
        self.assertEqual(self.value("embedscope.stage.renderer.name"), "WebGL2")
        self.assertEqual(self.value("embedscope.stage.panes[0].cloud.count"), 420)
        self.assertRegex(self.find(".trust").text, r"PCA · trustworthiness 0\.\d\d")

    def test_search_lights_all_hits_and_enter_takes_the_first(self):
        self.open_map()
        labels = self.value("embedscope.work.model.shown")
        expected = {row for row, label in enumerate(labels) if "th" in label.replace("␣", " ").lower()}
        box = self.find("input[type=search]")
        box.send_keys("th")
        self.wait(f"embedscope.stage.panes[0].hits.length === {len(expected)}")
        self.assertEqual(set(self.value("[...embedscope.stage.panes[0].hits]")), expected)
        first = self.value("embedscope.stage.panes[0].hits[0]")
        box.send_keys(Keys.ENTER)
        self.wait("!document.querySelector('.card').hidden")
        self.assertEqual(self.value("embedscope.work.token"), first)
        self.wait("!embedscope.stage.panes[0].flight")
        away = self.value(f"Math.hypot(...embedscope.stage.panes[0].at({first}).slice(0, 2))")
        self.assertLess(away, 1)

    def test_regular_expressions_ids_and_raw_spellings_are_found(self):
        self.open_map()
        for query, test in [("/^.$/u", lambda label, raw, row: len(label) == 1), ("#17", lambda label, raw, row: row == 17),
                            ("Ġt", lambda label, raw, row: "ġt" in raw.lower())]:
            raws = self.explorer.bytes("api/models/0/raw.txt").decode().split("\n")
            labels = [label[1:-1] if label.startswith("“") else label for label in self.value("embedscope.work.model.shown")]
            expected = {row for row, label in enumerate(labels) if test(label.replace("␣", " "), raws[row], row)
                        or query.startswith("/") and len(raws[row]) == 1}
            found = self.driver.execute_async_script("""
              const done = arguments[arguments.length - 1];
              embedscope.address.set({q: arguments[0]});
              embedscope.work.hits(embedscope.work.model).then(({ids}) => done([...ids]));""", query)
            self.assertEqual(set(found), expected, query)

    def test_a_bad_expression_is_told(self):
        self.open_map("q=/(/")
        self.wait("document.querySelector('.panel').textContent.includes('no regular expression')")

    def test_a_click_shows_the_neighbours_of_the_command_line(self):
        self.open_map()
        row, right, down = self.row_alone()
        ActionChains(self.driver).move_to_element_with_offset(self.find(".pane"), right, down).click().perform()
        self.wait("document.querySelectorAll('.neighbors li').length === 10")
        self.assertEqual(self.value("embedscope.work.token"), row)
        told = json.loads(subprocess.run([tool(), "neighbors", TINY[0], "--id", str(row), "--json"], capture_output=True, check=True).stdout)
        nearest = told["models"][0]["queries"][0]["neighbors"]
        self.assertEqual(self.texts(".neighbors .token"), [neighbor["token"]["shown"][1:-1] for neighbor in nearest])
        self.assertEqual(self.value("embedscope.stage.panes[0].neighbors.map((other) => other.id)"), [neighbor["token"]["id"] for neighbor in nearest])
        for text, neighbor in zip(self.texts(".neighbors .value"), nearest):
            self.assertAlmostEqual(float(text.replace("−", "-")), neighbor["score"], places=4)

    def test_metric_and_correction_are_asked_for(self):
        self.open_map("token=300")
        self.wait("document.querySelectorAll('.neighbors li').length === 10")
        self.find(".card input[type=checkbox]").click()
        expected = self.explorer.json("api/models/0/neighbors.json?id=300&k=10&metric=cosine&corrected=1")
        ids = [neighbor["token"]["id"] for neighbor in expected["models"][0]["queries"][0]["neighbors"]]
        self.wait(f"JSON.stringify(embedscope.stage.panes[0].neighbors.map((other) => other.id)) === '{json.dumps(ids, separators=(',', ':'))}'")

    def enclose(self, tool_title, line):
        self.find(f".toolbar button[title^='{tool_title}']").click()
        self.drag(self.find(".pane"), line)
        self.wait("embedscope.work.selection(embedscope.work.model).length > 0")
        return set(self.value("[...embedscope.work.selection(embedscope.work.model)]"))

    def points(self):
        key = next(result["key"] for result in self.explorer.json("api/results.json") if result["study"] == "project" and result["models"] == [0])
        data = self.explorer.bytes(f"api/results/{key}/points.bin")
        numbers = struct.unpack(f"<{len(data) // 4}f", data)
        x, y, scale = self.value("[...embedscope.stage.panes[0].camera.center.slice(0, 2), embedscope.stage.panes[0].camera.scale]")
        return [((numbers[at] - x) * scale, (y - numbers[at + 1]) * scale) for at in range(0, len(numbers), 2)]

    def test_a_box_selects_what_it_encloses(self):
        self.open_map()
        found = self.enclose("Select a box", [(-150, -120), (0, 0), (130, 140)])
        inside = {row for row, (x, y) in enumerate(self.points()) if -150 < x < 130 and -120 < y < 140}
        edge = {row for row, (x, y) in enumerate(self.points()) if min(abs(x + 150), abs(x - 130), abs(y + 120), abs(y - 140)) < 1.5}
        self.assertEqual(found - edge, inside - edge)
        self.assertIn("Selected", self.find(".panel").text)

    def test_a_lasso_selects_what_it_encloses(self):
        self.open_map()
        corners = [(0, -200), (180, 150), (-180, 150)]
        found = self.enclose("Select with a lasso", [*corners, corners[0]])

        def side(point, start, end):
            return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
        sides = [[side(point, corners[at], corners[(at + 1) % 3]) for at in range(3)] for point in self.points()]
        inside = {row for row, values in enumerate(sides) if all(value > 0 for value in values)}
        edge = {row for row, values in enumerate(sides) if min(abs(value) for value in values) < 800}
        self.assertEqual(found - edge, inside - edge)
        self.assertGreater(len(inside - edge), 20)

    def test_colours_are_groups_numbers_or_a_file(self):
        self.open_map("color=position")
        self.assertEqual(bytes(self.value("[...embedscope.stage.panes[0].cloud.groups]")), self.explorer.bytes("api/models/0/colors/position.bin"))
        self.open_map("color=column-norm")
        self.wait("document.querySelector('.scale .bar')")
        self.assertEqual(self.value("new Set(embedscope.stage.panes[0].cloud.groups).size > 50"), True)
        import tempfile
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
            file.write("#3\tone\n#5\tone\n#8\ttwo\nno such token\ttwo\n")
            file.flush()
            self.open_map("color=file")
            self.wait("document.querySelector('input[type=file]')")
            self.find("input[type=file]").send_keys(file.name)
            self.wait("document.querySelector('.panel').textContent.includes('3 rows of')")
        self.assertEqual(self.value("[3, 5, 8, 9].map((row) => embedscope.stage.panes[0].cloud.groups[row])"), [0, 0, 1, 3])

    def test_the_legend_switches_groups_off(self):
        self.open_map()
        self.find(".legend button").click()
        hidden = self.value("embedscope.stage.panes[0].cloud.hidden[0]")
        self.assertEqual(hidden, 1)
        self.assertEqual(self.find(".legend button").get_attribute("aria-pressed"), "false")

    def test_three_dimensions_turn(self):
        self.open("map=pca-3d")
        self.wait("document.querySelector('.said button')")
        self.find(".said button").click()
        self.wait("embedscope.stage.panes[0].cloud?.dimensions === 3 && embedscope.stage.panes[0].map.info.dimensions === 3")
        before = self.value("embedscope.stage.panes[0].camera.yaw")
        self.drag(self.find(".pane"), [(0, 0), (60, 20), (120, 40)])
        self.assertAlmostEqual(self.value("embedscope.stage.panes[0].camera.yaw") - before, 120 * 0.008, places=2)

    def test_words_never_overlap(self):
        self.open_map()
        overlaps = self.run_script("""
          const pane = embedscope.stage.panes[0];
          let overlaps = 0, words = 0, seed = 7;
          const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
          pane.labelShare = 1;
          for (let view = 0; view < 200; view++) {
            pane.camera.set({center: pane.cloud.place(Math.floor(random() * pane.cloud.count)), scale: pane.camera.fitting * 2 ** (9 * random())});
            embedscope.stage.draw();
            const boxes = pane.drawn.filter((label) => label.kind === "word");
            words += boxes.length;
            boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) => {
              if (Math.abs(a.x - b.x) < (a.half + b.half) * 0.9999 && Math.abs(a.y - b.y) < a.height * 0.9999) overlaps++;
            }));
          }
          return [overlaps, words > 0];""")
        self.assertEqual(overlaps, [0, True])

    def test_a_selection_goes_into_a_file(self):
        self.open_map("q=th")
        self.wait("document.querySelector('section[aria-label=\"Found tokens\"] .actions button')")
        self.run_script("""
          const make = URL.createObjectURL;
          URL.createObjectURL = (blob) => { blob.text().then((text) => (globalThis.given = text)); return make(blob); };""")
        self.find("section[aria-label='Found tokens'] .actions button:nth-child(3)").click()
        lines = self.wait("globalThis.given").split("\r\n")
        self.assertEqual(lines[0], "id,token,raw")
        self.assertEqual([int(line.split(",")[0]) for line in lines[1:-1]], self.value("[...embedscope.stage.panes[0].hits]"))

    def test_a_lost_context_comes_back(self):
        self.open_map()
        self.run_script("""
          globalThis.loss = embedscope.stage.renderer.gl.getExtension("WEBGL_lose_context");
          loss.loseContext();
          setTimeout(() => loss.restoreContext(), 50);""")
        self.wait("embedscope.stage.renderer.gl.isContextLost()")
        self.wait("!embedscope.stage.renderer.gl.isContextLost()")
        inked = self.run_script("""
          const {stage} = embedscope, {gl} = stage.renderer, {width, height} = stage.dots;
          stage.draw();
          const pixels = new Uint8Array(4 * width * height);
          gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
          return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;""")
        self.assertGreater(inked, 420)

    def test_pictures_hold_what_is_shown(self):
        self.open_map()
        self.run_script("""
          globalThis.given = [];
          const make = URL.createObjectURL;
          URL.createObjectURL = (blob) => { given.push(blob); return make(blob); };""")
        self.find(".menu summary").click()
        for button in self.find_all(".menu div button"):
            button.click()
        self.wait("given.length === 2")
        found = self.driver.execute_async_script("""
          const done = arguments[arguments.length - 1];
          const svg = given.find((blob) => blob.type === "image/svg+xml"), png = given.find((blob) => blob.type === "image/png");
          svg.text().then((text) => done([text.includes("<path"), text.includes("<text"), (text.match(/h0/g) ?? []).length, png.size]));""")
        self.assertEqual(found[:2], [True, True])
        self.assertGreater(found[2], 300)
        self.assertGreater(found[3], 5000)


class MapWithoutWebGLTest(PageTest):
    flags = ("--disable-3d-apis",)

    def test_points_are_drawn_and_picked(self):
        self.open_map()
        self.assertEqual(self.value("embedscope.stage.renderer.name"), "Canvas 2D")
        inked = self.run_script("""
          const {dots} = embedscope.stage;
          return dots.getContext("2d").getImageData(0, 0, dots.width, dots.height).data.filter((value, at) => at % 4 === 3 && value > 0).length;""")
        self.assertGreater(inked, 420)
        row, right, down = self.row_alone()
        ActionChains(self.driver).move_to_element_with_offset(self.find(".pane"), right, down).click().perform()
        self.wait(f"embedscope.work.token === {row}")


if __name__ == "__main__":
    unittest.main()
