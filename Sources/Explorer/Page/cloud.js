// The points of a map, and which of them lie somewhere on the screen. A quarter of a million are gone through in less than a
// millisecond, so there is no index.

/** All tokens of a model as points; NaN for rows without a place. */
export class Cloud {
  /** @param {Float32Array} points interleaved, `dimensions` numbers for each row */
  constructor(points, dimensions) {
    this.points = points;
    this.dimensions = dimensions;
    this.count = points.length / dimensions;
    this.groups = new Uint8Array(this.count);
    /** Counts changes of `groups`, so that a renderer knows when to take them anew. */
    this.version = 0;
    /** 1 for groups that are switched off. */
    this.hidden = new Uint8Array(256);
  }

  /** Gives each point its group. */
  setGroups(groups) {
    this.groups = groups;
    this.version++;
  }

  /** Whether a row has a place on the map. */
  has(row) { return row < this.count && !Number.isNaN(this.points[row * this.dimensions]); }

  /** A row's place. */
  place(row) {
    const start = row * this.dimensions;
    return [this.points[start], this.points[start + 1], this.dimensions === 3 ? this.points[start + 2] : 0];
  }

  /** Calls `each(row, right, down, near)` with every point's offset from the middle of the screen. */
  forEach(camera, each) {
    const { points, dimensions, count, hidden, groups } = this;
    const [cx, cy, cz] = camera.center;
    const { scale, turn: t } = camera;
    for (let row = 0, at = 0; row < count; row++, at += dimensions) {
      if (hidden[groups[row]]) continue;
      const a = points[at] - cx;
      const b = points[at + 1] - cy;
      if (dimensions === 2) {
        each(row, a * scale, -b * scale, 0);
      } else {
        const c = points[at + 2] - cz;
        each(row, (t[0] * a + t[1] * b + t[2] * c) * scale, -(t[3] * a + t[4] * b + t[5] * c) * scale,
          (t[6] * a + t[7] * b + t[8] * c) * scale);
      }
    }
  }

  /** The row nearest to an offset on the screen, no farther than `reach` pixels; -1 for none. */
  nearest(camera, right, down, reach) {
    let best = -1;
    let least = reach * reach;
    this.forEach(camera, (row, x, y) => {
      const distance = (x - right) * (x - right) + (y - down) * (y - down);
      if (distance < least) [best, least] = [row, distance];
    });
    return best;
  }

  /** The rows inside a closed line of offsets [right, down]. */
  within(camera, line) {
    const [left, right] = [Math.min(...line.map((at) => at[0])), Math.max(...line.map((at) => at[0]))];
    const [top, bottom] = [Math.min(...line.map((at) => at[1])), Math.max(...line.map((at) => at[1]))];
    const found = [];
    this.forEach(camera, (row, x, y) => {
      if (x >= left && x <= right && y >= top && y <= bottom && encloses(line, x, y)) found.push(row);
    });
    return Uint32Array.from(found);
  }
}

/** Whether a closed line goes around a point: how often a ray to the right crosses it. */
export function encloses(line, x, y) {
  let inside = false;
  for (let here = 0, before = line.length - 1; here < line.length; before = here++) {
    const [ax, ay] = line[here];
    const [bx, by] = line[before];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
