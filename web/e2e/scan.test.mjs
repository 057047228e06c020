// Reading a card: the engine as it is built, in a browser whose camera is a film, under the policy of production. What it downloads,
// sends and keeps is watched; then once more without a network.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, axe, launch, person, press, start, until } from './lib.mjs';
import { taken } from './scan/draw.mjs';
import { film } from './scan/film.mjs';

const cards = { embossed: '4000001163276777', block: '5105108504752274', amex_flat: '371449635398431' };
const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
let folder, server, browser, pictures = {};
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netanswer-scan-'));
  server = await start();
  const drawing = await launch(), page = await drawing.newPage();
  for (const [style, number] of Object.entries(cards)) {
    const { jpeg } = await taken(page, { seed: 7, style, number, expiry: '11/28', portrait: true });
    pictures[style] = { name: `${style}.jpg`, mimeType: 'image/jpeg', buffer: jpeg };
  }
  await drawing.close();
  browser = await launch(...camera, `--use-file-for-fake-video-capture=${await film(folder, 'embossed', pictures.embossed.buffer)}`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true });
});

const heading = page => page.locator('.sc-ask, .sc-hint').innerText();
const asked = (page, ms = 60_000) => until(page, () => document.querySelector('.sc-num')?.innerText.replace(/\s+/g, ' '), undefined, ms);

test('a card before the camera is read, shown to be confirmed, and stands in the form; nothing of it is sent or kept', async t => {
  const who = await person(browser, server, { view: 'phone', permissions: ['camera'] }), { page, context } = who;
  t.after(() => context.close());
  const asks = [];
  context.on('request', r => asks.push({ method: r.method(), path: new URL(r.url()).pathname, body: r.postData() }));

  await page.goto('/login');
  await at(who, '/login');
  await until(page, () => navigator.serviceWorker.controller);
  assert.ok(!asks.some(r => r.path.startsWith('/web/scan/')), 'no other screen loads the engine');

  await page.goto('/portal/scan');
  assert.equal(await asked(page), '4000 0011 6327 6777', 'in the groups of the card');
  assert.match(await page.locator('.sc-exp').innerText(), /11\/28/);
  assert.match(await heading(page), /この番号でよろしいですか/);
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.evaluate(() => document.querySelector('video')), null, 'the camera is off');

  // What was asked for since: scripts, models, nothing else; nothing was sent.
  const engine = asks.filter(r => r.path.startsWith('/web/scan/'));
  assert.ok(engine.length >= 10, `${engine.length} files of the engine`);
  assert.deepEqual(asks.filter(r => r.method !== 'GET' || r.body), []);
  const allowed = /^\/(login|portal\/scan|shell|sw\.js|manifest\.webmanifest|favicon\.ico|icon\/.*|web\/.*)$/;
  assert.deepEqual(asks.filter(r => !allowed.test(r.path)).map(r => r.path), []);
  // What lies on the device: the engine in its cache, and neither number nor picture anywhere.
  const kept = await page.evaluate(async () => {
    const out = { local: { ...localStorage }, session: { ...sessionStorage }, databases: (await indexedDB.databases()).map(d => d.name), cached: [], history: JSON.stringify(history.state), address: location.href };
    for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) out.cached.push([name.replace(/-.*/, ''), new URL(r.url).pathname, (await (await caches.match(r)).blob()).type]);
    return out;
  });
  assert.ok(!/4000001163276777|4000 0011|6327/.test(JSON.stringify(kept)), 'the number is kept nowhere');
  assert.deepEqual(kept.databases, []);
  assert.deepEqual(kept.cached.filter(([, , type]) => /image\/(jpeg|webp|png)|video/.test(type)), [], 'no picture is kept');
  assert.equal(kept.cached.filter(([name, file]) => name === 'scan' && file.startsWith('/web/scan/')).length, new Set(engine.map(r => r.path)).size, 'the engine is');

  await press(page, 'もう一度読み取る');
  await until(page, () => !document.querySelector('.sc-num'));
  assert.equal(await asked(page), '4000 0011 6327 6777', 'and once more');
  await press(page, 'この番号で進む');
  await at(who, '/portal/card');
  assert.equal(await page.locator('[name=card_number]').inputValue(), '4000 0011 6327 6777');
  assert.equal(await page.locator('[name=exp_month]').inputValue(), '11');
  assert.equal(await page.locator('[name=exp_year]').inputValue(), '28');
  assert.equal(await page.locator('[name=security_code]').inputValue(), '', 'the code is never read');
  assert.deepEqual(asks.filter(r => r.method !== 'GET'), []);
  assert.deepEqual(who.troubles, []);

  // Again without a network: the app is open, the engine comes from the device.
  await page.goto('/login');
  await at(who, '/login');
  await context.setOffline(true);
  const offline = await page.evaluate(async () => {
    const { scan, today } = JSON.parse(document.getElementById('site-data').textContent);
    return { scan, today };
  });
  const read = await page.evaluate(async ({ scan, bytes, setup, guide }) => {
    const { framed } = await import(scan.camera);
    const scanner = await openScan(scan.camera, scan.reader, setup, () => {});
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))]));
    const seen = await scanner.look(framed(picture, picture.width, picture.height, guide));
    scanner.close();
    return seen;
  }, { scan: offline.scan, bytes: pictures.block.buffer.toString('base64'), guide: [36, 436, 648, 409], setup: JSON.stringify({ ranges: [['4000', '4999', 16], ['5100', '5599', 16]], today: 26 * 12 + 11 }) });
  assert.equal(read.number, cards.block, 'read without a network');
});

test('a photograph is read too, and one without a card says so; the camera refused says what to do', async t => {
  const plain = await launch('--use-fake-device-for-media-stream');
  t.after(() => plain.close());
  const who = await person(plain, server, { view: 'phone' }), { page } = who;
  await page.goto('/portal/scan');
  await until(page, () => /許可されていません/.test(document.querySelector('.sc-ask')?.innerText ?? ''), undefined, 30_000);
  assert.match(await page.locator('.scan').innerText(), /設定でこのサイトのカメラを許可[\s\S]*手入力する[\s\S]*写真から読み取る[\s\S]*もう一度使う/);
  assert.deepEqual(await axe(page), []);
  await page.locator('#scan-photo').setInputFiles(pictures.amex_flat);
  assert.equal(await asked(page), '3714 496353 98431');
  await press(page, 'もう一度読み取る');
  await until(page, () => document.querySelector('.sc-num') === null && document.getElementById('scan-photo'));
  await page.locator('#scan-photo').setInputFiles({ name: 'text.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await until(page, () => /写真から読み取れませんでした/.test(document.querySelector('.sc-ask')?.innerText ?? ''));
  await press(page, '手入力する');
  await at(who, '/portal/card');
  assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'what was not confirmed is not handed on');
  assert.deepEqual(who.troubles, []);
});

test('what a phone loads to read a card stays below 8 MB', async () => {
  const { files } = JSON.parse(await readFile(path.join(import.meta.dirname, '../dist/manifest.json'), 'utf8'));
  const names = Object.keys(files).filter(name => name.startsWith('scan/'));
  const sizes = await Promise.all(names.map(async name => {
    const [, stem, ext] = name.match(/^(.*)(\.\w+)$/);
    const answer = await fetch(`${server.url}/web/${stem}.${files[name].hash}${ext}`, { headers: { 'Accept-Encoding': 'br' } });
    assert.equal(answer.headers.get('content-encoding'), 'br', name);
    return Number(answer.headers.get('content-length'));
  }));
  const sum = sizes.reduce((a, b) => a + b, 0);
  assert.ok(sum > 6e6 && sum <= 8e6, `${sum} bytes`);
});
