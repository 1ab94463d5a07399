// Mouse, fingers and keys on the matrix.
import { spread } from "./gestures.js";
import { gutter, pinnedLine } from "./matrixink.js";

/** Lets a matrix view be moved, zoomed and walked through. */
export function listen(view) {
  const { canvas } = view;
  const hand = new Hand(view);
  canvas.addEventListener("pointerdown", (event) => hand.down(event));
  canvas.addEventListener("pointermove", (event) => hand.move(event));
  canvas.addEventListener("pointerup", (event) => hand.up(event));
  canvas.addEventListener("pointercancel", (event) => hand.up(event));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.shiftKey) view.look(view.top, view.left + (event.deltaY || event.deltaX) / view.columnWidth, view.scale);
    else view.zoomBy(Math.exp(-event.deltaY * 0.002), ...hand.at(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => key(view, event) && event.preventDefault());
}

class Hand {
  constructor(view) {
    this.view = view;
    this.held = new Map();
    this.way = 0;
  }

  /** Where on the heatmap an event happened; above it, among the pinned rows, y is negative. */
  at({ clientX, clientY }) {
    const box = this.view.canvas.getBoundingClientRect();
    return [clientX - box.left - gutter.left, clientY - box.top - this.view.pinnedHeight];
  }

  down(event) {
    this.view.canvas.setPointerCapture(event.pointerId);
    this.held.set(event.pointerId, this.at(event));
    this.way = this.held.size > 1 ? Infinity : 0;
  }

  move(event) {
    const { view, held } = this;
    const now = this.at(event);
    const before = held.get(event.pointerId);
    if (!before) return view.point(...now);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    const [right, down] = [now[0] - before[0], now[1] - before[1]];
    this.way += Math.hypot(right, down);
    if (other) view.zoomBy(spread(before, now, other), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    view.look(view.top - down / view.scale / held.size, view.left - right / view.columnWidth / held.size, view.scale);
  }

  up(event) {
    const { view } = this;
    const [x, y] = this.at(event);
    if (!this.held.delete(event.pointerId) || event.type !== "pointerup" || this.way > 6) return;
    const pinned = y < 0 ? view.pinned[Math.floor((y + view.pinnedHeight) / pinnedLine)] : null;
    if (pinned) return view.work.open(view.work.model, pinned.row);
    view.point(x, y);
    view.openCross();
  }
}

/** What a key does; whether it does anything. */
function key(view, { key: name, shiftKey, ctrlKey, metaKey }) {
  if (ctrlKey || metaKey) return false;
  const step = shiftKey ? 32 : 1;
  const { place, column } = view.cross ?? { place: Math.floor(view.top), column: Math.floor(view.left) };
  const rows = Math.max(step, Math.round(step / view.scale));
  const way = { ArrowUp: [-rows, 0], ArrowDown: [rows, 0], ArrowLeft: [0, -step], ArrowRight: [0, step] }[name];
  if (way) {
    view.setCross(place + way[0], column + way[1]);
    view.followCross();
  } else if (name === "+" || name === "=") view.zoomBy(1.6);
  else if (name === "-") view.zoomBy(1 / 1.6);
  else if (name === "0") view.fit();
  else if (name === "Enter") view.openCross();
  else return false;
  return true;
}
