// How well cards are read: the product's own engine and rules, as built and served, over a folder of pictures with a manifest.json
// of what stands on them (file, number, expiry, style, guide = [x, y, width, height] of the frame on the screen).
//
//   make scan-bench SET=folder          all of it
//   make scan-bench SET=folder FRAMES=0 single frames alone; FIRST=12: the first dozen; ONLY=amex: styles that begin so
//
// A picture is read once as it stands, and then as FRAMES frames (8) of a hand that moves: shifted, turned, nearer or farther,
// lighter or darker, with noise, all by a seed. Those are put to the vote by the rules of shared/card, as the scan screen does.
// Figures per style and every miss are printed; all of it is written to bench/scan-<folder>.json.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { launchWhole, person, root, start } from '../lib.mjs';
import { random } from './cards.mjs';

const { SET, FRAMES = '8', FIRST = 'Infinity', ONLY = '', SEED = '1' } = process.env;
if (!SET) throw new Error('make scan-bench SET=folder, one with a manifest.json');
const all = JSON.parse(await readFile(path.join(SET, 'manifest.json'), 'utf8'));
const pictures = all.filter(p => (p.style ?? '').startsWith(ONLY)).slice(0, Number(FIRST));

/** moved are the frames derived from a picture: how the hand moved between them. */
export function moved(seed, frames) {
  const r = random(seed);
  return Array.from({ length: frames }, () => ({ dx: r.between(-0.015, 0.015), dy: r.between(-0.015, 0.015), turn: r.between(-0.035, 0.035), size: r.between(0.96, 1.05), light: r.between(0.85, 1.15), noise: r.between(1, 7), seed: r.whole(1, 2 ** 31) }));
}

const server = await start();
const browser = await launchWhole();
const began = Date.now();
const results = [], workers = Math.min(4, availableParallelism());
try {
  const { page } = await person(browser, server);
  await page.goto('/login');
  const { scan, today } = await page.evaluate(() => JSON.parse(document.getElementById('site-data').textContent));
  if (!scan) throw new Error('this build reads no cards: (cd web && npm ci --ignore-scripts) && make build');
  const reading = execFileSync('go', ['run', './server/scanbench', '-reading', '-today', today], { cwd: root, encoding: 'utf8' });
  await page.evaluate(async ({ scan, reading, workers }) => {
    const { framed } = await import(scan.camera);
    const ready = () => new Promise((done, failed) => {
      const scanner = openScan(scan.camera, scan.reader, reading, (what, how) => what === 'engine' && (how === 'ready' ? scanner.then(done) : failed(new Error(how))));
    });
    const free = await Promise.all(Array.from({ length: workers }, ready));   // one for each that asks
    globalThis.read = async (bytes, guide, moves) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))]));
      const scanner = free.pop(), out = [];
      for (const move of [undefined, ...moves]) {
        const from = performance.now();
        const seen = await scanner.look(frame(picture, guide, move));
        out.push({ number: seen?.number ?? '', expiry: seen?.expiry ?? '', print: seen?.print ?? '', ms: Math.round(performance.now() - from) });
      }
      free.push(scanner);
      picture.close();
      return out;
    };
    function frame(picture, [x, y, w, h], move) {
      if (!move) return framed(picture, picture.width, picture.height, [x, y, w, h]);
      const { dx, dy, turn, size, light, noise } = move, cx = x + w / 2 + dx * w, cy = y + h / 2 + dy * h;
      const out = framed(picture, picture.width, picture.height, [cx - w * size / 2, cy - h * size / 2, w * size, h * size], turn);
      let s = move.seed;
      const next = () => (s = Math.imul(s, 1664525) + 1013904223 >>> 0) / 2 ** 32;
      for (let i = 0; i < out.data.length; i += 4) {
        const n = (next() + next() + next() - 1.5) * noise * 2;
        for (let c = i; c < i + 3; c++) out.data[c] = out.data[c] * light + n;
      }
      return out;
    }
  }, { scan, reading, workers });

  const todo = pictures.map((picture, i) => ({ picture, i }));
  await Promise.all(Array.from({ length: workers }, async () => {
    for (let next; (next = todo.shift());) {
      const { picture, i } = next;
      const bytes = (await readFile(path.join(SET, picture.file))).toString('base64');
      const [single, ...frames] = await page.evaluate(({ bytes, guide, moves }) => read(bytes, guide, moves),
        { bytes, guide: picture.guide, moves: moved(Number(SEED) * 7919 + i, Number(FRAMES)) });
      results[i] = { ...picture, single, frames };
      if (process.stderr.isTTY) process.stderr.write(`\r${results.filter(Boolean).length}/${pictures.length}`);
    }
  }));
  if (Number(FRAMES) > 0) {
    const voted = spawnSync('go', ['run', './server/scanbench', '-today', today], { cwd: root, encoding: 'utf8', input: JSON.stringify(results.map(r => r.frames)) });
    if (voted.status !== 0) throw new Error(voted.stderr);
    JSON.parse(voted.stdout).forEach((vote, i) => { results[i].vote = vote; });
  }
} finally {
  await browser.close();
  await server.stop();
}

const counted = of => {
  const out = {};
  for (const r of results) for (const style of [r.style ?? 'card', 'all']) {
    const row = out[style] ??= { cards: 0, number: 0, expiry: 0, falseNumbers: 0, falseExpiries: 0 }, seen = of(r);
    row.cards++;
    if (seen.number === r.number) row.number++;
    else if (seen.number) row.falseNumbers++;
    if (seen.expiry === r.expiry) row.expiry++;
    else if (seen.expiry) row.falseExpiries++;
  }
  const { all, ...styles } = out;
  return { ...styles, all };
};
const kinds = { single: r => r.single, ...(Number(FRAMES) > 0 && { vote: r => r.vote }) };
const report = { set: SET, pictures: results.length, minutes: (Date.now() - began) / 60_000, counts: {}, misses: [], results };
for (const [kind, of] of Object.entries(kinds)) {
  report.counts[kind] = counted(of);
  console.log(kind === 'single' ? '\nsingle frame' : `\nvoting over ${FRAMES} frames`);
  console.log('  style                 cards  number  expiry  false numbers  false expiries');
  for (const [style, c] of Object.entries(report.counts[kind])) {
    console.log(`  ${style.padEnd(22)}${String(c.cards).padStart(5)}${String(c.number).padStart(8)}${String(c.expiry).padStart(8)}${String(c.falseNumbers).padStart(15)}${String(c.falseExpiries).padStart(16)}`);
  }
  for (const r of results) {
    const seen = of(r);
    if (seen.number === r.number && seen.expiry === r.expiry) continue;
    const miss = { kind, file: r.file, ...(seen.number !== r.number && { number: r.number, read: seen.number }), ...(seen.expiry !== r.expiry && { expiry: r.expiry, dated: seen.expiry }) };
    report.misses.push(miss);
    console.log(`  ${r.file}: ${[miss.number && `number ${r.number}, read ${seen.number || 'none'}`, miss.expiry && `expiry ${r.expiry}, read ${seen.expiry || 'none'}`].filter(Boolean).join('; ')}`);
  }
}
const times = results.flatMap(r => [r.single, ...r.frames]).map(f => f.ms).sort((a, b) => a - b);
report.msMedian = times[times.length >> 1];
console.log(`\n${results.length} pictures in ${report.minutes.toFixed(1)} min; one look: ${report.msMedian} ms (median)`);
const file = path.join(root, 'bench', `scan-${path.basename(path.resolve(SET))}.json`);
await mkdir(path.dirname(file), { recursive: true });
await writeFile(file, JSON.stringify(report, null, 1) + '\n');
console.log(file);
