// The only file that asks a server. An export answers the same paths from files, a single file from what it holds.

/** A reason that can be shown to a person as it stands. */
export class Unavailable extends Error {}

const heldElement = document.getElementById("held-files");
const held = heldElement ? JSON.parse(heldElement.textContent) : null;
let isExport = held !== null;

/** Says that what needs a server is not to be asked for. */
export function setExport(value) { isExport = value || held !== null; }

/** Whether the page was exported: no free text, no other metrics, no new studies. */
export function exported() { return isExport; }

/** Why something that needs the server cannot be had in an export. */
export function needsServer(what) {
  return `${what} needs the running tool, and this page was exported. Run “embedscope explore” with the model to have it.`;
}

async function unpack(text) {
  const isPacked = text.startsWith("gz:");
  const bytes = Uint8Array.from(atob(isPacked ? text.slice(3) : text), (letter) => letter.charCodeAt(0));
  if (!isPacked) return bytes.buffer;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unavailable(location.protocol === "file:"
      ? "A browser lets no page that was opened from a folder read the files beside it. Serve the folder, for instance with “python3 -m http.server”, and open the address that it prints."
      : "The tool does not answer. Is “embedscope explore” still running?");
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw Object.assign(new Unavailable(told.error ?? (isExport
    ? "This export does not hold it." : `The tool answered with ${response.status}.`)), { status: response.status });
}

/** The bytes of a file of the API. */
export async function bytes(path, signal) {
  if (held) {
    if (held[path] === undefined) throw Object.assign(new Unavailable("This page does not hold it."), { status: 404 });
    return unpack(held[path]);
  }
  return (await ask(path, { signal })).arrayBuffer();
}

export async function text(path, signal) { return new TextDecoder().decode(await bytes(path, signal)); }

export async function json(path, signal) { return JSON.parse(await text(path, signal)); }

/** An array of 32-bit floats. */
export async function floats(path, signal) { return new Float32Array(await bytes(path, signal)); }

/** An array of 32-bit integers. */
export async function integers(path, signal) { return new Uint32Array(await bytes(path, signal)); }

/** Asks for work or for an answer about a text; gives status and value. */
export async function post(path, body, signal) {
  if (isExport) throw new Unavailable(needsServer("This"));
  const response = await ask(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
  });
  return { status: response.status, value: await response.json() };
}

/**
 * The key of a study's result, computed if it is not there yet.
 * @param {(job: Object) => void} told called while it runs
 * @param {AbortSignal} signal cancels the job
 */
export async function runStudy(name, models, values, told = () => {}, signal = undefined) {
  const { value } = await post(`api/studies/${name}`, { models, values }, signal);
  if (value.result) return value.result;
  const path = `api/jobs/${value.job}.json`;
  for (let pause = 60; ; pause = Math.min(pause * 1.5, 700)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal?.aborted) {
      await ask(path, { method: "DELETE" });
      throw new DOMException("cancelled", "AbortError");
    }
    const job = await json(path);
    told(job);
    if (job.state === "done") return job.result;
    if (job.state === "failed") throw new Unavailable(job.error);
    if (job.state === "cancelled") throw new DOMException("cancelled", "AbortError");
  }
}

const kept = new Map();

/** What `load` gives, asked for once; a failure is not kept. */
export function once(key, load) {
  if (!kept.has(key)) {
    const promise = load();
    kept.set(key, promise);
    promise.catch(() => kept.delete(key));
  }
  return kept.get(key);
}

/** An address for a picture of the API: the path itself, or what a single file holds. */
export async function pictureAddress(path) {
  return held ? URL.createObjectURL(new Blob([await bytes(path)], { type: "image/svg+xml" })) : path;
}
