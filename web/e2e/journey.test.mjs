// The whole path of a cardholder: register a card, prove who it is, log in, see the amount due. On a PC and on a phone, with
// scripts and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, enter, launch, person, press, registration, start } from './lib.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const view of ['pc', 'phone']) {
  for (const scripts of [true, false]) {
    test(`register, log in, see the amount due: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const who = await person(browser, server, { view, scripts });
      t.after(() => who.context.close());
      const { page } = who;
      const card = server.card('sms');
      const typed = registration(card);

      await page.goto('/');
      await at(who, '/');
      await press(page, '新規登録をはじめる');

      await at(who, '/register');
      await enter(page, typed);
      await press(page, '規約に同意して確認画面へ');

      await at(who, '/register/confirm');
      const entered = await page.locator('main').innerText();
      assert.ok(entered.includes(card.number.slice(-4)), 'the last 4 are shown');
      for (const secret of ['card_number', 'security_code', 'password']) {
        assert.ok(!(await page.content()).includes(typed[secret] + '<') && !entered.includes(typed[secret]), `${secret} is not shown`);
      }
      assert.ok(entered.includes('設定済み') && entered.includes(typed.email) && entered.includes(typed.member_id));
      await press(page, 'ご本人様確認へ進む');

      await at(who, '/register/verify');
      const passcode = await server.passcode(card.mobile);
      await enter(page, { passcode });
      await press(page, '認証する');

      await at(who, '/register/done');
      assert.match(await page.locator('main').innerText(), new RegExp(typed.member_id));
      await press(page, 'さっそくログインしてみましょう');

      await at(who, '/login');
      assert.equal(await page.locator('[name=member_id]').inputValue(), typed.member_id, 'the ID is filled in');
      await enter(page, { password: typed.password });
      await page.locator('main button[type=submit]').first().click();

      await at(who, '/home');
      const home = await page.locator('main').innerText();
      assert.ok(home.includes(card.holder), `home greets ${card.holder}: ${home}`);
      assert.match(home, /次回のお支払い[\s\S]*(\d+月\d+日（.）\s+[\d,]+円|お支払いはありません)/, 'the amount due and its date, or between a debit and the next closing that there is none');

      for (const to of [card.mobile, card.email]) {
        const notice = (await server.messages(to))[0];
        assert.ok(notice.text.includes('お心当たりがない') && notice.text.includes(card.number.slice(-4)), `the notice to ${to}: ${notice.text}`);
        assert.doesNotMatch(notice.text, /https?:/, 'a notice has no links');
      }
      const own = await server.messages(typed.email); // not confirmed yet: its passcode and nothing else
      assert.equal(own.length, 1);
      assert.match(own[0].text, /ワンタイムパスコード：\d{6}/);
      assert.doesNotMatch(own[0].text, /https?:/);

      await page.locator('form[action="/logout"] button:visible').first().click();
      await at(who, '/login').catch(() => at(who, '/'));
      await page.goto('/home');
      assert.equal(new URL(page.url()).pathname, '/login', 'the session ended on the server');
      assert.equal(new URL(page.url()).searchParams.get('next'), '/home');
      assert.deepEqual(who.troubles, []);
    });
  }
}
