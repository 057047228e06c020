// The service worker: it keeps the page without data, style, script and app, so that an installed app opens offline and says
// so. It never keeps a personal page, nor any answer of the server to a person. What reads cards is large: it is kept when the scan
// screen first asks for it, and works without a network from then on.
//
// The server fills in the version and the files when it serves this as /sw.js.
'use strict';
const VERSION = '{{version}}', NAME = 'shell-' + VERSION;
const SCAN = 'scan-{{scan}}';
const SHELL = '/shell';
const FILES = {{files}}.filter(file => file !== SHELL);   // named by their content

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(NAME);
  await cache.addAll([new Request(SHELL, { cache: 'reload', credentials: 'omit' }), ...FILES]);
})()));

// A new worker waits until no page of the old one is open; only when told does it take over at once. What a page has open then
// goes on: it has loaded what it needs.
self.addEventListener('message', event => {
  if (event.data === 'go') self.skipWaiting();
  if (event.data === 'version') event.ports[0].postMessage(VERSION);
});

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (/^(shell|scan)-/.test(name) && name !== NAME && name !== SCAN) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(page(event, url));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then(kept => kept || fetch(request)));
  } else if (url.pathname.startsWith('/web/scan/')) {
    event.respondWith(scanning(event));
  }
});

// What a device that keeps statements can show without the server (app/screen/offline.go), and where the app begins. On a line that is
// there but carries nothing these are waited for so long and no longer; every other page as long as it takes.
const KEPT = /^\/(portal|home|usage|statements(\/\d{4}-\d\d(\/uses\/[^/]+)?)?)$/, WEAK = 5000, PATIENCE = 8000;

const shell = async () => (await caches.match(SHELL)) || Response.error();

async function page(event, url) {
  if (!await left()) return shell();
  const answer = fetch(event.request);
  if (!KEPT.test(url.pathname) || url.searchParams.has('all') || !await keeps()) return answer.catch(shell);
  event.waitUntil(answer.catch(() => {}));   // its cookies may still come
  const weak = new Promise(done => setTimeout(done, WEAK)).then(async () => (await caches.match(SHELL)) || answer);
  return Promise.race([answer, weak]).catch(shell);   // the page asks again by itself and shows what comes (app/page/offline.go)
}

// keeps says whether this device keeps statements, without making a place for them.
async function keeps() {
  try {
    return (await indexedDB.databases()).some(db => db.name === 'vault');
  } catch {
    return false;
  }
}

// left says that no logout waits for the server: one that does is told first, and no page of a member's comes before (web/js/vault.js).
async function left() {
  if (!await caches.has('leaving')) return true;
  const answer = await fetch('/logout', { method: 'POST', body: new URLSearchParams(), redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (answer?.type !== 'opaqueredirect') return false;
  await caches.delete('leaving');
  return true;
}

async function scanning(event) {
  const cache = await caches.open(SCAN), kept = await cache.match(event.request.url);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(cache.put(event.request.url, answer.clone()).catch(() => {}));   // no room: it is loaded again
  return answer;
}
