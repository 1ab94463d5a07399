// Words on the map. Which of them stand at a scale was computed before (labels.bin): here they are only taken by scale and by
// whether they are in view, so they never overlap, however far one zooms.

/** The labels of a map, sorted by the scale from which each stands. */
export class Labels {
  constructor(cloud, scales, halfWidths, height) {
    const order = [];
    for (let row = 0; row < scales.length; row++) if (Number.isFinite(scales[row])) order.push(row);
    order.sort((one, other) => scales[one] - scales[other]);
    this.rows = Uint32Array.from(order);
    this.scales = Float32Array.from(order, (row) => scales[row]);
    this.places = new Float32Array(2 * order.length);
    order.forEach((row, at) => this.places.set(cloud.points.subarray(2 * row, 2 * row + 2), 2 * at));
    this.halfWidths = halfWidths;
    this.height = height;
  }

  /**
   * Calls `each(row, right, down)` for the labels in `width` × `height` pixels; a `share` below 1 takes only those that had
   * room at that share of the scale, so that the map stays calm. The first words always stand where they have room.
   */
  inView(camera, share, width, height, each) {
    const { rows, scales, places, halfWidths } = this;
    const scale = Math.max(camera.scale * share, Math.min(camera.scale, 1.2 * scales[0]));
    let [low, high] = [0, scales.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (scales[middle] <= scale) low = middle + 1;
      else high = middle;
    }
    const [cx, cy] = camera.center;
    const zoom = camera.scale;
    const tall = height / 2 + this.height / 2;
    const wide = width / 2;
    for (let at = 0; at < low; at++) {
      const down = (cy - places[2 * at + 1]) * zoom;
      if (down < -tall || down > tall) continue;
      const right = (places[2 * at] - cx) * zoom;
      const row = rows[at];
      if (right < -wide - halfWidths[row] || right > wide + halfWidths[row]) continue;
      each(row, right, down);
    }
  }
}

/** Boxes on the screen that keep free of each other: `take` says whether one found room. */
export class Boxes {
  constructor() { this.held = []; }

  isFree(x, y, half, height) {
    for (const box of this.held) {
      if (Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < (box.height + height) / 2) return false;
    }
    return true;
  }

  take(x, y, half, height) {
    if (!this.isFree(x, y, half, height)) return false;
    this.held.push({ x, y, half, height });
    return true;
  }
}

/** Texts cut to their labels' widths; each is measured once. */
export class FittingTexts {
  constructor(font) {
    this.pen = document.createElement("canvas").getContext("2d");
    this.pen.font = font;
    this.texts = new Map();
  }

  /** The text of a row, cut so that it is at most `width` pixels wide. */
  of(row, text, width) {
    let shown = this.texts.get(row);
    if (shown !== undefined) return shown;
    const letters = [...text];
    shown = text;
    while (letters.length > 1 && this.pen.measureText(shown).width > width) {
      letters.length -= Math.ceil(letters.length / 8);
      shown = letters.join("") + "…";
    }
    this.texts.set(row, shown);
    return shown;
  }
}
