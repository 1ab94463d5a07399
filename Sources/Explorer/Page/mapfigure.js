// The map as a figure, as it is shown: points as paths of dots and words as text (SVG), or the canvases' pixels (PNG).
import { h, svg } from "./dom.js";
import { give } from "./files.js";
import { hex } from "./palette.js";

/** Gives a pane as SVG. */
export function giveMapSVG(stage, pane, name) {
  if (!pane.cloud) return;
  stage.draw();
  const { width, height } = pane.box;
  const { colors } = stage;
  const paths = new Map();
  pane.cloud.forEach(pane.camera, (row, right, down) => {
    if (Math.abs(right) > width / 2 || Math.abs(down) > height / 2) return;
    const group = pane.cloud.groups[row];
    if (!paths.has(group)) paths.set(group, []);
    paths.get(group).push(`M${right.toFixed(1)} ${down.toFixed(1)}h0`);
  });
  const dots = [...paths].map(([group, moves]) => svg("path", {
    d: moves.join(""), stroke: hex([...pane.colors.subarray(4 * group, 4 * group + 3)]), "stroke-width": pane.pointSize.toFixed(1),
    "stroke-linecap": "round", "stroke-opacity": pane.alpha,
  }));
  const lines = pane.focus === null || !pane.cloud.has(pane.focus) ? [] : pane.neighbors.filter(({ id }) => pane.cloud.has(id)).map(({ id }) => {
    const [[x1, y1], [x2, y2]] = [pane.at(pane.focus), pane.at(id)];
    return svg("line", { x1, y1, x2, y2, stroke: colors.accent, "stroke-width": 1.25 });
  });
  const words = pane.drawn.map(({ x, y, text, kind }) => {
    const element = svg("text", {
      x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": "middle", fill: kind === "word" ? colors.text : colors.accent,
      "font-weight": kind === "word" ? 400 : 600, stroke: colors.back, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
    });
    element.textContent = text;
    return element;
  });
  const figure = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, width, height,
    "font-family": "system-ui, sans-serif", "font-size": 12,
  }, svg("rect", { x: -width / 2, y: -height / 2, width, height, fill: colors.back }), ...dots, ...lines, ...words);
  give(`${name}.svg`, new XMLSerializer().serializeToString(figure), "image/svg+xml");
}

/** Gives the stage as PNG, with as many pixels as the screen shows. */
export function giveMapPNG(stage, name) {
  const { width, height } = stage.dots;
  const canvas = h("canvas", { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = stage.colors.back;
  pen.fillRect(0, 0, width, height);
  // The points' canvas is empty after its frame was shown: it is drawn anew and taken at once.
  stage.draw();
  pen.drawImage(stage.dots, 0, 0);
  pen.drawImage(stage.ink, 0, 0);
  canvas.toBlob((blob) => give(`${name}.png`, blob, "image/png"));
}
