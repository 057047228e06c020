// The list of statements and the search over all months: as one types and without scripts, on a PC and on a phone, by keyboard alone;
// and the files that a member saves.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { at, enter, launch, person, start, until } from './lib.mjs';
import { focused, seen, shifts } from './hands.mjs';
import { barriers, faults, inspect, open } from './look.mjs';
import { loggedIn, proven } from './stage.mjs';

let browser, server, cookies, empty;
before(async () => {
  browser = await launch();
  server = await start();
  await proven(server, 'sms', server.card('sms').mobile, { member_id: 'hanako2468' });
  cookies = (await loggedIn(server, 'hanako2468')).cookies();
  await proven(server, 'unused', server.card('unused').mobile, { member_id: 'mitsuki2468' });
  empty = (await loggedIn(server, 'mitsuki2468')).cookies();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const none = (found, of) => assert.deepEqual(found, [], of);

// data is what the screen of an address shows.
const data = address => fetch(server.url + address, { headers: { Accept: 'application/json', cookie: cookies.map(c => `${c.name}=${c.value}`).join('; ') } }).then(a => a.json());

// parsed is a file of CSV, read as RFC 4180 has it: its header and its lines as objects.
function parsed(text) {
  assert.equal(text[0], '\ufeff', 'a byte order mark');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  assert.deepEqual(rows.pop(), [], 'the last line ends');
  const [header, ...lines] = rows;
  return lines.map(l => Object.fromEntries(header.map((name, i) => [name, l[i]])));
}
const total = lines => lines.reduce((sum, l) => sum + Number(l['お支払い金額']) + Number(l['手数料・利息']), 0);

// said waits until the number of results is said, and answers it.
const said = (page, words) => until(page, words => document.querySelector('#results [role=status]').textContent.match(words)?.[0], words);

// Without scripts whatever is pressed loads a page: all of it.
const loaded = (page, pressed) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), pressed]);

const where = page => new URL(page.url());

for (const view of ['pc', 'phone']) {
  test(`${view}: results come as one types, in place`, async t => {
    const who = await person(browser, server, { view }), { page } = who;
    t.after(() => who.context.close());
    await open(who, '/home', cookies);
    await page.locator('.nav a[href="/statements"]').click();
    await at(who, '/statements');
    await until(page, () => document.querySelectorAll('.year li').length >= 18);
    const before = await page.evaluate(() => ({ at: performance.now(), steps: history.length, form: JSON.stringify(document.getElementById('search').getBoundingClientRect()) }));
    // into the middle of a word: the caret stays there
    await page.locator('#q').focus();
    await page.keyboard.type('すかぜ', { delay: 30 });
    const first = await said(page, '見つかりました|ありませんでした');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('まつ');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    const want = await data('/statements?q=' + encodeURIComponent('ﾏﾂｶｾﾞ'));
    assert.ok(want.found.count > 3, 'there is something to be found');
    assert.match(first, /ありません/);
    assert.equal(await said(page, `^${want.found.count}件見つかりました`), `${want.found.count}件見つかりました`);
    assert.deepEqual([await seen(page, 'q'), await focused(page)], ['|まつかぜ', 'q']);
    assert.equal(where(page).searchParams.get('q'), 'まつかぜ', 'the address says what is shown');
    assert.match(await page.locator('#results').innerText(), new RegExp(`合計[\\s\\S]*${want.found.sum.toLocaleString('en')}`));
    await until(page, n => document.querySelectorAll('.ledger .shop').length === n, want.found.count);
    for (const u of want.found.uses) assert.ok(await page.locator(`a[href="/statements/${u.month}/uses/${u.ref}"]`).count(), `${u.month} ${u.ref} has its way`);
    const now = await page.evaluate(() => ({ steps: history.length, form: JSON.stringify(document.getElementById('search').getBoundingClientRect()) }));
    assert.deepEqual({ at: before.at, ...now }, before, 'nothing is added to the history, and the form has not moved');
    none((await shifts(page)).filter(s => s.at > before.at), 'nothing jumps');
    none(await inspect(who, { picture: `statements-found-${view}` }), 'with results');
    // to a use and back: what was found is there again
    await page.locator('.ledger .shop a').first().click();
    await at(who, `/statements/${want.found.uses[0].month}/uses/${want.found.uses[0].ref}`);
    await page.goBack();
    await at(who, '/statements');
    await said(page, `^${want.found.count}件`);
    assert.equal(await page.locator('#q').inputValue(), 'まつかぜ');
    // a choice is asked at once; a condition that does not fit is told when it is left, and nothing is asked
    if (want.cards) {
      await page.locator('#who-family').check({ force: true });
      const family = await data('/statements?q=' + encodeURIComponent('まつかぜ') + '&who=family');
      await said(page, family.found.count ? `^${family.found.count}件` : 'ありませんでした');
    }
    await page.locator('.more-terms summary').click();
    await enter(page, { from: '5000', to: '３００' });
    await page.keyboard.press('Tab');
    await until(page, () => /小さく/.test(document.getElementById('to-e').textContent));
    assert.equal(where(page).searchParams.get('to'), null, 'what cannot be asked is not');
    none(await barriers(page), 'with a problem');
    await page.keyboard.press('Enter');
    await page.locator('#search button').click();
    await until(page, () => document.activeElement.id === 'to');
    assert.deepEqual(await page.locator('#search input:not([type=radio])').evaluateAll(all => all.map(e => e.value)), ['まつかぜ', '5000', '３００', '', ''], 'nothing typed is lost');
    await page.locator('#to').fill('999999');
    await until(page, () => document.getElementById('to-e').textContent === '' && /to=999999/.test(location.search));
    // nothing fits: it says why and what next
    await page.locator('#q').fill('そんなお店はない');
    await until(page, () => new URLSearchParams(location.search).get('q') === 'そんなお店はない'); // the choice above may have said the same
    await said(page, 'ありませんでした');
    assert.match(await page.locator('#results').innerText(), /条件をへらして/);
    none(await inspect(who, { picture: `statements-none-${view}` }), 'empty');
    await page.locator('#results a', { hasText: '条件を消す' }).click();
    await until(page, () => location.search === '' && document.querySelectorAll('.year li').length >= 18);
    await until(page, () => document.getElementById('q').value === ''); // the form is empty again, once the answer is in view
    await page.goBack();
    await until(page, () => document.getElementById('q').value === 'そんなお店はない');
    await page.goBack();
    await at(who, '/home');
    none(who.troubles);
  });

  test(`${view}: without scripts it is an ordinary form`, async t => {
    const who = await person(browser, server, { view, scripts: false }), { page } = who;
    t.after(() => who.context.close());
    await open(who, '/statements', cookies);
    const want = await data('/statements?from=0');
    await page.locator('.more-terms summary').click();
    await enter(page, { from: '0' });
    await loaded(page, page.locator('#search button').click());
    assert.equal(where(page).searchParams.get('from'), '0');
    assert.match(await page.locator('#results').innerText(), new RegExp(`${want.found.count}件見つかりました`));
    await loaded(page, page.locator('.pages a', { hasText: '次の100件' }).click());
    assert.equal(where(page).searchParams.get('page'), '2');
    assert.equal(await page.locator('.ledger .shop').count(), 100);
    none(await faults(page), 'a page of results');
    assert.equal((await page.goto('/statements?from=5&to=4&q=' + encodeURIComponent('"><b>'))).status(), 422);
    assert.match(await page.locator('#to-e').innerText(), /小さく/);
    assert.equal(await page.locator('#q').inputValue(), '"><b>');
    none(await faults(page), 'with a problem');
    none(who.troubles);
  });
}

test('by keyboard alone', async t => {
  const who = await person(browser, server), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/statements', cookies);
  await page.locator('#q').focus();
  const path = [];
  for (let i = 0; i < 4; i++) {
    path.push(await page.evaluate(() => document.activeElement.name || document.activeElement.textContent));
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(path, ['q', 'さがす', 'who', '金額・ご利用日でしぼる']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await until(page, () => /who=own/.test(location.search) && document.activeElement.id === 'who-own');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab'); // past 条件を消す or into the first field, whichever comes
  await page.locator('#from').focus();
  await page.keyboard.type('1000');
  await page.keyboard.press('Enter');
  await until(page, () => /from=1000/.test(location.search) && document.activeElement.id === 'from');
  await page.locator('.ledger .shop a').first().focus();
  await page.keyboard.press('Enter');
  await until(page, () => /\/uses\//.test(location.pathname));
  none(who.troubles);
});

test('files are saved while the screen stays, and parse back to what it shows', async t => {
  const who = await person(browser, server, { acceptDownloads: true }), { page } = who;
  t.after(() => who.context.close());
  const save = async link => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(link).click()]);
    return { name: file.suggestedFilename(), lines: parsed(await readFile(await file.path(), 'utf8')) };
  };
  await open(who, '/statements', cookies);
  const { months } = await data('/statements');
  const all = await save('.exports a');
  assert.match(all.name, /^statements-20\d\d-\d\d-\d\d\.csv$/);
  assert.equal(total(all.lines), months.reduce((sum, m) => sum + m.total, 0), 'all months');
  assert.equal(where(page).pathname, '/statements');
  await page.locator('#q').fill('すーぱー');
  const { found } = await data('/statements?q=' + encodeURIComponent('スーパー'));
  await said(page, `^${found.count}件`);
  const some = await save('.found a');
  assert.deepEqual([some.lines.length, total(some.lines)], [found.count, found.sum], 'what was found');
  await page.locator('.ledger .sect a').first().click();
  await at(who, `/statements/${found.uses[0].month}`);
  const month = await save('.exports a[href$="/csv"]');
  assert.equal(month.name, `statement-${found.uses[0].month}.csv`);
  assert.equal(total(month.lines), months.find(m => m.month === found.uses[0].month).total, 'one month');
  none(who.troubles);
});

test('who has never used the card is told so', async t => {
  const who = await person(browser, server, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/statements', empty);
  assert.match(await page.locator('#results').innerText(), /明細はまだありません[\s\S]*数日で/);
  none(await inspect(who), 'no months');
  none(who.troubles);
});

test('on a machine four times slower every key arrives, with a hundred results drawn under it', async t => {
  const who = await person(browser, server, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/statements?from=0', cookies);
  await who.context.newCDPSession(page).then(cdp => cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 }));
  await page.locator('#q').focus();
  for (const key of 'スーパーまつかぜ') {
    await page.keyboard.type(key);
    await page.waitForTimeout(key === 'ー' ? 700 : 120); // some pauses are long enough for an answer to come
  }
  assert.equal(await page.locator('#q').inputValue(), 'スーパーまつかぜ');
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(i % 3 ? 150 : 600);
  }
  await said(page, '見つかりました');
  assert.equal(await page.locator('#q').inputValue(), '', 'all keys arrived');
  none(who.troubles);
});

test('answers that are late, on a slow phone: nothing jumps, and what is typed meanwhile stays', async t => {
  const who = await person(browser, server, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/statements', cookies);
  const cdp = await who.context.newCDPSession(page), began = await page.evaluate(() => performance.now());
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 700, downloadThroughput: -1, uploadThroughput: -1 });
  for (const [q, says] of [['まつかぜ', '見つかりました'], ['そんなお店はない', 'ありませんでした'], ['まつかぜ', '見つかりました']]) {
    await page.locator('#q').fill(q);
    await said(page, says);
  }
  none((await shifts(page)).filter(s => s.at > began), 'nothing jumps');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  await page.locator('.more-terms summary').click();
  await page.locator('#from').fill('5000');
  await page.locator('#to').fill('３００'); // while the answer to the field before is on its way
  await page.keyboard.press('Tab');
  await until(page, () => /from=5000/.test(location.search));
  await until(page, () => /小さく/.test(document.getElementById('to-e').textContent));
  assert.deepEqual(await page.locator('#q, #from, #to').evaluateAll(all => all.map(e => e.value)), ['まつかぜ', '5000', '３００']);
  none(who.troubles);
});
