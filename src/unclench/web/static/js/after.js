// SPDX-License-Identifier: Apache-2.0
// After it let go: what helps now, and three quick taps.

import * as extras from "./extras.js";
import { elapsedMs } from "./machine.js";
import * as outbox from "./outbox.js";
import { span } from "./saying.js";

export function after(session, slot) {
  const { data } = session;
  const words = data.words;
  const section = document.querySelector("[data-after]");
  let shown = false;
  let running = null;

  const list = slot("after-list");
  list.replaceChildren(...data.after.map((step, index) => {
    const row = document.createElement("li");
    row.className = "card";
    if (step.presses_on_leg) row.dataset.presses = "";
    const text = document.createElement("p");
    const name = Object.assign(document.createElement("strong"), { textContent: `${step.name}. ` });
    text.append(name, [step.tip, ...step.cautions].join(" "));
    row.append(text);
    if (step.seconds) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: span(step.seconds * 1000) });
      button.setAttribute("aria-label", words.time_it.replace("{name}", step.name).replace("{span}", span(step.seconds * 1000)));
      button.addEventListener("click", () => {
        running = { index, button, seconds: step.seconds };
        session.do("time", { seconds: step.seconds });
      });
      row.append(button);
    }
    return row;
  }));

  slot("doing").replaceChildren(...data.doing.map(([value, text]) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "doing", value });
    label.append(input, Object.assign(document.createElement("span"), { textContent: text }));
    return label;
  }));
  section.addEventListener("change", ({ target }) => {
    if (target.name === "pain") session.tell({ pain: Number(target.value) });
    if (target.name === "doing") session.tell({ doing: target.value });
    if (target.name === "different") session.tell({ different: target.value.trim() });
  });
  outbox.onChange(({ count, problem }) => {
    slot("kept").textContent = problem === "storage" ? words.not_kept : count ? words.kept_here : words.kept;
  });

  function show(state, open) {
    section.hidden = !open;
    if (!open) { shown = false; return; }
    if (!shown) {
      shown = true;
      for (const row of list.querySelectorAll("[data-presses]")) row.hidden = state.clot_suspected;
      const length = span(elapsedMs(state));
      slot("after-title").textContent = words.let_go_after.replace("{span}", length);
      slot("after-say").textContent = data.steps[state.order[state.position]].ease.join(" ") || words.ease;
      extras.say(`${words.let_go} ${slot("after-say").textContent}`);
      slot("after-title").focus();
      scrollTo(0, 0);
    }
    if (!running) return;
    const done = state.phase === "aftercare" && state.left_ms === null;
    running.button.textContent = done ? words.time_up : span(state.left_ms ?? 0);
    if (done) { extras.chime("end"); extras.say(words.time_up); running = null; }
  }
  return { show };
}
