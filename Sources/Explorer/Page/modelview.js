// What a model is: its files, its architecture, its vocabulary, and every token of it.
import * as address from "./address.js";
import { exported } from "./api.js";
import { button, count, fill, h } from "./dom.js";
import { stateLink } from "./statelink.js";
import { findResult, showStudy } from "./studyresult.js";
import { TokenTable } from "./tokentable.js";

const parts = [["tokens", "Tokens"], ["info", "Files and tensors"], ["architecture", "Architecture"], ["vocab", "Vocabulary"]];

export class ModelView {
  constructor(work) {
    this.work = work;
    this.tabs = h("nav.subtabs", { "aria-label": "About the model" });
    this.body = h("div.page");
    this.table = new TokenTable(work);
    this.element = h("div.view.modelview", {}, this.tabs, this.body);
  }

  enter() { this.draw(); }

  follow(keys) {
    if (keys.has("m") || keys.has("part")) this.draw();
    else if (keys.has("q")) this.table.filter();
  }

  async draw() {
    const part = parts.some(([name]) => name === address.get("part")) ? address.get("part") : "tokens";
    const { model } = this.work;
    fill(this.tabs, parts.map(([name, title]) => stateLink("a", { part: name }, { "aria-current": name === part ? "page" : "false" }, title)));
    this.body.classList.toggle("full", part === "tokens");
    if (part === "tokens") {
      fill(this.body, this.table.element);
      this.table.show(model);
      return;
    }
    const place = h("div.result");
    const facts = [`${count(model.rows)} rows × ${count(model.columns)} columns`, model.dtype, model.tensor].filter(Boolean).join(" · ");
    fill(this.body, h("h2.study", {}, model.name), h("p.hint", {}, facts), place);
    const show = () => showStudy(place, part, [model.index], {});
    // The vocabulary's study goes through all tokens and rows: that is asked for, the others read headers.
    if (part !== "vocab" || exported() || await findResult(part, [model.index], {})) return show();
    fill(place, h("div.row", {}, button("Count what the vocabulary consists of", show, { kind: "primary" })));
  }
}
