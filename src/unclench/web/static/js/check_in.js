// SPDX-License-Identifier: Apache-2.0
// The check-in with fewer taps: a key lets go when it is touched again, a typed amount and a key exclude each other,
// and "as the day before" fills the form instead of sending it. Without this the form does the same on the server.

const form = document.querySelector("[data-check]");

const keysOf = (question) => [...question.querySelectorAll("input[type=radio]")];
const numberOf = (question) => question.querySelector(".answer-number input:not([type=hidden])");
const untouched = (question) => !keysOf(question).some((key) => key.checked) && !numberOf(question)?.value;

// An answer that is kept already is changed, not let go: a question left alone keeps its answer.
let down = null;
form?.addEventListener("pointerdown", ({ target }) => {
  const key = target.closest?.(".answer-key")?.querySelector("input");
  down = key?.checked && !key.closest("[data-kept]") ? key : null;
});
form?.addEventListener("click", ({ target }) => {
  if (target !== down) return;
  down = null;
  target.checked = false;
});

form?.addEventListener("input", ({ target }) => {
  const question = target.closest(".question");
  if (!question) return;
  if (target.type === "radio" && numberOf(question)) numberOf(question).value = "";
  if (target === numberOf(question) && target.value) for (const key of keysOf(question)) key.checked = false;
});

form?.querySelector("[data-as-before]")?.addEventListener("click", (click) => {
  click.preventDefault();
  for (const question of form.querySelectorAll(".question")) {
    const same = keysOf(question).find((key) => key.value === "same");
    if (same && untouched(question)) same.checked = true;
  }
  form.querySelector(".check-keep button").focus();
});
