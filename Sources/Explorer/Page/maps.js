// The maps of a model: which the tool has, which it can compute, and what one is made of.
import { bytes, exported, floats, json, once, runStudy } from "./api.js";
import { Cloud } from "./cloud.js";
import { Labels } from "./labels.js";

/** Methods by the names of the study, best first; about how many seconds each takes for a million values. */
export const methods = [
  { name: "umap", title: "UMAP", pace: 1 }, { name: "tsne", title: "t-SNE", pace: 1.8 }, { name: "pca", title: "PCA", pace: 0.1 },
];

/** A map's name in the address: `umap`, `pca-3d`. */
export function mapName(method, dimensions) { return dimensions === 3 ? `${method}-3d` : method; }

/** Method and dimensions of a map's name. */
export function parseMapName(name) {
  const [method, flat] = name.split("-");
  return { method, dimensions: flat === "3d" ? 3 : 2 };
}

/** What a map is called by people. */
export function mapTitle(name) {
  const { method, dimensions } = parseMapName(name);
  const title = methods.find((known) => known.name === method)?.title ?? method;
  return dimensions === 3 ? `${title}, 3-D` : title;
}

/** About how long a map takes, in words. */
export function duration(method, model) {
  const seconds = (methods.find((known) => known.name === method).pace * model.rows * model.columns) / 1e6;
  return seconds < 3 ? "a moment" : seconds < 90 ? `about ${Math.ceil(seconds / 5) * 5} seconds` : `about ${Math.ceil(seconds / 60)} minutes`;
}

/** The maps of a model that are there: their keys by name, best first. */
export async function mapsOf(model) {
  const found = new Map();
  for (const { key, study, models, values } of await json("api/results.json")) {
    if (study !== "project" || models.length !== 1 || models[0] !== model) continue;
    const { method: [method] = ["umap"], dimensions: [dimensions] = ["2"], ...others } = values;
    const isPlain = Object.keys(others).every((name) => !["metric", "seed", "n-neighbors", "min-dist", "perplexity", "tokens-only"].includes(name));
    const name = mapName(method, Number(dimensions));
    if (isPlain || !found.has(name)) found.set(name, key);
  }
  const order = (name) => methods.findIndex(({ name: method }) => method === parseMapName(name).method) + (name.endsWith("3d") ? 10 : 0);
  return new Map([...found].sort(([one], [other]) => order(one) - order(other)));
}

/** Computes a map; gives its key. */
export function computeMap(model, name, told, signal) {
  const { method, dimensions } = parseMapName(name);
  return runStudy("project", [model], { method: [method], ...(dimensions === 3 ? { dimensions: ["3"] } : {}) }, told, signal);
}

/** Whether maps that are not there can be computed. */
export function canCompute() { return !exported(); }

/** Everything of a map: its facts, its points, its words. */
export function loadMap(key) {
  return once(`map ${key}`, async () => {
    const path = `api/results/${key}`;
    const info = await json(`${path}/map.json`);
    const isFlat = info.dimensions === 2 && info.maximumScale !== null;
    const [points, scales, widths] = await Promise.all([
      floats(`${path}/points.bin`), isFlat ? floats(`${path}/labels.bin`) : null, isFlat ? bytes(`${path}/label-widths.bin`) : null,
    ]);
    const cloud = new Cloud(points, info.dimensions);
    return { key, info, cloud, labels: isFlat ? new Labels(cloud, scales, new Uint8Array(widths), info.labelHeight ?? 15) : null };
  });
}

/** What a map's facts say of how far it can be trusted, in a line and in a sentence. */
export function trust({ quality, varianceRatios, notes = [] }) {
  const lines = [];
  if (quality) {
    const share = (value) => `${(100 * value).toFixed(value > 0.1 ? 0 : 1)} %`;
    const { trustworthiness, neighbors = 15, neighborPreservation } = quality;
    lines.push(`trustworthiness ${trustworthiness.toFixed(2)}`);
    if (neighborPreservation !== undefined) lines.push(`keeps ${share(neighborPreservation)} of ${neighbors} neighbours`);
  }
  if (varianceRatios) lines.push(`${(100 * varianceRatios.reduce((sum, ratio) => sum + ratio, 0)).toFixed(1)} % of the variance`);
  return { line: lines.join(" · "), notes };
}
