// The phone journey from the first screen to the login: one thing a screen, with the app and without scripts, on a phone and on a
// PC, left and come back to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, axe, enter, launch, live, person, press, registration, start, until } from './lib.mjs';
import { codes, eventually, field, focused, shifts, tells, value } from './hands.mjs';
import { open } from './look.mjs';
import { chosen, holder } from './stage.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

const secret = 'Kiri-no-mori7';

async function visit(t, address, options = {}) {
  const who = await person(browser, server, { view: 'phone', ...options });
  t.after(() => who.context.close());
  await open(who, address, options.cookies);
  return who;
}

const typed = slug => {
  const { card_number, exp_month, exp_year, security_code } = registration(server.card(slug));
  return { card_number, exp_month, exp_year, security_code };
};

// prove enters the passcode that came after seen others.
async function prove(who, slug, seen) {
  const { mobile, email } = server.card(slug);
  await field(who.page, 'passcode').fill(await server.passcode(mobile || email, seen));
  await press(who.page, '認証する');
  await at(who, '/portal/mail');
}

for (const [view, scripts, slug] of [['phone', true, 'sms'], ['phone', false, 'mail'], ['pc', true, 'diners']]) {
  test(`the whole way on a ${view}, ${scripts ? 'with' : 'without'} scripts`, async t => {
    const who = await visit(t, '/portal/card', { view, scripts }), { page } = who, card = server.card(slug);
    const seen = await codes(server, card.mobile || card.email);
    if (scripts) assert.deepEqual((await shifts(page)).filter(s => s.value > 0.001), []);
    await enter(page, typed(slug));
    await press(page, 'ご本人様確認へ進む');
    await at(who, '/portal/verify');
    await prove(who, slug, seen);
    await enter(page, { email: 'umi.no.kaze@mail.example.org' });
    await press(page, '次へ進む');
    await at(who, '/portal/password');
    const id = await value(page, 'member_id');
    assert.match(id, /^[a-z]{4,7}\d{5}$/, 'a free ID is proposed');
    await field(page, 'password').fill(secret);
    if (scripts) await until(page, () => document.querySelector('.meter').dataset.grade !== '-');
    await press(page, '次へ進む');
    await at(who, '/portal/terms');
    assert.match(await page.locator('main').innerText(), new RegExp(`${id}[\\s\\S]*umi\\.no\\.kaze@mail\\.example\\.org`));
    if (scripts) assert.deepEqual(await axe(page), []);
    await enter(page, { agree: true });
    await press(page, '規約に同意して登録する');
    await at(who, '/portal/done');
    assert.match(await page.locator('main').innerText(), new RegExp(`アプリ登録と同時に、Netアンサーの登録が完了しました[\\s\\S]*${id}`));
    await press(page, 'さっそくログインしてみましょう');
    await at(who, '/login');
    await field(page, 'password').fill(secret);
    await page.locator('main button[type=submit]').click();
    await at(who, '/home');
    assert.ok((await page.locator('main').innerText()).includes(card.holder));
    assert.deepEqual(who.troubles, []);
  });
}

test('what is wrong is said where it is, at once, and the way back keeps what was entered', async t => {
  const who = await visit(t, '/portal/mail', { cookies: (await holder(server, 'both')).cookies() }), { page } = who, { mobile } = server.card('both');
  await enter(page, { email: 'umi.no.kaze' });
  await press(page, '次へ進む');
  await tells(page, 'email', '「＠」がありません');
  assert.equal(await focused(page), 'problems');
  assert.deepEqual(await axe(page), []);
  await enter(page, { email: 'umi.no.kaze@mail.example.org' });
  await press(page, '次へ進む');
  await at(who, '/portal/password');
  await enter(page, { member_id: `kiri${mobile.slice(-4)}no`, password: secret });
  await press(page, '次へ進む');
  await tells(page, 'member_id', '別のIDをご入力ください');
  assert.equal(await value(page, 'password'), secret, 'the password stands: it was not the problem');
  await enter(page, { member_id: 'kiri2468no' });
  await press(page, '次へ進む');
  await at(who, '/portal/terms');
  await press(page, 'ひとつ前に戻る');
  await at(who, '/portal/password');
  assert.equal(await value(page, 'member_id'), 'kiri2468no');
  await press(page, 'ひとつ前に戻る');
  await at(who, '/portal/mail');
  assert.equal(await value(page, 'email'), 'umi.no.kaze@mail.example.org');
  await press(page, '次へ進む');
  await at(who, '/portal/terms');
  await press(page, '規約に同意して登録する');
  await tells(page, 'agree', '同意');
  assert.deepEqual(who.troubles, []);
});

test('the app is ended by the system: it goes on where it stood, with what was typed but for the secrets', async t => {
  const who = await visit(t, '/portal/card'), slug = 'amex', { mobile } = server.card(slug), seen = await codes(server, mobile);
  const again = async () => {   // as the installed app is opened: at the start address of its manifest
    await who.page.close();
    who.page = await who.context.newPage();
    const manifest = await fetch(server.url + '/manifest.webmanifest').then(r => r.json());
    await who.page.goto(manifest.start_url);
    await live(who.page);
  };
  const kept = () => who.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  await enter(who.page, typed(slug));
  const secrets = [typed(slug).card_number, typed(slug).security_code].map(s => s.replace(/\D/g, ''));
  for (const s of secrets) assert.ok(!(await kept()).replace(/[^\d]/g, ' ').split(' ').includes(s), 'a card lies nowhere');
  await who.page.goto('/portal/card');
  assert.equal(await value(who.page, 'exp_month'), typed(slug).exp_month);
  assert.equal(await value(who.page, 'card_number') + await value(who.page, 'security_code'), '');
  await live(who.page);
  await enter(who.page, typed(slug));
  await press(who.page, 'ご本人様確認へ進む');
  await at(who, '/portal/verify');
  await again();
  await at(who, '/portal/verify');
  await prove(who, slug, seen);
  await enter(who.page, { email: 'kaze.no.umi@mail.exam' });
  await again();
  await at(who, '/portal/mail');
  assert.equal(await value(who.page, 'email'), 'kaze.no.umi@mail.exam', 'what was typed is there');
  await field(who.page, 'email').fill('kaze.no.umi@mail.example.org');
  await press(who.page, '次へ進む');
  await at(who, '/portal/password');
  assert.equal(await kept(), '{}', 'what is sent is kept no more');
  await enter(who.page, { member_id: 'hayate1357', password: secret });
  assert.ok(!(await kept()).includes(secret));
  await again();
  await at(who, '/portal/password');
  assert.deepEqual([await value(who.page, 'member_id'), await value(who.page, 'password')], ['hayate1357', '']);
  await field(who.page, 'password').fill(secret);
  await press(who.page, '次へ進む');
  await at(who, '/portal/terms');
  assert.match(await who.page.locator('main').innerText(), /hayate1357/);
  assert.deepEqual(who.troubles, []);
});

test('steps out of their order lead to the right one, and who is registered already is led to the login', async t => {
  const who = await visit(t, '/portal/card', { cookies: (await chosen(server, 'gold')).cookies() }), { page } = who;
  await at(who, '/portal/password');
  for (const path of ['/portal/terms', '/portal/done', '/portal/verify', '/portal/unable']) {
    await page.goto(path);
    await at(who, '/portal/password');
    assert.match(await page.locator('#notice').innerText(), /お手続き/);
  }
  const twice = await visit(t, '/portal/unable', { cookies: (await holder(server, 'registered')).cookies() });
  assert.match(await twice.page.locator('main').innerText(), /ログイン[\s\S]*受付番号/);
  assert.deepEqual([...who.troubles, ...twice.troubles], []);
});

for (const scripts of [true, false]) {
  test(`who has Netアンサー already logs in and adds the card, ${scripts ? 'with' : 'without'} scripts`, async t => {
    const slug = scripts ? 'refund' : 'five', { mobile, number } = server.card(slug);
    const who = await visit(t, '/portal/card', { scripts }), { page } = who;
    await page.setViewportSize({ width: 320, height: 640 });
    const go = page.locator('main a[href^="/login"]');
    const { y, height } = await go.boundingBox();
    assert.ok(y + height < 640, `the way there is on the first screen, not at ${y} px`);
    await go.click();
    await at(who, '/login');
    await enter(page, { member_id: 'sandbox01', password: 'Sandbox-01-mihon' });
    await page.locator('main button[type=submit]').click();
    await at(who, '/cards/add');
    const seen = await codes(server, mobile);
    await enter(page, typed(slug));
    await page.locator('main form button[type=submit]:visible').first().click();
    await at(who, '/cards/add/verify');
    await field(page, 'passcode').fill(await server.passcode(mobile, seen));
    await press(page, '認証する');
    await at(who, '/cards/add/done');
    await page.goto('/cards');
    await at(who, '/cards');
    assert.ok((await page.locator('main').innerText()).includes(number.slice(-4)), 'the card is among the member’s');
    assert.deepEqual(who.troubles, []);
  });
}

test('with the keyboard alone', async t => {
  const who = await visit(t, '/portal/mail', { view: 'pc', cookies: (await holder(server, 'plans')).cookies() }), { page } = who;
  const tab = async want => { for (let i = 0; i < 12 && await focused(page) !== want; i++) await page.keyboard.press('Tab'); assert.equal(await focused(page), want); };
  await tab('email');
  await page.keyboard.type('umi.no.kaze@mail.example.org');
  await page.keyboard.press('Enter');
  await at(who, '/portal/password');
  await eventually('the heading is in focus', async () => await focused(page) === 'h1');
  await tab('member_id');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('plan2468no');
  await tab('password');
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
  await at(who, '/portal/terms');
  await tab('agree');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await at(who, '/portal/done');
  assert.deepEqual(who.troubles, []);
});
