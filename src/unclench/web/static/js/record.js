// SPDX-License-Identifier: Apache-2.0
// What a session's changes mean for the diary: the twin of Session.do in unclench/relief/session.py.

import { instant, uuid7 } from "./ids.js";

export const event = (episode, kind, now, data) =>
  ({ id: uuid7(), episode, kind, at: instant(now), data });

// A step that waits for the clot question has not begun.
const underWay = (state) => state.asking !== "clot";

const stepStarted = (episode, script, state, now) =>
  underWay(state)
    ? [event(episode, "step_started", now, { step: state.attempt, remedy: script[state.order[state.position]].remedy })]
    : [];

const stepEnded = (episode, state, now, result) =>
  underWay(state) ? [event(episode, "step_ended", now, { step: state.attempt, result })] : [];

export const begun = (episode, script, state, now, area, side) => [
  event(episode, "started", now, { area, side, recorded: "session" }),
  ...stepStarted(episode, script, state, now),
];

export function changed(episode, script, before, after, kind, now) {
  if (before.phase !== "let_go" && after.phase === "let_go") {
    return [event(episode, "let_go", now, underWay(before) ? { step: after.attempt } : {})];
  }
  if (kind === "came_back" && before.let_go_ms !== null && after.let_go_ms === null) {
    return [
      event(episode, "step_ended", now, { step: before.attempt, result: "moved_on" }),
      event(episode, "edited", now, { ended_at: null, let_go: false }),
      ...stepStarted(episode, script, after, now),
    ];
  }
  if (after.attempt !== before.attempt) {
    return [...stepEnded(episode, before, now, "moved_on"), ...stepStarted(episode, script, after, now)];
  }
  if (before.asking === "clot" && after.phase === "get_ready") return stepStarted(episode, script, after, now);
  if (after.phase === "ended" && before.phase !== "ended") {
    const ended = event(episode, "ended", now, {});
    return before.let_go_ms !== null ? [ended] : [...stepEnded(episode, before, now, "stopped"), ended];
  }
  return [];
}
