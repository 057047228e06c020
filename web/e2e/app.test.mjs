// The site as an app: how it is got, what the browser makes of its manifest, how a newer version comes, what is kept on the device.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, root, start, until } from './lib.mjs';
import { field, shifts, value } from './hands.mjs';
import { open } from './look.mjs';
import { entered, loggedIn } from './stage.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

async function visit(t, address, options = {}, on = server) {
  const who = await person(browser, on, { view: 'phone', ...options });
  t.after(() => who.context.close());
  if (options.before) await who.page.addInitScript(options.before);
  await open(who, address, options.cookies);
  return who;
}

// offer is what a browser does when it would install the app; it comes before the Wasm. Headless Chromium makes none itself.
const offer = outcome => `addEventListener('DOMContentLoaded', () => {
  const e = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt() { globalThis.prompted = (globalThis.prompted ?? 0) + 1; }, userChoice: Promise.resolve({ outcome: '${outcome}' }) });
  dispatchEvent(e);
  globalThis.kept = e.defaultPrevented;
  globalThis.early = !document.documentElement.hasAttribute('data-live');
});`;

test('the browser’s own offer is kept until it is asked for, and made once', async t => {
  const who = await visit(t, '/app', { before: offer('accepted') }), { page } = who;
  const box = page.locator('.get-offer');
  await box.getByRole('button', { name: 'アプリを入れる' }).waitFor();
  assert.deepEqual(await page.evaluate(() => [globalThis.kept, globalThis.early, globalThis.prompted]), [true, true, undefined]);
  assert.deepEqual((await shifts(page)).filter(s => s.value > 0.001), [], 'nothing moves when the offer comes');
  await press(page, 'アプリを入れる');
  await until(page, () => globalThis.prompted === 1);
  await page.evaluate(() => dispatchEvent(new Event('appinstalled')));
  await until(page, () => /アプリを入れました/.test(document.querySelector('.get-offer').innerText));
  assert.equal(await box.getByRole('button').count(), 0, 'there is nothing more to install');
  assert.deepEqual(who.troubles, []);

  const not = await visit(t, '/app', { before: offer('dismissed') });
  await press(not.page, 'アプリを入れる');
  await until(not.page, () => document.querySelector('.get-offer a[href="#pc"]'));
  assert.match(await not.page.locator('.get-offer').innerText(), /手順を見る/, 'who declines finds the steps');
});

test('without an offer there are the steps; in the app it says so', async t => {
  const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
  const who = await visit(t, '/app', { userAgent: agent }), { page } = who;
  await page.locator('.get-offer a').click();
  await until(page, () => location.hash === '#iphone');
  const drawn = await page.locator('#iphone svg').evaluateAll(all => all.map(e => e.getAttribute('aria-label')));
  assert.deepEqual(drawn, ['図：「共有」を押します', '図：「ホーム画面に追加」を選びます', '図：「追加」を押します', '図：ホーム画面のアイコンから開きます']);
  assert.deepEqual(who.troubles, []);

  for (const [cookies, to] of [[[], '/portal/scan'], [(await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies(), '/home']]) {
    const app = await person(browser, server, { view: 'phone' });
    t.after(() => app.context.close());
    await app.page.addInitScript('Object.defineProperty(navigator, "standalone", { get: () => true })'); // as an iPhone says it
    await open(app, '/app', cookies);
    await until(app.page, () => /アプリでご覧になっています/.test(document.querySelector('.get-offer').innerText));
    await app.page.locator('.get-offer a').click();
    await at(app, to);
    assert.deepEqual(app.troubles, []);
  }
});

test('what is under way in this browser is finished there: the page says so and leads back', async t => {
  const cookies = (await entered(server, 'sms', { member_id: 'tochu2468' })).cookies();
  for (const scripts of [true, false]) {
    const who = await visit(t, '/app', { cookies, scripts }), { page } = who;
    assert.match(await page.locator('main').innerText(), /途中のお手続きがあります[\s\S]*アプリには引き継がれません/);
    await page.locator('.get-going a').click();
    await at(who, '/register/confirm');
    assert.deepEqual(who.troubles, []);
  }
  const fresh = await visit(t, '/app');
  assert.equal(await fresh.page.locator('.get-going').count(), 0);
});

test('the first page, the guide and the code lead there', async t => {
  const who = await visit(t, '/', { view: 'pc' }), { page } = who;
  for (const from of ['/', '/guide', '/guide/iphone', '/guide/android']) {
    await page.goto(from);
    await live(page);
    await page.locator('main a[href="/app"]').first().click();
    await at(who, '/app');
  }
  // the code of the first page is the code of this one: it opens /app, without anything of this browser
  const asked = async path => (await fetch(server.url + path, { headers: { Accept: 'application/json' } })).json();
  assert.equal((await asked('/')).qr, (await asked('/app')).qr);
  assert.deepEqual(who.troubles, []);
});

test('the browser finds nothing to object to in the manifest', async t => {
  const who = await visit(t, '/app');
  const cdp = await who.context.newCDPSession(who.page);
  const { errors, manifest, url } = await cdp.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.ok(url.endsWith('/manifest.webmanifest') && manifest !== null);
  await until(who.page, () => navigator.serviceWorker.ready.then(r => r.active?.state === 'activated'));
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter(e => e.errorId !== 'in-incognito'), [], 'a test’s browser is incognito');
});

test('a newer version is announced, never in the middle of a form, and taken on the member’s word or at the next start', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'netanswer-newer-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'brand.json'), first = await readFile(path.join(root, 'server/brand/mihon.json'), 'utf8');
  const release = n => writeFile(file, first.replace('0120-000-000', `0120-000-10${n}`)); // a brand file is part of the version
  await release(0);
  const own = await start({ NETANSWER_BRAND: file });
  t.after(() => own.stop());
  const who = await visit(t, '/login', {}, own), { page } = who;
  const ready = () => until(page, () => navigator.serviceWorker.ready.then(r => r.active?.state === 'activated' && navigator.serviceWorker.controller !== null));
  const update = () => page.evaluate(() => navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => {}));
  const version = () => page.evaluate(() => document.documentElement.dataset.version);
  await ready();
  const before = await version();
  await field(page, 'member_id').fill('hanako2468');
  await release(9);
  await own.restart();
  await update();
  await until(page, () => navigator.serviceWorker.getRegistration().then(r => r.waiting !== null));
  await until(page, () => typeof globalThis.takeNewer === 'function');
  assert.equal(await page.locator('#newer').count(), 0, 'nothing is said while somebody types');
  assert.equal(await value(page, 'member_id'), 'hanako2468');
  assert.equal(await version(), before);

  // A screen that is fetched is of the new server, and loads in full: no form is open there.
  await field(page, 'member_id').fill('');
  await page.evaluate(() => { document.activeElement.blur(); dispatchEvent(new Event('newer')); });
  await page.locator('#newer').waitFor();
  assert.match(await page.locator('#newer').innerText(), /新しいバージョンがあります/);
  await field(page, 'member_id').focus();
  await until(page, () => !document.getElementById('newer'));
  await page.evaluate(() => { document.activeElement.blur(); dispatchEvent(new Event('newer')); });
  await page.locator('#newer').waitFor();
  await Promise.all([page.waitForNavigation(), press(page, '更新する')]);
  await live(page);
  assert.notEqual(await version(), before);
  await until(page, () => caches.keys().then(names => names.filter(n => n.startsWith('shell-')).join() === 'shell-' + document.documentElement.dataset.version));
  assert.equal(await page.locator('#newer').count(), 0);

  // The next release meets a page that is as new as it is, since that comes from the server: nothing is said. It is taken when the app starts next.
  await release(8);
  await own.restart();
  await page.goto('/login');
  await live(page);
  await until(page, () => navigator.serviceWorker.getRegistration().then(r => r.waiting !== null));
  const newest = await version();
  assert.equal(await page.evaluate(() => new Promise(done => setTimeout(() => done(document.getElementById('newer')), 300))), null);
  await page.close();
  who.page = await who.context.newPage();
  await who.page.goto('/login');
  await live(who.page);
  await until(who.page, v => caches.keys().then(names => names.filter(n => n.startsWith('shell-')).join() === 'shell-' + v), newest);
  assert.deepEqual(who.troubles.filter(t => !/ERR_CONNECTION_REFUSED|ERR_FAILED/.test(t)), []);
});

test('whatever a member looks at, nothing of it is kept on the device', async t => {
  const cookies = (await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies();
  const who = await visit(t, '/home', { cookies }), { page } = who;
  await until(page, () => navigator.serviceWorker.ready.then(r => r.active?.state === 'activated'));
  const table = [...(await readFile(path.join(root, 'app/screen/screen.go'), 'utf8')).matchAll(/= Row\[wire\.\w+\]\{"(\/[^"{]*)"/g)].map(m => m[1]);
  assert.ok(table.includes('/home') && table.length > 15);
  const holder = await page.evaluate(() => JSON.parse(document.getElementById('screen-data').textContent).holder);
  for (const address of table) {
    if (!/^\/(register|portal|recover|guide)/.test(address)) await page.goto(address, { waitUntil: 'commit' });
    // as the app fetches it, and as a browser would that reads ahead
    await page.evaluate(async a => { await fetch(a, { headers: { Accept: 'application/json' } }).then(r => r.text()); await fetch(a).then(r => r.text()); }, address);
  }
  await page.goto('/home');
  await live(page);
  const kept = await page.evaluate(async () => {
    const out = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) out.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
    return { out, databases: (await indexedDB.databases()).length, local: localStorage.length, session: Object.keys(sessionStorage) };
  });
  assert.ok(holder && kept.out.length > 3);
  for (const [where, words] of kept.out) {
    assert.match(where, /^\/(shell$|web\/[\w.-]+$)/, 'only the shell and what it is made of');
    assert.ok(!words.includes(holder) && !words.includes('sandbox03'), `${where} holds something of the member`);
  }
  assert.deepEqual([kept.databases, kept.local], [0, 0]);
  assert.deepEqual(who.troubles, []);
});

test('a fade that the browser skips is no error, and the screen is there', async t => {
  const who = await person(browser, server, { view: 'phone', reducedMotion: 'no-preference' }), { page } = who;
  t.after(() => who.context.close());
  await page.goto('/');
  await at(who, '/');
  await page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    globalThis.skipped = 0;
    document.startViewTransition = draw => { const fading = start(draw); fading.skipTransition(); fading.finished.then(() => { globalThis.skipped++; }, () => {}); return fading; };
  });
  await page.locator('a[href="/login"]').first().click();
  await at(who, '/login');
  await until(page, () => /ログイン/.test(document.querySelector('h1').innerText) && globalThis.skipped === 1);
  assert.deepEqual(who.troubles, []);
});

test('one screen fades into the next where motion is wanted, and arrives all the same', async t => {
  const count = () => { const start = document.startViewTransition.bind(document); globalThis.fades = 0; document.startViewTransition = f => { globalThis.fades++; return start(f); }; };
  for (const [reducedMotion, fades] of [['no-preference', 2], ['reduce', 0]]) {
    const who = await person(browser, server, { view: 'phone', reducedMotion }), { page } = who;
    t.after(() => who.context.close());
    await page.goto('/');
    await at(who, '/');
    await page.evaluate(count);
    await page.locator('a[href="/login"]').first().click();
    await at(who, '/login');
    await until(page, () => /ログイン/.test(document.querySelector('h1').innerText) && document.activeElement.localName === 'h1');
    await page.goBack();
    await at(who, '/');
    await until(page, () => document.querySelector('main a[href="/register"]'));
    assert.equal(await page.evaluate(() => globalThis.fades), fades);
    assert.deepEqual(who.troubles, []);
  }
});
