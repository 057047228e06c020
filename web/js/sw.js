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
    event.respondWith(fetch(request).catch(async () => (await caches.match(SHELL)) || Response.error()));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then(kept => kept || fetch(request)));
  } else if (url.pathname.startsWith('/web/scan/')) {
    event.respondWith(scanning(event));
  }
});

async function scanning(event) {
  const cache = await caches.open(SCAN), kept = await cache.match(event.request.url);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(cache.put(event.request.url, answer.clone()).catch(() => {}));   // no room: it is loaded again
  return answer;
}
