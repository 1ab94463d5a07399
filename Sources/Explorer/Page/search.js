// What a person types into the search box, and the tokens that it finds.

/**
 * The tokens that a query finds: a text, `/a regular expression/`, an id (`2332` or `#2332`), or a raw spelling.
 * @returns {{ids: Uint32Array, note: string|null}} the best first: exact, then at the start, then anywhere, short before long
 */
export function search(vocabulary, raw, query) {
  if (query.trim() === "") return { ids: new Uint32Array(0), note: null };
  const id = /^#?(\d+)$/.exec(query.trim());
  const isID = id && Number(id[1]) < vocabulary.rows;
  if (isID && query.trim().startsWith("#")) return { ids: Uint32Array.of(Number(id[1])), note: null };
  let rank;
  try {
    rank = ranking(query);
  } catch (error) {
    return { ids: new Uint32Array(0), note: `This is no regular expression: ${error.message}` };
  }
  const found = [];
  for (let row = 0; row < vocabulary.rows; row++) {
    const label = vocabulary.label(row);
    const place = isID && row === Number(id[1]) ? 0 : Math.min(rank(label), raw ? rank(raw[row]) : 9);
    if (place < 9) found.push({ row, order: place * 1e4 + Math.min(label.length, 9e3) });
  }
  found.sort((one, other) => one.order - other.order || one.row - other.row);
  return { ids: Uint32Array.from(found, (hit) => hit.row), note: null };
}

/** How well a text answers the query: 0 the best, 9 not at all. */
function ranking(query) {
  const expression = /^\/(.+)\/([imsuv]*)$/.exec(query);
  if (expression) {
    const pattern = new RegExp(expression[1], expression[2] || "u");
    return (text) => (pattern.test(spaces(text)) ? 3 : 9);
  }
  const wanted = query.toLowerCase();
  const word = wanted.trim();
  return (text) => {
    const shown = spaces(text);
    const given = shown.toLowerCase();
    if (!given.includes(wanted)) return 9;
    if (shown === query) return 1;
    const bare = given.trim();
    return bare === word ? 2 : bare.startsWith(word) ? 3 : 4;
  };
}

function spaces(text) { return text.includes("␣") ? text.replaceAll("␣", " ") : text; }
