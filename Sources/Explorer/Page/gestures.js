// Mouse, pen, fingers and keys on a map.

/** Lets a pane be moved, zoomed, turned, picked from and enclosed. */
export function listen(pane) {
  const { element } = pane;
  const pointers = new Map();
  let drag = null;

  const offset = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.target !== element || !pane.cloud || event.button > 1) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    pane.hasKeys = false;
    pane.halt();
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, offset(event));
    const tool = event.shiftKey ? "lasso" : pane.stage.tool;
    drag = pointers.size === 1
      ? { tool, start: offset(event), last: offset(event), way: 0, turns: pane.cloud.dimensions === 3 && event.button === 0 && !event.ctrlKey }
      : { tool: "pinch", way: 99 };
    if (tool !== "move" && pointers.size === 1) pane.outline = [offset(event)];
  });

  element.addEventListener("pointermove", (event) => {
    const at = offset(event);
    pane.stage.last = pane;
    if (!pointers.has(event.pointerId)) {
      if (event.pointerType === "mouse" && event.target === element) pane.onHover(pane.nearest(...at, 14));
      return;
    }
    const before = pointers.get(event.pointerId);
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    pointers.set(event.pointerId, at);
    if (others.length) pinch(pane, before, at, others[0]);
    else if (drag) dragTo(pane, drag, at);
  });

  const end = (event) => {
    if (!pointers.delete(event.pointerId) || !drag) return;
    const [right, down] = offset(event);
    if (pane.outline) {
      if (event.type === "pointerup" && drag.way > 6) pane.onEnclose(pane.cloud.within(pane.camera, pane.outline));
      pane.outline = null;
    }
    if (event.type === "pointerup" && drag.way <= 6) pane.onPick(pane.nearest(right, down, event.pointerType === "mouse" ? 14 : 26));
    if (!pointers.size) drag = null;
    pane.stage.invalidate();
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  element.addEventListener("pointerleave", () => pane.onHover(-1));

  element.addEventListener("wheel", (event) => {
    if (!pane.cloud) return;
    event.preventDefault();
    pane.halt();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const speed = event.ctrlKey ? 0.01 : 0.0016;
    pane.camera.zoom(Math.exp(-Math.max(-400, Math.min(400, event.deltaY * lines)) * speed), ...offset(event));
    pane.moved();
  }, { passive: false });

  element.addEventListener("dblclick", (event) => {
    if (event.target !== element || !pane.cloud) return;
    const { camera } = pane;
    const [right, down] = offset(event);
    const state = camera.state;
    camera.zoom(2.5, right, down);
    const goal = camera.state;
    camera.set(state);
    pane.flyTo(goal);
  });

  element.addEventListener("keydown", (event) => {
    if (event.target === element && pane.cloud && key(pane, event)) event.preventDefault();
  });
  element.addEventListener("focus", () => (pane.stage.last = pane));
  element.addEventListener("blur", () => {
    pane.hasKeys = false;
    pane.stage.invalidate();
  });
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
  const spread = Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1);
  pane.camera.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  pane.camera.zoom(spread, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  pane.moved();
}

/** What a key does; whether it does anything. */
function key(pane, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = event.shiftKey ? 200 : 60;
  const move = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
  pane.hasKeys = true;
  pane.halt();
  if (move && pane.cloud.dimensions === 3 && !event.shiftKey) {
    pane.camera.turnTo(pane.camera.yaw + move[0] * 0.003, pane.camera.pitch - move[1] * 0.003);
  } else if (move) {
    pane.camera.pan(...move);
  } else if (event.key === "+" || event.key === "=") {
    pane.camera.zoom(1.4);
  } else if (event.key === "-" || event.key === "_") {
    pane.camera.zoom(1 / 1.4);
  } else if (event.key === "0") {
    pane.fit();
    return true;
  } else if (event.key === "Enter" || event.key === " ") {
    pane.onPick(pane.nearest(0, 0, Infinity));
  } else if (event.key === "Escape") {
    pane.onPick(-1);
  } else {
    return false;
  }
  pane.moved();
  pane.onHover(pane.nearest(0, 0, 40));
  return true;
}
