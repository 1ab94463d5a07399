// Points without WebGL: squares written straight into an image, for machines that have no graphics card to ask.

/** Draws panes on a 2-D canvas; takes the same panes as `WebGLPoints`. */
export class RasterPoints {
  constructor(canvas) {
    this.context = canvas.getContext("2d");
    this.name = "Canvas 2D";
    this.largestRatio = 1;
  }

  /** Draws all panes on a canvas of `width` × `height` device pixels. */
  draw(width, height, ratio, panes) {
    this.context.clearRect(0, 0, width, height);
    for (const pane of panes) if (pane.cloud) this.drawPane(pane, ratio);
  }

  drawPane(pane, ratio) {
    const { box, cloud, camera } = pane;
    const width = Math.max(1, Math.round(box.width * ratio));
    const height = Math.max(1, Math.round(box.height * ratio));
    if (this.image?.width !== width || this.image.height !== height) this.image = this.context.createImageData(width, height);
    const pixels = new Uint32Array(this.image.data.buffer);
    pixels.fill(0);
    const colors = new Uint32Array(pane.colors.slice().buffer);
    const faded = colors.map((color) => (color & 0xffffff) | (Math.round((color >>> 24) * pane.alpha) << 24));
    const [middle, center] = [width / 2, height / 2];
    const size = Math.max(1, Math.round(pane.pointSize * ratio));
    const square = (right, down, side, color) => {
      const left = Math.round(middle + right * ratio - side / 2);
      const top = Math.round(center + down * ratio - side / 2);
      if (!(left >= 0 && top >= 0 && left + side <= width && top + side <= height)) return;
      for (let y = top; y < top + side; y++) pixels.fill(color, y * width + left, y * width + left + side);
    };
    if (cloud.dimensions === 2) drawFlat(pixels, width, height, pane, size, faded, ratio);
    else cloud.forEach(camera, (row, right, down) => square(right, down, size, faded[cloud.groups[row]]));
    for (const { ids, ring } of pane.layers) {
      const color = (0xff000000 | (ring[2] << 16) | (ring[1] << 8) | ring[0]) >>> 0;
      for (const [side, colorOf] of [[size + 4, () => color], [size + 2, (row) => colors[cloud.groups[row]]]]) {
        for (const row of ids) {
          if (!cloud.has(row)) continue;
          const [right, down] = camera.project(...cloud.place(row));
          square(right, down, side, colorOf(row));
        }
      }
    }
    this.context.putImageData(this.image, Math.round(box.left * ratio), Math.round(box.top * ratio));
  }
}

/** The points of a flat map: one loop without a call, since a quarter of a million go through it in each frame. */
function drawFlat(pixels, width, height, { cloud, camera }, size, colors, ratio) {
  const { points, groups, hidden, count } = cloud;
  const zoom = camera.scale * ratio;
  const left = width / 2 - camera.center[0] * zoom - size / 2 + 0.5;
  const top = height / 2 + camera.center[1] * zoom - size / 2 + 0.5;
  const [right, bottom] = [width - size, height - size];
  for (let row = 0; row < count; row++) {
    const x = points[2 * row] * zoom + left;
    const y = top - points[2 * row + 1] * zoom;
    if (!(x >= 0 && y >= 0 && x < right && y < bottom) || hidden[groups[row]]) continue;
    const color = colors[groups[row]];
    let line = (y | 0) * width + (x | 0);
    for (let down = 0; down < size; down++, line += width) for (let at = line; at < line + size; at++) pixels[at] = color;
  }
}
