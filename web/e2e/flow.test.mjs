// The ways people really go through a registration: reload, back and forward, away and home again, two tabs, two clicks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person, press, registration, start, until } from './lib.mjs';
import { codes, enter, field, on, posts, send, shows, stands, value } from './hands.mjs';

let browser, server, other;
before(async () => { [browser, server, other] = await Promise.all([launch(), start(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); await other?.stop(); });

async function open(t, options) {
  const who = await person(browser, server, options);
  t.after(() => who.context.close());
  await who.page.goto('/register');
  await stands(who, '/register');
  return who;
}

const words = page => page.locator('main').innerText();
const tab = async (who, address) => {
  const page = await who.context.newPage(), second = { ...who, page };
  await page.goto(address);
  return second;
};

// traces are all places in which a browser keeps what a page gives it; the draft of a form that is not sent yet (docs/drafts.md) on its own.
async function traces(who) {
  const { page, context } = who;
  const cdp = await context.newCDPSession(page);
  const draft = JSON.parse(await page.evaluate(() => localStorage.getItem('draft')));
  const here = await page.evaluate(async () => JSON.stringify({
    state: history.state, session: { ...sessionStorage }, local: { ...localStorage, draft: undefined }, name: window.name, address: location.href, cookie: document.cookie,
    databases: await indexedDB.databases(), caches: await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys()).map(r => r.url))),
  }));
  const history = JSON.stringify((await cdp.send('Page.getNavigationHistory')).entries.map(e => [e.url, e.title]));
  await cdp.detach();
  return { here, history, draft };
}

for (const view of ['pc', 'phone']) {
  test(`reload, back and forward at every step; nothing typed lies in the browser's storage, of a form not sent yet the draft alone: ${view}`, async t => {
    const who = await open(t, { view }), { page, context } = who, card = server.card(view === 'pc' ? 'sms' : 'both');
    const typed = registration(card, { member_id: `modoru-${view}1`, email: `${view}.kaze@mail.example.org` });
    const nothing = async (step, kept = []) => {
      const { here, history, draft } = await traces(who);
      assert.deepEqual(Object.keys(draft?.values ?? {}), kept, `the draft at ${step}`);
      for (const [name, v] of Object.entries(typed)) {
        if (name.startsWith('exp_') || v === true) continue;
        const digits = here.replace(/\D/g, '');
        assert.ok(!here.includes(v) && !(name === 'card_number' && digits.includes(v)), `${name} lies in the browser at ${step}: ${here}`);
        assert.ok(name === 'member_id' && step === 'login' || !history.includes(v), `${name} is in the history at ${step}`);
      }
      assert.match(here, /"session":{},"local":{}.*"databases":\[\]/, step);
    };
    const again = async (path, check) => { // the same screen, as it was
      await page.reload();
      await stands(who, path);
      await check();
      await nothing(path);
    };

    await enter(page, { card_number: typed.card_number });
    await again('/register', async () => {
      for (const name of ['card_number', 'security_code', 'password']) assert.equal(await value(page, name), '', `${name} is not restored`);
    });
    await enter(page, typed);
    await nothing('the filled form', ['exp_month', 'exp_year', 'email', 'agree']);
    await send(page);
    await stands(who, '/register/confirm');
    const shown = await words(page);
    await again('/register/confirm', async () => assert.equal(await words(page), shown));

    await page.goBack();
    await stands(who, '/register');
    assert.match(await words(page), /前回の入力の続きがあります/);
    for (const name of ['card_number', 'security_code', 'password']) assert.equal(await value(page, name), '', `${name} is not restored`);
    assert.equal(await value(page, 'member_id'), typed.member_id);
    await page.goForward();
    await stands(who, '/register/confirm');
    assert.equal(await words(page), shown);
    await page.goBack();
    await stands(who, '/register');
    await press(page, '確認画面へ進む');
    await stands(who, '/register/confirm');
    assert.equal(await words(page), shown);

    await press(page, 'ご本人様確認へ進む');
    await stands(who, '/register/verify');
    await again('/register/verify', async () => assert.equal(await field(page, 'passcode').count(), 1));
    await page.goBack();
    await stands(who, '/register/confirm');
    await page.goForward();
    await stands(who, '/register/verify');
    assert.equal((await server.messages(card.mobile)).length, 1, 'going to and fro sends nothing');
    const passcode = await server.passcode(card.mobile);
    await field(page, 'passcode').fill(passcode);
    await page.reload();
    await stands(who, '/register/verify');
    assert.equal(await value(page, 'passcode'), '', 'a passcode is not restored');
    await field(page, 'passcode').fill(passcode);
    await press(page, '認証する');
    await stands(who, '/register/done');
    await again('/register/done', async () => assert.ok((await words(page)).includes(typed.member_id)));
    assert.ok(!(await traces(who)).here.includes(passcode));

    for (let n = 0; n < 4; n++) { // back, as far as the form: everything leads here or to a form without the secrets
      await page.goBack();
      await until(page, () => ['/register', '/register/done'].includes(location.pathname) && document.documentElement.hasAttribute('data-live') && document.querySelector('h1') && document.getElementById('main').getAttribute('aria-busy') !== 'true');
      const html = await page.content(), values = await page.locator('input').evaluateAll(all => all.map(i => i.value));
      for (const secret of [typed.card_number, typed.password, passcode]) {
        assert.ok(!html.includes(secret) && !values.some(v => v.replaceAll(' ', '') === secret), `after 登録完了, back at ${page.url()}`);
      }
      if (new URL(page.url()).pathname === '/register') break;
      assert.equal(new URL(page.url()).pathname, '/register/done');
    }
    await nothing('back');
    assert.deepEqual((await context.storageState({ indexedDB: true })).origins, []);
    assert.deepEqual(who.troubles, []);
  });
}

test('who leaves the form and comes back finds what was typed, but the three secrets', async t => {
  const who = await open(t), { page } = who, typed = registration(server.card('mail'), { member_id: 'kaeru-2026' });
  const found = async how => {
    for (const name of ['exp_month', 'exp_year', 'member_id', 'email']) assert.equal(await value(page, name), typed[name], `${name}, ${how}`);
    for (const name of ['card_number', 'security_code', 'password']) assert.equal(await value(page, name), '', `${name}, ${how}`);
  };
  await enter(page, typed);
  await page.locator('[data-act="reveal"]').click(); // shown, it is a password all the same
  await page.locator('header a.mark').click();
  await stands(who, '/');
  await page.goBack();
  await stands(who, '/register');
  await until(page, () => document.querySelector('[name=email]').value !== '');
  await found('back within the app');
  assert.ok(await field(page, 'agree').isChecked());
  await enter(page, typed);
  await page.goto(other.url); // another site
  await page.goBack();
  await stands(who, '/register');
  await found('back from another site');
  await enter(page, typed);
  await send(page);
  await stands(who, '/register/confirm');
  await page.goto(other.url);
  await page.goBack();
  await stands(who, '/register/confirm');
  await press(page, 'ご本人様確認へ進む');
  await stands(who, '/register/verify');

  await page.close(); // and the tab is closed
  const later = await tab(who, '/');
  await press(later.page, '新規登録をはじめる');
  await stands(later, '/register');
  assert.match(await words(later.page), /前回の入力の続きがあります/);
  await press(later.page, '確認画面へ進む');
  await stands(later, '/register/confirm');
  await later.page.goto('/register/verify');
  await stands(later, '/register/verify');
  await field(later.page, 'passcode').fill(await server.passcode(server.card('mail').email));
  await press(later.page, '認証する');
  await stands(later, '/register/done');
  await press(later.page, 'さっそくログイン');
  await stands(later, '/login');
  assert.equal(await value(later.page, 'member_id'), 'kaeru-2026', 'what the server fills in stands');
  assert.deepEqual(who.troubles, []);
});

test('two tabs go through the same registration, and a stale one is led to where it stands', async t => {
  const who = await open(t), { page } = who, card = server.card('diners');
  const second = await tab(who, '/register');
  await stands(second, '/register');
  await enter(page, registration(card, { member_id: 'futatsu-2026' }));
  await enter(second.page, { member_id: 'tochu-2026' });
  await send(page);
  await stands(who, '/register/confirm');
  await second.page.reload();
  await stands(second, '/register');
  await press(second.page, '確認画面へ進む');
  await stands(second, '/register/confirm');
  await press(page, 'ご本人様確認へ進む');
  await stands(who, '/register/verify');
  await press(second.page, 'ご本人様確認へ進む');
  await stands(second, '/register/verify');
  assert.equal((await server.messages(card.mobile)).length, 1, 'two tabs, one passcode');
  const passcode = await server.passcode(card.mobile);
  await field(page, 'passcode').fill(passcode);
  await press(page, '認証する');
  await stands(who, '/register/done');
  await field(second.page, 'passcode').fill(passcode);
  await press(second.page, '認証する');
  await stands(second, '/register/done');
  assert.ok((await words(second.page)).includes('futatsu-2026'));

  const third = await tab(who, '/register/confirm'); // a step that is over
  await stands(third, '/register/done');
  await third.page.goto('/register?part=email');
  await stands(third, '/register');
  assert.equal(await field(third.page, 'card_number').count(), 1, 'the whole form: a registration of its own');
  assert.deepEqual(who.troubles, []);
});

test('in a tab left open, a form that is sent late leads to where the other tab is', async t => {
  const who = await open(t), { page } = who;
  await enter(page, registration(server.card('amex'), { member_id: 'okureru-2026' }));
  await send(page);
  await stands(who, '/register/confirm');
  await page.locator('a[href="/register?part=email"]').click();
  await stands(who, '/register');
  const second = await tab(who, '/register/confirm');
  await stands(second, '/register/confirm');
  await press(second.page, 'ご本人様確認へ進む');
  await stands(second, '/register/verify');
  await enter(page, { email: 'ato@mail.example.org' });
  await press(page, '変更して確認画面へ');
  await stands(who, '/register/confirm');
  assert.ok((await words(page)).includes('ato@mail.example.org'));
  await second.page.reload(); // edited meanwhile: to be confirmed again
  await stands(second, '/register/confirm');
  assert.ok((await words(second.page)).includes('ato@mail.example.org'));
  assert.deepEqual(who.troubles, []);
});

test('a flow that ran out says so wherever it is met, and deep links begin at the beginning', async t => {
  const lost = async ({ page, context }) => { // as if the server had forgotten the flow of this cookie
    const cdp = await context.newCDPSession(page);
    const { success } = await cdp.send('Network.setCookie', { name: '__Host-flow', value: 'x'.repeat(43), url: server.url, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' });
    assert.ok(success);
    await cdp.detach();
  };
  const said = /見つかりませんでした[\s\S]*30分[\s\S]*はじめからご入力ください/;
  for (const scripts of [true, false]) {
    const who = await person(browser, server, { scripts });
    t.after(() => who.context.close());
    const { page } = who;
    for (const path of ['/register/confirm', '/register/verify', '/register/password', '/register/done', '/register/unable', '/register?part=card']) {
      await page.goto(path);
      await stands(who, '/register');
      assert.doesNotMatch(await words(page), said, `${path}: there was none`);
      assert.equal(await page.locator('section.part').count(), 6);
      await who.context.clearCookies();
    }
    await page.goto('/register');
    await stands(who, '/register');
    await enter(page, registration(server.card('family'), { member_id: `kireta-2026${scripts ? 'a' : 'b'}` }));
    await press(page, '規約に同意して確認画面へ');
    await stands(who, '/register/confirm');
    await lost(who);
    await press(page, 'ご本人様確認へ進む');
    await stands(who, '/register');
    assert.match(await words(page), said);
    assert.equal(new URL(page.url()).search, '?expired=1');
    for (const name of ['member_id', 'email']) assert.equal(await value(page, name), '', `${name} was deleted`);
    await lost(who);
    await page.goto('/register/verify');
    await stands(who, '/register');
    assert.match(await words(page), said);
    await enter(page, registration(server.card('family'), { member_id: `mata-2026${scripts ? 'a' : 'b'}` })); // and from here it goes on
    await press(page, '規約に同意して確認画面へ');
    await stands(who, '/register/confirm');
    assert.deepEqual(who.troubles, []);
  }
});

test('a double click on any button or link does it once', async t => {
  const server = other; // where nobody has registered
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    const { page } = who, card = server.card(view === 'pc' ? 'family' : 'mail');
    const to = card.mobile || card.email, before = await codes(server, to);
    const twice = name => page.locator('button:visible, a:visible').filter({ hasText: name }).first().dblclick();
    await page.goto('/');
    await stands(who, '/');
    await twice('新規登録をはじめる');
    await stands(who, '/register');
    const typed = registration(card, { member_id: `nikai-${view}-26` });
    if (view === 'phone') {
      await enter(page, { card_number: typed.card_number });
      await twice('次へ'); // the second click finds the next part, empty, and stays there
      await on(page, 2);
    }
    await enter(page, typed);
    const sent = ['/register', '/register/confirm', '/register/verify', '/login', '/logout'].map(path => [path, posts(page, path)]);
    await twice('規約に同意して確認画面へ');
    await stands(who, '/register/confirm');
    await twice('ご本人様確認へ進む');
    await stands(who, '/register/verify');
    const passcode = await server.passcode(to, before);
    assert.equal(await codes(server, to), before + 1);
    await field(page, 'passcode').fill(passcode);
    await twice('認証する');
    await stands(who, '/register/done');
    await twice('さっそくログイン');
    await stands(who, '/login');
    await shows(page, 'member_id', typed.member_id);
    await field(page, 'password').fill(typed.password);
    await page.locator('main button[type=submit]').dblclick();
    await stands(who, '/home');
    await page.locator('form[action="/logout"] button:visible').first().dblclick();
    await stands(who, '/login');
    assert.deepEqual(sent.map(([path, s]) => [path, s.count]).filter(([path, n]) => n !== 1 && path !== '/logout'), []);
    assert.deepEqual(who.troubles, []);
  }
});
