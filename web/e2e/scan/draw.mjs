// Pictures of cards as a camera takes them, with a manifest of what stands on them, for scan-bench and its tests:
//
//   node web/e2e/scan/draw.mjs FOLDER SEED COUNT [SEVERITY] [STYLE,STYLE…]
//
// severity 1 is a hand that holds still; 1.8 smaller cards with two faults each. Fonts: fonts-ocr-a fonts-ocr-b fonts-noto-cjk
// fonts-jetbrains-mono fonts-roboto-unhinted fonts-inconsolata fonts-dejavu fonts-liberation.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { card, number, random, styles } from './cards.mjs';

const faults = ['clean', 'rotate', 'perspective', 'blur', 'motion', 'noise', 'glare', 'dark', 'jpeg', 'mixed'];
const holders = ['TARO YAMADA', 'HANAKO SUZUKI', 'KENJI TANAKA', 'YUKI SATO', 'MISAKI KOBAYASHI', 'SHO ITO', 'AIKO WATANABE', 'RYO NAKAMURA', 'EMI KATO', 'DAICHI YOSHIDA'];

/** taken is one picture: { jpeg, facts } with the facts of its row in a manifest. page is an empty page of a browser. */
export async function taken(page, { seed, style, fault = 'clean', severity = 1, portrait, ...known }) {
  const r = random(seed), hard = severity > 1;
  const facts = { number: known.number ?? number(r, styles[style].digits), expiry: known.expiry ?? `${String(r.whole(1, 12)).padStart(2, '0')}/${r.whole(27, 34)}`, name: r.one(holders), style };
  const upright = portrait ?? r.chance(0.35), [wide, tall] = upright ? [720, 1280] : [1280, 720];
  const frame = upright ? 648 : 880, guide = [(wide - frame) / 2, Math.round((tall - frame / 1.586) / 2), frame, Math.round(frame / 1.586)];
  const second = hard ? r.one(faults) : '', has = f => fault === f || second === f, mixed = has('mixed');
  const size = frame / 856 * (hard ? r.between(0.62, 0.95) : r.between(0.9, 1));
  const turn = has('rotate') ? r.between(-6, 6) * severity : mixed ? r.between(-4, 4) : r.between(-1, 1);
  const lean = () => has('perspective') || mixed ? r.between(-16, 16) * severity : r.between(-3, 3);
  const blur = has('blur') ? r.between(1, 2) * Math.sqrt(severity) : mixed ? r.between(0.4, 1) : r.between(0.2, 0.6);
  const motion = has('motion') ? r.between(2, 4) * Math.sqrt(severity) : 0;
  const light = has('dark') ? r.between(0.35, 0.55) / Math.sqrt(severity) : r.between(0.85, 1.08), contrast = has('dark') ? r.between(0.7, 0.9) : 1;
  const noise = has('noise') ? r.between(10, 20) * severity : mixed ? r.between(5, 10) : r.between(1, 4);
  const quality = has('jpeg') ? r.between(0.25, 0.4) : r.between(0.72, 0.9);
  const shine = has('glare') || mixed ? `<div style="position:absolute;inset:0;border-radius:34px;mix-blend-mode:screen;background:radial-gradient(ellipse at ${r.between(20, 80)}% ${r.between(40, 75)}%,` +
    `rgb(255 255 255 / ${r.between(0.45, 0.8)}),rgb(255 255 255 / 0) ${r.between(30, 60)}%)"></div>` : '';
  await page.setViewportSize({ width: wide, height: tall });
  await page.setContent(`<body style="margin:0;overflow:hidden;background:${r.one(['#6b4a2f', '#2b2d31', '#cfcfcf', '#8b98a5', '#3d5a3a', '#b99d7a'])}">
    <svg width="0" height="0" style="position:absolute"><filter id="m"><feGaussianBlur stdDeviation="${motion} ${motion * 0.15}"/></filter></svg>
    <div style="position:absolute;inset:0;filter:${motion ? 'url(#m) ' : ''}blur(${blur}px) brightness(${light}) contrast(${contrast})">
    <div style="position:absolute;left:${wide / 2 + r.between(-0.018, 0.018) * guide[2]}px;top:${tall / 2 + r.between(-0.018, 0.018) * guide[3]}px;perspective:1600px">
    <div style="position:absolute;left:-428px;top:-270px;border-radius:34px;box-shadow:0 14px 40px rgb(0 0 0 / .5);transform:scale(${size}) rotate(${turn}deg) rotateX(${lean()}deg) rotateY(${lean()}deg)">
    ${card(r, style, facts.number, facts.expiry, facts.name)}${shine}</div></div></div>`);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const e of document.querySelectorAll('[data-most]')) if (e.offsetWidth > e.dataset.most) e.style.transform = `scale(${e.dataset.most / e.offsetWidth})`;
  });
  const clear = (await page.screenshot({ type: 'png' })).toString('base64');
  const jpeg = await page.evaluate(async ({ clear, noise, quality, seed }) => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + clear)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height), g = canvas.getContext('2d');
    g.drawImage(image, 0, 0);
    const pixels = g.getImageData(0, 0, image.width, image.height), p = pixels.data;
    let s = seed >>> 0;
    const next = () => (s = Math.imul(s, 1664525) + 1013904223 >>> 0) / 2 ** 32;
    for (let i = 0; i < p.length; i += 4) {
      const n = (next() + next() + next() + next() - 2) * noise * 1.73;   // of the sensor: much the same in all colours
      for (let c = 0; c < 3; c++) p[i + c] += n + (next() - 0.5) * noise * 0.35;
    }
    g.putImageData(pixels, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  }, { clear, noise, quality, seed });
  return { jpeg: Buffer.from(jpeg, 'base64'), facts: { ...facts, degradation: second ? `${fault}+${second}` : fault, severity, width: wide, height: tall, guide } };
}

if (process.argv[1] === import.meta.filename) {
  const { chromium } = await import('playwright-core');
  const { whole } = await import('../lib.mjs');
  const [folder, seed = '1', count = '60', severity = '1', only] = process.argv.slice(2);
  if (!folder) throw new Error('node web/e2e/scan/draw.mjs FOLDER SEED COUNT [SEVERITY] [STYLES]');
  const list = only?.split(',') ?? Object.keys(styles);
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: whole, args: ['--no-sandbox', '--disable-gpu'] });   // with the machine's own fonts
  const page = await browser.newPage(), rows = [];
  for (let i = 0; i < Number(count); i++) {
    const style = list[i % list.length], fault = faults[(i * 7 + Math.floor(i / list.length)) % faults.length];
    const { jpeg, facts } = await taken(page, { seed: Number(seed) * 1009 + i, style, fault, severity: Number(severity) });
    const file = `${String(i).padStart(3, '0')}-${style}-${fault}.jpg`;
    await writeFile(path.join(folder, file), jpeg);
    rows.push({ file, ...facts });
  }
  await browser.close();
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(rows, null, 1) + '\n');
  console.log(`${rows.length} pictures in ${folder}`);
}
