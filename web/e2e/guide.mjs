// What the guide is made of: the way of a cardholder from the first screen to the amount due, its pictures and its film.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { at, live, person, registration, sleep, start, until } from './lib.mjs';
import { same, small } from './picture.mjs';

export const steps = ['start', 'card', 'login', 'terms', 'confirm', 'verify', 'done', 'home'];

// Somewhat smaller than most windows, so that words can be read in the picture of one.
const sizes = {
  pc: { viewport: { width: 1024, height: 704 } },
  phone: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
};

const words = {
  ja: { start: '新規登録をはじめる', next: '次へ', send: '規約に同意して確認画面へ', confirm: 'ご本人様確認へ進む', sent: '送信しました。', verify: '認証する', done: 'さっそくログイン' },
  en: { start: 'Start your registration', next: 'Next', send: 'Agree to the terms and continue', confirm: 'Go on to confirm', sent: 'Sent.', verify: 'Confirm', done: 'Log in now' },
};

// Members do not see the line of the demonstration, and the code on the first screen leads to this machine: only its corners
// are drawn. What is pressed in a film is framed, for it shows no pointer.
const corner = (x, y) => `M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`;
const style = `.qr path { d: path("${corner(4, 4) + corner(22, 4) + corner(4, 22)}"); fill-rule: evenodd; } .demo { display: none !important; } .pressed { outline: 4px solid #d2691e !important; outline-offset: 3px !important; border-radius: 12px; }`;

// walk goes all the way, and hands each step's page to seen(page, step). hands are how fast: {write, press, look}. It answers
// the brand's card.
export async function walk(browser, view, lang, seen, hands = {}) {
  const server = await start(process.env.NETANSWER_BRAND ? { NETANSWER_BRAND: path.resolve(process.env.NETANSWER_BRAND) } : {});
  const who = await person(browser, server, { view, locale: lang === 'ja' ? 'ja-JP' : 'en-US', ...sizes[view] });
  try {
    const { page } = who, say = words[lang], card = server.card('sms'), typed = registration(card);
    await page.addInitScript(style => addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets.push(sheet);
    }), style);
    const press = async (what) => {
      await hands.press?.(page, what);
      await what.click();
    };
    const button = name => page.locator('main a:visible, main button:visible').filter({ hasText: name }).first();
    const write = async names => {
      for (const name of names) {
        const input = page.locator(`[name="${name}"]`).first();
        if (!await input.isVisible()) { // the wizard's next part
          await press(button(say.next));
          await input.waitFor();
        }
        if (typed[name] === true) await press(input);
        else if (hands.write) await hands.write(page, input, typed[name]);
        else await input.fill(typed[name]);
      }
    };
    const see = async (step, name) => { // what is typed stands in the upper half
      await page.evaluate(name => {
        document.activeElement?.blur();
        if (name) document.querySelector(`[name="${name}"]`).closest('section').scrollIntoView({ block: 'start' });
        else scrollTo(0, 0);
        scrollTo(0, Math.round(scrollY)); // on whole pixels: the same picture every time
      }, name);
      await page.evaluate(() => document.fonts.ready);
      await seen(page, step);
    };
    await page.goto('/');
    await at(who, '/');
    await see('start');
    await press(button(say.start));
    await at(who, '/register');
    await live(page);
    await write(view === 'pc' ? ['card_number', 'exp_month', 'exp_year', 'security_code'] : ['card_number']);
    await see('card', view === 'pc' ? 'card_number' : undefined);
    await write(view === 'pc' ? ['member_id', 'password', 'email'] : ['exp_month', 'exp_year', 'security_code', 'member_id', 'password']);
    await until(page, () => document.querySelector('.meter').dataset.grade !== '-').catch(() => {});
    await see('login', view === 'pc' ? 'member_id' : undefined);
    await write(view === 'pc' ? ['agree'] : ['email', 'agree']);
    await see('terms', view === 'pc' ? 'agree' : undefined);
    await press(button(say.send));
    await at(who, '/register/confirm');
    await see('confirm');
    await press(button(say.confirm));
    await at(who, '/register/verify');
    await page.locator('main').getByText(say.sent, { exact: true }).waitFor(); // it is on its way for a moment
    await see('verify');
    typed.passcode = await server.passcode(card.mobile);
    await write(['passcode']);
    await press(button(say.verify));
    await at(who, '/register/done');
    await see('done');
    await press(button(say.done));
    await at(who, '/login');
    await write(['password']);
    await press(page.locator('main button[type=submit]').first());
    await at(who, '/home');
    await see('home');
    if (who.troubles.length) throw new Error(who.troubles.join('\n'));
    const site = await page.request.get('/language?to=ja', { headers: { Accept: 'application/json' } });
    return (await site.json()).brand.card;
  } finally {
    await who.context.close();
    await server.stop();
  }
}

// kept is guide.json as it stands.
export const kept = async folder => JSON.parse(await readFile(path.join(folder, 'guide.json'), 'utf8').catch(() => '{"files":{}}'));

const hash = bytes => createHash('sha256').update(bytes).digest('hex').slice(0, 20);

async function list(folder, change) {
  const now = await kept(folder);
  change(now);
  now.files = Object.fromEntries(Object.entries(now.files).sort());
  await writeFile(path.join(folder, 'guide.json'), JSON.stringify(now, null, 1) + '\n');
}

// keep writes the pictures that show something new, and the list of all.
export async function keep(folder, card, pictures) {
  await mkdir(folder, { recursive: true });
  const files = {};
  for (const [name, fresh] of Object.entries(pictures)) {
    const file = path.join(folder, name), old = await readFile(file).catch(() => null);
    const bytes = old && same(old, fresh) ? old : small(fresh);
    if (bytes !== old) await writeFile(file, bytes);
    const { width, height } = sizes[name.split('-')[0]].viewport;
    files[name] = { hash: hash(bytes), width, height };
  }
  await list(folder, now => {
    if (now.card !== card) now.files = {}; // films of another brand
    now.card = card;
    Object.assign(now.files, files);
  });
}

// record films the way: every change of the screen as Chromium paints it, for as long as a person needs to see it, however
// slow this machine is today.
export async function record(browser, folder, view, lang, name) {
  const work = await mkdtemp(path.join(tmpdir(), 'netanswer-film-'));
  try {
    const frames = [];
    let cdp;
    const settled = async () => { // nothing new for a moment
      for (let n = -1; n !== frames.length; await sleep(250)) n = frames.length;
    };
    const stay = async seconds => {
      await settled();
      if (frames.length) frames.at(-1).stay = seconds;
    };
    const begin = async page => {
      cdp = await page.context().newCDPSession(page);
      cdp.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
        frames.push({ data, at: metadata.timestamp, stay: 0 });
        cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
      });
      await cdp.send('Page.startScreencast', { format: 'png', maxWidth: 1024, maxHeight: 1140 });
    };
    await walk(browser, view, lang, async (page, step) => {
      if (!cdp) await begin(page);
      await stay(step === 'home' ? 3 : step === 'verify' || step === 'confirm' ? 2 : 1.2);
      if (step === 'home') await cdp.send('Page.stopScreencast');
    }, {
      write: async (page, input, text) => {
        await input.scrollIntoViewIfNeeded();
        await input.pressSequentially(text, { delay: 30 });
        await stay(.4);
      },
      press: async (page, what) => {
        await what.scrollIntoViewIfNeeded();
        await what.evaluate(e => (e.type === 'checkbox' ? e.closest('label') : e).classList.add('pressed'));
        await stay(.7);
        await what.evaluate(e => (e.type === 'checkbox' ? e.closest('label') : e).classList.remove('pressed'));
      },
    });
    const lines = [];
    let long = 0;
    for (const [i, f] of frames.entries()) {
      const file = path.join(work, `${i}.png`), next = frames[i + 1]?.at ?? f.at;
      await writeFile(file, Buffer.from(f.data, 'base64'));
      const seconds = Math.max(f.stay, Math.min(.12, Math.max(.03, next - f.at)));
      long += seconds;
      lines.push(`file '${file}'`, `duration ${seconds.toFixed(3)}`);
    }
    lines.push(lines.at(-2)); // the last one's duration counts only when something follows
    await writeFile(path.join(work, 'list.txt'), lines.join('\n'));
    const to = path.join(folder, name);
    const { viewport, deviceScaleFactor = 1 } = sizes[view];
    const width = Math.floor(viewport.width * deviceScaleFactor / 2) * 2, height = Math.floor(viewport.height * deviceScaleFactor / 2) * 2;
    await promisify(execFile)('ffmpeg', ['-y', '-v', 'error', '-f', 'concat', '-safe', '0', '-i', path.join(work, 'list.txt'),
      '-vf', `scale=${width}:${height}:flags=lanczos,fps=15,format=yuv420p`, '-c:v', 'libvpx-vp9', '-crf', '34', '-b:v', '0', '-g', '75', '-deadline', 'good', '-cpu-used', '3', '-row-mt', '1',
      '-map_metadata', '-1', '-fflags', '+bitexact', '-an', to], { maxBuffer: 1 << 26 });
    // WebM is the smaller one as a rule; iPhones play it from iOS 17.4 on, H.264 they always did.
    const mp4 = name.replace('.webm', '.mp4');
    await promisify(execFile)('ffmpeg', ['-y', '-v', 'error', '-i', to, '-c:v', 'libx264', '-profile:v', 'main', '-preset', 'veryslow', '-crf', '25', '-g', '75', '-pix_fmt', 'yuv420p',
      '-movflags', '+faststart', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-an', path.join(folder, mp4)], { maxBuffer: 1 << 26 });
    for (const file of [name, mp4]) {
      const bytes = await readFile(path.join(folder, file));
      await list(folder, now => { now.files[file] = { hash: hash(bytes), ...viewportOf(view), length: Math.round(long) }; });
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const viewportOf = view => ({ width: sizes[view].viewport.width, height: sizes[view].viewport.height });
