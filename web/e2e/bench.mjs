// The figures of the product, each with its unit and, measured in the same run and in turn with it, the floor: what the same
// thing costs at least. `make bench` runs this; docs/performance.md holds what came out once.
//
//	node web/e2e/bench.mjs [size] [slow] [warm] [inp] [server] [reading] [sqlite] [postgres]     some of the parts alone
//	MEMBERS=2000,100000 node web/e2e/bench.mjs sqlite                     databases of these sizes; without it a million too
//
// It ends with 1 when a target is missed. A target is what the product promises; the other figures have none and are for comparing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { goBenchmarks, load, startAndMemory } from './bench-server.mjs';
import { inp } from './bench-inp.mjs';
import { slowLine } from './bench-slow.mjs';
import { warm } from './bench-warm.mjs';
import { launchWhole, root, start } from './lib.mjs';

const work = mkdtempSync(path.join(tmpdir(), 'netanswer-bench-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const brotli = bytes => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

// Sizes are of the embedded files, and of answers as a browser gets them.
async function size() {
  const built = JSON.parse(readFileSync(path.join(root, 'web/dist/manifest.json'))).files;
  const packed = name => statSync(path.join(root, `web/dist/${name}.br`)).size;
  if (!built['app.wasm']) throw new Error('no app is built: make build');

  const empty = path.join(work, 'empty.go');
  writeFileSync(empty, 'package main\n\nfunc main() {}\n');
  execFileSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', path.join(work, 'empty.wasm'), empty], { cwd: work, env: { ...process.env, GOOS: 'js', GOARCH: 'wasm', GOFLAGS: '' } });
  const mb = n => n / 1e6;
  report({ name: 'Wasm, brotli (floor: an empty Go program)', value: mb(packed('app.wasm')), unit: 'MB', floor: mb(brotli(readFileSync(path.join(work, 'empty.wasm')))), most: 2.0 });

  const server = await start();
  const browser = await launchWhole();
  try {
    const html = await (await fetch(server.url + '/register')).text();
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(m => m[1]);
    const styles = await Promise.all(sheets.map(async at => Buffer.from(await (await fetch(server.url + at)).arrayBuffer())));
    const bare = html.replace(/<script[\s\S]*?<\/script>/g, '');
    report({
      name: '/register, HTML + CSS, brotli (floor: HTML without scripts and data)', unit: 'KB', most: 40,
      value: (brotli(Buffer.from(html)) + styles.reduce((n, s) => n + brotli(s), 0)) / 1e3,
      floor: (brotli(Buffer.from(bare)) + styles.reduce((n, s) => n + brotli(s), 0)) / 1e3,
    });

    // As it travels; and that nothing but these requests is needed to fill the form in, since nothing else is let through.
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    const bytes = new Map(), needed = new Set(), asked = [];
    cdp.on('Network.responseReceived', e => { if (['Document', 'Stylesheet'].includes(e.type)) needed.add(e.requestId); });
    cdp.on('Network.loadingFinished', e => bytes.set(e.requestId, e.encodedDataLength));
    await page.route('**', route => {
      const type = route.request().resourceType();
      asked.push(type);
      return ['document', 'stylesheet'].includes(type) ? route.continue() : route.abort();
    });
    await page.goto('/register');
    await page.locator('[name=card_number]').pressSequentially('4000');
    if (!(await page.locator('[name=card_number]').inputValue()).startsWith('4000')) throw new Error('/register cannot be filled in');
    await context.close();
    report({ name: '/register, requests before it can be filled in', value: needed.size, unit: '', floor: 1, most: 3 });
    report({ name: '/register, HTML + CSS as it travels, with headers', value: [...needed].reduce((n, id) => n + bytes.get(id), 0) / 1e3, unit: 'KB' });
  } finally {
    await browser.close();
    await server.stop();
  }
}

// -- the report --------------------------------------------------------------------------------------------------------------

let missed = 0;

const figure = n => n === undefined ? '' : Math.abs(n) >= 100 ? n.toFixed(0) : Math.abs(n) >= 10 ? n.toFixed(1) : n.toFixed(n === Math.round(n) ? 0 : 2);

// report prints a figure. most is the target of the value, mostRatio and leastRatio those of value/floor. ratio is given where
// it is more than a division: a median over rounds.
function report({ name, value, unit, floor, most, mostRatio, leastRatio, ratio = floor ? value / floor : undefined }) {
  let target = '', good = true;
  if (most !== undefined) [target, good] = [`≤ ${most}${unit && ' ' + unit}`, value <= most];
  else if (mostRatio !== undefined) [target, good] = [`≤ ${mostRatio.toFixed(2)} ×`, ratio <= mostRatio];
  else if (leastRatio !== undefined) [target, good] = [`≥ ${leastRatio.toFixed(2)} ×`, ratio >= leastRatio];
  if (!good) missed++;
  line(name, figure(value), unit, figure(floor), ratio === undefined ? '' : ratio.toFixed(2), target, target && (good ? 'ok' : 'missed'));
}

function line(name, ...rest) {
  const widths = [9, 7, 9, 7, 12, 6];
  console.log(`| ${name.padEnd(92)} | ${rest.map((cell, i) => i === 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join(' | ')} |`);
}

const parts = {
  size,
  slow: () => slowLine(report),
  warm: () => warm(report, work),
  inp: () => inp(report),
  server: async () => {
    await startAndMemory(report, work);
    goBenchmarks(report, work);
  },
  reading: async () => {
    for (const database of ['sqlite', 'postgres']) await load(report, work, database, '2000,200000', ['--figures', 'reading']);
  },
  sqlite: () => load(report, work, 'sqlite'),
  postgres: () => load(report, work, 'postgres'),
};

const wanted = process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(parts);
const unknown = wanted.filter(name => !parts[name]);
if (unknown.length) throw new Error(`no part ${unknown}; there are ${Object.keys(parts)}`);
const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
console.log(`${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0].model.trim()} · ${version} · node ${process.version}\n`);
line('figure', 'value', 'unit', 'floor', 'ratio', 'target', '');
line('-'.repeat(92), ...[9, 7, 9, 7, 12, 6].map(n => '-'.repeat(n)));
for (const name of wanted) await parts[name]();
if (missed) {
  console.log(`\n${missed} targets missed`);
  process.exitCode = 1;
}
