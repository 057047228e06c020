// An order in the browser: asked for, read once more, agreed to, proven by a passcode that names it, and kept with its receipt; pressed twice,
// it is one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, enter, launch, live, person, press, start, until } from './lib.mjs';
import { faults, inspect, open } from './look.mjs';
import { data, drafted, lent, loggedIn, lowers, proven } from './stage.mjs';

let browser, server;
before(async () => {
  browser = await launch();
  server = await start();
  await proven(server, 'cash', server.card('cash').mobile, { member_id: 'kogane2468', email: 'kogane.no.kaze@mail.example.org' });
});
after(async () => {
  await browser.close();
  await server.stop();
});

const newest = async who => (await data(server, who, '/orders')).orders[0];

for (const [view, scripts] of [['pc', true], ['phone', false]]) {
  test(`${view}, scripts ${scripts ? 'on' : 'off'}: an advance is agreed to, proven by a passcode that names it, and kept`, async t => {
    const it = await loggedIn(server, 'kogane2468');
    const who = await person(browser, server, { view, scripts });
    t.after(() => who.context.close());
    const { page } = who;
    await drafted(server, it, '/cashing', lent);
    const { title, lines } = await data(server, it, it.at);
    await open(who, it.at, it.cookies());
    if (scripts) await live(page);
    assert.match(await page.locator('h1').innerText(), new RegExp(title));
    assert.deepEqual(await page.locator('#sheet-h + dl dt').allInnerTexts().then(all => all.slice(1)), lines.map(l => l.label), 'every line of the sheet');

    // Without consent nothing goes on, and it is said at the box.
    await press(page, '同意してご本人様確認へ進む');
    await until(page, () => /同意します/.test(document.getElementById('agree-e').innerText));
    assert.deepEqual(await (scripts ? inspect(who) : faults(page)), [], 'axe, with a problem showing');
    const mobile = server.card('cash').mobile, seen = (await server.messages(mobile)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
    await page.locator('#agree').focus();
    await page.keyboard.press('Space');
    await press(page, '同意してご本人様確認へ進む');
    await at(who, '/prove/verify');
    const passcode = await server.passcode(mobile, seen);
    const [sms] = await server.messages(mobile);
    assert.match(sms.text, /キャッシング[\d,]+円/, 'the SMS names what it is for');
    assert.ok(sms.text.length <= 70, `${sms.text.length} units: ${sms.text}`);
    await enter(page, { passcode });
    await press(page, '認証する');
    await at(who, it.at);
    await until(page, () => document.querySelector('main').innerText.includes('受付番号'));
    assert.equal((await newest(it)).id, it.at.split('/').pop());
    assert.equal((await data(server, it, '/inbox')).notices[0].order, it.at.split('/').pop(), 'the inbox leads to the receipt');

    // On paper: the receipt with its documents in full, no buttons.
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.order-doc').first().evaluate(e => e.scrollHeight <= e.clientHeight + 1), true, 'no document is cut off');
    assert.equal(await page.locator('main .btn').filter({ visible: true }).count(), 0, 'no button is printed');
    await page.emulateMedia({ media: null });
    assert.deepEqual(who.troubles, []);
  });
}

test('pressed twice, and in two tabs, an order is one; another member finds none of it', async t => {
  const it = await loggedIn(server, 'kogane2468');
  await drafted(server, it, '/limit/lower', lowers);
  const cookie = it.cookies().map(c => `${c.name}=${c.value}`).join('; ');
  const confirm = () => fetch(server.url + it.at, { method: 'POST', redirect: 'manual', body: new URLSearchParams(), headers: { cookie, Accept: 'application/json' } });
  const answers = await Promise.all(Array.from({ length: 6 }, confirm));
  assert.deepEqual(answers.map(a => [a.status, a.headers.get('location')]), answers.map(() => [303, it.at]));
  const { orders } = await data(server, it, '/orders');
  assert.equal(orders.filter(o => o.id === it.at.split('/').pop()).length, 1);
  const { notices } = await data(server, it, '/inbox');
  assert.equal(notices.filter(n => n.order === it.at.split('/').pop()).length, 1);
  const other = await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon');
  assert.equal((await other.get(it.at)).status, 404);
});
