// Where one looks from: a centre, a scale in CSS pixels per unit of the map, and for three dimensions two angles.

/** A camera for a map of two or three dimensions. Offsets on the screen are pixels from the middle, y downwards. */
export class Camera {
  constructor(dimensions) {
    this.dimensions = dimensions;
    this.center = [0, 0, 0];
    this.scale = 1;
    this.lowest = 0;
    this.highest = Infinity;
    this.turnTo(0.5, -0.35);
  }

  /** Turns to the angles around the upright axis and the level one; a flat map stays as it is. */
  turnTo(yaw, pitch) {
    this.yaw = yaw;
    this.pitch = Math.min(Math.max(pitch, -Math.PI / 2), Math.PI / 2);
    const [a, b, c, d] = [Math.cos(yaw), Math.sin(yaw), Math.cos(this.pitch), Math.sin(this.pitch)];
    this.turn = this.dimensions === 3 ? [a, 0, b, b * d, c, -a * d, -b * c, d, a * c] : [1, 0, 0, 0, 1, 0, 0, 0, 1];
  }

  /** Shows all of `bounds`, [least, greatest] for each axis, in `width` × `height` pixels. */
  fit(bounds, width, height) {
    const spans = bounds.map(([least, greatest]) => greatest - least || 1);
    this.center = [0, 1, 2].map((axis) => (bounds[axis] ? (bounds[axis][0] + bounds[axis][1]) / 2 : 0));
    const longest = Math.hypot(...spans);
    const fitting = this.dimensions === 3
      ? (1.3 * Math.min(width, height)) / longest
      : Math.min((0.92 * width) / spans[0], (0.92 * height) / spans[1]);
    this.scale = this.fitting = Math.max(fitting, 1e-9);
    this.lowest = this.scale / 3;
    this.fittingCenter = [...this.center];
  }

  /** Whether all is seen, as `fit` left it. */
  get isFitted() {
    return this.fitting !== undefined && Math.abs(this.scale / this.fitting - 1) < 1e-6
      && this.center.every((place, axis) => Math.abs(place - this.fittingCenter[axis]) * this.scale < 0.5);
  }

  /** The distance to the viewer besides the place on the screen: both as offsets in pixels. */
  project(x, y, z = 0) {
    const [a, b, c] = [x - this.center[0], y - this.center[1], z - this.center[2]];
    const t = this.turn;
    return [
      (t[0] * a + t[1] * b + t[2] * c) * this.scale, -(t[3] * a + t[4] * b + t[5] * c) * this.scale,
      (t[6] * a + t[7] * b + t[8] * c) * this.scale,
    ];
  }

  /** Moves what is seen by pixels. */
  pan(right, down) {
    const [a, b] = [-right / this.scale, down / this.scale];
    const t = this.turn;
    for (let axis = 0; axis < 3; axis++) this.center[axis] += t[axis] * a + t[3 + axis] * b;
  }

  /** Zooms so that what lies at an offset stays there. */
  zoom(factor, right = 0, down = 0) {
    const scale = Math.min(Math.max(this.scale * factor, this.lowest), this.highest);
    const moved = 1 - scale / this.scale;
    this.pan(right * moved, down * moved);
    this.scale = scale;
  }

  /** Where one looks from, as a value that `set` takes. */
  get state() { return { center: [...this.center], scale: this.scale, yaw: this.yaw, pitch: this.pitch }; }

  set({ center, scale, yaw = this.yaw, pitch = this.pitch }) {
    this.center = [...center, 0].slice(0, 3);
    this.scale = Math.min(Math.max(scale, this.lowest), this.highest);
    this.turnTo(yaw, pitch);
  }
}

/** What lies between two states at `t` from 0 to 1, for a flight: scales by ratio, places by what is seen of the way. */
export function between(from, to, t) {
  const eased = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2;
  const ratio = to.scale / from.scale;
  const scale = from.scale * ratio ** eased;
  // A place moves as fast as the scale lets it: evenly on the screen, not on the map.
  const share = Math.abs(ratio - 1) < 1e-6 ? eased : (1 - ratio ** -eased) / (1 - 1 / ratio);
  return {
    center: from.center.map((place, axis) => place + (to.center[axis] - place) * share), scale,
    yaw: from.yaw + (to.yaw - from.yaw) * eased, pitch: from.pitch + (to.pitch - from.pitch) * eased,
  };
}
