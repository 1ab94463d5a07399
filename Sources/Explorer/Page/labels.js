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

  /** Calls `each(row, right, down)` for the labels that stand at `scale` and are in `width` × `height` pixels. */
  inView(camera, scale, width, height, each) {
    const { rows, scales, places, halfWidths } = this;
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

/** Texts drawn again and again: each with its halo is a picture that is made once. */
export class TextPictures {
  constructor(font, ratio, color, halo) {
    Object.assign(this, { font, ratio, color, halo });
    this.pictures = new Map();
    this.sheet = null;
    this.shelf = { x: 0, y: 0 };
    this.meter = document.createElement("canvas").getContext("2d");
    this.meter.font = font;
    this.height = Math.ceil(17 * ratio);
  }

  /** `text` cut so that it is at most `width` pixels wide. */
  fitting(text, width) {
    const letters = [...text];
    let shown = text;
    while (letters.length > 1 && this.meter.measureText(shown).width > width) {
      letters.length -= Math.ceil(letters.length / 8);
      shown = letters.join("") + "…";
    }
    return shown;
  }

  picture(key, text, width) {
    let found = this.pictures.get(key);
    if (found) return found;
    const shown = this.fitting(text, width);
    const wide = Math.ceil((this.meter.measureText(shown).width + 6) * this.ratio);
    if (!this.sheet || this.shelf.x + wide > 2048) this.shelf = { x: 0, y: this.shelf.y + this.height };
    if (!this.sheet || this.shelf.y + this.height > 2048) this.newSheet();
    const pen = this.sheet.getContext("2d");
    pen.setTransform(this.ratio, 0, 0, this.ratio, this.shelf.x + wide / 2, this.shelf.y + this.height / 2);
    pen.strokeText(shown, 0, 0);
    pen.fillText(shown, 0, 0);
    found = { sheet: this.sheet, x: this.shelf.x, y: this.shelf.y, wide, shown };
    this.shelf.x += wide;
    this.pictures.set(key, found);
    return found;
  }

  newSheet() {
    // Sixteen sheets hold some 30,000 words; then all begins anew, which no one sees.
    if (this.pictures.size > 30000) this.pictures.clear();
    this.sheet = Object.assign(document.createElement("canvas"), { width: 2048, height: 2048 });
    this.shelf = { x: 0, y: 0 };
    const pen = this.sheet.getContext("2d");
    Object.assign(pen, {
      font: this.font, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3,
      fillStyle: this.color, strokeStyle: this.halo,
    });
  }

  /** Draws a text centred at device pixels; gives what was shown. */
  draw(context, key, text, width, x, y) {
    const { sheet, x: left, y: top, wide, shown } = this.picture(key, text, width);
    context.drawImage(sheet, left, top, wide, this.height, Math.round(x - wide / 2), Math.round(y - this.height / 2), wide, this.height);
    return shown;
  }
}
