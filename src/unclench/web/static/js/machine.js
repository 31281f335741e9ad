// SPDX-License-Identifier: Apache-2.0
// The guided session as a pure state machine: the twin of unclench/relief/machine.py, rule for rule.
// Times are milliseconds since 1970; a clock that runs backwards stands still.

export const CHECK_FLAGS_AFTER_MS = 600000;
export const SAME_DAY_ADVICE_AFTER_MS = 900000;
const SWITCH_SECONDS = 5;
const EASE_SECONDS = 6;
const LONGER_SECONDS = 15;
const IN_STEP = new Set(["get_ready", "hold", "rest", "switch", "ask"]);

export function begin(script, order, now) {
  const blank = {
    phase: "get_ready", order, position: 0, attempt: 0, round: 1, half: 0, left_ms: null, as_of_ms: now,
    onset_ms: now, asking: null, paused: false, let_go_ms: null, clot_answered: false, clot_suspected: false,
  };
  return enterStep(script, blank, 0, 0);
}

export function advance(script, state, now) {
  now = Math.max(now, state.as_of_ms);
  while (state.left_ms !== null && !state.paused) {
    const passed = now - state.as_of_ms;
    if (passed < state.left_ms) return { ...state, left_ms: state.left_ms - passed, as_of_ms: now };
    state = phaseAfter(script, { ...state, as_of_ms: state.as_of_ms + state.left_ms });
  }
  return { ...state, as_of_ms: now };
}

export function apply(script, state, kind, now, data = {}) {
  state = advance(script, state, now);
  const verb = VERBS[kind];
  return verb && state.phase !== "ended" ? verb(script, state, data) : state;
}

export const elapsedMs = (state) => (state.let_go_ms ?? state.as_of_ms) - state.onset_ms;

export function checkDue(state) {
  if (state.let_go_ms !== null || state.phase === "ended") return "none";
  if (elapsedMs(state) >= SAME_DAY_ADVICE_AFTER_MS) return "same_day";
  return elapsedMs(state) >= CHECK_FLAGS_AFTER_MS ? "flags" : "none";
}

export const current = (script, state) => script[state.order[state.position]];

function enterStep(script, state, position, attempt) {
  const step = script[state.order[position]];
  const askFirst = step.clot_question && !state.clot_answered;
  return {
    ...state, phase: askFirst ? "ask" : "get_ready", asking: askFirst ? "clot" : null, position, attempt,
    round: 1, half: 0, left_ms: askFirst ? null : step.ready_seconds * 1000, paused: false,
  };
}

const enter = (state, phase, seconds, changes = {}) => ({
  ...state, phase, asking: null, left_ms: seconds === null ? null : seconds * 1000, ...changes,
});

function phaseAfter(script, state) {
  const step = current(script, state);
  switch (state.phase) {
    case "hold":
      if (step.switch && state.half === 0) return enter(state, "switch", SWITCH_SECONDS);
      if (state.round < step.repeats) return enter(state, "rest", step.rest_seconds);
      return { ...state, phase: "ask", asking: "let_go", left_ms: null };
    case "switch": return enter(state, "hold", step.hold_seconds, { half: 1 });
    case "rest": return enter(state, "hold", step.hold_seconds, { half: 0, round: state.round + 1 });
    case "get_ready": return enter(state, "hold", step.hold_seconds);
    default: return enter(state, "aftercare", null);
  }
}

function withoutRubbing(script, state) {
  state = { ...state, clot_suspected: true };
  const safe = state.order.filter((n) => !script[n].clot_question);
  if (!safe.length) return enter(state, "ended", null);
  const ahead = state.order.slice(0, state.position).filter((n) => !script[n].clot_question).length;
  return enterStep(script, { ...state, order: safe }, ahead % safe.length, state.attempt + 1);
}

function where(script, state, data) {
  const order = data.order.filter((n) => !(state.clot_suspected && script[n].clot_question));
  if (!IN_STEP.has(state.phase) || !order.length || order.join() === state.order.join()) return state;
  const here = state.order[state.position];
  if (order[0] === here || (order.includes(here) && state.attempt > 0)) {
    return { ...state, order, position: order.indexOf(here) };
  }
  return enterStep(script, { ...state, order }, 0, state.attempt + 1);
}

const VERBS = {
  next: (script, s) =>
    IN_STEP.has(s.phase) ? enterStep(script, s, (s.position + 1) % s.order.length, s.attempt + 1) : s,
  again: (script, s) =>
    IN_STEP.has(s.phase) && s.asking !== "clot"
      ? enter(s, "hold", current(script, s).hold_seconds, { round: 1, half: 0, paused: false }) : s,
  longer: (script, s) =>
    s.left_ms === null || s.phase === "let_go" ? s : { ...s, left_ms: s.left_ms + LONGER_SECONDS * 1000 },
  pause: (script, s) => (s.left_ms === null ? s : { ...s, paused: true }),
  resume: (script, s) => ({ ...s, paused: false }),
  answer: (script, s, data) => {
    if (s.asking !== "clot") return s;
    if (data.yes !== false) return withoutRubbing(script, s);
    return enterStep(script, { ...s, clot_answered: true }, s.position, s.attempt);
  },
  let_go: (script, s) =>
    IN_STEP.has(s.phase) ? enter(s, "let_go", EASE_SECONDS, { let_go_ms: s.as_of_ms, paused: false }) : s,
  came_back: (script, s) =>
    s.phase === "let_go" || s.phase === "aftercare"
      ? enterStep(script, { ...s, let_go_ms: null }, s.position, s.attempt + 1) : s,
  time: (script, s, data) =>
    s.phase === "aftercare"
      ? { ...s, left_ms: data.seconds == null ? null : Math.trunc(data.seconds) * 1000, paused: false } : s,
  where,
  finish: (script, s) => (s.phase === "let_go" || s.phase === "aftercare" ? enter(s, "ended", null) : s),
  stop: (script, s) => enter(s, "ended", null),
};
