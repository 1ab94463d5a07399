// The matrix in tiles of 256 × 256: level 0 are its values, level l the means of 2^l rows of the order.
import { floats, integers } from "./api.js";
import { h } from "./dom.js";
import { diverging, parts, styleColor } from "./palette.js";
import { tileSide as side } from "./vocabulary.js";

const most = 120;

/** A model's matrix with its rows in an order: `index`, `norm`, `length`, `near-ID`. */
export class Tiles {
  constructor(vocabulary, order, arrived) {
    Object.assign(this, { vocabulary, order, arrived, path: `${vocabulary.path}/matrix/${encodeURIComponent(order)}` });
    this.highest = 0;
    while ((vocabulary.rows - 1) >> this.highest >= side) this.highest++;
    this.tiles = new Map();
    this.limits = [];
    this.failed = null;
    this.rows = integers(`${this.path}/order.bin`).then((rows) => (this.rowAt = rows), (error) => this.fail(error));
  }

  fail(error) {
    this.failed = error.message;
    this.arrived();
  }

  /** The values at a place: a picture of the tile, or null until it has arrived. */
  tile(level, row, column) {
    const key = `${level}/${row}/${column}`;
    let tile = this.tiles.get(key);
    if (tile) {
      // Used again: last to go.
      this.tiles.delete(key);
      this.tiles.set(key, tile);
      return tile.values ? tile : null;
    }
    tile = { values: null };
    this.tiles.set(key, tile);
    if (this.tiles.size > most) this.tiles.delete(this.tiles.keys().next().value);
    floats(`${this.path}/${key}.bin`).then((values) => {
      tile.width = Math.min(side, this.vocabulary.columns - column * side);
      tile.height = values.length / tile.width;
      tile.values = values;
      this.limits[level] ??= limitOf(values);
      this.arrived();
    }, (error) => this.fail(error));
    return null;
  }

  picture(tile, level, colors) {
    if (tile.colors === colors) return tile.picture;
    const { width, height, values } = tile;
    tile.picture = h("canvas", { width, height });
    tile.colors = colors;
    const pen = tile.picture.getContext("2d");
    const image = pen.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const scale = 127 / this.limits[level];
    for (let at = 0; at < values.length; at++) pixels[at] = colors[stepOf(values[at] * scale)];
    pen.putImageData(image, 0, 0);
    return tile.picture;
  }

  /** The value of a place and a column, if its tile is here. */
  value(place, column) {
    const tile = this.tiles.get(`0/${Math.floor(place / side)}/${Math.floor(column / side)}`);
    return tile?.values ? tile.values[(place % side) * tile.width + (column % side)] : null;
  }
}

/** The step of 0 … 254 for a number scaled to ±127; 255 for what is none. */
export function stepOf(scaled) { return Number.isNaN(scaled) ? 255 : Math.min(Math.max(Math.round(scaled) + 127, 0), 254); }

/** The 256 colours of values, as pixels: from the lower limit to the upper, then what is missing. */
export function valueColors() {
  const missing = parts(styleColor("--faint"));
  return Uint32Array.from({ length: 256 }, (_, step) => {
    const [red, green, blue] = step === 255 ? missing : diverging(step / 254);
    return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

/** Three standard deviations: what lies beyond has the last colour. */
export function limitOf(values) {
  let [sum, squares, known] = [0, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    squares += value * value;
    known++;
  }
  return 3 * Math.sqrt(Math.max(squares / known, 1e-24)) || 1;
}
