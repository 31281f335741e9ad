// SPDX-License-Identifier: Apache-2.0
// Draws the session's state into the stage: one figure, one sentence, one clock, three keys.

import { after } from "./after.js";
import * as extras from "./extras.js";
import { checkDue, elapsedMs } from "./machine.js";
import { heading, sentence, span } from "./saying.js";

export function draw(session) {
  const { data } = session;
  const words = data.words;
  const stage = document.querySelector("[data-stage]");
  const slot = (name) => document.querySelector(`[data-slot="${name}"]`);
  const afterView = after(session, slot);
  const said = new Set();
  let scene = "";
  let figure = null;
  let alert = "none";

  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => { extras.unlock(); act(button.dataset.do, button); });
  }
  for (const input of stage.querySelectorAll("input[name=where]")) {
    input.checked = input.value === session.kept.where;
    input.addEventListener("change", () =>
      session.do("where", { order: data.orders[input.value], where: input.value }));
  }
  for (const link of document.querySelectorAll("[data-stage] a")) link.addEventListener("click", () => session.write([]));
  const lacks = extras.missing().map((key) => words[key]);
  slot("extras").textContent = lacks.join(" ");
  slot("extras").hidden = !lacks.length;
  showMuted();

  function act(kind, button) {
    if (kind === "mute") { extras.setMuted(!extras.muted()); showMuted(); return; }
    if (kind === "leave") { session.do("stop"); return; }
    if (kind === "pause") { session.do(session.now.paused ? "resume" : "pause"); return; }
    if (kind.startsWith("answer_")) {
      const yes = kind === "answer_yes";
      if (yes) session.exit = data.help;
      session.do("answer", { yes });
      if (yes && !session.closed) location.assign(data.help);
      return;
    }
    if (kind === "time") { session.do("time", { seconds: Number(button.dataset.seconds) }); return; }
    session.do(kind);
  }

  function showMuted() {
    const off = extras.muted();
    stage.querySelector("[data-do=mute]").setAttribute("aria-pressed", String(off));
    slot("sound").replaceChildren(icon(off ? "mute" : "sound"));
  }

  function icon(name) {
    return stage.querySelector(`[data-icon="${name}"]`).content.cloneNode(true);
  }

  function show(state) {
    const inStep = !["let_go", "aftercare", "ended"].includes(state.phase);
    stage.hidden = !inStep;
    afterView.show(state, !inStep);
    warnOfTime(state);
    if (inStep) showStep(state);
    const next = [state.phase, state.attempt, state.round, state.half].join();
    if (scene && next !== scene) extras.chime(state.phase === "let_go" || state.phase === "ask" ? "end" : "change");
    scene = next;
  }

  function showStep(state) {
    const number = state.order[state.position];
    if (figure !== number) {
      figure = number;
      slot("why").href = `/learn/remedy/${data.steps[number].script.remedy}/`;
      const drawing = matchMedia("(prefers-reduced-motion: reduce)").matches
        ? document.querySelector(`#step-${number + 1} svg.fig`)?.cloneNode(true)
        : document.querySelector(`template[data-figure="${number}"]`)?.content.cloneNode(true);
      slot("figure").replaceChildren(...(drawing ? [drawing] : []));
    }
    set("phase", words.step.replace("{title}", data.title).replace("{n}", state.position + 1).replace("{of}", state.order.length));
    set("name", heading(data, state));
    const line = sentence(data, state);
    set("say", line);
    const once = `${state.attempt}|${state.round > 1 || state.half ? state.phase : ""}|${line}`;
    if (!said.has(once) && !state.paused) { said.add(once); extras.say(line, { over: said.size > 1 }); }
    const waits = state.left_ms === null;
    set("clock", span(waits ? elapsedMs(state) : state.left_ms));
    set("since", waits ? words.since_only : words.since.replace("{span}", span(elapsedMs(state))));
    slot("question").hidden = state.asking !== "clot";
    slot("keys").hidden = state.asking === "clot";
    slot("more").hidden = state.asking === "clot";
    const label = state.paused ? "play" : "pause";
    if (slot("pause").dataset.shows !== label) {
      slot("pause").dataset.shows = label;
      slot("pause").replaceChildren(icon(label), state.paused ? words.go_on : words.pause);
    }
    stage.querySelector("[data-do=pause]").disabled = waits;
  }

  function warnOfTime(state) {
    const due = checkDue(state);
    if (due === alert) return;
    alert = due;
    const box = slot("alert");
    box.hidden = due === "none";
    if (due === "none") return;
    const link = Object.assign(document.createElement("a"), { href: data.help, textContent: words.see_signs });
    box.replaceChildren(words[`check_${due}`], " ", link);
    extras.chime("alert");
    extras.say(words[`check_${due}`]);
  }

  function set(name, text) {
    const place = slot(name);
    if (place.textContent !== text) place.textContent = text;
  }

  function warn(key) {
    const box = slot("alert");
    box.hidden = false;
    box.textContent = words[key];
  }

  return { show, warn };
}
