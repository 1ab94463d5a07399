// Two models side by side: what is selected in one is lit in the other.
import * as address from "./address.js";
import { exported, json, needsServer } from "./api.js";
import { button, choice, count, fill, h, reason } from "./dom.js";
import { fileName } from "./files.js";
import { LongList } from "./list.js";
import { ModelMap } from "./modelmap.js";
import { neighborsOf } from "./neighbors.js";
import { sharedWords } from "./shared.js";
import { showStudy } from "./studyresult.js";
import { tokenLink } from "./tokenlink.js";
import { toolbar } from "./toolbar.js";

/** The view `pair`. */
export class PairView {
  constructor(work) {
    this.work = work;
    this.maps = [new ModelMap(work), new ModelMap(work)];
    this.place = h("div.place", {}, toolbar(work.stage, () => fileName(work.model.name, "and", work.other?.name ?? "")),
      button("", () => this.element.classList.toggle("open"), { icon: "panel", title: "Models and lists", kind: "opener" }));
    this.modelPart = h("section", { "aria-label": "Models" });
    this.wordPart = h("section", { "aria-label": "The word in both models" });
    this.alignPart = h("section", { "aria-label": "Words that differ" });
    this.comparePart = h("div.result.sheet", { hidden: true });
    this.shared = new LongList("Shared words", (index) => this.sharedLine(index), (index) => work.open(work.model, this.pairs[index][0]), {
      onHover: (index) => work.onHover(work.model, index < 0 ? -1 : this.pairs[index][0], this),
    });
    this.sharedPart = h("section.tokens", { "aria-label": "Shared words" }, h("h2", {}, "Shared words"), h("p.hint"), this.shared.element);
    this.panel = h("div.panel", { role: "region", "aria-label": "Two models" }, this.modelPart, this.wordPart, this.alignPart, this.sharedPart);
    this.element = h("div.view.pairview", {}, this.panel, h("div.stack", {}, this.place, this.comparePart));
  }

  enter() {
    const { work } = this;
    if (!work.other) return fill(this.element, h("div.page", {}, reason("This view sets two models side by side. Open the tool with two: embedscope explore A B.")));
    work.stage.attach(this.place, this.maps.map(({ pane }) => pane));
    this.show();
  }

  follow(keys) {
    if (!this.work.other) return;
    if (keys.has("m") || keys.has("n") || keys.has("map")) this.show();
    else if (keys.has("color")) for (const map of this.maps) map.recolor();
    else if (keys.has("q")) this.drawShared();
    if (keys.has("token")) this.drawWord();
  }

  flyTo() { this.flyToWord(); }

  async show() {
    const { model, other } = this.work;
    this.drawModels();
    // A pane keeps its model when the two change places, so that nothing jumps.
    if (this.maps[0].vocabulary === other || this.maps[1].vocabulary === model) this.turned = true;
    else this.turned = false;
    const sides = this.turned ? [other, model] : [model, other];
    await Promise.all(this.maps.map((map, at) => map.vocabulary === sides[at] && map.pane.cloud && map.name === (address.get("map") ?? map.name)
      ? map.relight() : map.show(sides[at])));
    this.drawAlign();
    this.drawShared();
    this.drawWord();
    if (this.work.token !== null) this.flyToWord();
  }

  flyToWord() {
    for (const map of this.maps) this.work.tokenIn(map.vocabulary).then((row) => row !== null && map.pane.cloud && map.pane.flyToRows([row]), () => {});
  }

  drawModels() {
    const { vocabularies, model, other } = this.work;
    const pick = (key, chosen, beside) => choice(key === "m" ? "First model" : "Second model",
      vocabularies.filter((vocabulary) => vocabulary !== beside).map(({ index, name }) => [index, name]), chosen.index, (index) => address.set({ [key]: index, token: null }));
    fill(this.modelPart, h("h2", {}, "Models"), vocabularies.length > 2 ? [pick("m", model, other), pick("n", other, model)]
      : h("p", {}, `${model.name} and ${other.name}`));
  }

  /** The token in hand with both neighbourhoods. */
  async drawWord() {
    const { work } = this;
    const { token, model, other } = work;
    const drawn = (this.drawing = Symbol());
    this.wordPart.hidden = token === null;
    if (token === null) return;
    await Promise.all([model.load(), other.load()]);
    const partner = await work.tokenIn(other).catch(() => null);
    const lists = await Promise.all([[model, token], [other, partner]].map(([vocabulary, row]) => (
      row === null ? { list: [] } : neighborsOf(vocabulary, row, work.nearness).catch(() => ({ list: [] })))));
    if (this.drawing !== drawn) return;
    const words = lists.map(({ list }, at) => list.map(({ id }) => [model, other][at].label(id).replace(/^(␣|▁)/, "")));
    const column = (vocabulary, at) => h("div", {}, h("p.hint", {}, vocabulary.name),
      lists[at].list.length ? h("ol", {}, lists[at].list.map(({ id }, place) => h("li", { class: words[1 - at].includes(words[at][place]) ? "common" : null },
        tokenLink(vocabulary, id, at ? model : null)))) : h("p.hint", {}, at && partner === null ? "No token of its own." : "–"));
    fill(this.wordPart, h("h2", {}, "Nearest in both"), h("p.hint", {}, `${words[0].filter((word) => words[1].includes(word)).length} words are near in both.`),
      h("div.columns", {}, column(model, 0), column(other, 1)),
      button("Compare the rows", () => this.compare(model.label(token).replace(/^␣/, ""))));
  }

  compare(word) {
    this.comparePart.hidden = false;
    const { model, other } = this.work;
    const body = h("div.result");
    fill(this.comparePart, button("", () => (this.comparePart.hidden = true), { icon: "close", title: "Close", kind: "quiet" }), body);
    showStudy(body, "compare", [model.index, other.index], { word: [word] });
  }

  /** The words whose neighbourhoods differ most, once the study has run. */
  async drawAlign() {
    const { model, other } = this.work;
    const models = [model.index, other.index];
    const results = await json("api/results.json").catch(() => []);
    const isKept = ({ study, models: of }) => study === "align" && [...of].sort().join() === [...models].sort().join();
    const kept = results.find(isKept);
    if (kept) return this.drawAlignment(kept.key, kept.models[0]);
    const place = h("div.result");
    fill(this.alignPart, h("h2", {}, "Words that differ most"),
      exported() ? reason(needsServer("The comparison of all shared words")) : [
        h("p.hint", {}, "Compares the neighbourhoods of all shared words: a minute or so, and kept."),
        button("Compare all words", async () => {
          const key = await showStudy(place, "align", models, {});
          if (key) this.drawAlignment(key, models[0]);
        }, { kind: "primary" }), place]);
  }

  async drawAlignment(key, first) {
    const { mostDifferent, mostAlike, words, measures } = await json(`api/results/${key}/result.json`);
    const overlap = measures.find(({ name }) => name.startsWith("neighbour overlap"));
    const list = (title, entries) => [h("h2", {}, title), h("ul.words", {}, entries.map(({ word, tokenA, tokenB, common }) => h("li", {},
      h("a.token", { href: address.link({ token: first === this.work.model.index ? tokenA : tokenB }) }, word), h("span.count", {}, `${common} in common`))))];
    const place = h("div.result");
    fill(this.alignPart, list("Words that differ most", mostDifferent), list("Words most alike", mostAlike),
      h("p.hint", {}, `Of ${count(words.shared)} shared words; on average ${(100 * overlap?.value).toFixed(0)} % of neighbours are the same.`),
      button("The whole comparison", () => {
        this.comparePart.hidden = false;
        fill(this.comparePart, button("", () => (this.comparePart.hidden = true), { icon: "close", title: "Close", kind: "quiet" }), place);
        showStudy(place, "align", [first, first === this.work.model.index ? this.work.other.index : this.work.model.index], {});
      }));
  }

  async drawShared() {
    const { work } = this;
    const hint = this.sharedPart.querySelector(".hint");
    try {
      const [{ pairs }, { ids }] = await Promise.all([sharedWords(work.model.index, work.other.index), work.hits(work.model)]);
      const query = address.get("q") ?? "";
      const found = new Set(ids);
      this.pairs = query === "" ? pairs : pairs.filter(([row]) => found.has(row));
      hint.textContent = query === "" ? `${count(pairs.length)} words are a token in both.` : `${count(this.pairs.length)} of ${count(pairs.length)} hold “${query}”.`;
      this.shared.element.style.setProperty("height", `${Math.min(this.pairs.length * 30, 300)}px`);
      this.shared.set(this.pairs.length);
    } catch (error) {
      hint.textContent = error.message;
    }
  }

  sharedLine(index) {
    const [mine, other] = this.pairs[index];
    return [h("span.token", {}, this.work.model.label(mine)), h("span.id", {}, `${mine} · ${other}`)];
  }
}
