// The browser and what a person does in it. Nothing here goes round the page's CSP: conditions are polled with
// page.evaluate (the browser's debugger, not the page's eval), fonts come from fontconfig.
import { readFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root, sleep } from './server.mjs';

export { start, sleep, root } from './server.mjs';

const installed = (...names) => process.env.CHROMIUM ?? execFileSync('sh', ['-c', names.map(n => `command -v ${n}`).join(' || ')], { encoding: 'utf8' }).trim();

// whole is the browser that people have; executable the same engine without the window around it, at two thirds of the work. What belongs to
// the window (the question for a camera, what a profile keeps) is tested in the whole one.
export const whole = installed('chromium', 'chromium-browser', 'google-chrome');
export const executable = installed('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');

export const views = {
  pc: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

// options are how any browser of the tests is launched.
export const options = {
  env: { ...process.env, FONTCONFIG_FILE: path.join(import.meta.dirname, 'fonts.conf') },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

const launches = executablePath => (...more) => chromium.launch({ executablePath, ...options, args: [...options.args, ...more] });
export const launch = launches(executable), launchWhole = launches(whole);

// person opens a browser of their own: {context, page, troubles}. troubles are what must not happen, empty at the end: errors on
// the console (a broken CSP is one), exceptions, answers of 500 and above. Answers of 4xx are the test's own business. With SLOWER=6 in the
// environment the first page of everybody is on a processor six times slower: what is only right on a fast one shows.
export async function person(browser, server, { view = 'pc', scripts = true, dark = false, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: server.url, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', javaScriptEnabled: scripts,
    colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', ...views[view], ...more,
  });
  context.setDefaultTimeout(30_000);
  const troubles = [];
  context.on('page', page => {
    page.on('console', m => {
      const died = /^(panic|fatal error|runtime error|goroutine \d+ \[running\]|exit code)|^\t.*\.go:\d+/.test(m.text());   // the app's last words are no errors to the browser
      if (died || m.type() === 'error' && !/status of 4\d\d/.test(m.text())) troubles.push(`console: ${m.text()}`);
    });
    page.on('pageerror', e => troubles.push(`exception: ${e.message}`));
    page.on('response', r => { if (r.status() >= 500) troubles.push(`${r.status()} ${r.url()}`); });
  });
  const page = await context.newPage();
  if (process.env.SLOWER) await context.newCDPSession(page).then(cdp => cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(process.env.SLOWER) }));
  return { context, page, troubles, view, scripts };
}

// until polls a function in the page until it answers something true, and answers that.
export async function until(page, condition, arg, ms = 30_000) {
  let last;
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    try {
      last = await page.evaluate(condition, arg);
      if (last) return last;
    } catch (e) {
      if (!/context was destroyed|navigat|Cannot find context/i.test(e.message)) throw e;
    }
  }
  throw new Error(`waited ${ms} ms at ${page.url()} for ${condition}${arg === undefined ? '' : ' of ' + JSON.stringify(arg)}; last: ${last}`);
}

// live waits until the app runs.
export const live = page => until(page, () => document.documentElement.hasAttribute('data-live'), undefined, 60_000);

// at waits until the page shows an address' screen, or one beneath /an/address/, with the app running where scripts do: the address alone comes
// before the screen.
export async function at(who, address) {
  try {
    await until(who.page, to => (to.length > 1 && to.endsWith('/') ? location.pathname.startsWith(to) : location.pathname === to) && document.readyState !== 'loading' && document.getElementById('main')?.getAttribute('aria-busy') !== 'true', address);
  } catch (e) {
    throw new Error(`${e.message}\nThe screen says: ${await who.page.locator('.errsum, h1').allInnerTexts()}`);
  }
  if (who.scripts) await live(who.page);
}

// press presses the button or link of that name, whichever is in view.
export async function press(page, name) {
  await page.locator(`button:visible, a:visible`).filter({ hasText: name }).first().click();
}

// reach walks the wizard, where it walks, to the part of a field. Each press waits for the part that it leads to.
export async function reach(page, name) {
  const parts = name => {
    const all = [...document.querySelectorAll('section.part')];
    return { at: all.findIndex(s => !s.hidden), to: all.findIndex(s => s.querySelector(`[name="${name}"]`)), walks: all.some(s => s.hidden) };
  };
  for (;;) {
    const { at, to, walks } = await page.evaluate(parts, name);
    if (!walks || at === to) return;
    await page.locator('button:visible').filter({ hasText: at < to ? '次へ' : '戻る' }).first().click();
    await until(page, at => [...document.querySelectorAll('section.part')].findIndex(s => !s.hidden) !== at, at).catch(async e => {
      throw new Error(`${e.message}\nPart ${at + 1}, on the way to ${name}, shows: ${await page.locator('section.part:visible').innerText()}`);
    });
  }
}

// enter types values by field name, part by part where the wizard walks.
export async function enter(page, values) {
  for (const [name, value] of Object.entries(values)) {
    await reach(page, name);
    if (value === true) await page.locator(`[name="${name}"]`).first().check();
    else await page.locator(`[name="${name}"]`).first().fill(value);
  }
}

// registration is all that /register asks, for a demo card.
export const registration = (card, more = {}) => ({
  card_number: card.number, exp_month: card.exp_month, exp_year: card.exp_year, security_code: card.security_code,
  member_id: 'hanako2468x', password: 'Kiri-no-mori7', email: 'umi.no.kaze@mail.example.org', agree: true, ...more,
});

const axeSource = await readFile(path.join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8');

// axe answers the violations on the page as sentences.
export async function axe(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help} at ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
