// The search box at the head of the page.
import * as address from "./address.js";
import { h, later, picture } from "./dom.js";

/** The box; `found` is called with the first hit when Enter is pressed. */
export function searchBox(work, found) {
  const keep = later(140, () => address.set({ q: input.value === "" ? null : input.value }, true));
  const input = h("input", {
    type: "search", placeholder: "Word, /regex/, #id, raw spelling", "aria-label": "Search tokens: a word, a /regular expression/, a #id, a raw spelling",
    value: address.get("q") ?? "", autocomplete: "off", spellcheck: "false", autocapitalize: "off", oninput: keep,
    onkeydown: async (event) => {
      if (event.key === "Escape") {
        input.value = "";
        address.set({ q: null }, true);
      } else if (event.key === "Enter") {
        address.set({ q: input.value === "" ? null : input.value }, true);
        const { ids } = await work.hits(work.model);
        if (ids.length) found(ids[0]);
      }
    },
  });
  address.onChange((keys) => keys.has("q") && document.activeElement !== input && (input.value = address.get("q") ?? ""));
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    input.select();
  });
  return h("label.search", { role: "search" }, picture("search"), input);
}
