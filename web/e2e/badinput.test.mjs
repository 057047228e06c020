// Bad days and wrong ways, as a person sees them: a card system that is slow, down or talks nonsense, a database that is gone
// for a while, a step that is skipped or over.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, axe, launch, person, press, registration, start, until } from './lib.mjs';
import { enter, eventually, field, posts, quiet, send, stands, value } from './hands.mjs';
import { postgres } from './postgres.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

async function open(t, at = server, options = {}) {
  const who = await person(browser, at, options);
  t.after(() => who.context.close());
  await who.page.goto('/register');
  if (who.scripts) await stands(who, '/register');
  return who;
}

const summary = page => page.locator('#problems').innerText();
const notice = page => page.locator('#notice').innerText();
const unexpected = who => who.troubles.filter(t => !/503/.test(t));

for (const slug of ['down', 'nonsense', 'slow']) {
  test(`a card system on a bad day (${slug}): the form stays as typed, says when it sends again, an edit stops it, a button sends at once`, async t => {
    const who = await open(t, server, { view: slug === 'down' ? 'phone' : 'pc' }), { page } = who, card = server.card(slug);
    const typed = registration(card, { member_id: `warui-${slug}1`.slice(0, 16) });
    const sent = posts(page, '/register');
    await enter(page, typed);
    await send(page);
    await until(page, () => document.getElementById('problems-again'), undefined, 20_000);
    assert.match(await summary(page), /ただいま混み合っております/);
    assert.match(await summary(page), /約\d+秒後に、自動でもう一度送信します/);
    assert.match(await page.evaluate(() => document.activeElement.id), /^problems$/, 'the focus is where it is said');
    await until(page, () => /あと2\d秒/.test(document.getElementById('problems-again').innerText)); // it counts
    for (const name of ['security_code', 'password', 'member_id', 'email', 'exp_month']) assert.equal(await value(page, name), typed[name], name);
    assert.equal((await value(page, 'card_number')).replaceAll(' ', ''), typed.card_number);
    assert.deepEqual(await axe(page), []);
    assert.equal(sent.count, 1);
    assert.doesNotMatch(await summary(page), /変わったため|やめました/);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/again-${slug}.png` });
    await enter(page, { email: 'hoka@mail.example.org' });
    if (who.view === 'phone') { // the wizard walked to another part, where nothing says that something is sent: nothing is
      await until(page, () => !document.getElementById('problems-again'));
      await send(page);
      await eventually('it is sent', () => sent.count === 2);
      assert.match(sent.bodies[1], /hoka%40mail/);
      assert.deepEqual(unexpected(who), []);
      return;
    }
    await until(page, () => /自動では送信しません/.test(document.getElementById('problems-again').innerText));
    assert.doesNotMatch(await summary(page), /そのまま|秒/, 'nothing says the contrary');
    if (slug !== 'slow') {
      await press(page, 'いますぐ送信する');
      await eventually('it is sent at once', () => sent.count === 2);
      await until(page, () => /約\d+秒後に/.test(document.getElementById('problems-again')?.innerText ?? ''));
      await press(page, '自動送信をやめる');
      await until(page, () => /自動送信をやめました/.test(document.getElementById('problems-again').innerText));
      assert.equal(await page.evaluate(() => document.activeElement.dataset.act), 'again', 'the focus is on what can be done now');
      assert.deepEqual(await axe(page), []);
      assert.match(sent.bodies[1], /hoka%40mail/);
    }
    assert.deepEqual(unexpected(who), []);
  });
}

test('without scripts the form comes back as typed, but for the secrets, with the sentence', async t => {
  const who = await open(t, server, { scripts: false }), { page } = who;
  for (const slug of ['down', 'nonsense']) {
    const typed = registration(server.card(slug), { member_id: `keshi-${slug}1`.slice(0, 16) });
    await enter(page, typed);
    await press(page, '規約に同意して確認画面へ');
    await at(who, '/register');
    assert.match(await summary(page), /ただいま混み合っております/);
    for (const name of ['member_id', 'email', 'exp_month', 'exp_year']) assert.equal(await value(page, name), typed[name], name);
    for (const name of ['card_number', 'security_code', 'password']) assert.equal(await value(page, name), '', name);
  }
});

test('a database that is gone for a while: the app sends again by itself and goes on; who leaves sends nothing', async t => {
  const db = await postgres();
  t.after(() => db.remove());
  const site = await start({ NETANSWER_DATABASE: db.dsn });
  t.after(() => site.stop());
  const who = await open(t, site), gone = await open(t, site), { page } = who;
  const sent = posts(page, '/register'), theirs = posts(gone.page, '/register');
  await enter(page, registration(site.card('sms'), { member_id: 'modoru-2026' }));
  await enter(gone.page, registration(site.card('both'), { member_id: 'modoru-2027' }));
  await db.stop();
  await Promise.all([send(page), send(gone.page)]);
  for (const p of [page, gone.page]) await until(p, () => /自動でもう一度送信します/.test(document.getElementById('problems-again')?.innerText ?? ''));
  assert.equal(sent.count, 1);
  assert.equal((await fetch(site.url + '/readyz')).status, 503);
  assert.equal((await fetch(site.url + '/healthz')).status, 200);
  await gone.page.locator('header a.mark').click();
  await stands(gone, '/');
  await db.again();
  await stands(who, '/register/confirm'); // nobody pressed anything
  assert.ok(sent.count >= 2 && sent.count <= 4, `sent ${sent.count} times`);
  assert.match(await page.locator('main').innerText(), /modoru-2026/);
  await quiet(gone.page, 3000);
  assert.equal(theirs.count, 1, 'who left sends nothing');
  assert.deepEqual([unexpected(who), unexpected(gone)], [[], []]);
});

for (const scripts of [true, false]) {
  test(`a skipped step and one that is over lead to the right one, with a sentence, once: scripts ${scripts}`, async t => {
    const who = await open(t, server, { scripts }), { page } = who, card = server.card(scripts ? 'diners' : 'mail');
    await enter(page, registration(card, { member_id: `tobasu-${scripts ? 1 : 2}xx` }));
    if (scripts) await send(page); else await press(page, '規約に同意して確認画面へ');
    await at(who, '/register/confirm');
    assert.equal(await notice(page), '');
    await page.goto('/register/done');
    await at(who, '/register/confirm');
    assert.match(await notice(page), /お手続きは、この画面からお進みください/);
    assert.equal(await page.locator('#notice').getAttribute('role'), 'status');
    if (scripts) {
      assert.deepEqual(await axe(page), []);
      assert.equal(new URL(page.url()).search, '', 'the address is the plain one');
      await page.reload();
      await at(who, '/register/confirm');
      assert.equal(await notice(page), '', 'it is not said twice');
      // within the running app: another tab confirms, this one presses the same
      const other = await who.context.newPage();
      await other.goto('/register/confirm');
      await press(other, 'ご本人様確認へ進む');
      await at({ page: other, scripts }, '/register/verify');
      await press(page, 'ご本人様確認へ進む');
      await at(who, '/register/verify');
      await until(page, () => /お手続きは、この画面からお進みください/.test(document.getElementById('notice').innerText));
      assert.equal(new URL(page.url()).search, '');
      await page.locator('a[href^="/register"], header a.mark').first().click();
      await until(page, () => document.getElementById('notice').innerText === '');
    }
    assert.deepEqual(who.troubles, []);
  });
}
