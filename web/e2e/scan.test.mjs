// Reading a card: the engine as it is built, in a browser whose camera is a film, under the policy of production. What it downloads,
// sends and keeps is watched; then once more without a network.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, axe, enter, launch, launchWhole, person, press, start, until } from './lib.mjs';
import { value } from './hands.mjs';
import { taken } from './scan/draw.mjs';
import { film } from './scan/film.mjs';

const cards = { block: ['5105108504752274', '11/28'], flat_sans: ['4000009217466583', '09/29'], amex_flat: ['371449635398431', '11/28'] };
const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
let folder, server, own, browser, pictures = {};
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netanswer-scan-'));
  server = await start();
  own = server.card('both'); // a card that can be registered
  cards.embossed = [own.number, `${own.exp_month}/${own.exp_year}`];
  const drawing = await launch(), page = await drawing.newPage();
  for (const [style, [number, expiry]] of Object.entries(cards)) {
    const { jpeg } = await taken(page, { seed: 7, style, number, expiry, portrait: true });
    pictures[style] = { name: `${style}.jpg`, mimeType: 'image/jpeg', buffer: jpeg };
  }
  await drawing.close();
  browser = await filming('embossed');
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true });
});

// filming is a browser with the card of a style before its camera.
const filming = async style => launch(...camera, `--use-file-for-fake-video-capture=${await film(folder, style, pictures[style].buffer)}`);
const grouped = number => number.length === 15 ? number.replace(/(.{4})(.{6})(.{5})/, '$1 $2 $3') : number.replace(/(....)(?=.)/g, '$1 ');

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
  assert.equal(await asked(page), grouped(own.number), 'in the groups of the card');
  assert.ok((await page.locator('.sc-exp').innerText()).includes(cards.embossed[1]));
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
  assert.ok(![own.number, grouped(own.number), own.number.slice(4, 12)].some(part => JSON.stringify(kept).includes(part)), 'the number is kept nowhere');
  assert.deepEqual(kept.databases, []);
  assert.deepEqual(kept.cached.filter(([, , type]) => /image\/(jpeg|webp|png)|video/.test(type)), [], 'no picture is kept');
  assert.equal(kept.cached.filter(([name, file]) => name === 'scan' && file.startsWith('/web/scan/')).length, new Set(engine.map(r => r.path)).size, 'the engine is');

  await press(page, 'もう一度読み取る');
  await until(page, () => !document.querySelector('.sc-num'));
  assert.equal(await asked(page), grouped(own.number), 'and once more');
  await press(page, 'この番号で進む');
  await at(who, '/portal/card');
  assert.deepEqual([await value(page, 'card_number'), await value(page, 'exp_month'), await value(page, 'exp_year')], [grouped(own.number), own.exp_month, own.exp_year]);
  assert.equal(await value(page, 'security_code'), '', 'the code is never read');
  assert.deepEqual(asks.filter(r => r.method !== 'GET'), []);

  // The card that was read is registered.
  await enter(page, { security_code: own.security_code });
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/portal/verify');
  await enter(page, { passcode: await server.passcode(own.mobile) });
  await press(page, '認証する');
  await at(who, '/portal/mail');
  await enter(page, { email: 'umi.no.kaze@mail.example.org' });
  await press(page, '次へ進む');
  await at(who, '/portal/password');
  await enter(page, { password: 'Kiri-no-mori7' });
  await press(page, '次へ進む');
  await at(who, '/portal/terms');
  await enter(page, { agree: true });
  await press(page, '規約に同意して登録する');
  await at(who, '/portal/done');
  assert.match(await page.locator('main').innerText(), /登録が完了しました/);
  assert.deepEqual(who.troubles, []);
});

test('embossed, flat and in a block, with the server there and with it gone', async t => {
  const other = await start();
  t.after(() => other.stop());
  const all = [];
  for (const style of ['embossed', 'flat_sans', 'block']) {
    const looking = style === 'embossed' ? browser : await filming(style);
    if (looking !== browser) t.after(() => looking.close());
    const who = await person(looking, other, { view: 'phone', permissions: ['camera'] });
    t.after(() => who.context.close());
    await who.page.goto('/portal/scan');
    assert.equal(await asked(who.page), grouped(cards[style][0]), `${style}, online`);
    all.push([style, who]);
  }
  await other.stop();
  for (const [style, { page, context }] of all) {
    await context.setOffline(true);
    const asks = [];
    context.on('requestfinished', r => asks.push(r.url()));
    await press(page, 'もう一度読み取る');
    await until(page, () => !document.querySelector('.sc-num'));
    assert.equal(await asked(page), grouped(cards[style][0]), `${style}, offline`);
    assert.deepEqual(asks, [], 'nothing was needed');
    // the engine anew, from the device alone
    const read = await page.evaluate(async ({ bytes, setup, guide }) => {
      const { scan } = JSON.parse(document.getElementById('site-data').textContent), { framed } = await import(scan.camera);
      const scanner = await openScan(scan.camera, scan.reader, setup, () => {});
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))]));
      const seen = await scanner.look(framed(picture, picture.width, picture.height, guide));
      scanner.close();
      return seen;
    }, { bytes: pictures[style].buffer.toString('base64'), guide: [36, 436, 648, 409], setup: JSON.stringify({ ranges: [['4000', '4999', 16], ['5100', '5599', 16]], today: 26 * 12 + 11 }) });
    assert.equal(read.number, cards[style][0], `${style}: the engine lies on the device`);
  }
});

test('a photograph is read too, and one without a card says so; the camera refused says what to do', async t => {
  const plain = await launchWhole('--use-fake-device-for-media-stream');
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

// Every way in which a camera is not to be had says what it is and what to do, with typing in reach. Which error a browser gives is fed in: no
// machine has all of these cameras.
test('a camera that is missing, busy, taken away or not to be had on this connection', async t => {
  const who = await person(browser, server, { view: 'phone', permissions: ['camera'] }), { page, context } = who;
  t.after(() => context.close());
  await page.addInitScript(() => {
    globalThis.cannot = sessionStorage.getItem('cannot');
    const real = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (real) navigator.mediaDevices.getUserMedia = async ask => {
      if (cannot) throw new DOMException('', cannot);
      return globalThis.given = await real(ask);
    };
  });
  const says = words => until(page, words => new RegExp(words).test(document.querySelector('.sc-ask')?.innerText ?? ''), words, 30_000);
  await page.goto('/login');
  for (const [error, words, todo] of [
    ['NotReadableError', 'カメラを使えません', /ほかのアプリ[\s\S]*手入力する[\s\S]*写真から読み取る[\s\S]*もう一度使う/],
    ['NotFoundError', 'カメラが見つかりません', /写真から読み取るか[\s\S]*手入力する[\s\S]*写真から読み取る/],
  ]) {
    await page.evaluate(error => sessionStorage.setItem('cannot', error), error);
    await page.goto('/portal/scan');
    await says(words);
    assert.match(await page.locator('.scan').innerText(), todo);
    assert.deepEqual(await axe(page), []);
  }
  // once it is there again it is used, and one that goes away in the middle says so
  await page.evaluate(() => sessionStorage.removeItem('cannot'));
  await page.goto('/portal/scan');
  await until(page, () => document.querySelector('video')?.videoWidth > 0, undefined, 30_000);
  await page.evaluate(() => { for (const track of given.getTracks()) { track.stop(); track.dispatchEvent(new Event('ended')); } });
  await says('カメラを使えません');
  await press(page, 'カメラをもう一度使う');
  await until(page, () => document.querySelector('video')?.videoWidth > 0 && !document.querySelector('.sc-ask'), undefined, 30_000);
  // an old address without TLS, which this server would not answer: no browser gives its pages a camera
  await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
  await page.goto('/portal/scan');
  await says('この接続ではカメラを使えません');
  assert.match(await page.locator('.scan').innerText(), /https:\/\/[\s\S]*手入力する[\s\S]*写真から読み取る/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(who.troubles, []);
});

// Safari before 16.4 has a camera and no OffscreenCanvas.
test('a browser that cannot cut pictures out of the film says so and has the number typed', async t => {
  const who = await person(browser, server, { view: 'phone', permissions: ['camera'] }), { page, context } = who;
  t.after(() => context.close());
  await page.addInitScript(() => { delete globalThis.OffscreenCanvas; });
  const fails = () => until(page, () => /読み取りの準備ができませんでした/.test(document.querySelector('.sc-ask')?.innerText ?? ''), undefined, 60_000);
  await page.goto('/portal/scan');
  await fails();
  assert.equal(await page.evaluate(() => document.querySelector('video')), null, 'the camera is off');
  // a photograph no less: it is chosen before the camera has failed
  await page.addInitScript(() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError'); }; });
  await page.reload();
  await until(page, () => /カメラが見つかりません/.test(document.querySelector('.sc-ask')?.innerText ?? ''), undefined, 30_000);
  await page.locator('#scan-photo').setInputFiles(pictures.amex_flat);
  await fails();
  await press(page, '手入力する');
  await at(who, '/portal/card');
  assert.deepEqual(who.troubles, []);
});

// The camera of the test has no lamp: one is put on it.
test('the lamp of a camera that has one is switched on and off', async t => {
  const who = await person(browser, server, { view: 'phone', permissions: ['camera'] }), { page, context } = who;
  t.after(() => context.close());
  await page.addInitScript(() => {
    globalThis.lamp = [];
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async ask => {
      const stream = await real(ask), [track] = stream.getVideoTracks();
      const can = track.getCapabilities.bind(track);
      track.getCapabilities = () => ({ ...can(), torch: true });
      track.applyConstraints = async ({ advanced }) => { lamp.push(advanced[0].torch); };
      return stream;
    };
    const { Worker } = globalThis;   // the engine never answers: the number would be read before the lamp is pressed
    globalThis.Worker = class extends Worker { postMessage(message, ...more) { if (!message.picture) super.postMessage(message, ...more); } };
  });
  await page.goto('/portal/scan');
  const button = page.getByRole('button', { name: 'ライトをつける' });
  await button.waitFor({ timeout: 30_000 });
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await button.click();
  await until(page, () => document.querySelector('[aria-label="ライトを消す"]')?.getAttribute('aria-pressed') === 'true');
  await page.getByRole('button', { name: 'ライトを消す' }).click();
  await until(page, () => document.querySelector('[aria-label="ライトをつける"]')?.getAttribute('aria-pressed') === 'false');
  assert.deepEqual(await page.evaluate(() => lamp), [true, false]);
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
