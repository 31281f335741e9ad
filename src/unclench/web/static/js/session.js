// SPDX-License-Identifier: Apache-2.0
// The guided session on the screen. The machine says what is true; this file shows it, speaks it and writes it down.

import * as extras from "./extras.js";
import { uuid7 } from "./ids.js";
import * as machine from "./machine.js";
import * as outbox from "./outbox.js";
import { begun, changed, event } from "./record.js";
import * as saved from "./saved.js";
import { draw } from "./stage.js";

const JUST_LOOKING_MS = 20000; // nothing is written down before the first tap or this long
const LOOK_EVERY_MS = 200;

export function start(root = document) {
  const data = JSON.parse(root.querySelector("#session-data").textContent);
  const session = data.steps.length ? new Session(data) : null;
  document.documentElement.classList.remove("staging");
  return session;
}

class Session {
  constructor(data) {
    this.kept = saved.load();
    if (this.kept && !this.kept.written && Date.now() - this.kept.state.onset_ms > JUST_LOOKING_MS) this.kept = null;
    if (this.kept && (this.kept.path !== location.pathname || this.kept.person !== data.person)) this.closeOther();
    if (!this.kept || this.kept.state.phase === "ended") this.kept = this.fresh(data);
    // A session that goes on keeps the plan it began with: the numbers in its state point into it.
    this.data = this.kept.data;
    this.script = this.data.steps.map((step) => step.script);
    this.resting = new Set(data.resting);
    saved.save(this.kept);
    this.view = draw(this);
    document.documentElement.classList.add("stage-open");
    for (const reading of document.querySelectorAll("[data-reading]")) reading.dataset.staged = "";
    extras.stayAwake(true);
    if (this.data.stop.full && this.kept.state.attempt === 0) extras.say(this.data.stop.text);
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", this.onReturn = () => { if (!document.hidden) this.look(); });
  }

  fresh(data) {
    const now = Date.now();
    const hour = new Date(now).getHours();
    const where = hour >= data.night[0] || hour < data.night[1] ? "in_bed" : "up";
    const state = machine.begin(data.steps.map((step) => step.script), data.orders[where], now);
    const episode = uuid7();
    const held = begun(episode, data.steps.map((step) => step.script), state, now, data.area, data.side);
    return { path: location.pathname, person: data.person, data, where, state, episode, held, written: false };
  }

  closeOther() {
    const { person, episode, written, state } = this.kept;
    if (written && state.phase !== "ended") outbox.put(person, [event(episode, "ended", Date.now(), {})]).catch(() => {});
    saved.clear();
    this.kept = null;
  }

  get state() { return this.kept.state; }

  look() {
    const now = Date.now();
    this.now = machine.advance(this.script, this.state, now);
    if (!this.kept.written && this.kept.held.length && now - this.state.onset_ms > JUST_LOOKING_MS) this.write([]);
    if (this.resting.size && this.passOver()) return;
    this.view.show(this.now);
  }

  // A warning sign that came up meanwhile rules steps out: they are passed over, and with all of them the session ends.
  passOver() {
    if (this.now.let_go_ms !== null || !this.resting.has(machine.current(this.script, this.now).remedy)) return false;
    const none = this.script.every((step) => this.resting.has(step.remedy));
    if (none) this.exit = this.data.help;
    this.do(none ? "stop" : "next");
    return true;
  }

  do(kind, details = {}) {
    const now = Date.now();
    const before = machine.advance(this.script, this.state, now);
    const next = machine.apply(this.script, before, kind, now, details);
    this.kept.state = next;
    if (kind === "where") this.kept.where = details.where;
    const events = changed(this.kept.episode, this.script, before, next, kind, now);
    const discard = kind === "stop" && !this.kept.written && now - next.onset_ms <= JUST_LOOKING_MS
      && this.kept.held.length <= 2;
    if (discard) { this.close(); return; }
    this.write(events);
    if (next.phase === "ended") this.close(); else this.look();
  }

  tell(answers) {
    this.write([event(this.kept.episode, "told", Date.now(), answers)]);
  }

  // What happened goes to the outbox and, in the same breath, the session is saved: a crash between the two sends an
  // event twice at worst, and twice is once.
  write(events) {
    const all = [...this.kept.held, ...events];
    this.kept.held = all;
    this.kept.written = true;
    saved.save(this.kept);
    if (!all.length) return;
    const ids = new Set(all.map((e) => e.id));
    this.keep(all).then(() => {
      this.kept.held = this.kept.held.filter((e) => !ids.has(e.id));
      if (!this.closed) saved.save(this.kept);
    }, () => this.view.warn("not_kept"));
  }

  // A browser that keeps nothing sends at once, while the page is open.
  keep(events) {
    return outbox.put(this.kept.person, events).catch(() => outbox.direct(this.kept.person, events));
  }

  close() {
    this.closed = true;
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onReturn);
    extras.stayAwake(false);
    globalThis.speechSynthesis?.cancel();
    const leave = () => { saved.clear(); location.assign(this.exit ?? "/"); };
    if (this.kept.held.length && this.kept.written) {
      this.keep(this.kept.held).then(leave, () => this.view.warn("not_kept"));
    } else leave();
  }
}

