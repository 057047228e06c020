// Around the screens: links as browsers treat them, the other language, another release, no network, the service worker.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at, launch, live, person, press, registration, start, until } from './lib.mjs';
import { enter, eventually, field, send, stands, value } from './hands.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start()]); });
after(async () => { await browser?.close(); await server?.stop(); });

async function open(t, address = '/register', options = {}, on = server) {
  const who = await person(browser, on, options);
  t.after(() => who.context.close());
  await who.page.goto(address);
  await at(who, new URL(address, on.url).pathname);
  return who;
}

// stamp marks the document; stamped says whether it is still the same one, never loaded anew.
const stamp = page => page.evaluate(() => { globalThis.stamp = true; });
const stamped = page => page.evaluate(() => globalThis.stamp === true);

for (const i of [1,2,3,4]) test('links to screens are walked within the page; everything else is the browser\'s', async t => {
 let P, W; try {
  const who = await open(t), { page, context } = who; P = page; W = who;
  await stamp(page);
  await enter(page, { email: 'umi@mail.example.org' });
  const login = page.locator('header a.mark');

  for (const how of [{ modifiers: ['Control'] }, { modifiers: ['Shift'] }, { button: 'middle' }]) {
    const [opened] = await Promise.all([context.waitForEvent('page'), login.click(how)]);
    await until(opened, () => location.pathname === '/' && document.readyState === 'complete');
    await opened.close();
    assert.equal(new URL(page.url()).pathname, '/register', `${JSON.stringify(how)} stays`);
  }
  assert.ok(await stamped(page));
  assert.equal(await value(page, 'email'), 'umi@mail.example.org');

  await page.evaluate(() => addEventListener('click', e => { globalThis.clicked = e; }, { capture: true, once: true }));
  await page.locator('a[href^="tel:"]').first().click(); // the phone's business: nobody holds it, the address stays
  assert.equal(await page.evaluate(() => globalThis.clicked.defaultPrevented), false);
  assert.equal(new URL(page.url()).pathname, '/register');

  await page.locator('aside.side a[href="#part-email"]').click(); // a place on the screen
  await until(page, () => location.hash === '#part-email');
  assert.ok(await page.locator('#part-email').evaluate(el => el.getBoundingClientRect().top < innerHeight));
  assert.ok(await stamped(page));
  assert.equal(await value(page, 'email'), 'umi@mail.example.org');
  await page.keyboard.press('Tab');
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement?.id === 'main');

  await login.click();
  await stands(who, '/');
  assert.ok(await stamped(page), 'no load between screens');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1', 'the next screen begins at its heading');
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.goto('/register');
  await at(who, '/register');
  assert.ok(!await stamped(page));
  assert.deepEqual(who.troubles, []);

 } catch (e) { console.log('FAILED', e.message.slice(0,200), W.troubles); console.log((await P.evaluate(() => document.documentElement.hasAttribute('data-live') + document.activeElement.outerHTML.slice(0,100) + document.hasFocus() + document.visibilityState + document.getElementById('lost')?.outerHTML + ' ' + document.title + JSON.stringify(performance.getEntriesByType('resource').slice(-4).map(e=>[e.name,e.startTime,e.duration])) )));
   await P.evaluate(() => { globalThis.log = []; for (const n of ['pointerdown','click']) addEventListener(n, e => { globalThis.log.push(n + e.target.outerHTML.slice(0,50)); }, true); });
   await P.locator('header a.mark').click(); await new Promise(r => setTimeout(r, 2000)); console.log(P.url(), await P.evaluate(() => globalThis.log)); }
});