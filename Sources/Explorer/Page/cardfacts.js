// The card's facts: numbers of the row among all rows, the row itself, the token's bytes.
import { fill, h, number, reason, svg } from "./dom.js";
import { percentile } from "./vocabulary.js";

const numbers = [
  ["norm", "Length (L2)"], ["mean", "Mean"], ["variance", "Variance"], ["meancosine", "Mean cosine to all"], ["untrained", "Trained (indicator)"],
];

/** Numbers of the row, each with its place among all rows. */
export function numbersPart(vocabulary, row) {
  const lines = numbers.filter(([name]) => vocabulary.has(name)).map(([name, title]) => {
    const line = h("tr", {}, h("th", { scope: "row" }, title), h("td.number", {}, "…"), h("td", {}));
    vocabulary.column(name).then((column) => {
      if (Number.isNaN(column[row])) return line.remove();
      const share = percentile(column, column[row]);
      line.children[1].textContent = number(column[row]);
      fill(line.children[2], h("span.place-among", { title: `larger than ${share.toFixed(1)} of 100 rows` },
        h("span.track", { "aria-hidden": "true" }, h("span", { style: { left: `${share}%` } })), h("span.hint", {}, `${share.toFixed(share > 99 || share < 1 ? 1 : 0)} %`)));
    }, () => line.remove());
    return line;
  });
  return h("section", { "aria-label": "Numbers" }, h("h3", {}, "Among all rows ", h("span.hint", {}, "larger than … %")), h("table.facts", {}, h("tbody", {}, lines)));
}

/** The row as a line, dimension by dimension. */
export function rowPart(vocabulary, row) {
  const body = h("div", {}, h("p.hint", {}, "…"));
  vocabulary.row(row).then((values) => fill(body, rowLine(values)), (error) => fill(body, reason(error.message)));
  return h("section", { "aria-label": "The row" }, h("h3", {}, "The row ", h("span.hint", {}, `${vocabulary.columns} numbers`)), body);
}

/** A line through the values; the pointer or the arrow keys name a dimension. */
export function rowLine(values) {
  const [width, height] = [320, 84];
  const most = Math.max(...values.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)), 1e-12);
  const x = (at) => ((at + 0.5) * width) / values.length;
  const y = (value) => height / 2 - (value / most) * (height / 2 - 3);
  const path = Array.from(values, (value, at) => `${at ? "L" : "M"}${x(at).toFixed(2)} ${y(Number.isFinite(value) ? value : 0).toFixed(2)}`).join("");
  const marker = svg("line", { class: "marker", y1: 0, y2: height, x1: -9, x2: -9 });
  const told = h("p.hint", { "aria-live": "polite" }, `from ${number(Math.min(...values))} to ${number(Math.max(...values))}`);
  let at = 0;
  const show = (dimension) => {
    at = Math.min(Math.max(dimension, 0), values.length - 1);
    marker.setAttribute("x1", x(at));
    marker.setAttribute("x2", x(at));
    told.textContent = `dimension ${at}: ${number(values[at])}`;
  };
  const chart = svg("svg", {
    class: "rowline", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", tabindex: 0, role: "img",
    "aria-label": `The row's ${values.length} values as a line; arrow keys name each`,
  }, svg("line", { class: "zero", x1: 0, x2: width, y1: height / 2, y2: height / 2 }), svg("path", { d: path }), marker);
  chart.addEventListener("pointermove", (event) => {
    const box = chart.getBoundingClientRect();
    show(Math.floor(((event.clientX - box.left) / box.width) * values.length));
  });
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(at + step);
  });
  return h("div", {}, chart, told);
}

/** How the token is spelled, and its bytes. */
export function formsPart(vocabulary, row) {
  const lines = h("tbody", {});
  const add = (title, ...content) => lines.append(h("tr", {}, h("th", { scope: "row" }, title), h("td", {}, ...content)));
  const forms = h("section", { "aria-label": "Forms" }, h("h3", {}, "Forms"), h("table.facts", {}, lines));
  if (!vocabulary.hasTokenizer) return h("section", {}, reason("The model has no tokenizer here: its rows go by their numbers."));
  Promise.all([vocabulary.raw(), vocabulary.bytes(), vocabulary.column("length").catch(() => null)]).then(([raw, bytes, lengths]) => {
    const own = bytes.of(row);
    add("Shown", vocabulary.shown[row]);
    add("Raw", h("code", {}, raw[row] || "–"));
    if (own.length) {
      const hex = Array.from(own.subarray(0, 48), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
      add(own.length === 1 ? "1 byte" : `${own.length} bytes`, h("code", {}, hex + (own.length > 48 ? " …" : "")));
    }
    if (lengths && !Number.isNaN(lengths[row])) add("Characters", number(lengths[row]));
  }).catch((error) => forms.append(reason(error.message)));
  return forms;
}
