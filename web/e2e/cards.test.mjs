// A member's cards: another one is added by a passcode and by a call, named, shown, taken out again. On a PC and on a phone, with
// scripts and without; by keys alone; five cards of one person; what stands in place of home while it is fetched.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { at, enter, launch, live, person, press, registration, start, until } from './lib.mjs';
import { hold, shifts } from './hands.mjs';
import { faults, inspect, shoot } from './look.mjs';
import { added, card, loggedIn } from './stage.mjs';

let browser, server;
before(async () => {
  browser = await launch();
  server = await start();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const secret = login => `Sandbox-${login.slice(-2)}-mihon`;
const asks = slug => {
  const { card_number, exp_month, exp_year, security_code } = registration(server.card(slug));
  return { card_number, exp_month, exp_year, security_code };
};
const last4 = slug => server.card(slug).number.slice(-4);
const none = found => assert.deepEqual(found, []);

// inside is a browser in which a member is logged in.
async function inside(t, login, of) {
  const who = await person(browser, server, of);
  t.after(() => who.context.close());
  who.visitor = await loggedIn(server, login, secret(login));
  await who.context.addCookies(who.visitor.cookies());
  return who;
}

// shown has the list of cards open, and another one shown by its button.
async function shown(who, name) {
  await who.page.goto('/home');
  await at(who, '/home');
  await who.page.locator('.cardsw > summary').click();
  const view = () => who.page.locator('.cardsw > summary .num').innerText();
  const before = await view();
  await who.page.locator('.cardsw button').filter({ hasText: name }).click();
  await until(who.page, before => { const n = document.querySelector('.cardsw > summary .num'); return n && n.innerText !== before; }, before);
  await at(who, '/home');
  return who.page.locator('.cardsw > summary').innerText();
}

// A call takes its time, and nobody else's: it is placed beside the other ways.
describe('another card', { concurrency: true }, () => {
  test('by a call, where a landline alone is on file', async t => {
    const who = await inside(t, 'sandbox03', { view: 'phone', scripts: false }), { page } = who;
    await page.goto('/cards/add');
    await enter(page, asks('landline'));
    await press(page, 'ご本人様確認へ進む');
    await at(who, '/cards/add/call');
    const heard = await server.call(server.card('landline').landline, await page.locator('.call .desk-no a').innerText());
    assert.ok(heard.answered, JSON.stringify(heard));
    await until(page, () => [...document.querySelectorAll('[role=status]')].some(e => e.innerText.includes('お電話を確認しました')), undefined, 20_000);
    await press(page, '認証を完了する');
    await at(who, '/cards/add/done');
    assert.ok((await page.locator('main').innerText()).includes(last4('landline')));
    await who.visitor.post(`/cards/${await card(server, who.visitor, 1)}/remove`, {});
    none(who.troubles);
  });

  test('by a passcode', async t => {
    for (const [view, scripts, login, slug] of [['pc', true, 'sandbox01', 'plans'], ['phone', true, 'sandbox02', 'revolving'], ['pc', false, 'sandbox02', 'gold'], ['phone', false, 'sandbox01', 'refund']]) {
      await t.test(`${view}, scripts ${scripts ? 'on' : 'off'}`, t => walk(t, view, scripts, login, slug));
    }
  });
});

async function walk(t, view, scripts, login, slug) {
  const who = await inside(t, login, { view, scripts }), { page } = who;
  await page.goto('/home');
  await at(who, '/home');
  const first = (await page.locator('.cardsw > summary .num').innerText()).slice(-4);
  await page.locator('.cardsw > summary').click();
  await press(page, 'カードの追加・変更');
  await at(who, '/cards');
  await press(page, 'カードを追加する');
  await at(who, '/cards/add');
  await enter(page, asks(slug));
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/cards/add/verify');
  const passcode = await server.passcode(server.card(slug).mobile);
  assert.match((await server.messages(server.card(slug).mobile))[0].text, /カード追加/, 'the passcode names its purpose');
  await enter(page, { passcode });
  await press(page, '認証する');
  await at(who, '/cards/add/done');
  assert.match(await page.locator('main').innerText(), new RegExp(`カードを追加しました[\\s\\S]*${last4(slug)}`));
  await press(page, '名前をつける');
  await until(page, () => document.querySelector('[name=card_name]'));
  if (scripts) await live(page);
  await enter(page, { card_name: '旅行用' });
  await press(page, '名前を保存する');
  await at(who, '/cards');
  assert.match(await page.locator('#notice').innerText(), /名前を変更しました/);
  none(await faults(page));

  const summary = await shown(who, '旅行用');
  assert.ok(summary.includes('旅行用') && summary.includes(last4(slug)), summary);
  if (scripts) assert.equal(await page.locator('.cardsw').getAttribute('open'), null, 'the list closes');
  await page.reload(); // it stays
  await at(who, '/home');
  assert.ok((await page.locator('.cardsw > summary').innerText()).includes('旅行用'));

  await page.goto('/cards');
  await at(who, '/cards');
  await page.getByRole('link', { name: /旅行用/ }).click();
  await until(page, () => document.querySelector('[name=card_name]')?.value === '旅行用');
  await press(page, 'このカードを一覧から外す');
  await until(page, () => document.querySelector('h1')?.innerText === 'カードを外す');
  if (scripts) await live(page);
  assert.match(await page.locator('main').innerText(), new RegExp(`旅行用[\\s\\S]*${last4(slug)}[\\s\\S]*いままでどおりお使いいただけます`));
  await press(page, 'このカードを外す');
  await at(who, '/cards');
  assert.match(await page.locator('#notice').innerText(), /外しました/);
  assert.ok(!(await page.locator('main').innerText()).includes('旅行用'));
  await page.goto('/home');
  await at(who, '/home');
  assert.equal((await page.locator('.cardsw > summary .num').innerText()).slice(-4), first, 'home falls back on the first');
  none(who.troubles);
}

test('five cards of one person', async t => {
  for (const slug of ['five', 'five2', 'five3', 'five4', 'five5']) await added(server, slug, 'sandbox03', secret('sandbox03'));
  for (const view of ['pc', 'phone']) {
    const who = await inside(t, 'sandbox03', { view }), { page } = who;
    const seen = [];
    for (const slug of ['five3', 'five5']) {
      assert.ok((await shown(who, last4(slug))).includes(last4(slug)));
      seen.push(await page.locator('.due').innerText());
    }
    assert.notEqual(seen[0], seen[1], 'each is its own account');
    assert.match(seen[1], /お支払いはありません/);
    await page.locator('.cardsw > summary').click();
    assert.equal(await page.locator('.cardsw li').count(), 6);
    for (const slug of ['five', 'five2', 'five3', 'five4', 'five5']) assert.ok((await page.locator('.cardsw').innerText()).includes(last4(slug)), slug);
    none(await inspect(who, { picture: `home-cards-${view}`, narrow: view === 'phone' }));
    for (const from of ['/statements', 'month']) { // the other card's months, from the list and from a month
      const mine = page.url();
      await page.goto('/statements');
      await live(page);
      if (from === 'month') await page.locator('main a[href^="/statements/2"]').first().click();
      await until(page, month => document.querySelector('.of-card summary') && (location.pathname !== '/statements') === month, from === 'month');
      none(await inspect(who, { picture: from === 'month' ? '' : `statements-cards-${view}` }));
      const to = from === 'month' ? 'five' : 'five4';
      await page.locator('.cardsw > summary').click();
      await page.locator('.cardsw button').filter({ hasText: last4(to) }).click();
      await until(page, ending => location.pathname === '/statements' && document.querySelector('.cardsw > summary .num').innerText.endsWith(ending) && document.getElementById('main').getAttribute('aria-busy') !== 'true', last4(to));
      await page.goto(mine);
      await live(page);
    }
    await page.locator('.cardsw > summary').click();
    for (const e of await page.locator('.cardsw button, .cardsw .more').all()) assert.ok((await e.boundingBox()).height >= 44);

    const one = await card(server, who.visitor, 1);
    await page.goto('/cards/' + one);
    await live(page);
    await enter(page, { card_name: '漢'.repeat(21) });
    await press(page, '名前を保存する');
    await until(page, () => document.querySelector('#card_name-e')?.innerText.includes('20文字まで'));
    none(await inspect(who, { dark: view === 'pc', narrow: view === 'phone' }));
    await page.goto('/cards/add');
    await live(page);
    if (view === 'pc') await press(page, 'ご本人様確認へ進む');
    else await press(page, '次へ');
    await until(page, () => document.querySelector('#card_number-e')?.innerText);
    none(await inspect(who, { dark: view === 'phone', narrow: view === 'phone' }));
    none(who.troubles);
  }
});

test('by keys alone', async t => {
  const who = await inside(t, 'sandbox03', { view: 'pc' }), { page } = who;
  await page.goto('/home');
  await at(who, '/home');
  const focused = () => page.evaluate(() => document.activeElement.innerText);
  const tabTo = async words => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      if ((await focused()).includes(words)) return;
    }
    throw new Error(`no way by Tab to ${words}`);
  };
  const first = (await page.locator('.cardsw > summary .num').innerText()).slice(-4);
  await tabTo(first);
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelector('.cardsw').open);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await until(page, () => !document.querySelector('.cardsw').open && document.activeElement.localName === 'summary');
  await page.keyboard.press('Enter');
  await tabTo(last4('five2'));
  await page.keyboard.press('Enter');
  await until(page, l => document.querySelector('.cardsw > summary').innerText.includes(l), last4('five2'));
  none(who.troubles);
});

test('home stands in its place while it is fetched, and nothing moves', async t => {
  for (const [view, dark] of [['pc', false], ['phone', true]]) {
    const who = await inside(t, 'sandbox01', { view, dark }), { page } = who;
    await page.goto('/cards');
    await at(who, '/cards');
    const gate = await hold(page, '**/home');
    await page.locator('a[href="/home"]:visible').first().click();
    await until(page, () => document.querySelector('.waiting'));
    assert.equal(await page.evaluate(() => document.querySelector('#main').getAttribute('aria-busy')), 'true');
    assert.match(await page.locator('main').innerText(), /読み込んでいます/);
    const boxes = () => page.evaluate(() => Object.fromEntries(['.hello', '.due', '.avail', '.duo', '.home-rest'].map(s => {
      const b = document.querySelector(s).getBoundingClientRect();
      return [s, [Math.round(b.top), Math.round(b.height)]];
    })));
    const before = await boxes();
    none(await inspect(who, { dark: false, narrow: false }));
    await shoot(page, `home-waits-${view}`);
    await gate.letGo();
    await until(page, () => document.querySelector('.due-foot a'));
    const came = await boxes();
    const most = view === 'pc' ? 4 : 40; // on a phone the bank's name may take another line
    for (const [s, [top, height]] of Object.entries(came)) assert.ok(Math.abs(top - before[s][0]) <= most && (s === '.home-rest' || Math.abs(height - before[s][1]) <= most), `${s} stood at ${before[s]}, stands at ${[top, height]}`);
    const moved = (await shifts(page)).reduce((sum, s) => sum + s.value, 0);
    assert.ok(moved < 0.001, `moved by ${moved}`);

    await page.route('**/home', route => route.abort());
    await page.locator('a[href="/statements"]:visible, a[href="/limit"]:visible').first().click();
    await until(page, () => !document.querySelector('.due-foot'));
    await page.locator('a[href="/home"]:visible').first().click();
    await until(page, () => [...document.querySelectorAll('#lost, h1')].some(e => e.innerText.includes('通信できません')));
    await page.unroute('**/home');
    none(who.troubles.filter(t => !/ERR_FAILED/.test(t)));
  }
});

// A step in the history that nobody pressed for at this moment: whatever moves counts.
test('another screen comes without anything of the last one moving', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await inside(t, 'sandbox01', { view }), { page } = who;
    await page.goto('/cards');
    await at(who, '/cards');
    await page.locator('a[href="/home"]:visible').first().click();
    await at(who, '/home');
    for (const [step, to] of [['back', '/cards'], ['forward', '/home'], ['back', '/cards']]) {
      await page.evaluate(step => history[step](), step);
      await at(who, to);
      await page.evaluate(() => new Promise(done => setTimeout(done, 600)));
    }
    none(await shifts(page), view);
    none(who.troubles);
  }
});
