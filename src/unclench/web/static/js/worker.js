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
  if (event.data?.forget) event.waitUntil(caches.delete(PAGES));
});

let refreshing = Promise.resolve();
const refresh = (version) => (refreshing = refreshing.then(() => refreshTo(version), () => refreshTo(version)));

async function refreshTo(version) {
  await refreshPages(version);
  await fillLibrary();
}

// What everybody may read comes after what somebody in pain needs; what is missing is fetched at the next visit.
async function fillLibrary() {
  const shelf = await caches.open(LIBRARY);
  const kept = new Set((await shelf.keys()).map((request) => new URL(request.url).pathname));
  for (const page of OFFLINE.library.pages) {
    if (kept.has(page)) continue;
    const answer = await fetch(page, { credentials: "same-origin", redirect: "error" });
    if (answer.ok) await shelf.put(page, answer);
  }
  for (const name of await caches.keys()) if (name.startsWith("library-") && name !== LIBRARY) await caches.delete(name);
}

async function refreshPages(version) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(VERSION).then((answer) => answer?.text());
  if (kept === version) return;
  // The wrong person's plan is worse than none: the old copy goes before the new one comes.
  await caches.delete(PAGES);
  const fresh = await caches.open(PAGES);
  for (const page of OFFLINE.pages) {
    const answer = await fetch(page, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(page);
    await fresh.put(page, answer);
  }
  const files = await caches.open(FILES);
  const wanted = new Set(OFFLINE.files.map((file) => new URL(file, location).href));
  for (const request of await files.keys()) if (!wanted.has(request.url)) await files.delete(request);
  await fresh.put(VERSION, new Response(version));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/") || url.pathname.startsWith("/style/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  } else if (OFFLINE.pages.includes(url.pathname)) {
    event.respondWith(page(request, url.pathname, PAGES));
  } else if (OFFLINE.library.pages.includes(url.pathname)) {
    event.respondWith(page(request, url.pathname, LIBRARY));
  }
});

async function page(request, path, cache) {
  const kept = await caches.open(cache).then((pages) => pages.match(path));
  const network = fetch(request);
  if (!kept) return network;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([network.catch(() => null), patience]);
  return first && first.status < 500 ? first : kept;
}
