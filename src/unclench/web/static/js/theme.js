// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that a night theme never flashes white and a session page never shows its text first.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.classList.add("staging");
  setTimeout(() => root.classList.remove("staging"), 4000); // the modules did not come: read instead
  try {
    const theme = localStorage.getItem("unclench.theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* storage is closed: the device's own preference holds */ }
})();
