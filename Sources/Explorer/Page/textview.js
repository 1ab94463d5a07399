// A text as each model's tokens.
import * as address from "./address.js";
import { exported, needsServer, post } from "./api.js";
import { counted, fill, h, later, number, reason } from "./dom.js";
import { ModelMap } from "./modelmap.js";
import { groupColor } from "./palette.js";
import { showStudy } from "./studyresult.js";

/** How many tokens are shown as elements; a longer text is counted, not shown whole. */
const most = 4000;

const example = "The quick brown fox jumps over the lazy dog. Unbelievable naïveté, 2,048 tokens 🎉";

export class TextView {
  constructor(work) {
    this.work = work;
    this.input = h("textarea", {
      rows: 4, "aria-label": "Text to split", spellcheck: "false", placeholder: "Type or paste a text",
      oninput: later(220, () => this.keep()),
    });
    this.results = h("div.tokenized", { "aria-live": "off" });
    this.map = new ModelMap(work);
    this.place = h("div.place");
    this.element = h("div.view.textview", {}, h("div.page", {}, this.input, this.results), this.place);
  }

  enter() {
    this.work.stage.attach(this.place, [this.map.pane]);
    this.map.show(this.work.model);
    this.input.value = address.get("text") ?? (exported() ? "" : example);
    if (exported()) {
      this.input.disabled = true;
      fill(this.results, reason(needsServer("To split a text")));
    } else {
      this.split();
    }
  }

  follow(keys) {
    if (keys.has("text") && document.activeElement !== this.input) this.enter();
    else if (keys.has("m") || keys.has("map")) this.map.show(this.work.model).then(() => this.lightAll());
  }

  flyTo(row) { this.map.pane.flyToRows([row]); }

  restyle() { this.split(); }

  keep() {
    // An address of some kilobytes still works everywhere; longer texts are split all the same, only not linked to.
    address.set({ text: this.input.value.length <= 4000 ? this.input.value : null }, true);
    this.split();
  }

  async split() {
    const text = this.input.value;
    if (exported()) return;
    if (text === "") return fill(this.results);
    const able = this.work.vocabularies.filter(({ hasTokenizer }) => hasTokenizer);
    const asked = (this.asked = Symbol());
    try {
      const [{ value: { models } }] = await Promise.all([
        post("api/tokenize", { text, models: able.map(({ index }) => index) }), ...able.map((vocabulary) => vocabulary.load())]);
      if (this.asked !== asked) return;
      this.bytes = new TextEncoder().encode(text);
      this.lines = able.map((vocabulary, at) => this.line(vocabulary, models[at].texts[0]));
      fill(this.results, this.lines.map(({ element }) => element),
        this.work.vocabularies.filter(({ hasTokenizer }) => !hasTokenizer).map(({ name }) => reason(`${name} has no tokenizer here.`)));
      this.lightAll();
    } catch (error) {
      if (this.asked === asked) fill(this.results, reason(error.message));
    }
  }

  /** Lights the text's tokens on the map. */
  lightAll() {
    const line = this.lines?.find(({ vocabulary }) => vocabulary === this.map.vocabulary);
    this.map.texts = line ? Uint32Array.from(new Set(line.ids)) : null;
    this.map.relight();
  }

  line(vocabulary, { ids, offsets }) {
    const trace = h("div.result");
    const chips = Array.from(ids.slice(0, most), (id, at) => this.chip(vocabulary, id, offsets, at, trace));
    const each = number([...this.input.value].length / Math.max(ids.length, 1), 3);
    const element = h("section", { "aria-label": vocabulary.name },
      h("h3", {}, vocabulary.name, " ", h("span.hint", {}, `${counted(ids.length, "token")}, ${each} characters each`)),
      ids.length > most && h("p.hint", {}, `The first ${counted(most, "token")} are shown.`),
      // A token that ends a line ends it here, too.
      h("div.chips", {}, chips.map((chip, at) => [chip, this.endsLine(offsets[at]) && "\n"]).flat()), trace);
    return { vocabulary, ids, offsets, chips, element };
  }

  chip(vocabulary, id, offsets, at, trace) {
    const point = () => this.point(vocabulary, id, offsets[at]);
    const leave = () => this.point(vocabulary, -1, null);
    const open = () => {
      this.work.open(vocabulary, id);
      this.trace(vocabulary, offsets[at], trace);
    };
    return h("button.chip", {
      type: "button", title: `${vocabulary.shown[id] ?? ""} · id ${id}`, style: { "--tone": groupColor(at % 5) },
      onclick: open, onmouseenter: point, onmouseleave: leave, onfocus: point, onblur: leave,
    }, this.textOf(vocabulary, id, offsets, at));
  }

  /** The part of the text that a token stands for; its own name where others have taken that part already. */
  textOf(vocabulary, id, offsets, at) {
    const [start, end] = offsets[at];
    const before = at ? Math.max(...offsets.slice(Math.max(0, at - 8), at).map((span) => span[1])) : 0;
    const slice = new TextDecoder().decode(this.bytes.subarray(Math.max(start, Math.min(before, end)), end));
    return slice === "" || /^\s*$/.test(slice) && slice.includes("\n") ? h("span.byte", {}, vocabulary.label(id)) : slice;
  }

  endsLine([start, end]) { return end > start && this.bytes[end - 1] === 10; }

  /** Lights what the pointer is at: on the map and in the other models' pieces. */
  point(vocabulary, id, span) {
    this.work.onHover(vocabulary, id, this);
    for (const line of this.lines) {
      line.chips.forEach((chip, at) => {
        const [start, end] = line.offsets[at];
        chip.classList.toggle("lit", span !== null && start < span[1] && end > span[0]);
      });
    }
  }

  /** Follows the word that a token lies in, step by step. */
  trace(vocabulary, [start, end], place) {
    const { bytes } = this;
    const isSpace = (at) => bytes[at] <= 32;
    if (end <= start) return;
    let [first, last] = [start, end];
    while (first < end - 1 && isSpace(first)) first++;
    while (first > 0 && !isSpace(first - 1)) first--;
    while (last < bytes.length && !isSpace(last)) last++;
    if (first > 0 && bytes[first - 1] === 32) first--;
    const word = new TextDecoder().decode(bytes.subarray(first, last));
    for (const { element } of this.lines) fill(element.querySelector(".result"));
    showStudy(place, "trace", [vocabulary.index], { text: [word] });
  }
}
