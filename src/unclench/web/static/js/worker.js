// SPDX-License-Identifier: Apache-2.0
// The service worker. Files hold their digest in their address and come from the cache; pages come from the network,
// and from the offline copy when it is away or slow. The server puts `const OFFLINE = {files, pages, library}` above.

const FILES = "files";
const PAGES = "pages";
const LIBRARY = `library-${OFFLINE.library.version}`;
const PATIENCE_MS = 1500;
const VERSION = new URL("/offline-version", location).href;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(OFFLINE.files)));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// A page tells which copy it belongs to (person, profile, facts); another copy is fetched whole before it replaces one.
addEventListener("message", (event) => {
  if (event.data?.offline) event.waitUntil(refresh(event.data.offline));
  if (event.data?.forget) event.waitUntil(forget());
});

let newest = { version: "", stop: new AbortController() };
let refreshing = Promise.resolve();

// One after the other, but what is under way for another copy ends at once: until it has, the wrong person's is kept.
function refresh(version) {
  if (version !== newest.version) supersede(version);
  const { signal } = newest.stop;
  return inTurn(() => refreshTo(version, signal).catch((problem) => {
    if (!signal.aborted) throw problem;
  }));
}

function forget() {
  supersede("");
  return inTurn(() => caches.delete(PAGES));
}

function supersede(version) {
  newest.stop.abort();
  newest = { version, stop: new AbortController() };
}

const inTurn = (job) => (refreshing = refreshing.then(job, job));

async function refreshTo(version, signal) {
  await refreshPages(version, signal);
  await fillLibrary(signal);
}

async function fetched(page, signal) {
  signal.throwIfAborted();
  return fetch(page, { credentials: "same-origin", redirect: "error", signal });
}

// What everybody may read comes after what somebody in pain needs; what is missing is fetched at the next visit.
// Where a newer worker waits, its library is another one, and it waits for this to end.
async function fillLibrary(signal) {
  const shelf = await caches.open(LIBRARY);
  const kept = new Set((await shelf.keys()).map((request) => new URL(request.url).pathname));
  for (const page of OFFLINE.library.pages) {
    if (kept.has(page)) continue;
    if (registration.waiting) return;
    const answer = await fetched(page, signal);
    if (answer.ok) await shelf.put(page, answer);
  }
  for (const name of await caches.keys()) if (name.startsWith("library-") && name !== LIBRARY) await caches.delete(name);
}

async function refreshPages(version, signal) {
  signal.throwIfAborted();
  const pages = await caches.open(PAGES);
  const kept = await pages.match(VERSION).then((answer) => answer?.text());
  if (kept === version) return;
  // The wrong person's plan is worse than none: the old copy goes before the new one comes.
  await caches.delete(PAGES);
  const fresh = await caches.open(PAGES);
  for (const page of OFFLINE.pages) {
    const answer = await fetched(page, signal);
    if (!answer.ok) throw new Error(page);
    await fresh.put(page, answer);
  }
  const files = await caches.open(FILES);
  const wanted = new Set(OFFLINE.files.map((file) => new URL(file, location).href));
  for (const request of await files.keys()) if (!wanted.has(request.url)) await files.delete(request);
  signal.throwIfAborted();
  await fresh.put(VERSION, new Response(version));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.startsWith("/you/who/")) event.respondWith(choosing(request));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/") || url.pathname.startsWith("/style/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  } else if (OFFLINE.pages.includes(url.pathname)) {
    event.respondWith(page(request, url.pathname, PAGES));
  } else if (OFFLINE.library.pages.includes(url.pathname)) {
    event.respondWith(page(request, url.pathname, LIBRARY));
  }
});

// Once the server has somebody else's diary open, a slow network must not bring back the home of the one before.
async function choosing(request) {
  const answer = await fetch(request);
  if (answer.ok || answer.type === "opaqueredirect") await forget();
  return answer;
}

async function page(request, path, cache) {
  const kept = await caches.open(cache).then((pages) => pages.match(path));
  const network = fetch(request);
  if (!kept) return network;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([network.catch(() => null), patience]);
  return first && first.status < 500 ? first : kept;
}
