// Elements made by functions. Texts become text nodes, so no token and no file name is ever read as markup.

/**
 * Makes an element.
 * @param {string} name tag and classes, such as `button.quiet`
 * @param {Object} [properties] attributes; functions named `on…` listen, `style` goes through the CSSOM
 * @param {...(Node|string|number|null)} children
 */
export function h(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  setAll(element, properties);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Sets attributes and listeners as `h` does. */
export function setAll(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
}

/** Puts `children` in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A choice among `options`, pairs of value and text. */
export function choice(label, options, value, onchange, properties = {}) {
  const element = h("select", { "aria-label": label, onchange: () => onchange(element.value), ...properties },
    options.map(([key, text]) => h("option", { value: key }, text)));
  element.value = value;
  return element;
}

/** A button; `icon` draws one of `icons` before the text. */
export function button(text, onclick, { icon = null, kind = "", title = null, ...more } = {}) {
  return h(`button${kind ? "." + kind : ""}`,
    { type: "button", onclick, title, "aria-label": text ? null : title, ...more }, icon && picture(icon), text || null);
}

const icons = {
  plus: "M8 3v10M3 8h10", minus: "M3 8h10", fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", close: "M4 4l8 8M12 4l-8 8",
  hand: "M8 2v12M2 8h12M8 2L6.5 3.5M8 2l1.5 1.5M8 14l-1.5-1.5M8 14l1.5-1.5M2 8l1.5-1.5M2 8l1.5 1.5M14 8l-1.5-1.5M14 8l-1.5 1.5",
  box: "M3 3h2M7 3h2M11 3h2v2M13 7v2M13 11v2h-2M9 13H7M5 13H3v-2M3 9V7M3 5V3",
  lasso: "M8 3c3.3 0 5.5 1.500 5.500 3.500S11.300 10 8 10 2.500 8.500 2.500 6.500 4.700 3 8 3zM5 9.500c-1 1-.5 3 1.500 3.500",
  save: "M8 2.500v7.500M5 7l3 3 3-3M3 13h10",
  link: "M6.500 9.500l3-3M7 5l1.500-1.500a2.500 2.500 0 013.500 3.500L10.500 8.500M9 11l-1.500 1.500A2.500 2.500 0 014 9L5.500 7.500",
  search: "M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.500 3.500", theme: "M8 2.500a5.500 5.500 0 100 11zM8 2.500a5.500 5.500 0 010 11",
  panel: "M3 4h10M3 8h10M3 12h10", map: "M3 12.500h10M4 10l2.500-4 3 2.500L12 4", left: "M10 3L5 8l5 5", right: "M6 3l5 5-5 5",
};

/** One of the page's line drawings; it says nothing to a screen reader. */
export function picture(name) {
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "icon", "aria-hidden": "true" },
    svg("path", { d: icons[name] }));
}

const grouped = new Intl.NumberFormat("en");

/** A count with its thousands set apart. */
export function count(value) { return grouped.format(value); }

/** A count and its noun: `1 token`, `2,000 tokens`. */
export function counted(value, noun) { return `${count(value)} ${noun}${value === 1 ? "" : "s"}`; }

/** A number with as many digits as a person compares. */
export function number(value, digits = 4) {
  if (!Number.isFinite(value)) return "–";
  if (Number.isInteger(value)) return count(value).replace("-", "−");
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return value.toExponential(digits - 2).replaceAll("-", "−");
  return value.toFixed(Math.max(0, Math.min(6, digits - 1 - Math.floor(Math.log10(size))))).replace("-", "−");
}

/** Calls `work` once `pause` milliseconds after the last call. */
export function later(pause, work) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), pause);
  };
}

/** A set of listeners: `on(f)` adds one and gives what takes it off; calling it calls all. */
export function signal() {
  const listeners = new Set();
  const emit = (...values) => { for (const listener of [...listeners]) listener(...values); };
  emit.on = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return emit;
}

/** A reason that something cannot be shown. */
export function reason(text) { return h("p.reason", { role: "note" }, text); }
