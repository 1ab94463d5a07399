// A model's tokens and the numbers of its rows, each asked for once, when it is first needed.
import { bytes, floats, integers, needsServer, once, text, Unavailable } from "./api.js";

/** The tokens of one model; `load` must have ended before they are read. */
export class Vocabulary {
  /** @param {number} index the model's place @param {Object} model what `explorer.json` says of it */
  constructor(index, model) {
    Object.assign(this, model);
    this.index = index;
    this.path = `api/models/${index}`;
    this.shown = this.labels = [];
  }

  load() {
    return once(`${this.path}/tokens`, async () => {
      this.shown = lines(await text(`${this.path}/tokens.txt`), this.rows);
      this.labels = this.shown.map((shown) => (shown.startsWith("“") && shown.endsWith("”") ? shown.slice(1, -1) : shown));
      return this;
    });
  }

  /** The token without quotation marks, as a map names it. */
  label(id) { return this.labels[id] ?? String(id); }

  /** The vocabulary's own spellings, by row. */
  raw() { return once(`${this.path}/raw`, async () => lines(await text(`${this.path}/raw.txt`), this.rows)); }

  /** The bytes of all tokens: `of(id)` gives one token's. */
  bytes() {
    return once(`${this.path}/bytes`, async () => {
      const buffer = await bytes(`${this.path}/bytes.bin`);
      const offsets = new Uint32Array(buffer, 0, this.rows + 1);
      const all = new Uint8Array(buffer, 4 * (this.rows + 1));
      return { of: (id) => all.subarray(offsets[id], offsets[id + 1]) };
    });
  }

  /** The parts each token is merged of; null where the tokenizer has no merges. */
  merges() {
    if (this.hasMerges === false) return Promise.resolve(null);
    return once(`${this.path}/merges`, () => integers(`${this.path}/merges.bin`));
  }

  /** Whether a number of each row is there. */
  has(column) { return this.columnNames?.includes(column) ?? column !== "untrained"; }

  column(name) { return once(`${this.path}/${name}`, () => floats(`${this.path}/columns/${name}.bin`)); }

  /** The values of a row; in an export out of the matrix's tiles. */
  row(id) {
    return once(`${this.path}/row${id}`, () => (this.held ? this.rowOfTiles(id) : floats(`${this.path}/rows/${id}.bin`)));
  }

  async rowOfTiles(id) {
    if (this.held.lowestLevel > 0) throw new Unavailable(needsServer("To show single values"));
    const tiles = Array.from({ length: Math.ceil(this.columns / tileSide) }, (_, column) => floats(
      `${this.path}/matrix/index/0/${Math.floor(id / tileSide)}/${column}.bin`));
    return Float32Array.from((await Promise.all(tiles)).flatMap((tile, column) => {
      const width = Math.min(tileSide, this.columns - column * tileSide);
      return [...tile.subarray((id % tileSide) * width, (id % tileSide + 1) * width)];
    }));
  }
}

/** How many rows and columns a tile of the matrix has, at most. */
export const tileSide = 256;

/** What stands for “no part” in the list of merges. */
export const noPart = 0xffffffff;

/** How many of 100 rows have a smaller number; NaN counts for none. */
export function percentile(column, value) {
  let below = 0;
  let equal = 0;
  let all = 0;
  for (const other of column) {
    if (Number.isNaN(other)) continue;
    all++;
    if (other < value) below++;
    else if (other === value) equal++;
  }
  return (100 * (below + equal / 2)) / Math.max(all, 1);
}

function lines(all, rows) {
  const found = all.split("\n");
  found.length = rows;
  return found;
}
