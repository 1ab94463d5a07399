// What the points of a map are coloured by: groups that the tool made, numbers of the rows, or a file that the user picked.
import { bytes, json, once } from "./api.js";
import { count, number } from "./dom.js";
import { groupColor, restColor, stepColor } from "./palette.js";

/**
 * A colouring: `groups` gives each row its group, `colors()` each group its colour in the theme of now, `names` the legend.
 * A scale has 255 steps from `low` to `high` and no names; group 255 are rows without a number.
 */
class Coloring {
  constructor(title, groups, parts) {
    Object.assign(this, { title, groups, names: null, isOrdered: false, restCount: 0 }, parts);
  }

  colors() {
    if (!this.names) return Array.from({ length: 256 }, (_, step) => (step === 255 ? restColor() : stepColor(step / 254)));
    const told = this.names.length - this.restCount;
    return this.names.map((_, place) => (
      place >= told ? restColor() : this.isOrdered ? stepColor(place / Math.max(told - 1, 1)) : groupColor(place)));
  }

  /** How many rows each group has. */
  counts() {
    const counts = new Array(256).fill(0);
    for (const group of this.groups) counts[group]++;
    return counts;
  }
}

/** The colouring of a name in the address: a colour of the tool, or `column-` and a column. */
export function loadColoring(explorer, vocabulary, name) {
  return once(`${vocabulary.path}/coloring/${name}`, async () => {
    if (name.startsWith("column-")) {
      const column = name.slice(7);
      const title = explorer.columns.find((known) => known.name === column)?.title ?? column;
      return scaleOf(title, await vocabulary.column(encodeURIComponent(column)));
    }
    const path = `${vocabulary.path}/colors/${encodeURIComponent(name)}`;
    const [facts, groups] = await Promise.all([json(`${path}.json`), bytes(`${path}.bin`)]);
    return new Coloring(explorer.colors.find((known) => known.name === name)?.title ?? name, new Uint8Array(groups), facts);
  });
}

/** Numbers as steps between the 2nd and the 98th of a hundred, so that a few extremes do not take all colours. */
export function scaleOf(title, values) {
  const sorted = Float32Array.from(values).filter((value) => Number.isFinite(value)).sort();
  const low = sorted[Math.floor(0.02 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.98 * (sorted.length - 1))] ?? 1;
  const groups = Uint8Array.from(values, (value) => (
    Number.isFinite(value) ? Math.min(Math.max(Math.round((254 * (value - low)) / (high - low || 1)), 0), 254) : 255));
  return new Coloring(title, groups, { low: number(low), high: number(high), missing: count(values.length - sorted.length) });
}

/**
 * A file of lines “token, tab, group or number” as a colouring; tokens by text, raw spelling or `#id`.
 * @returns {{coloring: Coloring, note: string}}
 */
export function coloringOfFile(name, content, vocabulary, raw) {
  const rows = new Map();
  for (let row = vocabulary.rows - 1; row >= 0; row--) {
    const label = vocabulary.label(row);
    for (const key of [label.replaceAll("␣", ""), label, raw[row], `#${row}`]) if (key) rows.set(key, row);
  }
  const separator = content.includes("\t") ? "\t" : ",";
  const values = new Map();
  let unknown = 0;
  for (const line of content.split(/\r?\n/)) {
    const at = line.lastIndexOf(separator);
    if (at < 1) continue;
    const row = rows.get(line.slice(0, at)) ?? rows.get(line.slice(0, at).trim());
    if (row === undefined) unknown++;
    else values.set(row, line.slice(at + 1).trim());
  }
  const texts = [...values.values()];
  const note = `${count(values.size)} rows of ${name} are tokens of the model${unknown ? `, ${count(unknown)} are not` : ""}.`;
  if (texts.length && texts.every((text) => text !== "" && Number.isFinite(Number(text)))) {
    const numbers = Float32Array.from({ length: vocabulary.rows }, (_, row) => (values.has(row) ? Number(values.get(row)) : NaN));
    return { coloring: scaleOf(name, numbers), note };
  }
  const sizes = new Map();
  for (const text of texts) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  const names = [...sizes].sort((one, other) => other[1] - one[1]).slice(0, 6).map(([text]) => text);
  const groups = Uint8Array.from({ length: vocabulary.rows }, (_, row) => {
    if (!values.has(row)) return names.length + 1;
    const place = names.indexOf(values.get(row));
    return place < 0 ? names.length : place;
  });
  return { coloring: new Coloring(name, groups, { names: [...names, "other groups", "not in the file"], restCount: 2 }), note };
}
