// The registration without any script: what the browser posts, what the server draws again, and that it says so in words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, person, press, registration, start } from './lib.mjs';
import { byHTTP, enter, field, problem, value } from './hands.mjs';
import { data, dearest, loggedIn, proven } from './stage.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

async function open(t, view = 'pc', address = '/register') {
  const who = await person(browser, server, { view, scripts: false });
  t.after(() => who.context.close());
  await who.page.goto(address);
  return who;
}

// entered is a person at the confirm screen.
async function entered(t, slug, member_id, view) {
  const who = await open(t, view);
  await enter(who.page, registration(server.card(slug), { member_id }));
  await press(who.page, '規約に同意して確認画面へ');
  await at(who, '/register/confirm');
  return who;
}

const summary = page => page.locator('#problems').innerText();
const names = page => page.locator('#form input:not([type=hidden])').evaluateAll(all => all.map(i => i.name));
const AGAIN = /カード番号・セキュリティコード・パスワードは、もう一度入力をお願いします/;

for (const view of ['pc', 'phone']) {
  test(`a form with problems comes back with everything but the three secrets, and says so: ${view}`, async t => {
    const who = await open(t, view), { page } = who;
    const typed = registration(server.card('sms'), { member_id: `kirinasi-${view}1`, email: 'umi.example.org' });
    await enter(page, typed);
    await press(page, '規約に同意して確認画面へ');
    await at(who, '/register');
    const said = await summary(page);
    assert.match(said, /入力内容をご確認ください（1件）/);
    assert.match(said, AGAIN);
    for (const name of ['exp_month', 'exp_year', 'member_id', 'email']) assert.equal(await value(page, name), typed[name], name);
    assert.ok(await field(page, 'agree').isChecked());
    for (const name of ['card_number', 'security_code', 'password']) {
      assert.equal(await value(page, name), '', name);
      assert.ok(!(await page.content()).includes(typed[name]), `${name} is in the page`);
    }
    assert.match(await problem(page, 'email'), /「＠」がありません/);
    assert.equal(await field(page, 'email').getAttribute('aria-invalid'), 'true');
    assert.equal(await problem(page, 'member_id'), '');
    await page.locator('#problems a[href="#email"]').click();
    assert.ok(await field(page, 'email').evaluate(el => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }), 'its link leads to the field');
    assert.equal(await page.locator('[data-act="reveal"]').isVisible(), false, 'no button that does nothing');

    const { card_number, security_code, password } = typed; // only what it asked for, and what was wrong
    await enter(page, { card_number: card_number.replace(/(....)/g, '$1－'), security_code, password, email: 'umi@mail.example.org' });
    await press(page, '規約に同意して確認画面へ');
    await at(who, '/register/confirm');
    assert.match(await page.locator('main').innerText(), /パスワードの安全性\s*非常に高い/, 'the grade, which nobody could ask for while typing');
    assert.deepEqual(who.troubles, []);
  });
}

test('a password that many people use is refused in words, and nothing else is lost', async t => {
  const who = await open(t), { page } = who;
  const typed = registration(server.card('sms'), { member_id: 'kiritsubo-88', password: 'sakura2026' });
  await enter(page, typed);
  await press(page, '規約に同意して確認画面へ');
  await at(who, '/register');
  assert.match(await problem(page, 'password'), /推測されやすく/);
  assert.equal(await value(page, 'member_id'), 'kiritsubo-88');
  assert.ok(!(await page.content()).includes('sakura2026'));
  const { card_number, security_code } = typed;
  await enter(page, { card_number, security_code, password: 'Kiri-no-mori7' });
  await press(page, '規約に同意して確認画面へ');
  await at(who, '/register/confirm');
  assert.deepEqual(who.troubles, []);
});

test('a refused card, a taken ID: what the server finds stands where it belongs', async t => {
  const first = server.card('amex');
  await byHTTP(server, first, registration(first, { member_id: 'sakini2026', email: 'mukashi@mail.example.org' }));
  const who = await open(t), { page } = who;
  await enter(page, registration(server.card('lost'), { member_id: 'sakini2026' }));
  await press(page, '規約に同意して確認画面へ');
  await at(who, '/register');
  assert.match(await summary(page), /入力内容をご確認ください[\s\S]*カードを確認できませんでした[\s\S]*認証デスク/);
  assert.match(await summary(page), AGAIN);
  assert.equal(await problem(page, 'member_id'), '', 'whether an ID is taken is nobody\'s business before the card is accepted');
  const card = server.card('diners');
  await enter(page, { card_number: card.number, exp_month: card.exp_month, exp_year: card.exp_year, security_code: card.security_code, password: 'Kiri-no-mori7' });
  await press(page, '規約に同意して確認画面へ');
  await at(who, '/register');
  assert.match(await problem(page, 'member_id'), /すでに使われています/);
  assert.match(await summary(page), /安全のため、パスワードは、もう一度/);
  assert.doesNotMatch(await summary(page), /カード番号/);
  assert.deepEqual(await names(page), ['member_id', 'password'], 'the card is accepted: it is not asked for again');
  assert.equal(await value(page, 'member_id'), 'sakini2026');
  await enter(page, { member_id: 'atode-2026', password: 'Kiri-no-mori7' });
  await press(page, '変更して確認画面へ');
  await at(who, '/register/confirm');
  const words = await page.locator('main').innerText();
  assert.ok(words.includes('atode-2026') && words.includes(card.number.slice(-4)) && words.includes('umi.no.kaze@mail.example.org'));
  assert.deepEqual(who.troubles, []);
});

test('another language brings the form back as it was typed, but for the secrets, and says so', async t => {
  const who = await person(browser, server, { view: 'phone', scripts: false }), { page } = who;
  t.after(() => who.context.close());
  await page.goto('/register');
  const typed = registration(server.card('sms'), { member_id: 'kotoba-2026' });
  await enter(page, typed);
  await page.locator('footer button[lang=en]').click();
  await page.locator('html[lang=en]').waitFor();
  for (const name of ['exp_month', 'exp_year', 'member_id', 'email']) assert.equal(await value(page, name), typed[name], name);
  assert.equal(await field(page, 'agree').isChecked(), true);
  for (const name of ['card_number', 'security_code', 'password']) assert.equal(await value(page, name), '', name);
  assert.match(await summary(page), /language has been changed[\s\S]*enter the card number, the security code and the password again/);
  assert.ok(!page.url().includes('?'), 'nothing of it stands in the address');
  await enter(page, typed);
  await page.locator('#form .btn-1').click();
  await at(who, '/register/confirm');
  assert.deepEqual(who.troubles, []);
});

test('each edit link asks only for its part, and there is a way back without a change', async t => {
  const who = await entered(t, 'mail', 'henkou2026'), { page } = who;
  for (const [part, fields, typed, shown] of [
    ['email', ['email'], { email: 'yama@mail.example.org' }, 'yama@mail.example.org'],
    ['login', ['member_id', 'password'], { member_id: 'henkou2027', password: 'Kaze-no-oto9' }, 'henkou2027'],
    ['card', ['card_number', 'exp_month', 'exp_year', 'security_code'], (c => ({ card_number: c.number, exp_month: c.exp_month, exp_year: c.exp_year, security_code: c.security_code }))(server.card('both')), server.card('both').number.slice(-4)],
  ]) {
    await page.locator(`a[href="/register?part=${part}"]`).click();
    await at(who, '/register');
    assert.deepEqual(await names(page), fields);
    await press(page, '変更せずに確認画面へ戻る');
    await at(who, '/register/confirm');
    await page.locator(`a[href="/register?part=${part}"]`).click();
    await at(who, '/register');
    if (part === 'email') { // a problem asks for the part alone as well
      await enter(page, { email: 'yama' });
      await press(page, '変更して確認画面へ');
      await at(who, '/register');
      assert.deepEqual(await names(page), fields);
      assert.doesNotMatch(await summary(page), /安全のため/, 'no secret is in this part');
    }
    if (part === 'card') {
      await enter(page, { ...typed, exp_month: '13' });
      await press(page, '変更して確認画面へ');
      await at(who, '/register');
      assert.match(await summary(page), /カード番号とセキュリティコードは、もう一度/);
    }
    await enter(page, typed);
    await press(page, '変更して確認画面へ');
    if (part === 'card') { // another holder's: the password, which nobody keeps, is to be compared with their data
      await at(who, '/register');
      assert.deepEqual(await names(page), ['member_id', 'password']);
      assert.equal(await value(page, 'member_id'), 'henkou2027');
      await enter(page, { password: 'Kaze-no-oto9' });
      await page.locator('#form button[type=submit]').click();
    }
    await at(who, '/register/confirm');
    assert.ok((await page.locator('main').innerText()).includes(shown));
  }
  assert.deepEqual(who.troubles, []);
});

test('the passcode: asked for again too early, mistyped, too short, used up', async t => {
  const who = await entered(t, 'sms', 'ansyou2026', 'phone'), { page } = who, card = server.card('sms');
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/register/verify');
  const passcode = await server.passcode(card.mobile), wrong = passcode === '000000' ? '000001' : '000000';
  assert.match(await page.locator('main').innerText(), /あと\d+秒たつと、もう一度送れます/, 'it says how long to wait');
  await press(page, 'もう一度送る');
  assert.match(await summary(page), /\d+秒たってから、もう一度お試しください/);
  assert.equal((await server.messages(card.mobile)).length, 1);
  assert.equal(await field(page, 'passcode').isVisible(), true, 'and the passcode can still be entered');
  const reference = (await page.locator('.ref').innerText()).trim();
  assert.ok((await server.messages(card.mobile))[0].text.includes(reference), 'the message shows the same reference');

  await field(page, 'passcode').fill('12345');
  await press(page, '認証する');
  await at(who, '/register/verify');
  assert.match(await problem(page, 'passcode'), /1桁足りません/);
  assert.match(await page.locator('main').innerText(), /あと5回/, 'too short is no try');
  await field(page, 'passcode').fill(wrong);
  await press(page, '認証する');
  await at(who, '/register/verify');
  assert.match(await problem(page, 'passcode'), /パスコードが違います.*あと4回/);
  assert.equal(await value(page, 'passcode'), '', 'a passcode is never drawn again');
  for (let n = 3; n >= 0; n--) {
    await field(page, 'passcode').fill(wrong);
    await press(page, '認証する');
    await at(who, '/register/verify');
  }
  assert.match(await page.locator('main').innerText(), /このパスコードは使えなくなりました/);
  assert.equal(await field(page, 'passcode').count(), 0, 'nothing to type into');
  assert.equal(await page.locator('button', { hasText: 'もう一度送る' }).count(), 1);
  assert.deepEqual(who.troubles, []);
});

test('nothing on file, a card that has its member', async t => {
  const desk = '0120-000-000';
  let words, who = await entered(t, 'nocontact', 'renraku-2026', 'phone');
  await press(who.page, 'ご本人様確認へ進む');
  await at(who, '/register/unable');
  words = await who.page.locator('main').innerText();
  assert.match(words, /ご登録の連絡先を確認できませんでした[\s\S]*受付番号/);
  assert.ok(words.includes(desk));
  await press(who.page, 'はじめから登録する');
  await at(who, '/register');
  assert.equal(await value(who.page, 'member_id'), '');

  const card = server.card('registered');
  who = await entered(t, 'registered', 'nidome-2026');
  await press(who.page, 'ご本人様確認へ進む');
  await at(who, '/register/verify');
  await field(who.page, 'passcode').fill((await server.passcode(card.mobile)).replace(/(...)/, '$1－'));
  await press(who.page, '認証する');
  await at(who, '/register/unable');
  assert.match(await who.page.locator('main').innerText(), /すでに登録されています/);
  await who.page.locator('main a[href="/login"]').click();
  await at(who, '/login');
  assert.deepEqual(who.troubles, []);
});

test('an ID with the holder\'s own data is chosen again after identity', async t => {
  const card = server.card('family');
  const own = 'x' + card.mobile.slice(-4) + 'abcd';
  const who = await entered(t, 'family', own), { page } = who;
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/register/verify');
  await field(page, 'passcode').fill(await server.passcode(card.mobile));
  await press(page, '認証する');
  await at(who, '/register/password');
  assert.match(await problem(page, 'member_id'), /電話番号/);
  assert.equal(await problem(page, 'password'), '');
  await enter(page, { member_id: own.replace('x', 'y'), password: 'Kiri-no-mori7' });
  await press(page, '登録を完了する');
  await at(who, '/register/password');
  assert.match(await problem(page, 'member_id'), /電話番号/);
  assert.equal(await value(page, 'password'), '');
  await enter(page, { member_id: 'betsuno-2026', password: 'Kiri-no-mori7' });
  await press(page, '登録を完了する');
  await at(who, '/register/done');
  assert.ok((await page.locator('main').innerText()).includes('betsuno-2026'));
  assert.deepEqual(who.troubles, []);
});

for (const [address, typed, ticked, chosen] of [
  ['/menu/address', { postal: '530', city: '大阪市北区', street: '梅田1-2-3' }, [], { prefecture: '27' }],
  ['/menu/lock', { until: '2020-01-01' }, ['abroad', 'cash'], {}],
  ['/menu/family', { name: '見本 太郎', birth_date: '2000-04-01' }, ['relation-3'], {}],
  ['/cashing', { amount: '２万' }, ['way-2'], {}],
  ['/limit/raise', { limit: '99万', income: '420万', employer: 'みほん商事' }, ['term-2', 'consent'], { purpose: 'travel' }],
  ['/limit/lower', { limit: '15万' }, [], {}],
  ['/payment', {}, ['way-2'], { payments: '12' }],
]) {
  test(`another language loses nothing that was typed to have something done: ${address}`, async t => {
    const slug = address === '/payment' ? 'gold' : 'cash', login = `kotoba-${slug}1`;
    const it = await loggedIn(server, login).catch(async () => { await proven(server, slug, server.card(slug).mobile, { member_id: login }); return loggedIn(server, login); });
    const who = await open(t, 'phone', '/login'), { page } = who;
    await who.context.addCookies(it.cookies());
    const here = address === '/payment' ? await dearest(server, it) : address;
    await page.goto(here);
    await enter(page, typed);
    for (const id of ticked) await page.check(`#${id}`);
    for (const [name, v] of Object.entries(chosen)) await page.selectOption(`[name=${name}]`, v);
    for (const lang of ['en', 'ja']) { // there and back
      await page.locator(`footer button[lang=${lang}]`).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
      for (const [name, v] of Object.entries({ ...typed, ...chosen })) assert.equal(await value(page, name), v, `${lang}: ${name}`);
      for (const id of ticked) assert.ok(await page.isChecked(`#${id}`), `${lang}: ${id}`);
      assert.equal(await page.locator('.errsum').count(), 0, 'nothing is said to be wrong');
      assert.ok(!page.url().includes('?'), 'nothing of it stands in the address');
      if (address === '/limit/raise') assert.match(await summary(page), lang === 'en' ? /choose them again/ : /もう一度お選びください/);
    }
    assert.deepEqual((await data(server, it, '/orders')).orders ?? [], [], 'nothing was ordered');
    assert.deepEqual(who.troubles, []);
  });
}
