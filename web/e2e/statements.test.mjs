// The statement of a month and one use of it: on a PC and on a phone, with scripts and without, by keyboard alone, on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, person, start, until } from './lib.mjs';
import { shifts } from './hands.mjs';
import { barriers, faults, inspect, open } from './look.mjs';
import { pdfPages } from './pdf.mjs';
import { loggedIn, proven } from './stage.mjs';

const none = (found, of) => assert.deepEqual(found, [], of);
const loaded = (page, pressed) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), pressed]);

let browser, server;
const members = {};   // case → {cookies, data(path), months}: who holds that demo card
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  const newest = new Date(Date.now() + 9 * 3600e3);
  for (const slug of ['sms', 'crowd', 'unused', 'gold', 'refund']) {
    const login = `meisai-${slug}-2`;
    await proven(server, slug, server.card(slug).mobile, { member_id: login });
    const cookies = (await loggedIn(server, login)).cookies();
    const data = async path => {
      const answer = await fetch(server.url + path, { headers: { Accept: 'application/json', cookie: cookies.map(c => `${c.name}=${c.value}`).join('; ') } });
      return answer.ok ? answer.json() : null;
    };
    let found = null;
    for (let ahead = 2; !found; ahead--) found = await data('/statements/' + new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7));
    members[slug] = { cookies, data, months: found.months.map(m => m.month) };
  }
});
after(async () => {
  await browser.close();
  await server.stop();
});

const yen = n => (n < 0 ? '−' : '') + Math.abs(n).toLocaleString('en') + '円';
const statement = month => `/statements/${month}`;

// crowded is the newest month of five thousand uses.
async function crowded() {
  const { data, months } = members.crowd;
  for (const month of months) {
    const d = await data(statement(month));
    if (d.count === 5000) return d;
  }
  throw new Error('no month has five thousand uses');
}

for (const view of ['pc', 'phone']) {
  test(`${view}, without scripts: from month to month, page to page, to a use and back, and all of it for paper`, async t => {
    const who = await person(browser, server, { view, scripts: false });
    t.after(() => who.context.close());
    const { page } = who, { cookies, months, data } = members.sms;
    await open(who, statement(months[1]), cookies);
    const d = await data(statement(months[1]));
    for (const words of [yen(d.total), `${d.count}件`, '確定|未確定|支払済']) assert.match(await page.locator('main').innerText(), new RegExp(words));
    await page.locator('.months select').selectOption(months[3]);
    await loaded(page, page.getByRole('button', { name: '表示' }).click());
    assert.equal(new URL(page.url()).pathname, statement(months[3]));
    await loaded(page, page.getByRole('link', { name: /^次の月/ }).click());
    assert.equal(new URL(page.url()).pathname, statement(months[2]));
    await loaded(page, page.locator('.ledger tbody tr').nth(2).locator('.amt').click({ force: true })); // anywhere on the row: the link lies over it
    assert.match(new URL(page.url()).pathname, new RegExp(`^${statement(months[2])}/uses/`));
    none(await faults(page), 'a use');
    await loaded(page, page.locator('.back a').click());
    assert.equal(new URL(page.url()).pathname, statement(months[2]));

    const crowd = await crowded();
    await open(who, statement(crowd.month) + '?page=49', members.crowd.cookies);
    await loaded(page, page.getByRole('link', { name: '次の100件' }).click());
    assert.equal(page.url(), `${server.url}${statement(crowd.month)}?page=50#list`);
    assert.equal(await page.locator('.ledger tbody tr').count(), 100);
    assert.match(await page.locator('#list').innerText(), /全5,000件のうち 4,901〜5,000件目/);
    none(await faults(page), 'the last page');
    await open(who, statement(months[1]), cookies);
    await loaded(page, page.getByRole('link', { name: '印刷' }).click());
    assert.equal(new URL(page.url()).search, '?all=1');
    assert.equal(await page.locator('.print-now').isVisible(), false, 'a button that needs scripts');
    none(await faults(page), 'for paper');
    none(who.troubles);
  });
}

test('with scripts: choosing goes there at once, the screen stays where it is, and paging begins at the list', async t => {
  const who = await person(browser, server, { view: 'pc' });
  t.after(() => who.context.close());
  const { page } = who, { cookies, months, data } = members.sms;
  await open(who, statement(months[1]), cookies);
  none(await shifts(page), 'CLS at the start');
  await page.evaluate(() => { globalThis.same = 'page'; });
  await page.locator('.months select').focus();
  await page.locator('.months select').selectOption(months[4]);
  await at(who, statement(months[4]));
  const d = await data(statement(months[4]));
  await until(page, want => document.querySelector('.st-sum .v')?.textContent === want, yen(d.total));
  assert.equal(await page.locator('.months select').inputValue(), months[4]);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'select', 'the keyboard stays on the list');
  assert.equal(await page.getByRole('button', { name: '表示' }).isVisible(), false, 'no button where none is needed');
  await page.getByRole('link', { name: /^前の月/ }).click();
  await at(who, statement(months[5]));
  assert.equal(await page.locator('.months select').inputValue(), months[5]);
  await page.goBack();
  await at(who, statement(months[4]));
  await until(page, month => document.querySelector('.months select').value === month, months[4]);

  const row = page.locator('.ledger tbody tr').nth(8);
  await row.scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => scrollY), shop = await row.locator('.shop a').innerText();
  await row.locator('.amt').click({ force: true });
  await until(page, shop => document.querySelector('h1')?.textContent === shop, shop);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1');
  await page.goBack();
  await at(who, statement(months[4]));
  await until(page, y => Math.abs(scrollY - y) < 2 && document.querySelector('.ledger'), y);
  assert.equal(await page.evaluate(() => globalThis.same), 'page', 'not a page was loaded');

  const crowd = await crowded();
  await open(who, statement(crowd.month), members.crowd.cookies);
  await page.evaluate(() => { globalThis.same = 'page'; });
  await page.getByRole('link', { name: '次の100件' }).click();
  await until(page, () => /101〜200件目/.test(document.querySelector('.card-h .muted')?.textContent) && document.activeElement.id === 'list');
  const top = await page.evaluate(() => document.getElementById('list').getBoundingClientRect().top);
  assert.ok(top >= -1 && top < 100, `the list begins at ${top} px`);
  const { uses } = await members.crowd.data(statement(crowd.month) + '?page=2');
  assert.deepEqual(await page.locator('.ledger tbody .shop').allInnerTexts(), uses.map(u => u.merchant));
  assert.equal(await page.evaluate(() => globalThis.same), 'page');
  none(who.troubles);
});

test('a month is chosen before the app runs, too', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  await who.page.route(/\.wasm/, () => {}); // never arrives
  await who.context.addCookies(members.sms.cookies);
  await who.page.goto(statement(members.sms.months[1]));
  await loaded(who.page, who.page.locator('.months select').selectOption(members.sms.months[2]));
  assert.equal(new URL(who.page.url()).pathname, statement(members.sms.months[2]));
});

test('by keyboard alone', async t => {
  const who = await person(browser, server, { view: 'pc' });
  t.after(() => who.context.close());
  const { page } = who, { cookies, months } = members.sms;
  await open(who, statement(months[1]), cookies);
  const tabTo = async (what, is) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(is)) return;
    }
    assert.fail(`${what} is not reached`);
  };
  await tabTo('the list of months', () => document.activeElement.matches('.months select'));
  await page.keyboard.press('ArrowDown');
  await at(who, statement(months[2]));
  await tabTo('a row', () => document.activeElement.matches('.ledger .shop a'));
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement, '::after'), row = document.activeElement.closest('tr').getBoundingClientRect();
    return { outline: style.outlineStyle, width: parseFloat(style.width), row: row.width };
  });
  assert.ok(ring.outline === 'solid' && Math.abs(ring.width - ring.row) < 2, `the ring goes round the row: ${JSON.stringify(ring)}`);
  await page.keyboard.press('Enter');
  await until(page, () => /\/uses\//.test(location.pathname) && document.querySelector('.use-card'));
  await tabTo('the way back', () => document.activeElement.matches('.back a'));
  await page.keyboard.press('Enter');
  await at(who, statement(months[2]));
  none(who.troubles);
});

test('no barrier in any state, light, dark and in 200 %', async t => {
  const crowd = await crowded();
  const { data, months } = members.gold;
  let abroad, fees;
  for (const month of months) {
    const d = await data(statement(month));
    abroad ??= d.uses.filter(u => u.currency).map(u => `${statement(month)}/uses/${u.ref}`)[0];
    fees ??= d.fee_lines && statement(month);
  }
  let negative;
  for (const month of members.refund.months) if ((await members.refund.data(statement(month))).total < 0) negative = statement(month);
  const states = [
    ['five thousand uses', statement(crowd.month) + '?page=7', 'crowd'], ['none', statement(members.unused.months[0]), 'unused'],
    ['a use abroad', abroad, 'gold'], ['fees', fees, 'gold'], ['a negative month', negative, 'refund'],
  ];
  for (const [view, big, of] of [['pc', false, /./], ['phone', false, /five|none|abroad/], ['phone', true, /abroad|fees/]]) {
    const own = big ? await launch('--blink-settings=defaultFontSize=32') : browser;
    const who = await person(own, server, { view });
    t.after(() => big ? own.close() : who.context.close());
    for (const [name, address, slug] of states.filter(([name]) => of.test(name))) {
      await t.test(`${name}, ${view}${big ? ', 200 %' : ''}`, async () => {
        const answer = await open(who, address, members[slug].cookies);
        assert.equal(answer.status(), 200);
        none(await shifts(who.page), 'CLS');
        none(await inspect(who, { dark: !big, narrow: !big && view === 'phone' }));
        if (name === 'a negative month') assert.match(await who.page.locator('.st-sum').innerText(), /ご返金額[\s\S]*−[\d,]+/);
        if (name === 'none') assert.match(await who.page.locator('main').innerText(), /この月のご利用はありません/);
        if (name === 'a use abroad') assert.match(await who.page.locator('main').innerText(), /外貨でのご利用[\s\S]*換算レート[\s\S]*1 [A-Z]{3}＝[\d.]+円[\s\S]*海外事務手数料/);
      });
    }
    none(who.troubles);
  }
});

test('on paper: the month whole, on A4, every page with its number and the head of the table', async t => {
  const who = await person(browser, server, { view: 'pc', dark: true }); // paper is white all the same
  t.after(() => who.context.close());
  const { page } = who;
  await page.addInitScript(() => { globalThis.printed = 0; globalThis.print = () => { globalThis.printed++; }; });
  const crowd = await crowded();
  for (const [slug, month] of [['gold', members.gold.months[2]], ['crowd', crowd.month]]) {
    const { cookies, data } = members[slug];
    await open(who, statement(month), cookies);
    await loaded(page, page.getByRole('link', { name: '印刷' }).click());
    await until(page, () => globalThis.printed === 1);
    await page.getByRole('button', { name: '印刷する' }).click();
    await until(page, () => globalThis.printed === 2);
    const d = await data(statement(month) + '?all=1');
    if (slug === 'gold') {
      await page.emulateMedia({ media: 'print' });
      none(await barriers(page), 'printed');
      await page.emulateMedia({ media: null });
      none(await barriers(page), 'before it is printed');
      none(await faults(page));
    }
    const pages = pdfPages(await page.pdf({ preferCSSPageSize: true }));
    const words = pages.join(''), plain = s => s.normalize('NFKC').replace(/\s/g, '');
    assert.ok(pages.length >= (slug === 'crowd' ? 100 : 2), `${pages.length} pages`);
    const sum = plain(`お支払い金額${yen(d.total)}`);
    assert.ok(words.includes(sum) && pages.at(-1).includes(plain(yen(d.total))), `the total ${sum} on the last page: ${pages.at(-1)}`);
    assert.ok(words.includes(plain(`ご利用 小計（${d.count.toLocaleString('en')}件）${yen(d.shopping + (d.cash ?? 0) + (d.revolving ?? 0))}`)), 'the sum of the uses');
    for (const [i, text] of pages.entries()) {
      assert.ok(text.includes(`${i + 1}/${pages.length}`), `page ${i + 1} of ${pages.length} has its number: ${text.slice(0, 60)}`);
      assert.match(text, /みほんカードNetアンサーご利用日ご利用先ご利用者お支払方法金額/, `page ${i + 1} has the brand's name and the head of the table`);
    }
    const amounts = d.uses.map(u => plain(yen(u.charged)));
    let from = 0;
    for (const [i, amount] of amounts.entries()) { // in their order, each after the one before
      from = words.indexOf(amount, from);
      assert.ok(from >= 0, `use ${i + 1}, ${amount}, is on paper`);
      from += amount.length;
    }
    const [, year, month1, day, time] = d.printed.match(/(\d+)-0?(\d+)-0?(\d+) (.*)/);
    assert.match(pages[0], new RegExp(`${year}年${month1}月${day}日\\d\\d:\\d\\d印刷`));
    assert.ok(pages[0].includes(plain(d.holder)) && pages[0].includes(`••${d.last4}`), 'whose it is');
  }
  none(who.troubles);
});
