// What is done on more than one screen without scripts, and the screens that several journeys have alike.
import assert from 'node:assert/strict';
import { enter, press } from './lib.mjs';

// Without scripts whatever is pressed loads a page: all of it.
export const loaded = (page, pressed) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), pressed]);
export const send = (page, name) => loaded(page, press(page, name));

// wrongCard enters a card with problems where a journey begins with one.
export const wrongCard = address => async page => {
  await enter(page, { card_number: '4000003818281724', exp_month: '13', exp_year: '28' });
  await send(page, 'ご本人様確認へ進む');
  const problems = await page.locator('#problems').innerText();
  for (const word of ['カード番号', '月', 'セキュリティコード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
  assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'the number is not sent back');
  assert.equal(await page.locator('[name=exp_year]').inputValue(), '28');
  return address;
};

// passcode is the screen of a journey on which one is typed; masked is where it went.
export const passcode = (root, masked = /0\d0-\*\*\*\*-\d{4}/) => ({
  h1: /ご本人様確認/, content: new RegExp(`${masked.source}[\\s\\S]*照合番号[\\s\\S]*あと5回入力できます`),
  async works(page) {
    await enter(page, { passcode: '１２３ ４５' });
    await send(page, '認証する');
    assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
    await send(page, 'もう一度送る');
    assert.match(await page.locator('main').innerText(), /\d+秒たって/, 'how long to wait is said');
    return `${root}/send`; // which leads back when it is asked for
  },
});

// call is the screen of a journey that waits for one.
export const call = root => ({
  h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d[\s\S]*\d-\*+-\d{4}[\s\S]*番号の前に186を付けて/,
  async works(page) {
    await send(page, '認証を完了する');
    assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
    return `${root}/call`;
  },
});
