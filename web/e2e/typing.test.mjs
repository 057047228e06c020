// Input kindness while the app runs: what happens in a field as a person types, pastes, composes and leaves it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, person, press, registration, start, until } from './lib.mjs';
import { byHTTP, enter, eventually, field, focused, hold, method, paste, posts, problem, quiet, reach, send, shows, tells, value, write } from './hands.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

// open is a person at the live registration form.
async function open(t, options) {
  const who = await person(browser, server, options);
  t.after(() => who.context.close());
  await who.page.goto('/register');
  await at(who, '/register');
  return who;
}

const plain = s => s.replaceAll(/[ |]/g, '');

test('a card number is grouped as it is typed and pasted, and the caret stays behind its digit', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await open(t, { view }), { page } = who;
    for (const grouped of ['4000 0038 1828 1723', '3700 030376 45625', '3600 391276 9314']) {
      await field(page, 'card_number').focus();
      await page.keyboard.press('ControlOrMeta+a');
      for (let n = 1; n <= grouped.length; n++) {
        if (grouped[n - 1] === ' ') continue;
        await page.keyboard.type(grouped[n - 1]);
        await shows(page, 'card_number', grouped.slice(0, n) + '|');
      }
      await write(page, 'card_number', '|');
      await paste(page, plain(grouped));
      await shows(page, 'card_number', grouped + '|');
    }
    await until(page, () => /Diners/.test(document.querySelector('.affix .end').textContent));

    for (const [what, from, keys, to] of [
      ['typing in the middle', '4000 0|038 1828 172', ['9'], '4000 09|03 8182 8172'],
      ['typing at the end of a group', '4000| 0038', ['5'], '4000 5|003 8'],
      ['typing at the very front', '|0000 038', ['4'], '4|000 0038'],
      ['Backspace in the middle', '4000 003|8 1828', ['Backspace'], '4000 00|81 828'],
      ['Backspace behind a space', '4000 |0038 18', ['Backspace', 'Backspace'], '400|0 0381 8'],
      ['Delete before a space', '4000| 1038 18', ['Delete'], '4000| 0381 8'],
      ['Delete in the middle', '4000 0|138 1828', ['Delete'], '4000 0|381 828'],
      ['a selection typed over', '4000 0038 18|28', ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', '7'], '4000 0038 7|28'],
      ['a fifth group of digits too many', '4000 0038 1828 1723|', ['4'], '4000 0038 1828 17234|'],
      ['the first digit changed to American Express', '|4000 0303 7645 625', ['Delete', '3', 'Delete', '7'], '37|00 030376 45625'],
    ]) {
      await write(page, 'card_number', from);
      await shows(page, 'card_number', from);
      for (const key of keys) await page.keyboard.press(key);
      await shows(page, 'card_number', to).catch(e => { throw new Error(`${what}, ${view}: ${e.message}`); });
    }
    await write(page, 'card_number', '4000 00|38 18');
    await paste(page, '１２－34');
    await shows(page, 'card_number', '4000 0012 34|38 18');
    assert.deepEqual(who.troubles, []);
  }
});

test('full-width digits, every kind of hyphen, blanks and invisible characters are understood in the card number', async t => {
  const who = await open(t), { page } = who;
  await field(page, 'card_number').focus();
  for (const [i, stroke] of ['-', '－', 'ー', 'ｰ', '−', '‐', '‑', '‒', '–', '—', '―', '─', '━', '〜', '～', ' ', '　', '\u00A0', '\u200B', '\uFEFF', '\u2060'].entries()) {
    const typed = ['４０００', '0038', '１８２８', '1723'].join(stroke);
    await page.keyboard.press('ControlOrMeta+a');
    if (i % 4) await page.keyboard.insertText(typed);
    else await paste(page, typed);
    await shows(page, 'card_number', '4000 0038 1828 1723|').catch(e => { throw new Error(`U+${stroke.codePointAt(0).toString(16)}: ${e.message}`); });
  }
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('4000 00x8');
  await shows(page, 'card_number', '4000 00x8|'); // what is no number is left for its owner to see
  await page.keyboard.press('Tab');
  await tells(page, 'card_number', '数字でない文字');
  for (const [name, text, want] of [['security_code', '３１３', '313'], ['exp_year', '２９', '29'], ['exp_month', '０１', '01']]) {
    await field(page, name).focus();
    await page.keyboard.insertText(text);
    await page.keyboard.press('Tab');
    await shows(page, name, want);
    await tells(page, name, '');
  }
  assert.deepEqual(who.troubles, []);
});

test('01/28 pasted or typed into the month fills month and year', async t => {
  const who = await open(t), { page } = who;
  for (const [how, text, year] of [['paste', '01/28', '28'], ['paste', '０２／２９', '29'], ['paste', ' 03/2030 ', '30'], ['paste', '0431', '31'], ['type', '5/28', '28'], ['type', '12/2029', '29']]) {
    const month = text.normalize('NFKC').trim().split('/')[0].slice(0, 2).padStart(2, '0');
    await write(page, 'exp_year', '');
    await write(page, 'exp_month', '');
    if (how === 'paste') await paste(page, text);
    else { await page.keyboard.type(text); await page.keyboard.press('Tab'); }
    await shows(page, 'exp_month', month);
    await shows(page, 'exp_year', year);
    await tells(page, 'exp_month', '');
    await tells(page, 'exp_year', '');
  }
  assert.deepEqual(who.troubles, []);
});

test('nothing happens while an input method composes', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await open(t, { view }), { page } = who;
    const ime = await method(page);
    await field(page, 'card_number').focus();
    for (const text of ['４', '４０', '４０００', '４００００', '４００００ー３']) {
      await ime.compose(text);
      await shows(page, 'card_number', text + '|');
    }
    await ime.commit('４００００ー３');
    await shows(page, 'card_number', '4000 03|');

    // with a problem in view, which a composition must not judge
    await enter(page, registration(server.card('sms')));
    for (const name of ['member_id', 'email']) {
      await reach(page, name);
      await write(page, name, 'ab');
      await page.keyboard.press('Tab');
      await until(page, name => document.getElementById(name + '-e').textContent !== '', name);
      const before = await problem(page, name);
      await field(page, name).focus();
      await page.keyboard.press('End');
      for (const text of ['k', 'か', 'かn', 'かん', '漢']) {
        await ime.compose(text);
        await shows(page, name, 'ab' + text);
        assert.equal(await problem(page, name), before, `${name} judged a composition`);
      }
      await ime.commit('漢');
      await shows(page, name, 'ab漢');
      await until(page, ([name, before]) => ![before, ''].includes(document.getElementById(name + '-e').textContent), [name, before]); // now it does
      await write(page, name, registration(server.card('sms'))[name]);
    }
    assert.deepEqual(who.troubles, []);
  }
});

test('problems are told of fields that were left, vanish when put right, and are summed up at the submit only', async t => {
  const who = await open(t), { page } = who;
  const sum = posts(page, '/register');
  const summary = () => page.locator('#problems').innerText();
  await field(page, 'card_number').focus();
  await page.keyboard.press('Tab');
  assert.equal(await problem(page, 'card_number'), '', 'a field that was only passed');
  await field(page, 'card_number').focus();
  await page.keyboard.type('400000381828172');
  await quiet(page, 300);
  assert.equal(await problem(page, 'card_number'), '', 'while it is being typed');
  await page.keyboard.press('Tab');
  await tells(page, 'card_number', '1桁足りません（16桁です）');
  assert.equal(await field(page, 'card_number').getAttribute('aria-invalid'), 'true');
  assert.ok((await field(page, 'card_number').getAttribute('aria-describedby')).split(' ').includes('card_number-e'));
  for (const name of ['exp_month', 'exp_year', 'security_code', 'member_id', 'password', 'email', 'agree']) assert.equal(await problem(page, name), '', name);
  assert.equal(await summary(), '', 'no summary before the submit');
  await field(page, 'card_number').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('3');
  await tells(page, 'card_number', '');
  assert.equal(await field(page, 'card_number').getAttribute('aria-invalid'), null);

  await press(page, '規約に同意して確認画面へ');
  await until(page, () => document.activeElement?.id === 'problems');
  const found = await summary();
  assert.match(found, /入力内容をご確認ください（7件）/);
  const links = page.locator('#problems a');
  assert.deepEqual(await links.evaluateAll(as => as.map(a => a.hash)), ['#exp_month', '#exp_year', '#security_code', '#member_id', '#password', '#email', '#agree']);
  for (const name of ['email', 'exp_month', 'agree']) {
    await page.locator(`#problems a[href="#${name}"]`).click();
    await until(page, name => document.activeElement?.id === name, name);
    assert.ok(await field(page, name).evaluate(el => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }), `${name} is in view`);
  }
  assert.equal(new URL(page.url()).hash, '', 'the links leave no trace in the history');
  await field(page, 'exp_month').focus();
  await page.keyboard.type('01');
  await tells(page, 'exp_month', '');
  assert.equal(await summary(), found, 'the summary stands still while problems are put right');
  await press(page, '規約に同意して確認画面へ');
  await until(page, () => document.activeElement?.id === 'problems' && document.activeElement.textContent.includes('6件'));
  assert.equal(sum.count, 0, 'nothing was sent');
  assert.deepEqual(who.troubles, []);
});

test('what the server refuses keeps everything typed: a card that is refused, an ID that is taken', async t => {
  const first = server.card('both'), taken = 'torareta2026';
  await byHTTP(server, first, registration(first, { member_id: taken, email: 'saki@mail.example.org' }));
  for (const view of ['pc', 'phone']) {
    const who = await open(t, { view }), { page } = who;
    const refused = registration(server.card('blocked')), sent = posts(page, '/register');
    const kept = async typed => {
      for (const [name, v] of Object.entries(typed)) {
        if (v === true) assert.ok(await field(page, name).isChecked(), 'the tick stays');
        else assert.equal(plain(await value(page, name)), v, `${name} stays`);
      }
    };
    await enter(page, refused);
    await send(page);
    await until(page, () => document.activeElement?.id === 'problems' && document.activeElement.textContent.includes('カードを確認できませんでした'));
    await kept(refused);
    assert.equal(new URL(page.url()).pathname, '/register');

    const typed = registration(server.card(view === 'pc' ? 'amex' : 'diners'), { member_id: taken });
    await enter(page, typed);
    await send(page);
    await tells(page, 'member_id', 'すでに使われています');
    await until(page, () => document.activeElement?.id === 'problems');
    await kept(typed);
    await page.locator('#problems a').click();
    assert.equal(await focused(page), 'member_id');
    await page.keyboard.press('End');
    await page.keyboard.type(view.slice(0, 2));
    await tells(page, 'member_id', '');
    await send(page);
    await at(who, '/register/confirm');
    assert.equal(sent.count, 3);
    assert.deepEqual(who.troubles, []);
  }
});

test('the password is shown and hidden by its button, and hidden when it is sent', async t => {
  const who = await open(t), { page } = who;
  const eye = page.locator('[data-act="reveal"]');
  await write(page, 'password', 'Kiri-no-mori7');
  assert.equal(await field(page, 'password').getAttribute('type'), 'password');
  await eye.click();
  assert.deepEqual([await field(page, 'password').getAttribute('type'), await eye.getAttribute('aria-pressed')], ['text', 'true']);
  assert.equal(await value(page, 'password'), 'Kiri-no-mori7');
  await eye.press('Space');
  assert.deepEqual([await field(page, 'password').getAttribute('type'), await eye.getAttribute('aria-pressed')], ['password', 'false']);
  await eye.click();
  await press(page, '規約に同意して確認画面へ');
  await until(page, () => document.activeElement?.id === 'problems');
  assert.deepEqual([await field(page, 'password').getAttribute('type'), await eye.getAttribute('aria-pressed')], ['password', 'false']);
  assert.equal(await value(page, 'password'), 'Kiri-no-mori7');
  assert.deepEqual(who.troubles, []);
});

test('the password is graded in a pause of 600 ms or when it is left, one question at a time', async t => {
  const who = await open(t), { page } = who;
  const asked = posts(page, '/register/strength');
  const line = page.locator('#password-s');
  assert.equal(await line.getAttribute('aria-live'), 'polite');
  const candidates = ['sakura2024', 'satousuzuki7', 'Mizube26', 'Kumo7-ame3', 'Kiri-no-mori7'];
  const example = {}; // a password of each grade, as the server grades it
  for (const password of candidates) {
    const res = await page.request.post('/register/strength', { form: { password }, headers: { Origin: server.url } });
    example[(await res.json()).grade] ??= password;
  }
  const words = ['非常に低い', '低い', '普通', '高い', '非常に高い'];
  await page.evaluate(() => { // what a screen reader would say
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.querySelector('#password-s').textContent))
      .observe(document.querySelector('#password-s'), { childList: true, characterData: true, subtree: true });
  });
  await write(page, 'password', '');
  await page.keyboard.type('Kiri-no');
  await quiet(page, 800);
  await page.keyboard.press('Tab');
  await quiet(page, 200);
  assert.equal(asked.count, 0, 'fewer than 8 characters are not asked for, neither in the pause nor on leaving');
  await field(page, 'password').focus();
  for (const grade of [4, 0, 2, 1, 3]) {
    assert.ok(example[grade], `none of the passwords has grade ${grade}: ${JSON.stringify(example)}`);
    const before = asked.count;
    await write(page, 'password', '');
    for (const key of example[grade]) await page.keyboard.type(key);
    await until(page, word => document.querySelector('#password-s b').textContent === word, words[grade]);
    assert.equal(asked.count, before + 1, 'asked once, in the pause');
    const said = await page.evaluate(() => globalThis.said.splice(0));
    assert.deepEqual([...new Set(said)].length, 1, `the live region speaks once, not at every key: ${said}`);
    assert.equal(await page.locator('.meter').getAttribute('data-grade'), String(grade));
  }
  await page.evaluate(() => {
    addEventListener('input', () => { globalThis.typedAt = performance.now(); }, true);
    addEventListener('focusout', () => { globalThis.leftAt = performance.now(); }, true);
  });
  const when = () => page.evaluate(() => {
    const began = performance.getEntriesByType('resource').filter(e => e.name.endsWith('/register/strength')).at(-1).startTime;
    return { typed: began - globalThis.typedAt, left: began - globalThis.leftAt };
  });
  let before = asked.count;
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await eventually('the question in the pause', () => asked.count > before);
  await quiet(page, 100);
  const pause = (await when()).typed;
  assert.ok(pause >= 590 && pause < 1500, `asked ${pause} ms after the last key`);

  const strength = await hold(page, '**/register/strength');
  before = asked.count;
  await page.keyboard.type('y');
  await page.keyboard.press('Tab');
  await eventually('the question on leaving', () => asked.count === before + 1);
  await quiet(page, 700);
  assert.equal(asked.count, before + 1, 'leaving asks, the pause after it does not ask again');
  await field(page, 'password').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('z');
  await quiet(page, 900);
  assert.equal(asked.count, before + 1, 'no second question while the first is on its way');
  await strength.letGo();
  await eventually('the newest password is asked for after that', () => asked.bodies.at(-1).includes(encodeURIComponent(example[3] + 'xyz')));
  assert.equal(asked.count, before + 2);
  await write(page, 'password', '');
  await paste(page, '長'.repeat(300));
  before = asked.count;
  await page.keyboard.press('Tab');
  await eventually('a long one is asked for', () => asked.count > before);
  const sent = new URLSearchParams(asked.bodies.at(-1)).get('password');
  assert.equal(Buffer.byteLength(sent), 126, 'cut at 128 bytes, between characters');
  const cached = await page.request.post('/register/strength', { form: { password: 'x' }, headers: { Origin: server.url } });
  assert.equal(cached.headers()['cache-control'], 'no-store');
  assert.deepEqual(who.troubles, []);
});

test('a double click sends once, and the button says that it is sending', async t => {
  const who = await open(t), { page } = who;
  await enter(page, registration(server.card('family'), { member_id: 'kazoku2026' }));
  const sent = posts(page, '/register'), answer = await hold(page, '**/register', 'POST');
  await page.locator('main form button[type=submit]').dblclick();
  await until(page, () => document.querySelector('main form button[type=submit]').textContent.includes('送信しています'));
  assert.equal(await page.locator('main form button[type=submit]').getAttribute('aria-busy'), 'true');
  assert.equal(await page.locator('main form').getAttribute('aria-busy'), 'true');
  await field(page, 'email').press('Enter');
  await quiet(page, 200);
  assert.equal(sent.count, 1);
  await answer.letGo();
  await at(who, '/register/confirm');
  const confirmed = posts(page, '/register/confirm');
  await page.locator('main form button[type=submit]').dblclick();
  await at(who, '/register/verify');
  assert.equal(confirmed.count, 1);
  assert.equal((await server.messages(server.card('family').mobile)).length, 1, 'one message');
  const tried = posts(page, '/register/verify'), passcode = await server.passcode(server.card('family').mobile);
  await write(page, 'passcode', '');
  await paste(page, passcode.replace(/(\d)(\d)(\d)(\d)(\d)(\d)/, (_, ...d) => `　${d.slice(0, 3).join('')}－${String.fromCharCode(...d.slice(3, 6).map(c => c.charCodeAt(0) + 0xFEE0))} `));
  await shows(page, 'passcode', passcode);
  await page.locator('form[action="/register/verify"] button[type=submit]').dblclick();
  await at(who, '/register/done');
  assert.equal(tried.count, 1);
  assert.deepEqual(who.troubles, []);
});
