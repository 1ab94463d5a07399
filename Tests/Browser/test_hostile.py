"""A vocabulary whose tokens are markup, scripts and marks of direction is shown as text, and does nothing."""

import json
import pathlib
import struct
import tempfile
import unittest

from explorer import PageTest

TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<img/src=x/onerror=document.title=1>", "</script><script>document.title=1</script>",
          "<svg/onload=document.title=1>", "\u202eabc", "\u2066x\u2069", "&lt;b&gt;", "javascript:document.title=1", "=cmd()", "\"'`", "a\u0000b"]


def hostile_model(folder):
    """Writes a BERT of 8 dimensions with these tokens."""
    path = pathlib.Path(folder) / "hostile"
    path.mkdir()
    (path / "vocab.txt").write_text("".join(token + "\n" for token in TOKENS))
    (path / "config.json").write_text(json.dumps({
        "model_type": "bert", "vocab_size": len(TOKENS), "hidden_size": 8, "num_hidden_layers": 0, "num_attention_heads": 1, "intermediate_size": 8}))
    values = [((7 * at * at + 3 * at) % 23 - 11) / 11 for at in range(8 * len(TOKENS))]
    name = "bert.embeddings.word_embeddings.weight"
    header = json.dumps({name: {"dtype": "F32", "shape": [len(TOKENS), 8], "data_offsets": [0, 4 * len(values)]}}).encode()
    (path / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + struct.pack(f"<{len(values)}f", *values))
    return str(path)


FOLDER = tempfile.TemporaryDirectory()
MODEL = hostile_model(FOLDER.name)


class HostileTest(PageTest):
    models = (MODEL,)

    def test_tokens_are_text_everywhere(self):
        for token in range(5, len(TOKENS)):
            self.open_map(f"token={token}&q=e")
            self.wait("document.querySelectorAll('.neighbors li').length > 0")
            self.assertEqual(self.value("document.querySelectorAll('img, script:not([src]), main svg:not(.icon, .rowline)').length"), 0)
            self.assertNotEqual(self.driver.title, "1")
        for state in ("view=model", "view=matrix", "view=text&text=" + "%3Cimg%20src=x%20onerror=document.title=1%3E"):
            self.open(state)
            self.wait("document.querySelector('main > .view')")
            self.assertNotEqual(self.driver.title, "1")
            self.assertEqual(self.value("document.querySelectorAll('img').length"), 0)

    def test_hidden_marks_are_shown_as_numbers(self):
        self.open_map("token=8")
        self.wait("!document.querySelector('.card').hidden && document.querySelector('.card h2')")
        self.assertNotIn("\u202e", self.find(".card").text)

    def test_a_state_that_is_nonsense_does_no_harm(self):
        for state in ("token=99999999", "token=-1", "token=abc", "m=7", "view=nothing", "x=1e999&s=-5", "map=%3Cb%3E", "color=none", "q=%2F(%2F",
                      "view=matrix&order=near-99999"):
            self.open(state)
            self.wait("document.querySelector('main > .view')")
            # What is asked for in vain is refused by the server; the browser logs that itself.
            self.driver.get_log("browser")


def tearDownModule():
    FOLDER.cleanup()


if __name__ == "__main__":
    unittest.main()
