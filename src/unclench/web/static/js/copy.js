// SPDX-License-Identifier: Apache-2.0
// Copies what stands in a field. Where a browser will not, the text is selected, so that the keyboard can.

const field = document.querySelector("[data-copy-from]");
const key = document.querySelector("[data-copy]");

key?.addEventListener("click", async () => {
  field.select();
  try { await navigator.clipboard.writeText(field.value); } catch { return; }
  key.textContent = key.dataset.copied;
});
