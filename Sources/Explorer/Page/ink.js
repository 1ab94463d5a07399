// What is drawn over the points: words, lines to true neighbours, the outline of a selection.
import { Boxes, FittingTexts } from "./labels.js";
import { styleColor } from "./palette.js";

const font = '12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
const strongFont = "600 " + font;

/** The colours of the ink, read from the style sheet once for each theme. */
export function inkColors() {
  const names = { text: "--text", soft: "--soft", back: "--back", accent: "--accent", onAccent: "--on-accent", line: "--line", warm: "--warm" };
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, styleColor(name)]));
}

/**
 * Draws a pane's ink, and notes in `pane.drawn` what words stand where.
 * @param {CanvasRenderingContext2D} context over all panes
 */
export function drawInk(context, ratio, pane, colors) {
  const { box, cloud } = pane;
  pane.drawn.length = 0;
  if (!cloud) return;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, box.left * ratio, box.top * ratio);
  context.beginPath();
  context.rect(0, 0, box.width, box.height);
  context.clip();
  context.translate(box.width / 2, box.height / 2);
  drawLines(context, pane, colors);
  const strong = strongLabels(context, pane);
  drawWords(context, pane, colors, strong);
  for (const label of strong.held) drawStrong(context, label, colors);
  drawOutline(context, pane, colors);
  context.restore();
}

/** Lines from the token in hand to its true neighbours: what the map tears apart is seen at once. */
function drawLines(context, pane, colors) {
  if (pane.focus === null || !pane.cloud.has(pane.focus)) return;
  const [x, y] = pane.at(pane.focus);
  context.lineWidth = 1.25;
  context.strokeStyle = colors.accent;
  for (const { id } of pane.neighbors) {
    if (!pane.cloud.has(id)) continue;
    const [right, down] = pane.at(id);
    context.globalAlpha = 0.65;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(right, down);
    context.stroke();
  }
  context.globalAlpha = 1;
  circle(context, x, y, pane.pointSize / 2 + 5, colors.accent, 2);
}

/** The words that stand whatever the scale: token in hand, what the pointer is at, neighbours, hits. */
function strongLabels(context, pane) {
  const boxes = new Boxes();
  const offer = (row, kind) => {
    if (row === null || row < 0 || !pane.cloud.has(row)) return;
    const [x, y] = pane.at(row);
    if (Math.abs(x) > pane.box.width / 2 + 60 || Math.abs(y) > pane.box.height / 2 + 20) return;
    context.font = kind === "hit" ? font : strongFont;
    let text = pane.label(row);
    if (text.length > 42) text = text.slice(0, 40) + "…";
    const half = context.measureText(text).width / 2 + 6;
    const lift = 16;
    if (boxes.held.some((held) => held.row === row)) return;
    if (boxes.take(x, y - lift, half, 19)) Object.assign(boxes.held.at(-1), { row, kind, text, lift });
  };
  offer(pane.hover, "hover");
  offer(pane.focus, "focus");
  for (const { id } of pane.neighbors) offer(id, "neighbor");
  for (let at = 0; at < pane.hits.length && boxes.held.length < 80 && at < 400; at++) offer(pane.hits[at], "hit");
  for (let at = 0; at < pane.selection.length && boxes.held.length < 80 && at < 200; at++) offer(pane.selection[at], "hit");
  return boxes;
}

/** The words of the map's own labels that leave the strong ones free. */
function drawWords(context, pane, colors, strong) {
  if (!pane.labels || !pane.showsLabels) return;
  const { labels, camera, box, cloud, drawn } = pane;
  pane.texts ??= new FittingTexts(font);
  labels.inView(camera, pane.labelShare, box.width, box.height, (row, x, y) => {
    if (cloud.hidden[cloud.groups[row]]) return;
    const half = labels.halfWidths[row];
    if (!strong.isFree(x, y, half, labels.height)) return;
    drawn.push({ row, text: pane.texts.of(row, pane.label(row), 2 * half - 4), x, y, half, height: labels.height, kind: "word" });
  });
  Object.assign(context, {
    font, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3, fillStyle: colors.text, strokeStyle: colors.back,
    globalAlpha: pane.alpha < 0.5 ? 0.35 : 1,
  });
  for (const { text, x, y } of drawn) context.strokeText(text, x, y);
  for (const { text, x, y } of drawn) context.fillText(text, x, y);
  context.globalAlpha = 1;
  for (const label of strong.held) drawn.push(label);
}

function drawStrong(context, { x, y, half, kind, text, lift }, colors) {
  const isMain = kind === "focus" || kind === "hover";
  context.font = kind === "hit" ? font : strongFont;
  context.fillStyle = isMain ? (kind === "focus" ? colors.accent : colors.text) : colors.back;
  context.strokeStyle = kind === "neighbor" ? colors.accent : colors.line;
  context.lineWidth = 1;
  context.globalAlpha = isMain ? 1 : 0.94;
  context.beginPath();
  context.roundRect(x - half, y - 9.5, 2 * half, 19, 6);
  context.fill();
  if (!isMain) context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = kind === "focus" ? colors.onAccent : kind === "hover" ? colors.back : colors.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
  if (kind === "hover") circle(context, x, y + lift, 5, colors.text, 1.5);
}

function drawOutline(context, pane, colors) {
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  if (pane.outline?.length > 1) {
    context.beginPath();
    pane.outline.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.setLineDash([5, 4]);
    context.stroke();
    context.globalAlpha = 0.1;
    context.fillStyle = colors.accent;
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([]);
  }
  if (pane.hasKeys) {
    context.strokeStyle = colors.soft;
    context.beginPath();
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(4 * x, 4 * y);
      context.lineTo(11 * x, 11 * y);
    }
    context.stroke();
  }
}

function circle(context, x, y, radius, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}
