// The pages of the guide: their pictures and films are taken here, from the screens as they are, and looked at as a person
// sees them. A picture that shows the same stays as it is; one that shows something else is written anew and wants to be
// committed. Films are made when one is missing, or all of them with GUIDE=renew (make guide).
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, launch, live, person, root, start, until } from './lib.mjs';
import { shifts } from './hands.mjs';
import { kept, keep, record, steps, walk } from './guide.mjs';

const folder = path.join(root, 'web/guide');
const views = ['pc', 'phone'], langs = ['ja', 'en'];
const renew = process.env.GUIDE === 'renew';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

test('the steps are those that the pages show', async () => {
  const source = await readFile(path.join(root, 'shared/wire/wire.go'), 'utf8');
  assert.deepEqual(source.match(/GuideSteps = .*?\{(.*)\}/)[1].split(',').map(s => s.trim().replaceAll('"', '')), steps);
});

test('the way is walked and its pictures are taken, in both languages, on a PC and on a phone', async t => {
  const shots = {};
  await Promise.all(views.flatMap(view => langs.map(async lang => {
    const shoot = async (page, step) => { shots[`${view}-${step}-${lang}.png`] = await page.screenshot({ animations: 'disabled', caret: 'hide' }); };
    shots.card = await walk(browser, view, lang, shoot);
  })));
  const { card, ...pictures } = shots;
  await keep(folder, card, pictures);
  assert.equal(Object.keys(pictures).length, views.length * langs.length * steps.length);
});

test('films are made where they are missing', async () => {
  for (const view of views) {
    for (const lang of langs) {
      const name = `${view}-film-${lang}.webm`;
      const { files } = await kept(folder);
      if (renew || !files[name] || !files[name.replace('.webm', '.mp4')]) await record(browser, folder, view, lang, name);
    }
  }
});

test('every step has its picture, every page its film, and all of them are small', async () => {
  const { files, card } = await kept(folder);
  assert.ok(card);
  const want = views.flatMap(v => langs.flatMap(l => [...steps.map(s => `${v}-${s}-${l}.png`), `${v}-film-${l}.mp4`, `${v}-film-${l}.webm`]));
  assert.deepEqual(Object.keys(files).sort(), want.sort());
  let pictures = 0;
  for (const name of want) {
    const { size } = await stat(path.join(folder, name));
    if (/\.(webm|mp4)$/.test(name)) assert.ok(size <= 2 << 20 && files[name].length <= 60, `${name}: ${size} bytes, ${files[name].length} s`);
    else pictures += size;
  }
  assert.ok(pictures <= 1.5 * (1 << 20), `${pictures} bytes of pictures`);
});

for (const [address, view] of [['/guide/pc', 'pc'], ['/guide/iphone', 'phone'], ['/guide/android', 'phone']]) {
  test(`${address}: pictures in their places, and a film that plays`, async t => {
    for (const lang of langs) {
      const who = await person(browser, server, { view, locale: lang === 'ja' ? 'ja-JP' : 'en-US' });
      t.after(() => who.context.close());
      const { page } = who, films = [];
      page.on('request', r => { if (/\.(webm|mp4)$/.test(r.url())) films.push(r.url()); });
      await page.goto(address);
      await live(page);
      const pictures = await page.locator('.guide img').evaluateAll(all => all.map(e => ({ src: e.getAttribute('src'), alt: e.alt, lazy: e.loading, w: e.width, h: e.height })));
      assert.deepEqual(pictures.map(p => p.src.match(/guide\/([\w-]+)\.[0-9a-f]{20}\.png$/)?.[1]), steps.map(s => `${view}-${s}-${lang}`));
      assert.ok(pictures.every(p => p.alt && p.h > p.w / 2), 'each has words and its size before it comes');
      assert.ok(pictures.slice(1).every(p => p.lazy === 'lazy'));
      for (const img of await page.locator('.guide img').all()) await img.scrollIntoViewIfNeeded();
      await until(page, () => [...document.querySelectorAll('.guide img')].every(e => e.complete && e.naturalWidth > 300));
      if (address === '/guide/android' && lang === 'en') continue; // the films are the iPhone's
      assert.deepEqual((await shifts(page)).filter(s => s.value > 0.001), [], 'nothing moves when pictures come');

      const video = page.locator('video');
      await video.scrollIntoViewIfNeeded();
      assert.deepEqual(films, [], 'nothing of the film is loaded before it is asked for');
      await video.evaluate(v => { v.play(); });
      await until(page, () => document.querySelector('video').currentTime > 1, undefined, 60_000);
      const film = await video.evaluate(v => ({ long: v.duration, wide: v.videoWidth, high: v.videoHeight, w: v.getAttribute('width'), h: v.getAttribute('height'), error: v.error?.message }));
      assert.ok(films.length > 0);
      assert.ok(film.long > 10 && film.long <= 60 && !film.error, JSON.stringify(film));
      assert.ok(Math.abs(film.wide / film.high - film.w / film.h) < .01, JSON.stringify(film));
      await video.evaluate(v => { v.currentTime = v.duration - 1; }); // a range of the file
      await until(page, () => document.querySelector('video').ended, undefined, 60_000);
      assert.deepEqual(who.troubles, []);
    }
  });
}

test('on paper: the steps alone, none of them cut in two', async t => {
  const who = await person(browser, server, { view: 'pc' });
  t.after(() => who.context.close());
  const { page } = who;
  for (const address of ['/guide/pc', '/guide/iphone']) {
    await page.goto(address);
    await live(page);
    for (const img of await page.locator('.guide img').all()) await img.scrollIntoViewIfNeeded();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 1000 }); // A4 within its margins
    const paper = await page.evaluate(() => ({
      away: ['.demo', '.foot', '.guide-nav', '.film', '.guide-go', '.top .btn'].filter(s => [...document.querySelectorAll(s)].some(e => e.checkVisibility())),
      steps: [...document.querySelectorAll('.guide > li')].map(e => ({ whole: getComputedStyle(e).breakInside, high: e.getBoundingClientRect().height })),
      wide: document.scrollingElement.scrollWidth,
    }));
    assert.deepEqual(paper.away, []);
    assert.equal(paper.steps.length, steps.length);
    assert.ok(paper.steps.every(s => s.whole === 'avoid' && s.high < 990), JSON.stringify(paper.steps));
    assert.ok(paper.wide <= 688);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = pdf.match(/\/Type \/Page\b/g).length;
    assert.ok(pages >= 2 && pages <= steps.length, `${pages} pages`);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.goto('/guide');
  await at(who, '/guide');
  assert.deepEqual(await page.locator('.devices a').evaluateAll(all => all.map(a => a.getAttribute('href'))), ['/guide/pc', '/guide/iphone', '/guide/android']);
  assert.deepEqual(who.troubles, []);
});
