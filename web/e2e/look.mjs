// What a screen must hold whatever it shows: no barrier that axe-core knows, one heading, a title, its language, nothing that
// runs out of the page, targets that a thumb can meet. And its picture for docs/screens.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { live, root } from './lib.mjs';
import { same, small } from './picture.mjs';

const source = await readFile(path.join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8');

// every: `make screens` looks at each screen in each way of use, and takes the pictures; `make test` at each in the ways that differ most.
export const every = Boolean(process.env.EVERY);

// Every rule of WCAG 2.0 to 2.2, A and AA, and of axe's good habits. None is switched off.
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What may differ in dark: nothing but colours.
export const colours = ['color-contrast', 'link-in-text-block'];

// barriers answers what axe-core finds, as sentences.
export async function barriers(page, only) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(source);
  const { violations } = await page.evaluate(only => globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), only ? { type: 'rule', values: only } : { type: 'tag', values: rules });
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help} at ${n.target.join(' ')}: ${n.failureSummary.split('\n').slice(1).map(l => l.trim()).join('; ')}`));
}

// faults answers what is wrong with a screen's frame, its width and its targets. It runs at once, so also without scripts.
export const faults = (page, { lang = 'ja', brand = lang === 'ja' ? '｜みほんカード Netアンサー' : ' | Mihon Card Net Answer', touch = true } = {}) =>
  page.evaluate(({ lang, brand, touch }) => {
    const found = [], name = e => `${e.localName}${e.id ? '#' + e.id : ''}${e.className && typeof e.className === 'string' ? '.' + e.className.replaceAll(' ', '.') : ''} "${(e.textContent || '').trim().slice(0, 20)}"`;
    const seen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const h1 = [...document.querySelectorAll('h1')].filter(seen);
    if (h1.length !== 1 || !h1[0].textContent.trim()) found.push(`${h1.length} headings of the first rank: ${h1.map(name)}`);
    if (!document.title.endsWith(brand) || document.title === brand) found.push(`title: ${document.title}`);
    if (document.documentElement.lang !== lang) found.push(`lang: ${document.documentElement.lang}`);
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width) found.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} in ${width} px`);
    for (const e of document.body.querySelectorAll('*')) {
      const box = e.getBoundingClientRect();
      if (!seen(e) || !box.width || e.closest('.vh, .skip, .terms, script') || getComputedStyle(e).clipPath !== 'none') continue;
      if (box.right > width + 1 || box.left < -1) found.push(`out of the page, ${Math.round(box.left)} to ${Math.round(box.right)} of ${width} px: ${name(e)}`);
    }
    if (touch) for (const e of document.querySelectorAll('a[href], button, input, select, summary')) {
      if (!seen(e) || e.type === 'hidden' || e.classList.contains('skip')) continue;
      // what is pressed may be larger than the words: a link that lies over its whole row
      const over = getComputedStyle(e, '::after'), laid = over.content !== 'none' && over.position === 'absolute';
      const box = laid ? { width: parseFloat(over.width), height: parseFloat(over.height) } : (/^(checkbox|radio)$/.test(e.type) ? e.closest('label') : e).getBoundingClientRect();
      // a link within a sentence may be as high as its line (WCAG 2.2, 2.5.8, "inline")
      const inline = e.localName === 'a' && getComputedStyle(e).display === 'inline' && e.parentNode.textContent.trim() !== e.textContent.trim();
      if (box.height < (inline ? 20 : 43.9) || box.width < (inline ? 20 : 43.9)) found.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(e)}`);
    }
    return found;
  }, { lang, brand, touch });

// inspect is all of it, in light and in dark, and on a phone's page of 320 px; bare, without the barriers: where the page has been looked
// at for those already and only its words or their size are others.
export async function inspect(who, { light = true, dark = true, narrow = who.view === 'phone', picture = '', darkPicture = false, bare = false, ...frame } = {}) {
  const { page } = who, found = [];
  const say = (where, list) => found.push(...list.map(f => `${where}: ${f}`));
  if (light) {
    say('light', await faults(page, frame));
    if (!bare) say('light', await barriers(page));
    if (picture) await shoot(page, picture);
  }
  if (dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    say('dark', await barriers(page, colours));
    if (darkPicture) await shoot(page, picture + '-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  }
  if (narrow) {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    say('320 px', await faults(page, frame));
    await page.setViewportSize(before);
  }
  return found;
}

// shoot writes docs/screens/name.png, in `make screens`: the whole page, but of the wizard what is in view, with its foot in place. A picture that
// shows the same stays as it is.
export async function shoot(page, name) {
  if (!every) return;
  await mkdir(path.join(root, 'docs/screens'), { recursive: true });
  const fullPage = !await page.evaluate(() => document.getElementById('root').classList.contains('wiz'));
  await page.evaluate(() => scrollTo(0, 0));
  const file = path.join(root, `docs/screens/${name}.png`), old = await readFile(file).catch(() => null);
  const fresh = await page.screenshot({ fullPage, animations: 'disabled', caret: 'hide' });
  if (!old || !same(old, fresh)) await writeFile(file, small(fresh));
}

// open opens an address with somebody's cookies, and waits for the app where scripts run. The page before is left first: what it still asks
// would find itself without a login.
export async function open(who, address, cookies = []) {
  if (who.page.url() !== 'about:blank') await who.page.goto('about:blank');
  await who.context.clearCookies();
  if (cookies.length) await who.context.addCookies(cookies);
  const answer = await who.page.goto(address);
  if (who.scripts && !address.startsWith('/dev/')) await live(who.page);
  return answer;
}
