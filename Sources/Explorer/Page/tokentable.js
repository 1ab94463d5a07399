// All tokens of a model as a table: searched, sorted, filtered; only the lines in view are elements.
import * as address from "./address.js";
import { button, choice, count, fill, h, number, reason } from "./dom.js";
import { giveTokens } from "./files.js";
import { loadColoring } from "./coloring.js";
import { LongList } from "./list.js";

/** The table of a vocabulary. */
export class TokenTable {
  constructor(work) {
    this.work = work;
    this.sort = { name: "id", falls: false };
    this.group = "";
    this.only = "all";
    this.list = new LongList("Tokens", (index) => this.line(this.order[index]), (index) => work.open(work.model, this.order[index]),
      { kind: "table", lineHeight: 32 });
    this.head = h("div.tablehead");
    this.bar = h("div.row.tablebar");
    this.note = h("p.hint", { "aria-live": "polite" });
    this.element = h("div.tokentable", {}, this.bar, this.note, h("div.tablescroll", {}, this.head, this.list.element));
  }

  async show(vocabulary) {
    this.vocabulary = vocabulary;
    const shown = (this.showing = Symbol());
    const { explorer } = this.work;
    const columns = explorer.columns.filter(({ name }) => vocabulary.has(name));
    try {
      await vocabulary.load();
      const [raw, groups, ...values] = await Promise.all([
        vocabulary.raw(), loadColoring(explorer, vocabulary, "position").catch(() => null),
        ...columns.map(({ name }) => vocabulary.column(name).catch(() => null)),
      ]);
      if (this.showing !== shown) return;
      Object.assign(this, { raw, groups });
      this.columns = columns.map((column, at) => ({ ...column, values: values[at] })).filter((column) => column.values);
      this.drawBar();
      this.filter();
    } catch (error) {
      fill(this.bar, reason(error.message));
    }
  }

  drawBar() {
    const groups = this.groups?.names ?? [];
    const pick = (label, options, key) => choice(label, options, this[key], (value) => {
      this[key] = value;
      this.filter();
    });
    fill(this.bar, pick("Which tokens", [["all", "all tokens"], ["selected", "the selected ones"]], "only"),
      groups.length > 1 && pick("Kind", [["", "of every kind"], ...groups.map((name, at) => [at, name])], "group"),
      button("Select these", () => this.work.select(this.vocabulary, this.order)),
      button("CSV", () => giveTokens(this.vocabulary, this.order, "tokens", Object.fromEntries(
        this.columns.map(({ name, values }) => [name, (id) => (Number.isNaN(values[id]) ? "" : values[id])])))));
  }

  /** Takes the tokens that search box and filters leave, in the order asked for. */
  async filter() {
    if (!this.raw) return;
    const { work, vocabulary, groups, group } = this;
    const query = address.get("q") ?? "";
    const { ids, note } = await work.hits(vocabulary);
    const selection = this.only === "selected" ? new Set(work.selection(vocabulary)) : null;
    const all = query === "" ? Uint32Array.from({ length: vocabulary.rows }, (_, row) => row) : ids;
    const left = all.filter((row) => (group === "" || groups.groups[row] === Number(group)) && (!selection || selection.has(row)));
    this.order = this.sorted(left, query !== "");
    this.note.textContent = note ?? `${count(left.length)} of ${count(vocabulary.rows)} rows${query ? ` hold “${query}”` : ""}`;
    this.drawHead();
    this.list.set(this.order.length);
  }

  sorted(rows, isRanked) {
    const { name, falls } = this.sort;
    const sign = falls ? -1 : 1;
    if (name === "id") return isRanked && !falls ? rows : rows.slice().sort((one, other) => sign * (one - other));
    if (name === "token") {
      const compare = new Intl.Collator("en").compare;
      const labels = this.vocabulary;
      return Uint32Array.from([...rows].sort((one, other) => sign * compare(labels.label(one), labels.label(other))));
    }
    const values = this.columns.find((column) => column.name === name).values;
    // Rows without a number come last, whichever way the others go.
    const key = (row) => (Number.isNaN(values[row]) ? Infinity : sign * values[row]);
    return rows.slice().sort((one, other) => key(one) - key(other) || one - other);
  }

  drawHead() {
    const cells = [["id", "id"], ["token", "Token"], [null, "Raw"], ...this.columns.map(({ name, title }) => [name, title])];
    fill(this.head, cells.map(([name, title]) => (name === null ? h("span", {}, title) : h("button", {
      type: "button", "aria-label": `Sort by ${title}`, "aria-pressed": String(this.sort.name === name), title,
      onclick: () => {
        this.sort = { name, falls: this.sort.name === name ? !this.sort.falls : name !== "id" && name !== "token" };
        this.filter();
      },
    }, title, this.sort.name === name ? h("span", { "aria-hidden": "true" }, this.sort.falls ? " ↓" : " ↑") : null))));
    this.element.style.setProperty("--columns", this.columns.length);
  }

  line(row) {
    return [
      h("span.id", {}, String(row)), h("span.token", {}, this.vocabulary.label(row)), h("code", {}, this.raw[row]),
      ...this.columns.map(({ values }) => h("span.value", {}, number(values[row]))),
    ];
  }
}
