// Before the Wasm has come, and the moment at which it takes over: nothing that a person does may be lost or disturbed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, registration, start, until } from './lib.mjs';
import { eventually, field, focused, hold, method, on, parts, problem, seen, shifts, shows, tells, value } from './hands.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

// watch remembers, from before the page's own scripts on, every key that reached it and every element that ever covered it.
const watch = () => {
  globalThis.keys = [];
  globalThis.blurs = 0;
  addEventListener('keydown', e => { if (e.isTrusted) globalThis.keys.push(performance.now()); }, true);
  addEventListener('blur', e => { if (e.target !== globalThis) globalThis.blurs++; }, true);
};

// early is a person at the form before the app; at 4 times slower a processor where asked.
async function early(t, { view = 'pc', slow = 1, address = '/register', held = true } = {}) {
  const who = await person(browser, server, { view });
  t.after(() => who.context.close());
  const { page } = who;
  await page.addInitScript(watch);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow });
  if (!held) {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 }); // slow 4G
  }
  const wasm = held ? await hold(page, '**/*.wasm') : null;
  await page.goto(address, { waitUntil: 'commit' });
  return { ...who, letGo: () => wasm.letGo(), go: async () => { await wasm.letGo(); await live(page); } };
}

const mark = (page, name) => page.evaluate(name => performance.getEntriesByName(name)[0]?.startTime ?? null, name);
const adoption = page => page.evaluate(() => performance.getEntriesByName('adopted')[0]?.detail);

// remember keeps the very nodes of the page in hand; same says what became of them.
const remember = page => page.evaluate(() => { globalThis.nodes = [...document.querySelectorAll('#root, #root *')]; return globalThis.nodes.length; });
const lost = page => page.evaluate(() => globalThis.nodes.filter(n => !n.isConnected).map(n => n.outerHTML.slice(0, 80)));

for (const view of ['pc', 'phone']) {
  test(`on slow 4G and a slow processor not a key is lost while the app loads and starts: ${view}`, async t => {
    const who = await early(t, { view, slow: 4, held: false }), { page } = who;
    // nobody reaches a field of a page that is not painted yet: without its sheets it would scroll to it
    await until(page, () => document.getElementById('agree') && document.styleSheets.length === document.querySelectorAll('link[rel=stylesheet]').length);
    const name = view === 'pc' ? 'email' : 'card_number'; // on the phone the wizard starts under the typing hands
    const typed = { text: '' };
    await field(page, name).focus();
    let covered = 0, pauses = 0, loading = false;
    for (let i = 0; !await page.evaluate(() => document.documentElement.hasAttribute('data-live')); i++) {
      if (i >= 3000) assert.fail('the app does not start');
      const line = await page.evaluate(() => document.getElementById('line') !== null);
      loading ||= line;
      if (loading && !line) { // it is here and waits: stop, as people do
        pauses++;
        continue;
      }
      const key = name === 'email' ? 'abcdefghij'[i % 10] : null;
      if (key) { await page.keyboard.type(key); typed.text += key; }
      else if (i < 12) { const digit = '400000381828'[i]; await page.keyboard.type(digit); typed.text += digit; }
      else { await page.keyboard.press('Shift'); }
      if (i % 10 === 0) covered += await page.evaluate(name => {
        const el = document.querySelector(`[name="${name}"]`), r = el.getBoundingClientRect();
        return document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2) === el ? 0 : 1;
      }, name);
    }
    assert.ok(pauses > 0, 'it waited for a pause');
    assert.equal(covered, 0, 'the page is never covered');
    assert.equal(await focused(page), name);
    assert.equal(await value(page, name), typed.text, 'every key is there');
    assert.equal(await page.evaluate(() => globalThis.blurs), 0, 'focus never left');
    const run = await mark(page, 'run');
    const keys = await page.evaluate(() => globalThis.keys);
    assert.ok(keys.every(k => k > run || run - k >= 1000), 'Go started in a pause of a second');
    assert.deepEqual(await shifts(page), [], 'CLS 0');
    assert.deepEqual((await adoption(page)).made, 0, 'every node was taken over');
    if (view === 'phone') await on(page, 1);
    await page.keyboard.type('9');
    await until(page, ([name, n]) => document.querySelector(`[name="${name}"]`).value.replaceAll(' ', '').length === n, [name, typed.text.length + 1]);
    assert.deepEqual(who.troubles, []);
  });
}

test('a control: what moves, what is made anew and what leaves the page is seen by the measures used here', async t => {
  const who = await early(t), { page } = who;
  await until(page, () => document.readyState === 'complete');
  await remember(page);
  await page.evaluate(() => { document.querySelector('h1').textContent = 'another heading'; document.querySelector('#part-email h2').replaceWith(document.createElement('h3')); });
  await until(page, () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
  await page.evaluate(() => document.getElementById('main').prepend(Object.assign(document.createElement('p'), { textContent: 'a line more' })));
  await eventually('the move is seen', async () => (await shifts(page)).length > 0);
  await who.go();
  assert.ok((await adoption(page)).made > 0);
  assert.ok((await lost(page)).length > 0);
  assert.ok(await page.locator('#part-email h2').innerText(), 'and the app heals what was changed');
});

test('typing all the while, the app waits; text, caret, ticks, open details and scrolling are as they were', async t => {
  const who = await early(t, { slow: 4 }), { page } = who;
  await until(page, () => document.readyState === 'complete');
  const typed = registration(server.card('sms'));
  for (const [name, v] of Object.entries(typed)) {
    if (v === true) await field(page, name).check();
    else { await field(page, name).focus(); await page.keyboard.type(v); }
  }
  await page.locator('details.privacy summary').click();
  await page.locator('.terms').first().evaluate(el => { el.scrollTop = 60; });
  await field(page, 'member_id').focus();
  await page.keyboard.press('Home');
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
  const scrolled = await page.evaluate(() => scrollY), nodes = await remember(page), blurs = await page.evaluate(() => globalThis.blurs);
  assert.ok(nodes > 100);

  await who.letGo();
  let extra = '';
  let ready = 0;
  for (let i = 0; ready < 12; i++) { // ten keys and more after it is compiled: still it waits
    await page.keyboard.type('xyz'[i % 3]);
    extra += 'xyz'[i % 3];
    await page.keyboard.press('Backspace');
    extra = extra.slice(0, -1);
    assert.equal(await mark(page, 'run'), null, 'Go started under the typing hands');
    if (!await page.evaluate(() => document.getElementById('line'))) ready++;
  }
  await page.keyboard.type('q');
  await live(page);
  const run = await mark(page, 'run'), last = await page.evaluate(() => globalThis.keys.at(-1));
  assert.ok(run - last >= 1000, `Go started ${run - last} ms after the last key`);

  assert.deepEqual(await lost(page), [], 'the very nodes that the server drew are on the page');
  assert.equal((await adoption(page)).made, 0);
  assert.equal(await seen(page, 'member_id'), 'hanaq|ko2468x');
  assert.equal(await page.evaluate(() => globalThis.blurs), blurs);
  for (const name of ['card_number', 'exp_month', 'exp_year', 'security_code', 'password', 'email']) assert.equal(await value(page, name), typed[name], name);
  assert.ok(await field(page, 'agree').isChecked());
  assert.ok(await page.locator('details.privacy').evaluate(d => d.open));
  assert.equal(await page.locator('.terms').first().evaluate(el => el.scrollTop), 60);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  assert.deepEqual((await shifts(page)).filter(s => s.at > run), [], 'nothing moves when it takes over');

  await field(page, 'member_id').fill('hanako2468s');
  await press(page, '規約に同意して確認画面へ'); // and what was typed before it is sent by it
  await at(who, '/register/confirm');
  assert.deepEqual(who.troubles, []);
});

test('a composition in progress survives the start', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await early(t, { view, slow: 4 }), { page } = who, ime = await method(page);
    await until(page, () => document.readyState === 'complete');
    const name = view === 'pc' ? 'member_id' : 'card_number';
    await field(page, name).focus();
    await page.keyboard.type('12');
    await page.evaluate(() => {
      globalThis.story = [];
      for (const e of ['compositionstart', 'compositionend']) addEventListener(e, () => globalThis.story.push(e), true);
    });
    await ime.compose('さ');
    await ime.compose('さい');
    await who.letGo();
    await eventually('the app is here', () => page.evaluate(() => !document.getElementById('line')));
    assert.equal(await mark(page, 'run'), null, 'it does not start in a composition');
    // a start in a composition all the same: another tab was looked at meanwhile
    await page.evaluate(() => { Object.defineProperty(document, 'hidden', { configurable: true, value: true }); });
    await live(page);
    await page.evaluate(() => { delete document.hidden; });
    assert.equal(await seen(page, name), '12さい|');
    assert.deepEqual(await page.evaluate(() => globalThis.story), ['compositionstart'], 'the composition goes on');
    await ime.compose('さいと');
    await ime.commit('斎藤');
    await shows(page, name, '12斎藤|');
    assert.deepEqual(await page.evaluate(() => globalThis.story), ['compositionstart', 'compositionend']);
    assert.deepEqual(who.troubles, []);
  }
});

test('a whole registration by plain posts while the app is still on its way', async t => {
  const who = await early(t), { page } = who, card = server.card('both');
  const here = path => until(page, path => location.pathname === path && document.readyState === 'complete', path);
  await here('/register');
  for (const [name, v] of Object.entries(registration(card, { member_id: 'hayai-2026' }))) v === true ? await field(page, name).check() : await field(page, name).fill(v);
  await press(page, '規約に同意して確認画面へ');
  await here('/register/confirm');
  await press(page, 'ご本人様確認へ進む');
  await here('/register/verify');
  assert.ok(!await page.evaluate(() => document.documentElement.hasAttribute('data-live')));
  await field(page, 'passcode').fill(await server.passcode(card.mobile));
  await press(page, '認証する');
  await here('/register/done');
  await who.go();
  assert.equal((await adoption(page)).made, 0);
  await press(page, 'さっそくログイン');
  await at({ page, scripts: true }, '/login');
  assert.equal(await value(page, 'member_id'), 'hayai-2026');
  assert.deepEqual(who.troubles, []);
});

test('a form sent back by the server is taken over with its problems', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await early(t, { view }), { page } = who;
    await until(page, () => document.readyState === 'complete');
    await field(page, 'member_id').fill('hanako2468x');
    await field(page, 'email').fill('hanako.example.jp');
    await press(page, '規約に同意して確認画面へ');
    await until(page, () => document.querySelector('#problems li'));
    const drawn = await page.locator('#problems').innerText(), nodes = await remember(page);
    assert.ok(nodes > 100 && /もう一度入力をお願いします/.test(drawn));
    await who.go();
    assert.equal((await adoption(page)).made, 0);
    assert.deepEqual(await lost(page), []);
    assert.deepEqual(await shifts(page), []);
    assert.deepEqual(await parts(page), [1, 2, 3, 4, 5, 6], 'the problems stay in view: no wizard');
    assert.equal(await page.locator('#problems').innerText(), drawn);
    assert.equal(await value(page, 'email'), 'hanako.example.jp');
    assert.match(await problem(page, 'email'), /「＠」がありません/);
    await page.locator('#problems a[href="#email"]').click();
    assert.equal(await focused(page), 'email');
    await field(page, 'email').fill('hanako@example.jp');
    await tells(page, 'email', '');
    assert.match(await problem(page, 'card_number'), /ご入力ください/, 'the others stand');
    assert.equal(await value(page, 'member_id'), 'hanako2468x', 'what the server wrote stays in its field');
    assert.deepEqual(who.troubles, []);
  }
});

test('a passcode asked for too early, at /register/send, is taken over as the screen it is', async t => {
  const who = await early(t), { page } = who, card = server.card('family');
  await until(page, () => document.readyState === 'complete');
  for (const [name, v] of Object.entries(registration(card, { member_id: 'kazoku-11' }))) v === true ? await field(page, name).check() : await field(page, name).fill(v);
  await press(page, '規約に同意して確認画面へ');
  await until(page, () => location.pathname === '/register/confirm');
  await press(page, 'ご本人様確認へ進む');
  await until(page, () => location.pathname === '/register/verify' && document.readyState === 'complete');
  await press(page, 'もう一度送る');
  await until(page, () => location.pathname === '/register/send' && document.querySelector('#problems li'));
  assert.match(await page.locator('#problems').innerText(), /秒たってから/);
  await who.go();
  assert.equal((await adoption(page)).made, 0);
  assert.match(await page.locator('#problems').innerText(), /秒たってから/);
  await field(page, 'passcode').fill(await server.passcode(card.mobile));
  await press(page, '認証する');
  await at({ page, scripts: true }, '/register/done');
  assert.deepEqual(who.troubles, []);
});
