// SPDX-License-Identifier: Apache-2.0
// Voice, tone, vibration and a screen that stays awake: each is used where it exists and missed in words where not.

const MUTED = "unclench.muted";
let audio = null;
let lock = null;
let wanted = false;
let unsaid = "";

const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
export const muted = () => stored(MUTED) === "yes";

export function setMuted(on) {
  try { localStorage.setItem(MUTED, on ? "yes" : "no"); } catch { /* holds for this page only */ }
  if (on) globalThis.speechSynthesis?.cancel();
}

// Called from the tap itself: browsers let a page sound only after one. What could not be said before is said now.
export function unlock() {
  if (unsaid) { const words = unsaid; unsaid = ""; say(words); }
  const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Context) return;
  try {
    audio ??= new Context();
    if (audio.state === "suspended") audio.resume().catch(() => {});
  } catch { audio = null; }
}

export function say(text, { over = true } = {}) {
  const voice = globalThis.speechSynthesis;
  if (!voice || !text || muted()) return;
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) {
    unsaid = over ? text : `${unsaid} ${text}`;
    return;
  }
  if (over) voice.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = document.documentElement.lang;
  words.rate = 0.95;
  voice.speak(words);
}

export function chime(kind) {
  navigator.vibrate?.(kind === "end" ? [120, 80, 120] : 80);
  if (muted() || !audio || audio.state !== "running") return;
  const tones = { change: [440], end: [523, 659], alert: [392, 392] }[kind];
  tones.forEach((hertz, i) => {
    const at = audio.currentTime + i * 0.22;
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(0.0001, at);
    level.gain.exponentialRampToValueAtTime(0.25, at + 0.03);
    level.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(level).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  });
}

export async function stayAwake(on) {
  wanted = on;
  if (!on) { await lock?.release().catch(() => {}); lock = null; return; }
  if (!navigator.wakeLock || document.hidden || (lock && !lock.released)) return;
  try { lock = await navigator.wakeLock.request("screen"); } catch { lock = null; }
}
document.addEventListener("visibilitychange", () => { if (wanted && !document.hidden) stayAwake(true); });

// Which extras this browser lacks, as keys of the page's words.
export function missing() {
  const lacks = [];
  if (!globalThis.speechSynthesis) lacks.push("no_voice");
  if (!(globalThis.AudioContext ?? globalThis.webkitAudioContext)) lacks.push("no_tone");
  if (!navigator.vibrate) lacks.push("no_vibration");
  if (!navigator.wakeLock) lacks.push(globalThis.isSecureContext ? "no_wake_lock" : "no_wake_lock_http");
  return lacks;
}
