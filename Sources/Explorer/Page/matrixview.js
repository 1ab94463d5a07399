// The matrix as a heatmap, from the whole down to single values.
import * as address from "./address.js";
import { button, choice, count, fill, h, later, number } from "./dom.js";
import { fileName, give } from "./files.js";
import { drawMatrix, gutter } from "./matrixink.js";
import { hex, diverging } from "./palette.js";
import { Tiles, valueColors } from "./tiles.js";

/** The view `matrix`. `top` is the place of the first row seen, `scale` the height of a row in pixels. */
export class MatrixView {
  constructor(work) {
    this.work = work;
    this.canvas = h("canvas", {
      tabindex: 0, role: "application", "aria-roledescription": "heatmap",
      "aria-label": "The matrix: arrow keys move the crosshair, plus and minus zoom, Enter opens the row's token",
    });
    this.told = h("p.told", { "aria-live": "polite" });
    this.bar = h("div.row.matrixbar");
    this.element = h("div.view.matrixview", {}, this.bar, h("div.canvasbox", {}, this.canvas), this.told);
    this.cross = null;
    this.pinned = [];
    this.keep = later(300, () => this.tiles && address.set(this.isFitted ? { top: null, left: null, rh: null }
      : { top: Math.round(this.top), left: Math.round(this.left), rh: Number(this.scale.toPrecision(4)) }, true));
    new ResizeObserver(() => this.measure()).observe(this.canvas.parentElement);
    this.listen();
    work.onSelection.on(() => this.pin());
  }

  enter() {
    this.restyle();
    this.show();
  }

  follow(keys) {
    if (keys.has("m") || keys.has("order")) this.show();
    if (keys.has("token")) {
      this.pin();
      this.drawBar();
    }
  }

  restyle() {
    this.colors = valueColors();
    this.invalidate();
  }

  flyTo(row) { this.toRow(row); }

  async show() {
    const { model } = this.work;
    const order = address.get("order") ?? "index";
    this.tiles = new Tiles(model, order, () => this.invalidate());
    this.fit();
    const height = address.numberOf("rh");
    if (height) Object.assign(this, { scale: height, top: address.numberOf("top", 0), left: address.numberOf("left", 0) });
    this.drawBar();
    this.pin();
    await Promise.all([model.load(), this.tiles.rows]);
    this.invalidate();
  }

  drawBar() {
    const { token, model } = this.work;
    const order = address.get("order") ?? "index";
    const orders = [["index", "by index"], ["norm", "by length of the row"], ["length", "by length of the token"]];
    const near = token ?? (order.startsWith("near-") ? Number(order.slice(5)) : null);
    if (near !== null) orders.push([`near-${near}`, `by nearness to ${model.shown[near] ?? `row ${near}`}`]);
    const held = orders.filter(([name]) => model.held?.orders.includes(name) ?? true);
    fill(this.bar,
      choice("Order of the rows", held, order, (value) => address.set({ order: value, top: null, left: null, rh: null })),
      button("", () => this.zoomBy(2), { icon: "plus", title: "Zoom in (+)" }), button("", () => this.zoomBy(0.5), { icon: "minus", title: "Zoom out (−)" }),
      button("", () => this.fit(), { icon: "fit", title: "Show all (0)" }),
      button("PNG", () => this.canvas.toBlob((blob) => give(`${fileName(model.name, "matrix")}.png`, blob, "image/png"))),
      this.scaleBar = h("div.scale"));
    this.invalidate();
  }

  drawScale() {
    const limit = this.tiles.limits[this.level];
    if (limit === undefined || this.scaleOf === `${limit}${this.level}`) return;
    this.scaleOf = `${limit}${this.level}`;
    const stops = [0, 0.25, 0.5, 0.75, 1].map((t) => hex(diverging(t))).join(", ");
    fill(this.scaleBar, h("span", {}, number(-limit, 3)), h("span.bar", { style: { background: `linear-gradient(90deg, ${stops})` } }), h("span", {}, number(limit, 3)),
      h("span", {}, this.level ? `means of ${count(2 ** this.level)} rows` : "single values"));
  }

  /** Pins the token in hand and the selection above the matrix. */
  async pin() {
    const { work } = this;
    const rows = [...new Set([...(work.token === null ? [] : [work.token]), ...work.selection(work.model)])].slice(0, 16);
    const model = work.model;
    this.pinned = (await Promise.all(rows.map((row) => model.row(row).then((values) => ({ row, values }), () => null)))).filter(Boolean);
    this.invalidate();
  }

  // Where one looks

  get columnWidth() { return Math.max(this.width / this.work.model.columns, Math.min(3.4 * this.scale, 64)); }

  get level() {
    const lowest = this.work.model.held?.lowestLevel ?? 0;
    return Math.min(Math.max(lowest, Math.floor(Math.log2(1 / this.scale) + 0.01)), this.tiles.highest);
  }

  get isFitted() { return this.scale <= this.lowest * 1.001; }

  get pinnedHeight() { return this.pinned.length ? this.pinned.length * 18 + 8 : 0; }

  measure() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    if (!box.width || !box.height) return;
    this.ratio = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: box.width * this.ratio, height: box.height * this.ratio });
    const wasFitted = this.scale === undefined || this.isFitted;
    Object.assign(this, { width: box.width - gutter.left, fullHeight: box.height });
    if (wasFitted && this.tiles && !address.numberOf("rh")) this.fit();
    this.draw();
  }

  get height() { return (this.fullHeight ?? 400) - gutter.bottom - this.pinnedHeight; }

  get lowest() { return this.height / this.work.model.rows; }

  fit() { this.look(0, 0, this.lowest); }

  /** Looks at a place, within what there is. */
  look(top, left, scale) {
    const { model } = this.work;
    this.scale = Math.min(Math.max(scale, this.lowest), 28);
    this.top = Math.min(Math.max(top, 0), Math.max(0, model.rows - this.height / this.scale));
    this.left = Math.min(Math.max(left, 0), Math.max(0, model.columns - this.width / this.columnWidth));
    this.invalidate();
    this.keep();
  }

  zoomBy(factor, x = this.width / 2, y = this.height / 2) {
    const [place, column] = [this.top + y / this.scale, this.left + x / this.columnWidth];
    const scale = Math.min(Math.max(this.scale * factor, this.lowest), 28);
    this.scale = scale;
    this.look(place - y / scale, column - x / this.columnWidth, scale);
  }

  /** Brings a row of the matrix into view. */
  toRow(row) {
    const place = this.tiles?.rowAt?.indexOf(row) ?? -1;
    if (place < 0) return;
    const scale = Math.max(this.scale, 14);
    this.look(place - this.height / scale / 2, this.left, scale);
    this.setCross(place, Math.floor(this.left));
  }

  setCross(place, column) {
    const { model } = this.work;
    this.cross = { place: Math.min(Math.max(place, 0), model.rows - 1), column: Math.min(Math.max(column, 0), model.columns - 1) };
    this.tell();
    this.invalidate();
  }

  /** Names the token and the dimension at the crosshair. */
  tell() {
    const { cross, tiles, work: { model } } = this;
    if (!cross || !tiles.rowAt) return fill(this.told, "Point at a value, or walk with the arrow keys.");
    const row = tiles.rowAt[cross.place];
    const value = this.level === 0 ? tiles.value(cross.place, cross.column) : null;
    fill(this.told, h("strong.token", {}, model.label(row)), ` · row ${count(row)} · dimension ${count(cross.column)}`, value === null ? " · zoom in for the value" : ` · ${number(value, 5)}`);
  }

  invalidate() {
    if (this.isWaiting || !this.tiles) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.draw();
    });
  }

  draw() {
    if (!this.tiles || !this.width || !this.colors) return;
    drawMatrix(this);
    this.drawScale();
    if (this.tiles.failed) fill(this.told, this.tiles.failed);
    else this.tell();
  }

  // Mouse, fingers, keys

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left - gutter.left, event.clientY - box.top - this.pinnedHeight];
  }

  listen() {
    const { canvas } = this;
    const held = new Map();
    let way = 0;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      held.set(event.pointerId, this.at(event));
      way = held.size > 1 ? 99 : 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const [x, y] = this.at(event);
      const before = held.get(event.pointerId);
      if (!before) return this.setCross(Math.floor(this.top + y / this.scale), Math.floor(this.left + x / this.columnWidth));
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      held.set(event.pointerId, [x, y]);
      way += Math.hypot(x - before[0], y - before[1]);
      if (other) this.zoomBy(Math.hypot(x - other[0], y - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1), (x + other[0]) / 2, (y + other[1]) / 2);
      this.look(this.top - (y - before[1]) / this.scale / held.size, this.left - (x - before[0]) / this.columnWidth / held.size, this.scale);
    });
    const end = (event) => {
      const [x, y] = this.at(event);
      if (!held.delete(event.pointerId) || event.type !== "pointerup" || way > 6 || !this.tiles.rowAt) return;
      if (y < 0) return this.work.open(this.work.model, this.pinned[Math.floor((y + this.pinnedHeight) / 18)]?.row ?? this.work.token);
      this.setCross(Math.floor(this.top + y / this.scale), Math.floor(this.left + x / this.columnWidth));
      this.work.open(this.work.model, this.tiles.rowAt[this.cross.place]);
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      if (event.shiftKey) return this.look(this.top, this.left + (event.deltaY || event.deltaX) / this.columnWidth, this.scale);
      this.zoomBy(Math.exp(-event.deltaY * 0.002), ...this.at(event));
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event) && event.preventDefault());
  }

  key({ key, shiftKey }) {
    const step = shiftKey ? 32 : 1;
    const { place, column } = this.cross ?? { place: Math.floor(this.top), column: Math.floor(this.left) };
    const rows = Math.max(step, Math.round(step / this.scale));
    const move = { ArrowUp: [-rows, 0], ArrowDown: [rows, 0], ArrowLeft: [0, -step], ArrowRight: [0, step] }[key];
    if (move) {
      this.setCross(place + move[0], column + move[1]);
      this.follows();
    } else if (key === "+" || key === "=") this.zoomBy(1.6);
    else if (key === "-") this.zoomBy(1 / 1.6);
    else if (key === "0") this.fit();
    else if (key === "Enter" && this.tiles.rowAt) this.work.open(this.work.model, this.tiles.rowAt[place]);
    else return false;
    return true;
  }

  /** Keeps the crosshair in view. */
  follows() {
    const { place, column } = this.cross;
    const [rows, columns] = [this.height / this.scale, this.width / this.columnWidth];
    const top = place < this.top ? place : place + 1 > this.top + rows ? place + 1 - rows : this.top;
    const left = column < this.left ? column : column + 1 > this.left + columns ? column + 1 - columns : this.left;
    this.look(top, left, this.scale);
  }
}
