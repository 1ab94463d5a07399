// A study's answer: asked for, waited for, shown by the same blocks as in a report.
import { exported, json, needsServer, pictureAddress, runStudy, text } from "./api.js";
import { button, fill, h, reason } from "./dom.js";
import { fileName, give } from "./files.js";

/**
 * Runs a study, or takes its answer where it is there, and shows it in `place`.
 * @param {Object<string, string[]>} values the parameters that are given
 * @returns {Promise<string|null>} the result's key; null where there is none, and `place` says why
 */
export async function showStudy(place, name, models, values) {
  const stop = new AbortController();
  place.stop?.abort();
  place.stop = stop;
  const bar = h("progress", { "aria-label": `Progress of ${name}` });
  const line = h("p.hint", { "aria-live": "polite" }, "Starting …");
  fill(place, h("div.waiting", {}, bar, line, button("Cancel", () => stop.abort())));
  try {
    const key = exported() ? await heldResult(name, models, values) : await runStudy(name, models, values, (job) => {
      line.textContent = job.stage || job.state;
      if (job.of) Object.assign(bar, { max: job.of, value: job.done });
      else bar.removeAttribute("value");
    }, stop.signal);
    if (place.stop === stop) await showResult(place, key, name);
    return key;
  } catch (error) {
    if (place.stop === stop) fill(place, reason(error.name === "AbortError" ? "Cancelled." : error.message));
    return null;
  }
}

/** The key of an answer that an export holds. */
async function heldResult(name, models, values) {
  const same = ({ study, models: others, values: given }) => study === name && String(others) === String(models)
    && Object.entries(values).every(([key, texts]) => String(given[key] ?? "") === String(texts));
  const found = (await json("api/results.json")).find(same);
  if (!found) throw new Error(needsServer("This study was not put into the page; it"));
  return found.key;
}

/** Shows a result by its key. */
export async function showResult(place, key, name) {
  const path = `api/results/${key}`;
  const [html, known] = await Promise.all([text(`${path}/blocks.html`), json("api/results.json").catch(() => [])]);
  const blocks = h("div.blocks");
  // The one text that is read as HTML: the tool has escaped all that comes from files.
  blocks.innerHTML = html;
  for (const picture of blocks.querySelectorAll("img")) await frame(picture);
  const { tables = [] } = known.find((result) => result.key === key) ?? {};
  fill(place, blocks, h("div.row.actions", {},
    button("JSON", async () => give(`${fileName(name)}.json`, await text(`${path}/result.json`), "application/json")),
    tables.map((table) => button(`${table}.csv`, async () => give(`${fileName(name, table)}.csv`, await text(`${path}/tables/${table}.csv`), "text/csv")))));
}

/** Gives a figure its file buttons. */
async function frame(picture) {
  const path = picture.getAttribute("src");
  picture.src = await pictureAddress(path);
  const name = path.split("/").at(-1).replace(/\.svg$/, "");
  const caption = h("figcaption.row.actions", {},
    button("SVG", async () => give(`${name}.svg`, await text(path), "image/svg+xml")),
    button("PNG", () => {
      const canvas = h("canvas", { width: 2 * picture.naturalWidth, height: 2 * picture.naturalHeight });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => give(`${name}.png`, blob, "image/png"));
    }));
  const around = picture.closest("figure");
  if (around) around.append(caption);
  else {
    const figure = h("figure");
    picture.replaceWith(figure);
    figure.append(picture, caption);
  }
}
