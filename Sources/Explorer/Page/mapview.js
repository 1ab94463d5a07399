// The map of one model.
import * as address from "./address.js";
import { button, h } from "./dom.js";
import { fileName } from "./files.js";
import { MapPanel } from "./mappanel.js";
import { ModelMap } from "./modelmap.js";
import { toolbar } from "./toolbar.js";

export class MapView {
  constructor(work) {
    this.work = work;
    this.map = new ModelMap(work, true);
    this.panel = new MapPanel(work, this.map);
    this.place = h("div.place", {},
      toolbar(work.stage, () => fileName(work.model.name, this.map.name ?? "map")),
      button("", () => this.togglePanel(), { icon: "panel", title: "Map settings and lists", kind: "opener" }));
    this.element = h("div.view.mapview", {}, this.panel.element, this.place);
  }

  togglePanel() { this.element.classList.toggle("open"); }

  /** Becomes the view that is seen. */
  enter() {
    this.work.stage.attach(this.place, [this.map.pane]);
    this.show();
  }

  async show() {
    const { model } = this.work;
    await this.map.show(model);
    this.panel.refresh();
    const { token } = this.work;
    if (token !== null && address.get("s") === null && this.map.pane.cloud) this.map.pane.flyToRows([token]);
  }

  follow(keys) {
    if (keys.has("m") || keys.has("map")) this.show();
    else if (keys.has("color")) this.map.recolor();
    if (keys.has("token") && !keys.has("s") && this.work.token !== null) this.map.pane.seek(this.work.token);
  }

  flyTo(row) { this.map.pane.flyToRows([row]); }
}
