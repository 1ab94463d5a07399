// Links that change what is seen: walking from token to token is following links.
import * as address from "./address.js";
import { h } from "./dom.js";

/** A link to what one would see with these changes; opened in a tab of its own it begins where one is when it was made. */
export function stateLink(name, changes, properties, ...children) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    address.set(changes);
  };
  return h(name, { href: address.link(changes), onclick: follow, ...properties }, ...children);
}

/** A token as a link that takes it in hand; `beside` is the model looked at, where the token is another's. */
export function tokenLink(vocabulary, row, beside = null) {
  const changes = beside ? { token: row, m: vocabulary.index, n: beside.index } : { token: row };
  return stateLink("a.token", changes, { title: `id ${row}` }, vocabulary.label(row) || "(empty)");
}
