// The graph of uses and the available credit: what is read adds up, by mouse, thumb and keyboard, with scripts and without, in
// light, dark and very large text, on paper; a member of thousands of uses, of none, with months below 0, with a debit that failed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, start, until } from './lib.mjs';
import { shifts } from './hands.mjs';
import { faults, inspect, open } from './look.mjs';
import { loggedIn, proven } from './stage.mjs';

let browser, server;
const jars = {};
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  for (const slug of ['sms', 'refund', 'crowd', 'unused', 'plans', 'overdue']) {
    const card = server.card(slug), member_id = `${slug}2468x`;
    await proven(server, slug, card.mobile, { member_id });
    jars[slug] = (await loggedIn(server, member_id)).cookies();
  }
});
after(async () => { await browser?.close(); await server?.stop(); });

async function visit(t, slug, address, options = {}, in_ = browser) {
  const who = await person(in_, server, options);
  t.after(() => who.context.close());
  await open(who, address, jars[slug]);
  return who;
}

const none = (found, of) => assert.deepEqual(found, [], of);
const yen = words => Number(words.replace(/[円,\s]/g, '').replace('−', '-'));

// read is what stands on /usage: the sum, the bars, the list of parts, the table.
const read = page => page.evaluate(() => {
  const text = e => e?.textContent.trim() ?? '';
  return {
    sum: text(document.querySelector('.figure')), said: text(document.querySelector('[role=status] .figure')?.parentNode),
    bars: [...document.querySelectorAll('.chart a')].map(a => ({ name: text(a), amount: text(a.querySelector('.v')), to: a.getAttribute('href'), chosen: a.ariaCurrent === 'true' })),
    parts: [...document.querySelectorAll('.cats li')].map(li => [text(li.querySelector('span')), text(li.querySelector('.money'))]),
    rows: [...document.querySelectorAll('.plain tbody tr')].map(tr => [...tr.cells].map(text)),
  };
});

function addsUp(seen, of) {
  assert.equal(seen.bars.length, 12, of);
  const chosen = seen.bars.find(b => b.chosen);
  assert.equal(yen(seen.sum), yen(chosen.amount), of);
  assert.equal(seen.parts.reduce((sum, [, amount]) => sum + yen(amount), 0), yen(seen.sum), `${of}: the parts`);
  for (const [n, row] of seen.rows.entries()) {
    const [total, ...rest] = row.slice(1).reverse().map(yen);
    assert.equal(rest.reduce((a, b) => a + b, 0), total, `${of}: ${row}`);
    assert.equal(total, yen(seen.bars[11 - n].amount), `${of}: ${row}`);
  }
}

test('with the keyboard alone, month by month, nothing loaded and nothing moving', async t => {
  const who = await visit(t, 'sms', '/usage'), { page } = who;
  // the bars that the server drew are those that the app goes on with
  await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => { for (const e of document.querySelectorAll('.chart *')) e.drawn = true; }));
  await page.reload();
  await live(page);
  assert.ok(await page.evaluate(() => [...document.querySelectorAll('.chart *')].every(e => e.drawn)), 'the same nodes');
  assert.ok(await page.evaluate(() => document.querySelectorAll('.chart rect').length > 12 && [...document.querySelectorAll('.chart rect')].every(e => e.namespaceURI.endsWith('/svg') && e.getBBox().height > 0)), 'bars are drawn');
  none((await shifts(page)).filter(s => s.value > 0.001), 'shifts');
  const list = page.getByRole('list', { name: '12か月の棒グラフ' });
  assert.equal(await list.getByRole('link').count(), 12);
  for (const link of await list.getByRole('link').all()) {
    assert.match(await link.evaluate(e => e.innerText.replace(/\s+/g, ' ')), /^(?:\d{4}年 ?)?\d+月 −?[\d,]+円/);
  }
  const first = await read(page);
  addsUp(first, 'at first');
  assert.match(first.said, /お支払い分のご利用[\s\S]*前の月（\d+月）/);

  await page.evaluate(() => { globalThis.stamp = true; });
  await page.locator('.turns a').last().focus();
  const stops = [];
  for (let n = 0; n < 20; n++) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => ({ href: document.activeElement.getAttribute('href'), ring: getComputedStyle(document.activeElement).outlineStyle !== 'none', month: !!document.activeElement.closest('.chart') })));
    if (stops.filter(s => s.month).length === 4) break;
  }
  assert.ok(stops.every(s => s.ring), 'each stop is seen');
  const to = stops.at(-1).href;
  assert.equal(to, first.bars[3].to, 'Tab goes from month to month');
  await page.keyboard.press('Enter');
  await until(page, to => location.pathname + location.search === to && document.querySelector('.chart a[aria-current]')?.getAttribute('href') === to, to);
  const then = await read(page);
  addsUp(then, 'by keyboard');
  assert.notEqual(then.said, first.said, 'what is spoken changes');
  assert.ok(await page.evaluate(() => globalThis.stamp && document.querySelector('[role=status] .figure') && document.activeElement.ariaCurrent === 'true'), 'no load, and the focus stays on the month');
  await page.getByRole('link', { name: 'ご利用者' }).press('Enter');
  await until(page, () => location.search.endsWith('&by=user') && document.querySelector('.splits a[aria-current]').textContent === 'ご利用者');
  const users = await read(page);
  addsUp(users, 'by card user');
  assert.equal(users.sum, then.sum);
  assert.match(users.parts.map(p => p[0]).join(), /見本 花子 様.*本人・••\d{4}/);
  await page.getByRole('link', { name: /^次の月（\d{4}年\d+月）$/ }).click();
  await until(page, to => document.querySelector('.chart a[aria-current]')?.getAttribute('href') === to, users.bars[4].to);
  await page.goBack();
  await page.goBack();
  await until(page, to => location.pathname + location.search === to && document.querySelector('.chart a[aria-current]')?.getAttribute('href') === to, to);
  none((await shifts(page)).filter(s => s.value > 0.001), 'shifts after all');
  await page.locator('.scroll').focus();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '12か月の表', 'the table is reached, to be scrolled');
  none(who.troubles);
});

test('without scripts, with a thumb: months are links, and what is below 0 hangs below the line', async t => {
  const who = await visit(t, 'refund', '/usage', { view: 'phone', scripts: false }), { page } = who;
  const seen = await read(page), below = seen.bars.find(b => yen(b.amount) < 0);
  assert.ok(below, 'a month was paid out');
  none(await faults(page));
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator(`.chart a[href="${below.to}"]`).click()]);
  const then = await read(page);
  addsUp(then, 'a month below 0');
  assert.ok(yen(then.sum) < 0 && /ご利用を上回る月/.test(then.said), then.said);
  assert.match(await page.locator('.cats .neg').first().innerText(), /返品[\s\S]*−[\d,]+円/);
  const sides = await page.evaluate(() => {
    const bar = document.querySelector('.chart .sel'), zero = bar.querySelector('.zero').getBoundingClientRect();
    return [...bar.querySelectorAll('rect')].map(r => r.getBoundingClientRect()).map(r => r.right <= zero.left + 1 ? -1 : r.left >= zero.left - 1 ? 1 : 0);
  });
  assert.ok(sides.includes(-1) && sides.includes(1) && !sides.includes(0), `the parts lie on the sides of the line: ${sides}`);
  none(await faults(page));
  await page.setViewportSize({ width: 800, height: 900 });
  assert.ok(await page.evaluate(() => document.querySelector('.chart .sel rect').getBoundingClientRect().width < 60 && document.querySelector('.grid').checkVisibility()), 'where there is the width, the bars stand');
});

test('every kind of life, in light, dark and 320 px', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    for (const [slug, address, words] of [
      ['refund', '/usage', /ご利用グラフ/], ['crowd', '/usage', /2,\d{3},\d{3}円/], ['unused', '/usage', /この12か月のご利用はありません/],
      ['plans', '/limit', /分割払いの残り[\s\S]*あと\d+回[\s\S]*2027年\d+月\d+日/], ['overdue', '/limit', /お支払いを確認できていません[\s\S]*ご利用可能額に戻りません[\s\S]*お支払いを確認できていない金額/],
      ['unused', '/limit', /戻りを待っている金額はありません/], ['crowd', '/limit', /いま使える金額/],
    ].filter(([slug]) => view === 'phone' || /refund|plans|overdue/.test(slug))) {
      await open(who, address, jars[slug]);
      assert.match(await who.page.locator('main').innerText(), words);
      if (address === '/usage' && slug !== 'unused') addsUp(await read(who.page), slug);
      none(await inspect(who), `${view} ${slug} ${address}`);
      none((await shifts(who.page)).filter(s => s.value > 0.001), `${view} ${slug} ${address}: shifts`);
    }
    none(who.troubles);
  }
});

test('very large text on a phone, on the worst of lives', async t => {
  const big = await launch('--blink-settings=defaultFontSize=32');
  t.after(() => big.close());
  for (const [slug, address, locale] of [['refund', '/usage', 'ja-JP'], ['plans', '/limit', 'ja-JP'], ['overdue', '/limit', 'en-US']]) {
    const who = await visit(t, slug, address, { view: 'phone', locale }, big);
    none(await inspect(who, { lang: locale.slice(0, 2), dark: false, narrow: false }), `${slug} ${address}`);
  }
});

test('each colour is seen on its ground, in light and dark', async t => {
  for (const dark of [false, true]) {
    const { page } = await visit(t, 'sms', '/usage', { dark });
    const ratios = await page.evaluate(() => {
      const light = rgb => {
        const [r, g, b] = rgb.match(/[\d.]+/g).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
      };
      const ground = light(getComputedStyle(document.querySelector('.card')).backgroundColor), out = {};
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('class', 'hbar');
      document.querySelector('main').append(svg);
      for (const name of ['bar-t', ...Array.from({ length: 10 }, (_, n) => `f${n + 1}`)]) for (const way of ['fill', 'stroke']) {
        const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        rect.setAttribute('class', name + (way === 'stroke' ? ' hollow' : ''));
        svg.append(rect);
        const [a, b] = [light(getComputedStyle(rect)[way]), ground];
        out[`${name} ${way}`] = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      }
      return out;
    });
    assert.equal(Object.keys(ratios).length, 22);
    for (const [name, ratio] of Object.entries(ratios)) assert.ok(ratio >= 3, `${dark ? 'dark' : 'light'}: ${name} is ${ratio.toFixed(2)} to its ground`);
  }
});

test('on paper: no controls, the whole table, nothing cut', async t => {
  for (const [slug, address] of [['refund', '/usage'], ['plans', '/limit']]) {
    const who = await visit(t, slug, address, { scripts: false, viewport: { width: 690, height: 980 } }), { page } = who; // A4 within its margins
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.nav', '.turns', '.splits', '.foot']) assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, `${gone} is printed`);
    const wide = await page.evaluate(() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.vh')).map(e => e.className || e.localName));
    none(wide, `${address} is cut`);
    if (address === '/usage') addsUp(await read(page), 'on paper');
    else assert.ok(await page.locator('.when-more li').last().evaluate(e => e.getBoundingClientRect().height > 10), 'what is folded away is printed too');
  }
});

test('the reckoning of each limit is read as it adds up, and its uses unfold by keyboard', async t => {
  const who = await visit(t, 'plans', '/limit'), { page } = who;
  const cards = await page.evaluate(() => [...document.querySelectorAll('section.card')].filter(c => c.querySelector('.eq')).map(c => ({
    figure: c.querySelector('.figure').textContent,
    rows: [...c.querySelectorAll('.eq > div')].map(r => [getComputedStyle(r, '::before').content, r.querySelector('dd').textContent]),
  })));
  assert.ok(cards.length >= 2);
  for (const { figure, rows } of cards) {
    let left = 0;
    for (const [op, amount] of rows) {
      if (op === '"＝"') assert.equal(yen(amount), left);
      else left += (op === '"−"' ? -1 : 1) * yen(amount);
    }
    assert.equal(yen(figure), left);
  }
  const more = page.locator('.when-more summary');
  await more.focus();
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelector('.when-more').open);
  const last = await page.locator('.when-more li').last().innerText();
  assert.match(last, /\d{4}年\d+月\d+日（.）[\s\S]*使える金額は1,500,000円になります/, 'in the end all of it is back');
  none(who.troubles);
  await page.locator('.nav a[href="/usage"]').click();
  await at(who, '/usage');
  assert.equal(await page.locator('.nav a[aria-current=page]').innerText(), 'ご利用グラフ');
});
