// SPDX-License-Identifier: Apache-2.0
// The open session, kept on the phone after every tap, so that a lock, a reload or a crash loses nothing.

const KEY = "unclench.session";
const FORGET_AFTER_MS = 12 * 3600 * 1000;

export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return kept && kept.v === 1 && Date.now() - kept.state.as_of_ms < FORGET_AFTER_MS ? kept : null;
  } catch { return null; }
}

export function save(kept) {
  try { localStorage.setItem(KEY, JSON.stringify({ v: 1, ...kept })); return true; } catch { return false; }
}

export function clear() {
  try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
}
