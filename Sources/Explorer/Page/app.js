// The page: head, views, card; each view is made when it is first seen.
import * as address from "./address.js";
import { json, setExport } from "./api.js";
import { Card } from "./card.js";
import { choice, fill, h, reason } from "./dom.js";
import { MapView } from "./mapview.js";
import { MatrixView } from "./matrixview.js";
import { ModelView } from "./modelview.js";
import { PairView } from "./pairview.js";
import { searchBox } from "./searchbox.js";
import { Stage } from "./stage.js";
import { StudiesView } from "./studiesview.js";
import { TextView } from "./textview.js";
import { themeButton } from "./theme.js";
import { Workspace } from "./workspace.js";

const kinds = new Map([
  ["map", { title: "Map", View: MapView }], ["pair", { title: "Two models", View: PairView }],
  ["matrix", { title: "Matrix", View: MatrixView }], ["text", { title: "Text", View: TextView }],
  ["model", { title: "Model", View: ModelView }], ["studies", { title: "Studies", View: StudiesView }],
]);

/** The page on what the tool says it has opened. */
class Page {
  constructor(explorer) {
    setExport(explorer.isExport);
    this.stage = new Stage();
    this.work = new Workspace(explorer, this.stage);
    this.views = new Map();
    this.place = h("main", { id: "view" });
    this.tabs = new Map([...kinds].map(([name, { title }]) => [name, h("a", { href: address.link({ view: name }) }, title)]));
    this.card = new Card(this.work, () => this.flyTo(this.work.token));
    address.onChange((keys) => this.follow(keys));
    document.title = `${explorer.models.map((model) => model.name).join(", ")} – Embedscope`;
    document.body.append(this.skipLink(), this.head(explorer), h("div.body", {}, this.place, this.card.element), this.work.teller);
    this.enter();
    this.card.refresh();
  }

  /** The name of the view that the address asks for. */
  get asked() { return kinds.has(address.get("view")) ? address.get("view") : "map"; }

  get view() { return this.views.get(this.seen); }

  head({ tool }) {
    const find = (row) => {
      this.work.open(this.work.model, row);
      if (this.view.flyTo) this.flyTo(row);
    };
    const theme = themeButton(() => {
      this.stage.restyle();
      for (const view of this.views.values()) view.restyle?.();
    });
    return h("header.head", {},
      h("span.brand", { title: `Embedscope ${tool}` }, "Embedscope"), h("nav", { "aria-label": "Views" }, [...this.tabs.values()]),
      modelChoice(this.work), searchBox(this.work, find), theme);
  }

  skipLink() {
    const skip = (event) => {
      event.preventDefault();
      this.place.tabIndex = -1;
      this.place.focus();
    };
    return h("a.skip", { href: "#view", onclick: skip }, "Skip to the view");
  }

  /** Shows the view that the address asks for. */
  enter() {
    const name = this.asked;
    if (!this.views.has(name)) this.views.set(name, new (kinds.get(name).View)(this.work));
    this.seen = name;
    for (const [other, tab] of this.tabs) tab.setAttribute("aria-current", other === name ? "page" : "false");
    fill(this.place, this.view.element);
    this.view.enter();
  }

  follow(keys) {
    for (const [name, tab] of this.tabs) tab.setAttribute("href", address.link({ view: name }));
    if (this.asked !== this.seen) this.enter();
    else this.view.follow?.(keys);
  }

  /** Brings a row into view: where it is seen, else on the map. */
  flyTo(row) {
    if (this.view.flyTo) this.view.flyTo(row);
    else address.set({ view: "map", x: null, y: null, z: null, s: null });
  }
}

function modelChoice(work) {
  const { vocabularies } = work;
  if (vocabularies.length === 1) return h("span.model", { title: vocabularies[0].name }, vocabularies[0].name);
  const select = choice("Model", vocabularies.map(({ index, name }) => [index, name]), work.model.index,
    (index) => address.set({ m: index, token: null, x: null, y: null, z: null, s: null }), { class: "model" });
  address.onChange((keys) => keys.has("m") && (select.value = work.model.index));
  return select;
}

try {
  const { stage, work } = new Page(await json("api/explorer.json"));
  // For tests and measurements.
  globalThis.embedscope = { stage, work, address };
} catch (error) {
  document.body.append(h("div.failed", {}, h("h1", {}, "Embedscope"), reason(error.message)));
  throw error;
}
