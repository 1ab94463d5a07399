// One map on the stage: a model's points, where one looks from, and what is lit.
import { between, Camera } from "./camera.js";
import { h, signal } from "./dom.js";
import { listen } from "./gestures.js";
import { wordsInSpace } from "./labels.js";
import { parts } from "./palette.js";

const none = new Uint32Array(0);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** A part of the stage with one model's map. */
export class Pane {
  constructor(stage) {
    this.stage = stage;
    this.element = h("div.pane", { tabindex: 0, role: "application", "aria-roledescription": "map" });
    this.box = { left: 0, top: 0, width: 0, height: 0 };
    this.colors = new Uint8Array(1024).fill(128);
    this.drawn = [];
    this.hits = this.selection = none;
    this.neighbors = [];
    this.focus = this.hover = this.outline = null;
    this.alpha = 1;
    this.layers = [];
    this.showsLabels = true;
    this.labelShare = 0.5;
    this.pointSize = 2;
    /** A token was picked; what the pointer is at changed; tokens were enclosed; where one looks from changed. */
    this.onPick = signal();
    this.onHover = signal();
    this.onEnclose = signal();
    this.onMove = signal();
    listen(this);
  }

  /** Shows a map: `{info, cloud, labels}` of a vocabulary; `state` is where to look from, else all is seen. */
  show(vocabulary, map, state = null) {
    Object.assign(this, { vocabulary, map, cloud: map.cloud, labels: map.labels, texts: null });
    this.spaceWords = map.labels ? null : wordsInSpace(vocabulary, map.cloud);
    this.camera = new Camera(map.cloud.dimensions);
    this.element.setAttribute("aria-label",
      `Map of ${vocabulary.name}: arrow keys move, plus and minus zoom, 0 shows all, Enter opens the token in the middle`);
    this.fit(false);
    if (state) this.camera.set(state);
    this.relight();
    this.moved();
  }

  /** Takes away what is shown. */
  empty() {
    this.cloud = this.labels = this.map = null;
    this.stage.invalidate();
  }

  /** Takes a colouring's groups and colours; groups in `hidden` are not shown. */
  paint(coloring, hidden = new Set()) {
    this.coloring = coloring;
    this.hiddenGroups = hidden;
    this.cloud?.setGroups(coloring.groups);
    this.restyle();
  }

  /** Takes the colours anew: the theme or what is hidden changed. */
  restyle() {
    if (!this.coloring) return;
    const colors = this.coloring.colors();
    for (let group = 0; group < 256; group++) {
      const isHidden = this.hiddenGroups.has(group);
      if (this.cloud) this.cloud.hidden[group] = isHidden ? 1 : 0;
      this.colors.set([...parts(colors[Math.min(group, colors.length - 1)]), isHidden ? 0 : 255], 4 * group);
    }
    this.relight();
  }

  /** Sets what is lit: `hits`, `selection`, `focus`, `neighbors`. */
  light(changes) {
    Object.assign(this, changes);
    this.relight();
  }

  relight() {
    const ring = (name) => parts(this.stage.colors[name]);
    this.layers = [
      { ids: this.hits, ring: ring("text") }, { ids: this.selection, ring: ring("warm") },
      { ids: Uint32Array.from(this.neighbors, (other) => other.id), ring: ring("accent") },
      { ids: this.focus === null ? none : Uint32Array.of(this.focus), ring: ring("accent") },
    ].filter((layer) => layer.ids.length);
    this.alpha = this.hits.length || this.selection.length ? 0.22 : this.focus !== null ? 0.6 : 0.85;
    this.stage.invalidate();
  }

  /** A token's name on the map. */
  label(row) { return this.vocabulary.label(row); }

  /** A token's offset from the middle of the pane. */
  at(row) { return this.camera.project(...this.cloud.place(row)); }

  /** The pane's place on the stage; who saw all still does. */
  resize(box) {
    this.box = box;
    if (!this.camera || !this.map) return;
    const { state, isFitted } = this.camera;
    this.camera.fit(this.map.info.bounds, box.width || 600, box.height || 400);
    this.limit();
    if (!isFitted) this.camera.set(state);
    this.resizePoints();
  }

  fit(flies = true) {
    const camera = new Camera(this.cloud.dimensions);
    camera.fit(this.map.info.bounds, this.box.width || 600, this.box.height || 400);
    if (flies) {
      this.flyTo({ ...camera.state, yaw: this.camera.yaw, pitch: this.camera.pitch });
    } else {
      this.camera = camera;
      this.limit();
    }
  }

  limit() {
    const { camera, map } = this;
    camera.highest = Math.max(
      camera.fitting * 200, map.labels ? (4 * map.info.maximumScale) / this.labelShare : camera.fitting * 2000);
  }

  /** Flies to rows: to one as near as words need, to more so that all are seen. */
  flyToRows(rows) {
    const placed = [...rows].filter((row) => this.cloud?.has(row));
    if (!placed.length) return;
    const places = placed.map((row) => this.cloud.place(row));
    const bounds = [0, 1, 2].slice(0, this.cloud.dimensions).map((axis) => {
      const values = places.map((place) => place[axis]);
      return [Math.min(...values), Math.max(...values)];
    });
    const camera = new Camera(this.cloud.dimensions);
    camera.fit(bounds, this.box.width * 0.8, this.box.height * 0.7);
    const near = this.camera.fitting * (this.cloud.dimensions === 3 ? 3 : 8);
    const scale = placed.length === 1 ? Math.max(this.camera.scale, near) : Math.min(camera.scale, near * 4);
    this.flyTo({ center: camera.center, scale, yaw: this.camera.yaw, pitch: this.camera.pitch });
  }

  /** Where on the pane an event happened, from its middle. */
  offset({ clientX, clientY }) {
    const box = this.element.getBoundingClientRect();
    return [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2];
  }

  /** Flies nearer, or away, so that what lies at an offset stays there. */
  flyCloser(factor, right = 0, down = 0) {
    const before = this.camera.state;
    this.camera.zoom(factor, right, down);
    const goal = this.camera.state;
    this.camera.set(before);
    this.flyTo(goal);
  }

  /** Flies to a row that is out of view. */
  seek(row) {
    if (!this.cloud?.has(row)) return;
    const [right, down] = this.at(row);
    if (Math.abs(right) > this.box.width / 2 - 30 || Math.abs(down) > this.box.height / 2 - 30) this.flyToRows([row]);
  }

  /** Flies to where a state looks from. */
  flyTo(state) {
    if (calm.matches || !this.stage.element.isConnected) {
      this.camera.set(state);
      return this.moved();
    }
    this.flight = { from: this.camera.state, to: state, start: null };
    this.stage.invalidate();
  }

  /** The next step of a flight. */
  step(now) {
    if (!this.flight) return;
    this.flight.start ??= now;
    const t = Math.min((now - this.flight.start) / 550, 1);
    this.camera.set(t === 1 ? this.flight.to : between(this.flight.from, this.flight.to, t));
    if (t === 1) this.flight = null;
    this.moved();
  }

  /** Ends a flight: the hand is quicker. */
  halt() { this.flight = null; }

  moved() {
    this.resizePoints();
    this.onMove();
    this.stage.invalidate();
  }

  /** Points grow with the zoom, more slowly than the map. */
  resizePoints() {
    const base = Math.min(Math.max(2.6 - 0.35 * Math.log2(this.cloud.count / 30000), 1.4), 5);
    this.pointSize = Math.min(base * Math.max(this.camera.scale / this.camera.fitting, 0.6) ** 0.33, 11);
  }

  /** The token nearest to an offset, or -1. */
  nearest(right, down, reach) { return this.cloud ? this.cloud.nearest(this.camera, right, down, reach) : -1; }
}
