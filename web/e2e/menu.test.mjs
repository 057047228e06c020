// Menu, inbox and settings: the search that follows what is typed, notices that are read once opened, the look that changes at once,
// and sessions that really end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, start, until } from './lib.mjs';
import { method } from './hands.mjs';
import { barriers, inspect, open } from './look.mjs';
import { data, iphone, loggedIn, proven, windows } from './stage.mjs';

let browser, server;
before(async () => {
  browser = await launch();
  server = await start();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const id = 'sandbox02', secret = 'Sandbox-02-mihon';
const none = (found, of) => assert.deepEqual(found, [], of);
const items = page => page.locator('.links li:visible b').allInnerTexts();
const says = (page, words) => until(page, words => document.getElementById('found')?.textContent === words, words);
const background = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

for (const view of ['pc', 'phone']) {
  test(`${view}: the menu is searched as it is typed in`, async t => {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    const { page } = who;
    await open(who, '/menu', (await loggedIn(server, id, secret)).cookies());
    const all = (await items(page)).length;
    let asked = 0;
    page.on('request', r => { if (!/\/web\/|\/icon\//.test(r.url())) asked++; });
    const cdp = await page.context().newCDPSession(page);
    const field = page.locator('[name=q]');
    await field.focus();
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    for (const word of ['pin', 'mail', 'lost']) { // how quick that is make bench says
      for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
      await page.keyboard.type(word, { delay: 60 });
    }
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await says(page, '1件見つかりました');
    assert.deepEqual(await items(page), ['紛失・盗難の届け出']);
    assert.match(await page.locator('.links:visible').innerText(), /カードのご利用をすぐに止めます/);
    none(await inspect(who, { dark: view === 'pc' }), 'one found');

    // an input method: what is being composed counts as far as it is
    const ime = await method(page);
    await field.fill('');
    await says(page, '');
    assert.equal((await items(page)).length, all);
    await ime.compose('かいｙ');
    await until(page, () => document.querySelectorAll('.links li:not([hidden])').length < 5);
    await ime.compose('かいやく');
    await ime.commit('解約');
    await says(page, '1件見つかりました');
    assert.deepEqual(await items(page), ['カードの解約']);
    await field.fill('紛失してしまった');
    await until(page, () => /近いものが1件/.test(document.getElementById('found').textContent));

    await field.fill('xyzzy');
    await until(page, () => document.querySelector('.empty').checkVisibility());
    assert.match(await page.locator('main').innerText(), /「xyzzy」に合うお手続きは見つかりませんでした[\s\S]*0120-000-000[\s\S]*9:00/);
    assert.equal(asked, 0, 'nothing was asked of the server');
    none(await inspect(who, { dark: false }), 'nothing found');

    // by keyboard alone: from the field to what was found, and there
    await field.fill('メッセージ');
    await says(page, '1件見つかりました');
    await field.press('Enter'); // sends nothing
    assert.equal(new URL(page.url()).pathname, '/menu');
    await field.focus();
    await page.keyboard.press('Tab'); // さがす
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '/inbox');
    await page.keyboard.press('Enter');
    await at(who, '/inbox');
    await page.goBack();
    await at(who, '/menu');
    none(who.troubles);
  });

  for (const scripts of [view === 'pc']) {
    test(`${view}, scripts ${scripts ? 'on' : 'off'}: of two browsers one logs the other out`, async t => {
      const one = await person(browser, server, { view, scripts, userAgent: windows }), two = await person(browser, server, { view: 'phone', userAgent: iphone });
      t.after(() => Promise.all([one.context.close(), two.context.close()]));
      await open(one, '/settings', (await loggedIn(server, id, secret, '/settings', windows)).cookies());
      await open(two, '/home', (await loggedIn(server, id, secret, '', iphone)).cookies());
      const go = async (who, pressed) => {
        if (who.scripts) return pressed();
        await Promise.all([who.page.waitForNavigation({ waitUntil: 'load' }), pressed()]);
      };
      await one.page.reload();
      if (scripts) await live(one.page);
      const row = one.page.locator('.sessions li').filter({ hasText: 'Safari（iPhone）' });
      assert.match(await row.innerText(), /ログイン \d+月\d+日（.） \d\d:\d\d\s*最後のご利用/);
      assert.match(await one.page.locator('.sessions li').first().innerText(), /Chrome（Windows）\s*この端末/);
      await row.locator('button').focus();
      await go(one, () => one.page.keyboard.press('Enter'));
      await until(one.page, () => ![...document.querySelectorAll('.sessions li')].some(li => /iPhone/.test(li.textContent)));
      await two.page.locator('.nav a[href="/menu"]').click();
      await at(two, '/login');
      assert.match(await two.page.locator('main').innerText(), /ログアウトされています/);

      // and all of them, this one too
      const three = await loggedIn(server, id, secret);
      await go(one, () => one.page.locator('form:has(input[value=all]) button').click());
      await at(one, '/login');
      assert.match(await one.page.locator('main').innerText(), /ログアウトしました/);
      assert.equal((await three.get('/home')).status, 303, 'the third is out');
      none([...one.troubles, ...two.troubles]);
    });
  }
}

// What a login is called by is an HMAC behind the key's name: 1.5QI… is no CSS selector as #id, every sixth is like that.
test('a login is ended whatever it is called', async t => {
  const who = await person(browser, server, {}), { page } = who;
  t.after(() => who.context.close());
  const mine = await loggedIn(server, id, secret), cookie = mine.cookies().map(c => `${c.name}=${c.value}`).join('; ');
  let name;
  for (let i = 0; i < 60 && !name; i++) {
    await loggedIn(server, id, secret, '', iphone);
    [, name] = (await (await fetch(server.url + '/settings', { headers: { cookie } })).text()).match(/id="(end-\d+\.\d[^"]*)"/) ?? [];
  }
  await open(who, '/settings', mine.cookies());
  await page.locator(`[id="${name}"] button`).click();
  await until(page, name => !document.getElementById(name), name);
  none(who.troubles);
});

test('the look changes at once, and is there with the first byte of the next page', async t => {
  const who = await person(browser, server, {});
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/settings', (await loggedIn(server, id, secret)).cookies());
  const light = await background(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background(page);
  assert.notEqual(light, dark);
  await page.emulateMedia({ colorScheme: 'light' });
  const choose = async theme => {
    const kept = page.waitForResponse(r => r.request().method() === 'POST' && new URL(r.url()).pathname === '/settings/theme');
    await page.locator(`[name=theme][value=${theme}]`).check();
    assert.equal((await kept).status(), 303);
  };
  assert.equal(await page.locator('#theme-form button').isVisible(), false, 'no button where none is needed');
  await choose('dark');
  assert.equal(await background(page), dark, 'at once');
  await until(page, () => /変えました/.test(document.querySelector('#theme-form [role=status]').textContent));
  none(await barriers(page, ['color-contrast', 'link-in-text-block']), 'dark by choice');
  const answer = await page.goto('/menu');
  assert.match(await answer.text(), /^<!doctype html><html[^>]* data-theme="dark"/);
  assert.equal(await background(page), dark);
  await live(page);
  none(await barriers(page, ['color-contrast', 'link-in-text-block']), 'dark by choice');
  await open(who, '/settings', await page.context().cookies());
  await choose('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await background(page), light, 'light, whatever the system wants');
  await choose('auto');
  assert.equal(await background(page), dark, "the system's");
  // without a connection the choice is seen, and that it could not be kept is said
  await page.route('**/settings/theme', route => route.abort());
  await page.locator('[name=theme][value=light]').check();
  await until(page, () => /保存できませんでした/.test(document.querySelector('#theme-form [role=status]').textContent));
  none(who.troubles.filter(t => !/ERR_FAILED/.test(t)));
});

test('a notice is unread until it is opened; the language changes with scripts too', async t => {
  const { mobile } = server.card('both');
  await proven(server, 'both', mobile, { member_id: 'shirase2468' });
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  const { page } = who;
  const me = await loggedIn(server, 'shirase2468');
  await open(who, '/inbox', me.cookies());
  assert.match(await page.locator('.notices a').first().innerText(), /登録が完了しました\s*未読/);
  none(await inspect(who));
  await page.locator('.notices a').first().click();
  await until(page, () => /登録が完了しました/.test(document.querySelector('h1').textContent));
  assert.match(await page.locator('.dl').innerText(), /\*\*\*@[\s\S]*/);
  await press(page, 'お知らせの一覧へ');
  await at(who, '/inbox');
  await until(page, () => !document.querySelector('.notices .badge'));
  assert.equal((await data(server, me, '/inbox')).notices[0].unread, undefined);
  await page.goto('/settings');
  await live(page);
  await page.locator('[name=language][value=en]').check();
  await press(page, 'この言語にする');
  await until(page, () => document.documentElement.lang === 'en' && document.documentElement.hasAttribute('data-live'));
  assert.match(await page.locator('h1').innerText(), /Settings/);
  none(who.troubles);
});
