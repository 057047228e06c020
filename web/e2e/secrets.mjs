// Card numbers, security codes, passwords and passcodes are kept nowhere. People walk
// the whole way with every mistake on it; then everything that was written anywhere is searched for what they typed. The
// searcher itself is tested in secrets.test.mjs, and here in place: what is planted in any kind of place must be found.
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { test } from 'node:test';
import { at, press, until } from './lib.mjs';
import { leaks, search, secret } from './search.mjs';
import { visitor, world } from './traces.mjs';

const isPost = address => r => r.request().method() === 'POST' && new URL(r.url()).pathname === address;
const wrong = (digits, than) => {
  for (;;) {
    const code = String(randomInt(10 ** digits)).padStart(digits, '0');
    if (!than.includes(code)) return code;
  }
};
const wide = digits => digits.replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

// The people: half of them with scripts. The intersection of search.mjs needs a few of each. Each stumbles over another's card.
const people = [
  { slug: 'sms', scripts: true, stumbles: 'blocked' },
  { slug: 'both', scripts: false, stumbles: 'blocked' },
  { slug: 'mail', scripts: true, stumbles: 'lost' },
  { slug: 'amex', scripts: false, stumbles: 'lost' },
  { slug: 'diners', scripts: true, stumbles: 'corporate' },
  { slug: 'family', scripts: false, stumbles: 'corporate' },
];
const groups = [true, false].map(scripts => people.filter(p => p.scripts === scripts).map(p => p.slug));

// walk registers a card and logs in, with mistakes, and answers all that was typed in secret. It fills whatever the screen
// asks for; what a screen keeps is left as it is.
async function walk(who, { server }, { slug, scripts, stumbles }, number) {
  const { page } = who, card = server.card(slug), bad = server.card(stumbles);
  const typed = [], codes = [card.security_code, bad.security_code];
  const note = (kind, value) => { typed.push(secret(kind, value, slug)); return value; };
  const kinds = { card_number: 'card', security_code: 'code', password: 'password', passcode: 'passcode' };
  const own = card.mobile ? card.mobile.slice(-4) : card.email.split('@')[0]; // the holder's own data, not to be used
  const password = mark => `${mark}&${randomBytes(3).toString('hex')}%9`; // 16 characters at most
  const id = `umikaze${number}x`;

  // as a person does: keys, so that the browser too knows it was typed
  const fill = async values => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const field = page.locator(`form [name="${name}"]:visible`).first();
      if (!await field.count()) continue;
      if (kinds[name]) {
        if (/[^0-9]/.test(value) && kinds[name] !== 'password') note(kinds[name], value.replace(/[^0-9０-９]/g, '').normalize('NFKC'));
        else note(kinds[name], value);
      }
      if (value === true) { await field.check(); continue; }
      await field.fill('');
      await field.pressSequentially(value);
    }
  };
  const submit = () => page.locator('main form button[type=submit]:visible').first().click();
  const refused = async address => {
    const said = page.waitForResponse(isPost(address));
    await submit();
    const answer = await said.catch(async () => assert.fail(`${slug}: nothing was sent to ${address}: ${await page.locator('.errsum').allInnerTexts()}`));
    await page.locator('.errsum:visible').waitFor();
    assert.equal(answer.status(), 422, `${slug}: ${address}`);
    await who.look();
  };
  const taken = async address => {
    await submit();
    await at(who, address);
    await who.look();
  };
  const rest = { exp_month: card.exp_month, exp_year: card.exp_year, email: `umi${number}@mail.example.org`, agree: true };

  await page.goto('/');
  await press(page, '新規登録をはじめる');
  await at(who, '/register');

  // typed, shown, left, come back to
  const shown = password('Mise');
  await fill({ card_number: card.number, security_code: card.security_code, password: shown });
  if (scripts) {
    const graded = page.waitForResponse(isPost('/register/strength'));
    await page.locator('[data-act=reveal]:visible').first().click();
    await page.locator('[name=email]').focus();
    assert.equal((await graded).status(), 200);
    assert.equal(await page.locator('[name=password]').getAttribute('type'), 'text', 'the password is shown');
  }
  await who.look();
  await page.goto('/login');
  await at(who, '/login');
  await page.goBack();
  await at(who, '/register');
  await who.look();
  await page.reload();
  await at(who, '/register');
  await who.look();

  // too short, and no consent: the app says so by itself, else the server
  await fill({ ...rest, agree: undefined, card_number: card.number.slice(0, -1), security_code: card.security_code, member_id: id, password: 'Mijikai' });
  if (scripts) {
    await submit();
    await page.locator('.errsum:visible').waitFor();
    await who.look();
  } else {
    await refused('/register');
  }

  // a card that may not be registered; then the right one with a wrong code
  await fill({ ...rest, card_number: bad.number.replace(/(....)/g, '$1 ').trim(), exp_month: bad.exp_month, exp_year: bad.exp_year, security_code: bad.security_code, password: password('Hazure') });
  await refused('/register');
  const missed = wrong(card.security_code.length, codes);
  await fill({ ...rest, card_number: card.number.replace(/(....)/g, '$1-').replace(/-$/, ''), security_code: missed, password: password('Machi') });
  await refused('/register');

  // accepted, but the ID is a member's; then another
  await fill({ ...rest, card_number: wide(card.number), security_code: wide(card.security_code), member_id: 'sandbox01', password: password('Toru') });
  await refused('/register');
  await fill({ member_id: id, password: password('Tori') });
  await taken('/register/confirm');

  // the card once more, then ID and password once more, with what the holder must not use
  await page.locator('a[href="/register?part=card"]').click();
  await at(who, '/register');
  await fill({ ...rest, card_number: card.number, security_code: card.security_code });
  await taken('/register/confirm');
  await page.locator('a[href="/register?part=login"]').click();
  await at(who, '/register');
  await fill({ member_id: id, password: own.length > 4 ? own + '1' : password('Ka').slice(0, 8) + own });
  await taken('/register/confirm');

  // identity: a wrong passcode, then the right one
  await taken('/register/verify');
  const passcode = await server.passcode(card.mobile || card.email);
  await fill({ passcode: wrong(6, [passcode]) });
  await refused('/register/verify');
  await page.reload();
  await at(who, '/register/verify');
  await fill({ passcode: `${passcode.slice(0, 3)} ${passcode.slice(3)}` });
  await taken('/register/password');

  // the holder's own data again, then something good
  await fill({ member_id: id, password: own.length > 4 ? own + '2' : password('Ki').slice(0, 8) + own });
  await refused('/register/password');
  const last = password('Yoi');
  await fill({ member_id: id, password: last });
  await taken('/register/done');

  await press(page, 'さっそくログインしてみましょう');
  await at(who, '/login');
  await fill({ password: password('Chigau') });
  await refused('/login');
  await fill({ member_id: id, password: last });
  if (scripts) await page.locator('[data-act=reveal]:visible').first().click();
  await taken('/home');
  await page.reload();
  await at(who, '/home');
  if (scripts) { // without, what lies behind is the answer to a form, which the browser does not keep
    await page.goBack();
    await page.waitForLoadState();
    await who.look();
    await page.goto('/home');
    await at(who, '/home');
  }
  await page.locator('form[action="/logout"] button:visible').first().click();
  await at(who, '/login');
  await who.look();

  // forgotten: a wrong code, a wrong passcode, the old password, then a new one
  const rows = { card_number: card.number, exp_month: card.exp_month, exp_year: card.exp_year };
  await press(page, 'ID確認・パスワード再設定へ');
  await at(who, '/recover');
  await fill({ ...rows, security_code: wrong(card.security_code.length, codes) });
  await refused('/recover');
  await fill({ ...rows, security_code: card.security_code });
  const seen = (await server.messages(card.mobile || card.email)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
  await taken('/recover/verify');
  const another = await server.passcode(card.mobile || card.email, seen);
  await fill({ passcode: wrong(6, [another]) });
  await refused('/recover/verify');
  await fill({ passcode: another });
  await taken('/recover/password');
  await fill({ password: last });
  await refused('/recover/password');
  const newest = password('Atara');
  await fill({ password: newest });
  await taken('/recover/done');
  await page.locator('main a.btn-1').click();
  await at(who, '/login');
  await fill({ password: newest });
  await taken('/home');
  assert.deepEqual(who.troubles, []);
  return typed;
}

// kept are the tests of one database; each has a file of its own, so that they run side by side.
export function kept(database) {
  test(`nothing typed in secret is kept anywhere: ${database}`, { timeout: 480_000 }, async t => {
    const w = await world(database);
    t.after(() => w.remove());
    const secrets = [], places = [];
    for (const [number, one] of people.entries()) {
      const who = await visitor(w.server, one.slug, { scripts: one.scripts });
      try {
        secrets.push(...await walk(who, w, one, number));
      } finally {
        places.push(...await who.leave());
      }
    }
    places.push(...await w.leftovers());
    for (const kind of ['card', 'code', 'password', 'passcode']) {
      assert.ok(people.every(p => secrets.some(s => s.kind === kind && s.person === p.slug)), `everybody typed a ${kind}`);
    }
    // an answer that its page was too quickly gone for is no loss when another of its kind was read
    const seen = new Set(places.map(p => p.where));
    assert.deepEqual(places.filter(p => p.where === 'unread' && !seen.has(p.text)).map(p => p.text), []);
    const found = leaks(search(places, secrets), groups);
    assert.deepEqual(found.map(h => `${h.kind} of ${h.person} in ${h.where}: ${h.shape}`), []);
  });

  test(`what is planted is found in any kind of place: ${database}`, { timeout: 120_000 }, async t => {
    const planted = {
      card: '4000003818281723', code: '313', password: 'Ueta&mono7%', passcode: '402913',
    };
    const secrets = Object.entries(planted).map(([kind, value]) => secret(kind, value, 'gardener'));
    const all = Object.values(planted).join(' ');
    const w = await world(database, exec => exec('CREATE TABLE bed (plant TEXT)'));
    t.after(() => w.remove());
    await w.exec(`INSERT INTO bed VALUES ('${all}')`);
    await w.exec('DELETE FROM bed');
    w.say(JSON.stringify({ level: 'debug', card: all, message: 'request' }));
    w.say(`panic: ${all}`);

    const who = await visitor(w.server, 'gardener', { scripts: true });
    const { page } = who;
    await page.goto('/login');
    await at(who, '/login');
    await page.evaluate(async text => {
      localStorage.setItem('plant', text);
      sessionStorage.setItem('plant', text);
      history.replaceState({ plant: text }, '', location.pathname);
      document.cookie = `plant=${encodeURIComponent(text)}; max-age=1000`;
      document.querySelector('main').setAttribute('data-plant', text);
      await (await caches.open('plant')).put('/plant', new Response(text));
      await new Promise((good, bad) => {
        const open = indexedDB.open('plant');
        open.onupgradeneeded = () => open.result.createObjectStore('bed').put(text, 'plant');
        open.onsuccess = () => { open.result.close(); good(); };
        open.onerror = () => bad(open.error);
      });
    }, all);
    await who.look();
    await page.goto('/login?member_id=' + encodeURIComponent(all)); // an address, and an answer that repeats it
    await at(who, '/login');
    await until(page, () => document.querySelector('[name=member_id]').value !== '');
    await who.look();
    const places = [...await who.leave(), ...await w.leftovers()];

    const hits = leaks(search(places, secrets), [['gardener']]);
    const kinds = new Set(hits.map(h => `${h.where.split(':')[0]} ${h.kind}`));
    const text = ['rows', 'output', 'body', 'address', 'document', 'cookie', 'local', 'session', 'indexed', 'cache', 'history'];
    const bytes = ['files', 'profile'];
    if (database === 'PostgreSQL') {
      text.push('dump', 'statements');
      bytes.splice(0, 1, 'cluster');
    }
    const wanted = [...text.flatMap(p => Object.keys(planted).map(k => `${p} ${k}`)), ...bytes.flatMap(p => ['card', 'password'].map(k => `${p} ${k}`))];
    assert.deepEqual(wanted.filter(k => !kinds.has(k)), [], 'not found');
  });
}
