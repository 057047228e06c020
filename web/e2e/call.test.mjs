// A holder of whom only a landline is on file, one who has lost ID and password, and a member with a new landline: they call us, and the
// screen notices. The
// calls are real ones, placed by the handset at the program's own SIP endpoint. On a PC and on a phone, with scripts and without.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { at, enter, launch, live, person, press, registration, start, until } from './lib.mjs';
import { codes } from './hands.mjs';
import { inspect, open } from './look.mjs';
import { loggedIn, proven } from './stage.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const says = (page, words) => until(page, words => [...document.querySelectorAll('[role=status]')].some(e => e.innerText.includes(words)), words, 20_000);
const number = page => page.locator('.call .desk-no a').innerText();

// A call takes its time, and nobody's else: they are placed side by side, each at a server of its own.
describe('a call', { concurrency: true }, () => {
  for (const [view, scripts] of [['pc', true], ['phone', false]]) {
    test(`a landline alone: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const who = await person(browser, server, { view, scripts });
      t.after(() => who.context.close());
      const { page } = who;
      const card = server.card('landline'), typed = registration(card);

      await page.goto('/register');
      await at(who, '/register');
      await enter(page, typed);
      await press(page, '規約に同意して確認画面へ');
      await at(who, '/register/confirm');
      await press(page, 'ご本人様確認へ進む');

      await at(who, '/register/call');
      await says(page, 'お電話をお待ちしています');
      const free = await number(page), words = await page.locator('main').innerText();
      assert.match(free, /^0120-000-00\d$/);
      assert.equal(await page.locator('.call .desk-no a').getAttribute('href'), `tel:${free.replaceAll('-', '')}`);
      const [area, , last] = card.landline.split('-');
      assert.ok(words.includes('通話料無料') && /03-0000-000\d/.test(words) && words.includes('番号の前に186を付けて') && words.includes('離れてもかまいません'), words);
      assert.ok(words.includes(area) && words.includes(last) && !words.includes(card.landline), 'the phone is masked');
      assert.match(words, scripts ? /あと[45]:\d\d/ : /あと約[45]分/);
      assert.equal(await page.locator('main input:not([type=hidden])').count(), 0, 'nothing is typed here');

      await press(page, '認証を完了する');
      await page.locator('.errsum').waitFor();
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);

      await page.goto('about:blank'); // the screen may be left
      await page.goto('/register/call');
      await at(who, '/register/call');
      assert.equal(await number(page), free);
      const heard = await server.call(card.landline, free);
      assert.ok(heard.answered, JSON.stringify(heard));
      await says(page, 'お電話を確認しました'); // by itself: nothing is pressed
      await press(page, '認証を完了する');

      await at(who, '/register/done');
      assert.ok((await page.locator('main').innerText()).includes(typed.member_id));
      assert.deepEqual(who.troubles, []);
    });
  }

  for (const [view, scripts] of [['phone', true], ['pc', false]]) {
    test(`forgotten, and the phone on file calls: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const who = await person(browser, server, { view, scripts });
      t.after(() => who.context.close());
      const { page } = who;
      const card = server.card('registered');
      const { card_number, exp_month, exp_year, security_code } = registration(card);
      await page.goto('/recover');
      await at(who, '/recover');
      await enter(page, { card_number, exp_month, exp_year, security_code });
      await press(page, 'ご本人様確認へ進む');
      await at(who, '/recover/verify');
      await press(page, 'お電話で確認する');
      await at(who, '/recover/call');
      const other = { ...who, page: await who.context.newPage() }; // another tab waits as well
      await other.page.goto('/recover/call');
      await at(other, '/recover/call');
      assert.ok((await server.call(card.mobile, await number(page))).answered);
      for (const tab of [page, other.page]) await says(tab, 'お電話を確認しました');
      await press(page, '認証を完了する');
      await at(who, '/recover/password');
      assert.match(await page.locator('.idbox').innerText(), /sandbox01/);
      await press(other.page, '認証を完了する'); // too late, and harmless
      await at(other, '/recover/password');
      assert.deepEqual(who.troubles, []);
    });
  }

  for (const [view, scripts] of [['pc', true], ['phone', false]]) {
    test(`a new landline: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const who = await person(browser, server, { view, scripts });
      t.after(() => who.context.close());
      const { page } = who, card = server.card('both'), fresh = '03-5550-1234', main = () => page.locator('main').innerText();
      await proven(server, 'both', card.mobile, { member_id: 'kotei-2026' });
      await open(who, '/settings', (await loggedIn(server, 'kotei-2026')).cookies());
      await page.locator('main a[href="/menu/phone"]').click();
      await at(who, '/menu/phone');
      assert.match(await main(), /固定電話と050の番号は、その電話から当社へお電話いただいて/);
      if (scripts) await live(page);
      await enter(page, { phone: '０３－５５５０－１２３４' });
      await press(page, 'この番号を確認する');

      await says(page, 'お電話をお待ちしています');
      const free = await number(page), words = await main();
      assert.match(free, /^0120-000-00\d$/);
      assert.ok(words.includes(fresh) && words.includes('新しい番号の電話から') && words.includes('番号の前に186を付けて') && words.includes('お電話ができないとき'), words);
      assert.match(words, scripts ? /あと[45]:\d\d/ : /あと約[45]分/);
      assert.equal(await page.locator('main input:not([type=hidden])').count(), 0, 'nothing is typed here');
      if (scripts) assert.deepEqual(await inspect(who), []);

      await press(page, '確認画面へ進む');
      await page.locator('.errsum').waitFor();
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);

      await page.goto('about:blank'); // the screen may be left
      await page.goto('/menu/phone');
      await at(who, '/menu/phone');
      assert.equal(await number(page), free);
      assert.deepEqual((await server.call(card.mobile, free)).heard, ['unknown'], 'the phone on file is not the one');
      assert.deepEqual((await server.call('', free)).heard, ['withheld'], 'nor one that brings no number along');
      await says(page, 'お電話をお待ちしています');
      assert.deepEqual((await server.call(fresh, free)).heard, ['contact', 'verified']);
      await says(page, 'お電話を確認しました'); // by itself: nothing is pressed
      await press(page, '確認画面へ進む');

      await until(page, () => location.pathname.startsWith('/orders/') && document.querySelector('main').innerText.includes('まだお申し込みは完了していません'));
      const order = new URL(page.url()).pathname;
      assert.match(await main(), /新しい固定電話番号\s*03-5550-1234/);
      if (scripts) await live(page);
      await page.check('#agree');
      const seen = await codes(server, card.mobile);
      await page.locator('main #form button[type=submit]').click();
      await until(page, () => !!document.querySelector('[name=passcode], form[action="/prove/send"]'));
      if (!await page.locator('[name=passcode]').count()) await press(page, 'SMS');
      await page.fill('[name=passcode]', await server.passcode(card.mobile, seen));
      await press(page, '認証する');
      await until(page, order => location.pathname === order && document.querySelector('main').innerText.includes('受付番号'), order);

      await page.goto('/settings');
      assert.match(await main(), /固定電話\s*03-\*\*\*\*-1234/);
      const mails = await server.messages(card.email), texts = await server.messages(card.mobile);
      assert.ok(mails.some(m => /固定電話にはSMSをお送りできないため/.test(m.text)) && texts.some(m => /固定電話番号の変更/.test(m.text)), 'old contacts are told');
      assert.deepEqual(await server.messages(fresh), []);
      assert.deepEqual(who.troubles, []);
    });
  }
});
