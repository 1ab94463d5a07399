// The canvas of all maps: points below, ink above, panes side by side; drawn when something changed, once a frame.
import { h } from "./dom.js";
import { drawInk, inkColors } from "./ink.js";
import { RasterPoints } from "./raster.js";
import { WebGLPoints } from "./webgl.js";

/** The one stage of the page; a view that shows maps takes it into its own part of the page. */
export class Stage {
  constructor() {
    this.dots = h("canvas.dots", { "aria-hidden": "true" });
    this.renderer = WebGLPoints.make(this.dots) ?? new RasterPoints(this.dots);
    this.renderer.onrestored = () => this.invalidate();
    this.ink = h("canvas.ink", { "aria-hidden": "true" });
    this.grid = h("div.panes");
    this.element = h("div.stage", {}, this.dots, this.ink, this.grid);
    this.panes = [];
    /** What a drag does: `move`, `box` or `lasso`. */
    this.tool = "move";
    /** The last frames' script times in milliseconds, for measurements. */
    this.times = [];
    this.isWaiting = false;
    this.last = null;
    new ResizeObserver(() => this.measure()).observe(this.element);
    matchMedia("(resolution: 1dppx)").addEventListener("change", () => this.measure());
    this.restyle();
  }

  /** The pane that was used last: what the toolbar works on. */
  get active() { return this.panes.includes(this.last) ? this.last : this.panes[0]; }

  /** Takes the stage into `container` with these panes. */
  attach(container, panes) {
    this.panes = panes;
    this.grid.replaceChildren(...panes.map((pane) => pane.element));
    this.grid.dataset.count = panes.length;
    container.prepend(this.element);
    this.measure();
  }

  /** Takes the theme's colours. */
  restyle() {
    this.colors = inkColors();
    for (const pane of this.panes) pane.restyle();
    this.invalidate();
  }

  /** Measures the panes and gives the canvases as many pixels as the screen has. */
  measure() {
    if (!this.element.isConnected) return;
    const around = this.element.getBoundingClientRect();
    if (!around.width || !around.height) return;
    this.ratio = Math.min(devicePixelRatio || 1, this.renderer.largestRatio);
    for (const canvas of [this.dots, this.ink]) {
      canvas.width = Math.round(around.width * this.ratio);
      canvas.height = Math.round(around.height * this.ratio);
    }
    for (const pane of this.panes) {
      const box = pane.element.getBoundingClientRect();
      pane.resize({ left: box.left - around.left, top: box.top - around.top, width: box.width, height: box.height });
    }
    this.draw();
  }

  invalidate() {
    if (this.isWaiting || !this.element.isConnected) return;
    this.isWaiting = true;
    requestAnimationFrame((now) => {
      this.isWaiting = false;
      const start = performance.now();
      for (const pane of this.panes) pane.step(now);
      this.draw();
      this.times.push(performance.now() - start);
      if (this.times.length > 2000) this.times.splice(0, 1000);
    });
  }

  draw() {
    if (!this.dots.width) return;
    this.renderer.draw(this.dots.width, this.dots.height, this.ratio, this.panes);
    const context = this.ink.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.ink.width, this.ink.height);
    for (const pane of this.panes) drawInk(context, this.ratio, pane, this.colors);
  }
}
