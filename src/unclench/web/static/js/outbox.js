// SPDX-License-Identifier: Apache-2.0
// Events wait here, on the phone, until the server says that it has them. Sending one twice does no harm: the id
// made on the phone is what counts. What the server refuses is set aside and said, never dropped.

const BATCH = 100;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60000;

let opened;
let sending = null;
let again = false;
let timer = 0;
let wait = FIRST_WAIT_MS;
const listeners = new Set();

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("unclench", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "id" });
      request.result.createObjectStore("set_aside", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => { opened = undefined; reject(request.error); };
  });
  return opened;
}

function inStore(names, mode, work) {
  return open().then((db) => new Promise((resolve, reject) => {
    const transaction = db.transaction(names, mode, { durability: "strict" });
    const result = work(...names.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(result?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  }));
}

export const put = (person, events) =>
  inStore(["outbox"], "readwrite", (box) => {
    for (const event of events) box.put({ id: event.id, person, event });
  }).then(() => { tell(); wait = FIRST_WAIT_MS; flush(); });

export const waiting = () => inStore(["outbox"], "readonly", (box) => box.count());
export const refused = () => inStore(["set_aside"], "readonly", (box) => box.count());

export function onChange(listener) {
  listeners.add(listener);
  tell();
}

async function tell(problem = "") {
  let count = 0;
  let aside = 0;
  try { count = await waiting(); aside = await refused(); } catch { problem = "storage"; }
  for (const listener of listeners) listener({ count, aside, problem });
}

// One sender at a time; what is put while it runs is looked for once more when it stops.
export function flush() {
  if (sending) { again = true; return sending; }
  again = false;
  sending = sendAll().catch(() => {}).then(() => { sending = null; return again ? flush() : undefined; });
  return sending;
}

async function sendAll() {
  clearTimeout(timer);
  for (;;) {
    const rows = await inStore(["outbox"], "readonly", (box) => box.getAll(null, BATCH)).catch(() => []);
    if (!rows.length) { wait = FIRST_WAIT_MS; return tell(); }
    const person = rows[0].person;
    const mine = rows.filter((row) => row.person === person);
    const problem = await send(person, mine);
    if (problem) {
      timer = setTimeout(flush, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      return tell(problem);
    }
  }
}

async function post(person, events) {
  return fetch("/api/events", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": await token() },
    body: JSON.stringify({ person, events }),
    signal: AbortSignal.timeout(15000),
  });
}

// Without a place to keep them: straight to the server, or a rejection.
export async function direct(person, events) {
  const answer = await post(person, events);
  if (!answer.ok) throw new Error(`not taken: ${answer.status}`);
}

async function send(person, rows) {
  let answer;
  try { answer = await post(person, rows.map((row) => row.event)); } catch { return "offline"; }
  if (answer.ok) {
    const said = await answer.json().catch(() => null);
    if (!said) return "offline";
    await remove([...said.accepted, ...said.already]);
    return "";
  }
  if (answer.status === 422 || answer.status === 404 || answer.status === 409) {
    const said = await answer.json().catch(() => ({}));
    const bad = new Map((said.events ?? []).map((row) => [row.id ?? rows[row.index]?.id, row.error]));
    const blamed = rows.filter((row) => bad.has(row.id));
    await setAside(blamed.length ? blamed : rows, (row) => bad.get(row.id) ?? said.error);
    return "";
  }
  if (answer.status === 403) forgetToken();
  return answer.status === 401 ? "signed_out" : "server";
}

const remove = (ids) => inStore(["outbox"], "readwrite", (box) => { for (const id of ids) box.delete(id); });

const setAside = (rows, reason) =>
  inStore(["outbox", "set_aside"], "readwrite", (box, aside) => {
    for (const row of rows) {
      aside.put({ ...row, reason: reason(row) });
      box.delete(row.id);
    }
  });

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
let stale = false;
const forgetToken = () => { stale = true; };

async function token() {
  if (stale || !cookie()) {
    await fetch("/api/hello", { cache: "no-store", signal: AbortSignal.timeout(15000) });
    stale = false;
  }
  return cookie() ?? "";
}

addEventListener("online", () => { wait = FIRST_WAIT_MS; flush(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
