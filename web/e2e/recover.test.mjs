// Somebody who has forgotten ID and password comes back in: card, passcode, the ID, a new password, the login. On a PC and on
// a phone, with scripts and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, enter, launch, person, press, registration, start, until } from './lib.mjs';
import { loggedIn } from './stage.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const view of ['pc', 'phone']) {
  for (const scripts of [true, false]) {
    test(`forgotten and found: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const elsewhere = await loggedIn(server, 'sandbox02', 'Sandbox-02-mihon');
      const who = await person(browser, server, { view, scripts });
      t.after(() => who.context.close());
      const { page } = who;
      const card = server.card('reissued'); // registered under the number that it had before
      const { card_number, exp_month, exp_year, security_code } = registration(card);

      await page.goto('/login');
      await at(who, '/login');
      await press(page, 'ID確認・パスワード再設定へ');
      await at(who, '/recover');
      await enter(page, { card_number, exp_month, exp_year, security_code });
      await press(page, 'ご本人様確認へ進む');

      await at(who, '/recover/verify');
      const passcode = await server.passcode(card.mobile);
      const sms = (await server.messages(card.mobile))[0].text;
      assert.match(sms, /ID確認・パスワード再設定/, 'the passcode names its purpose');
      assert.ok(sms.endsWith(`@localhost #${passcode}`), sms);
      await enter(page, { passcode });
      await press(page, '認証する');

      await at(who, '/recover/password');
      assert.match(await page.locator('.idbox').innerText(), /sandbox02/);
      assert.equal(await page.locator('.idbox b').evaluate(e => getComputedStyle(e).userSelect), 'all', 'one press selects the whole ID');
      await page.reload(); // it can be left and come back to
      await at(who, '/recover/password');
      const password = 'Kaze-no-oto9';
      if (scripts) {
        const graded = page.waitForResponse(r => new URL(r.url()).pathname === '/register/strength');
        await enter(page, { password });
        assert.equal((await graded).status(), 200);
        await until(page, () => /[34]/.test(document.querySelector('.meter').dataset.grade));
      }
      await enter(page, { password });
      await press(page, '新しいパスワードを設定する');

      await at(who, '/recover/done');
      await page.goBack(); // what is over leads to where it stands
      await at(who, '/recover/done');
      await page.locator('main a.btn-1').click();
      await at(who, '/login');
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'sandbox02', 'the ID is filled in');
      await enter(page, { password: 'Sandbox-02-mihon' });
      await page.locator('main button[type=submit]').first().click();
      await page.locator('.errsum:visible').waitFor();
      assert.match(await page.locator('.errsum').innerText(), /違います/, 'the old password is refused');
      await enter(page, { password });
      await page.locator('main button[type=submit]').first().click();

      await at(who, '/home');
      assert.match(await page.locator('main').innerText(), /\d+月\d+日（.） \d\d:\d\dまで/, 'until when care is taken');
      assert.equal((await elsewhere.get('/home')).headers.get('location'), '/login?ended=1&next=%2Fhome', 'the other browser is logged out');
      for (const to of [card.mobile, card.email]) {
        const notices = (await server.messages(to)).filter(m => m.text.includes('お心当たりがない'));
        assert.ok(notices.length >= 2, `${to} is told of both: ${notices.map(m => m.text)}`);
        for (const { text } of notices.slice(0, 2)) {
          assert.ok(text.includes(card.number.slice(-4)), text);
          assert.doesNotMatch(text, /https?:/, 'a notice has no links');
        }
      }
      assert.deepEqual(who.troubles, []);
    });
  }
}
