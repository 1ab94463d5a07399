// Lists of any length: only the lines in view are elements.
import { h } from "./dom.js";

const tallest = 8e6; // Browsers draw no element that is much taller; longer lists scroll in proportion.

/** A list that is walked with the arrow keys and whose lines open on Enter or a click. */
export class LongList {
  /**
   * @param {string} label what a screen reader calls it
   * @param {(index: number) => Node[]} render what a line holds
   * @param {(index: number) => void} open
   */
  constructor(label, render, open, { lineHeight = 30, kind = "lines", onHover = null } = {}) {
    Object.assign(this, { render, open, lineHeight, onHover, length: 0, active: -1 });
    this.id = `list${++LongList.made}`;
    this.body = h("div.body");
    this.element = h(`div.longlist.${kind}`, {
      role: "listbox", "aria-label": label, tabindex: 0, onscroll: () => this.draw(), onkeydown: (event) => this.key(event),
      onfocus: () => this.active < 0 && this.length && this.activate(0),
    }, this.body);
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Shows `length` lines, from the first. */
  set(length, keepsPlace = false) {
    this.length = length;
    this.active = -1;
    if (!keepsPlace) this.element.scrollTop = 0;
    this.element.setAttribute("aria-description", length ? `${length} lines` : "empty");
    this.draw();
  }

  get height() { return Math.min(this.length * this.lineHeight, tallest); }

  draw() {
    const { element, body, lineHeight } = this;
    const seen = element.clientHeight || 300;
    body.style.setProperty("height", `${this.height}px`);
    // Where the list is taller than an element may be, the scroll bar's share decides, and lines stand where it is.
    const share = element.scrollTop / Math.max(this.height - seen, 1);
    const isScaled = this.length * lineHeight > tallest;
    const place = isScaled ? Math.min(Math.max(share, 0), 1) * (this.length * lineHeight - seen) : element.scrollTop;
    const first = Math.max(0, Math.floor(place / lineHeight) - 4);
    const last = Math.min(this.length, Math.ceil((place + seen) / lineHeight) + 4);
    const shift = isScaled ? element.scrollTop - place : 0;
    const lines = [];
    for (let index = first; index < last; index++) lines.push(this.line(index, index * lineHeight + shift));
    body.replaceChildren(...lines);
  }

  line(index, top) {
    const line = h("div.line", {
      role: "option", id: `${this.id}-${index}`, "aria-posinset": index + 1, "aria-setsize": this.length,
      "aria-selected": index === this.active ? "true" : "false",
      onclick: (event) => !event.target.closest("a, button, input") && this.choose(index),
      onmouseenter: this.onHover && (() => this.onHover(index)), onmouseleave: this.onHover && (() => this.onHover(-1)),
    }, this.render(index));
    line.style.setProperty("transform", `translateY(${top}px)`);
    line.style.setProperty("height", `${this.lineHeight}px`);
    return line;
  }

  choose(index) {
    this.active = index;
    this.draw();
    this.open(index);
  }

  activate(index) {
    this.active = Math.min(Math.max(index, 0), this.length - 1);
    const { element, lineHeight } = this;
    if (this.length * lineHeight <= tallest) {
      const top = this.active * lineHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + lineHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + lineHeight - element.clientHeight;
    } else {
      element.scrollTop = (this.active / this.length) * (this.height - element.clientHeight);
    }
    element.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
    this.draw();
    this.onHover?.(this.active);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.lineHeight) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (event.target !== this.element || !this.length) return;
    if (step !== undefined) this.activate(this.active + step);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else return;
    event.preventDefault();
  }
}
LongList.made = 0;
