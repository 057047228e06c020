// A keyboard and nothing else: from the first page to the amount due, with scripts and without, on a PC and through the
// wizard of a narrow screen. Where the focus goes, that it is seen there, and that nothing holds it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, person, registration, start, until } from './lib.mjs';
import { every, open } from './look.mjs';
import { stages } from './stage.mjs';

let browser, server, stage;
before(async () => {
  browser = await launch();
  server = await start();
  stage = await stages(server);
});
after(async () => {
  await browser.close();
  await server.stop();
});

// focused is where the keyboard is: what it is called, where it stands, how it shows.
const focused = page => page.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect(), line = e.getClientRects()[0]; // the first, of a link over two
  const within = (x, most) => Math.min(Math.max(x, 1), most - 1);
  const above = document.elementFromPoint(within(line.left + line.width / 2, innerWidth), within((Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2, innerHeight)); // the middle of what is in view of it
  const all = [...document.querySelectorAll('*')];
  return {
    name: `${e.localName}${e.name ? '[' + e.name + ']' : ''} ${(e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 24)}`,
    tag: e.localName, field: e.name ?? '', id: e.id, href: e.getAttribute('href') ?? '', words: (e.textContent ?? '').trim(), order: all.indexOf(e),
    left: Math.round(box.left + scrollX), top: Math.round(box.top + scrollY), right: Math.round(box.right + scrollX), bottom: Math.round(box.bottom + scrollY),
    group: e.closest('form, header, nav, footer, aside')?.outerHTML.slice(0, 60) ?? 'page',
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor),
    seen: (box.top >= -1 || box.height > innerHeight) && box.top < innerHeight && !!above && (e.contains(above) || e.closest('label')?.contains(above) === true),
    fixed: !!e.closest('.wiz-foot, .nav') || e.classList.contains('skip'),
  };
});

// round presses a key until the focus has left the page or is back where it began, and answers its stops. It may begin outside
// of the page, one key away.
async function round(page, key) {
  const stops = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop && i === 0) continue;
    if (!stop || stops.some(s => s.order === stop.order)) return stops;
    stops.push(stop);
  }
  throw new Error(`no end of ${stops.map(s => s.name)}`);
}

// tab presses Tab until the focus is where fits says, as somebody who cannot see a mouse does.
async function tab(page, fits, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (stop && fits(stop)) return stop;
    passed.push(stop?.name);
  }
  throw new Error(`the keyboard does not get there, only to ${passed}`);
}
const onField = name => stop => stop.field === name;
const onWords = words => stop => stop.words.includes(words) && /^(a|button|summary)$/.test(stop.tag);

// each screen on one of the two, in turn; `make screens` walks all of them on both, and without scripts, where the nodes are the same
for (const [n, [view, scripts]] of [['pc', true], ['phone', true], ...every ? [['pc', false]] : []].entries()) {
  test(`${view}, scripts ${scripts ? 'on' : 'off'}: every stop is seen, in reading order, and none holds the focus`, async t => {
    const who = await person(browser, server, { view, scripts });
    t.after(() => who.context.close());
    const { page } = who;
    for (const [row, cookies] of [...Object.entries(stage), ['/nowhere', []], ['/register?part=card', stage['/register/confirm']]].filter((_, i) => every || i % 2 === n)) {
      await t.test(row, async () => {
        await open(who, row, cookies);
        if (scripts && row === '/portal/scan') await until(page, () => /カメラが見つかりません|読み取りの準備ができませんでした/.test(document.querySelector('.scan').textContent)); // until then it is drawn anew
        if (await focused(page)) await round(page, 'Shift+Tab'); // it begins at a summary of problems: out, to the very start
        const there = await round(page, 'Tab');
        assert.ok(there.length > (row === '/portal/scan' ? 1 : 3) && there[0].href === '#main', `the way past the header comes first, not ${there[0]?.name}`);
        for (const stop of there) {
          assert.ok(stop.ring, `a ring around ${stop.name}`);
          assert.ok(stop.seen, `${stop.name} is in view, nothing above it`);
        }
        assert.deepEqual(there.map(s => s.order), there.map(s => s.order).sort((a, b) => a - b), 'in the order of the document');
        for (let i = 1; i < there.length; i++) {
          const [a, b] = [there[i - 1], there[i]];
          if (a.group !== b.group || a.fixed || b.fixed) continue;
          assert.ok(b.top >= a.bottom || b.left >= a.right || b.top >= a.top && b.left >= a.left, `${b.name} stands before ${a.name}`);
        }
        const back = await round(page, 'Shift+Tab');
        const names = stops => stops.map(s => s.name);
        assert.deepEqual(names(back).reverse().filter(n => names(there).includes(n)).length, there.length, `back the same way: ${names(back)}`);
      });
    }
    assert.deepEqual(who.troubles, []);
  });
}

test('a ring that is gone, and a stop behind something else, are found out', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/login');
  await page.evaluate(() => {
    const bad = new CSSStyleSheet();
    bad.replaceSync('[name=member_id]:focus { outline: none } main::after { content: ""; position: fixed; inset: 0; z-index: 9; background: red }');
    document.adoptedStyleSheets.push(bad);
  });
  assert.equal((await tab(page, onField('member_id'))).ring, false);
  const covered = await tab(page, onWords('新規登録をはじめる'));
  assert.deepEqual([covered.ring, covered.seen], [true, false]);
});

test('the skip link leads past the header', async t => {
  for (const scripts of [true, false]) {
    const who = await person(browser, server, { scripts });
    t.after(() => who.context.close());
    const { page } = who;
    await open(who, '/home', stage['/home']);
    await page.keyboard.press('Tab');
    const skip = await focused(page);
    assert.ok(skip.seen && skip.top >= 0, 'it appears when it has the focus');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('#main, footer') !== null), 'the next stop lies behind the header');
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(who.troubles, []);
  }
});

for (const [view, scripts, member] of [['pc', true, 'kiku2468a'], ['phone', true, 'kiku2468b'], ['pc', false, 'kiku2468c'], ['phone', false, 'kiku2468d']]) {
  test(`from the first page to the amount due with keys alone: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
    const own = await start();
    t.after(() => own.stop());
    const who = await person(browser, own, { view, scripts });
    t.after(() => who.context.close());
    const { page } = who, { keyboard } = page;
    await page.addInitScript(() => { for (const type of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(type, () => { throw new Error('a pointer was used'); }, true); });
    const card = own.card('sms'), typed = registration(card, { member_id: member });
    const walked = view === 'phone' && scripts; // part by part
    // arrived: another screen begins with its heading in focus, a page that was loaded at its top
    const arrived = async address => {
      await at(who, address);
      const stop = scripts ? await until(page, () => document.activeElement.localName === 'h1' && { tag: 'h1' }) : await focused(page);
      assert.equal(stop?.tag, scripts ? 'h1' : undefined, `on ${address}`);
    };

    await page.goto('/');
    await at(who, '/');
    await tab(page, onWords('新規登録をはじめる'));
    await keyboard.press('Enter');
    await arrived('/register');

    await tab(page, onField('card_number'));
    await keyboard.type(card.number);
    if (walked) {
      await keyboard.press('Enter'); // means 次へ
      await until(page, () => document.activeElement.closest('#part-expiry'));
      await tab(page, onWords('戻る'));
      await keyboard.press('Enter');
      await until(page, () => document.activeElement.closest('#part-number'));
      assert.equal(await page.locator('[name=card_number]').inputValue().then(v => v.replaceAll(' ', '')), card.number, 'it is still there');
      await tab(page, onWords('次へ'));
      await keyboard.press('Space');
      await until(page, () => document.activeElement.closest('#part-expiry'));
    }
    const next = async part => {
      if (!walked) return;
      await tab(page, onWords('次へ'));
      await keyboard.press('Enter');
      await until(page, part => document.activeElement.closest(part), part);
    };
    for (const [name, part] of [['exp_month'], ['exp_year', '#part-code'], ['security_code', '#part-login'], ['member_id']]) {
      await tab(page, onField(name));
      await keyboard.type(typed[name]);
      if (part) await next(part);
    }
    await tab(page, onField('password'));
    if (scripts) {
      await keyboard.type('abc');
      const reveal = await tab(page, stop => stop.tag === 'button');
      assert.match(reveal.name, /パスワードを表示する/);
      for (const [key, type] of [['Space', 'text'], ['Enter', 'password']]) {
        await keyboard.press(key);
        await until(page, type => document.querySelector('[name=password]').type === type, type);
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-pressed')), String(type === 'text'));
      }
      if (walked) { // the part does not let go of what is wrong, and takes the person there
        await tab(page, onWords('次へ'));
        await keyboard.press('Enter');
        await until(page, () => document.activeElement.name === 'password' && document.activeElement.getAttribute('aria-invalid') === 'true');
        await keyboard.press('ControlOrMeta+a');
        await keyboard.type(typed.password);
        await next('#part-email');
      }
    }
    await tab(page, onField('email'));
    await keyboard.type(typed.email);
    await next('#part-terms');
    const terms = await tab(page, stop => /利用規約の本文/.test(stop.name));
    assert.ok(terms.ring);
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await until(page, () => document.activeElement.scrollTop > 0);
    await tab(page, stop => stop.tag === 'summary');
    await keyboard.press(scripts ? 'Space' : 'Enter');
    assert.ok(await page.evaluate(() => document.querySelector('details').open), 'the privacy notice opens');
    await tab(page, stop => /個人情報の取扱い/.test(stop.name) && stop.tag === 'div');
    await tab(page, onField('agree'));
    await keyboard.press('Space');
    assert.ok(await page.locator('[name=agree]').isChecked());
    await tab(page, onWords('規約に同意して確認画面へ'));
    await keyboard.press(walked ? 'Space' : 'Enter');

    if (!walked) { // the password is too short or missing: the focus is on the summary, whose links lead to the fields
      await until(page, () => document.activeElement.id === 'problems');
      await tab(page, stop => stop.href === '#password');
      await keyboard.press('Enter');
      await until(page, () => document.activeElement.name === 'password');
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type(typed.password);
      if (!scripts) { // the server does not send back what must stay secret
        await tab(page, onField('security_code'), 'Shift+Tab');
        await keyboard.type(typed.security_code);
        await tab(page, onField('card_number'), 'Shift+Tab');
        await keyboard.type(typed.card_number);
      }
      await keyboard.press('Enter');
    }
    await arrived('/register/confirm');
    await tab(page, stop => stop.href === '/register?part=email');
    await keyboard.press('Enter');
    await until(page, () => location.search === '?part=email' && document.querySelector('[name=email]') && !document.querySelector('[name=card_number]'));
    await tab(page, onWords('変更せずに確認画面へ戻る'));
    await keyboard.press('Enter');
    await arrived('/register/confirm');
    await tab(page, onWords('ご本人様確認へ進む'));
    await keyboard.press('Space');

    await arrived('/register/verify');
    await tab(page, onField('passcode'));
    await keyboard.type('12345');
    await keyboard.press('Enter');
    await until(page, () => document.activeElement.id === 'problems');
    await tab(page, onField('passcode'));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(await own.passcode(card.mobile));
    await tab(page, onWords('認証する'));
    await keyboard.press('Enter');
    await arrived('/register/done');
    await tab(page, onWords('さっそくログインしてみましょう'));
    await keyboard.press('Enter');

    await arrived('/login');
    await tab(page, onField('password'));
    await keyboard.type(typed.password);
    await keyboard.press('Enter');
    await arrived('/home');
    assert.match(await page.locator('main').innerText(), /次回のお支払い/);
    await tab(page, onWords('ログアウト'));
    await keyboard.press('Space');
    await at(who, '/login');
    assert.deepEqual(who.troubles, []);
  });
}

test('arrows choose among the ways to receive a passcode', async t => {
  const who = await person(browser, server, { scripts: false });
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/dev/gallery');
  await tab(page, onField('g-pick'));
  const chosen = () => page.evaluate(() => document.querySelector('[name=g-pick]:checked').value);
  assert.equal(await chosen(), 'sms');
  await page.keyboard.press('ArrowDown');
  assert.equal(await chosen(), 'mail');
  assert.ok((await focused(page)).ring, 'the one chosen has the ring');
  await page.keyboard.press('Tab');
  assert.notEqual((await focused(page))?.field, 'g-pick', 'one stop for all');
});
