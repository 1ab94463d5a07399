// What a person types into the search box, and the tokens that it finds.

/**
 * The tokens that a query finds: a text, `/a regular expression/`, an id (`2332` or `#2332`), or a raw spelling.
 * @param {string[]} raw the raw spellings
 * @returns {{ids: Uint32Array, note: string|null}} the best first: exact, then at the start, then anywhere, short before long
 */
export function search(vocabulary, raw, query) {
  const id = /^\s*(#?)(\d+)\s*$/.exec(query);
  const row = id && Number(id[2]) < vocabulary.rows ? Number(id[2]) : null;
  if (row !== null && id[1]) return { ids: Uint32Array.of(row), note: null };
  let ids;
  try {
    ids = query.trim() === "" ? [] : matches(vocabulary, raw, query);
  } catch (error) {
    return { ids: new Uint32Array(0), note: `This is no regular expression: ${error.message}` };
  }
  return { ids: Uint32Array.from(row === null ? ids : [row, ...ids.filter((other) => other !== row)]), note: null };
}

function matches({ labels }, raw, query) {
  const expression = /^\/(.+)\/([imsuv]*)$/.exec(query);
  const found = [];
  if (expression) {
    const pattern = new RegExp(expression[1], expression[2] || "u");
    labels.forEach((label, row) => (pattern.test(spaced(label)) || pattern.test(raw[row])) && found.push(row));
    return found;
  }
  // Letters in any case; what a token marks as a space is one.
  const wanted = query.toLowerCase();
  const word = wanted.trim();
  const [texts, spellings] = [folded(labels), folded(raw)];
  for (let row = 0; row < labels.length; row++) {
    const text = texts[row];
    const isSpelled = text.includes(wanted);
    if (!isSpelled && !spellings[row].includes(wanted)) continue;
    const bare = text.trim();
    const rank = spaced(labels[row]) === query || raw[row] === query ? 0 : bare === word ? 1 : bare.startsWith(word) ? 2 : isSpelled ? 3 : 4;
    found.push({ row, order: rank * 1e4 + Math.min(text.length, 9e3) });
  }
  return found.sort((one, other) => one.order - other.order || one.row - other.row).map(({ row }) => row);
}

const foldings = new WeakMap();

/** Texts in small letters, made once for each list. */
function folded(texts) {
  if (!foldings.has(texts)) foldings.set(texts, texts.map((text) => spaced(text).toLowerCase()));
  return foldings.get(texts);
}

function spaced(text) { return text.includes("␣") ? text.replaceAll("␣", " ") : text; }
