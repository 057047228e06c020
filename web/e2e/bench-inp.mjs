// Interaction to next paint on a machine four times slower than this, with the app at work: going from screen to screen by the
// navigation, and typing what is looked for in the statements. An interaction's time is what the browser itself measures (Event
// Timing: from the key or tap to the next frame). The floor is a page with nothing but a field and links, in turn with it: what
// this machine takes for any key and any tap, with all else that it is doing.
import { createServer } from 'node:http';
import { at, launchWhole, live, person, sleep, start } from './lib.mjs';

const SLOWER = 4;
const KEY = 150; // ms between two keys
const ROUNDS = 5;

const words = 'lawson akarinokaze 2026 ginkou';

// notes keeps each interaction's longest event.
function notes() {
  const noted = globalThis.interactions = new Map();
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.interactionId) noted.set(e.interactionId, Math.max(noted.get(e.interactionId) ?? 0, e.duration));
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}

// taken are the interactions so far, longer than a frame; the page forgets them.
const taken = page => page.evaluate(async () => {
  await new Promise(done => setTimeout(done, 300)); // what is measured is told a little later
  const all = [...globalThis.interactions.values()];
  globalThis.interactions.clear();
  return all;
});

// slowest is INP as it is defined: of more than fifty the second slowest, else the slowest. Under 16 ms nothing is told.
const slowest = list => [...list].sort((a, b) => b - a)[Math.floor(list.length / 50)] ?? 16;

// bare is a page with a field and links that lead nowhere, more than the navigation has.
async function bare() {
  const links = Array.from({ length: 20 }, (_, i) => `<a href="#${i}">link ${i}</a>`).join(' ');
  const server = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>bare</title><nav>${links}</nav><input name="q">`));
  await new Promise(done => server.listen(0, 'localhost', done));
  return { url: `http://localhost:${server.address().port}/`, close: () => new Promise(done => { server.close(done); server.closeAllConnections(); }) };
}

export async function inp(report) {
  const server = await start(), plain = await bare(), browser = await launchWhole();
  try {
    for (const view of ['phone', 'pc']) {
      const who = await person(browser, server, { view }), { page, context } = who;
      const login = await context.request.post(server.url + '/login', { headers: { Accept: 'application/json' }, form: { member_id: 'sandbox01', password: 'Sandbox-01-mihon' }, maxRedirects: 0 });
      if (login.status() !== 303) throw new Error(`login: ${login.status()}`);
      await page.addInitScript(notes);
      await page.goto('/home');
      await at(who, '/home');
      const cdp = await context.newCDPSession(page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await taken(page); // what it took to get here

      const still = await context.newPage();
      await still.addInitScript(notes);
      await still.goto(plain.url);
      await (await context.newCDPSession(still)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      const type = async page => {
        await page.bringToFront();
        await page.locator('[name=q]').first().focus();
        await page.keyboard.press('ControlOrMeta+a');
        for (const key of words) {
          await page.keyboard.press(key === ' ' ? 'Space' : key);
          await sleep(KEY);
        }
        return taken(page);
      };

      const entries = await page.evaluate(() => [...new Set([...document.querySelectorAll('nav a[href]')].filter(a => a.checkVisibility()).map(a => a.getAttribute('href')))].filter(to => to.startsWith('/')));
      const moves = [], taps = [];
      for (let round = 0; round < ROUNDS; round++) {
        await page.bringToFront();
        for (const to of entries) {
          await page.locator(`nav a[href="${to}"]:visible`).first().click();
          await at(who, to);
          await sleep(200);
        }
        moves.push(...await taken(page));
        await still.bringToFront();
        for (let i = 0; i < entries.length; i++) {
          await still.locator('nav a').nth(i).click();
          await sleep(200);
        }
        taps.push(...await taken(still));
      }
      report({ name: `INP at ${SLOWER}×, ${view}: ${entries.length * ROUNDS} steps through the navigation (floor: a bare page)`, value: slowest(moves), unit: 'ms', floor: slowest(taps), most: 100 });

      await page.bringToFront();
      await page.goto('/statements');
      await at(who, '/statements');
      await live(page);
      await taken(page);
      const keys = [], strokes = [];
      for (let round = 0; round < ROUNDS; round++) {
        keys.push(...await type(page));
        strokes.push(...await type(still));
      }
      report({ name: `INP at ${SLOWER}×, ${view}: ${words.length * ROUNDS} keys in the search (floor: a bare page)`, value: slowest(keys), unit: 'ms', floor: slowest(strokes), most: 100 });
      if (who.troubles.length) throw new Error(who.troubles.join('\n'));
      await context.close();
    }
  } finally {
    await browser.close();
    await plain.close();
    await server.stop();
  }
}
