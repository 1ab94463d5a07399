// What all views share: the models, the token in hand, what is found and what is selected.
import * as address from "./address.js";
import { counted, h, signal } from "./dom.js";
import { search } from "./search.js";
import { sharedWords } from "./shared.js";
import { Vocabulary } from "./vocabulary.js";

const none = new Uint32Array(0);

/** The opened models and what a person holds of them. */
export class Workspace {
  constructor(explorer, stage) {
    this.explorer = explorer;
    this.stage = stage;
    this.vocabularies = explorer.models.map((model, index) => new Vocabulary(index, model));
    this.selections = new Map();
    this.found = new Map();
    /** How neighbours are asked for. */
    this.nearness = { metric: "cosine", isCorrected: false, k: 10 };
    /** A selection changed; what the pointer is at changed (model, row or -1, who says so); how neighbours are asked for changed. */
    this.onSelection = signal();
    this.onHover = signal();
    this.onNearness = signal();
    this.teller = h("div.unseen", { "aria-live": "polite" });
  }

  /** The model whose vocabulary is looked at. */
  get model() { return this.vocabularies[address.numberOf("m", 0)] ?? this.vocabularies[0]; }

  /** The model beside it. */
  get other() {
    const chosen = this.vocabularies[address.numberOf("n", -1)];
    if (chosen && chosen !== this.model) return chosen;
    return this.vocabularies.find((vocabulary) => vocabulary !== this.model) ?? null;
  }

  /** The row of the token in hand, or null. */
  get token() {
    const row = address.numberOf("token");
    return row !== null && Number.isInteger(row) && row >= 0 && row < this.model.rows ? row : null;
  }

  /** Takes a token in hand; a row of -1 or null lets it go. */
  open(vocabulary, row) {
    const changes = { token: row === null || row < 0 ? null : row };
    if (vocabulary !== this.model) Object.assign(changes, { m: vocabulary.index, n: this.model.index });
    address.set(changes);
  }

  /** The row of another model that is the token in hand: itself where it is the model looked at; null where there is none. */
  async tokenIn(vocabulary) {
    if (this.token === null || vocabulary === this.model) return this.token;
    const { partner } = await sharedWords(this.model.index, vocabulary.index);
    return partner.get(this.token) ?? null;
  }

  /** What the search box finds in a model. */
  async hits(vocabulary) {
    const query = address.get("q") ?? "";
    if (query === "") return { ids: none, note: null };
    const held = this.found.get(vocabulary);
    if (held?.query === query) return held.hits;
    await vocabulary.load();
    const hits = search(vocabulary, await vocabulary.raw(), query);
    this.found.set(vocabulary, { query, hits });
    return hits;
  }

  /** The selected rows of a model. */
  selection(vocabulary) { return this.selections.get(vocabulary) ?? none; }

  /** Selects rows of a model; `adds` keeps those selected before. */
  select(vocabulary, rows, adds = false) {
    const all = adds ? new Set([...this.selection(vocabulary), ...rows]) : new Set(rows);
    this.selections.set(vocabulary, Uint32Array.from(all));
    this.announce(`${counted(all.size, "token")} selected`);
    this.onSelection(vocabulary);
  }

  /** Changes how neighbours are asked for. */
  ask(changes) {
    this.nearness = { ...this.nearness, ...changes };
    this.onNearness();
  }

  /** Tells a screen reader. */
  announce(text) { this.teller.textContent = text; }
}
