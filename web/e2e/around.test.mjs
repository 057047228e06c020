// Around the screens: links as browsers treat them, the other language, another release, no network, the service worker.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, registration, start, until } from './lib.mjs';
import { enter, eventually, field, send, stands, value } from './hands.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

async function open(t, address = '/register', options = {}, on = server) {
  const who = await person(browser, on, options);
  t.after(() => who.context.close());
  await who.page.goto(address);
  await at(who, new URL(address, on.url).pathname);
  return who;
}

// stamp marks the document; stamped says whether it is still the same one, never loaded anew.
const stamp = page => page.evaluate(() => { globalThis.stamp = true; });
const stamped = page => page.evaluate(() => globalThis.stamp === true);

test('a screen is on its way until it is there to be seen, with motion and without', async t => {
  for (const reducedMotion of ['reduce', 'no-preference']) {
    const who = await open(t, '/register', { reducedMotion }), { page } = who;
    await page.evaluate(() => {
      globalThis.over = [];   // what heading stood there whenever nothing was on its way any more
      const main = document.getElementById('main');
      new MutationObserver(() => main.hasAttribute('aria-busy') || globalThis.over.push(document.querySelector('h1').innerText)).observe(main, { attributeFilter: ['aria-busy'] });
    });
    await page.locator('a[href^="/login"]:visible').first().click();
    await until(page, () => location.pathname === '/login' && globalThis.over.length > 0);
    assert.deepEqual(await page.evaluate(() => globalThis.over), ['ログイン'], reducedMotion);
    assert.deepEqual(who.troubles, []);
  }
});

test('links to screens are walked within the page; everything else is the browser\'s', async t => {
  const who = await open(t), { page, context } = who;
  await stamp(page);
  await enter(page, { email: 'umi@mail.example.org' });
  const login = page.locator('header a.mark');

  for (const how of [{ modifiers: ['Control'] }, { modifiers: ['Shift'] }, { button: 'middle' }]) {
    const [opened] = await Promise.all([context.waitForEvent('page'), login.click(how)]);
    await until(opened, () => location.pathname === '/' && document.readyState === 'complete');
    await opened.close();
    assert.equal(new URL(page.url()).pathname, '/register', `${JSON.stringify(how)} stays`);
  }
  assert.ok(await stamped(page));
  assert.equal(await value(page, 'email'), 'umi@mail.example.org');

  // tel: is the phone's business: nobody holds it, the address stays. Behind all listeners of ours it is caught, since the
  // browser's question which program shall call takes no input until it is answered.
  await page.evaluate(() => document.addEventListener('click', e => { globalThis.held = e.defaultPrevented; e.preventDefault(); }, { once: true }));
  await page.locator('a[href^="tel:"]').first().click();
  assert.equal(await page.evaluate(() => globalThis.held), false);
  assert.equal(new URL(page.url()).pathname, '/register');

  await page.locator('aside.side a[href="#part-email"]').click(); // a place on the screen
  await until(page, () => location.hash === '#part-email');
  assert.ok(await page.locator('#part-email').evaluate(el => el.getBoundingClientRect().top < innerHeight));
  assert.ok(await stamped(page));
  assert.equal(await value(page, 'email'), 'umi@mail.example.org');
  await page.keyboard.press('Tab');
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement?.id === 'main');

  await login.click();
  await stands(who, '/');
  assert.ok(await stamped(page), 'no load between screens');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1', 'the next screen begins at its heading');
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.goto('/register');
  await at(who, '/register');
  assert.ok(!await stamped(page));
  assert.deepEqual(who.troubles, []);
});

// Japanese that an English page may show: the name of the language, the names of people and shops.
const japanese = /[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]/;

for (const view of ['pc', 'phone']) {
  test(`the whole way in English: ${view}`, async t => {
    const who = await open(t, '/', { view }), { page } = who, card = server.card(view === 'pc' ? 'amex' : 'sms');
    await page.locator('footer [lang="en"]').click();
    await until(page, () => document.documentElement.lang === 'en');
    await live(page);
    const english = async (step, ...names) => {
      let words = await page.evaluate(() => document.title + '\n' + document.body.innerText + '\n' + [...document.querySelectorAll('[aria-label], [alt], [title]')].map(e => e.ariaLabel ?? e.alt ?? e.title).join('\n'));
      for (const name of ['日本語', ...names]) words = words.replaceAll(name, '');
      const odd = words.split('\n').filter(line => japanese.test(line));
      assert.deepEqual(odd, [], `${step} speaks Japanese`);
    };
    await english('/');
    await press(page, 'Start your registration');
    await at(who, '/register');
    await live(page);
    await english('/register');
    const typed = registration(card, { member_id: `eigo-${view}-26` });
    const next = async name => { // the wizard's buttons, in English
      for (let n = 0; n < 6 && !await field(page, name).isVisible(); n++) {
        const part = await page.evaluate(() => document.querySelector('section.part:not([hidden])').id);
        await press(page, 'Next');
        await until(page, part => document.querySelector('section.part:not([hidden])').id !== part, part);
        await english(`/register, after ${part}`);
      }
    };
    if (view === 'pc') {
      await press(page, 'Agree to the terms and continue');
      await until(page, () => document.activeElement?.id === 'problems');
      assert.match(await page.locator('#problems').innerText(), /Please check what you entered \(8\)/);
      await english('/register with problems');
    }
    for (const [name, v] of Object.entries(typed)) {
      await next(name);
      if (v === true) await field(page, name).check();
      else await field(page, name).fill(v);
    }
    await page.locator('details.privacy summary').click();
    await english('the texts to agree to');
    await press(page, 'Agree to the terms and continue');
    await at(who, '/register/confirm');
    await until(page, () => document.title.startsWith('Check your entries'));
    await english('/register/confirm');
    await press(page, 'Go on to confirm your identity');
    await at(who, '/register/verify');
    await english('/register/verify');
    const message = (await eventually('the passcode', async () => (await server.messages(card.mobile)).length > 0), (await server.messages(card.mobile))[0].text);
    assert.doesNotMatch(message, japanese);
    await field(page, 'passcode').fill('12345');
    await press(page, 'Confirm');
    await until(page, () => document.getElementById('passcode-e').textContent.includes('too short'));
    await press(page, 'Send it again');
    await until(page, () => [...document.querySelectorAll('.errsum')].some(e => e.textContent.includes('Please wait')));
    await english('/register/verify with problems');
    await field(page, 'passcode').fill(await server.passcode(card.mobile));
    await press(page, 'Confirm');
    await at(who, '/register/done');
    await english('/register/done');
    await press(page, 'Log in now');
    await at(who, '/login');
    await field(page, 'password').fill('wrong-1234');
    await page.locator('main button[type=submit]').click();
    await until(page, () => document.activeElement?.id === 'problems');
    await english('/login with a problem');
    await field(page, 'password').fill(typed.password);
    await page.locator('main button[type=submit]').click();
    await at(who, '/home');
    const home = JSON.parse(await (await page.request.get('/home', { headers: { Accept: 'application/json' } })).text());
    await english('/home', home.holder, home.due.account, ...(home.uses ?? []).map(u => u.merchant));
    await page.goto('/nothing-here');
    await until(page, () => document.querySelector('h1'));
    await english('a page that is not there');
    assert.deepEqual(who.troubles, []);
  });
}

const bilingual = { // the secrets too: nothing of the page is thrown away
  card_number: '4111 1111', exp_month: '01', exp_year: '28', security_code: '12', member_id: 'kirino', password: 'Kiri-no-mori7', email: 'umi.no.kaze@mail.example.org',
};

for (const view of ['pc', 'phone']) {
  test(`another language takes nothing from the form: ${view}`, async t => {
    const who = await open(t, '/register', { view }), { page } = who;
    await enter(page, view === 'pc' ? { ...bilingual, agree: true } : { card_number: bilingual.card_number }); // the wizard goes no further than what is right
    const typed = await page.evaluate(() => [...document.querySelectorAll('main input:not([type=hidden])')].map(e => [e.name, e.type === 'checkbox' ? e.checked : e.value]));
    assert.ok(typed.filter(([, v]) => v).length >= (view === 'pc' ? 8 : 1), JSON.stringify(typed));
    if (view === 'pc') {
      await send(page);
      await until(page, () => document.activeElement?.id === 'problems');
    }
    await stamp(page);
    const asked = [];
    page.on('request', r => asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
    const kept = () => page.evaluate(() => [...document.querySelectorAll('main input:not([type=hidden])')].map(e => [e.name, e.type === 'checkbox' ? e.checked : e.value]));
    for (const [to, title, words] of [['en', 'Registration form', 'Please check what you entered'], ['ja', '登録フォーム', '入力内容をご確認ください'], ['en', 'Registration form', 'Please check']]) {
      await page.locator(`.foot-ways [lang="${to}"]:visible`).click();
      await until(page, ([to, title]) => document.documentElement.lang === to && document.title.startsWith(title), [to, title]);
      await until(page, () => !document.querySelector('main').hasAttribute('aria-busy'));
      assert.deepEqual(await kept(), typed, to);
      assert.ok(await stamped(page), 'not loaded anew');
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/register');
      if (view === 'pc') {
        assert.ok((await page.locator('#problems').innerText()).includes(words));
        if (to === 'en') assert.doesNotMatch((await page.locator('main').innerText()), japanese, 'what is wrong is said in the language chosen');
      }
    }
    assert.ok(asked.every(a => a.startsWith('GET ')), `nothing typed is sent for it: ${asked}`);
    assert.equal((await who.context.cookies()).find(c => c.name === 'lang').value, 'en', 'and remembered');
    await page.goto('/login');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    assert.deepEqual(who.troubles, []);
  });
}

test('the language changes on every kind of screen, and offline says so', async t => {
  const who = await open(t, '/login?next=/home'), { page, context } = who;
  await field(page, 'password').fill('Kiri-no-mori7');
  await stamp(page);
  await context.setOffline(true);
  await page.locator('footer [lang="en"]').click();
  await until(page, () => document.getElementById('lost'));
  who.troubles.length = 0; // without a network the browser itself complains, also of the service worker's script that it looks for by itself
  await context.setOffline(false);
  await page.locator('#lost a').click();
  await until(page, () => document.documentElement.lang === 'en' && document.title.startsWith('Log in'));
  assert.equal(await value(page, 'password'), 'Kiri-no-mori7');
  assert.equal(await page.locator('#lost').count(), 0);
  assert.equal(new URL(page.url()).search, '?next=/home');
  assert.ok(await stamped(page));
  await page.goto('/nothing-here');
  await live(page);
  await page.locator('footer [lang="ja"]').click();
  await until(page, () => document.documentElement.lang === 'ja' && document.querySelector('h1').textContent.includes('見つかりません'));

  // another tab of the same browser chooses too: the next screen here is loaded in that language, whole
  await page.goto('/');
  await at(who, '/');
  const other = await context.newPage();
  await other.goto('/guide?lang=en');
  await live(other);
  await other.close();
  await stamp(page);
  await press(page, '新規登録をはじめる');
  await until(page, () => location.pathname === '/register' && document.documentElement.lang === 'en' && document.title.startsWith('Registration form'));
  await live(page);
  assert.ok(!await stamped(page));
  assert.doesNotMatch(await page.locator('main').innerText(), japanese);
  assert.deepEqual(who.troubles, []);
});

test('a tab of an older release loads the next screen in full, and breaks nothing', async t => {
  const who = await open(t, '/'), { page } = who;
  await stamp(page);
  await page.route('**/register', async route => { // the data of the next release
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'app-version': 'another' } });
  });
  await press(page, '新規登録をはじめる');
  await at(who, '/register');
  await until(page, () => document.title.startsWith('登録フォーム'));
  assert.ok(!await stamped(page), 'a full load');
  await page.unroute('**/register');
  await page.goBack();
  await stands(who, '/');

  // a form too: what it sent has been done, the screen that follows is loaded
  await page.goto('/register');
  await at(who, '/register');
  await enter(page, registration(server.card('mail'), { member_id: 'furui-2026' }));
  await stamp(page);
  await page.route('**/register', async route => {
    if (route.request().method() !== 'POST') return route.continue();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'app-version': 'another' } });
  });
  await send(page);
  await eventually('the full load', async () => !await stamped(page).catch(() => true));
  await live(page);
  await page.goto('/register/confirm');
  await at(who, '/register/confirm');
  assert.ok((await page.locator('main').innerText()).includes('furui-2026'));
  assert.deepEqual(who.troubles, []);
});

test('without a network a link says so, and the form stays with all that was typed', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await open(t, '/register', { view }), { page, context } = who;
    const typed = registration(server.card('both'), { member_id: `denpa-${view}-26` });
    await enter(page, typed);
    await stamp(page);
    const kept = async () => {
      assert.ok(await stamped(page));
      assert.equal(new URL(page.url()).pathname, '/register');
      for (const [name, v] of Object.entries(typed)) if (v !== true) assert.equal((await value(page, name)).replaceAll(' ', ''), v, name);
    };
    await context.setOffline(true);
    await page.locator('header a.mark').click();
    await until(page, () => document.getElementById('lost'));
    assert.match(await page.locator('#lost').innerText(), /通信できません[\s\S]*もう一度/);
    assert.equal(await page.locator('#lost').getAttribute('role'), 'alert');
    await until(page, () => location.pathname === '/register');
    await kept();
    await send(page);
    await until(page, () => document.activeElement?.id === 'problems' && document.activeElement.textContent.includes('通信できませんでした。入力内容はそのまま残っています'));
    await kept();
    await context.setOffline(false);
    await send(page);
    await at(who, '/register/confirm');
    assert.ok(await stamped(page));
    assert.equal(await page.locator('#lost').count(), 0, 'what is over is no longer said');

    await context.setOffline(true);
    await page.locator('a[href="/register?part=email"]').click();
    await until(page, () => document.getElementById('lost'));
    await until(page, () => location.pathname === '/register/confirm');
    await context.setOffline(false);
    await page.locator('#lost a').click();
    await at(who, '/register');
    assert.equal(new URL(page.url()).search, '?part=email');
    assert.deepEqual(who.troubles.filter(t => !/ERR_INTERNET_DISCONNECTED/.test(t)), []);
  }
});

test('the service worker keeps the empty shell and this build\'s files, nothing of a person; offline it says so', async t => {
  const own = await start();
  t.after(() => own.stop());
  const who = await open(t, '/register', {}, own), { page } = who, card = own.card('sms');
  const typed = registration(card);
  await enter(page, typed);
  await send(page);
  await at(who, '/register/confirm');
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/register/verify');
  await field(page, 'passcode').fill(await own.passcode(card.mobile));
  await press(page, '認証する');
  await at(who, '/register/done');
  await press(page, 'さっそくログイン');
  await at(who, '/login');
  await field(page, 'password').fill(typed.password);
  await page.locator('main button[type=submit]').click();
  await at(who, '/home');
  await until(page, () => navigator.serviceWorker.ready.then(r => r.active?.state === 'activated'));
  await page.reload(); // now through the worker
  await at(who, '/home');
  await until(page, () => navigator.serviceWorker.controller !== null);
  assert.ok((await page.locator('main').innerText()).includes(card.holder));

  const cache = await page.evaluate(async () => {
    const out = [];
    for (const name of await caches.keys()) {
      for (const r of await (await caches.open(name)).keys()) {
        const answer = await (await caches.open(name)).match(r);
        out.push({ name, path: new URL(r.url).pathname, type: answer.headers.get('content-type').split(';')[0], text: /html|json/.test(answer.headers.get('content-type')) ? await answer.text() : '' });
      }
    }
    return out;
  });
  assert.equal(new Set(cache.map(c => c.name)).size, 1);
  const build = await page.evaluate(() => [document.documentElement.dataset.wasm, ...[...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map(e => new URL(e.href || e.src).pathname)]);
  assert.deepEqual(cache.map(c => c.path).sort(), ['/shell', ...new Set(build)].sort(), 'only the shell and what this build is made of');
  assert.deepEqual(cache.filter(c => c.type === 'application/json'), []);
  for (const secret of [card.holder, card.number.slice(-4), typed.member_id, 'みほん 花子']) assert.ok(!cache.some(c => c.text.includes(secret)), `${secret} lies in the cache`);

  await own.stopOnly();
  for (const path of ['/home', '/register', '/']) {
    await page.goto(path);
    await live(page);
    const words = await page.locator('body').innerText();
    assert.match(words, /通信できません/, path);
    assert.ok(!words.includes(card.holder) && !/[1-9][\d,]*円|0円/.test(words), `${path} offline shows data: ${words}`);
  }
  await page.goto('/login');
  await live(page);
  assert.match(await page.locator('body').innerText(), /通信できません/);
  assert.deepEqual(who.troubles.filter(t => !/ERR_CONNECTION_REFUSED|ERR_FAILED/.test(t)), []);
  await own.restart();
  await press(page, 'もう一度読み込む');
  await at(who, '/home'); // logged in as before
  assert.ok((await page.locator('main').innerText()).includes(card.holder));
});
