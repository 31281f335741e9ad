// SPDX-License-Identifier: Apache-2.0
// The questions about warning signs on a phone: the server answers; without network the phone does, by the same rules.

import { assess, nextScreen } from "./care_engine.js";
import { load } from "./saved.js";

const PATIENCE_MS = 4000;
const SCREENS = 4;
const MINUTE_MS = 60000;

export function start(form) {
  form.rules = fetch("/help/rules.json").then((answer) => answer.json());
  form.rules.catch(() => {}); // asked for again where they are needed
  const known = JSON.parse(document.querySelector("#care-known").textContent);
  const session = load();
  if (session?.path.split("/")[2] === known.area && session.state.let_go_ms === null) {
    const minutes = Math.floor((Date.now() - session.state.onset_ms) / MINUTE_MS);
    form.append(hidden("n_still_locked_minutes", minutes));
    form.elements.from.value = known.way = "session";
    known.values.still_locked_minutes = minutes;
    if (session.state.clot_suspected) { // said before: nothing is asked twice
      form.append(hidden("shown", "dvt_suspected"), hidden("yes", "dvt_suspected"));
      known.values.dvt_suspected = true;
    }
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = new FormData(form, event.submitter);
    if (form.alone) { form.alone.take(said); return; }
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(form.action, { method: "POST", body: said, signal });
      if (answer.status >= 500) throw new Error("away");
      show(await answer.text(), answer.url);
    } catch {
      form.alone = new Alone(form, known, await (await fetch("/help/rules.json")).json());
      form.alone.take(said);
    }
  });
}

function show(text, href) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = document.importNode(page.querySelector("main"), true);
  if (new URL(href).pathname !== location.pathname) history.pushState(null, "", href);
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  dispatchEvent(new CustomEvent("unclench:moved"));
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  const next = main.querySelector("[data-care]");
  if (next) start(next);
}

/** The same questions with nobody to ask but the phone. */
class Alone {
  constructor(form, known, book) {
    Object.assign(this, { form, known, book, screen: Number(form.dataset.care) });
    this.values = { ...known.values };
    this.asked = [...known.asked];
    this.unsure = new Set(known.unsure);
  }

  take(said) {
    const rest = said.get("rest") === "no" ? false : null;
    const ticked = new Set(said.getAll("yes"));
    for (const key of said.getAll("shown")) {
      const typed = said.get(`n_${key}`);
      this.asked.push(key);
      this.unsure.delete(key);
      if (typed === null) this.values[key] = ticked.has(key) ? true : rest;
      else this.values[key] = typed.trim() && Number.isFinite(Number(typed)) ? Number(typed) : null;
    }
    if (rest === null) for (const key of said.getAll("shown")) if (this.values[key] == null) this.unsure.add(key);
    const { level, fired } = assess(this.book, this.values);
    const next = level === "emergency" || this.screen >= SCREENS ? [] : nextScreen(this.book, this.values,
      { area: this.known.spot, atMost: this.known.at_most, asked: this.asked, way: this.known.way });
    if (next.length) this.ask(next); else this.answer(level, fired, this.doubts(level));
  }

  // Not known never reassures: a doubt about a sign of danger is for today.
  doubts(level) {
    if (!["self_care", "doctor"].includes(level)) return [];
    const open = nextScreen(this.book, this.values, { area: this.known.spot, atMost: Infinity });
    return open.filter((q) => this.unsure.has(q.key) && ["emergency", "urgent"].includes(q.could_reach));
  }

  ask(questions) {
    this.screen += 1;
    const box = this.form.querySelector(".asked .ticks");
    box.replaceChildren(...questions.flatMap((question) => {
      const row = document.querySelector(`[data-care-row="${question.number ? "number" : "tick"}"]`).content.cloneNode(true);
      row.querySelector("[data-ask]").textContent = question.ask;
      const input = row.querySelector("input");
      if (question.number) { input.name = `n_${question.key}`; } else input.value = question.key;
      return [hidden("shown", question.key), row];
    }));
    this.form.querySelector(".care-words")?.remove();
    scrollTo(0, 0);
    document.querySelector("main").focus({ preventScroll: true });
  }

  answer(found, fired, doubts) {
    const level = doubts.length ? "urgent" : found;
    const words = this.book.levels[level];
    const card = document.querySelector("[data-care-row=card]").content.cloneNode(true);
    const deciding = fired.filter((id) => this.book.said[id].level === level);
    card.querySelector("section").classList.add(`care-${level}`);
    card.querySelector("section").dataset.level = level;
    card.querySelector("[data-heading]").textContent = words.heading;
    card.querySelector("[data-within]").textContent = words.within;
    const meanwhile = fired.flatMap((id) => this.book.said[id].meanwhile);
    fill(card, "do-now", words.do_now);
    fill(card, "doubts", doubts.map((question) => question.ask));
    fill(card, "why", deciding.slice(0, 4).map((id) => this.book.said[id].reason));
    fill(card, "meanwhile", [...new Set(meanwhile)]);
    fill(card, "change", this.book.would_change);
    if (level !== "emergency" && level !== "urgent") card.querySelector("[data-phones]").remove();
    const main = document.querySelector("main");
    main.replaceChildren(card);
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

function fill(card, slot, lines) {
  const list = card.querySelector(`[data-list="${slot}"]`);
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  list.closest("[data-block]").hidden = !lines.length;
}

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
