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

const kinds = [
  ["map", "Map", MapView], ["pair", "Two models", PairView], ["matrix", "Matrix", MatrixView], ["text", "Text", TextView],
  ["model", "Model", ModelView], ["studies", "Studies", StudiesView],
];

/** Builds the page on what the tool says it has opened. */
function build(explorer) {
  setExport(explorer.isExport);
  document.title = `${explorer.models.map((model) => model.name).join(", ")} – Embedscope`;
  const stage = new Stage();
  const work = new Workspace(explorer, stage);
  const views = new Map();
  const place = h("main", { id: "view" });
  const theme = themeButton(() => {
    stage.restyle();
    for (const view of views.values()) view.restyle?.();
  });
  const tabs = new Map(kinds.map(([name, title]) => [name, h("a", { href: address.link({ view: name }) }, title)]));
  let seen = null;

  const current = () => (kinds.some(([name]) => name === address.get("view")) ? address.get("view") : "map");
  const enter = (name) => {
    if (!views.has(name)) views.set(name, new (kinds.find(([other]) => other === name)[2])(work));
    seen = name;
    for (const [other, tab] of tabs) tab.setAttribute("aria-current", other === name ? "page" : "false");
    document.body.dataset.view = name;
    fill(place, views.get(name).element);
    views.get(name).enter();
  };
  const flyTo = (row) => {
    const view = views.get(seen);
    if (view?.flyTo) return view.flyTo(row);
    address.set({ view: "map", x: null, y: null, z: null, s: null });
  };
  const card = new Card(work, () => flyTo(work.token));

  address.onChange((keys) => {
    for (const [name, tab] of tabs) tab.setAttribute("href", address.link({ view: name }));
    if (current() !== seen) enter(current());
    else views.get(seen).follow?.(keys);
  });
  document.body.append(
    h("a.skip", { href: "#view", onclick: (event) => { event.preventDefault(); place.tabIndex = -1; place.focus(); } }, "Skip to the view"),
    h("header.head", {},
      h("span.brand", { title: `Embedscope ${explorer.tool}` }, "Embedscope"),
      h("nav", { "aria-label": "Views" }, [...tabs.values()]),
      modelChoice(work), searchBox(work, (row) => { work.open(work.model, row); if (views.get(seen).flyTo) flyTo(row); }), theme),
    h("div.body", {}, place, card.element), work.teller);
  enter(current());
  card.refresh();
  // For the page's own tests and measurements.
  globalThis.embedscope = { stage, work, address };
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
  build(await json("api/explorer.json"));
} catch (error) {
  document.body.append(h("div.failed", {}, h("h1", {}, "Embedscope"), reason(error.message)));
  throw error;
}
