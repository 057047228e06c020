// The same form, walked part by part on a phone: when it begins, how it goes on and back, and when it leaves the form whole.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, registration, start, until } from './lib.mjs';
import { byHTTP, enter, field, focused, hold, on, parts, posts, problem, reach, send, shifts, shows, tells, value } from './hands.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

const ALL = [1, 2, 3, 4, 5, 6];

// early is a person on a phone at the form as the server drew it; go lets the app come and waits until it runs.
async function early(t, before = async () => {}) {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  const wasm = await hold(who.page, '**/*.wasm');
  await who.page.goto('/register');
  await before(who.page);
  assert.deepEqual(await parts(who.page), ALL, 'the form is whole before the app');
  return { ...who, go: async () => { await wasm.letGo(); await live(who.page); } };
}

async function open(t, address = '/register') {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  await who.page.goto(address);
  await at(who, '/register');
  return who;
}

const button = page => page.locator('main form button[type=submit]:visible');
// says is the progress as readers hear it and as it is seen.
async function says(page, heard, shown) {
  assert.ok((await page.locator('.progress').textContent()).includes(shown));
  assert.equal(await page.locator('.progress > .vh').textContent(), heard);
  const help = page.locator('.wiz-ways'); // the foot is away: what helps is here
  assert.ok(await help.locator('a[href^="tel:"]').isVisible() && await help.locator('a[href="/guide"]').isVisible(), 'the desk and the guide are at hand');
}

const walks = page => page.evaluate(() => document.getElementById('root').classList.contains('wiz'));

test('it begins with part 1 when nothing was touched, and nothing moves', async t => {
  const who = await early(t), { page } = who;
  const place = () => page.locator('#card_number').boundingBox();
  const stood = await place();
  await who.go();
  await on(page, 1);
  assert.ok(await walks(page));
  assert.deepEqual(await place(), stood);
  assert.deepEqual(await shifts(page), [], 'CLS 0');
  assert.equal(await page.locator('footer').isVisible(), false);
  assert.deepEqual(await page.locator('main form button:visible').allInnerTexts(), ['次へ'], 'there is no way back from part 1 and nothing to send yet');
  assert.deepEqual(who.troubles, []);
});

test('it begins while part 1 is being typed: digits, focus and caret stay, and nothing moves', async t => {
  const who = await early(t, async page => {
    await field(page, 'card_number').focus();
    await page.keyboard.type('40000038');
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowLeft');
  }), { page } = who;
  await who.go();
  await on(page, 1);
  assert.equal(await focused(page), 'card_number');
  await shows(page, 'card_number', '40000|038');
  assert.deepEqual(await shifts(page), []);
  await page.keyboard.type('9');
  await shows(page, 'card_number', '4000 09|03 8');
  assert.deepEqual(who.troubles, []);
});

for (const [what, touch] of [
  ['is typing further down', async page => { await field(page, 'member_id').focus(); await page.keyboard.type('hana'); }],
  ['has scrolled on', page => page.evaluate(() => document.getElementById('part-email').scrollIntoView())],
]) {
  test(`the form stays whole when the person ${what}`, async t => {
    const who = await early(t, touch), { page } = who;
    const scrolled = await page.evaluate(() => scrollY), focus = await focused(page);
    await who.go();
    assert.deepEqual(await parts(page), ALL);
    assert.ok(!await walks(page));
    assert.equal(await page.evaluate(() => scrollY), scrolled, 'what is in view stays in view');
    assert.equal(await focused(page), focus);
    assert.deepEqual(await shifts(page), []);
    await page.setViewportSize({ width: 844, height: 390 });
    await page.setViewportSize({ width: 390, height: 844 });
    assert.deepEqual(await parts(page), ALL, 'also after the phone was turned');
    await enter(page, registration(server.card('diners'), { member_id: `zentai-${focus}1`.replaceAll('_', '').slice(0, 16) }));
    assert.equal(await button(page).innerText(), '規約に同意して確認画面へ');
    await button(page).click();
    await at(who, '/register/confirm');
    assert.deepEqual(who.troubles, []);
  });
}

test('次へ and Enter check the part in view and go on, 戻る goes back, what is typed stays', async t => {
  const who = await open(t), { page } = who;
  const sent = posts(page, '/register'), typed = registration(server.card('both'), { member_id: 'aruku-2026' });
  const history = await page.evaluate(() => globalThis.history.length);
  await on(page, 1);
  await says(page, '6つのうち1つ目', '1 / 6');

  await press(page, '次へ');
  await tells(page, 'card_number', 'カード番号をご入力ください');
  await until(page, () => document.activeElement?.id === 'card_number');
  await on(page, 1);
  await page.keyboard.type(typed.card_number);
  await tells(page, 'card_number', '');
  await page.keyboard.press('Enter');
  await on(page, 2);
  await says(page, '6つのうち2つ目', '2 / 6');
  assert.equal(await page.evaluate(() => document.activeElement.closest('section')?.id), 'part-expiry', 'readers hear where they are');
  assert.equal(await problem(page, 'exp_month'), '', 'a part begins without problems');
  assert.equal(await page.evaluate(() => scrollY), 0);

  await enter(page, { exp_month: '13', exp_year: typed.exp_year });
  await press(page, '次へ');
  await tells(page, 'exp_month', '01から12まで');
  await until(page, () => document.activeElement?.id === 'exp_month');
  await field(page, 'exp_month').fill(typed.exp_month);
  await press(page, '次へ');
  await on(page, 3);
  await press(page, '戻る');
  await on(page, 2);
  assert.deepEqual([await value(page, 'exp_month'), await value(page, 'exp_year')], [typed.exp_month, typed.exp_year]);
  await press(page, '戻る');
  await on(page, 1);
  assert.equal((await value(page, 'card_number')).replaceAll(' ', ''), typed.card_number);

  await enter(page, { security_code: typed.security_code, member_id: typed.member_id, password: typed.password, email: typed.email });
  await field(page, 'email').press('Enter');
  await on(page, 6);
  assert.deepEqual(await page.locator('main form button:visible').allInnerTexts(), ['戻る', '規約に同意して確認画面へ']);
  await button(page).click();
  await until(page, () => document.activeElement?.id === 'problems' && document.activeElement.textContent.includes('同意が必要です'));
  await on(page, 6);
  assert.equal(sent.count, 0);
  assert.equal(await page.evaluate(() => globalThis.history.length), history, 'the way back leaves the form, not a part');
  await field(page, 'agree').check();
  await button(page).click();
  await at(who, '/register/confirm');
  assert.equal(await walks(page), false, 'the next screen has its footer');
  assert.ok(await page.locator('footer').isVisible());
  assert.equal(sent.count, 1);
  assert.deepEqual(who.troubles, []);
});

test('on a slow phone 戻る is 戻る: what is drawn while a click is under way does not make another button of it', async t => {
  const who = await open(t), { page } = who;
  await enter(page, { card_number: server.card('sms').number });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await page.evaluate(() => { globalThis.sent = 0; addEventListener('submit', () => globalThis.sent++, true); });
  for (let n = 1; n <= 8; n++) {
    await press(page, '次へ');
    await on(page, 2);
    await press(page, '戻る');
    await until(page, () => document.activeElement.closest('section')?.id === 'part-number');
    assert.equal(await page.evaluate(() => globalThis.sent), n, '戻る sends nothing');
    assert.deepEqual(await parts(page), [1]);
  }
  assert.deepEqual(who.troubles, []);
});

test('a problem in an earlier part leads there: found here or by the server', async t => {
  const first = server.card('amex');
  await byHTTP(server, first, registration(first, { member_id: 'sakini2026', email: 'mukashi@mail.example.org' }));
  const who = await open(t), { page } = who;
  await enter(page, registration(server.card('sms'), { member_id: 'umi.no.kaze1' })); // holds the part of the address before the @
  await send(page);
  await on(page, 4);
  await until(page, () => document.activeElement?.id === 'problems');
  await tells(page, 'member_id', 'メールアドレス');
  await page.locator('#problems a').click();
  assert.equal(await focused(page), 'member_id');

  await field(page, 'member_id').fill('sakini2026');
  await send(page);
  await tells(page, 'member_id', 'すでに使われています');
  await on(page, 4);
  await until(page, () => document.activeElement?.id === 'problems');
  assert.equal(await field(page, 'member_id').getAttribute('aria-invalid'), 'true');
  await field(page, 'member_id').fill('atode-2026');
  await send(page);
  await at(who, '/register/confirm');
  assert.deepEqual(who.troubles, []);
});

test('the links of the summary lead through the parts', async t => {
  const who = await open(t), { page } = who, sms = server.card('sms'), amex = server.card('amex');
  await enter(page, registration(sms, { member_id: 'umi.no.kaze1' }));
  await enter(page, { card_number: amex.number }); // asks for a code of four digits, three parts on
  await reach(page, 'exp_month');
  await enter(page, { exp_month: amex.exp_month, exp_year: amex.exp_year });
  await press(page, '次へ');
  await on(page, 3);
  await press(page, '次へ');
  await tells(page, 'security_code', '4桁');
  await on(page, 3);
  await enter(page, { security_code: amex.security_code });
  await enter(page, { card_number: sms.number });
  await page.setViewportSize({ width: 1280, height: 800 }); // wide, to send it with a problem in part 3 and one in part 4
  await on(page, ...ALL);
  await button(page).click();
  await until(page, () => document.activeElement?.id === 'problems' && document.activeElement.textContent.includes('（2件）'));
  await page.setViewportSize({ width: 390, height: 844 });
  await until(page, () => document.getElementById('root').classList.contains('wiz'));
  for (const [name, part] of [['member_id', 4], ['security_code', 3]]) {
    await page.locator(`#problems a[href="#${name}"]`).click();
    await on(page, part);
    await until(page, name => document.activeElement?.id === name, name);
  }
  assert.deepEqual(who.troubles, []);
});

test('on a wide screen all parts show, and a narrow one goes on where the person is', async t => {
  const who = await open(t), { page } = who;
  const typed = registration(server.card('sms'));
  await enter(page, { card_number: typed.card_number, exp_month: typed.exp_month, exp_year: typed.exp_year });
  await on(page, 2);
  await page.setViewportSize({ width: 1280, height: 800 });
  await on(page, ...ALL);
  assert.ok(!await walks(page));
  assert.deepEqual([await value(page, 'card_number'), await value(page, 'exp_year')].map(v => v.replaceAll(' ', '')), [typed.card_number, typed.exp_year]);
  assert.equal(await button(page).innerText(), '規約に同意して確認画面へ');
  await field(page, 'member_id').focus();
  await page.keyboard.type('yoko');
  await page.setViewportSize({ width: 390, height: 844 });
  await on(page, 4);
  assert.equal(await focused(page), 'member_id');
  await shows(page, 'member_id', 'yoko|');
  await page.setViewportSize({ width: 390, height: 420 }); // its keyboard opens
  await on(page, 4);
  await page.setViewportSize({ width: 390, height: 844 });
  await press(page, '戻る');
  await on(page, 3);
  assert.deepEqual(who.troubles, []);
});

test('an edit link walks only the parts it asks for again', async t => {
  const who = await open(t), { page } = who;
  await enter(page, registration(server.card('mail'), { member_id: 'henkou2026' }));
  await send(page);
  await at(who, '/register/confirm');
  await page.locator('a[href="/register?part=card"]').click();
  await at(who, '/register');
  await on(page, 1);
  assert.deepEqual(await page.locator('section.part').count(), 3);
  await says(page, '3つのうち1つ目', '1 / 3');
  const other = server.card('diners');
  await enter(page, { card_number: other.number, exp_month: other.exp_month, exp_year: other.exp_year, security_code: other.security_code });
  await button(page).click();
  await until(page, () => document.querySelectorAll('section.part').length === 1); // another holder's card: the password is asked for again
  assert.equal(await value(page, 'member_id'), 'henkou2026');
  assert.ok(!await walks(page));
  await enter(page, { password: 'Kiri-no-mori7' });
  await button(page).click();
  await at(who, '/register/confirm');
  assert.match(await page.locator('main').innerText(), new RegExp(other.number.slice(-4)));
  await page.locator('a[href="/register?part=email"]').click();
  await at(who, '/register');
  assert.deepEqual(await parts(page), [1]);
  assert.ok(!await walks(page), 'a single part is no walk');
  assert.equal(await value(page, 'email'), 'umi.no.kaze@mail.example.org', 'what is no secret is there again');
  assert.deepEqual(who.troubles, []);
});
