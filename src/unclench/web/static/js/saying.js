// SPDX-License-Identifier: Apache-2.0
// Which words belong to a state: the sentence, the heading above it, a span on the clock.

const READY_SENTENCE_MS = 4000;
const HOLD_SENTENCE_MS = 8000;

const stepOf = (data, state) => data.steps[state.order[state.position]];
const nth = (sentences, doneMs, eachMs) =>
  sentences[Math.min(sentences.length - 1, Math.max(0, Math.floor(doneMs / eachMs)))];

export function sentence(data, state) {
  const step = stepOf(data, state);
  switch (state.phase) {
    case "get_ready": return nth(step.ready, step.script.ready_seconds * 1000 - state.left_ms, READY_SENTENCE_MS);
    case "hold":
      if (state.round > 1 || state.half) return step.hold[0];
      return nth(step.hold, step.script.hold_seconds * 1000 - state.left_ms, HOLD_SENTENCE_MS);
    case "rest": return step.ease[0] ?? data.words.rest;
    case "switch": return data.words.switch;
    default: return state.asking === "clot" ? data.words.clot : data.words.ask;
  }
}

export function heading(data, state) {
  const { words } = data;
  const step = stepOf(data, state);
  if (state.paused) return words.paused;
  const holding = step.script.repeats > 1
    ? words.hold_of.replace("{n}", state.round).replace("{of}", step.script.repeats) : words.hold;
  return { get_ready: words.get_ready, rest: words.resting, switch: words.switching, ask: step.name }[state.phase]
    ?? holding;
}

export function span(ms) {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}
