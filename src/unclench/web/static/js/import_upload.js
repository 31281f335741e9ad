// SPDX-License-Identifier: Apache-2.0
// Sending a file with its progress, and watching it being read. Without this the same form is sent as it is, and the
// page of the file is looked at again by hand.

const form = document.querySelector("[data-upload]");
const input = form?.querySelector("input[type=file]");
const button = form?.querySelector("button[type=submit]");
const note = form?.querySelector("[data-sent]");

function say(text, { sending = false } = {}) {
  note.textContent = text;
  button.disabled = sending;
  form.querySelector("[data-bar]").hidden = !sending;
  form.querySelector("[data-sending]").hidden = false;
}

// The server answers with the page of the file, or with this page and what is wrong: whichever it is, show it.
function answered(request) {
  if (request.status < 400) return location.assign(request.responseURL);
  const main = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
  const problem = main?.querySelector(".error-summary") ?? main?.querySelector("h1 ~ *");
  if (!problem) return say(form.dataset.broken);
  say("");
  document.querySelector(".error-summary")?.remove();
  form.before(problem);
  problem.tabIndex = -1;
  problem.focus();
}

form?.addEventListener("submit", (submit) => {
  const file = input.files[0];
  if (!file) return;
  submit.preventDefault();
  if (file.size > Number(form.dataset.largest)) return say(form.dataset.tooLarge);
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  let told = -1;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.floor((100 * loaded) / total);
    bar.value = percent;
    if (percent < told + 10 && percent < 100) return;
    told = percent;
    say(note.dataset.words.replace("{percent}", percent), { sending: true });
  });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => say(form.dataset.broken));
  request.open("POST", form.action);
  request.send(new FormData(form));
  say(note.dataset.words.replace("{percent}", 0), { sending: true });
});

const drop = form?.querySelector(".drop");
for (const kind of ["dragover", "dragleave", "drop"]) {
  drop?.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.toggleAttribute("data-over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}
// Back from the file's page the button is as it was left: a browser may keep the page as it stood.
addEventListener("pageshow", () => {
  if (button) button.disabled = false;
});

const reading = document.querySelector("[data-reading]");
async function look() {
  try {
    const answer = await fetch(reading.dataset.reading, { headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const now = await answer.json();
    if (!now.reading) return location.reload();
    reading.querySelector("progress").value = now.percent;
    const found = reading.querySelector("[data-found]");
    if (found.textContent !== now.found) found.textContent = now.found;
  } catch {
    // The network is gone for a moment; the next look may find it.
  }
  setTimeout(look, 1000);
}
if (reading) setTimeout(look, 500);
