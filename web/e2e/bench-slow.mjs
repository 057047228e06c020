// The registration form on a slow line (150 ms, 1.6 Mbit/s) and a slow machine (a quarter of this one), beside the same form
// as a static page: our own HTML without its scripts, from a small server that packs it in the same way.
import { createServer } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { launchWhole, sleep, start } from './lib.mjs';

const ROUNDS = 7; // odd, each with one of either, in turn
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWER = 4;
const KEY = 120; // ms between two keys: a quick typist

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

// still is the same form as a static page: {url, close()}.
async function still(url) {
  const html = (await (await fetch(url + '/register')).text()).replace(/<script[\s\S]*?<\/script>/g, '');
  const files = new Map([['/register', { type: 'text/html; charset=utf-8', coding: 'gzip', body: gzipSync(html, { level: 5 }) }]]);
  for (const [, at] of html.matchAll(/<link rel="(?:stylesheet|icon|manifest|apple-touch-icon)" href="([^"]+)"/g)) {
    const answer = await fetch(url + at, { headers: { 'Accept-Encoding': 'br, gzip' } });
    const type = answer.headers.get('content-type'), coding = answer.headers.get('content-encoding');
    const body = Buffer.from(await answer.arrayBuffer());
    if (coding === 'br') files.set(at, { type, coding, body: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) });
    else if (coding === 'gzip') files.set(at, { type, coding, body: gzipSync(body) });
    else files.set(at, { type, body });
  }
  const server = createServer((request, answer) => {
    const file = files.get(request.url);
    if (!file) { answer.writeHead(404).end(); return; }
    answer.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.length, ...(file.coding && { 'Content-Encoding': file.coding }) }).end(file.body);
  });
  await new Promise(done => server.listen(0, 'localhost', done));
  return { url: `http://localhost:${server.address().port}`, close: () => new Promise(done => { server.close(done); server.closeAllConnections(); }) };
}

// elsewhere is a page of another site, where people come from: by a link, in a tab that exists. Out of an empty tab
// Chromium makes the page's process only when our Cross-Origin-Opener-Policy has arrived, a tenth of a second later.
async function elsewhere() {
  const server = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>a link'));
  await new Promise(done => server.listen(0, '127.0.0.1', done)); // localhost is another site
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise(done => { server.close(done); server.closeAllConnections(); }) };
}

// notes runs in the page before anything else: what is typed when, and what blocks the page. It puts the person into the mail
// field as soon as something is painted.
function notes() {
  const noted = globalThis.noted = { typed: [], blocked: [] };
  addEventListener('input', e => { if (e.data) noted.typed.push([e.data, performance.now()]); }, true);
  new PerformanceObserver(list => { for (const t of list.getEntries()) noted.blocked.push([t.startTime, t.duration]); }).observe({ type: 'longtask', buffered: true });
  (function look() {
    const field = document.querySelector('[name=email]');
    if (field && performance.getEntriesByName('first-contentful-paint').length) field.focus({ preventScroll: true });
    else requestAnimationFrame(look);
  })();
}

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];

// visit comes from another page, opens the form cold and types from the first moment on. It answers {usable, blocked, live}: when the first key was
// typed that is still there at the end, how long the page was blocked while the person typed, both in ms, and whether the
// app came to run.
async function visit(browser, from, url, wait) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await page.goto(from);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', LINE);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(notes);
    const key = text => cdp.send('Input.dispatchKeyEvent', { type: 'char', text });
    let next = 0, typing = true;

    const opened = page.goto(url + '/register', { waitUntil: 'commit' });
    // dense at first, to see when the first key stays; then as a person types
    const first = (async () => {
      await opened;
      for (let seen = false; !seen && next < 40;) {
        await key(letters[next++]);
        seen = await page.evaluate(() => globalThis.noted?.typed.length > 0);
      }
    })();
    await first;
    const typist = (async () => {
      while (typing) {
        await key(letters[next++ % letters.length]);
        await sleep(KEY);
      }
    })();
    // the whole download and compilation happens under the person's hands; then a pause, in which the app starts
    await sleep(wait);
    typing = false;
    await typist;
    const until = await page.evaluate(() => globalThis.noted.typed.at(-1)[1]);
    let live = false;
    for (const end = Date.now() + (wait > 2000 ? 30_000 : 0); !live && Date.now() < end; await sleep(50)) {
      live = await page.evaluate(() => document.documentElement.hasAttribute('data-live'));
    }
    // and on, with the app at work
    const again = await page.evaluate(() => performance.now());
    for (let i = 0; i < 20; i++) {
      await key(letters[next++ % letters.length]);
      await sleep(KEY);
    }
    const { noted, value, now } = await page.evaluate(() => ({ noted: globalThis.noted, value: document.querySelector('[name=email]').value, now: performance.now() }));
    const typed = noted.typed.map(([letter]) => letter).join('');
    const lost = typed.length - value.length; // keys are only ever lost from the front
    if (!typed.endsWith(value) || value === '') throw new Error(`typed ${typed}, but the field holds ${value}`);
    const usable = noted.typed[lost][1];
    const blocked = noted.blocked.reduce((sum, [at, ms]) => {
      const during = at + ms > usable && at < until || at >= again && at < now;
      return sum + (during ? Math.max(0, ms - 50) : 0);
    }, 0);
    return { usable, blocked, live, lost };
  } finally {
    await context.close();
  }
}

export async function slowLine(report) {
  const server = await start(), page = await still(server.url), link = await elsewhere(), browser = await launchWhole();
  try {
    const ours = [], floor = [];
    await visit(browser, link.url, page.url, 0); // the browser itself starts up
    for (let i = 0; i < ROUNDS; i++) {
      const typing = 14_000; // longer than the download of the app takes
      const one = await visit(browser, link.url, server.url, typing);
      if (!one.live) throw new Error('the app did not start');
      ours.push(one);
      floor.push(await visit(browser, link.url, page.url, 2000));
    }
    const of = (list, what) => median(list.map(v => v[what]));
    report({ name: 'slow 4G, /register: first key that stays (floor: the form as a static page)', value: of(ours, 'usable'), unit: 'ms', floor: of(floor, 'usable'), mostRatio: 1.10 });
    report({ name: 'slow 4G, /register: blocked while someone types', value: of(ours, 'blocked'), unit: 'ms', floor: of(floor, 'blocked'), most: 200 });
    report({ name: 'slow 4G, /register: keys lost', value: Math.max(...ours.map(v => v.lost)), unit: '', floor: Math.max(...floor.map(v => v.lost)), most: 0 });
    if (process.env.VERBOSE) console.log(ours, floor);
  } finally {
    await browser.close();
    await page.close();
    await link.close();
    await server.stop();
  }
}
