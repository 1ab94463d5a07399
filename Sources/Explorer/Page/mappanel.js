// Beside the map: which map, which colours, what was found, what is selected.
import * as address from "./address.js";
import { button, choice, count, counted, fill, h, reason } from "./dom.js";
import { giveTokens } from "./files.js";
import { LongList } from "./list.js";
import { canCompute, mapName, methods, parseMapName } from "./maps.js";
import { hex } from "./palette.js";

export class MapPanel {
  constructor(work, map) {
    Object.assign(this, { work, map });
    this.mapPart = h("section", { "aria-label": "Map" });
    this.colorPart = h("section", { "aria-label": "Colours" });
    this.hitPart = new TokenPart(work, "Found");
    this.selectionPart = new TokenPart(work, "Selected");
    this.labelPart = h("section", { "aria-label": "Words on the map" }, this.labelSlider());
    this.element = h("div.panel", { role: "region", "aria-label": "Map settings and lists" },
      this.mapPart, this.colorPart, this.labelPart, this.hitPart.element, this.selectionPart.element, keysPart());
    map.onShown = () => this.drawMapPart();
    map.onColored = () => this.drawColorPart();
    work.onSelection.on(() => this.drawSelection());
    address.onChange((keys) => (keys.has("q") || keys.has("m")) && this.drawHits());
  }

  /** Shows the lists of the model looked at. */
  refresh() {
    this.drawMapPart();
    this.drawHits();
    this.drawSelection();
  }

  drawMapPart() {
    const { map } = this;
    const { method, dimensions } = parseMapName(map.name ?? "umap");
    const go = (name) => address.set({ map: name, x: null, y: null, z: null, s: null, yaw: null, pitch: null });
    const option = ({ name, title }) => [name, map.found.has(mapName(name, dimensions)) ? title : `${title} (not ${canCompute() ? "computed" : "here"})`];
    const flatOrNot = (number) => button(`${number}-D`, () => go(mapName(method, number)), {
      "aria-pressed": String(number === dimensions),
    });
    fill(this.mapPart, h("h2", {}, "Map"),
      h("div.row", {}, choice("Method", methods.map(option), method, (name) => go(mapName(name, dimensions))),
        h("div.switch", { role: "group", "aria-label": "Dimensions" }, [2, 3].map(flatOrNot))),
      map.name && !map.name.startsWith("umap") && !map.found.has("umap") && map.pane.cloud && h("p.hint", {},
        "PCA is quick and shows little of who is near whom. ", button("UMAP", () => go("umap"), { kind: "link" }), " shows more."));
  }

  drawColorPart() {
    const { map, work: { explorer } } = this;
    const name = address.get("color") ?? explorer.colors[0]?.name;
    const options = [
      ...explorer.colors.map((color) => [color.name, color.title]),
      ...explorer.columns.filter((column) => map.vocabulary.has(column.name)).map((column) => [`column-${column.name}`, column.title]),
      ["file", "a file of mine …"],
    ];
    const file = h("input", {
      type: "file", accept: ".tsv,.csv,.txt", "aria-label": "A file of lines: a token, a tab, a group or a number",
      onchange: () => file.files[0] && map.colorByFile(file.files[0]),
    });
    fill(this.colorPart, h("h2", {}, "Coloured by"),
      choice("Coloured by", options, name, (value) => address.set({ color: value })),
      name === "file" && h("p.hint", {}, "Lines of a token, a tab, and a group or a number. The file stays on this machine. ", file),
      name === "file" && map.fileNote && h("p.hint", {}, map.fileNote),
      map.colorReason && reason(map.colorReason),
      map.pane.coloring && !map.colorReason && this.legend(map.pane.coloring));
  }

  legend(coloring) {
    const colors = coloring.colors().map((color) => (typeof color === "string" ? color : hex(color)));
    const counts = coloring.counts();
    if (!coloring.names) {
      const stops = [0, 64, 127, 190, 254].map((step) => colors[step]).join(", ");
      return h("div.scale", {}, h("span", {}, coloring.low),
        h("span.bar", { style: { background: `linear-gradient(90deg, ${stops})` } }), h("span", {}, coloring.high));
    }
    return h("ul.legend", {}, coloring.names.map((name, group) => counts[group] > 0 && h("li", {},
      h("button", {
        type: "button", "aria-pressed": String(!this.map.hiddenGroups.has(group)), title: "Show or hide",
        onclick: () => this.map.toggle(group),
      }, h("span.dot", { style: { background: colors[group] } }), h("span.name", {}, name), h("span.count", {}, count(counts[group]))))));
  }

  labelSlider() {
    const { pane } = this.map;
    const slider = h("input", {
      type: "range", min: 0, max: 1, step: 0.05, value: pane.labelShare, "aria-label": "How many words stand on the map",
      oninput: () => {
        pane.labelShare = Math.max(Number(slider.value), 0.02);
        pane.showsLabels = Number(slider.value) > 0;
        if (pane.camera) pane.limit();
        this.work.stage.invalidate();
      },
    });
    return h("label.row", {}, h("span", {}, "Words"), slider);
  }

  async drawHits() {
    const { work } = this;
    const { ids, note } = await work.hits(work.model);
    const query = address.get("q") ?? "";
    this.hitPart.show(work.model, ids, query !== "", note ?? (ids.length ? null : `No token holds “${query}”.`), [
      button("Fly there", () => this.map.pane.flyToRows(ids.slice(0, 2000))), button("Select", () => work.select(work.model, ids)),
      button("CSV", () => giveTokens(work.model, ids, "found")),
    ]);
    if (query !== "") work.announce(counted(ids.length, "token") + " found");
  }

  drawSelection() {
    const { work } = this;
    const ids = work.selection(work.model);
    this.selectionPart.show(work.model, ids, ids.length > 0, null, [
      button("CSV", () => giveTokens(work.model, ids, "selected")),
      button("In the matrix", () => address.set({ view: "matrix" }), { title: "Pin these rows above the matrix" }),
      button("Clear", () => work.select(work.model, [])),
    ]);
  }
}

function keysPart() {
  const keys = [
    ["/", "search"], ["← ↑ → ↓", "move or turn the map"], ["+ − 0", "zoom, show all"], ["Enter", "the token in the middle"],
    ["Esc", "let it go"],
  ];
  return h("details.keys", {}, h("summary", {}, "Keys"), h("ul", {}, keys.map(([key, what]) => h("li", {}, h("kbd", {}, key), " ", what))));
}

/** A list of tokens with what can be done with it. */
class TokenPart {
  constructor(work, title) {
    this.work = work;
    this.title = title;
    this.head = h("h2", {});
    this.note = h("p.hint");
    this.actions = h("div.row.actions");
    this.list = new LongList(`${title} tokens`, (index) => this.line(index), (index) => work.open(this.vocabulary, this.ids[index]), {
      onHover: (index) => work.onHover(this.vocabulary, index < 0 ? -1 : this.ids[index], this),
    });
    this.element = h("section.tokens", { "aria-label": `${title} tokens`, hidden: true },
      this.head, this.note, this.actions, this.list.element);
  }

  show(vocabulary, ids, isThere, note, actions) {
    Object.assign(this, { vocabulary, ids });
    this.element.hidden = !isThere;
    fill(this.head, this.title, " ", h("span.count", {}, count(ids.length)));
    this.note.textContent = note ?? "";
    this.note.hidden = !note;
    fill(this.actions, ids.length ? actions : []);
    this.list.element.hidden = !ids.length;
    this.list.element.style.setProperty("height", `${Math.min(ids.length * 30, 240)}px`);
    this.list.set(ids.length);
  }

  line(index) {
    const id = this.ids[index];
    return [h("span.token", {}, this.vocabulary.label(id)), h("span.id", {}, String(id))];
  }
}
