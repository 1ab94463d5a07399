// How the matrix is drawn: tiles, pinned rows, names, crosshair.
import { number } from "./dom.js";
import { inkOn, diverging, styleColor } from "./palette.js";
import { stepOf } from "./tiles.js";

/** The room for names beside and numbers below the heatmap, in CSS pixels. */
export const gutter = { left: 116, bottom: 22 };

const font = '12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

/** Draws what a matrix view looks at. */
export function drawMatrix(view) {
  const pen = view.canvas.getContext("2d");
  const { ratio, width, height, pinnedHeight } = view;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width + gutter.left, height + pinnedHeight + gutter.bottom);
  pen.font = font;
  pen.textBaseline = "middle";
  drawPinned(pen, view);
  pen.save();
  pen.translate(gutter.left, pinnedHeight);
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  drawTiles(pen, view);
  drawValues(pen, view);
  drawCross(pen, view);
  pen.restore();
  drawNames(pen, view);
  drawColumns(pen, view);
}

function drawTiles(pen, { tiles, level, scale, top, left, width, height, columnWidth, colors, work: { model } }) {
  const rows = 2 ** level;
  const last = Math.min(Math.floor((top + height / scale) / rows / 256), Math.floor((model.rows - 1) / rows / 256));
  const lastColumn = Math.floor(Math.min(left + width / columnWidth, model.columns - 1) / 256);
  for (let row = Math.floor(top / rows / 256); row <= last; row++) {
    for (let column = Math.floor(left / 256); column <= lastColumn; column++) {
      const tile = tiles.tile(level, row, column);
      if (!tile) continue;
      // Single values have sharp edges; cells smaller than a pixel are averaged.
      pen.imageSmoothingEnabled = scale * rows < 2;
      const [x, y] = [(column * 256 - left) * columnWidth, (row * 256 * rows - top) * scale];
      pen.drawImage(tiles.picture(tile, level, colors), x, y, tile.width * columnWidth, tile.height * rows * scale);
    }
  }
}

function drawValues(pen, { tiles, level, scale, top, left, width, height, columnWidth, work: { model } }) {
  if (level || columnWidth < 46 || scale < 13) return;
  pen.textAlign = "center";
  pen.font = "11px " + font.slice(5);
  for (let place = Math.floor(top); place < Math.min(top + height / scale, model.rows); place++) {
    for (let column = Math.floor(left); column < Math.min(left + width / columnWidth, model.columns); column++) {
      const value = tiles.value(place, column);
      if (value === null) continue;
      pen.fillStyle = inkOn(diverging(Math.min(stepOf((value * 127) / tiles.limits[0]), 254) / 254));
      pen.fillText(number(value, 3), (column + 0.5 - left) * columnWidth, (place + 0.5 - top) * scale);
    }
  }
  pen.font = font;
}

function drawCross(pen, { cross, scale, top, left, width, height, columnWidth }) {
  if (!cross) return;
  const [x, y] = [(cross.column - left) * columnWidth, (cross.place - top) * scale];
  pen.strokeStyle = styleColor("--text");
  pen.globalAlpha = 0.55;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const edge of scale > 3 ? [y, y + scale] : [y + scale / 2]) { pen.moveTo(0, edge); pen.lineTo(width, edge); }
  for (const edge of columnWidth > 3 ? [x, x + columnWidth] : [x + columnWidth / 2]) { pen.moveTo(edge, 0); pen.lineTo(edge, height); }
  pen.stroke();
  pen.globalAlpha = 1;
}

function drawNames(pen, { tiles, scale, top, height, pinnedHeight, work: { model } }) {
  if (!tiles.rowAt) return;
  const step = Math.max(1, Math.ceil(15 / scale));
  const nice = step === 1 ? 1 : 10 ** Math.ceil(Math.log10((step * 3) / 5)) * 5;
  pen.textAlign = "right";
  pen.fillStyle = styleColor(step === 1 ? "--text" : "--soft");
  for (let place = Math.ceil(top / nice) * nice; place < Math.min(top + height / scale, model.rows); place += nice) {
    const y = pinnedHeight + (place + 0.5 - top) * scale;
    if (y < pinnedHeight + 4 || y > pinnedHeight + height - 2) continue;
    pen.fillText(step === 1 ? short(model.label(tiles.rowAt[place])) : place.toLocaleString("en"), gutter.left - 8, y, gutter.left - 12);
  }
}

function drawColumns(pen, { left, width, height, pinnedHeight, columnWidth, work: { model } }) {
  const least = 44 / columnWidth;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= least));
  pen.textAlign = "center";
  pen.fillStyle = styleColor("--soft");
  for (let column = Math.ceil(left / step) * step; column < Math.min(left + width / columnWidth, model.columns); column += step) {
    pen.fillText(String(column), gutter.left + (column + 0.5 - left) * columnWidth, pinnedHeight + height + 12);
  }
}

function drawPinned(pen, { pinned, tiles, colors, left, width, columnWidth, work: { model } }) {
  const limit = tiles.limits[0] ?? (pinned.length ? 3 * Math.sqrt(pinned[0].values.reduce((sum, value) => sum + value * value, 0) / pinned[0].values.length) : 1);
  pinned.forEach(({ row, values }, at) => {
    const top = at * 18;
    const line = new ImageData(values.length, 1);
    const pixels = new Uint32Array(line.data.buffer);
    values.forEach((value, column) => (pixels[column] = colors[stepOf((value * 127) / limit)]));
    const strip = new OffscreenCanvas(values.length, 1);
    strip.getContext("2d").putImageData(line, 0, 0);
    pen.save();
    pen.beginPath();
    pen.rect(gutter.left, top, width, 16);
    pen.clip();
    pen.imageSmoothingEnabled = columnWidth < 1;
    pen.drawImage(strip, gutter.left - left * columnWidth, top, values.length * columnWidth, 16);
    pen.restore();
    pen.textAlign = "right";
    pen.fillStyle = styleColor("--accent");
    pen.fillText(short(model.label(row)), gutter.left - 8, top + 8.5, gutter.left - 12);
  });
}

function short(text) { return text.length > 18 ? text.slice(0, 17) + "…" : text; }
