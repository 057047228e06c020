// Every screen of the table: on a PC and on a phone, light and dark, with scripts and without, in English, in very large text,
// with problems showing. `make screens` does so in each way of use, and takes the pictures of docs/screens on the way.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, enter, launch, live, person, press, registration, root, start, until } from './lib.mjs';
import { every, faults, inspect, open, shoot } from './look.mjs';
import { rows } from './screens.mjs';
import { adding, address, agreed, asked, drafted, entered, forgot, iphone, lent, loggedIn, proven, recovered, scanned, stages } from './stage.mjs';

let browser, server, stage;
before(async () => {
  browser = await launch();
  server = await start({ NETANSWER_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' });
  stage = await stages(server);
});
after(async () => {
  await browser.close();
  await server.stop();
});

const none = (found, of) => assert.deepEqual(found, [], of);
const named = row => row === '/' ? 'landing' : row.slice(1).replace(/^register\//, '').replaceAll('/', '-').replace(/[{}]/g, '').replace('statements-month-uses-ref', 'use').replace('statements-month', 'statement').replace('inbox-id', 'notice');

test('every row of the table of screens has its tests here', async () => {
  const source = await readFile(path.join(root, 'app/screen/screen.go'), 'utf8');
  const table = [...source.matchAll(/= Row\[wire\.\w+\]\{"(\/[^"]*)"/g)].map(m => m[1]);
  assert.ok(table.length > 5, 'the table is read');
  assert.deepEqual(Object.keys(rows).sort(), table.sort());
  assert.deepEqual(Object.keys(stage).sort(), table.sort());
});

test('the inspection finds what is wrong', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  await open(who, '/login');
  await who.page.evaluate(() => {
    const main = document.querySelector('main');
    const add = (tag, set) => main.append(Object.assign(document.createElement(tag), set));
    add('h1', { textContent: '二つ目' });
    add('button', { textContent: '小' });
    add('input', {});
    add('span', { textContent: '一'.repeat(200), className: 'money' });
    document.querySelector('.btn-1').className = 'pale';
    const pale = new CSSStyleSheet();
    pale.replaceSync('@media (prefers-color-scheme: dark) { .pale { background: #445; color: #556; } }');
    document.adoptedStyleSheets.push(pale);
    document.documentElement.lang = 'fr';
    document.title = '';
  });
  const found = (await inspect(who)).join('\n');
  for (const fault of ['light: 2 headings', 'title:', 'lang: fr', 'scrolls sideways', 'out of the page', 'target of', 'light: label:', 'dark: color-contrast:', '320 px: target of']) {
    assert.ok(found.includes(fault), `${fault} is not found in:\n${found}`);
  }
});

for (const [row, { h1, content, works }] of Object.entries(rows)) {
  test(`without scripts ${row} is complete and works`, async t => {
    const own = { // what works changes is nobody else's, and no passcode of it is a minute old
      '/register/confirm': () => entered(server, 'diners', { member_id: 'sakai2468' }),
      '/register/verify': () => asked(server, 'both', { member_id: 'ayame2468' }),
      '/portal/verify': () => scanned(server, 'five'),
      '/recover/verify': () => forgot(server, 'registered'),
      '/cards/add/verify': () => adding(server, 'refund'),
      '/prove/verify': async () => agreed(server, await drafted(server, await loggedIn(server, 'kane2468'), '/cashing', lent)),
    }[row];
    const cookies = own ? (await own()).cookies() : stage[row];
    for (const view of every ? ['pc', 'phone'] : ['phone']) {
      const who = await person(browser, server, { view, scripts: false });
      t.after(() => who.context.close());
      const answer = await open(who, address(row), cookies);
      assert.equal(answer.status(), 200);
      assert.equal(new URL(who.page.url()).pathname, address(row));
      assert.match(await who.page.locator('h1').innerText(), h1);
      assert.match(await who.page.locator('main').innerText(), content);
      none(await faults(who.page), view);
      if (view === 'pc') continue;
      const to = await works(who.page);
      assert.equal(new URL(who.page.url()).pathname, to);
      none(await faults(who.page, { lang: row === '/home' ? 'en' : 'ja' }), 'after it worked');
      none(who.troubles);
    }
  });
}

// again asks for the number to call once more.
const again = row => fetch(server.url + row.replace(/call$/, 'send'), {
  method: 'POST', redirect: 'manual', body: new URLSearchParams({ channel: 'call' }),
  headers: { Accept: 'application/json', Cookie: stage[row].map(c => `${c.name}=${c.value}`).join('; ') },
});

// half are which of many are looked at on a view: each on one of the two, in turn; in `make screens` all on both
const half = (view, all) => all.filter((_, i) => every || i % 2 === Number(view === 'phone'));

for (const view of ['pc', 'phone']) {
  test(`${view}: screens with the app, light and dark${view === 'phone' ? ', and in 320 px' : ''}`, async t => {
    const who = await person(browser, server, { view, ...view === 'phone' && { userAgent: iphone } });   // /app begins with the steps of the device in hand
    t.after(() => who.context.close());
    for (const [row, { h1, content }] of half(view, Object.entries(rows))) {
      await t.test(row, async () => {
        if (row.endsWith('/call')) await again(row); // a call is waited for five minutes
        await open(who, address(row), stage[row]);
        assert.match(await who.page.locator('h1').innerText(), h1);
        if (!/^\/(register|recover|cards\/add)$/.test(row) || view === 'pc') assert.match(await who.page.locator('main').innerText(), content); // the wizard shows one part
        none(await inspect(who, { picture: row.startsWith('/guide/') ? '' : `${named(row)}-${view}`, darkPicture: /register$|home/.test(row) }));
      });
    }
    const family = await loggedInFamily();
    const more = { // the same screens over other data
      '/?member': ['/', stage['/home']], '/register?part=card': ['/register?part=card', stage['/register/confirm']],
      '/register?entered': ['/register', stage['/register/confirm']], '/register?expired': ['/register?expired=1'],
      'a call has come': ['/register/call', (await called(view)).cookies()],
      'not registered yet': ['/recover/unable', (await recovered(server, 'amex')).cookies()], 'recovery ran out': ['/recover?expired=1'],
      'time of care': ['/home', (await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies()],
      'unable: registered': ['/register/unable', (await registeredTwice(view)).cookies()],
      'nothing found': ['/menu?q=xyzzy', stage['/menu']], 'near': ['/menu?q=' + encodeURIComponent('解約したい'), stage['/menu']],
      'no notices': ['/inbox', (await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies()],
      'an address to confirm': ['/home', stage['/settings/mail']], 'a confirmed address': ['/settings/mail', stage['/home']],
      'unable: asked for the desk': ['/register/unable', (await atDesk(view)).cookies()],
      'a new landline calls': ['/menu/phone', (await newLandline()).cookies(), `menu-phone-call-${view}`],
      'logged out': ['/login?out=1'], 'timed out': ['/login?ended=1&next=/home'], 'family card': ['/home', family],
    };
    for (const [name, [address, cookies, picture]] of half(view, Object.entries(more))) {
      await t.test(name, async () => {
        await open(who, address, cookies);
        none(await inspect(who, { picture }));
      });
    }
    await t.test('addresses that are no screen', async () => {
      assert.equal((await open(who, '/nowhere')).status(), 404);
      none(await inspect(who, { picture: `missing-${view}` }));
      assert.equal((await open(who, '/register/strength')).status(), 405);
      none(await inspect(who));
    });
    none(who.troubles);
  });
}

let family;
async function loggedInFamily() {
  if (family) return family;
  const { mobile } = server.card('family');
  await proven(server, 'family', mobile, { member_id: 'segawa2468' });
  return family = (await loggedIn(server, 'segawa2468')).cookies();
}

// called has called, and stands where to go on.
async function called(view) {
  const who = await asked(server, 'landline', { member_id: `ishida1${view}` });
  await who.get('/register/call');
  assert.ok((await server.call(server.card('landline').landline, who.html().match(/0120-000-00\d/)[0])).answered);
  return who;
}

// newLandline has given the number of a landline, and a call is waited for from there.
async function newLandline() {
  const who = await loggedIn(server, 'hanako2468');
  await who.post('/menu/phone', { procedure: 'phone', key: '0123456789abcdef'.repeat(2), phone: '03-5550-1234' });
  return who;
}

// registeredTwice has proven who it is, and hears only then that the card has its member.
const registeredTwice = view => proven(server, 'registered', server.card('registered').mobile, { member_id: `matsu1${view}` });

// atDesk asked for the desk at the screen of the passcode.
async function atDesk(view) {
  const who = await asked(server, 'both', { member_id: `kaede1${view}` });
  await who.post('/register/desk', {});
  return who;
}

for (const view of ['pc', 'phone']) {
  test(`${view}: problems showing, drawn by the app and by the server`, async t => {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    const { page } = who;
    const shown = async (field, picture) => {
      assert.ok(await page.locator(`#${field}-e`).innerText(), `${field} says what is wrong`);
      none(await inspect(who, { picture: picture && `${picture}-${view}` }));
    };
    const verify = (await asked(server, 'mail', { member_id: `watarai1${view}` })).cookies();
    const typed = registration(server.card('sms'), { card_number: server.card('sms').number.slice(0, 15), security_code: '12', password: 'abc', email: 'umi.no.kaze' });
    for (const [address, cookies, values, field, picture] of [
      ['/register', [], typed, 'email', 'register-errors'],
      ['/register?part=login', stage['/register/confirm'], { member_id: 'あいうえお', password: 'a' }, 'password'],
      ['/register/verify', verify, { passcode: '000000' }, 'passcode', 'verify-errors'],
      ['/register/password', stage['/register/password'], { member_id: '', password: '' }, 'member_id'],
      ['/register/unable', stage['/register/unable'], { desk_code: '7K2Q9-XMB4T' }, 'desk_code', 'unable-errors'],
      ['/settings/mail', stage['/settings/mail'], { passcode: '12' }, 'passcode'],
      ['/login', [], { member_id: '', password: '' }, 'password', 'login-errors'],
    ]) {
      await t.test(`${address}, the app`, async () => {
        await open(who, address, cookies);
        for (const [name, value] of Object.entries(values)) {
          const input = page.locator(`[name="${name}"]`);
          if (!await input.isVisible()) break; // the wizard: its part in view stops the person
          if (value === true) await input.check();
          else await input.fill(value);
        }
        await page.locator('#form button[type=submit]:visible').click();
        const first = await until(page, () => document.querySelector('.field.bad [name]')?.name);
        await shown(first);
        if (view === 'phone' && address === '/register') await shoot(page, 'register-phone-error');
      });
      await t.test(`${address}, the server`, async () => {
        await open(who, address, cookies);
        const answer = page.waitForNavigation();
        await page.evaluate(values => {
          for (const [name, value] of Object.entries(values)) {
            const input = document.querySelector(`[name="${name}"]`);
            if (value === true) input.checked = true;
            else input.value = value;
          }
          document.getElementById('form').submit(); // past the app, as a browser without it does
        }, values);
        assert.equal((await answer).status(), 422);
        await live(page);
        await shown(field, picture);
      });
    }
    none(who.troubles);
  });
}

test('phone: every part of the wizard', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/register');
  const typed = registration(server.card('amex'));
  const parts = [['card_number'], ['exp_month', 'exp_year'], ['security_code'], ['member_id', 'password'], ['email'], ['agree']];
  for (const [i, names] of parts.entries()) {
    await t.test(names.join(', '), async () => {
      await until(page, name => document.querySelector(`[name=${name}]`).checkVisibility(), names[0]);
      assert.deepEqual(await page.locator('main input:visible').evaluateAll(all => all.map(e => e.name)), names, 'this part alone is in view');
      await enter(page, Object.fromEntries(names.map(n => [n, typed[n]])));
      if (names.includes('password')) await until(page, () => document.querySelector('.meter').dataset.grade !== '-');
      none(await inspect(who, { picture: `register-phone-part${i + 1}`, darkPicture: i === 3 }));
    });
    if (i < parts.length - 1) await press(page, '次へ');
  }
  none(who.troubles);
});

test('English', async t => {
  for (const view of every ? ['pc', 'phone'] : ['phone']) { // where words are longer than there is room for
    const who = await person(browser, server, { view, locale: 'en-US' });
    t.after(() => who.context.close());
    for (const row of Object.keys(rows)) {
      await t.test(`${view} ${row}`, async () => {
        await open(who, address(row), stage[row]);
        none(await inspect(who, { lang: 'en', dark: false, narrow: false, bare: !every, picture: /^\/(register|home)$/.test(row) ? `${named(row)}-${view}-en` : '' }));
        await who.page.evaluate(() => { for (const shop of document.querySelectorAll('.ledger .shop, .use-top h1, .pay-use b, .pay-of')) shop.remove(); }); // shops have the names that they have
        const words = await who.page.locator('main').innerText();
        const left = words.replace(/見本 花子|\S+(?:銀行|信用金庫) 普通|^日本語$/gm, '').split(/最近のご利用|Latest uses/)[0].match(/[\u3040-\u30ff\u4e00-\u9fff]+/g);
        assert.equal(left, null, 'no word is left in Japanese but names');
      });
    }
    none(who.troubles);
  }
});

test('text of 200 %', async t => {
  const big = await launch('--blink-settings=defaultFontSize=32');
  t.after(() => big.close());
  for (const [view, locale, of] of [['phone', 'ja-JP', /./], ['pc', 'ja-JP', /^\/(register|home)?$/], ...every ? [['phone', 'en-US', /./]] : []]) {
    const who = await person(big, server, { view, locale });
    t.after(() => who.context.close());
    for (const row of [...Object.keys(rows), '/nowhere'].filter(r => of.test(r))) {
      await t.test(`${view} ${locale} ${row}`, async () => {
        await open(who, address(row), stage[row]);
        assert.equal(await who.page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
        none(await inspect(who, { lang: locale.slice(0, 2), dark: false, narrow: false, bare: !every }));
        if (view === 'phone' && locale === 'ja-JP' && /^\/(register|home)$/.test(row)) await shoot(who.page, `${named(row)}-phone-200`);
      });
    }
    none(who.troubles);
  }
});

test('forced colours and reduced motion take nothing away', async t => {
  const who = await person(browser, server, { view: 'pc', forcedColors: 'active' });
  t.after(() => who.context.close());
  const { page } = who;
  const edges = (...selectors) => page.evaluate(selectors => selectors.map(s => {
    const e = [...document.querySelectorAll(s)].find(e => e.checkVisibility()), style = getComputedStyle(e);
    return { s, edge: parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none', high: e.getBoundingClientRect().height };
  }), selectors);
  await open(who, '/register');
  for (const e of await edges('.btn-1', '.card', '.input', '.req', '.terms')) assert.ok(e.edge && e.high > 0, `${e.s} has an edge`);
  const paint = s => page.evaluate(s => getComputedStyle(document.querySelector(s), s.endsWith('li') ? '::before' : null).backgroundColor, s);
  assert.notEqual(await paint('.steps li'), await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'the steps are seen');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.meter-bar i')).boxShadow), 'none', 'the meter is seen');
  await page.focus('[name=card_number]');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
  await open(who, '/home', stage['/home']);
  for (const e of await edges('.due', '.tile', '.card', '.switch')) assert.ok(e.edge && e.high > 0, `${e.s} has an edge`);
  // the ground that forced colours put under words may not cover the line above: the date, the answer to 「いつ」
  const covered = await page.evaluate(() => {
    const words = s => { const range = document.createRange(); range.selectNodeContents(document.querySelector(s)); return [...range.getClientRects()]; };
    return Math.max(...words('.due-date').map(r => r.bottom)) - Math.min(...words('.due-sum').map(r => r.top));
  });
  assert.ok(covered <= 1, `the sum covers ${covered} px of the date`);
  // reduced motion: the skeleton, the spinner and the line of progress stand still and are there
  await open(who, '/dev/gallery');
  for (const s of ['.spin', '.skel']) {
    assert.equal(await page.evaluate(s => getComputedStyle(document.querySelector(s)).animationName, s), 'none');
    assert.ok((await edges(s))[0].high > 0, `${s} is there`);
  }
  none(who.troubles);
});

test('the program answers the telephone by itself, with no setting at all', async () => {
  const call = await fetch(server.url + '/dev/handset/call', {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ from: server.card('landline').landline, to: '0120-999-999' }),
  }).then(answer => answer.json());
  assert.deepEqual([call.answered, call.status, call.heard], [false, 404, []]); // a number that is not ours, so that nothing is said: that takes its time
});

test('the gallery shows what the sheet of the look shows', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    await open(who, '/dev/gallery');
    none(await inspect(who, { brand: ' dev', picture: `gallery-${view}` }));
    const sections = await who.page.locator('.gal > section > h2').allInnerTexts();
    for (const of of ['色', 'ボタン', '入力欄', '安全性のめやす', '進み具合', 'お知らせとバッジ', 'エラーのまとめ', 'カード・読み込み中・空・失敗', '確認の窓', 'アイコン']) {
      assert.ok(sections.includes(of), `${of} is missing among ${sections}`);
    }
    await open(who, '/dev/handset?to=' + server.card('sms').mobile);
    none(await inspect(who, { brand: ' dev', picture: view === 'pc' ? 'handset-pc' : '' }));
    assert.ok(await who.page.locator('#dial-from option').count() > 15, 'the demo phones to call from');
    none(who.troubles);
  }
});
