// The service worker: it keeps the page without data, style, script and app, so that an installed app opens offline and says
// so. It never keeps a personal page, nor any answer of the server to a person.
//
// The server fills in the version and the files when it serves this as /sw.js.
'use strict';
const NAME = 'shell-{{version}}';
const SHELL = '/shell';
const FILES = {{files}}.filter(file => file !== SHELL);   // named by their content

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(NAME);
  await cache.addAll([new Request(SHELL, { cache: 'reload', credentials: 'omit' }), ...FILES]);
})()));

// A new worker waits until no page of the old one is open; only when told does it take over at once.
self.addEventListener('message', event => { if (event.data === 'go') self.skipWaiting(); });

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('shell-') && name !== NAME) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(async () => (await caches.match(SHELL)) || Response.error()));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then(kept => kept || fetch(request)));
  }
});
