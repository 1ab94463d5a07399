"""What one sees is a link; keys reach everything; small screens and dark pages work."""

import unittest

from explorer import PageTest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys


class AddressTest(PageTest):
    def test_the_address_restores_the_state(self):
        self.open_map("token=300&color=script&q=th")
        self.run_script("const pane = embedscope.stage.panes[0]; pane.halt(); pane.camera.set({center: [0.1, 0.05], scale: 3000}); pane.moved()")
        self.wait("embedscope.address.get('s') === '3000'")
        state = self.driver.current_url.split("#")[1]
        self.open_map(state)
        self.wait("embedscope.stage.panes[0].hits.length > 0 && embedscope.stage.panes[0].focus === 300")
        self.assertEqual(self.value("[embedscope.stage.panes[0].camera.center[0], embedscope.stage.panes[0].camera.scale]"), [0.1, 3000])
        self.assertEqual(self.find("input[type=search]").get_attribute("value"), "th")
        self.assertIn("script", self.find("section[aria-label=Colours] select").get_attribute("value"))

    def test_back_and_forward_walk_through_views(self):
        self.open_map()
        self.find("nav a[href*='view=matrix']").click()
        self.wait("document.querySelector('.matrixview')")
        self.find("nav a[href*='view=model']").click()
        self.wait("document.querySelector('.modelview')")
        self.driver.back()
        self.wait("document.querySelector('.matrixview')")
        self.driver.back()
        self.wait("document.querySelector('.mapview')")
        self.driver.forward()
        self.wait("document.querySelector('.matrixview')")


class KeyboardTest(PageTest):
    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def tab_to(self, condition, most=60):
        for _ in range(most):
            self.press(Keys.TAB)
            if self.value(f"document.activeElement.matches({condition!r})"):
                return
        self.fail(f"the Tab key never reaches {condition}")

    def test_keys_alone_reach_view_search_token_and_neighbour(self):
        self.open_map()
        self.tab_to("nav a[href*='view=pair']")
        self.tab_to("input[type=search]")
        self.press("th")
        self.press(Keys.ENTER)
        self.wait("embedscope.work.token !== null && document.querySelectorAll('.neighbors li').length === 10")
        token = self.value("embedscope.work.token")
        self.tab_to(".neighbors a")
        self.press(Keys.ENTER)
        self.wait(f"embedscope.work.token !== {token}")

    def test_the_map_is_walked_with_keys(self):
        self.open_map()
        self.tab_to(".pane")
        scale = self.value("embedscope.stage.panes[0].camera.scale")
        self.press("+", "+", Keys.ARROW_LEFT, Keys.ENTER)
        self.wait("embedscope.work.token !== null")
        self.assertGreater(self.value("embedscope.stage.panes[0].camera.scale"), 1.5 * scale)
        self.press("0")
        self.wait("embedscope.stage.panes[0].camera.isFitted")
        self.press(Keys.ESCAPE)
        self.wait("embedscope.work.token === null")

    def test_matrix_and_table_are_walked_with_keys(self):
        self.open("view=matrix&rh=20")
        self.wait("document.querySelector('.matrixbar .scale')?.textContent.includes('single values')")
        self.tab_to(".canvasbox canvas")
        self.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
        self.wait("document.querySelector('.told').textContent.includes('row 2 · dimension 1')")
        self.press(Keys.ENTER)
        self.wait("embedscope.work.token === 2")
        self.open("view=model")
        self.wait("document.querySelectorAll('.table .line').length > 5")
        self.tab_to(".table")
        self.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
        self.wait("embedscope.work.token === 3")

    def test_search_stands_for_the_lasso(self):
        self.open_map("q=th")
        self.wait("document.querySelector('section[aria-label=\"Found tokens\"] .actions button')")
        self.tab_to("section[aria-label='Found tokens'] .actions button:nth-child(2)")
        self.press(Keys.ENTER)
        self.wait("embedscope.work.selection(embedscope.work.model).length === embedscope.stage.panes[0].hits.length")

    def test_everything_that_takes_the_focus_has_a_name(self):
        for state in ("", "view=pair&map=pca", "view=matrix", "view=text", "view=model", "view=studies", "token=300"):
            self.open(state)
            self.wait("document.querySelector('main > .view')")
            nameless = self.run_script("""
              return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) => {
                const labels = [...(element.labels ?? [])].map((label) => label.textContent).join("");
                return element.checkVisibility() && !(element.getAttribute("aria-label") || element.textContent.trim() || labels || element.title);
              }).map((element) => element.outerHTML);""")
            self.assertEqual(nameless, [], state)


class SmallScreenTest(PageTest):
    def setUp(self):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True})
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def test_no_view_is_wider_than_the_screen(self):
        for state in ("token=300", "view=pair&map=pca", "view=matrix", "view=text", "view=model", "view=studies"):
            self.open(state)
            self.wait("document.querySelector('main > .view')")
            self.assertLessEqual(self.value("document.documentElement.scrollWidth"), 400, state)

    def touch(self, kind, *places):
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in places]})

    def test_fingers_move_and_pinch(self):
        self.open_map()
        center, scale = self.value("[embedscope.stage.panes[0].camera.center[0], embedscope.stage.panes[0].camera.scale]")
        self.touch("touchStart", (200, 400))
        self.touch("touchMove", (240, 400))
        self.touch("touchMove", (260, 400))
        self.touch("touchEnd")
        self.assertAlmostEqual(self.value("embedscope.stage.panes[0].camera.center[0]"), center - 60 / scale, delta=3 / scale)
        self.touch("touchStart", (150, 400), (250, 400))
        self.touch("touchMove", (100, 400), (300, 400))
        self.touch("touchEnd")
        self.assertAlmostEqual(self.value("embedscope.stage.panes[0].camera.scale") / scale, 2, delta=0.2)


class ThemeTest(PageTest):
    def test_light_and_dark_change_page_and_map(self):
        self.open_map()
        back = "getComputedStyle(document.body).backgroundColor"
        light, colors = self.value(back), self.value("[...embedscope.stage.panes[0].colors.slice(0, 4)]")
        self.find("button[title='Light or dark']").click()
        self.assertNotEqual(self.value(back), light)
        self.assertNotEqual(self.value("[...embedscope.stage.panes[0].colors.slice(0, 4)]"), colors)
        self.find("button[title='Light or dark']").click()
        self.assertEqual(self.value(back), light)


if __name__ == "__main__":
    unittest.main()
