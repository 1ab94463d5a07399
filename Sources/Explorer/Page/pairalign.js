// The words whose neighbourhoods differ most between two models, once the study “align” has gone through all shared words.
import { exported, json, needsServer } from "./api.js";
import { button, count, fill, h, reason } from "./dom.js";
import { stateLink } from "./statelink.js";
import { showStudy } from "./studyresult.js";

/** Fills `section`; `showAll` shows the whole study. */
export async function alignPart(section, work, showAll) {
  const models = [work.model.index, work.other.index];
  const results = await json("api/results.json").catch(() => []);
  const isOfThese = ({ study, models: others }) => study === "align" && [...others].sort().join() === [...models].sort().join();
  const held = results.find(isOfThese);
  if (held) return drawWords(section, work, held.key, held.models[0], showAll);
  const place = h("div.result");
  const start = button("Compare all words", async () => {
    const key = await showStudy(place, "align", models, {});
    if (key) drawWords(section, work, key, models[0], showAll);
  }, { kind: "primary" });
  fill(section, h("h2", {}, "Words that differ most"), exported() ? reason(needsServer("The comparison of all shared words"))
    : [h("p.hint", {}, "Compares the neighbourhoods of all shared words: up to a minute, and kept."), start, place]);
}

async function drawWords(section, work, key, first, showAll) {
  const { mostDifferent, mostAlike, words, measures } = await json(`api/results/${key}/result.json`);
  const overlap = measures.find(({ name }) => name.startsWith("neighbour overlap"))?.value;
  const row = ({ tokenA, tokenB }) => (first === work.model.index ? tokenA : tokenB);
  const list = (title, entries) => [h("h2", {}, title), h("ul.words", {}, entries.map((entry) => h("li", {},
    stateLink("a.token", { token: row(entry) }, {}, entry.word), h("span.count", {}, `${entry.common} in common`))))];
  fill(section, list("Words that differ most", mostDifferent), list("Words most alike", mostAlike),
    h("p.hint", {}, `Of ${count(words.shared)} shared words.`,
      overlap === undefined ? "" : ` On average ${(100 * overlap).toFixed(0)} % of the neighbours are the same.`),
    button("The whole comparison", showAll));
}
