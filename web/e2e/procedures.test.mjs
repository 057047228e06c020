// Every procedure of the menu, walked in one login: found, filled in by hand, on its sheet; those that ask for no proof as far as the changed
// fact. The Go test walks each of them to the end (server/procedures_test.go).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, enter, launch, live, person, press, start, until } from './lib.mjs';
import { faults, inspect, open, shoot } from './look.mjs';
import { loggedIn } from './stage.mjs';

let browser, server, mine;
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  mine = (await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon')).cookies();
});
after(async () => { await browser?.close(); await server?.stop(); });

const none = (found, of) => assert.deepEqual(found, [], of);
const words = page => page.locator('main').innerText();
const json = (page, path) => page.evaluate(path => fetch(path, { headers: { Accept: 'application/json' } }).then(r => r.json()), path);

// Each row: what is typed, ticked and picked, and what the sheet says of it.
const walks = {
  address: { found: 'ひっこし', type: { postal: '５３０－０００１', city: '大阪市北区', street: '梅田1-2-3' }, choose: { prefecture: '大阪府' }, sheet: /530-0001[\s\S]*大阪府[\s\S]*大阪市北区/ },
  reissue: { found: '割れた', pick: ['読み取れない'], sheet: /再発行の理由[\s\S]*読み取れない/ },
  bank: { found: '引落口座', sheet: /引き落とし口座[\s\S]*金融機関の画面でご確認いただく口座/ },
  pin: { found: '暗証番号', sheet: /お届け先[\s\S]*\*\*\*\*/ },
  paper: { found: '紙の明細', pick: ['郵送'], sheet: /郵送[\s\S]*発行手数料 月110円[\s\S]*\d+年\d+月/ },
  family: { found: '妻のカード', type: { name: '見本 太郎', kana: 'ミホン タロウ', roman: 'TARO MIHON', birth_date: '2000-04-01' }, pick: ['配偶者'], sheet: /見本 太郎[\s\S]*2000年4月1日[\s\S]*配偶者/ },
  etc: { found: '高速道路', sheet: /お届け先/ },
  points: { found: 'ポイントを使う', type: { points: null }, sheet: /使うポイント[\s\S]*お支払いから引く金額[\s\S]*円/ },
  leave: { found: 'たいかい', choose: { why: 'その他' }, sheet: /終わるもの[\s\S]*残るもの/ },
};

test('every procedure is found, filled in and stands on its sheet', async t => {
  const who = await person(browser, server, { view: 'pc' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/menu', mine);
  for (const [key, walk] of Object.entries(walks)) {
    await page.goto('/menu?q=' + encodeURIComponent(walk.found));
    await live(page);
    await page.locator(`main a[href="/menu/${key}"]:visible`).click();
    await at(who, '/menu/' + key);
    const d = await json(page, '/menu/' + key);
    if (d.not) { // said kindly, with nothing to press in vain
      assert.match(await words(page), /いまは、お手続きいただけません/, key);
      assert.equal(await page.locator('main form').count(), 0, key);
      continue;
    }
    for (const [name, v] of Object.entries(walk.type ?? {})) await page.fill(`[name=${name}]`, v ?? String(d.fields.find(f => f.name === name).step));
    for (const [name, v] of Object.entries(walk.choose ?? {})) await page.selectOption(`[name=${name}]`, { label: v });
    for (const label of walk.pick ?? []) await page.getByText(label, { exact: true }).click();
    await press(page, '確認画面へ進む');
    await until(page, () => location.pathname.startsWith('/orders/'));
    await until(page, () => !!document.querySelector('#sheet-h'));
    assert.match(await words(page), walk.sheet, key);
    none(await faults(page), key);
  }
});

test('a card is stopped by one press, reported, and the fact stands where it belongs; locked in part it says so; axe clean, errors too', async t => {
  const who = await person(browser, server, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/menu/lock', mine);
  none(await inspect(who, { dark: true }), 'lock');
  await page.getByText('海外でのご利用', { exact: true }).click();
  await page.fill('[name=until]', '2020-01-01');
  await press(page, '確認画面へ進む');
  await until(page, () => /以降の日付/.test(document.querySelector('#until-e')?.textContent ?? ''));
  none(await inspect(who, { dark: true }), 'lock, with its error');
  await page.fill('[name=until]', '');
  await press(page, '確認画面へ進む');
  await until(page, () => location.pathname.startsWith('/orders/') && !!document.querySelector('#sheet-h'));
  await page.locator('main form button[type=submit]').first().click();
  await until(page, () => /受付番号/.test(document.querySelector('main').innerText));
  await page.goto('/menu/lock');
  await live(page);
  assert.match(await words(page), /止めているご利用\s*海外でのご利用/);
  assert.equal(await page.isChecked('[name=abroad]'), true);

  await page.goto('/menu/lost');
  await live(page);
  none(await inspect(who, { dark: true }), 'lost');
  await press(page, 'いますぐカードを止める');
  await until(page, () => location.pathname.startsWith('/orders/') && /受付番号/.test(document.querySelector('main').innerText));
  await page.goto('/menu/lost');
  await live(page);
  assert.match(await words(page), /すべてのご利用を止めてあります/);
  assert.equal(await page.locator('form#first').count(), 0);
});

test('a new number is confirmed by the code that reaches it before its sheet; notices come as wished; complaints have their bodies', async t => {
  const who = await person(browser, server, { view: 'phone', scripts: false }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/menu/phone', mine);
  const send = name => Promise.all([page.waitForNavigation(), press(page, name)]);
  await enter(page, { phone: '03-1234-5678' });
  await send('確認コードを送る');
  assert.match(await words(page), /060・070・080・090ではじまる/);
  none(await faults(page), 'an error without scripts');
  await enter(page, { phone: '070-9999-1234' });
  await send('確認コードを送る');
  assert.match(await words(page), /070-9999-1234 へお送りした6桁の数字/);
  await enter(page, { code: '000000' });
  await send('確認画面へ進む');
  assert.match(await words(page), /パスコードが違います/);
  await enter(page, { code: await server.passcode('070-9999-1234') });
  await send('確認画面へ進む');
  assert.match(await words(page), /新しい携帯電話番号\s*070-9999-1234/);

  await page.goto('/menu/notices');
  assert.equal(await page.isChecked('[name=amount_mail]'), true);
  await page.check('[name=uses_sms]');
  await page.uncheck('[name=amount_mail]');
  await send('受け取り方を保存する');
  assert.match(await page.locator('#notice').innerText(), /保存しました/);
  assert.deepEqual([await page.isChecked('[name=uses_sms]'), await page.isChecked('[name=amount_mail]')], [true, false]);
  none(await faults(page), 'notices');

  await page.goto('/menu/complaint');
  assert.match(await words(page), /指定紛争解決機関[\s\S]*みほん金融紛争解決センター[\s\S]*0120-000-048/);
  none(await faults(page), 'complaint');
});
