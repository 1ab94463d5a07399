// Light or dark: as the system asks, until a person chooses.
import { button } from "./dom.js";
import { isDark, onSystemTheme } from "./palette.js";

/** The button that changes the theme; `changed` is called after each change. */
export function themeButton(changed) {
  const kept = remembered();
  if (kept) document.documentElement.dataset.theme = kept;
  onSystemTheme(changed);
  return button("", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch { /* A page from a folder may keep nothing; the choice then lasts until it is closed. */ }
    changed();
  }, { icon: "theme", title: "Light or dark", kind: "quiet" });
}

function remembered() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}
