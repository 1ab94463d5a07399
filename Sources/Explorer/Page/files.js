// Files that the page gives: tables as CSV, pictures.
import { h } from "./dom.js";

/** Gives the user a file. */
export function give(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A table as CSV (RFC 4180); a cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csv(titles, rows) {
  const cell = (value) => {
    let text = String(value ?? "");
    if (typeof value !== "number" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [titles, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** A name for a file: letters, digits and hyphens. */
export function fileName(...parts) { return parts.join("-").replace(/[^\p{L}\p{N}._-]+/gu, "-"); }

/** Gives tokens of a model as CSV: id, token, raw spelling, and further columns by title. */
export async function giveTokens(vocabulary, ids, name, columns = {}) {
  const raw = await vocabulary.raw();
  const titles = ["id", "token", "raw", ...Object.keys(columns)];
  const others = Object.values(columns);
  const rows = Array.from(ids, (id, at) => [id, vocabulary.label(id), raw[id], ...others.map((column) => column(id, at))]);
  give(`${fileName(vocabulary.name, name)}.csv`, csv(titles, rows), "text/csv");
}
