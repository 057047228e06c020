// Statements that the device keeps: chosen under a PIN, read without a network, found nowhere in plain, and wiped whenever they must be.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, start, until } from './lib.mjs';
import { barriers, faults, open, shoot } from './look.mjs';
import { eventually, shifts } from './hands.mjs';
import { loggedIn } from './stage.mjs';

const PIN = '583019';

let browser, server, mine;
before(async () => {
  [browser, server] = await Promise.all([launch(), start()]);
  mine = (await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon')).cookies();
});
after(async () => { await browser?.close(); await server?.stop(); });

const json = (who, path) => who.page.evaluate(path => fetch(path, { headers: { Accept: 'application/json' } }).then(r => r.json()), path);
const looked = page => page.evaluate(() => globalThis.vault.look());
const words = page => page.locator('main').innerText();

// keeping is a person who is logged in and keeps statements, with the page for no network in the browser.
async function keeping(t, options = {}) {
  const who = await person(browser, server, { view: 'phone', ...options });
  t.after(() => who.context.close());
  await who.context.addCookies((await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon')).cookies());
  await keep(who);
  return who;
}

async function keep(who) {
  await who.page.goto('/vault');
  await at(who, '/vault');
  await who.page.fill('#pin', PIN);
  await who.page.fill('#pin2', PIN);
  await press(who.page, 'この端末に保存する');
  await until(who.page, () => /この端末に保存しています/.test(document.querySelector('main').innerText));
  await until(who.page, async () => (await caches.keys()).some(name => name.startsWith('shell-')) && !!navigator.serviceWorker.controller);
}

// unplugged loads an address without a network.
async function unplugged(who, address) {
  await who.context.setOffline(true);
  await who.page.goto(address);
  await live(who.page);
}

async function unlock(page, pin = PIN) {
  await page.fill('#pin', pin);
  await press(page, '明細を開く');
}

// stored is all that IndexedDB and Cache Storage hold, as bytes and as text.
const stored = page => page.evaluate(async () => {
  const out = [];
  const tell = value => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer ?? value);
      out.push(new TextDecoder('utf-8').decode(bytes), new TextDecoder('utf-16le').decode(bytes));
    } else if (value && typeof value === 'object') for (const [k, v] of Object.entries(value)) { out.push(k); tell(v); } else out.push(String(value));
  };
  for (const { name, version } of await indexedDB.databases()) {
    const db = await new Promise((ok, no) => { const r = indexedDB.open(name, version); r.onsuccess = () => ok(r.result); r.onerror = no; });
    for (const store of db.objectStoreNames) {
      const all = await new Promise(ok => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => ok(r.result); });
      tell(all);
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      out.push(request.url);
      if (!/\.(wasm|png|webm|mp4|onnx)$/.test(request.url)) out.push(await (await cache.match(request)).text());
    }
  }
  for (const kind of ['localStorage', 'sessionStorage']) out.push(JSON.stringify({ ...globalThis[kind] }));
  return out.join('\n');
});

test('the installed app offers it once, and only where it is the app', async t => {
  for (const installed of [false, true]) {
    const who = await person(browser, server, { view: 'phone' }), { page } = who;
    t.after(() => who.context.close());
    if (installed) await page.addInitScript('Object.defineProperty(navigator, "standalone", { get: () => true })');
    await open(who, '/home', mine);
    if (!installed) { // what would come has come: the question to the device is answered
      await looked(page);
      assert.equal(await page.locator('#offer').count(), 0);
      continue;
    }
    await page.locator('#offer').waitFor();
    assert.deepEqual([...await faults(page), ...await barriers(page)], []);
    const box = await page.locator('#offer').boundingBox();
    assert.ok(box.height < 300 && box.y > 300, 'it leaves the amount due in view');
    assert.ok(box.y + box.height <= (await page.locator('.nav').boundingBox()).y, 'and the way to everything else');
  await shoot(page, 'vault-offer-phone');
    assert.equal(await page.locator('#offer a').getAttribute('href'), '/vault');
    assert.equal(await looked(page), null, 'nothing is kept before it is chosen');
    await press(page, 'あとで');
    assert.equal(await page.locator('#offer').count(), 0);
    await page.reload();
    await live(page);
    await looked(page);
    assert.equal(await page.locator('#offer').count(), 0, 'not once more');
    assert.deepEqual(who.troubles, []);
  }
});

test('chosen under a PIN that is checked; read offline from a cold start, in the app’s own window, and after each reload; nothing of it lies in plain', async t => {
  const who = await person(browser, server, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await open(who, '/statements', mine);
  await at(who, '/statements');
  const online = await words(page);
  await page.locator('a[href="/vault"]').first().click();
  await at(who, '/vault');
  assert.deepEqual([...await faults(page), ...await barriers(page)], []);
  await shoot(page, 'vault-phone');
  for (const [pin, pin2, says] of [['', '', /PINを入力してください/], ['12345', '12345', /6桁以上12桁以内/], ['12345a', '12345a', /6桁以上/], ['111111', '111111', /同じ数字/], ['987654', '987654', /続き番号/], ['121212', '121212', /続き番号/], [PIN, '583018', /上のPINと違います/]]) {
    await page.fill('#pin', pin);
    await page.fill('#pin2', pin2);
    await press(page, 'この端末に保存する');
    await until(page, says => new RegExp(says).test(document.querySelector('main').innerText), says.source);
    await until(page, () => /^pin2?$/.test(document.activeElement.id)); // what is wrong is in focus
  }
  assert.deepEqual(await barriers(page), [], 'with an error showing');
  assert.equal(await looked(page), null, 'nothing is kept yet');
  const sent = [];
  page.on('request', r => sent.push(`${r.url()} ${r.postData() ?? ''}`));
  await page.fill('#pin2', '５８３０１９'); // as a keyboard of wide letters types it
  await press(page, 'この端末に保存する');
  await until(page, () => /この端末に保存しています/.test(document.querySelector('main').innerText));
  assert.ok(sent.length >= 2 && !sent.some(s => s.includes(PIN)), 'the PIN stays here');
  assert.deepEqual(await barriers(page), []);
  await shoot(page, 'vault-kept-phone');
  assert.deepEqual((await shifts(page)).filter(s => s.value > 0.001), []);

  // nothing in plain
  const list = await json(who, '/statements'), month = await json(who, `/statements/${list.months[1].month}?all=1`), kept = await json(who, '/vault/pages');
  const needles = [month.holder, ...month.holder.split(/\s+/), month.account, ...month.uses.map(u => u.merchant), ...list.months.map(m => String(m.total)).filter(n => n.length > 4), '/statements/2026'];
  const plain = JSON.stringify(kept);
  assert.ok(needles.filter(n => plain.includes(n)).length > 20 && !plain.includes(month.holder), 'what is looked for is in what was kept');
  const lies = await stored(page);
  assert.ok(lies.length > 5_000);
  assert.deepEqual(needles.filter(n => n && lies.includes(n)), []);

  // a cold start without a network, in the window of an installed app
  await until(page, async () => (await caches.keys()).some(name => name.startsWith('shell-')) && !!navigator.serviceWorker.controller);
  await who.context.setOffline(true);
  await page.close();
  who.page = await who.context.newPage();
  const { page: app } = who, cdp = await who.context.newCDPSession(app);
  await cdp.send('Emulation.setEmulatedMedia', { features: [{ name: 'display-mode', value: 'standalone' }] });
  await app.goto('/home');
  await live(app);
  await until(app, () => /インターネットにつながっていません/.test(document.querySelector('main').innerText));
  assert.deepEqual([...await faults(app), ...await barriers(app)], []);
  await shoot(app, 'vault-locked-phone');
  await unlock(app, '000001');
  await until(app, () => /PINが違います。あと9回/.test(document.querySelector('main').innerText));
  await until(app, () => document.activeElement.id === 'pin');
  await unlock(app);
  await at(who, '/statements');
  await until(app, () => /^オフライン表示\s*（.*\d+.*\d+:\d\d時点）$/.test(document.getElementById('notice').innerText.trim()));
  assert.equal(await app.locator('#notice .nb').evaluate(e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))), 1, 'the moment stands on one line');
  assert.equal(await app.locator('a[href*="csv"], a[href*="all=1"]').count(), 0, 'no file offline');
  assert.match(await app.locator('.nav a[href="/limit"]').innerText(), /オフラインでは見られません/);
  assert.doesNotMatch(await app.locator('.nav a[href="/statements"]').innerText(), /オフライン/);
  await app.locator('main a[href="/usage"]:visible').click();
  await at(who, '/usage');
  await until(app, () => document.querySelector('main svg'));
  await app.goBack();
  await at(who, '/statements');
  const rows = s => [...s.matchAll(/[−\d,]+円/g)].map(m => m[0]);
  assert.deepEqual(rows(await words(app)).slice(0, 15), rows(online).slice(0, 15), 'the amounts of the months');
  assert.deepEqual([...await faults(app), ...await barriers(app)], []);
  await shoot(app, 'vault-offline-phone');

  await app.locator(`a[href="/statements/${month.month}"]`).first().click();
  await at(who, `/statements/${month.month}`);
  const shown = await words(app);
  for (const u of month.uses) assert.ok(shown.includes(u.merchant), u.merchant);
  assert.ok(shown.includes(month.total.toLocaleString('en')), 'the total');
  assert.equal(await app.locator('a[href*="csv"], a[href*="all=1"]').count(), 0, 'neither file nor paper offline');
  await shoot(app, 'vault-month-phone');
  const one = month.uses.find(u => u.ref && u.way === 'once' && !u.currency);
  await app.locator(`a[href="/statements/${month.month}/uses/${one.ref}"]`).first().click();
  await at(who, `/statements/${month.month}/uses/${one.ref}`);
  const detail = await until(app, name => document.querySelector('h1').innerText === name && document.querySelector('main').innerText, one.merchant);
  assert.ok(detail.includes(one.amount.toLocaleString('en')) && /1回/.test(detail), detail);
  assert.deepEqual([...await faults(app), ...await barriers(app)], []);
  await app.goto('/usage');
  await live(app);
  await unlock(app);
  await until(app, () => document.querySelector('main svg'));
  await app.goto('/statements?q=' + encodeURIComponent(month.uses[0].merchant.slice(0, 3)));
  await live(app);
  await unlock(app);
  await until(app, name => document.querySelector('main').innerText.includes(name), month.uses[0].merchant);

  // what needs the network says so, and the screen stays
  await app.locator('a[href="/home"]:visible').first().click();
  await app.locator('#lost').waitFor();
  assert.match(await app.locator('#lost').innerText(), /インターネット|通信/);
  await who.context.setOffline(false);
  await app.goto('/statements');
  await at(who, '/statements');
  assert.equal(await app.locator('#notice').innerText(), '', 'with a network everything is as ever');
});

const wipes = {
  'the tenth wrong PIN in a row': async who => {
    await unplugged(who, '/statements');
    for (let left = 9; left >= 0; left--) {
      await unlock(who.page, '904172');
      await until(who.page, left => new RegExp(left ? `あと${left}回` : 'PINが10回違ったため').test(document.querySelector('main').innerText), left);
      if (left === 5) { await who.page.reload(); await live(who.page); await who.page.locator('#pin').waitFor(); } // gives no try back
    }
  },
  'a logout that the server does not hear of': async who => {
    await who.page.goto('/settings').then(() => at(who, '/settings'));
    await who.context.setOffline(true);
    await who.page.locator('form[action="/logout"] button').filter({ visible: true }).first().click();
    await until(who.page, () => /この端末から消しました[\s\S]*ログアウトはつながったときに完了します/.test(document.querySelector('main').innerText));
    assert.deepEqual([...await faults(who.page), ...await barriers(who.page)], []);
    await who.page.reload();
    await live(who.page);
    await until(who.page, () => /ログアウトはつながったときに完了します/.test(document.querySelector('main').innerText)); // it stays
    const next = await who.context.newPage();
    await who.page.close(); // or it completes the logout by itself
    who.page = next;
    await who.context.setOffline(false);
    await next.goto('/home');
    await at(who, '/login'); // and not the home of the member
    await next.goto('/home');
    await at(who, '/login');
  },
  'thirty days without a word, the clock put back meanwhile': async who => {
    const later = days => who.page.addInitScript(ms => { const now = Date.now.bind(Date); Date.now = () => now() + ms; }, days * 24 * 3600e3);
    await later(29);
    await unplugged(who, '/statements');
    await who.page.locator('#pin').waitFor(); // not yet
    const state = await who.page.evaluate(() => globalThis.vault.look());
    assert.equal(state.left, 10);
    await later(2); // and 29: both scripts run
    await who.page.reload();
    await live(who.page);
  },
  'the button, also without a network': async who => {
    await unplugged(who, '/statements');
    await press(who.page, 'この端末から消す');
    await until(who.page, () => document.activeElement.id === 'erase');
    assert.deepEqual(await barriers(who.page), []);
    await press(who.page, '消さない');
    await until(who.page, () => document.activeElement.id === 'wipe');
    await press(who.page, 'この端末から消す');
    assert.ok(await looked(who.page), 'one tap erases nothing');
    await who.page.locator('#erase').click();
    await until(who.page, () => /この端末から消しました/.test(document.querySelector('main').innerText));
  },
  'another member’s login on this device': async who => {
    await who.context.addCookies((await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies());
    await who.page.goto('/home');
    await at(who, '/home');
  },
  'being told so in the settings': async who => {
    await who.page.goto('/settings');
    await at(who, '/settings');
    assert.match(await who.page.locator('#vaults').innerText(), /この端末[\s\S]*保存開始[\s\S]*最後の接続[\s\S]*この端末の保存を確認する/);
    assert.deepEqual(await barriers(who.page), []);
    const rows = who.page.locator('#vaults li'), before = await rows.count();
    await rows.filter({ has: who.page.locator('.badge', { hasText: 'この端末' }) }).getByRole('button', { name: 'この端末の保存を終わらせる' }).click();
    await until(who.page, left => document.querySelectorAll('#vaults li').length === left && ![...document.querySelectorAll('#vaults .badge')].some(e => /この端末/.test(e.innerText)), before - 1);
  },
  'all logins ended from elsewhere': async who => {
    const jar = await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon');
    await fetch(server.url + '/settings/sessions', {
      method: 'POST', redirect: 'manual', headers: { Accept: 'application/json', Cookie: jar.cookies().map(c => `${c.name}=${c.value}`).join('; ') }, body: new URLSearchParams({ session: 'others' }),
    });
    await who.page.goto('/vault');
    await at(who, '/login'); // who is told to log in again need not do so
  },
};

for (const [what, happens] of Object.entries(wipes)) {
  test(`wiped at ${what}`, async t => {
    const who = await keeping(t);
    assert.ok((await looked(who.page)).at > 0, 'kept before');
    await happens(who);
    await eventually('wiped', async () => await who.page.evaluate(async () => !(await indexedDB.databases()).some(d => d.name === 'vault')).catch(() => false));
    await unplugged(who, '/statements');
    await until(who.page, () => document.querySelector('h1')?.innerText);
    assert.equal(await who.page.locator('#pin').count(), 0, 'there is nothing to open');
  });
}

test('an address that needs the network says so before the PIN and after it', async t => {
  const who = await keeping(t), { page } = who;
  await unplugged(who, '/limit');
  await until(page, () => /お開きになった画面はオフラインでは見られません/.test(document.querySelector('main').innerText));
  await shoot(page, 'vault-elsewhere-phone');
  await unlock(page);
  await at(who, '/statements');
  await until(page, () => /明細の一覧を表示しています/.test(document.getElementById('notice').innerText));
  assert.deepEqual([...await faults(page), ...await barriers(page)], []);
  await page.locator('.nav a[href="/menu"]').click();
  await page.locator('#lost').waitFor();
  assert.match(await page.locator('#lost').innerText(), /つながったときに見られます/);
  await page.locator('h1').click();
  assert.equal(await page.locator('#lost').count(), 0, 'the next tap takes it away');
});

test('renewed once it is old and the member is there; iterations and salt as designed', async t => {
  const who = await keeping(t), { page } = who, before = await looked(page);
  const way = () => page.evaluate(async () => {
    const db = await new Promise(ok => { const r = indexedDB.open('vault', 1); r.onsuccess = () => ok(r.result); });
    const { ways: [{ iterations, salt, iv }] } = await new Promise(ok => { const r = db.transaction('vault').objectStore('vault').get('state'); r.onsuccess = () => ok(r.result); });
    db.close();
    return { iterations, salt: [...salt].join(), bytes: salt.length, iv: iv.length };
  });
  const first = await way();
  assert.ok(first.iterations >= 600_000, String(first.iterations));
  assert.deepEqual([first.bytes, first.iv], [16, 12]);
  await page.addInitScript(() => { const now = Date.now.bind(Date); Date.now = () => now() + 2 * 3600e3; });
  await page.reload();
  await live(page);
  await eventually('renewed', async () => (await looked(page))?.at >= before.at + 2 * 3600e3);
  assert.deepEqual(await way(), first, 'under the same PIN');
  const other = await keeping(t), salt = await other.page.evaluate(async () => {
    const db = await new Promise(ok => { const r = indexedDB.open('vault', 1); r.onsuccess = () => ok(r.result); });
    const state = await new Promise(ok => { const r = db.transaction('vault').objectStore('vault').get('state'); r.onsuccess = () => ok(r.result); });
    db.close();
    return [...state.ways[0].salt].join();
  });
  assert.notEqual(salt, first.salt, 'a salt of its own');
});

test('thrown away by the browser: told once, and over on the server', async t => {
  const who = await keeping(t), { page } = who;
  const own = async () => {
    await page.goto('/settings');
    await at(who, '/settings');
    return page.locator('#vaults li').filter({ has: page.locator('.badge') }).count();
  };
  const looked = page.waitForResponse(r => new URL(r.url()).pathname === '/vault/state');   // else this screen may be the one that tells
  assert.equal(await own(), 1);
  await looked;
  await page.evaluate(() => new Promise(ok => { const r = indexedDB.deleteDatabase('vault'); r.onsuccess = ok; }));
  await page.goto('/home');
  await at(who, '/home');
  await page.locator('#evicted').waitFor();
  assert.match(await page.locator('#evicted').innerText(), /ブラウザーが消しています/);
  assert.ok((await page.locator('#evicted').boundingBox()).height < 300, 'most of the screen can be read');
  assert.deepEqual([...await faults(page), ...await barriers(page)], []);
  await shoot(page, 'vault-evicted-phone');
  assert.equal(await own(), 0, 'the server knows');
  await page.evaluate(() => globalThis.vault.look());
  assert.equal(await page.locator('#evicted').count(), 0, 'not once more');
});

test('a browser that refuses storage runs the app all the same', async t => {
  const who = await person(browser, server), { page } = who;
  t.after(() => who.context.close());
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(globalThis, name, { configurable: true, get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  await page.goto('/login');
  await at(who, '/login');
  await page.fill('[name=member_id]', 'sandbox01');
  await page.fill('[name=password]', 'Sandbox-01-mihon');
  await page.locator('main form button[type=submit]').first().click();
  await at(who, '/home');
  await page.goto('/vault');
  await at(who, '/vault');
  await until(page, () => /保存できません/.test(document.querySelector('main').innerText));
  assert.deepEqual(who.troubles, []);
});

test('a line that carries nothing: the PIN is asked for, and what comes late is shown', async t => {
  const own = await start();
  t.after(() => { own.thaw(); return own.stop(); });
  const who = await person(browser, own, { view: 'phone' }), { page } = who;
  t.after(() => who.context.close());
  await who.context.addCookies((await loggedIn(own, 'sandbox01', 'Sandbox-01-mihon')).cookies());
  await keep(who);
  await own.freeze();
  await page.goto('/home');
  await live(page);
  await page.locator('#pin').waitFor();
  await unlock(page);
  await at(who, '/statements');
  await until(page, () => /オフライン表示/.test(document.getElementById('notice').innerText));
  own.thaw();
  await page.goto('/statements');
  await at(who, '/statements');
  await until(page, () => !document.getElementById('notice').innerText);
  await own.freeze();
  await page.locator('a[href^="/statements/20"]').first().click(); // the app asks for data
  await page.locator('#pin').waitFor();
  own.thaw();
  await until(page, () => document.querySelector('.st-sum')); // late, and nobody had begun to type
  assert.equal(await page.locator('#pin').count(), 0);

  await own.freeze(); // and where somebody has begun to type, it is offered
  await page.goto('/usage');
  await live(page);
  await page.fill('#pin', '58');
  own.thaw();
  await page.locator('#back').waitFor();
  assert.deepEqual([...await faults(page), ...await barriers(page)], []);
  assert.equal(await page.inputValue('#pin'), '58');
  await press(page, '最新の画面を開く');
  await until(page, () => document.querySelector('main svg') && !document.getElementById('notice').innerText);
  assert.deepEqual(who.troubles, []);
});

test('without scripts it says that it cannot, on a PC too', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view, scripts: false });
    t.after(() => who.context.close());
    await open(who, '/vault', (await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon')).cookies());
    assert.match(await words(who.page), /このページのアプリが必要です/);
    assert.deepEqual(await faults(who.page), []);
    assert.equal(await who.page.locator('main input').count(), 0);
  }
});
