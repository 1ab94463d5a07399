// Two models side by side: what is selected in one is lit in the other.
import * as address from "./address.js";
import { alignPart } from "./pairalign.js";
import { button, choice, count, fill, h, reason } from "./dom.js";
import { fileName } from "./files.js";
import { LongList } from "./list.js";
import { ModelMap } from "./modelmap.js";
import { wordPart } from "./pairword.js";
import { sharedWords } from "./shared.js";
import { showStudy } from "./studyresult.js";
import { toolbar } from "./toolbar.js";

export class PairView {
  constructor(work) {
    this.work = work;
    this.maps = [new ModelMap(work), new ModelMap(work)];
    this.place = h("div.place", {},
      toolbar(work.stage, () => fileName(work.model.name, "and", work.other?.name ?? "")),
      button("", () => this.element.classList.toggle("open"), { icon: "panel", title: "Models and lists", kind: "opener" }));
    this.modelPart = h("section", { "aria-label": "Models" });
    this.wordPart = h("section", { "aria-label": "The word in both models", hidden: true });
    this.alignPart = h("section", { "aria-label": "Words that differ" });
    this.sheet = h("div.result.sheet", { hidden: true });
    this.shared = new LongList("Shared words", (index) => this.sharedLine(index), (index) => work.open(work.model, this.pairs[index][0]), {
      onHover: (index) => work.onHover(work.model, index < 0 ? -1 : this.pairs[index][0], this),
    });
    this.sharedHint = h("p.hint");
    this.panel = h("div.panel", { role: "region", "aria-label": "Two models" }, this.modelPart, this.wordPart, this.alignPart,
      h("section.tokens", { "aria-label": "Shared words" }, h("h2", {}, "Shared words"), this.sharedHint, this.shared.element));
    this.element = h("div.view.pairview", {}, this.panel, h("div.stack", {}, this.place, this.sheet));
  }

  enter() {
    if (!this.work.other) {
      const why = "This view sets two models side by side. Open the tool with two: embedscope explore A B.";
      return fill(this.element, h("div.page", {}, reason(why)));
    }
    this.work.stage.attach(this.place, this.maps.map(({ pane }) => pane));
    this.show();
  }

  follow(keys) {
    if (!this.work.other) return;
    if (keys.has("m") || keys.has("n") || keys.has("map")) this.show();
    else if (keys.has("color")) for (const map of this.maps) map.recolor();
    else if (keys.has("q")) this.drawShared();
    if (!keys.has("token")) return;
    wordPart(this.wordPart, this.work, (word) => this.compare(word));
    this.eachToken((pane, row) => pane.seek(row));
  }

  async show() {
    const { model, other } = this.work;
    this.drawModels();
    // A model keeps its side when the two change places, so that nothing jumps.
    const isTurned = this.maps[0].vocabulary === other || this.maps[1].vocabulary === model;
    const sides = isTurned ? [other, model] : [model, other];
    const name = address.get("map");
    const shows = (map, vocabulary) => map.vocabulary === vocabulary && map.pane.cloud && map.name === (name ?? map.name);
    await Promise.all(this.maps.map((map, at) => (shows(map, sides[at]) ? map.relight() : map.show(sides[at]))));
    alignPart(this.alignPart, this.work, () => this.study("align", {}));
    this.drawShared();
    wordPart(this.wordPart, this.work, (word) => this.compare(word));
    if (this.work.token !== null) this.flyTo();
  }

  /** Flies to the token in hand, on both maps. */
  flyTo() { this.eachToken((pane, row) => pane.flyToRows([row])); }

  /** Calls `work` with each pane and the row of the token in hand there. */
  eachToken(work) {
    for (const { vocabulary, pane } of this.maps) {
      this.work.tokenIn(vocabulary).then((row) => row !== null && pane.cloud && work(pane, row), () => {});
    }
  }

  drawModels() {
    const { vocabularies, model, other } = this.work;
    const pick = (key, title, chosen, beside) => choice(title,
      vocabularies.filter((vocabulary) => vocabulary !== beside).map(({ index, name }) => [index, name]), chosen.index,
      (index) => address.set({ [key]: index, token: null }));
    fill(this.modelPart, h("h2", {}, "Models"), vocabularies.length > 2
      ? [pick("m", "First model", model, other), pick("n", "Second model", other, model)] : h("p", {}, `${model.name} and ${other.name}`));
  }

  /** Compares a word's rows, as the study `compare` does. */
  compare(word) { this.study("compare", { word: [word] }); }

  /** Shows a study of the two models below the maps. */
  study(name, values) {
    const { model, other } = this.work;
    const place = h("div.result");
    this.sheet.hidden = false;
    fill(this.sheet, button("", () => (this.sheet.hidden = true), { icon: "close", title: "Close", kind: "quiet" }), place);
    showStudy(place, name, [model.index, other.index], values);
  }

  async drawShared() {
    const { work } = this;
    try {
      const [{ pairs }, { ids }] = await Promise.all([sharedWords(work.model.index, work.other.index), work.hits(work.model)]);
      const query = address.get("q") ?? "";
      const found = new Set(ids);
      this.pairs = query === "" ? pairs : pairs.filter(([row]) => found.has(row));
      this.sharedHint.textContent = query === "" ? `${count(pairs.length)} words are a token in both.`
        : `${count(this.pairs.length)} of ${count(pairs.length)} hold “${query}”.`;
      this.shared.element.style.setProperty("height", `${Math.min(this.pairs.length * 30, 300)}px`);
      this.shared.set(this.pairs.length);
    } catch (error) {
      this.sharedHint.textContent = error.message;
    }
  }

  sharedLine(index) {
    const [mine, other] = this.pairs[index];
    return [h("span.token", {}, this.work.model.label(mine)), h("span.id", {}, `${mine} · ${other}`)];
  }
}
