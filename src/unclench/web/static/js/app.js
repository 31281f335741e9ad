// SPDX-License-Identifier: Apache-2.0
// Starts what a page has: theme switch, the session, the outbox, the offline copy. Pages read without it.

import { unlock } from "./extras.js";
import { onChange, flush } from "./outbox.js";
import { load } from "./saved.js";
import { start } from "./session.js";

const root = document.documentElement;

document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "night" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "day" : "night";
  try { localStorage.setItem("unclench.theme", root.dataset.theme); } catch { /* holds for this page */ }
});

document.querySelector("[data-focus]")?.focus();

// A touch on an area swaps the page in place, so that the touch itself may start voice and tone.
document.addEventListener("click", async (click) => {
  const link = click.target.closest?.("a[data-area]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.button) return;
  click.preventDefault();
  unlock();
  const href = link.getAttribute("href");
  try {
    const answer = await fetch(href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error("elsewhere");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = document.importNode(page.querySelector("main"), true);
    history.pushState(null, "", href);
    shown = location.pathname;
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
    begin();
  } catch { location.assign(href); }
});
// Also a link to a place on the same page fires this; it must not load the page again.
let shown = location.pathname;
addEventListener("unclench:moved", () => { shown = location.pathname; offerResume(); });
addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// The phone knows the offset of its place at the time that was typed; the server only knows its own.
document.addEventListener("submit", ({ target }) => {
  const offset = target.querySelector?.("[data-offset]");
  const typed = offset && new Date(`${target.elements.date.value}T${target.elements.time.value}`);
  if (typed && !Number.isNaN(typed.getTime())) offset.value = String(-typed.getTimezoneOffset());
});

function begin() {
  if (document.querySelector("#session-data")) start();
  document.querySelector("[data-begin]")?.addEventListener("click", () => location.reload());
}
begin();

const searchForm = document.querySelector("[data-search]");
if (searchForm) import("./search.js").then(({ start: search }) => search(searchForm));

const careForm = document.querySelector("[data-care]");
if (careForm) import("./care.js").then(({ start: ask }) => ask(careForm));

function offerResume() {
  const open = load();
  const note = document.querySelector("[data-resume]");
  if (!open?.written || open.state.phase === "ended" || open.path === location.pathname || !note) return;
  note.querySelector("[data-resume-title]").textContent = open.data.title;
  note.querySelector("[data-resume-link]").href = open.path;
  note.hidden = false;
}
offerResume();

const note = document.querySelector("[data-outbox]");
onChange(({ count, aside, problem }) => {
  const parts = [];
  const said = note.dataset;
  if (problem === "storage") parts.push(said.storage);
  if (count) parts.push(count === 1 ? said.one : said.many.replace("{n}", count));
  if (count && problem === "signed_out") parts.push(said.signedOut);
  if (aside) parts.push(aside === 1 ? said.asideOne : said.asideMany.replace("{n}", aside));
  note.textContent = parts.join(" ");
});
flush();

if ("signedOut" in root.dataset) navigator.serviceWorker?.controller?.postMessage({ forget: true });
if ("serviceWorker" in navigator && root.dataset.offline) {
  navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ offline: root.dataset.offline });
  }).catch(() => {});
}
