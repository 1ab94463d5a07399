// The buttons on a map.
import { button, h } from "./dom.js";
import { giveMapPNG, giveMapSVG } from "./mapfigure.js";

const tools = [
  ["move", "hand", "Move the map by dragging"], ["box", "box", "Select a box by dragging"],
  ["lasso", "lasso", "Select with a lasso by dragging (also: hold Shift)"],
];

/** Zoom, tools and pictures for the map that was used last. */
export function toolbar(stage, fileName) {
  const zoom = (factor) => () => {
    const pane = stage.active;
    if (!pane.cloud) return;
    const { camera } = pane;
    const before = camera.state;
    camera.zoom(factor);
    const goal = camera.state;
    camera.set(before);
    pane.flyTo(goal);
  };
  const toolButtons = tools.map(([name, icon, title]) => button("", () => choose(name), { icon, title, "aria-pressed": "false" }));
  const choose = (name) => {
    stage.tool = name;
    stage.element.dataset.tool = name;
    tools.forEach(([other], at) => toolButtons[at].setAttribute("aria-pressed", String(other === name)));
  };
  choose(stage.tool);
  const save = h("details.menu", {},
    h("summary", { title: "Save the map as a picture", "aria-label": "Save the map as a picture" }, button("", null, { icon: "save" }).firstChild),
    h("div", {},
      button("SVG", () => giveMapSVG(stage, stage.active, fileName())), button("PNG", () => giveMapPNG(stage, fileName()))));
  return h("div.toolbar", { role: "toolbar", "aria-label": "Map" },
    h("div.group", {}, button("", zoom(2), { icon: "plus", title: "Zoom in (+)" }), button("", zoom(0.5), { icon: "minus", title: "Zoom out (−)" }),
      button("", () => stage.active.cloud && stage.active.fit(), { icon: "fit", title: "Show all (0)" })),
    h("div.group", {}, toolButtons),
    h("div.group", {}, save));
}
