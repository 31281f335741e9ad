// SPDX-License-Identifier: Apache-2.0
// The trees of care's rules: what they say, and which answers could make them hold. Twin of evidence/rules.py and
// care/ways.py. A tree is a name, [sign, name, limit], ["&", tree ...] or ["|", tree ...].

const HOLDS = {
  ">=": (number, limit) => number >= limit, "<=": (number, limit) => number <= limit,
  ">": (number, limit) => number > limit, "<": (number, limit) => number < limit,
};

/** Whether a tree holds: true, false, or null where that hangs on something that is not known. */
export function truth(tree, known) {
  if (typeof tree === "string") return typeof known[tree] === "boolean" ? known[tree] : null;
  const [sign, ...parts] = tree;
  if (sign in HOLDS) return typeof known[parts[0]] === "number" ? HOLDS[sign](known[parts[0]], parts[1]) : null;
  const decides = sign === "|";
  const values = parts.map((part) => truth(part, known));
  if (values.includes(decides)) return decides;
  return values.includes(null) ? null : !decides;
}

/** The keys a tree asks. */
export const namesIn = (tree) =>
  typeof tree === "string" ? [tree] : tree[0] in HOLDS ? [tree[1]] : tree.slice(1).flatMap(namesIn);

/** How an open tree could come to hold: the fewest answers, also with each key; null where it could not. */
export function ways(tree, known, silent, keys, means) {
  const atom = typeof tree === "string" ? tree : tree[0] in HOLDS ? tree[1] : null;
  if (atom !== null) {
    const answer = truth(tree, known);
    if (answer !== null) return answer ? { least: 0, byKey: new Map() } : null;
    if (keys.get(atom).key[1] && !silent.has(atom)) return { least: 1, byKey: new Map([[atom, 1]]) };
    return means.get(atom) ? ways(means.get(atom), known, silent, keys, means) : null;
  }
  const all = tree[0] === "&";
  const parts = tree.slice(1).map((part) => ways(part, known, silent, keys, means));
  if (all && parts.includes(null)) return null;
  const possible = parts.filter((part) => part !== null);
  if (!possible.length) return null;
  if (!all && possible.some((part) => part.least === 0)) return { least: 0, byKey: new Map() }; // it holds already
  const total = all ? possible.reduce((sum, part) => sum + part.least, 0) : 0;
  const byKey = new Map();
  for (const part of possible) {
    for (const [key, count] of part.byKey) {
      const before = byKey.get(key);
      if (!all) byKey.set(key, Math.min(before ?? count, count));
      else if (before === undefined) byKey.set(key, total - part.least + count);
      else byKey.set(key, Math.min(before, before - part.least + count - 1));
    }
  } // one answer may serve several parts of an "and": it is paid for once
  const least = all ? Math.min(total, ...byKey.values()) : Math.min(...possible.map((part) => part.least));
  return { least, byKey };
}
