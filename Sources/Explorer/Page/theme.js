// Light or dark: as the system asks, until a person chooses. The style sheet knows it by the attribute `data-theme` alone.
import { button } from "./dom.js";
import { isDark } from "./palette.js";

const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = remembered();
show();

/** The button that changes the theme; `changed` is called after each change. */
export function themeButton(changed) {
  system.addEventListener("change", () => {
    show();
    changed();
  });
  return button("", () => {
    chosen = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", chosen);
    } catch { /* A page from a folder may keep nothing; the choice then lasts until it is closed. */ }
    show();
    changed();
  }, { icon: "theme", title: "Light or dark", kind: "quiet" });
}

function show() { document.documentElement.dataset.theme = chosen ?? (system.matches ? "dark" : "light"); }

function remembered() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}
