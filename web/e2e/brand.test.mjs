// Another issuer's brand file: its names, colours, mark, numbers and terms stand everywhere, and nothing of the default brand
// is left. A brand that cannot be read well does not start.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { launch, person, root, sleep, start } from './lib.mjs';
import { barriers, colours, every, faults, open, shoot } from './look.mjs';
import { proven, stages } from './stage.mjs';

const file = path.join(import.meta.dirname, 'brand/aobato.json');
const mihon = JSON.parse(await readFile(path.join(root, 'server/brand/mihon.json'), 'utf8'));
const aobato = JSON.parse(await readFile(file, 'utf8'));

let browser, server, stage, plain;
before(async () => {
  browser = await launch();
  server = await start({ NETANSWER_BRAND: file });
  plain = await start(); // the default brand, to know what must be gone
  stage = await stages(server);
});
after(async () => {
  await browser.close();
  await server.stop();
  await plain.stop();
});

const rgb = hex => `rgb(${[1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)).join(', ')})`;
const hexes = css => [...css.matchAll(/#[0-9a-f]{6}\b/gi)].map(m => m[0].toLowerCase());

// tokens are the names that the brand sets, with every colour that a style sheet gives them.
function tokens(css, names) {
  const found = new Map();
  for (const [, name, value] of css.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{3,6})/gi)) {
    if (!names || names.has(name)) found.set(name, [...found.get(name) ?? [], value.toLowerCase()]);
  }
  return found;
}

const sheets = async url => {
  const html = await fetch(url).then(r => r.text());
  return Promise.all([...html.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(m => fetch(url + m[1]).then(r => r.text())));
};

// gone are the colours of the default brand and all that is derived from them.
async function gone() {
  const [common, first] = await sheets(plain.url), [, second] = await sheets(server.url);
  const names = new Set(tokens(first).keys());
  assert.deepEqual([...tokens(second).keys()].sort(), [...names].sort(), 'a brand sets the same tokens');
  const old = [...tokens(first).values(), ...tokens(common, names).values()].flat().filter(c => c.length === 7), kept = new Set(hexes(second));
  return [...new Set(old)].filter(c => !kept.has(c));
}

// painted says what on the page has one of the colours.
const painted = (page, colours) => page.evaluate(colours => {
  const where = new Set(), of = ['color', 'backgroundColor', 'backgroundImage', 'borderTopColor', 'borderBottomColor', 'borderLeftColor', 'outlineColor', 'boxShadow', 'fill', 'stroke', 'accentColor'];
  for (const e of document.querySelectorAll('body, body *')) for (const part of [null, '::before', '::after']) {
    const style = getComputedStyle(e, part);
    if (part && style.content === 'none') continue;
    for (const p of of) for (const c of colours) if (style[p].includes(c)) where.add(`${e.localName}.${e.getAttribute('class')}${part ?? ''} ${p} ${c}`);
  }
  return [...where];
}, colours);

test('what is looked for is there with the default brand', async t => {
  const who = await person(browser, plain);
  t.after(() => who.context.close());
  await open(who, '/login');
  const found = (await painted(who.page, (await gone()).map(rgb))).join('\n');
  for (const part of ['button.btn btn-1 backgroundColor', 'rect.m-bg fill', 'span.req color', 'a.more color']) assert.ok(found.includes(part), `${part}: ${found}`);
});

test('the colours are the brand’s on the screens, light and dark, and nothing of the default brand is left', async t => {
  const old = (await gone()).map(rgb);
  for (const name of Object.keys(mihon.colours)) assert.ok(old.includes(rgb(mihon.colours[name])), `${name} is looked for`);
  const names = [mihon.card, mihon.company, mihon.app, mihon.desk.hours, mihon.terms.title].flatMap(Object.values)
    .concat(mihon.mail_domain, mihon.desk.phone, mihon.mark.arc).filter(n => !JSON.stringify(aobato).includes(n));
  assert.ok(names.length >= 10, `${names}`);
  for (const view of every ? ['pc', 'phone'] : ['phone']) { // the same sheet, and the phone's bar beside
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    const { page } = who;
    for (const [row, cookies] of [...Object.entries(stage).filter((_, i) => every || i % 2 === 0), ['/nowhere', []], ['/dev/gallery', []]]) {
      await t.test(`${view} ${row}`, async () => {
        await open(who, row, cookies);
        assert.deepEqual(await faults(page, { brand: row.startsWith('/dev') ? ' dev' : '｜あおばとカード Netアンサー' }), []);
        const html = await page.content();
        for (const name of names) assert.ok(!html.includes(name), `${name} is left`);
        for (const name of [aobato.card.ja, aobato.company.ja, aobato.desk.phone, aobato.mark.arc]) assert.ok(html.includes(name), `${name} is missing`);
        for (const scheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme: scheme });
          assert.deepEqual(await painted(page, old), [], scheme);
          assert.deepEqual(await barriers(page, every ? undefined : colours), [], scheme);
        }
        if (view === 'phone' && /^\/(home|register)?$/.test(row) || view === 'pc' && row === '/home') {
          const name = `brand2-${row === '/' ? 'landing' : row.slice(1)}-${view}`;
          if (row === '/home') await shoot(page, `${name}-dark`);
          await page.emulateMedia({ colorScheme: 'light' });
          await shoot(page, name);
        }
        await page.emulateMedia({ colorScheme: 'light' });
      });
    }
    assert.deepEqual(who.troubles, []);
  }
});

test('button, panel, link, tint and mark wear the six colours', async t => {
  const who = await person(browser, server);
  t.after(() => who.context.close());
  const { page } = who, { brand, brand_deep, brand_lite, brand_night, accent, accent_lite } = aobato.colours;
  const paint = (selector, property) => page.evaluate(([s, p]) => getComputedStyle(document.querySelector(s))[p], [selector, property]);
  for (const [scheme, action, panel, now] of [['light', brand, brand_deep, accent], ['dark', brand_lite, brand_night, accent_lite]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await open(who, '/login');
    assert.equal(await paint('.btn-1', 'backgroundColor'), rgb(action), `${scheme}: the button`);
    assert.equal(await paint('main a.more', 'color'), rgb(action), `${scheme}: a link`);
    assert.equal(await paint('.req', 'color'), rgb(now), `${scheme}: what is required`);
    assert.equal(await paint('.m-bg', 'fill'), rgb(brand_deep), `${scheme}: the mark`);
    assert.equal(await paint('.m-d', 'fill'), rgb(accent_lite), `${scheme}: the dot of the mark`);
    await page.locator('.btn-1').hover();
    assert.notEqual(await paint('.btn-1', 'backgroundColor'), rgb(action), `${scheme}: the button under the pointer`);
    await open(who, '/home', stage['/home']);
    assert.equal(await paint('.due', 'backgroundColor'), rgb(panel), `${scheme}: the amount panel`);
    assert.equal(await paint('.gauge .d', 'fill'), rgb(action), `${scheme}: the gauge`);
    assert.equal(await paint('.nav a[aria-current]', 'color'), rgb(action), `${scheme}: where we are`);
  }
});

test('manifest, icons, offline page and the colour of the browser’s bar are the brand’s', async () => {
  const html = await fetch(server.url).then(r => r.text());
  assert.ok(html.includes(`name="theme-color" content="${aobato.colours.brand_deep}" media="(prefers-color-scheme: light)"`));
  assert.ok(html.includes(`name="theme-color" content="${aobato.colours.brand_night}" media="(prefers-color-scheme: dark)"`));
  assert.ok(html.includes(`name="apple-mobile-web-app-title" content="${aobato.app.ja}"`));
  for (const [language, app] of Object.entries(aobato.app)) {
    const manifest = await fetch(server.url + '/manifest.webmanifest', { headers: { 'Accept-Language': language } }).then(r => r.json());
    assert.equal(manifest.name, app);
    assert.equal(manifest.theme_color, aobato.colours.brand_deep);
    assert.equal(manifest.lang, language);
    assert.deepEqual(manifest.icons.map(i => `${i.purpose} ${i.sizes}`), ['any any', 'any 192x192', 'any 512x512', 'maskable 512x512', 'monochrome 512x512']);
    assert.equal(manifest.screenshots, undefined, 'the pictures at hand show another brand');
    for (const icon of manifest.icons) {
      const answer = await fetch(server.url + icon.src), body = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.status, 200, icon.src);
      assert.equal(answer.headers.get('content-type').split(';')[0], icon.type);
      if (icon.type === 'image/svg+xml') {
        assert.ok(body.includes(aobato.mark.arc) && body.includes(aobato.colours.brand_deep) && body.includes(aobato.colours.accent_lite), icon.src);
      } else if (icon.purpose === 'monochrome') {
        assert.deepEqual(middle(body, 4), [255, 255, 255, 0], 'the mark alone, on nothing');
      } else assert.deepEqual(middle(body), [1, 3, 5].map(i => parseInt(aobato.colours.brand_deep.slice(i, i + 2), 16)), `the ground of ${icon.src}`);
    }
  }
  const shell = await fetch(server.url + '/shell').then(r => r.text());
  assert.ok(shell.includes(aobato.card.ja) && !shell.includes(mihon.card.ja));
});

// middle is a pixel of the ground: at the middle of the upper edge no mark reaches it. Of an 8-bit PNG, RGB or RGBA, the
// first line's filter has nothing above it and, at equal colours, nothing left of it but the colour itself.
function middle(png, channels = 3) {
  const data = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data)), width = png.readUInt32BE(16), step = { 2: 3, 6: 4 }[png[25]];
  const line = [...raw.subarray(1, 1 + width * step)];
  for (let x = step; x < line.length; x++) {
    if ([1, 4].includes(raw[0])) line[x] = line[x] + line[x - step] & 255; // Sub; Paeth without a line above is Sub
    if (raw[0] === 3) line[x] = line[x] + (line[x - step] >> 1) & 255;
  }
  return line.slice((width >> 1) * step, (width >> 1) * step + channels);
}

test('messages name the brand and its desk', async () => {
  const { mobile, email } = server.card('sms');
  const [notice] = await server.messages(email); // of the registration that stages went through
  const sent = await server.messages(mobile);
  assert.ok(sent.some(m => m.text.includes(aobato.desk.phone)), `${sent.map(m => m.text)}`);
  assert.ok(notice.subject.includes(aobato.card.ja) && notice.text.includes(aobato.desk.hours.ja), `${notice.subject}\n${notice.text}`);
  await proven(server, 'amex', server.card('amex').mobile, { member_id: 'morishita1', email: 'hato.no.su@mail.example.org' });
  let own;
  for (const end = Date.now() + 10_000; !own && Date.now() < end; await sleep(50)) [own] = await server.messages('hato.no.su@mail.example.org');
  assert.ok(own.subject.includes(aobato.card.ja), `${own.subject}\n${own.text}`);
  for (const m of [...sent, notice, own]) assert.ok(!`${m.subject}${m.text}`.includes('みほん') && !m.text.includes(mihon.desk.phone), m.text);
});

test('a brand that cannot be read, or is not complete, stops the start with one clear line', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'netanswer-brand-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const whole = await readFile(file, 'utf8');
  for (const [of, from, to, says] of [
    ['pale words', aobato.colours.brand, '#b98aa8', /colours\.brand #b98aa8 has a contrast of 2\.\d on white; it needs 4\.5/],
    ['a panel too light', aobato.colours.brand_deep, '#8c5a78', /colours\.brand_deep #8c5a78 has a contrast of \d\.\d on white; it needs 7\.0/],
    ['dark words on dark', aobato.colours.brand_lite, '#5a2245', /colours\.brand_lite #5a2245 has a contrast of \d\.\d on the dark surface; it needs 4\.5/],
    ['no colour', aobato.colours.accent, 'green', /colours\.accent: colour "green" is not like #17597a/],
    ['an unknown field', '"app"', '"apps"', /unknown field "apps"/],
    ['no number of the desk', aobato.desk.phone, ' ', /desk\.phone is missing/],
    ['one language only', aobato.card.en, '', /card is missing or empty \(every text in ja and en\)/],
    ['a mark that is no path', aobato.mark.arc, 'M0 0\\"><script>', /mark: icon: path/],
  ]) {
    await t.test(of, async () => {
      const bad = path.join(folder, 'bad.json');
      assert.ok(whole.includes(from));
      await writeFile(bad, whole.replace(from, to));
      const { code, stderr, stdout } = await serve(folder, bad);
      assert.equal(code, 1, stdout);
      assert.match(stderr, says);
      assert.ok(stderr.includes(bad), `the line names the file: ${stderr}`);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.equal(stdout, '');
    });
  }
  await t.test('no file', async () => {
    const { code, stderr } = await serve(folder, path.join(folder, 'nothing.json'));
    assert.equal(code, 1);
    assert.match(stderr.trim(), /^[^\n]*nothing\.json[^\n]*$/);
  });
});

// serve starts the program with a brand that must not do, and answers how it ended.
const serve = (folder, brand) => new Promise(done => {
  execFile(path.join(root, 'bin/netanswer'), ['serve', '--dev', '--listen', 'localhost:0', '--brand', brand], { cwd: folder, timeout: 10_000 },
    (error, stdout, stderr) => done({ code: error ? error.code ?? error.signal : 0, stdout, stderr }));
});
