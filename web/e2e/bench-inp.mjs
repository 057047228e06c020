// Interaction to next paint on a machine four times slower than this, with the app at work: going from screen to screen by the
// navigation, and typing what is looked for in the statements. An interaction's time is what the browser itself measures (Event
// Timing: from the key or tap to the next frame).
import { at, launch, live, person, sleep, start, until } from './lib.mjs';

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

export async function inp(report) {
  const server = await start(), browser = await launch();
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

      const entries = await page.evaluate(() => [...new Set([...document.querySelectorAll('nav a[href]')].filter(a => a.checkVisibility()).map(a => a.getAttribute('href')))].filter(to => to.startsWith('/')));
      const moves = [];
      for (let round = 0; round < ROUNDS; round++) {
        for (const to of entries) {
          await page.locator(`nav a[href="${to}"]:visible`).first().click();
          await at(who, to);
          await sleep(200);
        }
        moves.push(...await taken(page));
      }
      if (entries.length > 1) report({ name: `INP at ${SLOWER}×, ${view}: ${entries.length * ROUNDS} steps through the navigation`, value: slowest(moves), unit: 'ms', most: 100 });

      if (entries.includes('/statements')) {
        await page.goto('/statements');
        await at(who, '/statements');
        await live(page);
        await until(page, () => document.querySelector('[name=q]'));
        await page.locator('[name=q]').first().focus();
        await taken(page);
        const keys = [];
        for (let round = 0; round < ROUNDS; round++) {
          await page.keyboard.press('ControlOrMeta+a');
          for (const key of words) {
            await page.keyboard.press(key === ' ' ? 'Space' : key);
            await sleep(KEY);
          }
          keys.push(...await taken(page));
        }
        report({ name: `INP at ${SLOWER}×, ${view}: ${words.length * ROUNDS} keys in the search`, value: slowest(keys), unit: 'ms', most: 100 });
      }
      if (who.troubles.length) throw new Error(who.troubles.join('\n'));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
