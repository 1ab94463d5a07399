// Words on the map. Which of them stand at a scale was computed before (labels.bin): here they are only taken by scale and by
// whether they are in view, so they never overlap, however far one zooms.

/** The labels of a map: in bands of a doubling of the scale from which they stand, and within a band from bottom to top. */
export class Labels {
  constructor(cloud, scales, halfWidths, height) {
    const order = [];
    this.lowest = Infinity;
    for (let row = 0; row < scales.length; row++) {
      if (!Number.isFinite(scales[row])) continue;
      order.push(row);
      if (scales[row] < this.lowest) this.lowest = scales[row];
    }
    const bands = Uint8Array.from(scales, (scale) => Math.min(Math.log2(scale / this.lowest), 255));
    const { points } = cloud;
    order.sort((one, other) => bands[one] - bands[other] || points[2 * one + 1] - points[2 * other + 1]);
    this.rows = Uint32Array.from(order);
    this.scales = Float32Array.from(order, (row) => scales[row]);
    this.x = Float32Array.from(order, (row) => points[2 * row]);
    this.y = Float32Array.from(order, (row) => points[2 * row + 1]);
    /** Where each band begins; the last is the end. */
    this.starts = order.flatMap((row, at) => (at === 0 || bands[row] !== bands[order[at - 1]] ? [at] : [])).concat(order.length);
    this.halfWidths = halfWidths;
    this.height = height;
  }

  /**
   * Calls `each(row, right, down)` for the labels in `width` × `height` pixels; a `share` below 1 takes only those that had
   * room at that share of the scale, so that the map stays calm. The first words always stand where they have room.
   */
  inView(camera, share, width, height, each) {
    const { rows, scales, x, y, starts, halfWidths } = this;
    const scale = Math.max(camera.scale * share, Math.min(camera.scale, 1.2 * this.lowest));
    const [cx, cy] = camera.center;
    const zoom = camera.scale;
    const reach = (height + this.height) / 2 / zoom;
    const wide = width / 2;
    for (let band = 0; band + 1 < starts.length; band++) {
      for (let at = this.firstAbove(cy - reach, starts[band], starts[band + 1]); at < starts[band + 1] && y[at] <= cy + reach; at++) {
        if (scales[at] > scale) continue;
        const right = (x[at] - cx) * zoom;
        const half = halfWidths[rows[at]];
        if (right >= -wide - half && right <= wide + half) each(rows[at], right, (cy - y[at]) * zoom);
      }
    }
  }

  /** The first label from `low` on, of those before `high`, that lies no lower than `least`. */
  firstAbove(least, low, high) {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.y[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Rows whose words stand on a map of three dimensions, where no scales were computed: whole words, low ids first, which are
 * the frequent ones in most vocabularies.
 */
export function wordsInSpace(vocabulary, cloud, most = 1200) {
  const rows = [];
  for (let row = 0; row < vocabulary.rows && rows.length < most; row++) {
    if (/^␣?\p{L}{3,}$/u.test(vocabulary.label(row)) && cloud.has(row)) rows.push(row);
  }
  return rows;
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
