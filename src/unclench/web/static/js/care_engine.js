// SPDX-License-Identifier: Apache-2.0
// How soon a spasm needs somebody, without network: the twin of unclench/care (answering, asking, not_asked), over what
// care.compiled_json gives. Values: key -> true, false or a number; what is missing or null is not known.

import { namesIn, truth, ways } from "./care_tree.js";

export const LEVELS = ["self_care", "doctor", "urgent", "emergency"];
const MOST_SCREENS = 4;
const URGENT = 2;
const NOBODY_PREGNANT_BELOW_YEARS = 10;
const NOBODY_PREGNANT_FROM_YEARS = 60;
/** The level and the ids of the rules that hold, in the order of the book. */
export function assess(book, values) {
  const known = knownFrom(book, values);
  const holding = book.rules.filter((rule) => truth(rule[1], known) === true);
  const reached = reachedBy(holding); // a rule that reassures is silent as soon as another warns
  const fired = holding.filter((rule) => rule[2] > 0 || reached === 0).map((rule) => rule[0]);
  return { level: LEVELS[reached], fired, version: book.version };
}

/** The next questions: [{key, ask, number, could_reach}], best first; none where nothing open could raise the level. */
export function nextScreen(book, values, { area = "", atMost = 7, asked = [], way = "", medicinesSaid = false } = {}) {
  const done = new Set(asked);
  if (way === "session" && done.size >= MOST_SCREENS * atMost) return [];
  const areaKey = book.area_keys[area];
  const known = knownFrom(book, areaKey && values[areaKey] == null ? { ...values, [areaKey]: true } : values);
  const silent = new Set([...done, ...outOfPlace(book, values, known, medicinesSaid)]);
  const keys = new Map(book.keys.map((key, place) => [key[0], { key, place }]));
  const belongs = ({ key }) => !area || !key[3].length || key[4] === 1 || key[3].includes(area);
  const order = book.screens.find(([areas]) => (area ? areas.includes(area) : !areas.length))?.[1] ?? [];
  const listed = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
  const turn = (found, [rank, answers]) => {
    if (!belongs(found)) return 4;
    const soon = -rank >= URGENT && answers <= 2;
    if (soon && (found.key[4] === 1 || found.key[3].includes(area))) return 0;
    return answers === 1 && -rank > URGENT ? 1 : soon ? 2 : 3;
  };
  const screen = [];
  for (const found of ranked(book, known, silent, keys, turn, listed)) {
    if (screen.length === atMost) break;
    if (way === "session" && !belongs(keys.get(found.key))) continue;
    if (!screen.some((other) => overlap(book, found.key, other.key))) screen.push(found);
  }
  return screen;
}

const reachedBy = (holding) => holding.reduce((most, rule) => Math.max(most, rule[2]), 0);

const overlap = (book, one, other) =>
  (book.supports[one] ?? []).includes(other) || (book.supports[other] ?? []).includes(one);

/** The answers with all that follows from them: a yes stands however it came, a no only where nothing says yes. */
export function knownFrom(book, values) {
  const ours = new Set(book.keys.map((key) => key[0]));
  const known = {};
  for (const [key, value] of Object.entries(values)) if (ours.has(key) && value != null) known[key] = value;
  for (const [key, means, impliedBy] of book.steps) {
    if (known[key] === true) continue;
    const workedOut = means === null ? null : truth(means, known);
    if (workedOut === true || impliedBy.some((other) => known[other] === true)) known[key] = true;
    else if (workedOut === false) known[key] = false;
  }
  return known;
}

function outOfPlace(book, values, known, medicinesSaid) {
  const years = known.age_years;
  const byAge = typeof years === "number"
    && !(years >= NOBODY_PREGNANT_BELOW_YEARS && years < NOBODY_PREGNANT_FROM_YEARS);
  const never = byAge || known.sex_female === false || known.sex_male === true;
  const denied = Object.keys(book.lists).filter((key) => values[key] === false);
  return [
    ...(never ? book.about.pregnancy : []), ...(medicinesSaid ? book.about.medicines : []),
    ...denied.flatMap((key) => book.lists[key]),
  ];
}

/** Every question that could raise the level, best first: what settles a sign just named, the area's own order, its
 *  turn, the level, how few answers, gravity, how many. */
function ranked(book, known, silent, keys, turn, listed) {
  const means = new Map(book.steps.map(([key, tree]) => [key, tree]));
  const answers = book.rules.map((rule) => truth(rule[1], known));
  const reached = reachedBy(book.rules.filter((_, place) => answers[place] === true));
  const signs = new Set(Object.keys(known).filter((key) => known[key] === true && keys.get(key).key[5] === 1));
  const settling = new Set();
  const best = new Map();
  book.rules.forEach(([, tree, rank, gravity, asks], place) => {
    const near = namesIn(tree).some((name) => signs.has(name));
    if (answers[place] !== null || rank <= reached || !(asks || near)) return;
    for (const [key, count] of ways(tree, known, silent, keys, means)?.byKey ?? []) {
      if (!asks && count > 1) continue;
      if (near && asks && count === 1 && rank >= URGENT) settling.add(key);
      const here = [-rank, count, gravity];
      const before = best.get(key);
      best.set(key, { rank: before && compare(before.rank, here) <= 0 ? before.rank : here,
        settles: (before?.settles ?? 0) + 1 });
    }
  });
  const order = (key) => {
    const found = best.get(key);
    return [settling.has(key) ? 0 : 1, listed(key), turn(keys.get(key), found.rank), ...found.rank, -found.settles, keys.get(key).place];
  };
  return [...best.keys()].map((key) => [order(key), key]).sort((one, other) => compare(one[0], other[0]))
    .map(([place, key]) => {
      const [, ask, number] = keys.get(key).key;
      return { key, ask, number: number === 1, could_reach: LEVELS[-place[3]] };
    });
}

function compare(one, other) {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : one[place] - other[place];
}
