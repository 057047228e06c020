// Every procedure of the menu, walked to its end: found by what people call it, filled in, read once more, agreed to, proven where the table
// asks for that, and then seen where the changed fact shows. On a PC with the app each row of shared/procedure, on a phone without scripts
// every second one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enter, launch, live, person, press, sleep, start, until } from './lib.mjs';
import { codes } from './hands.mjs';
import { every, faults, inspect, open } from './look.mjs';
import { data, loggedIn, proven } from './stage.mjs';

let browser, shared, mine;
before(async () => {
  [browser, shared] = await Promise.all([launch(), start()]);
  mine = (await loggedIn(shared, 'sandbox01', 'Sandbox-01-mihon')).cookies();
});
after(async () => { await browser?.close(); await shared?.stop(); });

const none = (found, of) => assert.deepEqual(found, [], of);
const words = page => page.locator('main').innerText();
const inDays = n => new Date(Date.now() + (9 + 24 * n) * 3600e3).toISOString().slice(0, 10);
const said = iso => { const [, m, d] = iso.split('-').map(Number); return `${m}月${d}日`; };

// The table: a procedure → what is entered → where the changed fact shows → what is seen there. of is the demo card whose holder does it: a
// phone gets no more than five passcodes a day. Each step of a walk is one way through the form; sheet is what is read once more, consent
// and proof what the way asks for; shows are screens with what stands on them afterwards, later what stands there once the card system has
// gone on.
const soon = inDays(30);
const walks = {
  lock: {
    of: 'cash', found: 'ロック', steps: [
      { tick: ['online'], type: { until: soon }, sheet: /インターネットでのご利用[\s\S]*変更前\s*止めていません/, shows: { '/menu/lock': new RegExp(`止めているご利用\\s*インターネットでのご利用[\\s\\S]*${said(soon)}`) } },
      { tick: ['abroad', 'cash'], sheet: /海外でのご利用・インターネットでのご利用・キャッシング/, shows: { '/menu/lock': /海外でのご利用・インターネットでのご利用・キャッシング/, '/cashing': /止めて/ } },
      { untick: ['abroad', 'online', 'cash'], type: { until: '' }, proof: true, sheet: /止めていません/, shows: { '/menu/lock': /止めているご利用\s*止めていません/, '/cashing': /いま借りられる金額|お借り入れ/ } },
    ],
  },
  lost: {
    of: 'diners', found: 'なくした', first: 'いますぐカードを止める', steps: [{
      pick: ['盗まれた'], type: { on: inDays(-1), place: '渋谷駅', police: '12345' }, sheet: /盗まれた[\s\S]*渋谷駅[\s\S]*12345/,
      shows: { '/menu/lost': /届け出済み（カードは止まっています）/ }, then: { '/menu/lost': /新しいカード\s*(発送しました|なし)/ }, later: { '/orders': /紛失・盗難の届け出\s*完了しました/ }, card: 'renumbered',
    }],
  },
  reissue: {
    of: 'amex', found: '割れた', steps: [{
      pick: ['読み取れない'], consent: true, proof: true, sheet: /再発行の理由[\s\S]*読み取れない/, shows: { '/menu/reissue': /新しいカード\s*(受け付けました|発送しました)/ }, then: { '/menu/reissue': /新しいカード\s*(発送しました|なし)/ }, card: 'same',
    }],
  },
  address: {
    of: 'sms', found: 'ひっこし', steps: [{
      type: { postal: '５３０－０００１', city: '大阪市北区', street: '梅田1-2-3', building: 'あおばビル501' }, choose: { prefecture: '大阪府' }, consent: true, proof: true,
      sheet: /530-0001[\s\S]*大阪府[\s\S]*大阪市北区[\s\S]*あおばビル501/, shows: { '/menu/address': /大阪府\*\*\*\*/, '/menu/pin': /大阪府\*\*\*\*/ },
    }],
  },
  phone: {
    of: 'both', found: '電話番号', steps: [{
      type: { phone: '070-9999-1234' }, code: '070-9999-1234', send: 'この番号を確認する', consent: true, proof: true, sheet: /新しい携帯電話番号\s*070-9999-1234/, shows: { '/settings': /070-\*\*\*\*-1234/ }, told: { now: '070-9999-1234', old: 'mobile' },
    }],
  },
  email: {
    of: 'gold', found: 'メールアドレス', steps: [{
      type: { email: 'atarashii@mail.example.org' }, code: 'atarashii@mail.example.org', consent: true, proof: true, sheet: /atarashii@mail\.example\.org/,
      shows: { '/settings': /a\*\*\*@mail\.example\.org/ }, told: { now: 'atarashii@mail.example.org', old: 'email' },
    }],
  },
  bank: { of: 'amex', found: '引落口座', steps: [{ consent: true, proof: true, sheet: /金融機関の画面でご確認いただく口座/, bank: true, shows: {} }] },
  pin: { of: 'sms', found: '暗証番号', steps: [{ proof: true, sheet: /お届け先[\s\S]*\*\*\*\*/, shows: { '/menu/pin': /暗証番号の通知\s*(受け付けました|発送しました)（\d+年\d+月\d+日のお申し込み）[\s\S]*いまは、お手続きいただけません/, '/orders': /暗証番号/ }, later: { '/orders': /暗証番号の照会\s*完了しました/, '/menu/pin': /暗証番号の通知\s*なし[\s\S]*確認画面へ進む/ } }] },
  paper: {
    of: 'sms', found: '紙の明細', steps: [{
      pick: ['郵送'], consent: true, proof: true, sheet: /郵送[\s\S]*発行手数料 月110円[\s\S]*\d+年\d+月/, shows: { '/menu/paper': /受け取り方\s*郵送[\s\S]*変更がはじまる明細\s*\d+年\d+月/ },
    }],
  },
  family: {
    of: 'amex', found: '妻のカード', steps: [{
      type: { name: '見本 太郎', kana: 'ミホン タロウ', roman: 'TARO MIHON', birth_date: '2000-04-01' }, pick: ['配偶者'], consent: true, proof: true, sheet: /見本 太郎[\s\S]*2000年4月1日[\s\S]*配偶者/,
      shows: { '/menu/family': /いまの家族カード\s*見本 太郎/ }, later: { '/menu/family': /見本 太郎 末尾\d{4}/ },
    }],
  },
  etc: { of: 'diners', found: '高速道路', steps: [{ consent: true, proof: true, sheet: /お届け先/, shows: { '/menu/etc': /ETCカード\s*(受け付けました|発送しました)/ }, then: { '/menu/etc': /ETCカード\s*(発送しました|完了)/ } }] },
  points: { of: 'gold', found: 'ポイントを使う', steps: [{ type: { points: '500' }, proof: true, sheet: /使うポイント[\s\S]*500[\s\S]*お支払いから引く金額\s*500円/, shows: { '/menu/points': /次回のお支払いに充てる予定\s*500ポイント/ }, bill: { less: 500, line: /ポイント[\s\S]*[−-]500円/ } }] },
  notices: { of: 'gold', found: '通知', steps: [{ tick: ['uses_sms'], untick: ['amount_mail'], saved: /保存しました/, ticked: { uses_sms: true, amount_mail: false }, shows: {} }] },
  complaint: { of: 'gold', found: '苦情', words: /指定紛争解決機関[\s\S]*みほん金融紛争解決センター[\s\S]*0120-000-048/ },
  leave: { of: 'crowd', found: 'たいかい', steps: [{ choose: { why: 'その他' }, consent: true, proof: true, sheet: /終わるもの[\s\S]*残るもの/,
    shows: { '/menu/leave': /NetアンサーIDとパスワードを入力してください/ } }] },   // soon there is no login any more
};


// half are the rows that are walked: with the app all; without scripts each second, in `make screens` all.
const half = (scripts, all) => all.filter((_, i) => scripts || every || i % 2 === 0);

for (const [view, scripts] of [['pc', true], ['phone', false]]) {
  test(`${view}, scripts ${scripts ? 'on' : 'off'}: every procedure goes from the menu to the screen where its fact shows`, async t => {
    const server = await start({ NETANSWER_TRUSTED_PROXIES: '127.0.0.0/8,::1/128', NETANSWER_SANDBOX_STEP: '2s' });
    t.after(() => server.stop());
    const who = await person(browser, server, { view, scripts, extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.7' } });
    t.after(() => who.context.close());
    const { page } = who, members = new Map(), afterwards = [];
    async function member(slug) {
      if (!members.has(slug)) {
        const login = `aruku-${slug}1`;
        await proven(server, slug, server.card(slug).mobile, { member_id: login });
        members.set(slug, Object.assign(await loggedIn(server, login), { login }));
      }
      return members.get(slug);
    }
    const see = async (path, seen) => {
      for (const end = Date.now() + 20_000; ; await sleep(200)) {
        await page.goto(path);
        const said = await words(page);
        if (seen.test(said)) return;
        if (Date.now() > end) throw new Error(`${path} does not show ${seen}: ${said}`);
      }
    };

    await open(who, '/menu', (await member('sms')).cookies());
    const table = await page.locator('main a[href^="/menu/"]').evaluateAll(all => all.map(a => a.getAttribute('href').split('/')[2]));
    assert.deepEqual(Object.keys(walks).sort(), table.filter(k => !['faq', 'contact'].includes(k)).sort(), 'every row of shared/procedure is walked here');

    for (const [key, walk] of half(scripts, Object.entries(walks))) {
      await t.test(key, async () => {
        const card = server.card(walk.of), it = await member(walk.of);
        await open(who, '/menu?q=' + encodeURIComponent(walk.found), it.cookies());
        await page.locator(`main a[href="/menu/${key}"]:visible`).click();
        await arrives(who, `/menu/${key}`);
        if (walk.words) await see(`/menu/${key}`, walk.words);
        if (walk.first) {
          await press(page, walk.first);
          await arrives(who, '/orders/', '受付番号');
          await page.goto(`/menu/${key}`);
          assert.match(await words(page), /すべてのご利用を止めてあります/);
        }
        for (const step of walk.steps ?? []) {
          if (new URL(page.url()).pathname !== `/menu/${key}`) await page.goto(`/menu/${key}`);
          if (scripts) await live(page);
          const before = step.bill && await bills(server, it);
          await walked(who, server, step, card);
          for (const [path, seen] of Object.entries(step.shows)) await see(path, seen);
          for (const [path, seen] of Object.entries(step.then ?? {})) await see(path, seen);
          if (step.bill) await billed(who, server, it, step.bill, before);
          if (step.told) await told(server, step.told, card);
          if (step.later || step.card) afterwards.push([key, it, step, card]);
          none(await faults(page), key);
        }
      });
    }
    for (const [key, it, step, card] of afterwards) {
      await t.test(`${key}, once the card system has gone on`, async () => {
        await open(who, '/home', it.cookies());
        for (const [path, seen] of Object.entries(step.later ?? {})) await see(path, seen);
        if (!step.card) return;
        const ending = card.number.slice(-4); // a lost card gets another number, worn plastic keeps it; the registration stays either way
        await see('/cards', new RegExp(step.card === 'renumbered' ? `••(?!${ending})\\d{4}` : `••${ending}`));
        assert.equal((await data(server, await loggedIn(server, it.login), '/cards')).cards.length, 1);
      });
    }
    none(who.troubles);
  });
}

// arrives waits until a screen at an address, or under one that ends with a slash, is there and says something.
const arrives = (who, path, says = '') => until(who.page, ([path, says, scripts]) =>
  (path.endsWith('/') ? location.pathname.startsWith(path) : location.pathname === path) && document.readyState === 'complete' && document.getElementById('main').getAttribute('aria-busy') !== 'true' &&
  (!scripts || document.documentElement.hasAttribute('data-live')) && document.querySelector('main').innerText.includes(says), [path, says, who.scripts]);

// walked goes once from a procedure's form to its receipt.
async function walked(who, server, step, card) {
  const { page } = who, here = new URL(page.url()).pathname;
  for (const name of step.untick ?? []) await page.uncheck(`[name=${name}]`);
  for (const name of step.tick ?? []) await page.check(`[name=${name}]`);
  for (const [name, value] of Object.entries(step.type ?? {})) await page.fill(`[name=${name}]`, value);
  for (const [name, label] of Object.entries(step.choose ?? {})) await page.selectOption(`[name=${name}]`, { label });
  for (const label of step.pick ?? []) await page.getByText(label, { exact: true }).click();
  if (step.saved) {
    await press(page, '受け取り方を保存する');
    await until(page, () => /保存しました/.test(document.getElementById('notice')?.innerText));
    await page.goto(here);
    for (const [name, on] of Object.entries(step.ticked)) assert.equal(await page.isChecked(`[name=${name}]`), on, name);
    return;
  }
  if (step.code) {
    const seen = await codes(server, step.code);
    await press(page, step.send ?? '確認コードを送る');
    await until(page, () => !!document.querySelector('[name=code]'));
    await page.fill('[name=code]', await server.passcode(step.code, seen));
  }
  await press(page, '確認画面へ進む');
  await arrives(who, '/orders/', 'まだお申し込みは完了していません');
  assert.match(await words(page), step.sheet);
  none(await faults(page), `${here}: the sheet`);
  const order = new URL(page.url()).pathname;
  assert.equal(await page.locator('#agree').count(), Number(Boolean(step.consent)), `${here}: consent`);
  if (step.consent) await page.check('#agree');
  const seen = await codes(server, card.mobile);
  await page.locator('main #form button[type=submit]').click();
  if (step.proof) {
    await arrives(who, '/prove/verify');
    await until(page, () => !!document.querySelector('[name=passcode], form[action="/prove/send"]')); // the address is there before the screen is
    if (!await page.locator('[name=passcode]').count()) await press(page, 'SMS');
    await page.fill('[name=passcode]', await server.passcode(card.mobile, seen));
    await press(page, '認証する');
  }
  await arrives(who, order, '受付番号');
  none(await faults(page), `${here}: the receipt`);
  if (step.bank) await atTheBank(who, order);
}

// atTheBank goes on to the page of the bank, which the sandbox plays, chooses another account there and finds it where the bill is.
async function atTheBank(who, order) {
  const { page } = who;
  await press(page, '手続きを続ける');
  await until(page, () => location.pathname === '/dev/bank' && !!document.querySelector('[name=bank]'));
  const account = page.locator('main label').filter({ has: page.locator('[name=bank][value="2"]') });
  const name = (await account.innerText()).trim();
  await account.click();
  await press(page, 'この口座で申し込む');
  await arrives(who, order, '完了しました');
  for (const path of ['/home', '/menu/bank']) {
    await page.goto(path);
    assert.ok((await words(page)).includes(name), `${path} shows ${name}: ${await words(page)}`);
  }
}

// bills are what home and each statement come to.
async function bills(server, it) {
  const home = await data(server, it, '/home'), { months } = await data(server, it, '/statements');
  return { '/home': (home.due?.amount ?? 0) + home.unbilled, ...Object.fromEntries(months.map(m => [`/statements/${m.month}`, m.total])) };
}

// billed is that home and one statement come to so much less, and that the statement says why.
async function billed(who, server, it, { less, line }, before) {
  const now = await bills(server, it), changed = Object.keys(now).filter(path => now[path] !== before[path]);
  assert.equal(changed.length, 2, `home and one statement change: ${changed}`);
  for (const path of changed) assert.equal(before[path] - now[path], less, path);
  await who.page.goto(changed.find(path => path !== '/home'));
  assert.match(await words(who.page), line);
}

// told are the contact before and the one after: whoever did not want the change hears of it.
async function told(server, { old, now }, card) {
  for (const to of [card[old], now]) {
    const all = (await server.messages(to)).map(m => m.text);
    assert.ok(all.some(text => /変更/.test(text) && !/(?<!\d)\d{6}(?!\d)/.test(text)), `${to} is told: ${all}`);
  }
}

test('a lock until a day that is over is told at its field; axe clean, with the problem too, and where a loss is reported', async t => {
  const who = await person(browser, shared, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/menu/lock', mine);
  none(await inspect(who, { dark: true }), 'lock');
  await page.getByText('海外でのご利用', { exact: true }).click();
  await page.fill('[name=until]', '2020-01-01');
  await press(page, '確認画面へ進む');
  await until(page, () => /以降の日付/.test(document.querySelector('#until-e')?.textContent ?? ''));
  none(await inspect(who, { dark: true }), 'lock, with its error');
  await page.goto('/menu/lost');
  await live(page);
  none(await inspect(who, { dark: true }), 'lost');
  none(who.troubles);
});

test('a new number that is none and a code that is wrong are told without scripts, and another number can be given instead', async t => {
  const who = await person(browser, shared, { view: 'phone', scripts: false }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/menu/phone', mine);
  const send = name => Promise.all([page.waitForNavigation(), press(page, name)]);
  await enter(page, { phone: '0120-123-456' });
  await send('この番号を確認する');
  assert.match(await words(page), /0ではじまる日本の電話番号/);
  none(await faults(page), 'an error without scripts');
  await enter(page, { phone: '070-9999-1234' });
  await send('この番号を確認する');
  assert.match(await words(page), /070-9999-1234 へお送りした6桁の数字/);
  await enter(page, { code: '000000' });
  await send('確認画面へ進む');
  assert.match(await words(page), /パスコードが違います/);
  await page.locator('main a[href="/menu/phone?other"]').click();
  await enter(page, { phone: '0120-123-456' });
  await send('この番号を確認する');
  assert.match(await page.locator('#phone-e').innerText(), /0ではじまる日本の電話番号/, 'what is wrong is said of the number, not of a code');
  assert.equal(await page.inputValue('[name=phone]'), '0120-123-456');
  none(who.troubles);
});
