// Any study of the tool, with its parameters as a form.
import * as address from "./address.js";
import { exported, json, needsServer } from "./api.js";
import { button, choice, fill, h, reason } from "./dom.js";
import { stateLink } from "./statelink.js";
import { findResult, showResult, showStudy } from "./studyresult.js";

/** The view `studies`: which study, which models and which values are in the address. */
export class StudiesView {
  constructor(work) {
    this.work = work;
    this.list = h("nav.studylist", { "aria-label": "Studies" });
    this.place = h("div.result", { role: "region", "aria-label": "Result" });
    this.form = h("form.studyform", { onsubmit: (event) => { event.preventDefault(); this.run(); } });
    this.element = h("div.view.studies", {}, this.list, h("div.page", {}, this.form, this.place));
  }

  enter() { this.draw(); }

  follow(keys) { if (keys.has("study") || keys.has("m")) this.draw(); }

  /** The studies: in an export those whose answers it holds. */
  get studies() {
    const { studies } = this.work.explorer;
    return this.held ? studies.filter(({ name }) => this.held.some((result) => result.study === name)) : studies;
  }

  get study() {
    const { studies } = this;
    return studies.find(({ name }) => name === address.get("study")) ?? studies[0];
  }

  async draw() {
    if (exported()) this.held ??= await json("api/results.json");
    const { study, work } = this;
    this.place.stop?.abort();
    // Another study begins with its own values.
    const fresh = Object.fromEntries(["run", ...Object.keys(address.withPrefix("p.")).map((key) => `p.${key}`)].map((key) => [key, null]));
    fill(this.list, h("ul", {}, this.studies.map(({ name, summary }) => h("li", {},
      stateLink("a", { ...fresh, study: name }, { "aria-current": name === study?.name ? "page" : "false" },
        h("strong", {}, name), h("span.hint", {}, summary))))));
    this.place.replaceChildren();
    if (!study) return fill(this.form, reason(needsServer("Studies")));
    const about = [h("h2.study", {}, study.name), h("p", {}, study.summary + "."), h("p.hint", {}, study.discussion)];
    if (exported()) return this.drawHeld(study, about);
    this.fields = study.parameters.map((parameter) => field(parameter));
    fill(this.form, about,
      this.modelFields(study), h("div.fields", {}, this.fields.map(({ element }) => element)),
      h("div.row", {}, button("Run", null, { kind: "primary", type: "submit" })));
    const given = address.withPrefix("p.");
    for (const { name, set } of this.fields) if (given[name]) set(given[name]);
    // A link shows what is there; it starts nothing.
    if (address.get("run")) {
      const key = await findResult(study.name, this.chosen(), this.values());
      if (key && this.study === study) showResult(this.place, key, study.name);
    }
  }

  modelFields({ models }) {
    const { vocabularies, model, other } = this.work;
    const options = vocabularies.map(({ index, name }) => [index, name]);
    if (models === "pair") {
      const chosen = [model.index, (other ?? model).index];
      this.chosen = () => chosen;
      if (!other) return reason("This study sets two models side by side: open the tool with two.");
      return h("div.row", {}, ["First model", "Second model"].map((title, at) => (
        choice(title, options, chosen[at], (value) => (chosen[at] = Number(value))))));
    }
    if (vocabularies.length === 1) {
      this.chosen = () => [0];
      return null;
    }
    const boxes = vocabularies.map(({ index, name }) => h("label.check", {},
      h("input", { type: "checkbox", value: index, checked: index === model.index }), name));
    this.chosen = () => boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => Number(box.value));
    return h("fieldset.row", {}, h("legend", {}, "Models"), boxes);
  }

  /** The values that differ from their defaults. */
  values() {
    return Object.fromEntries(this.fields.map(({ name, get }) => [name, get()]).filter(([, texts]) => texts));
  }

  run() {
    const values = this.values();
    // A flag has no text; in the address an empty one stands for it.
    const texts = this.fields.map(({ name }) => [`p.${name}`, values[name]?.length === 0 ? [""] : values[name] ?? null]);
    address.set({ run: 1, ...Object.fromEntries(texts) }, true);
    showStudy(this.place, this.study.name, this.chosen(), values);
  }

  /** What an export holds of the study. */
  drawHeld(study, about) {
    const held = this.held.filter((result) => result.study === study.name);
    const title = ({ models, values }) => [...models.map((index) => this.work.vocabularies[index].name),
      ...Object.entries(values).map(([name, texts]) => `${name} ${texts.join(" ")}`)].join(", ");
    const show = (result) => button(title(result), () => showResult(this.place, result.key, study.name));
    fill(this.form, about, h("div.row", {}, held.map(show)));
    if (held.length === 1) showResult(this.place, held[0].key, study.name);
  }
}

/** A parameter as a field: `get` gives its texts, or null where it stands at its default. */
function field({ name, value, isRepeatable, least = 0, allowed, default: standard, help }) {
  const id = `p-${name}`;
  let input;
  let get;
  let set = ([text]) => (input.value = text);
  if (value === null) {
    input = h("input", { type: "checkbox", id });
    get = () => (input.checked ? [] : null);
    set = () => (input.checked = true);
  } else if (allowed.length) {
    input = choice(name, allowed.map((text) => [text, text]), standard ?? allowed[0], () => {}, { id });
    get = () => (input.value === standard ? null : [input.value]);
  } else if (isRepeatable) {
    input = h("textarea", { id, rows: 2, placeholder: `${value}, one a line`, required: least > 0 });
    get = () => (input.value.trim() === "" ? null : input.value.split("\n").filter((text) => text !== ""));
    set = (texts) => (input.value = texts.join("\n"));
  } else {
    input = h("input", { type: "text", id, placeholder: standard ?? value, required: least > 0 });
    get = () => (input.value === "" ? null : [input.value]);
  }
  return { name, get, set, element: h("div.field", {}, h("label", { for: id }, name), input, h("p.hint", {}, help)) };
}
