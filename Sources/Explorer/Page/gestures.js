// Mouse, pen, fingers and keys on a map.

/** Lets a pane be moved, zoomed, turned, picked from and enclosed. */
export function listen(pane) {
  const hand = new Hand(pane);
  const on = (type, listener, options) => pane.element.addEventListener(type, listener, options);
  on("pointerdown", (event) => hand.down(event));
  on("pointermove", (event) => hand.move(event));
  on("pointerup", (event) => hand.up(event));
  on("pointercancel", (event) => hand.up(event));
  on("pointerleave", () => pane.onHover(-1));
  on("wheel", (event) => wheel(pane, event), { passive: false });
  on("dblclick", (event) => event.target === pane.element && pane.cloud && pane.flyCloser(2.5, ...pane.offset(event)));
  on("keydown", (event) => event.target === pane.element && pane.cloud && key(pane, event) && event.preventDefault());
  on("focus", () => (pane.stage.last = pane));
  on("blur", () => {
    pane.hasKeys = false;
    pane.stage.invalidate();
  });
}

/** How far a pointer may stray, in pixels, and still have clicked. */
const slack = 6;

/** What is pressed on a map, and what the drag does. */
class Hand {
  constructor(pane) {
    this.pane = pane;
    this.pointers = new Map();
    this.drag = null;
  }

  down(event) {
    const { pane, pointers } = this;
    if (event.target !== pane.element || !pane.cloud || event.button > 1) return;
    event.preventDefault();
    pane.element.focus({ preventScroll: true });
    pane.hasKeys = false;
    pane.halt();
    pane.element.setPointerCapture(event.pointerId);
    const at = pane.offset(event);
    pointers.set(event.pointerId, at);
    const tool = event.shiftKey ? "lasso" : pane.stage.tool;
    const turns = pane.cloud.dimensions === 3 && event.button === 0 && !event.ctrlKey;
    this.drag = pointers.size === 1 ? { tool, turns, start: at, last: at, way: 0 } : { tool: "pinch", way: Infinity };
    pane.outline = tool !== "move" && pointers.size === 1 ? [at] : null;
  }

  move(event) {
    const { pane, pointers, drag } = this;
    const at = pane.offset(event);
    const before = pointers.get(event.pointerId);
    pane.stage.last = pane;
    if (!before) {
      if (event.pointerType === "mouse" && event.target === pane.element) pane.onHover(pane.nearest(...at, 14));
      return;
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, at);
    if (other) pinch(pane, before, at, other);
    else if (drag && drag.tool !== "pinch") dragTo(pane, drag, at);
  }

  up(event) {
    const { pane, pointers, drag } = this;
    if (!pointers.delete(event.pointerId) || !drag) return;
    if (event.type === "pointerup" && drag.way <= slack) {
      pane.onPick(pane.nearest(...pane.offset(event), event.pointerType === "mouse" ? 14 : 26));
    } else if (event.type === "pointerup" && pane.outline) {
      pane.onEnclose(pane.cloud.within(pane.camera, pane.outline));
    }
    pane.outline = null;
    if (!pointers.size) this.drag = null;
    pane.stage.invalidate();
  }
}

function dragTo(pane, drag, at) {
  const [right, down] = [at[0] - drag.last[0], at[1] - drag.last[1]];
  drag.last = at;
  drag.way = Math.max(drag.way, Math.hypot(at[0] - drag.start[0], at[1] - drag.start[1]));
  if (drag.tool === "box") {
    const [[left, top], [x, y]] = [drag.start, at];
    pane.outline = [[left, top], [x, top], [x, y], [left, y]];
  } else if (drag.tool === "lasso") {
    pane.outline.push(at);
  } else if (drag.turns) {
    pane.camera.turnTo(pane.camera.yaw + right * 0.008, pane.camera.pitch - down * 0.008);
  } else {
    pane.camera.pan(right, down);
  }
  if (drag.tool === "move") pane.moved();
  else pane.stage.invalidate();
}

/** Two fingers: what lies between them stays between them. */
function pinch(pane, before, now, other) {
  pane.camera.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  pane.camera.zoom(spread(before, now, other), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  pane.moved();
}

/** By what factor two fingers moved apart, when one went from `before` to `now`. */
export function spread(before, now, other) {
  const far = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  return far(now) / Math.max(far(before), 1);
}

function wheel(pane, event) {
  if (!pane.cloud) return;
  event.preventDefault();
  pane.halt();
  const unit = [1, 16, 400][event.deltaMode];
  // A pinch on a touch pad arrives as a wheel with the control key, in small steps.
  const way = Math.max(-400, Math.min(400, event.deltaY * unit)) * (event.ctrlKey ? 0.01 : 0.0016);
  pane.camera.zoom(Math.exp(-way), ...pane.offset(event));
  pane.moved();
}

/** What a key does; whether it does anything. */
function key(pane, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = event.shiftKey ? 200 : 60;
  const way = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
  const { camera } = pane;
  pane.hasKeys = true;
  pane.halt();
  if (way && camera.dimensions === 3 && !event.shiftKey) camera.turnTo(camera.yaw + way[0] * 0.003, camera.pitch - way[1] * 0.003);
  else if (way) camera.pan(...way);
  else if (event.key === "+" || event.key === "=") camera.zoom(1.4);
  else if (event.key === "-" || event.key === "_") camera.zoom(1 / 1.4);
  else if (event.key === "0") pane.fit();
  else if (event.key === "Enter" || event.key === " ") pane.onPick(pane.nearest(0, 0, Infinity));
  else if (event.key === "Escape") pane.onPick(-1);
  else return false;
  pane.moved();
  pane.onHover(pane.nearest(0, 0, 40));
  return true;
}
