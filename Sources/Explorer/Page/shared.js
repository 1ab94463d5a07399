// The vocabulary that two models share: which row of one is the same word as which of the other.
import { integers, once } from "./api.js";

/** The words that models `a` and `b` share, looked at from `a`: `pairs` as [row of a, row of b], and `partner` of a row of a. */
export function sharedWords(a, b) {
  return once(`shared ${a} ${b}`, async () => {
    const isTurned = a > b;
    const flat = await once(`shared file ${Math.min(a, b)} ${Math.max(a, b)}`, () => integers(`api/pairs/${Math.min(a, b)}/${Math.max(a, b)}/shared.bin`));
    const partner = new Map();
    const pairs = [];
    for (let at = 0; at < flat.length; at += 2) {
      const [mine, other] = isTurned ? [flat[at + 1], flat[at]] : [flat[at], flat[at + 1]];
      pairs.push([mine, other]);
      if (!partner.has(mine)) partner.set(mine, other);
    }
    return { pairs, partner };
  });
}

/** The rows of `b` that share a word with rows of `a`. */
export async function partners(a, b, rows) {
  const { partner } = await sharedWords(a, b);
  return Uint32Array.from([...rows].filter((row) => partner.has(row)), (row) => partner.get(row));
}
