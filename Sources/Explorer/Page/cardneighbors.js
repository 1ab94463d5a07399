// The card's list of true neighbours: each a link, so that one walks from token to token.
import { button, choice, fill, h, number, reason } from "./dom.js";
import { giveTokens } from "./files.js";
import { neighborsOf } from "./neighbors.js";
import { tokenLink } from "./tokenlink.js";

const metrics = [["cosine", "cosine"], ["euclidean", "distance"], ["dot", "dot product"]];

/** Fills `section` with the neighbours of a row, as the workspace asks for them. */
export async function neighborsPart(section, work, vocabulary, row) {
  const { nearness } = work;
  const body = h("div", { "aria-live": "polite" }, h("p.hint", {}, "Comparing with every row …"));
  fill(section, h("h3", {}, "True neighbours ", h("span.hint", {}, `in all ${vocabulary.columns} dimensions`)),
    h("div.row", {},
      choice("Metric", metrics, nearness.metric, (metric) => work.ask({ metric })),
      choice("How many neighbours", [10, 25, 50].map((k) => [k, `${k} nearest`]), nearness.k, (k) => work.ask({ k: Number(k) })),
      h("label.check", { title: "Takes the mean and the strongest components out of the rows first (Mu and Viswanath 2018)" },
        h("input", { type: "checkbox", checked: nearness.isCorrected, onchange: (event) => work.ask({ isCorrected: event.target.checked }) }), "corrected")),
    body);
  try {
    const { list, note } = await neighborsOf(vocabulary, row, nearness);
    if (!section.contains(body)) return;
    fill(body, h("ol.neighbors", {}, list.map(({ id, score }) => line(work, vocabulary, id, score, list))),
      note && h("p.hint", {}, note),
      h("div.row.actions", {},
        button("Select them", () => work.select(vocabulary, [row, ...list.map(({ id }) => id)])),
        button("CSV", () => giveTokens(vocabulary, list.map(({ id }) => id), `neighbours-${row}`, { [nearness.metric]: (_, at) => list[at].score }))));
  } catch (error) {
    fill(body, reason(error.message));
  }
}

function line(work, vocabulary, id, score, list) {
  const most = Math.max(...list.map((other) => Math.abs(other.score)), 1e-12);
  const share = work.nearness.metric === "cosine" ? Math.max(score, 0) : Math.abs(score) / most;
  return h("li", {
    onmouseenter: () => work.onHover(vocabulary, id, section), onmouseleave: () => work.onHover(vocabulary, -1, section),
  }, tokenLink(vocabulary, id), h("span.measure", { "aria-hidden": "true" }, h("span", { style: { width: `${(100 * share).toFixed(1)}%` } })),
  h("span.value", {}, number(score)));
}

const section = Symbol("card");
