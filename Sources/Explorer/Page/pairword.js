// The token in hand in two models: both neighbourhoods, and which words are in both.
import { button, counted, fill, h } from "./dom.js";
import { neighborsOf } from "./neighbors.js";
import { tokenLink } from "./statelink.js";

/** Fills `section`; `compare` is called with the word whose rows are to be compared. */
export async function wordPart(section, work, compare) {
  const { token, model, other } = work;
  section.hidden = token === null;
  if (token === null) return;
  const drawn = (section.drawing = Symbol());
  await Promise.all([model.load(), other.load()]);
  const partner = await work.tokenIn(other).catch(() => null);
  const nearest = (vocabulary, row) => (row === null ? [] : neighborsOf(vocabulary, row, work.nearness).then(({ list }) => list, () => []));
  const lists = await Promise.all([nearest(model, token), nearest(other, partner)]);
  if (section.drawing !== drawn) return;
  const words = lists.map((list, at) => list.map(({ id }) => bare([model, other][at].label(id))));
  const common = words[0].filter((word) => words[1].includes(word));
  const column = (vocabulary, at, why) => h("div", {}, h("p.hint", {}, vocabulary.name), lists[at].length
    ? h("ol", {}, lists[at].map(({ id }, place) => h("li", { class: common.includes(words[at][place]) ? "common" : null },
      tokenLink(vocabulary, id, at ? model : null)))) : h("p.hint", {}, why));
  fill(section, h("h2", {}, "Nearest in both"), h("p.hint", {}, `${counted(common.length, "word")} in common.`),
    h("div.columns", {}, column(model, 0, "–"), column(other, 1, partner === null ? "No token of its own." : "–")),
    button("Compare the rows", () => compare(bare(model.label(token)))));
}

/** A word without the mark of the space before it. */
function bare(label) { return label.replace(/^[␣▁]/, ""); }
