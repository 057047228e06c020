// The warm start of the installed app on a machine four times slower than this: its icon is pressed, everything it needs lies on the
// device since last time, and the server answers. Beside it, in turn, an app of go-app that shows one heading and does nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { launchWhole, live, person, root, sleep, start, until } from './lib.mjs';

const SLOWER = 4;
const ROUNDS = 7; // odd, each with one of either, in turn

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

const program = `package main

import "github.com/maxence-charriere/go-app/v10/pkg/app"

type heading struct{ app.Compo }

func (*heading) Render() app.UI { return app.H1().Text("nothing else") }

func main() {
	app.Route("/", func() app.Composer { return &heading{} })
	app.RunWhenOnBrowser()
}
`;

// empty is that app behind a server of its own: {url, close()}.
async function empty(work) {
  const source = path.join(work, 'heading.go'), wasm = path.join(work, 'heading.wasm');
  writeFileSync(source, program);
  execFileSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', wasm, source], { cwd: root, env: { ...process.env, GOOS: 'js', GOARCH: 'wasm' } });
  const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const go = readFileSync(path.join(goroot, 'lib/wasm/wasm_exec.js'));
  const page = `<!doctype html><title>empty</title><body><div></div><script src="/go.js"></script><script>
    globalThis.goappGetenv = () => ''; globalThis.goappNav = () => {};
    const go = new Go();
    WebAssembly.instantiateStreaming(fetch('/app.wasm'), go.importObject).then(({ instance }) => go.run(instance));
  </script>`;
  const pack = bytes => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  const files = { '/': ['text/html', pack(page)], '/go.js': ['text/javascript', pack(go)], '/app.wasm': ['application/wasm', pack(readFileSync(wasm))] };
  const server = createServer((request, answer) => {
    const [type, body] = files[request.url] ?? files['/'];
    answer.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'br', 'Content-Length': body.length, 'Cache-Control': request.url === '/' ? 'no-store' : 'max-age=31536000, immutable' }).end(body);
  });
  await new Promise(done => server.listen(0, 'localhost', done));
  return { url: `http://localhost:${server.address().port}/`, close: () => new Promise(done => { server.close(done); server.closeAllConnections(); }) };
}

// notes keeps when something was painted first, when Go began, and the last time at which the largest content was painted.
function notes() {
  const noted = globalThis.noted = {};
  new PerformanceObserver(list => { for (const e of list.getEntries()) noted[e.name] ??= e.startTime; }).observe({ type: 'paint', buffered: true });
  new PerformanceObserver(list => { for (const e of list.getEntries()) noted.content = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
}

// opened is one start: the app's window comes with nothing in it.
async function opened(context, url, there) {
  const page = await context.newPage();
  try {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setEmulatedMedia', { features: [{ name: 'display-mode', value: 'standalone' }] });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(notes);
    await page.goto(url, { waitUntil: 'commit' });
    await there(page);
    await sleep(300); // what is measured is told a little later
    return await page.evaluate(() => ({ ...globalThis.noted, run: performance.getEntriesByName('run')[0]?.startTime, live: performance.getEntriesByName('mounted')[0]?.startTime }));
  } finally {
    await page.close();
  }
}

export async function warm(report, work) {
  const server = await start(), floor = await empty(work), browser = await launchWhole();
  try {
    const who = await person(browser, server, { view: 'phone' }), { context } = who;
    const login = await context.request.post(server.url + '/login', { headers: { Accept: 'application/json' }, form: { member_id: 'sandbox01', password: 'Sandbox-01-mihon' }, maxRedirects: 0 });
    if (login.status() !== 303) throw new Error(`login: ${login.status()}`);
    await who.page.goto('/home');
    await live(who.page);
    await until(who.page, () => navigator.serviceWorker.controller);
    const app = () => opened(context, server.url + '/portal', page => live(page)); // where the icon leads: who is logged in, to /home
    const bare = () => opened(context, floor.url, page => until(page, () => document.querySelector('h1')));
    const ours = [], least = [];
    for (let i = 0; i < ROUNDS + 2; i++) { // the first two have the browser keep what it has compiled
      const [a, b] = [await app(), await bare()];
      if (i >= 2) [ours, least].forEach((list, k) => list.push([a, b][k]));
    }
    const of = (list, what) => median(list.map(v => v[what]));
    report({ name: 'warm start at 4×, installed: content painted (floor: an empty go-app program)', value: of(ours, 'content'), unit: 'ms', floor: of(least, 'content'), mostRatio: 1.5 });
    report({ name: 'the same: first paint, before Go begins (floor: when Go begins)', value: of(ours, 'first-contentful-paint'), unit: 'ms', floor: of(ours, 'run'), mostRatio: 1 });
    report({ name: 'the same: the app at work', value: of(ours, 'live'), unit: 'ms' });
  } finally {
    await browser.close();
    await floor.close();
    await server.stop();
  }
}
