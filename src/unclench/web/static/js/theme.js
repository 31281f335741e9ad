// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that a night theme never flashes white.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const theme = localStorage.getItem("unclench.theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* storage is closed: the device's own preference holds */ }
})();
