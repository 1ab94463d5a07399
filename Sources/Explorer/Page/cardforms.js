// The card's relations among tokens: of what it is merged, what contains it, the same word in other models.
import { count, h } from "./dom.js";
import { sharedWords } from "./shared.js";
import { noPart } from "./vocabulary.js";
import { tokenLink } from "./tokenlink.js";

/** The tree of the token's merges; nothing for tokenizers without. */
export function mergePart(vocabulary, row) {
  const section = h("section", { "aria-label": "Merges", hidden: true });
  vocabulary.merges().then((merges) => {
    if (!merges || merges[2 * row] === noPart) return;
    section.append(h("h3", {}, "Merged of"), h("ul.tree", {}, branch(vocabulary, merges, row, 0)));
    section.hidden = false;
  }, () => {});
  return section;
}

function branch(vocabulary, merges, row, depth) {
  const parts = [merges[2 * row], merges[2 * row + 1]];
  const name = depth ? tokenLink(vocabulary, row) : h("strong.token", {}, vocabulary.label(row));
  if (parts[0] === noPart || depth > 40) return h("li", {}, name);
  return h("li", {}, name, h("ul", {}, parts.map((part) => branch(vocabulary, merges, part, depth + 1))));
}

/** The tokens that contain this one: by merges where there are any, else by their spelling. */
export function containersPart(vocabulary, row) {
  const section = h("section", { "aria-label": "Contained in", hidden: true });
  vocabulary.merges().catch(() => null).then((merges) => {
    const rows = merges ? byMerges(merges, row) : bySpelling(vocabulary, row);
    if (!rows.length) return;
    const list = h("p.tokens", {}, rows.slice(0, 40).map((other) => [tokenLink(vocabulary, other), " "]).flat());
    section.append(h("h3", {}, "Contained in ", h("span.hint", {}, count(rows.length))), list);
    if (rows.length > 40) section.append(h("p.hint", {}, `The first 40; search for the token to see all.`));
    section.hidden = false;
  });
  return section;
}

/** All tokens that are merged of the row, directly or in more steps. */
export function byMerges(merges, row) {
  const found = new Set([row]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (let other = 0; other < merges.length / 2; other++) {
      if (found.has(merges[2 * other]) || found.has(merges[2 * other + 1])) found.add(other);
    }
  }
  found.delete(row);
  return [...found].sort((one, other) => one - other);
}

function bySpelling(vocabulary, row) {
  const part = vocabulary.label(row).replace(/^##/, "");
  if ([...part].length < 2) return [];
  const rows = [];
  for (let other = 0; other < vocabulary.rows; other++) if (other !== row && vocabulary.label(other).includes(part)) rows.push(other);
  return rows;
}

/** The same word in the other models. */
export function sameWordPart(work, row) {
  const others = work.vocabularies.filter((vocabulary) => vocabulary !== work.model);
  const section = h("section", { "aria-label": "In other models", hidden: others.length === 0 }, h("h3", {}, "The same word in"));
  for (const other of others) {
    const line = h("p", {}, h("span.hint", {}, `${other.name}: `), "…");
    section.append(line);
    Promise.all([sharedWords(work.model.index, other.index), other.load()]).then(([{ partner }]) => {
      const found = partner.get(row);
      line.lastChild.replaceWith(found === undefined ? "no token of its own" : tokenLink(other, found, work.model));
    }, (error) => line.lastChild.replaceWith(error.message));
  }
  return section;
}
