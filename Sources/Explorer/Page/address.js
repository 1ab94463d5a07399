// What one sees is kept in the part of the address behind “#”, so that a link shows it again and the browser's back works.
import { signal } from "./dom.js";

let values = parse();
const changed = signal();

function parse() { return new URLSearchParams(location.hash.slice(1)); }

export function get(key) { return values.get(key); }

/** A key's value as a number, or `otherwise`. */
export function numberOf(key, otherwise = null) {
  const value = Number(values.get(key) ?? NaN);
  return Number.isFinite(value) ? value : otherwise;
}

/** All values of the keys that begin with `prefix`, without it. */
export function withPrefix(prefix) {
  const found = {};
  for (const [key, value] of values) if (key.startsWith(prefix)) (found[key.slice(prefix.length)] ??= []).push(value);
  return found;
}

/**
 * Changes values; null takes one out, a list stands for a repeated key.
 * @param {boolean} [replaces] whether the step is none that “back” should stop at, such as a move of the map
 */
export function set(changes, replaces = false) {
  const keys = new Set();
  for (const [key, value] of Object.entries(changes)) {
    const texts = value === null || value === undefined ? [] : [value].flat().map(String);
    if (texts.join("\n") === values.getAll(key).join("\n")) continue;
    keys.add(key);
    values.delete(key);
    for (const text of texts) values.append(key, text);
  }
  if (!keys.size) return;
  history[replaces ? "replaceState" : "pushState"](null, "", "#" + values);
  changed(keys);
}

/** A link to what one would see with these changes. */
export function link(changes) {
  const next = new URLSearchParams(values);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return "#" + next;
}

/** Takes out all keys that begin with `prefix`, without telling anyone. */
export function clear(prefix) { for (const key of [...values.keys()]) if (key.startsWith(prefix)) values.delete(key); }

/** Calls `listener` with the set of keys that changed. */
export function onChange(listener) { return changed.on(listener); }

addEventListener("popstate", () => {
  const old = values;
  values = parse();
  const keys = new Set([...old.keys(), ...values.keys()]);
  for (const key of [...keys]) if (old.getAll(key).join("\n") === values.getAll(key).join("\n")) keys.delete(key);
  if (keys.size) changed(keys);
});
