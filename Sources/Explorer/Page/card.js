// The card of the token in hand.
import * as address from "./address.js";
import { button, count, fill, h } from "./dom.js";
import { formsPart, numbersPart, rowPart } from "./cardfacts.js";
import { containersPart, mergePart, sameWordPart } from "./cardforms.js";
import { neighborsPart } from "./cardneighbors.js";

/** The card beside every view. */
export class Card {
  /** @param {() => void} showOnMap what brings the token in hand into view on the map */
  constructor(work, showOnMap) {
    this.work = work;
    this.showOnMap = showOnMap;
    this.element = h("aside.card", { "aria-label": "Token", hidden: true, onkeydown: (event) => event.key === "Escape" && this.close() });
    address.onChange((keys) => (keys.has("token") || keys.has("m")) && this.refresh());
    work.onNearness.on(() => this.drawNeighbors());
  }

  close() {
    address.set({ token: null });
    this.work.stage.panes[0]?.element.focus({ preventScroll: true });
  }

  /** Shows the token in hand, or hides. */
  async refresh() {
    const { work } = this;
    const { token: row, model } = work;
    this.element.hidden = row === null;
    document.body.classList.toggle("has-card", row !== null);
    if (row === null) return;
    await model.load();
    const label = model.label(row);
    this.neighbors = h("section", { "aria-label": "Neighbours" });
    fill(this.element,
      h("header", {},
        h("div.title", {}, h("h2", { tabindex: -1 }, label === "" ? "(empty)" : label),
          h("p.sub", {}, `${row >= (model.tokenizerSize ?? 0) && model.hasTokenizer ? "row" : "token"} ${count(row)} of ${model.name}`)),
        button("", () => this.close(), { icon: "close", title: "Close the card (Escape)", kind: "quiet" })),
      h("div.row.actions", {}, button("On the map", this.showOnMap, { icon: "map" }), this.linkButton()),
      this.neighbors, numbersPart(model, row), rowPart(model, row), formsPart(model, row), mergePart(model, row),
      containersPart(model, row), sameWordPart(work, row));
    this.element.scrollTop = 0;
    this.drawNeighbors();
    work.announce(`Token ${label}`);
  }

  drawNeighbors() {
    const { token, model } = this.work;
    if (token !== null && this.neighbors) neighborsPart(this.neighbors, this.work, model, token);
  }

  linkButton() {
    const element = button("Copy link", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        element.lastChild.textContent = "Copied";
      } catch {
        element.lastChild.textContent = "It is in the address bar";
      }
      setTimeout(() => (element.lastChild.textContent = "Copy link"), 2000);
    }, { icon: "link", title: "Copies the address of what you see" });
    return element;
  }
}
