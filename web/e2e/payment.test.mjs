// Paying in another way: what it comes to follows what is chosen, with scripts and without; nothing is chosen for anybody; from a use, and
// on to the sheet with the same figures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, start, until } from './lib.mjs';
import { posts, tells } from './hands.mjs';
import { inspect, open } from './look.mjs';
import { data, dearest, loggedIn, proven } from './stage.mjs';

let browser, server, cookies, dear;
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  await proven(server, 'gold', server.card('gold').mobile, { member_id: 'kaeru2468' });
  const who = await loggedIn(server, 'kaeru2468');
  cookies = who.cookies();
  dear = await dearest(server, who);
  await proven(server, 'revolving', server.card('revolving').mobile, { member_id: 'modosu2468' });
});
after(async () => { await browser?.close(); await server?.stop(); });

async function visit(t, address, options = {}, of = cookies) {
  const who = await person(browser, server, options);
  t.after(() => who.context.close());
  await open(who, address, of);
  return who;
}

const none = (found, of) => assert.deepEqual(found, [], of);
const sim = page => page.locator('.pay-sim').innerText();
const total = words => words.match(/([\d,]+)円\s+手数料/g).map(s => s.match(/[\d,]+/)[0]);

for (const view of ['pc', 'phone']) {
  test(`${view}: what it comes to follows what is chosen, and is what the sheet says`, async t => {
    const who = await visit(t, dear, { view }), { page } = who;
    await live(page);
    let asked = 0;
    page.on('request', r => { if (!/\/web\/|\/icon\//.test(r.url())) asked++; });
    assert.equal(await page.locator('[name=way]:checked').inputValue(), 'stay', 'nothing is chosen for anybody');
    assert.ok(await page.getByText('この条件で計算する').isHidden(), 'the figures follow by themselves');
    await page.locator('[name=way]:checked').focus();
    await page.keyboard.press('ArrowDown');
    await until(page, () => /3回に分ける/.test(document.querySelector('.pay-sim').innerText));
    assert.ok(!/元金の/.test(await sim(page)), 'no warning of a small fee');
    await page.locator('[name=payments]').selectOption('24');
    await until(page, () => /24回に分ける/.test(document.querySelector('.pay-sim').innerText));
    const many = await sim(page);
    assert.match(many, /1回で払う[\s\S]*手数料 0円[\s\S]*多くなります[\s\S]*元金の17%になります/);
    assert.equal(await page.locator('.plan').first().locator('tbody tr').count(), 12);
    none(await inspect(who, { dark: view === 'pc' }), 'reckoned');
    assert.equal(asked, 0, 'nothing was asked of the server');
    await page.check('[name=way][value=stay]');
    await press(page, '確認画面へ進む');
    await tells(page, 'way', 'お選びください');
    none(await inspect(who, { dark: view === 'pc' }), 'problems showing');
    await page.check('[name=way][value=instalments]');
    await until(page, () => /24回に分ける/.test(document.querySelector('.pay-sim').innerText));
    const sent = posts(page, dear);
    await press(page, '確認画面へ進む');
    await at(who, '/orders/');
    assert.equal(sent.count, 1);
    const sheet = await page.locator('main').innerText();
    for (const yen of total(many)) assert.ok(sheet.includes(`${yen}円`), `${yen} of ${total(many)}: ${sheet}`);
    none(who.troubles);
  });

  test(`${view}, no scripts: a button reckons, and the sheet says the same`, async t => {
    const who = await visit(t, dear, { view, scripts: false }), { page } = who;
    await page.check('[name=way][value=revolving]');
    await Promise.all([page.waitForURL(/way=revolving/), press(page, 'この条件で計算する')]);
    const words = await sim(page);
    assert.match(words, /1回で払う[\s\S]*あとからリボ[\s\S]*多くなります/);
    assert.equal(await page.locator('[name=way]:checked').inputValue(), 'revolving');
    await Promise.all([page.waitForURL(/\/orders\//), press(page, '確認画面へ進む')]);
    const sheet = await page.locator('main').innerText();
    for (const yen of total(words)) assert.ok(sheet.includes(`${yen}円`), `${yen}: ${sheet}`);
    none(who.troubles);
  });
}

test('a use leads to its screen, and the balance is paid sooner', async t => {
  const member = await loggedIn(server, 'kaeru2468');
  const { uses } = await data(server, member, '/payment');
  const u = uses.find(u => dear.endsWith('/' + u.ref));
  const who = await visit(t, `/statements/${u.month}/uses/${u.ref}`), { page } = who;
  await live(page);
  await page.locator('.use-change a').click();
  await until(page, path => location.pathname === path, dear);
  const back = await visit(t, '/payment', { view: 'phone' }, (await loggedIn(server, 'modosu2468')).cookies());
  await live(back.page);
  none(await inspect(back, {}));
  await back.page.locator('a[href="/payment/revolving"]').click();
  await until(back.page, () => location.pathname === '/payment/revolving' && document.querySelector('[name=way][value=part]'));
  await back.page.check('[name=way][value=part]');
  await back.page.locator('[name=amount]').fill('999万');
  await press(back.page, '確認画面へ進む');
  await tells(back.page, 'amount', 'リボ残高より多い');
  none(await inspect(back, {}), 'problems showing');
  await back.page.locator('[name=amount]').fill('3万');
  await until(back.page, () => /手数料が[\d,]+円少なくなります/.test(document.querySelector('.pay-sim').innerText));
  await press(back.page, '確認画面へ進む');
  await at(back, '/orders/');
  assert.match(await back.page.locator('main').innerText(), /早めに返済する金額\s*30,000円/);
  none(who.troubles);
  none(back.troubles);
});

for (const [view, scripts] of [['pc', true], ['phone', false]]) {
  test(`${view}, scripts ${scripts ? 'on' : 'off'}: where an amount stands a link leads to changing how it is paid, and to cash`, async t => {
    const { months } = await data(server, await loggedIn(server, 'kaeru2468'), '/statements');
    const still = months.find(m => m.state === 'open' || m.state === 'closed');
    for (const [from, link, to] of [['/home', 'お支払い方法を変更する', '/payment'], [`/statements/${still.month}`, 'お支払い方法を変更する', '/payment'], ['/limit', 'お支払い方法を変更する', '/payment'], ['/limit', 'キャッシングを利用する', '/cashing']]) {
      const who = await visit(t, from, { view, scripts }), { page } = who;
      await page.locator('main a').filter({ hasText: link }).first().click();
      await until(page, ([to, words]) => location.pathname === to && words.some(w => document.querySelector('main').innerText.includes(w)), [to, ['変更できるご利用', 'いま借りられる金額']]);
      none(who.troubles);
    }
  });
}
