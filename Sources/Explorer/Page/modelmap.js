// A pane with a model's map that follows the address and what is found, selected and in hand.
import * as address from "./address.js";
import { button, count, fill, h, reason } from "./dom.js";
import { coloringOfFile, loadColoring } from "./coloring.js";
import { canCompute, computeMap, duration, loadMap, mapsOf, mapTitle, parseMapName, trust } from "./maps.js";
import { needsServer } from "./api.js";
import { neighborsOf } from "./neighbors.js";
import { Pane } from "./pane.js";
import { partners, sharedWords } from "./shared.js";

const none = new Uint32Array(0);

/** The map of one model, as views show it. */
export class ModelMap {
  /** @param {boolean} [keepsCamera] whether where one looks from goes into the address */
  constructor(work, keepsCamera = false) {
    this.work = work;
    this.pane = new Pane(work.stage);
    this.said = h("div.said");
    this.trust = h("p.trust");
    this.pane.element.append(this.said, this.trust);
    this.name = null;
    this.found = new Map();
    this.keepsCamera = keepsCamera;
    const { pane } = this;
    pane.onPick.on((row) => work.open(this.vocabulary, row));
    pane.onEnclose.on((rows) => work.select(this.vocabulary, rows));
    pane.onHover.on((row) => row !== pane.hover && work.onHover(this.vocabulary, row, this));
    if (keepsCamera) pane.onMove.on(() => this.keepCamera());
    if (keepsCamera) address.onChange((keys) => ["x", "y", "z", "s", "yaw", "pitch"].some((key) => keys.has(key)) && this.followCamera());
    work.onHover.on((vocabulary, row) => this.hover(vocabulary, row));
    work.onSelection.on(() => this.relight());
    work.onNearness.on(() => this.relight());
    address.onChange((keys) => (keys.has("q") || keys.has("token") || keys.has("m")) && this.relight());
  }

  /** Shows the map of `vocabulary` that the address names, or the best there is. */
  async show(vocabulary) {
    this.vocabulary = vocabulary;
    const asked = Symbol();
    this.asked = asked;
    try {
      this.say("Loading the map …");
      // Tokens and colours are on their way while the map is looked for.
      const tokens = vocabulary.load();
      tokens.catch(() => {});
      const colors = this.loadColors().catch(() => null);
      this.found = await mapsOf(vocabulary.index);
      if (this.asked !== asked) return;
      const wanted = address.get("map");
      const name = wanted ?? this.found.keys().next().value ?? "pca";
      if (!this.found.has(name)) {
        if (wanted && wanted !== "pca" || !canCompute()) return this.offer(name);
        this.found.set(name, await this.compute(name));
      }
      const [map] = await Promise.all([loadMap(this.found.get(name)), tokens, colors]);
      if (this.asked === asked) await this.place(map, name);
    } catch (error) {
      if (this.asked === asked) this.say(error.message);
    }
  }

  async place(map, name) {
    const isSame = this.pane.map === map && this.pane.vocabulary === this.vocabulary;
    this.name = name;
    this.say(null);
    const { line, notes } = trust(map.info);
    fill(this.trust, h("strong", {}, mapTitle(name)), line && ` · ${line}`);
    this.trust.title = ["How far the map can be trusted; lines from a token go to its true neighbours.", ...notes].join(" ");
    if (!isSame) this.pane.show(this.vocabulary, map, this.cameraOfAddress());
    await this.recolor();
    await this.relight();
    this.onShown?.();
  }

  /** Says why there is no map, and offers to compute it. */
  offer(name) {
    this.name = name;
    this.pane.empty();
    this.trust.textContent = "";
    const title = mapTitle(name);
    if (!canCompute()) return this.say(needsServer(`The map by ${title}`));
    const { method } = parseMapName(name);
    const what = `${title} places all ${count(this.vocabulary.rows)} rows. It takes ${duration(method, this.vocabulary)}, and is kept.`;
    fill(this.said, h("div.notice", {}, h("p", {}, what),
      button(`Compute ${title}`, () => this.computeAndShow(name), { kind: "primary" })));
    this.onShown?.();
  }

  async computeAndShow(name) {
    const asked = this.asked;
    try {
      this.found.set(name, await this.compute(name));
      if (this.asked === asked) await this.place(await loadMap(this.found.get(name)), name);
    } catch (error) {
      if (error.name === "AbortError") this.offer(name);
      else this.say(error.message);
    }
  }

  compute(name) {
    const stop = new AbortController();
    const bar = h("progress", { "aria-label": `Progress of ${mapTitle(name)}` });
    const line = h("p", {}, "Starting …");
    fill(this.said, h("div.notice", {}, h("p", {}, `Computing ${mapTitle(name)} of ${this.vocabulary.name}`), bar, line,
      button("Cancel", () => stop.abort())));
    return computeMap(this.vocabulary.index, name, (job) => {
      line.textContent = job.stage || job.state;
      if (job.of) Object.assign(bar, { max: job.of, value: job.done });
      else bar.removeAttribute("value");
    }, stop.signal);
  }

  /** Shows a reason over the map, or takes it away. */
  say(text) { fill(this.said, text && h("div.notice", {}, reason(text))); }

  /** The name of the colouring in the address. */
  get colorName() { return address.get("color") ?? this.work.explorer.colors[0]?.name; }

  /** The colouring that the address names; the first there is where it names a file. */
  loadColors() {
    const { explorer } = this.work;
    return loadColoring(explorer, this.vocabulary, this.colorName === "file" ? explorer.colors[0].name : this.colorName);
  }

  /** Takes the colouring that the address names. */
  async recolor() {
    const name = this.colorName;
    if (name === "file" && this.fileColoring) return this.paint(this.fileColoring, name);
    try {
      this.paint(await this.loadColors(), name);
      this.colorReason = name === "file" ? "A link cannot hold your file: pick it again." : null;
    } catch (error) {
      this.colorReason = error.message;
      this.onColored?.();
    }
  }

  paint(coloring, name) {
    if (this.colored !== name) this.hiddenGroups = new Set();
    this.colored = name;
    this.pane.paint(coloring, this.hiddenGroups);
    this.onColored?.();
  }

  /** Switches a group of the colouring off or on. */
  toggle(group) {
    if (!this.hiddenGroups.delete(group)) this.hiddenGroups.add(group);
    this.pane.restyle();
    this.onColored?.();
  }

  /** Colours by a file that the user picked. */
  async colorByFile(file) {
    const { coloring, note } = coloringOfFile(file.name, await file.text(), this.vocabulary, await this.vocabulary.raw());
    this.fileColoring = coloring;
    this.fileNote = note;
    if (address.get("color") === "file") this.recolor();
    else address.set({ color: "file" });
  }

  /** Lights what is found, selected and in hand, or what of another model's is the same word. */
  async relight() {
    if (!this.vocabulary || !this.pane.cloud) return;
    const { work, vocabulary, pane } = this;
    const asked = (this.lighting = Symbol());
    const [hits, focus, selection] = await Promise.all([
      work.hits(vocabulary), work.tokenIn(vocabulary).catch(() => null), this.selected().catch(() => none)]);
    if (this.lighting !== asked) return;
    pane.light({ hits: this.texts ?? hits.ids, selection, focus, neighbors: pane.focus === focus ? pane.neighbors : [] });
    if (focus === null) return;
    const { list } = await neighborsOf(vocabulary, focus, work.nearness).catch(() => ({ list: [] }));
    if (this.lighting === asked) pane.light({ neighbors: list });
  }

  /** The selection, or where this model has none the same words of the model looked at. */
  async selected() {
    const { work, vocabulary } = this;
    const own = work.selection(vocabulary);
    if (own.length || vocabulary === work.model || work.vocabularies.length < 2) return own;
    const theirs = work.selection(work.model);
    return theirs.length ? partners(work.model.index, vocabulary.index, theirs) : none;
  }

  async hover(vocabulary, row) {
    if (!this.vocabulary || !this.pane.element.isConnected) return;
    let own = row;
    if (vocabulary !== this.vocabulary && row >= 0) {
      const shared = await sharedWords(vocabulary.index, this.vocabulary.index).catch(() => null);
      own = shared?.partner.get(row) ?? -1;
    }
    if (own === (this.pane.hover ?? -1)) return;
    this.pane.hover = own < 0 ? null : own;
    this.pane.element.classList.toggle("at-token", own >= 0);
    this.work.stage.invalidate();
  }

  /** Where the address says that one looks from; null where it says nothing. */
  cameraOfAddress() {
    const scale = address.numberOf("s");
    if (scale === null || scale <= 0 || !this.keepsCamera) return null;
    return {
      center: ["x", "y", "z"].map((key) => address.numberOf(key, 0)), scale,
      yaw: address.numberOf("yaw", 0.5), pitch: address.numberOf("pitch", -0.35),
    };
  }

  /** Writes where one looks from into the address, once the hand rests. */
  keepCamera() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.pane.element.isConnected && this.pane.cloud && !this.pane.flight) address.set(cameraForAddress(this.pane.camera), true);
    }, 300);
  }

  /** Flies to where the address looks from, where that is elsewhere: “back” was pressed. */
  followCamera() {
    if (!this.pane.cloud || !this.pane.element.isConnected) return;
    const here = cameraForAddress(this.pane.camera);
    if (Object.entries(here).every(([key, value]) => (address.get(key) ?? null) === (value === null ? null : String(value)))) return;
    const state = this.cameraOfAddress();
    if (state) this.pane.flyTo(state);
    else this.pane.fit();
  }
}

/** A camera as values of the address. */
export function cameraForAddress(camera) {
  const isDeep = camera.dimensions === 3;
  const digits = (value) => Number(value.toPrecision(9));
  if (camera.isFitted && !isDeep) return { x: null, y: null, z: null, s: null, yaw: null, pitch: null };
  return {
    x: digits(camera.center[0]), y: digits(camera.center[1]), z: isDeep ? digits(camera.center[2]) : null, s: digits(camera.scale),
    yaw: isDeep ? digits(camera.yaw) : null, pitch: isDeep ? digits(camera.pitch) : null,
  };
}
