// Cash advances and limits: what an advance comes to follows what is typed, nothing is sent before; a limit goes down at once; an
// application takes files, with scripts and without, and they are nowhere in the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, enter, launch, live, person, press, start, until } from './lib.mjs';
import { posts, tells } from './hands.mjs';
import { faults, inspect, open } from './look.mjs';
import { loggedIn, proven } from './stage.mjs';

let browser, server, cookies;
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  await proven(server, 'cash', server.card('cash').mobile, { member_id: 'kashi2468' });
  cookies = (await loggedIn(server, 'kashi2468')).cookies();
});
after(async () => { await browser?.close(); await server?.stop(); });

async function visit(t, address, options = {}) {
  const who = await person(browser, server, options);
  t.after(() => who.context.close());
  await open(who, address, cookies);
  return who;
}

const none = (found, of) => assert.deepEqual(found, [], of);
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const answers = { income: '420万', employer: 'みほん商事', debts: '0', consent: true };
const now = page => page.locator('.dl .money').first().innerText().then(s => Number(s.replace(/\D/g, '')));

for (const view of ['pc', 'phone']) {
  test(`${view}: what an advance comes to follows what is typed, and nothing is sent before`, async t => {
    const who = await visit(t, '/cashing', { view }), { page } = who;
    await live(page);
    let asked = 0;
    page.on('request', r => { if (!/\/web\/|\/icon\//.test(r.url())) asked++; });
    const card = page.locator('section[aria-labelledby=sum-h]');
    const read = () => card.innerText();
    assert.match(await read(), /金額と方法を選ぶと/);
    await page.locator('[name=amount]').focus();
    await page.keyboard.type('5万');
    await until(page, () => /返済の総額/.test(document.querySelector('section[aria-labelledby=sum-h]').innerText));
    const once = await read();
    assert.match(once, /利息\s*[\d,]+円[\s\S]*実質年率\s*18\.0%[\s\S]*回数\s*1回/);
    await page.check('[name=way][value=revolving]');
    await until(page, () => document.querySelectorAll('.pays tbody tr').length === 5);
    assert.match(await read(), /1回払いより、利息が[\d,]+円多くなります/);
    none(await inspect(who, { dark: view === 'pc' }), 'reckoned');
    assert.equal(asked, 0, 'nothing was asked of the server');
    await page.locator('[name=amount]').fill('55000');
    await press(page, '確認画面へ進む');
    await tells(page, 'amount', '単位');
    none(await inspect(who, { dark: view === 'pc' }), 'problems showing');
    assert.equal(asked, 0);
    const sent = posts(page, '/cashing');
    await page.locator('[name=amount]').fill('50,000');
    await press(page, '確認画面へ進む');
    await at(who, '/orders/');
    assert.equal(sent.count, 1);
    assert.match(await page.locator('main').innerText(), /50,000円[\s\S]*リボ払い[\s\S]*5回目/);
    none(who.troubles);
  });
}

test('without scripts an advance is worked out by a button, then asked for', async t => {
  const who = await visit(t, '/cashing', { scripts: false, view: 'phone' }), { page } = who;
  const go = name => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), press(page, name)]);
  await enter(page, { amount: '１０，０００' });
  await go('この条件で計算する');
  assert.equal(new URL(page.url()).pathname, '/cashing');
  assert.match(await page.locator('main').innerText(), /返済の総額\s*10,[\d]{3}円/);
  assert.equal(await page.locator('[name=amount]').inputValue(), '１０，０００');
  none(await faults(page), 'worked out');
  await enter(page, { amount: '1' });
  await go('この条件で計算する');
  assert.match(await page.locator('#amount-e').innerText(), /単位/);
  await enter(page, { amount: '20000' });
  await go('確認画面へ進む');
  assert.match(await page.locator('main').innerText(), /お借り入れ金額[\s\S]*20,000円[\s\S]*1回目/);
  none(who.troubles);
});

test('an application is checked as it is filled in, with its files, and shown once more', async t => {
  const who = await visit(t, '/limit/raise', { view: 'phone' }), { page } = who;
  await live(page);
  await press(page, '確認画面へ進む');
  await until(page, () => document.activeElement.id === 'problems');
  none(await inspect(who), 'problems showing');
  await page.setInputFiles('[name=files]', { name: 'kyuyo.txt', mimeType: 'text/plain', buffer: Buffer.from('420') });
  await tells(page, 'files', 'JPEG・PNG');
  await page.setInputFiles('[name=files]', { name: 'kyuyo.png', mimeType: 'image/png', buffer: picture });
  await tells(page, 'files', '');
  await page.check('[name=term][value=lasting]');
  await enter(page, { limit: String(await now(page) + 100_000), ...answers });
  await page.selectOption('[name=purpose]', 'travel');
  const sent = page.waitForRequest(r => r.method() === 'POST' && new URL(r.url()).pathname === '/limit/raise');
  await press(page, '確認画面へ進む');
  assert.match((await sent).headers()['content-type'], /^multipart\/form-data/);
  await at(who, '/orders/');
  assert.match(await page.locator('main').innerText(), /ご希望の枠[\s\S]*みほん商事[\s\S]*kyuyo\.png/);
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.documentElement.outerHTML.includes('base64,iVBOR')), '{}{}false');
  none(who.troubles);
});

test('without scripts it is the same, and files have to be chosen again after a problem', async t => {
  const who = await visit(t, '/limit/raise', { scripts: false }), { page } = who;
  const limit = String(await now(page) + 100_000);
  await page.setInputFiles('[name=files]', { name: 'kyuyo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.check('[name=term][value=lasting]');
  await enter(page, { limit, ...answers });
  await page.selectOption('[name=purpose]', 'other');
  const go = () => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), press(page, '確認画面へ進む')]);
  await go();
  assert.match(await page.locator('#files-e').innerText(), /kyuyo\.png/);
  assert.equal(await page.locator('[name=employer]').inputValue(), 'みほん商事');
  assert.equal(await page.locator('[name=purpose]').inputValue(), 'other');
  none(await faults(page), 'problems showing');
  await page.setInputFiles('[name=files]', { name: 'kyuyo.png', mimeType: 'image/png', buffer: picture });
  await go();
  assert.match(await page.locator('main').innerText(), /ご希望の枠[\s\S]*kyuyo\.png/);
  none(who.troubles);
});

test('a limit is lowered at once, with the keyboard alone', async t => {
  const who = await visit(t, '/limit/lower'), { page } = who;
  await live(page);
  await page.locator('[name=limit]').focus();
  await page.keyboard.type('１５万');
  await page.keyboard.press('Enter');
  await tells(page, 'limit', '単位');
  await page.locator('[name=limit]').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('20万');
  await page.keyboard.press('Enter');
  await at(who, '/orders/');
  await press(page, 'この内容で申し込む');
  await until(page, () => /完了しました|受け付けました/.test(document.querySelector('main').innerText));
  await open(who, '/limit', cookies);
  assert.match(await page.locator('main').innerText(), /200,000円/);
  none(who.troubles);
});
