// SPDX-License-Identifier: Apache-2.0
// Fills in where the device is, rounded here: the exact place never leaves the browser, and nothing is sent by this.

const form = document.querySelector("[data-place]");
const button = form?.querySelector("[data-here]");
const note = form?.querySelector("[data-here-said]");

if (button && navigator.geolocation && isSecureContext) button.hidden = false;

button?.addEventListener("click", () => {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.querySelector("#latitude").value = coords.latitude.toFixed(1);
      form.querySelector("#longitude").value = coords.longitude.toFixed(1);
      note.textContent = note.dataset.filled;
    },
    () => {
      note.textContent = note.dataset.denied;
    },
    { enableHighAccuracy: false, timeout: 10_000, maximumAge: 3_600_000 },
  );
});
