// What was typed and not sent, when the phone ends the app: it is there again, for whom it is of, as long as it may be; of secrets nothing.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { at, enter, launch, live, person, press, registration, start, until, whole } from './lib.mjs';
import { field, value } from './hands.mjs';
import { open } from './look.mjs';
import { loggedIn } from './stage.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

const members = { sandbox01: 'Sandbox-01-mihon', sandbox02: 'Sandbox-02-mihon' };
const cookies = async id => (await loggedIn(server, id, members[id])).cookies();
const draft = page => page.evaluate(() => localStorage.getItem('draft'));
const words = '11月20日のご利用について、\n金額が違うようです。';

async function visit(t, options = {}) {
  const who = await person(browser, server, { view: 'phone', ...options });
  t.after(() => who.context.close());
  return who;
}

// again is the browser closed and opened once more: with what it stored, and with the cookies that a name does not leave out.
async function again(t, who, without = /^$/) {
  const { cookies, origins } = await who.context.storageState();
  await who.context.close();
  return visit(t, { storageState: { cookies: cookies.filter(c => !without.test(c.name)), origins } });
}

// login types the password of a member on the screen that asks for it.
async function login(who, id) {
  await enter(who.page, { member_id: id, password: members[id] });
  await who.page.locator('main button[type=submit]').click();
}

test('the form of a registration is there again when its tab is closed, but for what is secret', async t => {
  for (const view of ['phone', 'pc']) {
    let who = await visit(t, { view });
    await open(who, '/register');
    const typed = registration(server.card('sms'));
    await enter(who.page, typed);
    const kept = await draft(who.page);
    assert.match(kept, new RegExp(typed.email));
    for (const secret of [typed.card_number, typed.card_number.replace(/(....)(?=.)/g, '$1 '), `"${typed.security_code}"`, typed.password, typed.member_id]) assert.ok(!kept.includes(secret), `${secret} lies in ${kept}`);
    who = await again(t, who);
    await open(who, '/register');
    for (const name of ['email', 'exp_month', 'exp_year']) assert.equal(await value(who.page, name), typed[name], name);
    assert.ok(await field(who.page, 'agree').isChecked());
    for (const name of ['card_number', 'security_code', 'member_id', 'password']) assert.equal(await value(who.page, name), '', name);
    assert.deepEqual(who.troubles, []);
  }
});

test('what is typed before the app runs, or where it never does, is kept as well', async t => {
  let who = await visit(t);
  await who.page.route('**/*.wasm', route => route.abort());
  await who.page.goto('/register');
  await field(who.page, 'email').fill('umi.no.kaze@mail.example.org');
  who = await again(t, who);
  await who.page.route('**/*.wasm', route => route.abort());
  await who.page.goto('/register');
  assert.equal(await value(who.page, 'email'), 'umi.no.kaze@mail.example.org');
  await who.page.locator('main form button[type=submit]').click();   // with problems: the server's page has it
  await who.page.locator('.errsum').waitFor();
  assert.equal(await value(who.page, 'email'), 'umi.no.kaze@mail.example.org');
  assert.match(await draft(who.page), /umi\.no\.kaze/, 'nothing was taken');
});

test('a phone that ends the app and its login: login, the screen of before, and what was typed there', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'netanswer-draft-'));
  const launched = more => chromium.launchPersistentContext(folder, { executablePath: whole, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'], ...more });
  const first = await person({ newContext: launched }, server, { view: 'phone' });
  t.after(async () => { await rm(folder, { recursive: true, force: true }); });
  try {
    await first.page.goto('/login?next=%2Fmenu%2Fcontact');
    await live(first.page);
    await login(first, 'sandbox01');
    await at(first, '/menu/contact');
    await field(first.page, 'topic').selectOption('uses');
    await field(first.page, 'words').fill(words);
  } finally { await first.context.close(); }

  const who = await person({ newContext: launched }, server, { view: 'phone' });
  try {
    const { start_url } = await fetch(server.url + '/manifest.webmanifest').then(r => r.json());
    await who.page.goto(start_url);
    await at(who, '/login');   // the browser forgot the session as it closed
    await login(who, 'sandbox01');
    await at(who, '/menu/contact');
    await until(who.page, words => document.getElementById('words')?.value === words, words);
    assert.equal(await value(who.page, 'topic'), 'uses');
    assert.match(await draft(who.page), /uses/);
    await press(who.page, '送信する');
    await at(who, '/inbox/');
    assert.equal(await draft(who.page), null, 'what is taken is kept no more');
    await who.page.goto('/menu/contact');
    await live(who.page);
    assert.equal(await value(who.page, 'words'), '');
    assert.deepEqual(who.troubles, []);
  } finally { await who.context.close(); }
});

test('another member’s login drops it, and a logout', async t => {
  let who = await visit(t);
  await open(who, '/menu/contact', await cookies('sandbox01'));
  await field(who.page, 'words').fill(words);
  await until(who.page, () => localStorage.getItem('draft'));
  who = await again(t, who, /session/);
  await who.page.goto('/portal');
  await at(who, '/login');
  assert.ok(await draft(who.page), 'whoever logs in next may be the same');
  await login(who, 'sandbox02');
  await at(who, '/home');
  assert.equal(await draft(who.page), null);
  await who.page.goto('/menu/contact');
  await live(who.page);
  assert.equal(await value(who.page, 'words'), '');

  await field(who.page, 'words').fill(words);
  await until(who.page, () => localStorage.getItem('draft'));
  await who.page.route('**/logout', route => route.fulfill({ status: 204 }));   // also when the server hears nothing of it
  await who.page.locator('form[action="/logout"] button:visible').first().click();
  await until(who.page, () => !localStorage.getItem('draft'));

  // A form drawn for another, whose page did not pass by the app: nothing is filled in.
  who = await visit(t);
  await open(who, '/menu/contact', await cookies('sandbox01'));
  await field(who.page, 'words').fill(words);
  await until(who.page, () => localStorage.getItem('draft'));
  await who.page.route('**/*.wasm', route => route.abort());
  await who.context.clearCookies();
  await who.context.addCookies(await cookies('sandbox02'));
  await who.page.goto('/menu/contact');
  assert.equal(await value(who.page, 'words'), '');
  assert.equal(await draft(who.page), null);
});

test('a login that is over while somebody types takes nothing', async t => {
  for (const runs of [true, false]) {
    const who = await visit(t), { page } = who;
    if (!runs) await page.route('**/*.wasm', route => route.abort());
    await who.context.addCookies(await cookies('sandbox01'));
    await page.goto('/menu/contact');
    if (runs) await live(page);
    await field(page, 'topic').selectOption('card');
    await field(page, 'words').fill(words);
    await who.context.clearCookies({ name: '__Host-session' });
    await press(page, '送信する');
    await until(page, () => location.pathname === '/login' && document.getElementById('member_id'));
    await login(who, 'sandbox01');
    await until(page, words => location.pathname === '/menu/contact' && document.getElementById('words')?.value === words, words);
    await press(page, '送信する');
    await until(page, () => location.pathname.startsWith('/inbox/') && !localStorage.getItem('draft'));
  }
});

test('addresses, a family member and an application are there again; sums of income and debts are not kept', async t => {
  let who = await visit(t);
  const filled = {
    '/menu/address': { postal: '150-0001', prefecture: '13', city: '渋谷区', street: '神宮前1-2-3', building: 'みほん荘201' },
    '/menu/family': { name: '見本 次郎', kana: 'ミホン ジロウ', roman: 'JIRO MIHON', birth_date: '2001-02-03' },
    '/limit/raise': { limit: '600000', from: '2026-12-01', until: '2026-12-20', purpose: 'travel', employer: 'みほん商事' },
  };
  await who.context.addCookies(await cookies('sandbox01'));
  for (const [address, values] of Object.entries(filled)) {
    await who.page.goto(address);
    await live(who.page);
    const fill = async (name, v) => {
      const el = field(who.page, name);
      if (await el.evaluate(e => e.localName === 'select')) await el.selectOption(v);
      else await el.fill(v);
    };
    for (const [name, v] of Object.entries(values)) await fill(name, v);
    if (address === '/limit/raise') {
      await field(who.page, 'income').fill('4321098');
      await field(who.page, 'debts').fill('1234567');
      await who.page.locator('[name="term"]').last().check();
      assert.doesNotMatch((await draft(who.page)).replaceAll(',', ''), /4321098|1234567|income|debts|consent/);
    }
    const stood = await Promise.all(Object.keys(values).map(name => value(who.page, name)));
    who = await again(t, who);
    await who.page.goto('/portal');
    await at(who, address);   // the login is still good: where it was
    assert.deepEqual(await Promise.all(Object.keys(values).map(name => value(who.page, name))), stood, address);
    if (address === '/limit/raise') {
      assert.ok(await who.page.locator('[name="term"]').last().isChecked());
      assert.equal(await value(who.page, 'income') + await value(who.page, 'debts'), '');
    }
    assert.deepEqual(who.troubles, []);
  }
});

test('it is kept half an hour, and no longer than a form may be', async t => {
  const who = await visit(t, { view: 'pc' }), { page } = who;
  await open(who, '/register');
  await enter(page, { email: 'umi.no.kaze@mail.example.org' });
  const aged = left => page.evaluate(left => {
    const draft = JSON.parse(localStorage.getItem('draft'));
    localStorage.setItem('draft', JSON.stringify({ ...draft, at: Date.now() - 30 * 60_000 + left }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));   // as when it is come back to
  }, left);
  await aged(20_000);
  assert.ok(await draft(page), 'not yet');
  await aged(600);
  await until(page, () => !localStorage.getItem('draft'));   // nobody does anything
  await page.reload();
  await live(page);
  assert.equal(await value(page, 'email'), '');
  for (const broken of ['x', 'null', '{}', '{"at":1e99,"values":{}}', JSON.stringify({ path: '/register', whose: '', at: 9e15, values: { email: 'x' } })]) {
    await page.evaluate(broken => localStorage.setItem('draft', broken), broken);
    await page.reload();
    await live(page);
    assert.deepEqual([await draft(page), await value(page, 'email')], [null, ''], broken);
  }
  await open(who, '/menu/contact', await cookies('sandbox01'));
  await field(page, 'words').fill('あ'.repeat(2000));
  await until(page, () => localStorage.getItem('draft'));
  await field(page, 'words').fill('あ'.repeat(10_000));
  await until(page, () => !localStorage.getItem('draft'));
  assert.deepEqual(who.troubles, []);
});
