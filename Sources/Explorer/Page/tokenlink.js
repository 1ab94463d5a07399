// Tokens as links: walking from token to token is following links.
import * as address from "./address.js";
import { h } from "./dom.js";

/** A token as a link that takes it in hand. */
export function tokenLink(vocabulary, row, model = null) {
  const changes = model ? { token: row, m: vocabulary.index, n: model.index } : { token: row };
  return h("a.token", { href: address.link(changes), title: `id ${row}` }, vocabulary.label(row) || "(empty)");
}
