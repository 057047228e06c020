// Somebody tries out cards by the hundred, and the breaker is open: what the others see of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { at, axe, enter, launch, live, person, press, registration, root, start, until } from './lib.mjs';
import { every, shoot } from './look.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([launch(), start({ NETANSWER_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' })]);
  const terms_version = (await fetch(`${server.url}/register`).then(r => r.text())).match(/terms_version[^>]*?value="([^"]+)"/)?.[1] ?? (await fetch(`${server.url}/register`).then(r => r.text())).match(/value="([^"]+)"[^>]*?terms_version/)[1];
  let asked = 0;
  const one = async n => {   // a card of nobody, from an address of its own
    const answer = await fetch(`${server.url}/register`, {
      method: 'POST', redirect: 'manual', headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded', 'X-Forwarded-For': `198.51.100.${n}`, 'Accept-Language': 'ja' },
      body: new URLSearchParams({ ...registration(server.card('sms'), { member_id: 'dareka2026' }), card_number: luhn(n), agree: 'true', terms_version, part: '' }),
    });
    if (answer.status === 428) asked++;
    else assert.equal(answer.status, 422, await answer.text());
  };
  for (let n = 0; n < 200 && asked === 0; n += 8) await Promise.all(Array.from({ length: 8 }, (_, i) => one(n + i)));
  assert.ok(asked > 0, 'the breaker is open');
});
after(async () => { await browser?.close(); await server?.stop(); });

function luhn(n) {
  const digits = `411111${String(n).padStart(9, '0')}`;
  const sum = [...digits].reduce((sum, d, i) => { let v = Number(d); if (i % 2 === 0 && (v *= 2) > 9) v -= 9; return sum + v; }, 0);
  return digits + (10 - sum % 10) % 10;
}

async function open(t, options = {}) {
  const who = await person(browser, server, options);
  t.after(() => who.context.close());
  await who.page.goto('/register');
  if (options.scripts !== false) await live(who.page);
  return who;
}

for (const view of ['pc', 'phone']) {
  test(`${view}: the app answers by itself; the person sees that something is checked and how far it is`, async t => {
    const who = await open(t, { view }), { page } = who;
    await who.context.newCDPSession(page).then(cdp => cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 }));
    const seen = await page.evaluateHandle(() => {
      const seen = { most: 0, words: new Set(), longest: 0, typed: 0 };
      let last = performance.now();
      const look = () => {
        const line = document.querySelector('.work progress'), at = performance.now();
        if (line) { seen.most = Math.max(seen.most, line.value); seen.words.add(document.querySelector('.work p').textContent); seen.longest = Math.max(seen.longest, at - last); }
        last = at;
        setTimeout(look, 0);
      };
      look();
      return seen;
    });
    await enter(page, registration(server.card(view === 'pc' ? 'sms' : 'both'), { member_id: `kakunin-${view}1`.slice(0, 16) }));
    const began = Date.now();
    await press(page, '規約に同意して確認画面へ');
    await page.locator('.work progress').waitFor({ timeout: 20_000 });
    await at(who, '/register/confirm');
    const found = await seen.evaluate(s => ({ ...s, words: [...s.words] }));
    t.diagnostic(`${Date.now() - began} ms in all at a quarter of the speed, ${Math.round(found.longest)} ms the longest without a turn of the page, ${found.most} of 8 pieces seen`);
    assert.deepEqual(found.words, ['確認しています']);
    assert.ok(found.most >= 3, `the line grows: ${found.most}`);
  });
}

for (const view of ['pc', 'phone']) {
  test(`${view}: it can be stopped, and nothing typed is lost; sent again it goes on`, async t => {
    const who = await open(t, { view, serviceWorkers: 'block' }), { page } = who; // whose fetches cannot be held
    let longer = 5; // bits, thirty-two times the work the first time: there is time to stop it, whatever else the machine does
    await page.route('**/register', async route => {
      const answer = await route.fetch({ maxRedirects: 0 });
      if (answer.status() !== 428) return route.fulfill({ response: answer });
      const json = await answer.json();
      assert.ok(json.proof.bits > 0, JSON.stringify(json));
      json.proof.bits += longer;
      longer = 0;
      return route.fulfill({ response: answer, json });
    });
    const typed = registration(server.card(view === 'pc' ? 'mail' : 'diners'), { member_id: `yameru-${view}1` });
    await enter(page, typed);
    await press(page, '規約に同意して確認画面へ');
    await page.locator('.work progress').waitFor();
    assert.ok(await page.locator('.work progress').evaluate(e => e.getBoundingClientRect().bottom < innerHeight), 'the line is in view');
    if (every) await page.screenshot({ path: path.join(root, `docs/screens/proof-${view}.png`) });
    assert.deepEqual(await axe(page), []);
    await page.locator('.work').getByRole('button', { name: '中止する' }).click();
    await until(page, () => /確認を中止しました/.test(document.getElementById('problems').innerText));
    for (const name of ['security_code', 'password', 'member_id', 'email']) assert.equal(await page.locator(`[name=${name}]`).inputValue(), typed[name], name);
    assert.equal(await page.locator('.work progress').count(), 0);
    await press(page, '規約に同意して確認画面へ');
    await at(who, '/register/confirm');
  });
}

test('without scripts the desk is shown, and what was typed', async t => {
  const who = await open(t, { scripts: false }), { page } = who;
  await enter(page, registration(server.card('amex'), { member_id: 'nashi2026x' }));
  await press(page, '規約に同意して確認画面へ');
  await page.locator('#problems').waitFor();
  await page.waitForLoadState(); // all of it has come
  assert.match(await page.locator('#problems').innerText(), /追加の確認[\s\S]*認証デスク（0120-000-000/);
  assert.equal(await page.locator('[name=member_id]').inputValue(), 'nashi2026x');
  await shoot(page, 'proof-plain-pc');
});
