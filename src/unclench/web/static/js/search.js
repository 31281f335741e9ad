// SPDX-License-Identifier: Apache-2.0
// Instant search over the index the server made: the twin of unclench/evidence/search.py, rule for rule.

const BEGINNING = 0.8;
const LIKE = 0.7;
const ALIKE_ENOUGH = 0.42;
const MOST_FOUND = 20;
const UNSAID = new Set(("a an and are as at be by can do does for from get has have how i in is it me my of on or that the to "
  + "what when which why with you your").split(" "));

export function wordsOf(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
  const found = plain.match(/[a-z0-9ß]+/g) ?? [];
  return [...new Set(found)].filter((word) => word.length > 1 && !UNSAID.has(word));
}

export function threesOf(word) {
  const padded = `^${word}$`;
  const threes = new Set();
  for (let i = 0; i < padded.length - 2; i++) threes.add(padded.slice(i, i + 3));
  return threes;
}

export function prepare(data) {
  const threes = new Map();
  const sizes = new Map();
  for (const word of Object.keys(data.words)) {
    const mine = threesOf(word);
    sizes.set(word, mine.size);
    for (const three of mine) {
      if (!threes.has(three)) threes.set(three, []);
      threes.get(three).push(word);
    }
  }
  return { ...data, threes, sizes };
}

function alike(index, word) {
  const mine = threesOf(word);
  const shared = new Map();
  for (const three of mine) {
    for (const known of index.threes.get(three) ?? []) shared.set(known, (shared.get(known) ?? 0) + 1);
  }
  const found = new Map();
  for (const [known, count] of shared) {
    if (known === word) found.set(known, 1);
    else if (word.length >= 3 && known.startsWith(word)) found.set(known, BEGINNING);
    else {
      const likeness = (2 * count) / (mine.size + index.sizes.get(known));
      if (likeness >= ALIKE_ENOUGH) found.set(known, LIKE * likeness);
    }
  }
  return found;
}

export function search(index, query, most = MOST_FOUND) {
  const scores = new Map();
  for (const word of wordsOf(query)) {
    const best = new Map();
    for (const [known, likeness] of alike(index, word)) {
      const rare = Math.log(1 + index.entries.length / index.words[known].length);
      for (const [number, weight] of index.words[known]) {
        best.set(number, Math.max(best.get(number) ?? 0, likeness * weight * rare));
      }
    }
    for (const [number, score] of best) scores.set(number, (scores.get(number) ?? 0) + score);
  }
  const round = (score) => Math.round(score * 1e6) / 1e6;
  const byTitle = (a, b) => { const [x, y] = [index.entries[a][1], index.entries[b][1]]; return x < y ? -1 : x > y ? 1 : a - b; };
  return [...scores.keys()]
    .sort((a, b) => round(scores.get(b)) - round(scores.get(a)) || byTitle(a, b))
    .slice(0, most)
    .map((number) => index.entries[number]);
}

// On the page: results appear while somebody types; without script the form asks the server.
export async function start(form) {
  const box = form.querySelector("input[name=q]");
  const list = document.querySelector("[data-found]");
  const count = document.querySelector("[data-count]");
  const answer = await fetch(form.dataset.index).catch(() => null);
  if (!answer?.ok) return;
  const index = prepare(await answer.json());
  const show = () => {
    const found = search(index, box.value);
    list.replaceChildren(...found.map(([kind, title, href, text, lang]) => {
      const row = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href, textContent: title });
      const about = Object.assign(document.createElement("span"), { className: "quiet", textContent: `${kind} · ` });
      const said = Object.assign(document.createElement("span"), { textContent: text });
      if (lang) link.lang = said.lang = lang;
      about.append(said);
      row.append(link, about);
      return row;
    }));
    const words = form.dataset;
    count.textContent = !box.value.trim() ? "" : found.length ? words.some.replace("{n}", found.length) : words.none;
  };
  box.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); list.querySelector("a")?.focus(); });
  if (box.value) show();
}
