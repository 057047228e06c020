// What a person's hands do to a field, and what can be seen of it. Keys, clipboard and input method are the browser's own.
import { at, reach, sleep, until } from './lib.mjs';

export { enter, reach } from './lib.mjs';

export const field = (page, name) => page.locator(`[name="${name}"]`).first();

export const value = (page, name) => field(page, name).inputValue();

// seen is a field's text with the caret as | in it.
export const seen = (page, name) => page.evaluate(name => {
  const el = document.querySelector(`[name="${name}"]`), at = el.selectionStart;
  return el.value.slice(0, at) + (at === el.selectionEnd && document.activeElement === el ? '|' : '') + el.value.slice(at);
}, name);

// shows waits until a field's text is that, caret included where want has one.
export async function shows(page, name, want) {
  await until(page, ([name, want]) => {
    const el = document.querySelector(`[name="${name}"]`), at = el?.selectionStart;
    const caret = want.includes('|');
    const is = !el ? 'no field' : caret && document.activeElement === el ? el.value.slice(0, at) + '|' + el.value.slice(at) : el.value;
    return is === want;
  }, [name, want]).catch(async () => { throw new Error(`${name} shows ${JSON.stringify(await seen(page, name))}, not ${JSON.stringify(want)}`); });
}

// write puts a text with a caret (|) into an empty or full field, with keys.
export async function write(page, name, text) {
  const at = text.indexOf('|');
  await field(page, name).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text.replace('|', ''));
  if (at < 0) return;
  await page.keyboard.press('Home');
  for (let i = 0; i < at; i++) await page.keyboard.press('ArrowRight');
}

// paste presses Ctrl+V on a text.
export async function paste(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(text => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('ControlOrMeta+v');
}

// method is an input method: the text being composed appears underlined, then is committed.
export async function method(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    compose: text => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: text => cdp.send('Input.insertText', { text }),
  };
}

// problem is what stands under a field, '' when nothing does.
export const problem = (page, name) => page.evaluate(name => document.getElementById(name + '-e')?.textContent ?? '', name);

// tells waits until a field says something that fits, or nothing with ''.
export const tells = (page, name, words) => until(page, ([name, words]) => {
  const said = document.getElementById(name + '-e')?.textContent;
  return words === '' ? said === '' : said?.includes(words);
}, [name, words]);

export const focused = page => page.evaluate(() => document.activeElement?.id || document.activeElement?.name || document.activeElement?.localName);

// send presses the form's own button, at its last part.
export async function send(page) {
  if (await field(page, 'agree').count()) await reach(page, 'agree');
  await page.locator('main form button[type=submit]:visible').first().click();
}

// posts counts the requests to an address from now on: {count, bodies}.
export function posts(page, address) {
  const seen = { count: 0, bodies: [] };
  page.on('request', r => {
    if (r.method() === 'POST' && new URL(r.url()).pathname === address) {
      seen.count++;
      seen.bodies.push(r.postData() ?? '');
    }
  });
  return seen;
}

// hold keeps the answers to an address back until let go; it answers {waiting, letGo}. Only what the page itself asks is held.
export async function hold(page, pattern, method) {
  let open, waiting = 0;
  const gate = new Promise(done => { open = done; });
  await page.route(pattern, async route => {
    if (method && route.request().method() !== method) return route.fallback();
    waiting++;
    await gate;
    await route.continue().catch(() => {});   // the page may be gone
  });
  return {
    waiting: () => waiting,
    letGo: async () => { open(); await page.unroute(pattern); },
  };
}

// eventually waits for something outside of the page.
export async function eventually(what, ok, ms = 10_000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await ok()) return;
  throw new Error(`never: ${what}`);
}

// quiet is for "nothing comes after": it lets the page's own clock run on by ms and answers.
export const quiet = (page, ms) => page.evaluate(ms => new Promise(done => setTimeout(done, ms)), ms);

// byHTTP walks the flow as far as asked without a browser: 'entered', 'confirmed' or 'done'. It answers the cookie.
export async function byHTTP(server, card, typed, to = 'done') {
  const jar = {};
  const ask = async (path, body) => {
    const res = await fetch(server.url + path, {
      method: body ? 'POST' : 'GET', redirect: 'manual', body: body && new URLSearchParams(body),
      headers: { Accept: 'application/json', Cookie: Object.entries(jar).map(([k, v]) => `${k}=${v}`).join('; ') },
    });
    for (const c of res.headers.getSetCookie()) {
      const [, name, value] = c.match(/^([^=]+)=([^;]*)/);
      jar[name] = value;
    }
    return { status: res.status, to: res.headers.get('Location'), text: await res.text() };
  };
  const must = (answer, to) => {
    if (answer.to !== to) throw new Error(`${to}: ${answer.status} ${answer.to} ${answer.text}`);
  };
  const terms = JSON.parse((await ask('/register')).text).terms.version;
  const { agree, ...rest } = typed;
  must(await ask('/register', { ...rest, agree: 'true', terms_version: terms }), '/register/confirm');
  if (to === 'entered') return jar;
  must(await ask('/register/confirm', { x: '' }), '/register/verify');
  if (to === 'confirmed') return jar;
  const passcode = await server.passcode(card.mobile || card.email);
  must(await ask('/register/verify', { passcode }), '/register/done');
  return jar;
}

// shifts is the sum of what moved by itself since the page began, as CLS counts it, and what it was.
export const shifts = page => page.evaluate(() => new Promise(done => {
  const seen = [];
  const observer = new PerformanceObserver(list => seen.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => {
    seen.push(...observer.takeRecords());
    done(seen.filter(e => !e.hadRecentInput).map(e => ({ value: e.value, at: Math.round(e.startTime), nodes: e.sources.map(s => s.node?.id || s.node?.className || s.node?.nodeName) })));
  }));
}));

// parts are the numbers of the form's parts in view, 1-based.
export const parts = page => page.evaluate(() => [...document.querySelectorAll('section.part')].map((s, i) => s.checkVisibility() ? i + 1 : 0).filter(Boolean));

// on waits until just these parts are in view.
export const on = (page, ...want) => until(page, want => JSON.stringify([...document.querySelectorAll('section.part')].map((s, i) => s.checkVisibility() ? i + 1 : 0).filter(Boolean)) === JSON.stringify(want), want);

const headings = {
  '/': 'カードのことを', '/register': '登録フォーム|もう一度ご入力ください', '/register/confirm': '登録内容の確認', '/register/verify': 'ご本人様確認',
  '/register/done': '登録が完了しました', '/login': 'ログイン', '/home': 'ホーム',
};

// stands is at, sure that the screen of the address has been drawn too: after a step in the history the address comes first.
export async function stands(who, path) {
  await at(who, path);
  await until(who.page, words => new RegExp(words).test(document.querySelector('h1')?.textContent), headings[path]);
}

// codes is how many passcodes arrived at an address.
export const codes = async (server, to) => (await server.messages(to)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
