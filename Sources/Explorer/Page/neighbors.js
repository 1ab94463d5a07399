// The true neighbours of a token: in the full space, as “embedscope neighbors” finds them.
import { bytes, exported, json, needsServer, once, Unavailable } from "./api.js";

/**
 * The nearest rows of a token.
 * @param {{metric: string, isCorrected: boolean, k: number}} options
 * @returns {Promise<{list: {id: number, score: number}[], note: string|null}>}
 */
export function neighborsOf(vocabulary, id, { metric = "cosine", isCorrected = false, k = 10 } = {}) {
  if (exported()) return fromExport(vocabulary, id, metric, isCorrected, k);
  const query = new URLSearchParams({ id, k, metric, corrected: isCorrected ? 1 : 0 });
  const path = `${vocabulary.path}/neighbors.json?${query}`;
  return once(path, async () => {
    const { models: [{ queries: [found], correction }] } = await json(path);
    return {
      list: found.neighbors.map(({ token, score }) => ({ id: token.id, score })),
      note: correction && `The mean and ${correction.components} strongest ${correction.components === 1 ? "component was" : "components were"} taken out.`,
    };
  });
}

async function fromExport(vocabulary, id, metric, isCorrected, k) {
  if (!vocabulary.held?.neighbors) throw new Unavailable(needsServer("To find neighbours"));
  if (metric !== "cosine" || isCorrected) throw new Unavailable(needsServer("Another metric or correction"));
  const { ids, scores, held } = await once(`${vocabulary.path}/neighbors`, async () => {
    const buffer = await bytes(`${vocabulary.path}/neighbors.bin`);
    const held = new Uint32Array(buffer, 0, 1)[0];
    return {
      held, ids: new Uint32Array(buffer, 4, vocabulary.rows * held), scores: new Float32Array(buffer, 4 + 4 * vocabulary.rows * held),
    };
  });
  const list = Array.from({ length: Math.min(k, held) }, (_, at) => ({ id: ids[id * held + at], score: scores[id * held + at] }));
  return { list: list.filter((other) => other.id < vocabulary.rows), note: k > held ? `This export holds the ${held} nearest of each token.` : null };
}
